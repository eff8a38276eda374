"""Earlier versions at the desk: read, compared, brought back."""

import time

import pytest

from blog import word_diff
from blog.models import Picture
from tests.builders import make_page, make_post, make_user

from .desk import sign_in

pytestmark = pytest.mark.django_db


def pages(post, model="post"):
    return f"/admin/blog/{model}/{post.pk}/revisions/"


def revised(author, **fields):
    post = make_post("First", body="The sea <b>comes</b> and goes.", author=author, **fields)
    post.title, post.body = "Second", "The sea <b>came</b> and went."
    post.save(by=author)
    return post


def test_every_version_is_listed_with_who_and_when(client):
    author = sign_in(client, "author")
    page = client.get(pages(revised(author))).text
    assert "Revision 1" in page
    assert "Revision 2" in page
    assert author.name in page


def test_a_version_is_compared_word_by_word_and_escaped(client):
    page = client.get(pages(revised(sign_in(client, "author"))) + "1/").text
    assert "<del>First</del><ins>Second</ins>" in page
    assert "<del>&lt;b&gt;comes&lt;/b&gt;</del><ins>&lt;b&gt;came&lt;/b&gt;</ins>" in page


def test_bringing_words_back_makes_a_new_revision(client):
    author = sign_in(client, "author")
    post = revised(author)
    response = client.post(pages(post) + "1/")
    post.refresh_from_db()
    assert response["Location"] == f"/admin/blog/post/{post.pk}/change/"
    assert (post.title, post.is_published) == ("First", True)
    assert post.revisions.order_by("-number").first().editor == author
    assert post.revisions.count() == 3


def test_a_version_whose_cover_is_gone_comes_back_without_it(client):
    cover = Picture.objects.create(file="pictures/x.png", sha256="x", width=1, height=1)
    post = revised(sign_in(client, "author"), cover=cover)
    cover.delete()
    assert client.post(pages(post) + "1/").status_code == 302
    post.refresh_from_db()
    assert (post.title, post.cover) == ("First", None)


def test_only_those_who_may_read_the_post_at_the_desk_read_its_versions(client):
    post = revised(make_user("alice", role="author"))
    assert client.get(pages(post)).status_code == 302
    for role, expected in {"member": 302, "author": 404, "moderator": 404, "editor": 200}.items():
        sign_in(client, role)
        assert client.get(pages(post)).status_code == expected, role
        assert client.get(pages(post) + "1/").status_code == expected, role


def test_a_contributor_reads_the_versions_of_what_is_published_and_brings_none_back(client):
    post = revised(sign_in(client, "contributor"))
    assert "Bring these words back" not in client.get(pages(post) + "1/").text
    assert client.post(pages(post) + "1/").status_code == 403


def test_pages_have_versions_too_and_unknown_ones_are_not_found(client):
    sign_in(client)
    page = make_page()
    assert client.get(pages(page, "page") + "1/").status_code == 200
    for path in (
        pages(page),
        pages(page, "page") + "99/",
        "/admin/blog/post/0/revisions/",
        pages(page, "page") + "9" * 30 + "/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get(pages(page, "page") + "?page=zzz").status_code == 200


def test_the_comparison_keeps_every_word_and_stays_quick():
    long = "\n".join(f"line {n} " + "word " * 30 for n in range(3000))
    cases = [
        ("", ""),
        ("a", ""),
        ("", "b"),
        ("a b c", "a x c"),
        (long, long.replace("line 7", "row 7")),
        ("x " * 200_000, "y " * 200_000),
    ]
    for before, after in cases:
        parts = word_diff.compare(before, after)
        assert "".join(text for kind, text in parts if kind != "new") == before
        assert "".join(text for kind, text in parts if kind != "gone") == after


def test_two_texts_of_the_greatest_length_are_compared_in_bounded_time():
    old = "\n".join("ebb flow " * 690 + f"\n=== {number}" for number in range(77))
    new = "\n".join("flow ebb tide " * 32 + f"\n=== {number}" for number in range(77))
    cases = [(old, new), ("word " * 96_000, "ward " * 96_000), ("a\nb\n" * 120_000, "b\nb\na\n" * 80_000)]
    for before, after in cases:
        started = time.process_time()
        parts = word_diff.compare(before, after)
        assert time.process_time() - started < 10
        assert "".join(text for kind, text in parts if kind != "new") == before
        assert "".join(text for kind, text in parts if kind != "gone") == after
