"""Where a person is signed in, and ending it from elsewhere."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from accounts import devices, sessions
from accounts.tests.codes import code_of, confirm, give_app, give_password
from accounts.tests.pages import assert_in_our_look
from config import housekeeping
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LIST = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def alice():
    return make_user()


@pytest.fixture
def desk(alice):
    desk = Client(headers={"user-agent": FIREFOX})
    give_password(desk)
    return desk


@pytest.fixture
def phone(alice):
    phone = Client(headers={"user-agent": IPHONE}, REMOTE_ADDR="203.0.113.77")
    give_password(phone)
    return phone


def refuse_writing(execute, sql, parameters, many, context):
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database or disk is full")
    return execute(sql, parameters, many, context)


def refuse_sessions(execute, sql, parameters, many, context):
    assert "session" not in sql, sql
    return execute(sql, parameters, many, context)


def is_signed_in(client):
    return client.get("/accounts/profile/").status_code == 200


def test_the_list_names_each_device_and_marks_this_one(desk, phone):
    page = desk.get(LIST)
    assert_in_our_look(page)
    text = page.content.decode()
    assert (
        "<strong>Firefox on Linux</strong> · this browser" in text and "<strong>Safari on iPhone</strong></p>" in text
    )
    assert "Network: 203.0.113.0" in text and "203.0.113.77" not in text


def test_no_more_of_an_address_than_its_network_is_kept(desk, phone):
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"127.0.0.0", "203.0.113.0"}


def test_signing_out_there_ends_that_one_alone(desk, phone, alice):
    third = Client()
    give_password(third)
    there = UserSession.objects.get(user_agent=IPHONE)
    address = f"/accounts/sessions/{there.pk}/end/"
    assert desk.get(address).status_code == 405 and is_signed_in(phone)
    assert desk.post(address).status_code == 303
    assert not is_signed_in(phone) and is_signed_in(desk) and is_signed_in(third)
    assert desk.post(address).status_code == 404


def test_signing_out_everywhere_else_leaves_this_one(desk, phone):
    answer = desk.post(LIST, follow=True)
    assert "You are signed out everywhere else." in answer.content.decode()
    assert is_signed_in(desk) and not is_signed_in(phone)


def test_nobody_ends_somebody_elses_session(desk, phone):
    bob = Client()
    make_user("bob")
    give_password(bob, "bob")
    assert bob.post(f"/accounts/sessions/{UserSession.objects.first().pk}/end/").status_code == 404
    bob.post(LIST)
    assert is_signed_in(desk) and is_signed_in(phone)


def test_this_one_is_not_ended_by_its_own_button(desk):
    assert desk.post(f"/accounts/sessions/{UserSession.objects.get().pk}/end/").status_code == 404


def test_a_new_password_ends_the_others(desk, phone):
    words = {"oldpassword": PASSWORD, "password1": "another horse entirely", "password2": "another horse entirely"}
    desk.post("/accounts/password/change/", words)
    assert is_signed_in(desk) and not is_signed_in(phone)
    assert "iPhone" not in desk.get(LIST).content.decode()


def test_a_new_factor_ends_the_others_which_came_in_without(desk, phone, django_capture_on_commit_callbacks):
    confirm(desk)
    desk.get("/accounts/2fa/totp/activate/")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/accounts/2fa/totp/activate/", {"code": code_of(desk.session["mfa.totp.secret"])})
    assert is_signed_in(desk) and not is_signed_in(phone)


def test_a_factor_taken_off_ends_the_others_too(desk, phone, alice):
    give_app(alice)
    confirm(desk)
    desk.post("/accounts/2fa/totp/deactivate/")
    assert is_signed_in(desk) and not is_signed_in(phone)


def test_a_session_from_before_there_was_a_list_joins_it_when_it_is_used(client, alice):
    client.force_login(alice)
    assert not UserSession.objects.exists()
    client.get("/accounts/profile/")
    assert UserSession.objects.get().user == alice


def test_pages_in_a_row_write_nothing_and_after_ten_minutes_one_does(desk):
    then = timezone.now() - timedelta(minutes=11)
    seen = UserSession.objects.get().last_seen_at
    with connection.execute_wrapper(refuse_writing):
        assert desk.get("/archive/").status_code == 200
    assert UserSession.objects.get().last_seen_at == seen
    session = desk.session
    session[sessions.NOTED] |= {"at": then.timestamp()}
    session.save()
    desk.get("/archive/")
    assert UserSession.objects.get().last_seen_at > seen


def test_a_stranger_costs_no_question_and_no_row(client):
    with connection.execute_wrapper(refuse_sessions):
        assert client.get("/archive/").status_code == 200
    assert not UserSession.objects.exists() and not Session.objects.exists()


def test_a_page_that_is_ready_is_not_held_back_when_the_list_cannot_be_written(client, alice):
    client.force_login(alice)
    with connection.execute_wrapper(refuse_writing):
        assert client.get("/archive/").status_code == 200


def test_housekeeping_forgets_what_is_over(desk, phone):
    Session.objects.filter(session_key=phone.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))
    for chore in housekeeping.chores:
        chore()
    assert [row.user_agent for row in UserSession.objects.all()] == [FIREFOX]
    assert Session.objects.count() == 1 and is_signed_in(desk)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("", "An unknown browser"),
        ("\x7f<script>", "An unknown browser"),
        ("curl/8.5", "curl"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/129.0 Safari/537.36 Edg/129.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel) Chrome/129.0 Mobile Safari/537.36", "Chrome on Android"),
    ],
)
def test_devices_in_plain_words(agent, words):
    assert devices.in_words(agent) == words
