"""Every way that might lead round the second factor."""

import re

import pytest
from django.core import mail

from accounts.tests.codes import confirm, give_app, give_password, is_in
from accounts.tests.pages import link_in_last_mail
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

NEW = "another horse entirely"
ACTIVATE, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"


@pytest.fixture
def alice():
    return make_user()


@pytest.fixture
def secret(alice):
    return give_app(alice)


@pytest.mark.parametrize("door", ["/admin/login/", "/admin/", "/admin/login/?next=/admin/", "/admin/accounts/user/"])
def test_the_admin_has_no_door_of_its_own(client, door):
    boss = make_user("boss", role="administrator", is_superuser=True)
    give_app(boss)
    credentials = {"username": boss.email, "email": boss.email, "login": boss.email, "password": PASSWORD}
    client.post(door, {**credentials, "next": "/admin/"}, follow=True)
    assert not is_in(client)


def test_nobody_at_the_desk_becomes_somebody_else_by_password(client):
    boss = make_user("boss", role="administrator", is_superuser=True)
    give_app(boss)
    jun = make_user("jun", role="contributor")
    client.force_login(jun)
    client.post("/admin/login/", {"username": boss.email, "password": PASSWORD, "next": "/admin/"})
    assert client.session["_auth_user_id"] == str(jun.pk)


def test_a_new_password_by_mail_does_not_lead_past_it(client, alice, secret, run_tasks):
    client.post("/accounts/password/reset/", {"email": alice.email})
    run_tasks()
    page = client.get(link_in_last_mail(), follow=True)
    client.post(page.context["action_url"], {"password1": NEW, "password2": NEW})
    assert not is_in(client)
    assert give_password(client, password=NEW).url == "/accounts/2fa/authenticate/" and not is_in(client)


def test_a_confirmed_address_does_not_lead_past_it(client, alice, secret, run_tasks):
    client.force_login(alice)
    confirm(client)
    client.post("/accounts/email/", {"action_add": "1", "email": "new@example.org"})
    run_tasks()
    link = next(
        re.search(r"(/accounts/confirm-email/\S+)", each.body)[1]
        for each in mail.outbox
        if "confirm-email" in each.body
    )
    stranger = type(client)()
    stranger.post(link)
    alice.refresh_from_db()
    assert alice.email == "new@example.org" and not is_in(stranger)


def test_a_second_sign_up_with_the_address_does_not_lead_past_it(client, alice, secret):
    form = {"display_name": "Al", "email": alice.email, "password1": NEW, "password2": NEW}
    client.post("/accounts/signup/", form, follow=True)
    assert not is_in(client)


def test_a_session_half_way_in_is_no_session(client, secret):
    give_password(client)
    for page in ("/accounts/2fa/", CODES, ACTIVATE, "/accounts/sessions/", "/accounts/reauthenticate/", "/admin/"):
        assert (
            client.get(page, follow=True).redirect_chain[-1][0].startswith(("/accounts/login/", "/accounts/2fa/auth"))
        )
    assert not is_in(client)
