from datetime import timedelta

import pytest
from django.utils import timezone

from comments import networks
from comments.models import Comment
from config import housekeeping
from config.networks import network_of
from tests.builders import make_comment, make_post

from .acts import latest, write

pytestmark = pytest.mark.django_db


def test_networks_are_counted_and_not_known(settings):
    of = network_of
    assert of("192.0.2.1") == of("192.0.2.254") == of("::ffff:192.0.2.9") != of("192.0.3.1")
    assert of("2001:db8:1::1") == of("2001:db8:1:ffff::2") != of("2001:db8:2::1")
    assert of("") == of("unix:") == ""
    assert "192." not in of("192.0.2.1")
    before = of("192.0.2.1")
    settings.SECRET_KEY = "another"
    assert of("192.0.2.1") != before


def test_no_address_is_stored(client):
    write(client, make_post(), headers={"User-Agent": "Sender/1"})
    row = Comment.objects.filter(pk=latest().pk).values().get()
    assert "127.0.0.1" not in str(row)
    assert "Sender/1" not in str(row)
    assert len(row["network"]) == 32


def test_networks_are_forgotten_after_thirty_days():
    now = timezone.now()
    old = make_comment(network="n1", created_at=now - timedelta(days=31))
    new = make_comment(network="n1", created_at=now - timedelta(days=29))
    assert networks.forget_old in housekeeping.chores
    housekeeping.run.func()
    assert [Comment.objects.get(pk=each.pk).network for each in (old, new)] == ["", "n1"]
