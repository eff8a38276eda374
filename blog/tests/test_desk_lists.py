"""The lists of the desk: what they show, how they are narrowed, what they cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog import pictures
from blog.models import Category, Post, Series, Tag
from tests.builders import make_page, make_post, make_user

from .desk import sign_in
from .pictures import image, saved, upload

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/post/"


def titles(client, query=""):
    return sorted(post.title for post in client.get(LIST + query).context["cl"].result_list)


def make_each_state():
    now = timezone.now()
    make_post("draft", published_at=None)
    make_post("scheduled", published_at=now + timedelta(days=1))
    make_post("published")
    make_post("expired", expires_at=now - timedelta(minutes=1))
    make_post("private", visibility="private")
    make_post("trashed", trashed_at=now)


def test_each_state_is_a_filter_and_the_trash_is_out_of_the_way(client):
    sign_in(client)
    make_each_state()
    assert titles(client) == ["draft", "expired", "private", "published", "scheduled"]
    for state in ("draft", "scheduled", "published", "expired", "private", "trashed"):
        assert titles(client, f"?state={state}") == [state]


def test_posts_are_narrowed_by_year_category_author_and_words(client):
    sign_in(client)
    category = Category.objects.create(name="Sea")
    bob = make_user("bob", role="author")
    make_post("Old", published_at=timezone.now().replace(year=2019), slug="of-old")
    make_post("Filed", categories=[category])
    make_post("Bobs", author=bob)
    assert titles(client, "?year=2019") == ["Old"]
    assert titles(client, f"?categories__id__exact={category.pk}") == ["Filed"]
    assert titles(client, f"?author={bob.pk}") == ["Bobs"]
    assert titles(client, "?q=of-old") == ["Old"]


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?year=abc", "?year=99999", "?p=-1", "?p=9999", "?q=" + "x" * 3000, "?e=1"]
)
def test_odd_queries_are_no_accident(client, query):
    sign_in(client)
    make_post()
    assert client.get(LIST + query).status_code in {200, 302}


LISTS = {
    "post": lambda n: make_post(categories=[Category.objects.create(name=f"c{n}")], author=make_user(f"u{n}")),
    "page": lambda n: make_page(parent=make_page()),
    "tag": lambda n: make_post(tags=[Tag.objects.create(name=f"t{n}")]),
    "category": lambda n: Category.objects.create(name=f"d{n}", parent=Category.objects.create(name=f"e{n}")),
    "series": lambda n: make_post(series=Series.objects.create(name=f"s{n}")),
    "picture": lambda n: make_post(cover=make_picture(n)),
}


def make_picture(n):
    return pictures.take_in(upload(saved(image(20 + n, 20))), by=make_user(f"p{n}"))


@pytest.mark.parametrize("model", LISTS)
def test_a_list_costs_the_same_with_five_and_with_thirty_rows(client, model, django_assert_max_num_queries):
    sign_in(client, "administrator")
    address = f"/admin/blog/{model}/"
    for n in range(5):
        LISTS[model](n)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        assert client.get(address).status_code == 200
    for n in range(5, 30):
        LISTS[model](n)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
    assert len(few.captured_queries) <= 16


def test_many_posts_are_published_and_binned_at_once(client):
    user = sign_in(client)
    drafts = [make_post(published_at=None) for _ in range(3)]
    chosen = {"_selected_action": [post.pk for post in drafts]}
    steps = {"publish": "published", "unpublish": "draft", "trash": "trashed"}
    for action, state in steps.items():
        client.post(LIST, {"action": action, **chosen})
        assert {post.status for post in Post.objects.all()} == {state}
    client.post(LIST + "?state=trashed", {"action": "restore", **chosen})
    assert {post.status for post in Post.objects.all()} == {"draft"}
    assert drafts[0].revisions.order_by("-number").first().editor == user


def test_the_trash_is_emptied_after_a_question(client):
    sign_in(client)
    posts = [make_post(trashed_at=timezone.now()) for _ in range(2)]
    make_post("stays")
    data = {"action": "delete_selected", "_selected_action": [post.pk for post in posts]}
    question = client.post(LIST + "?state=trashed", data)
    assert "Are you sure" in question.text
    client.post(LIST + "?state=trashed", {**data, "post": "yes"})
    assert [post.title for post in Post.objects.all()] == ["stays"]


def test_a_page_whose_parent_is_deleted_moves_up_and_is_found_at_its_old_address(client):
    sign_in(client)
    parent = make_page("About", slug="about", trashed_at=timezone.now())
    child = make_page("Team", slug="team", parent=parent)
    old = child.get_absolute_url()
    client.post(f"/admin/blog/page/{parent.pk}/delete/", {"post": "yes"})
    child.refresh_from_db()
    assert child.path == "team"
    assert client.get(old)["Location"] == "/team/"


@pytest.mark.parametrize(
    "query",
    [
        *("emailrequest/?email__startswith=i", "picture/?sizes__contains=1", "post/?contents__contains=a"),
        *("post/?published_at__year=99999999", "post/?body__contains=a", "post/?categories__name__regex=a"),
        *("tag/?posts=1", "tag/?posts__title__startswith=a", "oldaddress/?post__body__contains=a", "page/?title=a"),
    ],
)
def test_a_list_answers_the_questions_of_its_filters_alone(client, query):
    sign_in(client, "administrator")
    make_post()
    assert client.get(f"/admin/blog/{query}").status_code == 400


def test_the_count_of_a_term_leaves_out_the_hidden_posts_of_others(client):
    bob = make_user("bob", role="author")
    terms = {model: model.objects.create(name="Sea") for model in (Tag, Category, Series)}
    for published_at in (timezone.now(), None):
        filed = {"tags": [terms[Tag]], "categories": [terms[Category]], "series": terms[Series]}
        make_post(author=bob, published_at=published_at, **filed)
    for role, expected in {"contributor": 1, "editor": 2}.items():
        sign_in(client, role)
        for model, term in terms.items():
            rows = client.get(f"/admin/blog/{model._meta.model_name}/").context["cl"].result_list
            assert [(row, row.post_count) for row in rows] == [(term, expected)], (role, model)
