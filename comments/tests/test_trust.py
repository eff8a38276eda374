"""Trust: whom it belongs to, how it is earned, what it is good for, and how it ends."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from comments import receiving
from comments.models import Comment, CommentRules
from comments.moderation import moderating
from comments.spam import Sender, filtering, trust
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, make_known_member, make_liked, why
from .test_judging import open_house, send
from .test_receipt import change

__all__ = ["open_house"]

pytestmark = pytest.mark.django_db

LINK = "See https://tides.example/tables"


@pytest.fixture
def moderator():
    return make_user("mod", role="moderator")


@pytest.fixture
def maria(client):
    member = make_user("maria")
    client.force_login(member)
    return member


def liked_by(member, **fields):
    return make_liked(account=member, name=member.name, email=member.email, **fields)


def long_ago(days=20):
    return timezone.now() - timedelta(days=days)


def send_as_guest(*, email="noor@example.org", proven="noor@example.org", body="What happens in the dark?"):
    """A guest whose browser has a key that only this inbox can have."""
    comment = Comment(post=make_post(), name="Noor", email=email, body=body)
    sender = Sender(opened_seconds=60, origin_proven=True, proven_email=proven)
    return receiving.receive(comment, sender)


# --- How it is earned ------------------------------------------------------------------------------------------------


def test_it_takes_as_many_approved_comments_as_the_owner_says(client, maria):
    liked_by(maria)
    comment = send(client)
    assert (comment.status, why(comment)) == (
        "pending",
        "Trust needs 2 approved comments without links; there are 1.",
    )
    backdate(comment, hours=1)
    liked_by(maria)
    comment = send(client)
    assert (comment.status, why(comment)) == ("approved", "The writer has earned trust.")
    backdate(comment, hours=1)
    CommentRules.objects.update(trust_after=3)
    assert send(client).status == "pending"


def test_approved_comments_with_links_earn_none(client, maria):
    liked_by(maria)
    liked_by(maria, body=LINK)
    assert send(client).status == "pending"


def test_what_the_machine_published_lifts_nobody(client, maria):
    for _ in range(5):
        make_comment(account=maria, name=maria.name, email=maria.email, network="elsewhere", created_at=long_ago())
    comment = send(client)
    assert comment.status == "pending"
    assert why(comment).endswith("there are 0.")


def test_an_approval_that_was_taken_back_counts_no_more(client, maria, moderator):
    liked_by(maria)
    comment = make_comment(account=maria, status="pending", created_at=long_ago())
    moderating.decide([comment], "approve", by=moderator)
    moderating.undo_latest(comment, by=moderator)
    assert send(client).status == "pending"
    backdate(latest(), hours=1)
    moderating.undo_latest(comment, by=moderator)  # the undoing is undone
    assert send(client).status == "approved"


def test_a_guest_with_a_proven_address_earns_it_too():
    for _ in range(2):
        make_liked(email="noor@example.org", confirmed_at=timezone.now())
    assert send_as_guest().status == "approved"


def test_it_cannot_be_borrowed(client):
    """By typing a name and an address that were approved before; by proving another address than one types."""
    for _ in range(3):
        make_liked(name="Noor", email="noor@example.org", confirmed_at=timezone.now())
    typed = send(client, author="Noor", email="noor@example.org")
    assert (typed.status, why(typed)) == ("pending", "Written by a guest; nothing shows that the address is theirs.")
    backdate(typed, hours=1)
    assert send_as_guest(proven="other@example.org").status == "pending"


def test_what_was_typed_before_the_address_was_proven_earns_nothing():
    for _ in range(3):
        make_liked(email="noor@example.org")
    comment = send_as_guest()
    assert (comment.status, why(comment)) == ("pending", "The guest's first comment.")


# --- Links and edits -------------------------------------------------------------------------------------------------


def test_the_first_link_of_a_trusted_person_waits_and_the_next_does_not(client, moderator):
    client.force_login(make_known_member())
    first = send(client, comment=LINK)
    assert (first.status, why(first)) == ("pending", "The writer's first link.")
    moderating.decide([first], "approve", by=moderator)
    backdate(first, hours=1)
    assert send(client, comment=f"{LINK} again").status == "approved"
    backdate(latest(), hours=1)
    assert send(client, comment=f"{LINK} and https://b.example").status == "pending"  # two wait, whoever wrote them


@pytest.mark.parametrize("place", ["shop.example", "SHOP.EXAMPLE", "my-shop.store", "cheap.shop.de", "ashop dot com"])
def test_a_place_that_is_no_link_is_a_first_link_too(client, place):
    client.force_login(make_known_member())
    comment = send(client, comment=f"I found the same lamp much cheaper. See {place}")
    assert (comment.status, why(comment)) == ("pending", "The writer's first link.")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("He is on WhatsApp, +234 555 0163 418, and asks for nothing.", "pending"),
        ("She takes ten pupils, telegram lindqvist_trade.", "pending"),
        ("Write to rhodes.recovery@example.com, they are honest.", "pending"),
        ("We talked on WhatsApp about the 1953 flood, at +3 degrees.", "approved"),
        ("Telegram from 1914: come at once, @Noor, and bring 12 eggs.", "approved"),
    ],
)
def test_a_way_to_be_reached_waits_like_a_first_link(client, words, status):
    client.force_login(make_known_member())
    assert send(client, comment=words).status == status


def test_an_edit_that_adds_a_link_waits(client):
    client.force_login(make_known_member())
    comment = send(client)
    assert comment.status == "approved"
    change(client, comment, f"{comment.body} {LINK}")
    comment.refresh_from_db()
    assert (comment.status, why(comment)) == ("pending", "Edited by its author. The writer's first link.")


def test_a_foot_in_the_door_opens_nothing(client):
    """Harmless words that the filter published, then the link that was meant all along."""
    CommentRules.objects.update(publish_unknown=True, flood_seconds=0)
    said = ["I like the second picture best.", "The harbour in winter is lovely too."]
    assert [send(client, comment=text).status for text in said] == ["approved", "approved"]
    comment = send(client, comment=f"The third one is lovely too. {LINK}")
    assert (comment.status, why(comment)) == ("pending", "The writer's first link.")
    edited = Comment.objects.get(body=said[0])
    change(client, edited, f"{said[0]} {LINK}")
    edited.refresh_from_db()
    assert edited.status == "pending"


def test_a_website_is_a_first_link_where_only_the_filter_speaks_for_a_stranger(client, monkeypatch):
    CommentRules.objects.update(publish_unknown=True, flood_seconds=0)
    is_sure = SimpleNamespace(is_good=True, is_spam=False, is_doubtful=False, in_favour="pictures", against="")
    monkeypatch.setattr(filtering, "read", lambda comment: is_sure)
    assert send(client, comment="I like the first picture best.").status == "approved"
    comment = send(client, comment="I like the second picture best.", url="https://shop.example/")
    assert (comment.status, why(comment)) == ("pending", "The writer's first link: their website.")
    client.force_login(make_known_member(website="https://maria.example/"))
    assert send(client, comment="I like the third one.").status == "approved"


# --- How it ends -----------------------------------------------------------------------------------------------------


def test_it_fades(client):
    member = make_known_member()
    for comment in member.comments.all():
        backdate(comment, days=425)
    client.force_login(member)
    comment = send(client)
    assert comment.status == "pending"
    assert why(comment).replace("\xa0", " ") == "Trust has faded: the latest approved comment was 1 year ago."
    backdate(comment, hours=1)
    CommentRules.objects.update(trust_lasts_days=0)
    assert send(client).status == "approved"


def test_one_spam_ends_it_until_it_is_earned_anew(client, moderator):
    member = make_known_member()
    client.force_login(member)
    judged(moderator, good=2, bad=1, account=member)
    for count in (0, 1):
        comment = send(client)
        said = f"Trust needs 2 approved comments without links; there are {count} since the latest spam."
        assert (comment.status, why(comment)) == ("pending", said)
        backdate(comment, hours=1)
        judged(moderator, good=1, bad=0, account=member)
    assert send(client).status == "approved"


def test_a_spam_that_was_none_gives_it_back(client, moderator):
    member = make_known_member()
    client.force_login(member)
    bad = make_comment(account=member, email=member.email, created_at=long_ago())
    moderating.decide([bad], "spam", by=moderator)
    moderating.undo_latest(bad, by=moderator)
    assert send(client).status == "approved"


def test_withdrawing_a_spam_gives_nothing_back(client, moderator):
    member = make_known_member()
    client.force_login(member)
    judged(moderator, good=2, bad=0, account=member)
    bad = make_comment(account=member, email=member.email, created_at=long_ago())
    moderating.decide([bad], "spam", by=moderator)
    receiving.withdraw(Comment.objects.get(pk=bad.pk))
    comment = send(client)
    assert (comment.status, "since the latest spam" in why(comment)) == ("pending", True)
    backdate(comment, hours=1)
    moderating.decide([bad], "approve", by=moderator)
    assert send(client).status == "approved"


# --- What the owner lets wait ----------------------------------------------------------------------------------------


def test_every_comment_waits_if_the_owner_says_so_but_for_those_of_the_house(client, moderator):
    CommentRules.objects.update(all_wait=True, first_comment_waits=False)
    assert (send(client).status, why(latest())) == ("pending", "Every comment waits.")
    client.force_login(make_known_member())
    assert send(client).status == "pending"
    client.force_login(moderator)
    assert send(client).status == "approved"


def test_under_older_posts_every_comment_waits(client):
    CommentRules.objects.update(hold_after_days=14)
    client.force_login(make_known_member())
    old = make_post(published_at=long_ago(days=15))
    comment = send(client, old)
    assert (comment.status, why(comment)) == ("pending", "The post is older than 14 days; all comments there wait.")
    backdate(comment, hours=1)
    assert send(client, make_post(published_at=long_ago(days=13))).status == "approved"


def test_the_owner_sets_trust_at_the_desk(client):
    client.force_login(make_user("owner", role="administrator"))
    page = client.get("/admin/comments/commentrules/1/change/").content.decode()
    for name in ("all_wait", "hold_after_days", "trust_after", "trust_lasts_days"):
        assert f'name="{name}"' in page


# --- Reputation ------------------------------------------------------------------------------------------------------


def judged(moderator, *, good, bad, **fields):
    for verb, count in {"approve": good, "spam": bad}.items():
        for _ in range(count):
            comment = make_comment(status="pending", created_at=long_ago(), **fields)
            moderating.decide([comment], verb, by=moderator)


def test_whose_comments_were_rejected_three_times_in_ten_waits(client, open_house, moderator):
    maria = make_user("maria")
    client.force_login(maria)
    judged(moderator, good=8, bad=2, account=maria)
    assert send(client).status == "approved"
    judged(moderator, good=0, bad=1, account=maria)
    comment = send(client)
    assert (comment.status, why(comment)) == ("pending", "Of the writer's last 10 comments 3 were rejected.")


def test_only_the_last_ten_count(client, open_house, moderator):
    judged(moderator, good=0, bad=5, email="noor@example.org")
    Comment.objects.update(created_at=long_ago(days=40))
    judged(moderator, good=10, bad=0, email="noor@example.org")
    assert send(client).status == "approved"


def test_a_typed_address_has_a_reputation_to_its_harm_only(client, open_house, moderator):
    judged(moderator, good=1, bad=1, email="noor@example.org")
    comment = send(client)
    assert comment.status == "pending"
    assert why(comment) == "Of the last 2 comments with this address 1 were rejected."


def test_nobody_spoils_the_name_of_who_has_proven_an_address(client, open_house, moderator):
    judged(moderator, good=0, bad=5, email="noor@example.org")
    judged(moderator, good=0, bad=5, email="maria@example.org")
    assert send_as_guest().status == "approved"
    client.force_login(make_user("maria"))
    assert send(client).status == "approved"


def test_what_somebody_withdrew_themselves_was_not_rejected(client, open_house):
    for _ in range(3):
        receiving.withdraw(make_comment(email="noor@example.org", created_at=long_ago()))
    assert send(client).status == "approved"


def test_looking_is_one_query(django_assert_num_queries):
    for _ in range(5):
        make_liked(email="noor@example.org", confirmed_at=timezone.now())
    comment = Comment(post=make_post(), email="noor@example.org")
    sender = Sender(proven_email="noor@example.org")
    with django_assert_num_queries(1):
        assert trust.is_earned(comment, sender, CommentRules())
        assert not trust.record_of(comment, sender).is_bad
