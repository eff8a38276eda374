"""Signing in with a second factor."""

import pytest
from django.core import mail

from accounts.tests.codes import (
    code_of,
    confirm,
    give_app,
    give_code,
    give_password,
    give_recovery_codes,
    is_in,
    wrong_code,
)
from accounts.tests.pages import assert_in_our_look
from tests.builders import make_user

pytestmark = pytest.mark.django_db

ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture
def alice():
    return make_user()


@pytest.fixture
def secret(alice):
    return give_app(alice)


def test_a_password_alone_opens_nothing(client, secret):
    answer = give_password(client)
    assert answer.url == "/accounts/2fa/authenticate/" and not is_in(client)
    assert client.get("/accounts/profile/").status_code == 302
    page = client.get(answer.url)
    assert_in_our_look(page)
    assert give_code(client, code_of(secret)).url == "/accounts/profile/" and is_in(client)


def test_where_one_wanted_to_go_is_kept_through_the_code(client, secret):
    give_password(client, next="/archive/")
    assert give_code(client, code_of(secret)).url == "/archive/"


def test_a_wrong_code_is_422_and_says_so_at_the_field(client, secret):
    give_password(client)
    answer = give_code(client, wrong_code(secret))
    assert answer.status_code == 422 and "This code is not right" in answer.content.decode() and not is_in(client)


def test_a_code_typed_with_a_space_fits(client, secret):
    give_password(client)
    code = code_of(secret)
    give_code(client, f" {code[:3]} {code[3:]} ")
    assert is_in(client)


def test_the_code_before_is_good_for_a_clock_that_is_slow_but_older_ones_are_not(client, secret):
    give_password(client)
    assert give_code(client, code_of(secret, -3)).status_code == 422
    assert give_code(client, code_of(secret, -1)).status_code == 302


def test_no_code_is_good_twice(client, secret):
    code = code_of(secret)
    give_password(client)
    give_code(client, code)
    other = type(client)()
    give_password(other)
    assert give_code(other, code).status_code == 422 and not is_in(other)
    assert give_code(other, code[:3] + " " + code[3:]).status_code == 422 and not is_in(other)


def test_the_code_that_set_the_app_up_does_not_sign_in_as_well(client, alice):
    client.force_login(alice)
    confirm(client)
    client.get(ACTIVATE)
    code = code_of(client.session["mfa.totp.secret"])
    client.post(ACTIVATE, {"code": code})
    client.logout()
    give_password(client)
    assert give_code(client, code).status_code == 422


def test_a_recovery_code_opens_once_and_its_owner_is_told(client, alice, secret, run_tasks):
    first, *_others = give_recovery_codes(alice)
    give_password(client)
    give_code(client, f"{first[:4]} {first[4:]}")
    assert is_in(client)
    run_tasks()
    assert "recovery code was used" in mail.outbox[-1].body
    client.logout()
    give_password(client)
    assert give_code(client, first).status_code == 422 and not is_in(client)


def test_not_now_leads_back_to_the_door_and_forgets_the_password(client, secret):
    give_password(client)
    assert client.post("/accounts/logout/", {"next": "/accounts/login/"}).url == "/accounts/login/"
    assert give_code(client, code_of(secret)).url == "/accounts/login/" and not is_in(client)
