import pytest

from blog.models import Post
from blog.tests.importing.exports import author, comment, counts, export, item, run
from comments import learning
from comments.models import Comment, SpamFilter, Status, TaughtComment
from tests.builders import make_user

pytestmark = pytest.mark.django_db


def imported(tmp_path, *comments, **fields):
    return run(tmp_path, export(author(), item(id=1, more="".join(comments), **fields)))


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("1", Status.APPROVED),
        ("0", Status.PENDING),
        ("spam", Status.SPAM),
        ("trash", Status.TRASH),
        ("post-trashed", Status.TRASH),
    ],
)
def test_a_comment_keeps_its_state(tmp_path, there, here):
    imported(tmp_path, comment(approved=there))
    assert Comment.objects.get().status == here


def test_what_was_judged_there_can_teach_the_spam_filter(tmp_path):
    spam = comment("Buy our watches at www.watches.example", id=2, approved="spam")
    imported(tmp_path, comment("I had the same watch.", id=1), spam, comment("Is it waterproof?", id=3, approved="0"))
    SpamFilter.objects.update_or_create(pk=1, defaults={"learns_imports": True})
    learning.study_imported.func()
    assert sorted(TaughtComment.objects.values_list("label", flat=True)) == [0, 1]


def test_an_unknown_state_is_skipped_not_published(tmp_path):
    printed = imported(tmp_path, comment(approved="flagged"))
    assert counts(printed, "comment") == (1, 0, 0, 1, 0) and "flagged" in printed


@pytest.mark.parametrize("kind", ["pingback", "trackback", "note", "order_note"])
def test_what_is_not_a_comment_is_skipped_with_its_reason(tmp_path, kind):
    printed = imported(tmp_path, comment(type=kind))
    assert not Comment.objects.exists() and f"is a {kind}" in printed


def test_a_thread_keeps_its_shape_though_parents_come_later(tmp_path):
    imported(tmp_path, *(comment(f"Level {n}", id=n, parent=n - 1) for n in range(15, 0, -1)))
    deepest = Comment.objects.get(body="Level 15")
    assert deepest.depth == 15
    assert [each.body for each in Comment.objects.in_reading_order()] == [f"Level {n}" for n in range(1, 16)]


def test_a_circle_and_a_missing_parent_lose_no_comment(tmp_path):
    printed = imported(
        tmp_path, comment("A", id=1, parent=2), comment("B", id=2, parent=1), comment("C", id=3, parent=9)
    )
    assert Comment.objects.count() == 3 and "stands alone" in printed


def test_names_dates_and_sites_are_kept_and_bad_ones_emptied(tmp_path):
    good = comment("A", id=1, author="Zoë &amp; Co", author_url="https://zoe.example.org/")
    bad = comment("B", id=2, author="\u202e \u200b", author_email="not an address", author_url="javascript:x()")
    imported(tmp_path, good, bad)
    first, second = Comment.objects.get(body="A"), Comment.objects.get(body="B")
    assert (first.name, first.url, first.email) == ("Zoë & Co", "https://zoe.example.org/", "ines@example.org")
    assert first.created_at.isoformat() == "2012-03-05T11:00:00+00:00"
    assert (second.name, second.url, second.email) == ("Anonymous", "", "")


def test_addresses_of_machines_and_people_are_nowhere_public(tmp_path, client):
    imported(tmp_path, comment("Hello there."))
    comment_ = Comment.objects.get()
    assert comment_.network == "" and comment_.account is None
    text = client.get(Post.objects.get().get_absolute_url()).content.decode()
    assert "Hello there." in text and "ines@example.org" not in text and "203.0.113.9" not in text


def test_a_comment_under_a_hidden_post_is_hidden(tmp_path, client):
    imported(tmp_path, comment("Canary."), post_password="x")
    assert not Comment.objects.visible().exists()
    assert "Canary" not in client.get("/comments/feed/").content.decode()


def test_an_empty_or_endless_comment_fails_alone(tmp_path):
    printed = imported(tmp_path, comment("<p> </p>"), comment("x" * 70_000), comment("Fine."))
    assert counts(printed, "comment") == (3, 1, 0, 0, 2)


def test_hostile_markup_is_text_or_gone(tmp_path, client):
    imported(
        tmp_path, comment('<a href="javascript:x()" onclick="y()">go</a><script>z()</script><b onmouseover=q>b</b>')
    )
    html = Comment.objects.get().body_html
    assert "javascript" not in html and "onclick" not in html and "script" not in html and "onmouseover" not in html


def test_a_second_run_brings_what_is_new_and_what_was_decided_there(tmp_path):
    imported(tmp_path, comment("A", id=1, approved="0"))
    printed = imported(tmp_path, comment("A", id=1, approved="1"), comment("B", id=2, parent=1))
    assert counts(printed, "comment") == (2, 1, 1, 0, 0)
    assert Comment.objects.get(body="A").is_approved and Comment.objects.get(body="B").parent.body == "A"


def test_what_was_decided_here_stays_decided(tmp_path):
    imported(tmp_path, comment("A", id=1, approved="1"))
    Comment.objects.get().trash(by=make_user("mod", role="moderator"))
    imported(tmp_path, comment("A!", id=1, approved="1"))
    assert Comment.objects.get().status == Status.TRASH


def test_what_was_deleted_here_does_not_come_back(tmp_path):
    imported(tmp_path, comment("A", id=1))
    Comment.objects.get().delete()
    printed = imported(tmp_path, comment("A", id=1))
    assert not Comment.objects.exists() and "deleted here since" in printed
