"""Setting a second factor up, taking it off, and how its secrets lie at rest."""

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
from accounts.tests.pages import assert_in_our_look
from tests.builders import make_user

pytestmark = pytest.mark.django_db

ACTIVATE, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"


@pytest.fixture
def alice():
    return make_user()


@pytest.fixture
def secret(alice):
    return give_app(alice)


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
