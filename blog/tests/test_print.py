"""The sheet on screen, `…/print/`."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import resolve
from django.utils import timezone

from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db


def test_a_post_lies_on_the_sheet_with_its_facts_and_its_citation_line(client):
    post = make_post("Tides", summary="Why the water goes.", body="## Ebb\n\nIt goes out.")
    page = client.get(post.url_of("blog:print")).content.decode()
    for words in ("Tides", "Why the water goes.", "By Author", "Ebb", "It goes out."):
        assert words in page
    assert f"{settings.SITE_URL}{post.get_absolute_url()}" in page
    assert f"{settings.SITE_URL}/p/{post.pk}/" in page


def test_a_page_has_a_sheet_too(client):
    page = make_page("About us")
    assert resolve(page.url_of("blog:print")).url_name == "print"
    assert "About us" in client.get(page.url_of("blog:print")).content.decode()


def test_the_sheet_is_not_for_search_engines_and_names_the_post_as_its_origin(client):
    post = make_post()
    response = client.get(post.url_of("blog:print"))
    assert response.headers["X-Robots-Tag"] == "noindex"
    page = response.content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}{post.get_absolute_url()}">' in page


def test_the_sheet_leads_on_to_the_file_the_letter_and_back(client):
    post = make_post()
    page = client.get(post.url_of("blog:print")).content.decode()
    assert f'href="{post.get_absolute_url()}"' in page
    for address in (post.url_of("blog:pdf"), post.url_of("blog:email")):
        assert f'formaction="{address}"' in page
    assert "<kbd>Ctrl</kbd>" in page  # for those without script


def test_neither_the_conversation_nor_its_form_is_on_the_sheet(client):
    post = make_post()
    make_comment(post, body="Out of place on paper.")
    page = client.get(post.url_of("blog:print")).content.decode()
    assert "Out of place on paper." not in page.split('<article class="sheet ')[1]
    assert "<textarea" not in page


def test_addresses_of_links_are_numbered_and_each_stands_there_once(client):
    link = "[One](https://a.example/x?a=1&b=2)"
    body = f"{link}, {link}, [own](/about/), <https://b.example/>"
    page = client.get(make_post(body=body).url_of("blog:print")).content.decode()
    assert page.count('<sup class="link-number">[1]</sup>') == 2
    assert page.count('<sup class="link-number">[2]</sup>') == 1
    assert "[3]" not in page  # a bare address says itself
    assert page.count('<li><a href="https://a.example/x?a=1&amp;b=2" dir="ltr">') == 1
    assert f'<li><a href="{settings.SITE_URL}/about/" dir="ltr">' in page


def test_what_looks_like_markup_inside_a_description_stays_a_description(client):
    alt = "</a><script>x()</script><link-embed"
    post = make_post(body=f"[![{alt}](/media/pictures/x.png)](https://a.example/)\n\n<p title='{alt}'>text</p>")
    page = client.get(post.url_of("blog:print")).content.decode()
    assert "[1]</sup>" in page
    outside_values = re.sub(r'"[^"]*"', '""', page.split('<article class="sheet ')[1].split("</article>")[0])
    assert "<script" not in outside_values


def test_what_can_be_unfolded_on_screen_is_open_on_paper(client):
    post = make_post(body="<details><summary>More</summary>\n\nHidden words.\n\n</details>\n\n- [x] done\n- [ ] open")
    page = client.get(post.url_of("blog:print")).content.decode()
    assert re.search(r"<details open[ >]", page)
    assert '<span class="box">×</span>' in page
    assert "<input" not in page.split('<article class="sheet ')[1]


def test_a_text_that_runs_from_right_to_left_does_so_on_paper(client):
    page = client.get(make_post("ورق", body="نص", language="ar").url_of("blog:print")).content.decode()
    assert re.search(r'<article class="sheet [^"]*" lang="ar" dir="rtl">', page)


def test_a_sheet_in_an_unknown_language_is_no_error(client):
    assert client.get(make_post(language="tlh").url_of("blog:print")).status_code == 200


@pytest.mark.parametrize("shape", ["print", "pdf", "email"])
@pytest.mark.parametrize(
    "fields", [{"published_at": None}, {"published_at": timezone.now() + timedelta(days=1)}, {"visibility": "private"}]
)
def test_a_hidden_post_leaves_in_no_shape_for_a_stranger(client, shape, fields):
    post = make_post(**fields)
    assert client.get(post.url_of(f"blog:{shape}")).status_code == 404


@pytest.mark.parametrize("shape", ["print", "pdf", "email"])
def test_its_author_gets_a_draft_that_no_shared_store_may_keep(client, shape):
    author = make_user("ada", role="author")
    post = make_post(author=author, published_at=None)
    client.force_login(author)
    response = client.get(post.url_of(f"blog:{shape}"))
    assert response.status_code in (200, 202)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_sheet_is_the_same_for_all_strangers(client):
    post = make_post()
    response = client.get(post.url_of("blog:print"))
    assert not response.cookies
    assert response.content == type(client)().get(post.url_of("blog:print")).content


def test_the_sheet_takes_no_more_questions_for_a_longer_text(client, django_assert_max_num_queries):
    post = make_post(body="[a](https://a.example/) " * 50)
    with django_assert_max_num_queries(12):
        client.get(post.url_of("blog:print"))
