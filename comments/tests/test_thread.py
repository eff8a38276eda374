import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog import seams
from blog.paper.parts import Cutter
from comments.models import Comment, CommentRules
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db


def anchors(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<li id="comment-(\d+)"', page)]


def read(client, post, query=""):
    return client.get(post.get_absolute_url() + query).content.decode()


def shape(page: str) -> str:
    """The lists and items of the thread, as nested brackets."""
    talk = page.split('id="conversation"')[1].split('id="respond"')[0]
    found = re.findall(r'<ol class="thread">|</ol>|<li id="comment-(\d+)"|</li>', talk)
    tags = re.findall(r'<ol class="thread">|</ol>|<li id="comment-\d+"|</li>', talk)
    signs = {'<ol class="thread">': "[", "</ol>": "]", "</li>": ")"}
    return "".join(signs.get(tag, f"({pk}") for tag, pk in zip(tags, found, strict=True))


def test_replies_stand_below_what_they_answer_oldest_first(client):
    post = make_post()
    a, b = make_comment(post), make_comment(post)
    a1 = make_comment(post, parent=a)
    a11 = make_comment(post, parent=a1)
    a2 = make_comment(post, parent=a)
    page = read(client, post)
    assert anchors(page) == [a.pk, a1.pk, a11.pk, a2.pk, b.pk]
    assert shape(page) == f"[({a.pk}[({a1.pk}[({a11.pk})])({a2.pk})])({b.pk})]"
    assert "5 replies" in page


def test_deeper_replies_stay_at_the_last_level(client):
    CommentRules.objects.update(depth=2)
    post = make_post()
    a = make_comment(post)
    b = make_comment(post, parent=a)
    c = make_comment(post, parent=b)
    assert shape(read(client, post)) == f"[({a.pk}[({b.pk})({c.pk})])]"


def test_a_screen_reader_hears_who_is_answered_and_how_deep(client):
    post = make_post()
    a = make_comment(post, name="Ines <i>")
    make_comment(post, parent=make_comment(post, name="Tom", parent=a))
    page = read(client, post)
    assert "reply to Ines &lt;i&gt;, level 2" in page
    assert "reply to Tom, level 3" in page


def test_the_author_is_marked_by_a_word(client):
    post = make_post()
    make_comment(post, account=post.author)
    make_comment(post, account=make_user("other"))
    assert read(client, post).count('badge">Author</span>') == 1


def test_only_approved_comments_are_read_and_counted(client):
    post = make_post()
    make_comment(post)
    for status in ("pending", "spam", "trash"):
        make_comment(post, status=status, body="canary")
    page = read(client, post)
    assert "1 reply" in page
    assert "canary" not in page


def test_a_hidden_parent_keeps_its_place_while_it_has_replies(client):
    post = make_post()
    parent = make_comment(post, name="Canary", body="canary")
    child = make_comment(post, parent=parent)
    parent.trash()
    page = read(client, post)
    assert shape(page) == f"[({parent.pk}[({child.pk})])]"
    assert "This comment was removed." in page
    assert "canary" not in page.lower()
    assert "reply to a removed comment, level 2" in page
    assert "1 reply" in page
    child.trash()
    assert "This comment was removed." not in read(client, post)


def test_a_deleted_parent_keeps_its_place_too(client):
    post = make_post()
    parent = make_comment(post)
    child, pk = make_comment(post, parent=parent), parent.pk
    parent.delete()
    assert anchors(read(client, post)) == [pk, child.pk]


def test_long_conversations_have_pages_of_whole_threads(client):
    CommentRules.objects.update(threads_per_page=5)
    post = make_post()
    roots = [make_comment(post) for _ in range(7)]
    child = make_comment(post, parent=roots[0])
    last = make_comment(post, parent=roots[6])
    first_page, second_page = read(client, post), read(client, post, "?replies=2")
    assert anchors(first_page) == [roots[0].pk, child.pk, *(root.pk for root in roots[1:5])]
    assert anchors(second_page) == [roots[5].pk, roots[6].pk, last.pk]
    assert "?replies=2#conversation" in first_page
    assert "9 replies" in second_page
    everything = client.get(post.url_of("comments:conversation")).content.decode()
    assert len(anchors(everything)) == 9
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{post.get_absolute_url()}">' in everything


def test_a_permalink_finds_page_and_place(client):
    CommentRules.objects.update(threads_per_page=5)
    post = make_post()
    roots = [make_comment(post) for _ in range(6)]
    child = make_comment(post, parent=roots[5])
    url = post.get_absolute_url()
    cases = {roots[0]: f"{url}#comment-{roots[0].pk}", child: f"{url}?replies=2#comment-{child.pk}"}
    for comment, place in cases.items():
        response = client.get(f"/comment/{comment.pk}/")
        assert (response.status_code, response["Location"]) == (302, place)
        assert f'href="/comment/{comment.pk}/"' in read(client, post, "?replies=2" if comment == child else "")
    assert client.post(f"/comment/{child.pk}/").status_code == 405


def test_an_address_that_is_gone_says_so_and_a_hidden_one_does_not(client):
    post = make_post("About tides")
    hidden, deleted, many = make_comment(post, status="pending"), make_comment(post), make_comment(post)
    pk, others = deleted.pk, many.pk
    deleted.delete()
    Comment.objects.filter(pk=others).delete()
    assert client.get(f"/comment/{hidden.pk}/").status_code == 404
    for number in (pk, others):
        response = client.get(f"/comment/{number}/")
        assert response.status_code == 410
        assert post.get_absolute_url() in response.content.decode()
        assert 'href="/"' in response.content.decode()


def test_comments_of_a_hidden_post_are_nowhere(client):
    post = make_post(published_at=None)
    comment = make_comment(post, body="canary")
    assert client.get(f"/comment/{comment.pk}/").status_code == 404
    client.force_login(post.author)
    for path in (post.get_absolute_url(), post.url_of("comments:conversation"), post.url_of("comments:post_feed")):
        assert "canary" not in client.get(path).content.decode()


def _talk(post, size):
    parent = None
    for number in range(size):
        parent = make_comment(post, parent=parent if number % 3 else None, account=post.author if number % 2 else None)


@pytest.mark.parametrize("path", ["post", "alone", "paper"])
def test_a_long_conversation_costs_no_more_queries(client, path):
    counts = []
    for size in (10, 500):
        post = make_post()
        _talk(post, size)
        with CaptureQueriesContext(connection) as queries:
            if path == "paper":
                assert on_paper(post)
            else:
                url = post.get_absolute_url() if path == "post" else post.url_of("comments:conversation")
                assert client.get(url).status_code == 200
        counts.append(len([q for q in queries if "comments_comment" in q["sql"]]))
    assert max(counts) <= 4 + (path != "paper"), "three for a page of threads, one for the dateline, one for the rules"


def on_paper(post, which="all", root=0):
    return seams.conversations()[0].on_paper(post, which, root, Cutter(frozenset(), {}))


def test_paper_shows_the_conversation_and_nothing_to_press():
    post = make_post()
    assert on_paper(post) == ""
    parent = make_comment(post, name="Noor", body="*soft* canary")
    make_comment(post, parent=parent, name="Tom")
    make_comment(post, status="pending", body="hidden")
    html = on_paper(post)
    assert "<em>soft</em> canary" in html
    assert "2 replies" in html
    assert "hidden" not in html
    assert "<form" not in html
    assert "href" not in html


def test_a_draft_has_no_conversation_on_paper():
    post = make_post(published_at=None)
    make_comment(post)
    assert on_paper(post) == ""
