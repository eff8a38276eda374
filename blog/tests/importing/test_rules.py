"""The smaller rules of moving in that no other test is about."""

import pytest

from blog.models import ImportedItem, Post

from .exports import author, category, comment, counts, export, item, meta, page, run, term

pytestmark = pytest.mark.django_db

UNTOUCHED = {"post_modified_gmt": "2012-03-04 10:00:00"}


def test_what_every_wordpress_is_born_with_may_stay_behind(tmp_path):
    greeting = comment("Hi, this is a comment.", author_email="wapuu@wordpress.example")
    text = export(
        item("Hello world!", id=1, slug="hello-world", more=greeting, **UNTOUCHED),
        page("Sample Page", id=2, slug="sample-page", **UNTOUCHED),
    )
    printed = run(tmp_path, text, skip_samples=True)
    assert counts(printed, "post") == counts(printed, "page") == counts(printed, "comment") == (1, 0, 0, 1, 0)
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"id": 3},
        {"slug": "a-greeting"},
        {"post_modified_gmt": "2013-01-01 00:00:00"},
        {"more": comment("From a reader.")},
    ],
)
def test_what_somebody_has_made_their_own_comes_along(tmp_path, changed):
    run(
        tmp_path,
        export(item("Hello world!", **{"id": 1, "slug": "hello-world", **UNTOUCHED, **changed})),
        skip_samples=True,
    )
    assert Post.objects.count() == 1


def test_a_missing_creator_is_the_first_coauthor_and_the_others_are_told(tmp_path):
    coauthors = term("author", "cap-bo", "Bo") + term("author", "cy", "Cy")
    printed = run(tmp_path, export(author("bo", name="Bo"), item(creator="", more=coauthors)))
    assert Post.objects.get().author.username == "bo"
    assert "1 × co-author" in printed
    assert ImportedItem.objects.get(kind="post").original["coauthors"] == ["bo", "cy"]


def test_serialised_values_of_php_are_text_and_nothing_else(tmp_path):
    value = 'O:8:"Evil":1:{s:4:"code";s:99:"too short";}'
    run(tmp_path, export(item(more=meta("_some_plugin", value))))
    assert ImportedItem.objects.get(kind="post").original["meta"]["_some_plugin"] == [value]


def test_parts_of_one_export_are_read_together(tmp_path, client):
    child = export(
        author(), page("Child", id=21, slug="child", post_parent=20, link="https://old.example.org/a/child/")
    )
    (tmp_path / "two.xml").write_text(export(author(), page("Above", id=20, slug="a")))
    printed = run(tmp_path, child, more_files=[tmp_path / "two.xml"])
    assert counts(printed, "author") == (2, 1, 0, 1, 0) and counts(printed, "page") == (2, 2, 0, 0, 0)
    assert Post.objects.get(slug="child").parent == Post.objects.get(slug="a")


def test_sticky_closed_and_ordered_stay_so(tmp_path):
    run(tmp_path, export(item(is_sticky=1, comment_status="closed"), page(menu_order=7)))
    post, about = Post.objects.posts().get(), Post.objects.pages().get()
    assert (post.is_pinned, post.comments_open, about.menu_order) == (True, False, 7)


def test_nested_categories_and_searches_of_old_lead_on(tmp_path, client):
    more = term("category", "b", "B")
    run(tmp_path, export(category("a"), category("b", parent="a"), item(more=more)))
    assert client.get("/category/a/b/").headers["Location"] == "/category/b/"
    assert client.get("/?s=two+words").headers["Location"] == "/search/?q=two+words"


def test_values_padded_with_white_space_are_what_they_are(tmp_path):
    run(tmp_path, export(item(status="\n\t publish \n", post_name="  padded ", post_type=" post ")))
    post = Post.objects.get()
    assert (post.status, post.kind) == ("published", "post")


def test_nobody_gets_a_mail_and_no_feed_calls_it_new(tmp_path, client, mailoutbox, run_tasks):
    run(tmp_path, export(item(more=comment())))
    run_tasks()
    assert mailoutbox == []
    assert "2012-03-04" in client.get("/feed/atom/").content.decode()
