from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.models import OldAddress
from tests.builders import make_page, make_post, make_user

pytestmark = pytest.mark.django_db


def test_an_old_slug_leads_on_for_good_with_its_shapes_and_query(client):
    post = make_post("Tide tables", slug="tides")
    old = post.get_absolute_url()
    post.slug = "tide-tables"
    post.save()
    for shape in ("", "print/", "comments/"):
        response = client.get(old + shape + "?x=1")
        assert response.status_code == 301
        assert response.headers["Location"] == post.get_absolute_url() + shape + "?x=1"


def test_an_old_slug_in_another_script_leads_on_as_well(client):
    post = make_post("Приливы", slug="приливы")
    old = post.get_absolute_url()
    post.slug = "潮汐"
    post.save()
    assert client.get(old).headers["Location"] == post.get_absolute_url()
    assert client.get(post.get_absolute_url()).status_code == 200


def test_a_new_date_leads_on_from_the_old_one(client):
    post = make_post(published_at=timezone.now() - timedelta(days=70))
    old = post.get_absolute_url()
    post.published_at = timezone.now() - timedelta(days=5)
    post.save()
    assert client.get(old).headers["Location"] == post.get_absolute_url()


def test_a_draft_leaves_no_old_address_behind(client):
    post = make_post(slug="secret-plan", published_at=None)
    post.slug = "plan"
    post.save()
    assert not OldAddress.objects.exists()


def test_an_old_address_of_a_hidden_post_is_not_found(client):
    post = make_post(slug="one")
    old = post.get_absolute_url()
    post.slug = "two"
    post.save()
    post.unpublish(by=None)
    assert client.get(old).status_code == 404


def test_a_slug_that_returns_to_its_old_place_ends_the_redirect(client):
    post = make_post(slug="one")
    first = post.get_absolute_url()
    for slug in ("two", "one"):
        post.slug = slug
        post.save()
    assert client.get(first).status_code == 200


def test_pages_form_a_tree_and_move_with_their_children(client):
    about = make_page("About")
    child = make_page("Letters policy", parent=about)
    assert child.get_absolute_url() == "/about/letters-policy/"
    assert client.get("/about/letters-policy/").status_code == 200
    about.slug = "imprint"
    about.save()
    assert client.get("/about/letters-policy/").headers["Location"] == "/imprint/letters-policy/"


@pytest.mark.parametrize("slug", ["archive", "comments", "print", "2024", "media", "admin"])
def test_a_page_cannot_take_one_of_the_sites_own_addresses(slug):
    with pytest.raises(ValidationError, match="site's own"):
        make_page("Fine").__class__(title="x", slug=slug, kind="page", author=make_user()).clean()


def test_slugs_may_be_letters_of_any_script_and_are_unique(client):
    one, two = make_post("Приливы и отливы"), make_post("Приливы и отливы")
    assert one.slug == "приливы-и-отливы" and two.slug == "приливы-и-отливы-2"
    assert client.get(one.get_absolute_url()).status_code == 200


def test_the_short_link_leads_to_the_post_for_good(client):
    post = make_post()
    response = client.get(f"/p/{post.pk}/")
    assert (response.status_code, response.headers["Location"]) == (301, post.get_absolute_url())


@pytest.mark.parametrize(
    "address",
    ["/nope/", "/2026/13/x/", "/0000/01/x/", "/0000/", "/9999/12/", "/?page=-1", "/?page=999999", "/?page=x",
     "/2026/01/%ff/",
     "/%00/", "/a/b/c/d/e/", "/tag/none/", "/author/nobody/", "/p/99999999999999999999/", "/?p=99999999999999999999999",
     "/comment/99999999999999999999999/", "/media/../secret_key", "/media/%00",
        "/?page=%00", "/%00?x=%00", "/?x=" + "y" * 8000, "/%E0%A4%A/",
     "/?page=9999999999999999999999999999", "/" + "a" * 3000 + "/"],
)  # fmt: skip
def test_odd_addresses_get_a_page_and_never_a_500(client, address):
    response = client.get(address)
    assert response.status_code in {200, 400, 404, 410}
    if response.status_code == 404:
        assert "There is no such page" in response.content.decode()


def test_a_mistyped_address_is_answered_with_the_nearest_pieces(client):
    post = make_post("The slow letter", slug="the-slow-letter")
    page = client.get("/2026/01/the-slow-leter/").content.decode()
    assert post.get_absolute_url() in page


def test_a_draft_that_takes_an_old_slug_does_not_end_the_redirect(client):
    post = make_post(slug="tides")
    old = post.get_absolute_url()
    post.slug = "tide-tables"
    post.save()
    make_post(slug="other", published_at=None)
    draft = make_post(slug="yet-another", published_at=None)
    draft.slug = "tides"
    draft.save()
    assert client.get(old).headers["Location"] == post.get_absolute_url()


def test_a_page_does_not_name_the_hidden_page_it_lies_under(client):
    parent = make_page("Secret plans", published_at=None)
    child = make_page("In the open", parent=parent)
    assert "Secret plans" not in client.get(child.get_absolute_url()).content.decode()
    client.force_login(make_user("edit", role="editor"))
    assert "Secret plans" in client.get(child.get_absolute_url()).content.decode()
