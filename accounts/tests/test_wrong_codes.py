"""How many codes may be wrong, and for how long the door stays shut then."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.models import SpentCode, WrongCode
from accounts.second_factor import codes
from accounts.tests.codes import CODE, code_of, give_app, give_code, give_password, is_in, wrong_code
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret():
    return give_app(make_user())


def try_wrong(client, secret, times):
    give_password(client)
    return [give_code(client, wrong_code(secret)).status_code for _each in range(times)]


def earlier(**span):
    """As if all tries had been so long ago; allauth's own limits, too, are over by then."""
    for row in WrongCode.objects.all():
        row.created_at -= timedelta(**span)
        row.save()
    cache.clear()


def test_after_five_wrong_codes_the_door_is_shut_for_the_right_one_too_and_says_until_when(client, secret):
    assert try_wrong(client, secret, 6) == [422] * 5 + [429]
    answer = give_code(client, code_of(secret))
    assert answer.status_code == 429 and not is_in(client)
    assert "Too many codes that were not right. Try again in 5 minutes." in answer.content.decode()
    assert 290 < int(answer["Retry-After"]) <= 300
    earlier(minutes=6)
    give_code(client, code_of(secret))
    assert is_in(client)


def test_a_cache_that_was_emptied_opens_nothing(client, secret):
    try_wrong(client, secret, 5)
    cache.clear()
    assert give_code(client, code_of(secret)).status_code == 429


def test_another_browser_is_another_try_of_the_same_account(client, secret):
    try_wrong(client, secret, 5)
    other = type(client)(REMOTE_ADDR="203.0.113.9")
    give_password(other)
    assert give_code(other, code_of(secret)).status_code == 429


def test_ten_in_an_hour_shut_it_for_the_hour_and_the_person_is_told(client, secret, run_tasks):
    try_wrong(client, secret, 5)
    earlier(minutes=6)
    assert try_wrong(client, secret, 6) == [422] * 5 + [429]
    assert "in 54 minutes" in give_code(client, code_of(secret)).content.decode()
    run_tasks()
    letters = [letter for letter in mail.outbox if "Somebody gave your password" in letter.body]
    assert len(letters) == 1


def test_twenty_in_a_day_shut_it_until_the_day_is_over(client, secret):
    for _round in range(4):
        try_wrong(client, secret, 5)
        earlier(hours=2)
    assert "Try again in 16 hours." in give_code(client, code_of(secret)).content.decode()


def test_a_network_that_tries_many_people_is_shut_out(client):
    secrets = {name: give_app(make_user(name)) for name in [f"person{number}" for number in range(7)]}
    for name, secret in list(secrets.items())[:6]:
        other = type(client)()
        give_password(other, name)
        assert [give_code(other, wrong_code(secret)).status_code for _each in range(5)] == [422] * 5
        cache.clear()
    give_password(client, "person6")
    assert give_code(client, code_of(secrets["person6"])).status_code == 429
    elsewhere = type(client)(REMOTE_ADDR="203.0.113.9")
    give_password(elsewhere, "person6")
    assert give_code(elsewhere, code_of(secrets["person6"])).status_code == 302


def test_a_right_code_starts_the_count_again(client, secret):
    try_wrong(client, secret, 4)
    give_code(client, code_of(secret))
    client.logout()
    assert try_wrong(client, secret, 5) == [422] * 5


@pytest.mark.parametrize("code", ["", "x" * 5000, "١٢٣٤٥٦", "12\x0034", "🙂🙂🙂🙂🙂🙂", "null"])
def test_odd_codes_are_refused_kindly(client, secret, code):
    give_password(client)
    assert give_code(client, code).status_code == 422


def test_a_form_without_anything_in_it_is_refused(client, secret):
    give_password(client)
    assert client.post(CODE).status_code == 422


def test_old_tries_and_spent_codes_are_forgotten(client, secret):
    try_wrong(client, secret, 1)
    codes.spend(WrongCode.objects.get().user, "123456")
    codes.forget_old()
    assert WrongCode.objects.exists() and SpentCode.objects.exists()
    long_ago = timezone.now() - timedelta(days=2)
    WrongCode.objects.update(created_at=long_ago)
    SpentCode.objects.update(created_at=long_ago)
    codes.forget_old()
    assert not WrongCode.objects.exists() and not SpentCode.objects.exists()
