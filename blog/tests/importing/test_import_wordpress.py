from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import User
from blog.importing import posts
from blog.models import Category, ImportBatch, ImportedItem, Post, Tag
from comments.models import Comment
from tests.builders import make_comment, make_user

from .exports import author, category, comment, counts, export, item, page, run, tag, term

pytestmark = pytest.mark.django_db


def everything():
    return [Post, Tag, Category, Comment, User, ImportBatch, ImportedItem]


def test_a_post_comes_with_its_words_author_terms_and_dates(tmp_path):
    more = term("post_tag", "sea-salt", "Sea salt") + term("category", "tides", "Tides")
    dates = {"post_modified_gmt": "2013-01-02 03:04:05"}
    text = export(
        author(), category("tides"), tag("sea-salt", "Sea salt"), item("On tides", "High.", more=more, **dates)
    )
    run(tmp_path, text)
    post = Post.objects.get()
    assert (post.title, post.author.name, post.body.strip()) == ("On tides", "Ada", "High.")
    assert post.tags.get().name == "Sea salt" and post.categories.get().slug == "tides"
    assert post.published_at.isoformat() == post.created_at.isoformat() == "2012-03-04T10:00:00+00:00"
    assert post.updated_at.isoformat() == "2013-01-02T03:04:05+00:00"
    assert post.revisions.get().fields["tags"] == [post.tags.get().pk]


def test_the_counts_add_up_and_name_what_was_skipped(tmp_path):
    text = export(author(), tag("a"), item(more=comment() + comment(type="pingback")), page(), item(post_type="forum"))
    printed = run(tmp_path, text)
    assert counts(printed, "post") == (1, 1, 0, 0, 0)
    assert counts(printed, "page") == (1, 1, 0, 0, 0)
    assert counts(printed, "comment") == (2, 1, 0, 1, 0)
    assert counts(printed, "other") == (1, 0, 0, 1, 0)
    assert "post type “forum” has no place here" in printed and "do not add up" not in printed


def test_a_second_run_doubles_nothing(tmp_path):
    text = export(
        author(), category("a"), category("b", parent="a"), tag("t"), page(more=comment()), item(more=comment())
    )
    run(tmp_path, text)
    before = [model.objects.count() for model in everything() if model is not ImportBatch]
    printed = run(tmp_path, text)
    assert [model.objects.count() for model in everything() if model is not ImportBatch] == before
    assert counts(printed, "post") == (1, 0, 0, 1, 0) and "unchanged" in printed


def test_what_changed_there_is_updated(tmp_path):
    run(tmp_path, export(item("Old", id=7)))
    printed = run(tmp_path, export(item("New", id=7)))
    assert counts(printed, "post") == (1, 0, 1, 0, 0)
    assert Post.objects.get().title == "New"


def test_what_a_person_edited_here_is_kept(tmp_path):
    run(tmp_path, export(item("Old", id=7)))
    post = Post.objects.get()
    post.title = "Ours"
    post.save(by=make_user())
    printed = run(tmp_path, export(item("New", id=7)))
    assert Post.objects.get().title == "Ours" and "edited here since" in printed


def test_two_posts_of_equal_title_and_date_are_two_posts(tmp_path):
    printed = run(tmp_path, export(item("Same", slug="same"), item("Same", slug="same")))
    assert counts(printed, "post") == (2, 2, 0, 0, 0)
    assert set(Post.objects.values_list("slug", flat=True)) == {"same", "same-2"} and "“same-2”" in printed


def test_a_dry_run_reports_the_same_and_changes_nothing(tmp_path):
    text = export(author(), tag("t"), page(id=5, slug="a"), page(id=6, slug="b", post_parent=5), item(more=comment()))
    dry = run(tmp_path, text, dry_run=True)
    assert [model.objects.count() for model in everything()] == [0] * len(everything())
    real = run(tmp_path, text)
    assert dry.split("This was")[0].strip() == real.split("To take it back")[0].strip()


def test_nobody_is_mailed(tmp_path, run_tasks):
    make_user("mod", role="moderator")
    run(tmp_path, export(item(more=comment() + comment(approved="0"))))
    run_tasks()
    assert mail.outbox == []


def test_an_imported_author_cannot_sign_in_and_claims_no_account(tmp_path):
    make_user("bob", email="ada@example.org")
    run(tmp_path, export(author("ada", "ada@example.org"), item()))
    ada = User.objects.get(username="ada")
    assert not ada.has_usable_password() and ada.email.endswith(".invalid") and not ada.is_staff
    assert Post.objects.get().author == ada


def test_a_login_that_is_an_email_address_becomes_no_public_name(tmp_path):
    run(tmp_path, export(author("ada@example.org", "ada@example.org", "Ada L."), item(creator="ada@example.org")))
    assert Post.objects.get().author.username == "ada-l"


def test_what_is_killed_in_the_middle_goes_on_with_the_same_batch(tmp_path, monkeypatch):
    text, real, calls = export(item(id=1), item(id=2), item(id=3)), posts._enter, []

    def killed_at_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(posts, "_enter", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, text)
    assert Post.objects.count() == ImportedItem.objects.filter(kind="post").count() == 1
    printed = run(tmp_path, text)
    assert counts(printed, "post") == (3, 3, 0, 0, 0)
    assert ImportBatch.objects.count() == 1 and Post.objects.count() == 3


def test_an_import_can_be_taken_back(tmp_path):
    text = export(author(), category("a"), tag("t"), page(), item(more=comment() + term("post_tag", "t", "T")))
    run(tmp_path, text)
    call_command("import_wordpress", undo=ImportBatch.objects.get().pk, stdout=StringIO())
    assert [model.objects.count() for model in everything()] == [0] * len(everything())


def test_taking_back_keeps_what_people_have_worked_on(tmp_path):
    run(tmp_path, export(item("Edited", id=1), item("Answered", id=2, more=comment()), item("Neither", id=3)))
    Post.objects.get(title="Edited").save(by=None)
    edited = Post.objects.get(title="Edited")
    edited.body = "Better words."
    edited.save(by=make_user())
    make_comment(Post.objects.get(title="Answered"))
    out = StringIO()
    call_command("import_wordpress", undo=ImportBatch.objects.get().pk, stdout=out)
    assert set(Post.objects.values_list("title", flat=True)) == {"Edited", "Answered"}
    assert Comment.objects.count() == 2 and "people have commented here" in out.getvalue()


def test_categories_keep_their_tree_whatever_their_order(tmp_path):
    run(
        tmp_path, export(category("leaf", parent="branch"), category("branch", parent="root"), category("root"), item())
    )
    assert Category.objects.get(slug="leaf").parent.parent.slug == "root"


def test_pages_keep_their_tree_though_children_come_first(tmp_path):
    pages = [
        page(id=3, slug="c", post_parent=2),
        page(id=2, slug="b", post_parent=1),
        page(id=1, slug="a", menu_order=4),
    ]
    printed = run(tmp_path, export(*pages))
    assert set(Post.objects.values_list("path", flat=True)) == {"a", "a/b", "a/b/c"}
    assert Post.objects.get(slug="a").menu_order == 4 and counts(printed, "page") == (3, 3, 0, 0, 0)
    assert all(post.revisions.count() == 1 for post in Post.objects.all())


def test_pages_that_lie_inside_each_other_come_to_the_top(tmp_path):
    printed = run(tmp_path, export(page(id=1, slug="a", post_parent=2), page(id=2, slug="b", post_parent=1)))
    assert counts(printed, "page") == (2, 2, 0, 0, 0) and "it is at the top" in printed


def test_parts_of_an_export_are_one_blog(tmp_path):
    (tmp_path / "1.xml").write_text(export(author(), page(id=2, slug="b", post_parent=1)))
    (tmp_path / "2.xml").write_text(export(author(), page(id=1, slug="a")))
    out = StringIO()
    call_command("import_wordpress", str(tmp_path / "1.xml"), str(tmp_path / "2.xml"), stdout=out, stderr=StringIO())
    assert Post.objects.filter(path="a/b").exists() and User.objects.count() == 1
    assert counts(out.getvalue(), "author") == (2, 1, 0, 1, 0)


def test_an_item_too_long_fails_alone(tmp_path):
    printed = run(tmp_path, export(item("Long", "word " * 110_000, more=comment()), item("Short")))
    assert counts(printed, "post") == (2, 1, 0, 0, 1) and counts(printed, "comment") == (1, 0, 0, 0, 1)
    assert Post.objects.get().title == "Short"


def test_a_sticky_post_is_pinned_and_closed_stays_closed(tmp_path):
    run(tmp_path, export(item(is_sticky=1, comment_status="closed")))
    post = Post.objects.get()
    assert post.is_pinned and not post.comments_open


def test_a_local_date_is_read_in_the_zone_that_is_asked_for(tmp_path):
    text = export(item(post_date="2012-07-01 12:00:00", post_date_gmt="0000-00-00 00:00:00"))
    run(tmp_path, text, time_zone="Europe/Paris")
    assert Post.objects.get().published_at.isoformat() == "2012-07-01T10:00:00+00:00"


def test_an_unknown_zone_or_batch_is_said_so():
    for options in ({"time_zone": "Mars/Olympus"}, {"undo": 99}):
        files = [] if "undo" in options else ["x.xml"]
        with pytest.raises(CommandError):
            call_command("import_wordpress", *files, **options)
