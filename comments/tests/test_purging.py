from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import AuditEntry, Comment, CommentRules, Decision, RemovedComment, SpamFilter, TaughtComment
from comments.moderation import purging
from comments.spam import remembering
from config import housekeeping
from tests.builders import make_comment, make_user

pytestmark = pytest.mark.django_db

RULES = "/admin/comments/commentrules/1/change/"
PITCH = "Buy our cheap watches now, best prices, free delivery: https://watches.example/"


def make_thrown(status="spam", *, days, written=400, **fields):
    """A comment that was thrown away so many days ago."""
    now = timezone.now()
    comment = make_comment(status=status, created_at=now - timedelta(days=written), **fields)
    Decision.objects.create(comment=comment, before="approved", after=status, created_at=now - timedelta(days=days))
    return comment


def left() -> set[int]:
    return set(Comment.objects.values_list("pk", flat=True))


def test_what_was_thrown_away_goes_after_so_many_days_counted_from_the_decision(client):
    old_spam, new_spam = make_thrown(days=31), make_thrown(days=29)
    old_trash, new_trash = make_thrown("trash", days=31), make_thrown("trash", days=0)
    kept = [make_thrown(status, days=300) for status in ("approved", "pending")]
    housekeeping.run.func()
    assert left() == {new_spam.pk, new_trash.pk, *(comment.pk for comment in kept)}
    assert client.get(old_spam.get_absolute_url()).status_code == 410
    assert RemovedComment.objects.filter(pk__in=[old_spam.pk, old_trash.pk]).count() == 2
    assert AuditEntry.objects.get().changes == [["spam", "1", ""], ["trash", "1", ""]]
    housekeeping.run.func()
    assert AuditEntry.objects.count() == 1


def test_each_state_has_its_own_days_and_none_is_for_ever():
    CommentRules.objects.update(keep_spam_days=0, keep_trash_days=5)
    spam, trash = make_thrown(days=300), make_thrown("trash", days=6)
    housekeeping.run.func()
    assert spam.pk in left() and trash.pk not in left()


def test_it_is_done_in_portions(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(purging, "AT_ONCE", 2)
    monkeypatch.setattr(purging, "MOST_PORTIONS", 2)
    for _ in range(7):
        make_thrown(days=40)
    purging.purge()
    assert len(left()) == 3
    purging.purge()
    assert not left()


def test_the_replies_to_what_is_purged_keep_their_place(client):
    gone = make_thrown("trash", days=40, body="Gone words")
    reply = make_comment(gone.post, parent=gone, body="The answer stays.")
    housekeeping.run.func()
    page = client.get(gone.post.get_absolute_url()).content.decode()
    assert "The answer stays." in page and "This comment was removed." in page and "Gone words" not in page
    assert Comment.objects.get(pk=reply.pk).parent is None


def test_what_goes_by_age_has_taught_for_good_and_what_is_erased_has_not(run_tasks):
    moderator = make_user("mod", role="moderator")
    purged, erased = make_comment(status="pending", body=PITCH), make_comment(status="pending", body=PITCH + " Now.")
    for comment in (purged, erased):
        comment.mark_spam(by=moderator)
    run_tasks()
    before = remembering.own_memory(SpamFilter.load()).to_bytes()
    Decision._base_manager.update(created_at=timezone.now() - timedelta(days=40))
    Comment.objects.filter(pk=purged.pk).update(created_at=timezone.now() - timedelta(days=90))
    housekeeping.run.func()
    run_tasks()
    assert left() == {erased.pk}
    assert remembering.own_memory(SpamFilter.load()).to_bytes() == before
    assert set(TaughtComment.objects.values_list("pk", flat=True)) == {purged.pk, erased.pk}
    erased.delete()
    run_tasks()
    housekeeping.run.func()
    assert set(TaughtComment.objects.values_list("pk", flat=True)) == {purged.pk}
    assert remembering.own_memory(SpamFilter.load()).to_bytes() != before


def test_the_rules_say_how_many_would_go_today_and_try_other_days(client):
    client.force_login(make_user("boss", role="administrator"))
    for days in (10, 20, 40):
        make_thrown(days=days)
    make_thrown("trash", days=40)
    said = "Today this would delete {} comments of spam and {} out of the trash."
    assert said.format(1, 1) in client.get(RULES).content.decode()
    form = client.get(RULES).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in values.items() if value is not False}
    page = client.post(RULES, data | {"keep_spam_days": 15, "_try": "Try"}).content.decode()
    assert said.format(2, 1) in page
    assert CommentRules.load().keep_spam_days == 30 and Comment.objects.count() == 4


def test_networks_of_comments_and_reports_are_known_as_long_as_the_rules_say():
    CommentRules.objects.update(keep_network_days=7)
    now = timezone.now()
    old = make_comment(network="n1", created_at=now - timedelta(days=8))
    new = make_comment(network="n1", created_at=now - timedelta(days=6))
    for comment in (old, new):
        comment.reports.create(edition="1", reason="spam", network="n2", created_at=comment.created_at)
    housekeeping.run.func()
    assert [Comment.objects.get(pk=each.pk).network for each in (old, new)] == ["", "n1"]
    assert [each.reports.get().network for each in (old, new)] == ["", "n2"]


def test_what_its_writer_took_back_takes_its_lesson_along(run_tasks):
    comment = make_comment(status="pending", body=PITCH)
    comment.approve(by=make_user("mod", role="moderator"))
    comment.trash(reason="Withdrawn by its author.", rule="withdrawn")
    run_tasks()
    assert TaughtComment.objects.exists()
    Decision._base_manager.update(created_at=timezone.now() - timedelta(days=40))
    Comment.objects.update(created_at=timezone.now() - timedelta(days=90))
    housekeeping.run.func()
    run_tasks()
    assert not left() and not TaughtComment.objects.exists()
