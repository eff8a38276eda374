"""Which of print, PDF, EPUB and email staff let readers have: on the site, in a category, of one piece."""

import pytest
from django.urls import NoReverseMatch, reverse

from blog.models import Category, PaperSettings
from blog.paper.buttons import BUTTONS
from tests.builders import make_page, make_post

from .desk import every_role, post_data, sign_in

pytestmark = pytest.mark.django_db

ALL = {"print", "pdf", "epub", "email"}


def address_of(post, shape):
    """None if nothing of this name is built yet."""
    try:
        return post.url_of(f"blog:{shape}")
    except NoReverseMatch:
        return None


def routed(post):
    return {shape: address for shape in BUTTONS if (address := address_of(post, shape))}


def set_site(**fields):
    PaperSettings(**fields).save()


def row_of(client, post):
    """The shapes to which the row of buttons under the text leads."""
    page = client.get(post.get_absolute_url()).text
    return {shape for shape, address in routed(post).items() if f'href="{address}"' in page}


def answers_of(client, post):
    """The shapes that are there."""
    return {shape for shape, address in routed(post).items() if client.get(address).status_code != 404}


def test_there_are_the_four_buttons_and_all_are_offered_at_first(client):
    assert BUTTONS.keys() == ALL
    for post in (make_post(), make_page()):
        assert row_of(client, post) == answers_of(client, post) == routed(post).keys() >= {"print", "pdf", "email"}


@pytest.mark.parametrize("shape", sorted(ALL))
def test_what_is_off_for_the_site_is_offered_nowhere_and_its_address_is_not_there(client, shape):
    set_site(**{f"offers_{shape}": False})
    for post in (make_post(), make_page()):
        expected = routed(post).keys() - {shape}
        assert row_of(client, post) == answers_of(client, post) == expected


def test_with_all_of_them_off_there_is_no_row(client):
    set_site(**{f"offers_{shape}": False for shape in ALL})
    assert 'class="keep"' not in client.get(make_post().get_absolute_url()).text


def test_the_bench_offers_what_the_row_does(client):
    post = make_post(paper_buttons={"pdf": "hidden"})
    page = client.get(post.url_of("blog:print")).text
    assert post.url_of("blog:pdf") not in page and post.url_of("blog:email") in page


def test_the_page_where_a_file_is_made_leads_to_no_bench_that_is_hidden(client):
    post = make_post(paper_buttons={"print": "hidden"})
    response = client.get(post.url_of("blog:pdf"))
    assert response.status_code in (200, 202) and post.url_of("blog:print") not in response.text


def test_nothing_can_be_sent_where_email_is_hidden(client, mailoutbox, run_tasks):
    post = make_post(paper_buttons={"email": "hidden"})
    assert client.post(post.url_of("blog:email"), {"email": "ines@example.org"}).status_code == 404
    run_tasks()
    assert not mailoutbox


def test_the_piece_is_stronger_than_its_categories_and_they_are_stronger_than_the_site(client):
    """Site, words of the categories, word of the post, and whether it is offered."""
    cases = [
        (True, [], None, True),
        (False, [], None, False),
        (True, ["hidden"], None, False),
        (False, ["shown"], None, True),
        (True, ["shown", "hidden"], None, False),
        (False, ["", "shown"], None, True),
        (True, ["hidden"], "shown", True),
        (True, ["shown"], "hidden", False),
        (False, [], "shown", True),
        (True, [], "hidden", False),
    ]
    for site, filed, own, expected in cases:
        set_site(offers_pdf=site)
        categories = [
            Category.objects.create(name="Sea", paper_buttons={"pdf": word} if word else {}) for word in filed
        ]
        post = make_post(categories=categories, paper_buttons={"pdf": own} if own else {})
        said = (site, filed, own)
        assert ("pdf" in row_of(client, post)) == expected, said
        assert ("pdf" in answers_of(client, post)) == expected, said
        assert "email" in answers_of(client, post), said


def test_a_category_says_nothing_of_the_categories_below_it(client):
    above = Category.objects.create(name="Sea", paper_buttons={"pdf": "hidden"})
    below = Category.objects.create(name="Tides", parent=above)
    assert "pdf" in answers_of(client, make_post(categories=[below]))


def test_a_stranger_learns_nothing_of_a_locked_post_by_what_is_hidden(client):
    post = make_post(visibility="password", password="ebb", paper_buttons={"pdf": "hidden"})
    pages = [client.get(post.url_of(f"blog:{shape}")) for shape in ("print", "pdf")]
    assert [page.status_code for page in pages] == [200, 200]
    assert all('name="password"' in page.text for page in pages)


def test_the_page_of_a_post_asks_one_question_for_its_buttons(client, django_assert_max_num_queries):
    categories = [Category.objects.create(name=f"C{n}", paper_buttons={"pdf": "shown"}) for n in range(5)]
    few, many = make_post(categories=categories[:1]), make_post(categories=categories)
    with django_assert_max_num_queries(20) as asked:
        client.get(few.get_absolute_url())
    about = [query["sql"] for query in asked.captured_queries]
    assert sum('"blog_papersettings"' in sql for sql in about) == 1
    assert sum('FROM "blog_category"' in sql for sql in about) == 1
    with django_assert_max_num_queries(len(asked)):
        client.get(many.get_absolute_url())


# --- At the desk ---


def change(thing, model):
    return reverse(f"admin:blog_{model}_change", args=[thing.pk])


def test_the_form_of_a_post_says_what_is_hidden_of_it(client):
    sign_in(client)
    post = make_post()
    page = client.get(change(post, "post")).text
    assert all(f'name="paper_buttons_{shape}"' in page for shape in ALL)
    data = post_data(slug=post.slug, author=post.author_id, published_at=post.published_at, paper_buttons_pdf="hidden")
    assert client.post(change(post, "post"), data).status_code == 302
    post.refresh_from_db()
    assert post.paper_buttons == {"pdf": "hidden"}
    assert '<option value="hidden" selected>' in client.get(change(post, "post")).text


def test_a_form_that_says_as_usual_takes_the_word_back(client):
    sign_in(client)
    page = make_page(paper_buttons={"pdf": "hidden", "email": "shown"})
    words = {f"paper_buttons_{shape}": "" for shape in ALL} | {"paper_buttons_email": "hidden"}
    data = post_data(slug=page.slug, author=page.author_id, published_at=page.published_at, menu_order=0, **words)
    assert client.post(change(page, "page"), data).status_code == 302
    page.refresh_from_db()
    assert page.paper_buttons == {"email": "hidden"}


def test_a_category_is_set_by_its_form(client):
    sign_in(client)
    category = Category.objects.create(name="Sea")
    data = {"name": "Sea", "slug": "sea", "description": "", "parent": "", "paper_buttons_print": "shown"}
    assert client.post(change(category, "category"), data).status_code == 302
    category.refresh_from_db()
    assert category.paper_buttons == {"print": "shown"}


def test_a_word_that_is_none_is_refused_with_a_sentence_and_changes_nothing(client):
    sign_in(client)
    post = make_post()
    data = post_data(slug=post.slug, author=post.author_id, published_at=post.published_at, paper_buttons_pdf="gone")
    page = client.post(change(post, "post"), data)
    assert page.status_code == 200 and "gone is not one of the available choices" in page.text
    post.refresh_from_db()
    assert post.paper_buttons == {}


@every_role
def test_who_may_only_read_a_post_is_shown_its_form_all_the_same(client, role):
    user = sign_in(client, role)
    post = make_post(author=user, paper_buttons={"pdf": "hidden"})
    assert client.get(change(post, "post")).status_code == (403 if role == "moderator" else 200)


def test_to_hide_a_button_makes_no_new_version_of_the_words(client):
    post = make_post()
    post.paper_buttons = {"pdf": "hidden"}
    post.save()
    assert post.revisions.count() == 1
