"""A blog moves over from Ghost, by the same rules and with the same report as from WordPress."""

import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image

from accounts.models import User
from blog.models import ImportBatch, ImportedItem, ImportJob, OldAddress, Picture, Post, Tag, Visibility
from tests.builders import make_user

from .exports import counts
from .ghost_exports import OLD_SITE, export, post, post_of_version_0, setting, tag, user, written

pytestmark = pytest.mark.django_db

PICTURE = "__GHOST_URL__/content/images/2023/03/sea.png"


def run(path, **options) -> str:
    out = StringIO()
    call_command("import_ghost", str(path), stdout=out, stderr=StringIO(), **{"address": OLD_SITE, **options})
    return out.getvalue()


def blog() -> dict:
    return export(
        post(
            "Tides", id="a1", slug="tides", html=f'<p>High.</p><img src="{PICTURE}" alt="Sea">', feature_image=PICTURE
        ),
        post("Moon", id="a2", slug="moon", html='<p>See <a href="__GHOST_URL__/tides/#x">tides</a>.</p>'),
        post("About", id="a3", slug="about", type="page"),
        post("For members", id="a4", visibility="members"),
        post("For payers", id="a5", visibility="paid"),
        post("By mail", id="a6", status="sent"),
        post("Not yet", id="a7", status="draft", published_at=None),
        post("Odd", id="a8", type="podcast"),
        tags=[tag("t1", "sea"), tag("t2", "hash-secret", name="#secret", visibility="internal")],
        posts_tags=[{"post_id": "a1", "tag_id": f"t{n}", "sort_order": n} for n in (1, 2)],
        posts_authors=[{"post_id": f"a{n}", "author_id": "u1", "sort_order": 0} for n in range(1, 9)],
        members=[{"email": "reader@example.org"}],
    )


def zipped(tmp_path, data):
    picture = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    path = tmp_path / "ghost.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(written(tmp_path, data), "old.ghost.json")
        archive.writestr("content/images/2023/03/sea.png", picture.getvalue())
    return path


def test_a_blog_comes_with_its_pictures_links_and_addresses(tmp_path, client):
    printed = run(zipped(tmp_path, blog()))
    tides, moon = Post.objects.get(slug="tides"), Post.objects.get(slug="moon")
    picture = Picture.objects.get()
    assert tides.cover == picture and picture.file.url in tides.body and OLD_SITE not in tides.body
    assert tides.feed_id == "a1" and tides.author.username == "ada" and not tides.author.has_usable_password()
    assert f"]({tides.get_absolute_url()}#x)" in moon.body
    assert client.get("/tides/").headers["Location"] == tides.get_absolute_url()
    assert client.get("/about/").status_code == 200
    assert "reader@example.org" not in printed and "1 × members" in printed


def test_nothing_becomes_public_that_was_not(tmp_path):
    run(zipped(tmp_path, blog()))
    assert set(Post.objects.published().values_list("title", flat=True)) <= {"Tides", "Moon", "About", "For members"}
    assert Post.objects.get(title="For members").visibility == Visibility.MEMBERS
    assert Post.objects.get(title="For payers").visibility == Visibility.PRIVATE
    assert Post.objects.get(title="By mail").published_at is None
    assert list(Tag.objects.values_list("slug", flat=True)) == ["sea"]


def test_the_counts_add_up(tmp_path):
    printed = run(zipped(tmp_path, blog()))
    assert counts(printed, "post") == (6, 6, 0, 0, 0) and counts(printed, "page") == (1, 1, 0, 0, 0)
    assert counts(printed, "tag") == (1, 1, 0, 0, 0) and counts(printed, "term") == (1, 0, 0, 1, 0)
    assert counts(printed, "other") == (1, 0, 0, 1, 0) and "podcast" in printed and "internal tag" in printed
    assert "do not add up" not in printed


def everything() -> list[int]:
    return [model.objects.count() for model in (Post, Tag, User, Picture, OldAddress, ImportedItem)]


def test_a_second_run_doubles_nothing_and_undoing_takes_all_back(tmp_path):
    path = zipped(tmp_path, blog())
    run(path)
    before = everything()
    assert counts(run(path), "post") == (6, 0, 0, 6, 0) and everything() == before
    for batch in ImportBatch.objects.order_by("-pk"):
        call_command("import_ghost", undo=batch.pk, stdout=StringIO())
    assert not Post.objects.exists() and not Tag.objects.exists() and not User.objects.exists()


def test_a_rehearsal_changes_nothing(tmp_path):
    run(zipped(tmp_path, blog()), dry_run=True)
    assert everything() == [0] * 6


def test_the_oldest_exports_come_too(tmp_path):
    first = post_of_version_0("Hello", id=1, slug="hello", markdown="# Hi\n\n* you")
    posts = [first, post_of_version_0("About us", id=2, slug="about-us", page=1)]
    settings = [setting("permalinks", "/:year/:month/:day/:slug/")]
    run(written(tmp_path, export(*posts, users=[user(1)], settings=settings, version="003")))
    hello = Post.objects.get(slug="hello")
    assert hello.body.rstrip() == "# Hi\n\n* you" and hello.feed_id == "uuid-Hello" and hello.author.username == "ada"
    assert OldAddress.objects.filter(post=hello, path__in=["/2013/12/29/hello/", "/hello/"]).count() == 2


def test_without_an_address_the_pictures_and_links_come_all_the_same(tmp_path, client):
    printed = run(zipped(tmp_path, blog()), address="")
    tides = Post.objects.get(slug="tides")
    assert tides.cover and tides.cover.file.url in tides.body and "--address" in printed
    assert f"]({tides.get_absolute_url()}#x)" in Post.objects.get(slug="moon").body
    assert client.get("/tides/").status_code == 301


def test_rows_that_say_nothing_fail_alone(tmp_path):
    printed = run(
        written(tmp_path, export(post("Good"), None, {"title": "No number"}, post("Long", html="x " * 300_000)))
    )
    assert counts(printed, "post") == (4, 1, 0, 0, 3)
    assert Post.objects.get().title == "Good"


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"data": {"posts": [{"id": '])
def test_what_is_no_export_is_refused_and_nothing_is_kept(tmp_path, text):
    with pytest.raises(CommandError):
        run(written(tmp_path, text))
    assert everything() == [0] * 6 and not ImportBatch.objects.exists()


@pytest.mark.parametrize("address", ["old.example.org", "ftp://old.example.org", 'https://a"b'])
def test_an_address_that_is_none_is_said_so(tmp_path, address):
    with pytest.raises(CommandError, match="--address"):
        run(written(tmp_path, export(post())), address=address)


@pytest.mark.parametrize("packed", [False, True])
def test_a_blog_comes_in_at_the_desk_too(tmp_path, client, run_tasks, packed):
    path = zipped(tmp_path, blog()) if packed else written(tmp_path, blog())
    client.force_login(make_user("owner", role="administrator"))
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    client.post("/admin/blog/importjob/add/", {"program": "ghost", "uploads": [upload]})
    run_tasks()
    job = ImportJob.objects.get()
    assert job.found["in_file"]["post"] == 6, job.report
    for act in ("rehearse", "import"):
        client.post(reverse("admin:blog_importjob_act", args=[job.pk, act]))
        run_tasks()
    assert Post.objects.count() == 7 and Picture.objects.count() == packed
