"""Signing in with a second factor, and every way that might lead round it."""

import re

import pytest
from allauth.mfa.models import Authenticator
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
from accounts.tests.pages import assert_in_our_look, link_in_last_mail
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


# --- round it


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


# --- setting up and taking off


def test_an_app_is_set_up_with_a_picture_or_by_typing_and_recovery_codes_follow(
    client, alice, run_tasks, django_capture_on_commit_callbacks
):
    client.force_login(alice)
    assert client.get(ACTIVATE).url.startswith("/accounts/reauthenticate/"), "who it is, is asked again"
    confirm(client)
    page = client.get(ACTIVATE)
    assert_in_our_look(page)
    secret = client.session["mfa.totp.secret"]
    assert '<svg class="qr"' in page.content.decode() and "data:" not in page.content.decode()
    assert " ".join(re.findall("....", secret)) in page.content.decode()
    assert client.post(ACTIVATE, {"code": wrong_code(secret)}).status_code == 422
    assert client.session["mfa.totp.secret"] == secret, "the picture stays the same after a slip"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": code_of(secret)}, follow=True)
    assert answer.redirect_chain == [(CODES, 302)] and len(answer.context["unused_codes"]) == 10
    assert_in_our_look(answer)
    run_tasks()
    assert "authenticator app was set up" in mail.outbox[-1].body


def test_recovery_codes_are_kept_as_a_file_and_made_anew_after_a_question(
    client, alice, secret, run_tasks, django_capture_on_commit_callbacks
):
    old = give_recovery_codes(alice)
    client.force_login(alice)
    assert client.get(CODES + "download/").url.startswith("/accounts/reauthenticate/")
    confirm(client)
    answer = client.get(CODES + "download/")
    assert (
        f"{old[0][:4]} {old[0][4:]}" in answer.content.decode() and "http://127.0.0.1:8000/" in answer.content.decode()
    )
    assert answer["Content-Type"].startswith("text/plain") and answer["Cache-Control"] == "private, no-store"
    page = client.get(CODES + "generate/")
    assert "The 10 that are left are worth nothing then." in page.content.decode()
    assert_in_our_look(page)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(CODES + "generate/")
    assert not set(old) & set(client.get(CODES).context["unused_codes"])
    run_tasks()
    assert "New recovery codes" in mail.outbox[-1].body


def test_taking_the_app_off_asks_who_it_is_and_takes_the_recovery_codes_along(client, alice, secret, run_tasks):
    give_recovery_codes(alice)
    client.force_login(alice)
    off = "/accounts/2fa/totp/deactivate/"
    assert client.post(off).url.startswith("/accounts/reauthenticate/") and Authenticator.objects.count() == 2
    confirm(client)
    assert_in_our_look(client.get(off))
    client.post(off)
    assert not Authenticator.objects.exists()
    run_tasks()
    assert "taken off your account" in mail.outbox[-1].body
    client.logout()
    give_password(client)
    assert is_in(client)


def test_who_it_is_can_be_shown_by_a_code_as_well(client, alice, secret):
    client.force_login(alice)
    page = client.get("/accounts/2fa/reauthenticate/?next=/accounts/2fa/recovery-codes/generate/")
    assert_in_our_look(page)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret), "next": "/archive/"})
    assert answer.url == "/archive/"


def test_an_address_can_still_be_changed_by_somebody_with_a_factor(client, alice, secret):
    client.force_login(alice)
    confirm(client)
    client.post("/accounts/email/", {"action_add": "1", "email": "new@example.org"})
    assert alice.emailaddress_set.filter(email="new@example.org").exists()


def test_the_overview_says_what_there_is(client, alice):
    client.force_login(alice)
    page = client.get("/accounts/2fa/")
    assert_in_our_look(page)
    assert "Set up an authenticator app" in page.content.decode()
    give_app(alice)
    give_recovery_codes(alice)
    page = client.get("/accounts/2fa/").content.decode()
    assert "Take the app off" in page and "10 left." in page


# --- at rest


def test_no_secret_lies_open_in_the_database(alice, secret):
    codes = give_recovery_codes(alice)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept and not any(code in kept for code in codes)


def test_a_changed_secret_key_is_said_and_its_forerunner_still_reads(client, alice, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    give_password(client)
    give_code(client, code_of(secret))
    assert is_in(client)
    client.logout()
    settings.SECRET_KEY_FALLBACKS = []
    give_password(client)
    answer = give_code(client, code_of(secret))
    assert answer.status_code == 409 and "secret key has changed" in answer.content.decode() and not is_in(client)


def test_pages_with_unreadable_codes_say_so_too(client, alice, secret, settings):
    give_recovery_codes(alice)
    settings.SECRET_KEY = "another"
    client.force_login(alice)
    assert client.get("/accounts/2fa/").status_code == 200
    confirm(client)
    assert client.get(CODES).status_code == 409
