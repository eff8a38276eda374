"""The classifier on the site: who teaches it, who takes that back, what it answers."""

import contextlib

import pytest
from django.db import transaction

from comments import learning
from comments.models import Comment, CommentRules, LearnedMemory, MemoryChange, SpamFilter, TaughtComment
from comments.moderation import moderating
from comments.spam import filtering, remembering
from comments.spam.learned import calibrating
from comments.spam.learned.features import features
from comments.spam.learned.memory import Lesson
from comments.spam.learned.writing import Writing
from config import housekeeping
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, make_known_member, why
from .test_judging import open_house, send

__all__ = ["open_house"]

pytestmark = pytest.mark.django_db

PITCH = (
    "Hello friends, please check out my new website and subscribe to my channel, we sell cheap followers, "
    "get 50% discount and earn $500 a day: www.followers.example"
)


@pytest.fixture
def moderator():
    return make_user("mod", role="moderator")


def learned() -> bytes:
    """What the site has learned, as it would be stored; empty where nothing is."""
    memory = remembering.own_memory(SpamFilter.load())
    return memory.to_bytes() if any(memory.comments) else b""


def drawn() -> tuple:
    row = LearnedMemory.objects.get()
    return bytes(row.memory), bytes(row.regression), row.weight, SpamFilter.load().borders


def labels() -> dict[int, int]:
    return dict(TaughtComment.objects.values_list("comment_id", "label"))


def teach(good: list[str], spam: list[str]) -> None:
    """As if these had been decided one by one."""
    keeper, rows = SpamFilter.objects.get_or_create(pk=1)[0], []
    for label, texts in enumerate([good, spam]):
        for text in texts:
            number = 1000 + TaughtComment.objects.count() + len(rows)
            lesson = Lesson.of(features(Writing(text))).to_bytes()
            rows.append(TaughtComment(comment_id=number, decision_id=number, label=label, lesson=lesson))
    TaughtComment.objects.bulk_create(rows)
    remembering.change(keeper, rows, 1)


# --- Who teaches, and who takes it back ------------------------------------------------------------------------------


def test_a_persons_decision_teaches_and_its_undoing_takes_that_back(moderator, run_tasks):
    comment = make_comment(status="pending")
    for verb, label in {"approve": 0, "spam": 1}.items():
        moderating.decide([comment], verb, by=moderator)
        run_tasks()
        assert labels() == {comment.pk: label}
        moderating.undo_latest(comment, by=moderator)
        run_tasks()
        assert (labels(), learned()) == ({}, b"")


def test_an_undone_undoing_teaches_again(moderator, run_tasks):
    comment = make_comment(status="pending")
    moderating.decide([comment], "spam", by=moderator)
    moderating.undo_latest(comment, by=moderator)
    moderating.undo_latest(comment, by=moderator)
    run_tasks()
    assert (comment.status, labels()) == ("spam", {comment.pk: 1})


def test_an_undone_decision_leaves_the_one_before(moderator, run_tasks):
    comment = make_comment(status="pending")
    moderating.decide([comment], "approve", by=moderator)
    run_tasks()
    before = learned()
    moderating.decide([comment], "spam", by=moderator)
    run_tasks()
    assert labels() == {comment.pk: 1}
    moderating.undo_latest(comment, by=moderator)
    run_tasks()
    assert (labels(), learned()) == ({comment.pk: 0}, before)


def test_taking_the_machines_word_back_teaches_the_persons(moderator, run_tasks):
    comment = make_comment(status="pending")
    comment.mark_spam(reason="The machine thinks so.")
    run_tasks()
    assert labels() == {}
    moderating.decide([comment], "approve", by=moderator)
    run_tasks()
    assert labels() == {comment.pk: 0}


def test_studying_twice_teaches_once(moderator, run_tasks):
    comment = make_comment(status="pending")
    comment.approve(by=moderator)
    run_tasks()
    before = learned()
    learning.study.call(comment.pk)
    assert (learned(), remembering.own_memory(SpamFilter.load()).comments) == (before, [1, 0])


@pytest.mark.parametrize("verb", ["hold", "trash"])
def test_holding_and_trashing_teach_nothing_and_take_back_what_was_taught(moderator, run_tasks, verb):
    comment = make_comment(status="pending")
    comment.approve(by=moderator)
    run_tasks()
    moderating.decide([comment], verb, by=moderator)
    run_tasks()
    assert (labels(), learned()) == ({}, b"")


def test_words_that_were_changed_after_the_decision_are_not_taught(moderator, run_tasks):
    comment = make_comment(status="pending")
    comment.approve(by=moderator)
    Comment.objects.filter(pk=comment.pk).update(edited_at=comment.decisions.first().created_at.replace(year=2999))
    run_tasks()
    assert labels() == {}


@pytest.mark.parametrize("way", ["comment", "many", "post"])
def test_what_is_deleted_for_good_is_forgotten(moderator, run_tasks, way):
    comment, other = make_comment(status="pending"), make_comment(status="pending")
    for each in (other, comment):
        each.approve(by=moderator)
        run_tasks()
    if way == "comment":
        comment.delete()
    elif way == "many":
        Comment.objects.filter(pk=comment.pk).delete()
    else:
        comment.post.delete()
        housekeeping.run.call()
    run_tasks()
    assert labels() == {other.pk: 0}
    assert remembering.own_memory(SpamFilter.load()).comments == [1, 0]


def test_a_new_edition_of_the_classifier_learns_anew_from_what_was_decided(moderator, run_tasks):
    comment, pending = make_comment(status="pending"), make_comment(status="pending")
    comment.mark_spam(by=moderator)
    run_tasks()
    before = learned()
    LearnedMemory.objects.update_or_create(pk=1, defaults={"memory": b"written otherwise"})
    MemoryChange.objects.update(lesson=b"written otherwise")
    SpamFilter.objects.update(edition=0, version=1)
    TaughtComment.objects.update(lesson=b"written otherwise")
    assert filtering.read(pending).score == filtering.read(make_comment(body=pending.body)).score
    housekeeping.run.call()
    assert (learned(), labels()) == (before, {comment.pk: 1})


# --- What it answers -------------------------------------------------------------------------------------------------


def test_a_pitch_is_spam_on_the_first_day_and_the_moderator_reads_why(client):
    comment = send(client, comment=PITCH)
    assert comment.status == "spam"
    assert why(comment).startswith("Reads like spam: ")
    assert "asks to act" in why(comment) and "known from" in why(comment)


def test_a_robots_pitch_without_a_stamp_does_not_fill_the_queue(client):
    assert send(client, comment=PITCH, stamp="").status == "spam"


def test_who_has_earned_trust_is_never_spam_unheard(client):
    client.force_login(make_known_member())
    comment = send(client, comment=PITCH)
    assert (comment.status, why(comment)[:16]) == ("pending", "Reads like spam:")


def test_a_strangers_good_comment_appears_only_if_the_owner_allows_it(client):
    assert send(client).status == "pending"
    backdate(latest(), hours=1)
    CommentRules.objects.update(publish_unknown=True)
    comment = send(client, comment="I like the second picture best.")
    assert (comment.status, why(comment)[:26]) == ("approved", "Reads like a good comment:")


def test_what_may_be_spam_waits_even_where_everybody_may_appear(client, open_house):
    SpamFilter.objects.create(spam_above=50)
    comment = send(client, comment="I also make music, please listen on my page")
    assert (comment.status, why(comment)[:12]) == ("pending", "May be spam:")


def test_a_decision_counts_in_the_next_judging(client, moderator, run_tasks, open_house):
    text = "Our choir in Springfield sings in the park every Sunday at noon"
    assert send(client, comment=text).status == "approved"
    first = latest()
    before = filtering.read(first).score
    first.mark_spam(by=moderator)
    run_tasks()
    assert filtering.read(first).score > before + 1
    moderating.undo_latest(first, by=moderator)
    run_tasks()
    assert filtering.read(first).score == before


# --- The promises ----------------------------------------------------------------------------------------------------

RULES = "/admin/comments/commentrules/1/change/"
GOOD = [f"I read chapter {n} twice and the remark about page {n * 7} is right" + "!" * (n % 3) for n in range(170)]
SPAM = [f"Buy product {n} in my shop at www.shop{n}.example, best price" + "!" * (n % 3) for n in range(60)]


def test_the_borders_are_drawn_by_the_sites_own_decisions():
    teach(GOOD, SPAM)
    learning.draw_borders.call()
    borders = SpamFilter.load().borders
    assert borders.is_settled and borders.publish <= borders.spam < calibrating.FIRST.spam


def test_they_are_drawn_anew_after_every_twenty_five_decisions(moderator, run_tasks):
    teach(GOOD, SPAM)
    SpamFilter.objects.update(since_drawn=calibrating.OFTEN - 2)
    for settled in (False, True):
        make_comment(status="pending").approve(by=moderator)
        run_tasks()
        assert SpamFilter.load().is_settled is settled
    assert SpamFilter.load().since_drawn == 0


def test_with_few_decisions_the_first_days_borders_stay():
    teach(GOOD[:20], SPAM[:10])
    learning.draw_borders.call()
    borders = SpamFilter.load().borders
    assert not borders.is_settled
    assert (borders.publish, borders.spam) == (calibrating.FIRST.publish, calibrating.FIRST.spam)


def test_a_new_promise_draws_the_borders_anew():
    teach([*GOOD, *SPAM[:3]], SPAM)  # three good comments that look like spam
    CommentRules.objects.update(good_lost_of=10_000)
    learning.draw_borders.call()
    strict = SpamFilter.load().borders.spam
    CommentRules.objects.update(good_lost_of=20)
    learning.draw_borders.call()
    assert SpamFilter.load().borders.spam < strict


def test_the_owner_makes_the_promises_at_the_desk_and_sees_how_they_are_kept(client):
    client.force_login(make_user("owner", role="administrator"))
    page = client.get(RULES).content.decode()
    for name in ("publish_unknown", "good_lost_of", "spam_shown_percent"):
        assert f'name="{name}"' in page
    assert "Too few decisions yet (0 good comments, 0 of spam)" in page
    teach([*GOOD, *SPAM[:3]], SPAM)
    CommentRules.objects.update(good_lost_of=50)
    learning.draw_borders.call()
    assert "2 of 173 good comments would have been taken for spam, 0 of 60 spam" in client.get(RULES).content.decode()


def test_what_was_erased_is_out_of_both_opinions_with_the_next_drawing(moderator, run_tasks):
    teach(GOOD, SPAM)
    learning.draw_borders.call()
    before = drawn()
    comment = make_comment(status="pending", body="Buy our new umbrellas at www.umbrellas.example, half price")
    comment.mark_spam(by=moderator)
    run_tasks()
    learning.draw_borders.call()
    assert drawn() != before
    comment.delete()
    run_tasks()
    # The rows that `teach` made belong to no comment, so they went with it; taught again they leave the same memory.
    assert TaughtComment.objects.count() == MemoryChange.objects.count() == 0
    teach(GOOD, SPAM)
    learning.draw_borders.call()
    assert drawn() == before


def test_another_process_follows_lesson_by_lesson(moderator, run_tasks):
    teach(GOOD, SPAM)
    comment = make_comment(status="pending")
    keeper = SpamFilter.load()
    scores = [filtering.read(comment).score]
    for number in range(3):
        teach([f"The umbrella number {number} was left in the park"], [])
        scores.append(filtering.read(comment).score)
        remembering._known.clear()  # a process that starts now
        assert filtering.read(comment).score == scores[-1]
    assert len({*scores}) == 4 and SpamFilter.load().stored == keeper.stored


def test_a_restored_backup_is_read_anew():
    comment = make_comment()
    with transaction.atomic():
        teach(GOOD[:3], SPAM[:3])
        before = filtering.read(comment).score
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            teach(GOOD[3:9], SPAM[3:9])
            assert filtering.read(comment).score != before
            raise ZeroDivisionError
        assert filtering.read(comment).score == before


def test_judging_reads_the_memory_once_for_each_version(django_assert_num_queries):
    comment = make_comment(make_post())
    filtering.read(comment)
    with django_assert_num_queries(1):
        filtering.read(comment)
    teach(GOOD[:1], [])
    with django_assert_num_queries(2):
        filtering.read(comment)
    with django_assert_num_queries(1):
        filtering.read(comment)
