"""A password cannot be found by trying."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.locks import attempts
from blog.models import WrongPassword
from config import housekeeping

from .locks import make_locked, try_password

pytestmark = pytest.mark.django_db


def try_wrongly(client, post, times, network="198.51.100.7"):
    return [try_password(client, post, f"guess {n}", REMOTE_ADDR=network).status_code for n in range(times)]


def test_after_ten_wrong_ones_a_network_waits_and_the_right_one_does_not_help(client):
    post = make_locked("Tides")
    assert try_wrongly(client, post, 11) == [422] * 10 + [429]
    response = try_password(client, post, REMOTE_ADDR="198.51.100.200")
    assert response.status_code == 429 and not response.cookies
    assert 800 < int(response.headers["Retry-After"]) <= 900
    assert "Try again in 15 minutes." in response.content.decode() and "Tides" not in response.content.decode()


def test_the_network_waits_before_other_posts_too_and_others_do_not(client):
    post = make_locked()
    try_wrongly(client, post, 10)
    assert try_password(client, make_locked(), REMOTE_ADDR="198.51.100.7").status_code == 429
    assert try_password(client, post, REMOTE_ADDR="203.0.113.5").status_code == 303


def test_many_networks_together_meet_the_limit_of_the_post(client, monkeypatch):
    monkeypatch.setattr(attempts, "BY_POST", 4)
    post = make_locked()
    for number in range(4):
        try_wrongly(client, post, 1, network=f"203.0.{number}.1")
    response = try_password(client, post, REMOTE_ADDR="203.0.9.1")
    assert response.status_code == 429 and int(response.headers["Retry-After"]) > 3000
    assert try_password(client, make_locked(), REMOTE_ADDR="203.0.9.1").status_code == 303


def test_what_is_long_ago_no_longer_counts_and_is_forgotten(client):
    post = make_locked()
    try_wrongly(client, post, 10)
    WrongPassword.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    assert try_password(client, post, REMOTE_ADDR="198.51.100.7").status_code == 303
    WrongPassword.objects.update(tried_at=timezone.now() - timedelta(days=2))
    assert attempts.forget_old in housekeeping.chores
    attempts.forget_old()
    assert not WrongPassword.objects.exists()


def test_right_passwords_are_not_counted(client):
    post = make_locked()
    for _ in range(12):
        client.cookies.clear()
        assert try_password(client, post).status_code == 303


def test_what_was_typed_and_from_where_is_kept_nowhere(client, caplog):
    try_wrongly(client, make_locked(), 11)
    row = WrongPassword.objects.values().first()
    assert "guess" not in str(row) and "198.51" not in str(row)
    assert "guess" not in caplog.text and "198.51" not in caplog.text
