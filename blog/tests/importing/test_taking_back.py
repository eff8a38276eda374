"""What an import brings besides words gives way to what people made here, and is taken back with the rest."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from accounts.models import User
from blog.models import ImportBatch, ImportedItem, OldAddress, Post
from blog.tests.pictures import image, saved
from config.models import SiteSettings
from tests.builders import make_post, make_user

from .exports import counts, export, item
from .exports import run as run_wordpress
from .markdown_folder.folders import make_folder
from .markdown_folder.test_own_export import SITE, piece

pytestmark = pytest.mark.django_db

AVATAR = "avatars/" + "ab" * 12 + ".webp"
ANN = f"---\ntitle: Ann\nslug: ann\nparams:\n  avatar: {AVATAR}\n---\nBio"


@pytest.fixture
def take_in(tmp_path):
    def taken_in(*redirects: str, **files) -> str:
        rows = "".join(f"{line}\n" for line in ("source,target,code", *redirects))
        texts = {"site.json": json.dumps(SITE | files.pop("site", {})), "redirects.csv": rows}
        make_folder(tmp_path / "old", {**texts, **files.get("more", {})})
        return run("import_markdown", str(tmp_path / "old"))

    return taken_in


def run(command, *words, **options) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def take_back() -> str:
    return run("import_markdown", undo=ImportBatch.objects.get().pk)


def leads() -> dict[str, tuple]:
    return {row.path: (row.target or row.goal, row.code) for row in OldAddress.objects.all()}


def test_a_redirect_that_was_made_here_is_kept_and_the_report_says_so(take_in):
    OldAddress.objects.lead("/shop/", "https://mine.example/", code=302)
    OldAddress.objects.lead("/same/", "https://x.example/")
    printed = take_in(
        "/shop/,https://theirs.example/,301", "/same/,https://x.example/,301", "/new/,https://n.example/,"
    )
    assert counts(printed, "redirect") == (3, 1, 0, 2, 0)
    assert "an address that leads elsewhere here" in printed and "leads there already" in printed
    assert leads()["/shop/"] == ("https://mine.example/", 302)


def test_redirects_are_taken_back_and_those_of_others_stay(take_in):
    OldAddress.objects.lead("/shop/", "https://mine.example/")
    take_in("/shop/,https://theirs.example/,301", "/new/,https://n.example/,302", "/gone/,,410")
    assert set(leads()) == {"/shop/", "/new/", "/gone/"}
    assert "2 × redirect" in take_back()
    assert set(leads()) == {"/shop/"} and not ImportedItem.objects.exists()


def test_a_redirect_that_somebody_has_changed_since_stays(take_in):
    take_in("/new/,https://n.example/,301", "/old/,https://o.example/,301")
    OldAddress.objects.filter(path="/new/").update(target="https://better.example/")
    number = OldAddress.objects.get(path="/new/").pk
    assert f"redirect {number} stays: it was changed here" in take_back()
    assert leads() == {"/new/": ("https://better.example/", 301)}


def test_a_second_run_follows_the_file_but_not_where_people_decided(take_in):
    take_in("/a/,https://a.example/,", "/b/,https://b.example/,", "/c/,https://c.example/,", "/d/,https://d.example/,")
    OldAddress.objects.filter(path="/b/").update(target="https://mine.example/")
    OldAddress.objects.filter(path="/c/").delete()
    printed = take_in(
        "/a/,https://other.example/,302", "/b/,https://other.example/,", "/c/,https://c.example/,",
        "/d/,https://d.example/,",
    )  # fmt: skip
    assert counts(printed, "redirect") == (4, 0, 1, 3, 0)
    assert "edited here since" in printed and "deleted here since" in printed
    assert leads()["/a/"] == ("https://other.example/", 302) and leads()["/b/"] == ("https://mine.example/", 301)
    assert "/c/" not in leads()


def test_how_an_address_of_a_post_leads_on_comes_with_the_post(take_in):
    text = {"content/posts/a/index.md": piece("a", more="date: '2020-01-02T03:04:05+01:00'\naliases:\n- /now/\n")}
    printed = take_in("/now/,/2020/01/a/,302", more=text)
    assert leads()["/now/"] == (Post.objects.get(), 302) and counts(printed, "redirect") == (1, 1, 0, 0, 0)
    take_back()
    assert not leads()


def test_the_link_of_an_old_post_gives_way_to_what_somebody_decided_about_it(tmp_path):
    OldAddress.objects.lead("/2012/03/04/tides/", "", code=410)
    OldAddress.objects.lead("/2012/03/04/moon/", "https://moon.example/")
    OldAddress.objects.remember("/2012/03/04/sun/", make_post())
    printed = run_wordpress(tmp_path, export(item(slug="tides"), item(slug="moon"), item(slug="sun")))
    assert leads()["/2012/03/04/tides/"] == (None, 410)
    assert leads()["/2012/03/04/moon/"] == ("https://moon.example/", 301)
    assert leads()["/2012/03/04/sun/"] == (Post.objects.get(slug="sun"), 301)
    assert printed.count("leads elsewhere by a redirect that was made here") == 2


def test_a_redirect_to_a_post_that_stays_stays_with_it(take_in):
    take_in("/more/,/2020/01/a/?x=1,", "/old/,/2020/01/a/,", more={"content/posts/a/index.md": piece("a")})
    post = Post.objects.get()
    post.body = "Better words."
    post.save(by=make_user())
    take_back()
    assert leads() == {"/old/": (post, 301)}


def test_the_words_of_the_site_are_taken_back_where_nobody_has_changed_them(take_in):
    take_in(site={"title": "Theirs", "tagline": "Tides"})
    assert SiteSettings.load().title == "Theirs"
    SiteSettings.objects.update(tagline="Mine")
    take_back()
    assert (SiteSettings.load().title, SiteSettings.load().tagline) == (SiteSettings().title, "Mine")
    assert not ImportBatch.objects.exists()


def test_the_picture_of_a_person_who_was_here_before_is_taken_back(take_in, django_capture_on_commit_callbacks):
    make_user("ann")
    picture = saved(image(), "webp")
    take_in(more={"content/authors/ann/_index.md": ANN, f"uploads/{AVATAR}": picture})
    assert User.objects.get(username="ann").avatar.name == AVATAR
    with django_capture_on_commit_callbacks(execute=True):
        take_back()
    assert not User.objects.get(username="ann").avatar and not default_storage.exists(AVATAR)


def test_a_picture_that_a_person_chose_since_is_theirs(take_in):
    ann = make_user("ann")
    take_in(more={"content/authors/ann/_index.md": ANN, f"uploads/{AVATAR}": saved(image(), "webp")})
    ann.refresh_from_db()
    ann.avatar.save("mine.webp", ContentFile(b"RIFF"))
    take_back()
    assert User.objects.get(username="ann").avatar.name == ann.avatar.name
