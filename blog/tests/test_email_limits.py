"""How many letters leave, and what is said to whoever meets a limit; also when all of it is sent at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from blog.models import EmailRequest
from blog.paper import email_limits
from config.models import OutgoingMail
from tests.builders import make_post, make_user

from .letters import to_friend, to_myself

pytestmark = pytest.mark.django_db


def test_one_person_sends_so_many_a_day_whoever_they_go_to(client):
    client.force_login(make_user("alice"))
    for number in range(email_limits.BY_PERSON):
        assert to_friend(client, make_post(), friend=f"f{number}@example.org").status_code == 200
    response = to_friend(client, make_post(), friend="one@example.net", note="Kept words")
    page = response.content.decode()
    assert response.status_code == 429
    assert 85_000 < int(response.headers["Retry-After"]) <= 86_400
    assert "You have sent many letters today. Try again in 24 hours." in page
    assert "Kept words" in page and 'value="one@example.net"' in page
    client.force_login(make_user("bob"))
    assert to_friend(client, make_post(), friend="one@example.net", REMOTE_ADDR="198.51.100.1").status_code == 200


def test_one_recipient_is_not_flooded_by_many_people_however_the_address_is_spelled(client):
    spellings = ["victim@example.org", "Victim@Example.org", "victim+1@example.org", "VICTIM+x+y@EXAMPLE.ORG"]
    codes = []
    for number, address in enumerate(spellings):
        client.force_login(make_user(f"user{number}"))
        response = to_friend(client, make_post(), friend=address, REMOTE_ADDR=f"203.0.{number}.1")
        codes.append(response.status_code)
    assert codes == [200] * email_limits.BY_ADDRESS + [429]


def test_both_spellings_of_a_domain_are_one(client):
    for address in ("a@bücher.example", "a@xn--bcher-kva.example"):
        to_myself(client, make_post(), address)
    assert len(set(EmailRequest.objects.values_list("address_hash"))) == 1


def test_a_stranger_who_gives_somebodys_address_as_their_own_does_not_flood_it(client):
    codes = [
        to_friend(
            client, make_post(), email="victim@example.org", friend=f"f{n}@example.net", REMOTE_ADDR=f"203.0.{n}.1"
        ).status_code
        for n in range(email_limits.BY_ADDRESS + 1)
    ]
    assert codes[-1] == 429 and OutgoingMail.objects.count() == email_limits.BY_ADDRESS


def test_what_a_member_mails_to_themselves_takes_nothing_from_what_friends_may_send(client):
    client.force_login(make_user("alice"))
    for _ in range(email_limits.BY_ADDRESS + 1):
        assert to_myself(client, make_post()).status_code == 200
    client.force_login(make_user("bob"))
    assert to_friend(client, make_post(), friend="alice@example.org").status_code == 200


def test_what_was_refused_does_not_count_and_is_noted_once_in_a_while(client):
    client.force_login(make_user("alice"))
    EmailRequest.objects.bulk_create(asked_by_alice(email_limits.BY_PERSON, hours=23))
    for _ in range(5):
        assert to_friend(client, make_post()).status_code == 429
    refused = EmailRequest.objects.get(state="refused")
    assert (refused.friend, refused.email, refused.is_to_friend) == ("", "", True)
    EmailRequest.objects.counted().update(requested_at=timezone.now() - timedelta(hours=24, seconds=1))
    assert to_friend(client, make_post()).status_code == 200


def test_the_wait_is_as_long_as_is_said(client):
    client.force_login(make_user("alice"))
    EmailRequest.objects.bulk_create(asked_by_alice(email_limits.BY_PERSON, hours=23))
    response = to_friend(client, make_post())
    assert (
        3500 < int(response.headers["Retry-After"]) <= 3600 and "Try again in 60 minutes." in response.content.decode()
    )


def test_another_choice_or_other_words_are_another_wish_and_a_second_click_is_none(client):
    client.force_login(make_user("alice"))
    post = make_post()
    for query, note in [
        ("", "a"),
        ("", "a"),
        ("?pictures=none", "a"),
        ("?pictures=none", "b"),
        ("?pictures=none", "b"),
    ]:
        assert to_friend(client, post, query, note=note).status_code == 200
    assert EmailRequest.objects.count() == 3


def asked_by_alice(count, *, hours):
    from accounts.models import User

    alice, post = User.objects.get(username="alice"), make_post()
    moment = timezone.now() - timedelta(hours=hours)
    row = {"post": post, "member": alice, "sender_key": f"member-{alice.pk}", "state": "sent", "requested_at": moment}
    return [EmailRequest(address_hash=f"hash {number}", **row) for number in range(count)]


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="in memory, all threads share one connection")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("limit", ["BY_ADDRESS", "BY_NETWORK", "BY_POST", "BY_SITE"])
def test_many_sent_at_once_do_not_slip_past_a_limit_together(monkeypatch, limit):
    monkeypatch.setattr(email_limits, limit, 2)
    posts = [make_post() for _ in range(8)]

    def click(number):
        post = posts[0] if limit == "BY_POST" else posts[number]
        friend = "leo@example.org" if limit == "BY_ADDRESS" else f"f{number}@example.org"
        network = "203.0.113.1" if limit == "BY_NETWORK" else f"203.0.{number}.1"
        try:
            typed = {"friend": friend, "email": f"own{number}@example.org", "REMOTE_ADDR": network}
            return to_friend(Client(), post, **typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        answers = sorted(people.map(click, range(8)))
    close_old_connections()
    assert answers == [200] * 2 + [429] * 6
    assert EmailRequest.objects.counted().count() == 2 == OutgoingMail.objects.count()
