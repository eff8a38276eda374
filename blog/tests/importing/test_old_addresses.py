from urllib.parse import unquote

import pytest

from blog.models import OldAddress, Post

from .exports import export, item, meta, page, run

pytestmark = pytest.mark.django_db


def leads_to(client, address, slug):
    response = client.get(address, follow=True)
    return response.status_code == 200 and [unquote(to).split("/")[-2] for to, _ in response.redirect_chain] == [slug]


def test_a_dated_link_leads_on(client, tmp_path):
    run(tmp_path, export(item(slug="tides")))
    assert leads_to(client, "/2012/03/04/tides/", "tides")


def test_a_link_that_ends_in_html_leads_on(client, tmp_path):
    run(tmp_path, export(item(slug="tides", link="https://old.example.org/archives/tides.html")))
    assert leads_to(client, "/archives/tides.html", "tides")


def test_a_number_leads_on(client, tmp_path):
    run(tmp_path, export(item(id=77, slug="tides"), page(id=78, slug="about")))
    assert leads_to(client, "/?p=77", "tides")
    assert leads_to(client, "/?page_id=78", "about") and leads_to(client, "/?p=78", "about")


def test_a_number_belongs_to_its_post_whoever_has_it_as_guid(client, tmp_path):
    run(tmp_path, export(item(id=80, slug="copy", guid="https://old.example.org/?p=79"), item(id=79, slug="first")))
    assert leads_to(client, "/?p=79", "first")


def test_an_earlier_slug_leads_on(client, tmp_path):
    run(tmp_path, export(item(slug="tides", more=meta("_wp_old_slug", "ebb-and-flow"))))
    assert leads_to(client, "/2012/03/04/ebb-and-flow/", "tides")


def test_a_slug_in_percent_codes_is_decoded(client, tmp_path):
    code = "%ce%b5%cf%80"
    run(tmp_path, export(item(slug=code, link=f"https://old.example.org/2012/03/04/{code}/")))
    assert Post.objects.get().slug == "επ"
    assert leads_to(client, f"/2012/03/04/{code}/", "επ")


@pytest.mark.parametrize("path", ["/c%23-tips/", "/50%25-off/", "/100%2525/", "/why%3F/"])
def test_signs_that_mean_something_in_addresses_stay_what_they_are(client, tmp_path, path):
    run(tmp_path, export(item(id=5, slug="tips", link=f"https://old.example.org{path}"), item(id=6, slug="c")))
    assert leads_to(client, path, "tips")
    assert not OldAddress.objects.filter(path__in=["/c", "/c/", "/100%/", "/why", "/50"]).exists()


def test_signs_in_earlier_slugs_guids_and_files_stay_what_they_are_too(client, tmp_path):
    guid, old_slug = "https://old.example.org/f%23-minor/", meta("_wp_old_slug", "g%23")
    run(tmp_path, export(item(slug="tips", guid=guid, more=old_slug)))
    assert leads_to(client, "/f%23-minor/", "tips") and leads_to(client, "/2012/03/04/g%23/", "tips")


def test_a_guid_is_kept_for_readers_programs_also_where_two_share_it(tmp_path):
    guid = "https://old.example.org/?p=5"
    run(tmp_path, export(item(id=5, guid=guid), item(id=6, guid=guid)))
    assert set(Post.objects.values_list("feed_id", flat=True)) == {guid, f"{guid}#6"}


def test_the_front_page_is_nobodys_old_address(tmp_path):
    run(tmp_path, export(page(guid="https://old.example.org/", link="https://old.example.org/")))
    assert not OldAddress.objects.filter(path="/").exists()


def test_addresses_of_other_sites_are_not_ours(tmp_path):
    run(tmp_path, export(item(link="https://elsewhere.example.org/x/", guid="https://elsewhere.example.org/y/")))
    assert not OldAddress.objects.filter(path__in=["/x/", "/y/"]).exists()


@pytest.mark.parametrize("slug", ["archive", "tag", "2012", "print", "feed"])
def test_a_page_that_clashes_gets_a_suffix_and_a_line(client, tmp_path, slug):
    printed = run(tmp_path, export(page("Ours", slug=slug)))
    assert Post.objects.get().slug == f"{slug}-page" and f"“{slug}”" in printed
    assert client.get(f"/{slug}-page/").status_code == 200


def test_a_page_below_another_may_be_called_archive(tmp_path):
    run(tmp_path, export(page(id=1, slug="about"), page(id=2, slug="archive", post_parent=1)))
    assert Post.objects.filter(path="about/archive").exists()
