import builtins
import getpass
import sys
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from accounts.models import User
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def create(monkeypatch, email="Owner@Example.org", username="owner"):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email=email, username=username, verbosity=0)


def test_an_owner_signs_in_at_once(client, monkeypatch):
    create(monkeypatch)
    assert User.objects.get().is_confirmed
    login = client.get("/admin/", follow=True).redirect_chain[-1][0]
    answer = client.post(login, {"login": "owner@example.org", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/" and answer.status_code == 200


def test_an_owner_is_made_in_conversation(client, monkeypatch):
    answers = iter(["owner@example.org", "owner"])
    monkeypatch.setattr(builtins, "input", lambda *prompt: next(answers))
    monkeypatch.setattr(getpass, "getpass", lambda *prompt: PASSWORD)
    call_command("createsuperuser", verbosity=0, stdin=Mock(isatty=lambda: True), stdout=sys.stdout)
    assert User.objects.get().is_superuser and User.objects.get().is_confirmed


@pytest.mark.parametrize("email", ["owner@example.org", "OWNER@EXAMPLE.ORG"])
def test_a_second_owner_with_the_same_address_is_refused_with_a_sentence(monkeypatch, email):
    create(monkeypatch)
    with pytest.raises(CommandError, match="taken"):
        create(monkeypatch, email, "other")
    assert User.objects.count() == 1


def test_a_second_owner_with_the_same_username_is_refused_with_a_sentence(monkeypatch):
    create(monkeypatch)
    for username in ("owner", "Owner", "o w"):
        with pytest.raises(CommandError):
            create(monkeypatch, "other@example.org", username)


def test_the_database_keeps_addresses_apart_whatever_the_case():
    make_user("alice")
    bob = make_user("bob")
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=bob.pk).update(email="ALICE@example.org")
