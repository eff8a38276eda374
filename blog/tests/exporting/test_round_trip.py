"""An export taken in by an empty site gives the same site: its own export is the same, file by file."""

import shutil
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from accounts.models import User
from blog.models import GOALS, Category, ImportBatch, OldAddress, Picture, Post, Series, Tag
from comments.models import Comment
from config.models import SiteSettings
from tests.builders import make_comment, make_post

from .exports import Export, export, fill, make_hidden, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SITE_URL = "https://paper.example.org"


@pytest.fixture
def first(tmp_path, settings) -> Export:
    empty_the_site(settings)  # so that its rows are counted from one, on any database
    fill()
    make_hidden()
    picture = make_picture(alt="Only in the library")
    SiteSettings(title="The Paper", tagline="On tides", description="Words.", colophon="Set by hand.").save()
    post = make_post("Edited", slug="edited", body=f"First words, and ![x]({picture.file.url}).")
    post.body += "\n\nSecond thoughts."
    post.save(by=User.objects.get(username="ada"))
    post.revisions.get(number=1).withdraw(by=post.author, reason="A slip — “of the pen”")
    make_comment(post, body="Has *thoughts*.")
    post.paper_buttons = {"pdf": "hidden", "email": "shown"}
    post.save()
    Category.objects.filter(slug="tools").update(paper_buttons={"print": "hidden"})
    OldAddress.objects.remember_picture("/wp-content/uploads/sea.png", picture)
    OldAddress.objects.remember_term("/topics/yes/", Tag.objects.get(slug="yes"))
    OldAddress.objects.lead("/shop/", "https://shop.example.org/")
    OldAddress.objects.lead("/for-now/", "/edited/?x=1#part", code=302)
    OldAddress.objects.lead("/gone/", "", code=410)
    for path in ("/c%23-tips/", "/100%2525/", "/why%3F/"):
        OldAddress.objects.remember(path, post)
    OldAddress.objects.filter(path="/why?/").update(code=302)
    return export(tmp_path, "first.zip")


def empty_the_site(settings) -> None:
    """As `migrate` would leave it."""
    models = (ImportBatch, OldAddress, Comment, Post, Picture, Tag, Category, Series, User, SiteSettings)
    for model in models:
        model.objects.all().delete()
    counters = [{"table": model._meta.db_table, "column": "id"} for model in models]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), counters):
            cursor.execute(statement)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def taken_in(command: str, path) -> str:
    out = StringIO()
    call_command(command, str(path), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_zip_to_site_to_zip(tmp_path, settings, first):
    empty_the_site(settings)
    printed = taken_in("import_markdown", first.path)
    second = export(tmp_path, "second.zip")
    assert " failed:" not in printed, printed
    assert second.names() == first.names()
    for name in first.names():
        assert second.data(name) == first.data(name), name
    assert second.wordpress.read_bytes() == first.wordpress.read_bytes()


def test_what_is_hidden_of_a_piece_or_a_category_stays_hidden(settings, first):
    empty_the_site(settings)
    taken_in("import_markdown", first.path)
    post = Post.objects.get(slug="edited")
    assert post.paper_buttons == {"pdf": "hidden", "email": "shown"}
    assert Category.objects.get(slug="tools").paper_buttons == {"print": "hidden"}


def test_addresses_lead_on_as_they_did(tmp_path, settings, first):
    def all_of_them():
        rows = OldAddress.objects.order_by("path")
        return [(row.path, row.code, row.target, [getattr(row, f"{name}_id") for name in GOALS]) for row in rows]

    before = all_of_them()
    empty_the_site(settings)
    taken_in("import_markdown", first.path)
    assert all_of_them() == before


def test_a_new_row_gets_a_number_of_its_own_afterwards(settings, first):
    empty_the_site(settings)
    taken_in("import_markdown", first.path)
    known = set(Post.objects.values_list("pk", flat=True)), set(Comment.objects.values_list("pk", flat=True))
    post = make_post("New here", author=User.objects.first())
    assert post.pk not in known[0] and make_comment(post).pk not in known[1]


def test_wordpress_file_to_site(tmp_path, settings, first):
    """WordPress has no word for some things, such as revisions; to everybody who reads it, it is the same site."""
    before = what_readers_see()
    empty_the_site(settings)
    out = StringIO()
    call_command("import_wordpress", str(first.wordpress), media=uploads_of(first, tmp_path), stdout=out, stderr=out)
    assert " failed:" not in out.getvalue(), out.getvalue()
    assert what_readers_see() == before


def what_readers_see() -> dict:
    return {
        post.pk: (
            post.title, post.slug, post.path, post.body, post.summary, post.status, post.visibility, post.password,
            post.published_at, post.updated_at, post.feed_id, post.author.username, post.cover and post.cover.file.name,
            post.language, post.series and post.series.slug, post.part, post.comments_open, post.is_pinned,
            sorted(post.tags.values_list("slug", "name")), sorted(post.categories.values_list("slug", "name")),
            [
                (each.pk, each.parent_id, each.name, each.body, each.status, each.created_at)
                for each in post.comments.order_by("pk")
            ],
        )
        for post in Post.objects.order_by("pk")
    }  # fmt: skip


def uploads_of(made: Export, tmp_path):
    with ZipFile(made.path) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / "uploads"
