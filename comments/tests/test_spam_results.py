"""What the owner sees of the spam filter on the page of the rules, and what an import may teach it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import learning
from comments.models import Comment, CommentRules, MemoryChange, SpamFilter, TaughtComment
from comments.moderation import moderating
from comments.spam import remembering
from config import housekeeping
from tests.builders import make_post, make_user

from .test_spam_filter import GOOD, RULES, SPAM, labels, learned, teach

pytestmark = pytest.mark.django_db

IMPORTS = "/admin/comments/commentrules/imports/"


@pytest.fixture
def owner(client):
    owner = make_user("owner", role="administrator")
    client.force_login(owner)
    return owner


def arrived(status: str, *, weeks: int = 0, rule: str = "learned", body: str = "I like the second picture.") -> Comment:
    """As the machine judged it that many weeks ago."""
    comment = Comment(post=make_post(), name="Noor", email="noor@example.com", body=body)
    comment.arrive(status, reason="…", rule=rule, at=timezone.now() - timedelta(weeks=weeks))
    return comment


def cells(page: str, row: str) -> list[str]:
    """What stands in this row of a table."""
    line = page.split(f'<th scope="row">{row}</th>')[1].split("</tr>")[0]
    return [cell.split("</td>")[0] for cell in line.split("<td>")[1:]]


def test_each_promise_stands_beside_what_was_achieved(client, owner):
    teach([*GOOD, *SPAM[:3]], SPAM)
    CommentRules.objects.update(good_lost_of=50)
    learning.draw_borders.call()
    page = client.get(RULES).content.decode()
    promised, found, count, interval = cells(page, "good comments taken for spam")
    assert (promised, found, count) == ("2.00 %", "1.16 %", "2 of 173")
    assert interval.startswith("0.32 %")
    zones = [cells(page, name) for name in ("may appear", "a person decides", "spam")]
    assert [sum(int(zone[label]) for zone in zones) for label in (0, 1)] == [173, 60]
    assert page.count('<rect class="good"') > 2 and page.count('<line class="border"') == 2


def test_the_weeks_tell_what_the_machine_did_and_where_people_overruled_it(client, owner):
    for status in ("approved", "approved", "pending", "spam", "spam"):
        arrived(status)
    arrived("spam", weeks=3)
    arrived("approved", weeks=30)
    arrived("approved", rule="house")
    arrived("approved", rule="imported")
    lost, shown, undone = arrived("spam"), arrived("approved"), arrived("spam")
    lost.approve(by=owner)
    shown.mark_spam(by=owner)
    moderating.decide([undone], "approve", by=owner)
    moderating.undo_latest(undone, by=owner)
    page = client.get(RULES).content.decode()
    rows = page.split("<tbody>")[-1].split("</tbody>")[0].split("<tr>")[1:]
    weeks = [[cell.split("</td>")[0] for cell in row.split("<td>")[1:]] for row in rows]
    assert len(weeks) == 12
    assert weeks[-1] == ["3", "1", "4", "1", "1"]
    assert weeks[-4] == ["0", "0", "1", "0", "0"]
    assert "✗ 2" in page


def test_an_empty_site_shows_no_empty_charts(client, owner):
    page = client.get(RULES).content.decode()
    assert "The scores are drawn after the first 25 decisions." in page and "<rect" not in page
    assert IMPORTS not in page


# --- What was imported -----------------------------------------------------------------------------------------------


@pytest.fixture
def imported():
    """Two approved, one spam, one that waits; one more that was changed here since."""
    comments = [arrived(status, rule="imported") for status in ("approved", "approved", "spam", "pending", "approved")]
    Comment.objects.filter(pk=comments[-1].pk).update(edited_at=timezone.now() + timedelta(days=1))
    return comments


def press(client, run_tasks, learn: int) -> None:
    assert client.post(IMPORTS, {"learn": learn}).status_code == 302
    run_tasks()


def test_imports_teach_nothing_until_the_owner_says_so_and_are_forgotten_when_told(client, owner, imported, run_tasks):
    housekeeping.run.call()
    assert labels() == {}
    assert "3 comments came here as approved and 1 as spam" in client.get(RULES).content.decode()
    press(client, run_tasks, 1)
    assert labels() == {imported[0].pk: 0, imported[1].pk: 0, imported[2].pk: 1}
    once = learned()
    press(client, run_tasks, 1)
    assert learned() == once
    press(client, run_tasks, 0)
    assert (labels(), learned()) == ({}, b"")


def test_a_persons_word_here_is_stronger_than_an_imported_state(client, owner, imported, run_tasks):
    imported[0].mark_spam(by=owner)
    press(client, run_tasks, 1)
    assert labels()[imported[0].pk] == 1
    moderating.decide([imported[1]], "spam", by=owner)
    run_tasks()
    assert labels()[imported[1].pk] == 1
    moderating.undo_latest(imported[1], by=owner)
    run_tasks()
    assert labels()[imported[1].pk] == 0


def test_what_is_imported_later_is_learned_within_the_hour_and_goes_with_the_import(client, owner, imported, run_tasks):
    press(client, run_tasks, 1)
    late = arrived("spam", rule="imported")
    housekeeping.run.call()
    assert labels()[late.pk] == 1
    Comment.objects.all().delete()
    run_tasks()
    assert not TaughtComment.objects.exists() and not MemoryChange.objects.exists()
    assert remembering.own_memory(SpamFilter.load()).comments == [0, 0]


def test_only_who_keeps_the_rules_may_let_it_learn(client, imported):
    client.force_login(make_user("mod", role="moderator"))
    assert client.post(IMPORTS, {"learn": 1}).status_code == 403
    assert client.get(IMPORTS).status_code in {403, 405}
    assert not SpamFilter.load().learns_imports
