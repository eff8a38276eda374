"""Too much at once: by one person, from one network, by the whole world."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import limits
from comments.models import Comment, CommentRules, RemovedComment
from comments.spam import Sender
from config import housekeeping
from config.networks import network_of
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, make_known_member, why, write
from .test_judging import open_house, send
from .test_receipt import change

__all__ = ["open_house"]

pytestmark = pytest.mark.django_db
HERE = network_of("127.0.0.1")


def crowd(count, *, network="", ago=timedelta(minutes=2), **fields):
    """So many kept comments by as many people."""
    post, when = make_post(), timezone.now() - ago
    rows = [
        Comment(
            post=post, name=f"P{n}", email=f"p{n}@example.org", body="x", network=network, created_at=when, **fields
        )
        for n in range(count)
    ]
    Comment.objects.bulk_create(rows)


# --- One person ------------------------------------------------------------------------------------------------------


def test_who_writes_too_quickly_is_told_when_to_try_again(client):
    post = make_post()
    write(client, post)
    response = write(client, post, comment="And another thing")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 15
    page = response.content.decode()
    assert "You are posting comments too quickly. Slow down. Try again in" in page
    assert "And another thing</textarea>" in page
    assert Comment.objects.count() == 1


def test_nobody_silences_a_guest_by_typing_their_address_elsewhere(client, open_house):
    CommentRules.objects.update(flood_seconds=15)
    for number in range(20):
        make_comment(email="noor@example.org", network=f"elsewhere {number}")
    comment = send(client)
    assert comment.status == "pending"
    assert "Too many comments at once came with this address" in why(comment)
    assert write(client, make_post(), email="NOOR@example.org").status_code == 429  # their own pace


def test_the_pause_ends(client):
    post = make_post()
    write(client, post)
    backdate(latest(), seconds=16)
    assert write(client, post, comment="Later").status_code == 303


def test_an_hour_has_its_limit(client):
    CommentRules.objects.update(flood_per_hour=3)
    post = make_post()
    for minutes in (50, 40, 30):
        backdate(make_comment(post, email="noor@example.org", network=HERE), minutes=minutes)
    response = write(client, post)
    assert response.status_code == 429
    assert 500 < int(response["Retry-After"]) <= 600
    assert "Try again in 10 minutes." in response.content.decode()


def test_only_kept_comments_count_towards_a_flood(client):
    post = make_post()
    for _ in range(5):
        assert write(client, post, comment="").status_code == 422
    assert write(client, post).status_code == 303


def test_what_was_taken_back_counts_for_a_while(client):
    CommentRules.objects.update(flood_seconds=0, flood_per_hour=3)
    post = make_post()
    for _ in range(3):
        assert write(client, post).status_code == 303
        change(client, latest(), "", act="withdraw")
    assert write(client, post).status_code == 429
    assert write(client, post, email="somebody@example.org").status_code == 303
    RemovedComment.objects.update(removed_at=timezone.now() - timedelta(hours=25))
    housekeeping.run.func()
    assert not RemovedComment.objects.exclude(writer="").exists()
    assert write(client, post).status_code == 303


def test_a_moderator_may_write_as_quickly_as_they_like(client):
    client.force_login(make_user("mod", role="moderator"))
    post = make_post()
    assert write(client, post, comment="One").status_code == 303
    assert write(client, post, comment="Two").status_code == 303


def test_nobody_silences_a_member_by_typing_their_address(client):
    maria = make_user("maria")
    make_comment(email=maria.email, network="elsewhere")
    client.force_login(maria)
    assert write(client, make_post()).status_code == 303


def test_a_member_has_the_pause_too(client):
    client.force_login(make_user("maria"))
    post = make_post()
    write(client, post)
    assert write(client, post, comment="More").status_code == 429


def test_a_member_silences_no_guest_of_their_network(client):
    post = make_post()
    client.force_login(make_user("maria"))
    write(client, post)
    client.logout()
    assert write(client, post, comment="As a guest").status_code == 303


def test_a_guest_without_an_address_has_the_pause_by_name():
    post, rules = make_post(), CommentRules.load()
    make_comment(post, name="Tom", email="", network=HERE)
    said = {"post": post, "email": "", "body": "More", "network": HERE}
    limits.check(Comment(name="Ida", **said), Sender(), rules)
    with pytest.raises(limits.Refused):
        limits.check(Comment(name="tom", **said), Sender(), rules)


def test_who_has_proven_an_address_is_not_silenced_by_who_types_it():
    post, rules = make_post(), CommentRules.load()
    make_comment(post, email="tom@example.org")
    comment = Comment(post=post, name="Tom", email="tom@example.org", body="More")
    limits.check(comment, Sender(proven_email="tom@example.org"), rules)
    with pytest.raises(limits.Refused):
        limits.check(comment, Sender(), rules)


# --- One network, many people ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_fifty_people_behind_one_network_are_never_refused(client):
    post = make_post()
    for number in range(50):
        fields = {
            "author": f"Colleague {number}",
            "email": f"c{number}@office.example",
            "comment": f"My view, {number}",
        }
        assert write(client, post, **fields).status_code == 303
    assert Comment.objects.count() == 50


def test_what_one_network_sends_beyond_talk_waits(client, open_house):
    crowd(limits.NETWORK_WAITS - 1, network=HERE, confirmed_at=timezone.now())
    assert send(client).status == "approved"
    comment = send(client, comment="Another view", email="another@example.org")
    assert (comment.status, why(comment)) == ("pending", "20 comments came from this network within ten minutes.")


def test_who_has_earned_trust_does_not_wait_for_their_network(client):
    crowd(limits.NETWORK_WAITS * 2, network=HERE)
    client.force_login(make_known_member())
    assert send(client).status == "approved"


def test_a_burst_from_one_network_is_refused_at_a_high_ceiling_until_it_is_over(client):
    crowd(limits.NETWORK_REFUSED, network=HERE, ago=timedelta(minutes=20))
    response = write(client, make_post(), comment="I too")
    assert response.status_code == 429
    assert 2300 < int(response["Retry-After"]) <= 2400
    assert "I too</textarea>" in response.content.decode()
    assert Comment.objects.count() == limits.NETWORK_REFUSED


# --- The whole world -------------------------------------------------------------------------------------------------


def test_robots_that_change_network_and_address_make_all_strangers_wait(client, open_house):
    crowd(limits.SURGE)
    comment = send(client)
    assert comment.status == "pending"
    assert why(comment) == "30 unknown people wrote within ten minutes, usually 0.0."
    client.force_login(make_known_member())
    assert send(client).status == "approved"


def test_where_many_write_every_day_more_are_needed_to_be_a_surge(client, open_house, monkeypatch):
    crowd(limits.SURGE)
    crowd(7 * 144, ago=timedelta(days=2))  # one in ten minutes
    assert send(client).status == "pending"
    monkeypatch.setattr(limits, "SURGE_TIMES", 40)
    assert send(client, comment="And now?", email="now@example.org").status == "approved"


def test_members_make_no_surge(client, open_house):
    crowd(limits.SURGE, account=make_user("maria"))
    assert send(client).status == "approved"
