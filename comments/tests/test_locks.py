"""Three switches: a thread, a post, the whole site. Each says why, is known by who and when, and is taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, CommentRules, Lock
from tests.builders import make_comment, make_post, make_user

from .acts import write
from .test_thread import read

pytestmark = pytest.mark.django_db


def make_lock(**fields):
    comment = fields.get("comment")
    return Lock.objects.create(**{"reason": "It goes in circles.", "post": comment and comment.post, **fields})


@pytest.fixture
def moderator(client):
    person = make_user("mod", role="moderator")
    client.force_login(person)
    return person


def test_a_locked_thread_has_no_reply_links_and_says_why(client):
    post = make_post()
    locked, free = make_comment(post), make_comment(post)
    below = make_comment(post, parent=make_comment(post, parent=locked))
    make_lock(comment=locked)
    page = read(client, post)
    assert page.count("This thread is locked: “It goes in circles.”") == 1
    assert f"replytocom={free.pk}#" in page
    for comment in (locked, below):
        assert f"replytocom={comment.pk}#" not in page
        assert f'data-reply="{comment.pk}"' not in page


def test_a_reply_into_a_locked_thread_is_refused_and_keeps_its_words(client):
    post = make_post()
    root = make_comment(post)
    below = make_comment(post, parent=root)
    make_lock(comment=root)
    for parent in (root, below):
        response = write(client, post, comment_parent=parent.pk, comment="One more <round>")
        page = response.content.decode()
        assert response.status_code == 403
        assert "This thread is locked: “It goes in circles.” You can post your words as a reply to the article." in page
        assert "One more &lt;round&gt;</textarea>" in page
        assert 'name="comment_parent" id="comment_parent" value="0"' in page, "one more click posts"
    assert Comment.objects.count() == 2
    assert write(client, post).status_code == 303


def test_the_form_without_script_says_that_the_thread_is_locked(client):
    post = make_post()
    root = make_comment(post)
    make_lock(comment=root)
    page = read(client, post, f"?replytocom={root.pk}")
    assert "This thread is locked: “It goes in circles.” You can post your words" in page
    assert 'name="comment_parent" id="comment_parent" value="0"' in page


def test_a_locked_post_shows_the_reason_instead_of_the_form(client):
    post = make_post()
    make_comment(post)
    make_lock(post=post, reason="We all need some sleep.")
    page = read(client, post)
    assert "Comments are closed. We all need some sleep." in page
    assert 'id="commentform"' not in page
    assert "replytocom" not in page
    response = write(client, post, comment="But")
    assert response.status_code == 403
    assert "We all need some sleep." in response.content.decode()
    assert "But</textarea>" in response.content.decode()
    assert write(client, make_post()).status_code == 303


def test_the_whole_site_can_be_for_reading_only(client):
    CommentRules.objects.update(is_read_only=True, read_only_reason="We move house until Sunday.")
    post = make_post()
    said = make_comment(post)
    page = read(client, post)
    assert "Comments are closed. Nobody can write on this site for now. We move house until Sunday." in page
    assert said.body in page
    assert 'id="commentform"' not in page
    assert write(client, post).status_code == 403
    CommentRules.objects.update(is_read_only=False)
    assert write(client, post).status_code == 303


def test_a_moderator_locks_a_thread_from_the_page_and_lifts_it(client, moderator):
    post = make_post()
    root = make_comment(post)
    make_comment(post, parent=root)
    page = read(client, post)
    add = f"/admin/comments/lock/add/?comment={root.pk}"
    assert f'href="{add}"' in page
    assert client.get(add).status_code == 200
    client.post(add, {"comment": root.pk, "post": "", "reason": "Enough."})
    lock = Lock.objects.get()
    assert (lock.post, lock.comment, lock.by, lock.reason) == (post, root, moderator, "Enough.")
    page = read(client, post)
    assert "This thread is locked: “Enough.”" in page
    assert f'href="/admin/comments/lock/{lock.pk}/change/"' in page
    assert "Lift" in client.get(f"/admin/comments/lock/{lock.pk}/change/").content.decode()
    client.post(f"/admin/comments/lock/{lock.pk}/lift/")
    lock.refresh_from_db()
    assert lock.lifted_by == moderator
    assert lock.lifted_at
    assert "locked:" not in read(client, post)


def test_a_post_is_locked_from_its_page_and_from_the_desk(client, moderator):
    client.force_login(make_user("ed", role="editor"))
    post = make_post()
    add = f"/admin/comments/lock/add/?post={post.pk}"
    assert f'href="{add}"' in read(client, post)
    assert f'href="{add}"' in client.get(f"/admin/blog/post/{post.pk}/change/").content.decode()
    client.post(add, {"comment": "", "post": post.pk, "reason": "Enough."})
    assert f"/admin/comments/lock/{Lock.objects.get().pk}/change/" in read(client, post)
    again = client.post(add, {"comment": "", "post": post.pk, "reason": "Enough."}).content.decode()
    assert "This is locked already." in again
    assert Lock.objects.count() == 1
    assert write(client, post).status_code == 403, "whoever locks it keeps to it"


def test_a_comment_leads_to_its_lock_in_the_queue(client, moderator):
    comment = make_comment()
    page = client.get(f"/admin/comments/comment/{comment.pk}/change/").content.decode()
    assert f'href="/admin/comments/lock/add/?comment={comment.pk}"' in page


def test_locks_can_be_lifted_together_and_stay_on_record(client, moderator):
    locks = [make_lock(comment=make_comment()), make_lock(post=make_post())]
    client.post("/admin/comments/lock/", {"action": "lift", "_selected_action": [lock.pk for lock in locks]})
    assert set(Lock.objects.values_list("lifted_by", flat=True)) == {moderator.pk}
    listed = client.get("/admin/comments/lock/?state=lifted").content.decode()
    assert listed.count("It goes in circles.") == 2
    assert not client.get("/admin/comments/lock/?state=holding").content.decode().count("It goes in circles.")


@pytest.mark.parametrize("role", [None, "contributor", "author"])
def test_nobody_else_locks_or_lifts(client, role):
    client.force_login(make_user("someone", role=role))
    post = make_post()
    lock = make_lock(comment=make_comment(post))
    assert "/admin/comments/lock/" not in read(client, post)
    client.post("/admin/comments/lock/add/", {"comment": "", "post": post.pk, "reason": "Mine."})
    client.post(f"/admin/comments/lock/{lock.pk}/lift/")
    assert Lock.objects.holding().count() == 1


def test_a_stranger_sees_no_link_of_moderators(client):
    post = make_post()
    make_comment(post)
    assert "/admin/" not in read(client, post)


def test_a_lock_needs_a_place_and_a_reason(client, moderator):
    for fields in ({"reason": "Why"}, {"post": make_post().pk, "reason": ""}, {"comment": "x", "reason": "Why"}):
        assert client.post("/admin/comments/lock/add/", fields).status_code == 200
    assert not Lock.objects.exists()


def test_many_locks_cost_one_query(client):
    post = make_post()
    for _ in range(10):
        make_lock(comment=make_comment(post))
    with CaptureQueriesContext(connection) as queries:
        read(client, post)
    assert len([query for query in queries if "comments_lock" in query["sql"]]) == 1
