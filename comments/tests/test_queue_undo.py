import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Decision, Status
from tests.builders import make_comment, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def act(client, verb, comments):
    client.post(f"{QUEUE}?status=all", {"action": verb, "_selected_action": [each.pk for each in comments]})


def batches(client) -> list[str]:
    return re.findall(r'name="batch" value="([^"]+)"', client.get(f"{QUEUE}acts/").content.decode())


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize("after", Status.values)
def test_every_change_can_be_undone_for_thirty_days(client, mod, before, after):
    comment = make_comment(status=before)
    verbs = {"approved": "approve", "pending": "hold", "spam": "spam", "trash": "trash"}
    act(client, verbs[after], [comment])
    Decision._base_manager.update(created_at=timezone.now() - timedelta(days=29, hours=23))
    assert len(batches(client)) == (before != after)
    for batch in batches(client):
        client.post(f"{QUEUE}undo/", {"batch": batch})
    comment.refresh_from_db()
    assert comment.status == before


def test_what_you_did_lists_each_act_with_its_own_undo(client, mod):
    one, two, three = (make_comment(status="pending") for _ in range(3))
    act(client, "spam", [one, two])
    act(client, "approve", [three])
    page = re.sub(r"\s+", " ", client.get(f"{QUEUE}acts/").content.decode())
    assert page.index("1 comment became approved") < page.index("2 comments became spam")
    _latest, earlier = batches(client)
    client.post(f"{QUEUE}undo/", {"batch": earlier})
    assert [Comment.objects.get(pk=each.pk).status for each in (one, two, three)] == ["pending", "pending", "approved"]
    assert "undone, or decided again since" in client.get(f"{QUEUE}acts/").content.decode()


def test_undoing_again_and_again_goes_further_back(client, mod):
    comments = [make_comment(status="pending") for _ in range(3)]
    for each in comments:
        act(client, "trash", [each])
    for left in (2, 1, 0):
        page = client.get(QUEUE).content.decode()
        client.post(f"{QUEUE}undo/", {"batch": re.search(r'name="batch" value="([^"]+)"', page)[1]})
        assert Comment.objects.filter(status="trash").count() == left
    assert 'name="batch"' not in client.get(QUEUE).content.decode()


def test_an_undone_batch_is_known_to_search_and_filter(client, mod, run_tasks):
    from blog.models import SearchEntry
    from comments.models import TaughtComment

    comments = [make_comment(status="approved") for _ in range(3)]
    act(client, "spam", comments)
    run_tasks()
    assert not SearchEntry.objects.filter(kind="comment").exists()
    assert TaughtComment.objects.filter(label=1).count() == 3
    client.post(f"{QUEUE}undo/", {"batch": batches(client)[0]})
    run_tasks()
    assert SearchEntry.objects.filter(kind="comment").count() == 3
    assert not TaughtComment.objects.exists()
