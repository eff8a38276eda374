from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from comments.models import AuditEntry, Comment, CommentRules, Decision, ListedSource
from comments.models.append_only import WrittenOnce
from comments.moderation import reporting
from comments.spam import Sender
from tests.builders import make_comment, make_user

pytestmark = pytest.mark.django_db

LOG = "/admin/comments/auditentry/"
RULES = "/admin/comments/commentrules/1/change/"


@pytest.fixture
def boss(client):
    person = make_user("boss", role="administrator")
    client.force_login(person)
    return person


def typed_rules(client, **changes) -> dict:
    """What the page of the rules would send, with some of it changed."""
    CommentRules.objects.get_or_create(pk=1)
    form = client.get(RULES).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in (values | changes).items() if value is not False}


def test_nobody_changes_or_takes_out_what_stands_in_the_log():
    comment = make_comment()
    comment.trash(by=make_user("mod", role="moderator"), reason="Rude.")
    decision = comment.decisions.get()
    decision.reason = "Kind."
    for act in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(reason="Kind."),
        lambda: comment.decisions.update(moderator=None),
        lambda: Decision.objects.bulk_update([decision], ["reason"]),
        lambda: AuditEntry.objects.all().delete(),
    ):
        with pytest.raises(WrittenOnce):
            act()
    assert Decision.objects.get().reason == "Rude."


def test_a_decision_goes_with_its_comment_and_loses_the_name_with_the_account():
    mod = make_user("mod", role="moderator")
    comment = make_comment()
    comment.trash(by=mod, batch=uuid4())
    comment.decisions.first().undo(by=mod)
    mod.delete()
    assert set(Decision.objects.values_list("moderator", flat=True)) == {None}
    comment.delete()
    assert not Decision.objects.exists()


def test_the_log_tells_who_did_what_when_and_why(client, boss):
    comment = make_comment(name="Tom")
    comment.trash(by=boss, reason="Rude.", rule="listed", note="Please be kind.")
    page = client.get(LOG).content.decode()
    for said in ("Boss", f"#{comment.pk}", "Tom", "approved", "trash", "Rude.", "listed", "Please be kind."):
        assert said in page
    assert "<textarea" not in page and 'method="post"' not in page.split('id="content"')[1]


def test_it_is_narrowed_by_person_rule_state_day_and_comment(client, boss):
    other = make_user("other", role="moderator")
    long_ago = timezone.now() - timedelta(days=9)
    first, second, third = make_comment(name="First"), make_comment(name="Second"), make_comment(name="Third")
    first.trash(by=boss)
    second.mark_spam(by=other)
    Decision.objects.create(comment=third, before="", after="pending", rule="first_comment", created_at=long_ago)
    came = {"before": "", "after": "approved", "rule": "imported", "moderator": make_user("member")}
    Decision.objects.create(comment=make_comment(name="Fourth"), created_at=long_ago - timedelta(days=9), **came)
    other.groups.clear()
    User.objects.filter(pk=other.pk).update(is_staff=False)  # what they did stands there all the same
    day = f"{timezone.localtime(long_ago):%Y-%m-%d}"
    for query, found in {
        f"by={boss.pk}": "First", f"by={other.pk}": "Second", "by=machine": "Third", "rule=first_comment": "Third",
        "rule=imported": "Fourth",
        "state=spam": "Second", f"since={day}&until={day}": "Third",
        f"comment={first.pk}": "First", "about=decisions&state=trash": "First",
    }.items():  # fmt: skip
        page = client.get(f"{LOG}?{query}").content.decode()
        assert [name for name in ("First", "Second", "Third", "Fourth") if f"<bdi>{name}</bdi>" in page] == [found], (
            query
        )
    for query in (
        "by=x",
        "rule=nonsense",
        "since=yesterday",
        "comment=-1",
        "comment=99999999999999999999",
        "since=0001-01-01",
        "until=9999-12-31",
    ):
        assert client.get(f"{LOG}?{query}").status_code == 400
    for query in (
        "after=nonsense",
        "after=2020-01-01T00:00:00~0~1",
        f"after=~0~{2**63}",
        "after=0001-01-01T00:00:00%2B14:00~0~1",
        "after=9999-12-31T23:00:00-14:00~0~1",
    ):
        assert client.get(f"{LOG}?{query}").status_code == 200


def test_pages_follow_each_other_without_gap_or_double_also_within_one_moment(client, boss):
    comment, now = make_comment(), timezone.now()
    Decision.objects.bulk_create(
        Decision(comment=comment, before="", after="spam", reason=f"d{n}.", created_at=now) for n in range(70)
    )
    for n in range(60):
        AuditEntry.objects.create(kind="purge", changes=[["spam", f"e{n}.", ""]], created_at=now)
    address, seen = LOG, []
    while address:
        page = client.get(address)
        text = page.content.decode()
        seen += [each for each in (f"{k}{n}." for k in "de" for n in range(70)) if f"{each}<" in text]
        address = page.context["next"] and LOG + page.context["next"]
    assert len(seen) == 130 == len(set(seen))


def test_a_page_costs_the_same_however_long_the_log_is(client, boss):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(LOG)
        return len(found)

    make_comment().trash(by=boss)
    before = queries()
    for n in range(60):
        make_comment().trash(by=boss)
        ListedSource(kind="email", value=f"a{n}@example.org", by=boss).enter()
    assert queries() <= before + 1


def test_a_changed_rule_is_logged_from_what_to_what(client, boss):
    CommentRules.objects.update(max_links=2, disallowed_words="casino\npoker")
    data = typed_rules(client, max_links=3, disallowed_words="casino\r\nviagra", publish_unknown="on")
    assert client.post(RULES, data).status_code == 302
    entry = AuditEntry.objects.get()
    assert entry.by == boss and sorted(entry.changes) == [
        ["disallowed_words", "poker", "viagra"], ["max_links", "2", "3"], ["publish_unknown", "False", "True"],
    ]  # fmt: skip
    page = client.get(LOG + "?about=rules").content.decode()
    assert "Links that make a comment wait:" in page and "viagra" in page
    client.post(RULES, typed_rules(client))
    assert AuditEntry.objects.count() == 1


def test_lists_and_reports_are_logged_without_naming_whom_a_list_named(client, boss):
    entry = ListedSource(kind="email", value="noor@example.org", effect="spam", by=boss)
    entry.enter()
    entry.end(by=boss)
    comment = make_comment()
    reporting.report(comment, Sender(network="n1"), reason="spam", text="")
    client.post(reverse("admin:comments_comment_dismiss"), {"dismiss": comment.pk})
    assert [each.kind for each in AuditEntry.objects.all()] == ["reports", "list", "list"]
    assert "noor@" not in str(list(AuditEntry.objects.values()))
    assert f"#{entry.pk} email address noor@example.org" in client.get(LOG).content.decode()
    assert "reports dismissed" in client.get(f"{LOG}?comment={comment.pk}").content.decode()
    client.post(f"/admin/comments/listedsource/{entry.pk}/delete/", {"post": "yes"}, follow=True)
    page = client.get(LOG).content.decode()
    assert "noor@" not in str(list(LogEntry.objects.values())) and "noor@" not in page and "deleted" in page


def test_only_who_moderates_reads_the_log(client):
    client.force_login(make_user("ada", role="author"))
    assert client.get(LOG).status_code == 403
    client.force_login(make_user("mod", role="moderator"))
    assert client.get(LOG).status_code == 200
    assert Comment.objects.count() == 0
