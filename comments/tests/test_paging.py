"""Three orders, pages that never grow too heavy, long threads with pages of their own; permalinks through it all."""

import re
from math import ceil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, CommentRules
from comments.reading.paging import LONG, MOST_ON_PAGE, OPENING
from tests.builders import make_comment, make_post
from tests.long_talk import SHAPES, make_long_talk

from .acts import write
from .test_thread import anchors, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_threads():
    """The second was answered most; the answers stand oldest first in any order."""
    post = make_post()
    a, b, c = (make_comment(post) for _ in range(3))
    b1 = make_comment(post, parent=b)
    c1 = make_comment(post, parent=c)
    b2 = make_comment(post, parent=b)
    return post, [a.pk], [b.pk, b1.pk, b2.pk], [c.pk, c1.pk]


def test_a_reader_chooses_in_which_order_the_threads_stand(client, three_threads):
    post, a, b, c = three_threads
    cases = {"": a + b + c, "?order=oldest": a + b + c, "?order=newest": c + b + a, "?order=replies": b + c + a}
    for query, places in cases.items():
        assert anchors(read(client, post, query)) == places, query
        assert anchors(client.get(post.url_of("comments:conversation") + query).content.decode()) == places, query


def test_the_owner_chooses_in_which_order_a_reader_finds_them(client, three_threads):
    post, a, b, c = three_threads
    CommentRules.objects.update(order="newest")
    page = read(client, post)
    assert anchors(page) == c + b + a
    assert f'href="{post.get_absolute_url()}?order=oldest#conversation"' in page
    assert f'href="{post.get_absolute_url()}#conversation" aria-current="true"' in page
    assert anchors(read(client, post, "?order=oldest")) == a + b + c


def test_orders_are_links_that_search_engines_need_not_follow(client, three_threads):
    post, *_threads = three_threads
    page = read(client, post, "?order=newest")
    links = re.findall(r'<a rel="nofollow" href="([^"]+)"(?: aria-current="true")?>(Oldest|Newest|Most)', page, re.I)
    assert [address.partition("?")[2] for address, _label in links] == [
        "", "order=newest#conversation", "order=replies#conversation",
    ]  # fmt: skip
    assert '<meta name="robots" content="noindex, follow">' in page
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{post.get_absolute_url()}">' in page
    assert "noindex" not in read(client, post)


def test_one_thread_has_no_order(client):
    post = make_post()
    make_comment(post)
    assert "order=" not in read(client, post)


@pytest.mark.parametrize("query", ["?order=best", "?order=", "?order=oldest&order=x"])
def test_an_unknown_order_is_the_usual_one(client, three_threads, query):
    post, a, b, c = three_threads
    assert anchors(read(client, post, query)) == a + b + c


ODD = ["replies=0", "replies=-1", "replies=x", "replies=", "replies=99999999999", "replies=٣", "thread=x", "thread=0",
       "thread=999999", "thread=1&replies=99", "replies=2"]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_a_page_that_does_not_exist_is_not_found(client, query):
    post = make_post()
    make_comment(post)
    assert client.get(f"{post.get_absolute_url()}?{query}").status_code == 404


def test_a_thread_of_another_post_is_not_found(client):
    elsewhere = make_comment()
    assert client.get(f"{make_post().get_absolute_url()}?thread={elsewhere.pk}").status_code == 404


def test_pages_keep_the_order(client):
    CommentRules.objects.update(threads_per_page=5)
    post = make_post()
    roots = [make_comment(post).pk for _ in range(12)]
    first = read(client, post, "?order=newest")
    assert anchors(first) == roots[:6:-1]
    assert "?order=newest&amp;replies=2#conversation" in first
    assert anchors(read(client, post, "?order=newest&replies=3")) == [roots[1], roots[0]]


def test_a_conversation_may_open_on_its_last_page(client):
    CommentRules.objects.update(threads_per_page=5, opens_on_last_page=True)
    post = make_post()
    roots = [make_comment(post) for _ in range(7)]
    page = read(client, post)
    assert anchors(page) == [roots[5].pk, roots[6].pk]
    assert "?replies=1#conversation" in page
    assert client.get(f"/comment/{roots[6].pk}/")["Location"] == f"{post.get_absolute_url()}#comment-{roots[6].pk}"
    assert "?replies=1#" in client.get(f"/comment/{roots[0].pk}/")["Location"]
    assert anchors(read(client, post, "?order=newest"))[0] == roots[6].pk, "who asks for an order begins at its head"


def all_pages(client, post, query="") -> list[list[int]]:
    pages, number = [], 1
    while True:
        response = client.get(f"{post.get_absolute_url()}?replies={number}{query}")
        if response.status_code == 404:
            return pages
        pages.append(anchors(response.content.decode()))
        number += 1


@pytest.mark.parametrize("order", ["oldest", "newest", "replies"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_page_is_too_heavy_and_none_leaves_a_thread_out(client, shape, order):
    post = make_post()
    talk = make_long_talk(post, 220, shape)
    pages = all_pages(client, post, f"&order={order}")
    shown = [pk for page in pages for pk in page]
    assert max(map(len, pages)) <= MOST_ON_PAGE
    assert len(shown) == len(set(shown))
    assert {each.pk for each in talk if each.parent_id is None} <= set(shown)
    assert len(shown) == (OPENING if shape == "giant" else 220)


def test_a_long_thread_shows_how_it_begins_and_leads_to_all_of_it(client):
    post = make_post()
    talk = make_long_talk(post, 250, "giant")
    other = make_comment(post)
    page = read(client, post)
    path_order = list(Comment.objects.filter(post=post).order_by("path").values_list("pk", flat=True))
    assert anchors(page) == [*path_order[:OPENING], other.pk]
    assert f'href="{post.get_absolute_url()}?thread={talk[0].pk}#conversation">220 more replies in this thread' in page
    assert "251 replies" in page
    pages = all_pages(client, post, f"&thread={talk[0].pk}")
    assert [pk for each in pages for pk in each] == path_order[:250]
    assert len(pages) == ceil(250 / MOST_ON_PAGE)


def test_a_later_page_of_a_thread_says_what_its_first_lines_answer(client):
    post = make_post()
    make_long_talk(post, 250, "giant")
    second = Comment.objects.filter(post=post).order_by("path")[MOST_ON_PAGE]
    page = read(client, post, f"?thread={int(second.path[:10])}&replies=2")
    assert anchors(page)[0] == second.pk
    above = page.split(f'id="comment-{second.pk}"')[0]
    assert f'<a href="/comment/{second.parent_id}/">' in above
    assert f"reply to {second.parent.name}, level" in page.split(f'id="comment-{second.pk}"')[1].split("</header>")[0]
    assert "This comment was removed." not in page
    Comment.objects.filter(pk=second.parent_id).update(name="Elsewhere")
    Comment.objects.filter(pk=second.pk).update(body_html="<p>@Elsewhere</p>")
    assert 'class="mention"' not in read(client, post, f"?thread={int(second.path[:10])}&replies=2")


@pytest.mark.parametrize("order", ["oldest", "newest", "replies"])
def test_every_permalink_finds_its_place_through_pages_orders_and_removal(client, order):
    CommentRules.objects.update(order=order)
    post = make_post()
    for shape in ("mixed", "giant"):
        make_long_talk(post, 150, shape)
    everybody = list(Comment.objects.filter(post=post))
    everybody[0].trash()
    everybody[40].trash()
    for comment in [each for each in everybody[::29] if each.pk not in {everybody[0].pk, everybody[40].pk}]:
        place = client.get(f"/comment/{comment.pk}/")["Location"]
        assert place.endswith(f"#comment-{comment.pk}")
        assert comment.pk in anchors(client.get(place.partition("#")[0]).content.decode())


def test_a_writer_is_led_to_the_page_on_which_their_comment_stands(client):
    post = make_post()
    talk = make_long_talk(post, 250, "giant")
    place = write(client, post, comment_parent=talk[-1].pk)["Location"]
    own = Comment.objects.latest("pk")
    page = client.get(place).content.decode()
    assert own.pk in anchors(page)
    assert "Your comment is awaiting moderation." in page


def test_a_thread_of_any_depth_is_kept_and_read(client):
    post, above = make_post(), None
    for _ in range(105):
        above = make_comment(post, parent=above, name="Tom")
    page = read(client, post, f"?thread={post.comments.order_by('pk').first().pk}&replies=2")
    assert anchors(page)[-1] == above.pk
    assert max(len(each.path) for each in post.comments.all()) == 1000


def test_a_long_thread_is_one_of_more_than_a_few():
    assert OPENING < LONG <= MOST_ON_PAGE


SIZES = [10, 1000, pytest.param(10_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", SHAPES)
def test_no_size_and_no_shape_costs_more_than_six_queries(client, size, shape):
    post = make_post()
    talk = make_long_talk(post, size, shape)
    middle = client.get(f"/comment/{talk[size // 2].pk}/")["Location"].partition("#")[0]
    addresses = [post.get_absolute_url(), middle, f"/comment/{talk[size // 2].pk}/"]
    addresses += [f"{post.get_absolute_url()}?order={order}" for order in ("newest", "replies")]
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code in {200, 302}
        about_comments = [query["sql"] for query in queries if 'FROM "comments_' in query["sql"]]
        assert len(about_comments) <= 6, address
