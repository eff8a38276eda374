"""`manage.py recheck`: what would be judged otherwise today."""

from io import StringIO

import pytest
from django.core.management import call_command

from comments.models import CommentRules
from tests.builders import make_comment, make_user

from .acts import why
from .test_spam_filter import PITCH

pytestmark = pytest.mark.django_db


def recheck(*words) -> str:
    out = StringIO()
    call_command("recheck", *words, stdout=out)
    return out.getvalue()


def test_it_shows_what_would_change_and_changes_nothing():
    comment = make_comment(status="pending", body=PITCH)
    make_comment(status="pending")
    said = recheck()
    assert f"{comment.pk}: pending → spam. Reads like spam: " in said
    assert said.endswith("1 would be judged otherwise; 0 marked as spam.\n")
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_a_new_rule_is_seen_too():
    comment = make_comment(status="pending", body="Cheap teapots for all")
    CommentRules.objects.update(disallowed_words="teapots")
    assert f"{comment.pk}: pending → spam. Contains “teapots”" in recheck()


def test_applied_it_marks_what_waits_and_the_second_time_nothing():
    waiting = make_comment(status="pending", body=PITCH)
    public = make_comment(status="approved", body=PITCH)
    assert recheck("--apply").endswith("2 would be judged otherwise; 1 marked as spam.\n")
    for comment, status in {waiting: "spam", public: "approved"}.items():
        comment.refresh_from_db()
        assert comment.status == status
    assert why(waiting).startswith("Judged again. Reads like spam: ")
    assert recheck("--apply").endswith("1 would be judged otherwise; 0 marked as spam.\n")


def test_what_the_machine_took_for_spam_and_would_not_now_is_shown():
    comment = make_comment(status="spam")
    assert f"{comment.pk}: spam → pending." in recheck("--apply")


def test_a_guests_comment_that_came_with_an_import_is_no_difference():
    make_comment(status="approved")
    assert "0 would be judged otherwise" in recheck()


def test_what_a_person_has_decided_stands():
    comment = make_comment(status="pending", body=PITCH)
    comment.approve(by=make_user("mod", role="moderator"))
    assert "0 would be judged otherwise" in recheck("--apply")


def test_a_moderators_own_comment_is_judged_as_the_houses():
    make_comment(body=PITCH, account=make_user("mod", role="moderator"))
    assert "0 would be judged otherwise" in recheck()
