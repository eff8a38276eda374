"""`…/pdf/`: made once for each edition, by a process of its own, and kept."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog import pictures
from blog.models import PaperFile
from blog.paper import libraries, making, making_limits, pdf, press, store
from blog.paper.fonts import fonts_for
from config import housekeeping
from config.models import SiteSettings, WorkerPulse
from tests.builders import make_page, make_post, make_user

from .pictures import image, saved, upload

needs_press = pytest.mark.skipif(bool(libraries.missing()), reason="WeasyPrint's libraries are not here")
pytestmark = [pytest.mark.django_db, needs_press]


def pdf_of(client, post, run_tasks) -> bytes:
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    response = client.get(post.url_of("blog:pdf"))
    assert response.status_code == 200, PaperFile.objects.values_list("state", "error")
    return b"".join(response.streaming_content)


@pytest.fixture
def quick_press(monkeypatch):
    """Where a test is not about what is inside the file; the press is another process, at the edge of the machine."""
    made = []
    monkeypatch.setattr(pdf, "run_press", lambda volume, html: made.append(html) or (b"%PDF-1.7 " + html.encode(), 3))
    return made


def make_picture(**words):
    return pictures.take_in(upload(), by=None, **words)


def test_the_file_is_tagged_titled_and_has_bookmarks_links_and_alternative_texts(client, run_tasks):
    picture = make_picture()
    body = f"## Ebb\n\nThe [moon](https://moon.example/) pulls.\n\n![A blue field]({picture.file.url})"
    body += "\n\n$x^2$\n\n$$\ny^3\n$$"
    post = make_post("Tides & other matters", summary="Why the water goes.", body=body, language="en-GB")
    book = pikepdf.open(BytesIO(pdf_of(client, post, run_tasks)))
    root = book.Root
    assert root.MarkInfo.Marked and "/StructTreeRoot" in root
    assert str(root.Lang) == "en-GB"
    assert str(book.docinfo.Title) == "Tides & other matters"
    assert str(book.docinfo.Author) == "Author"
    assert str(book.docinfo.Subject) == "Why the water goes."
    with book.open_outline() as outline:
        titles = [(top.title, [below.title for below in top.children]) for top in outline.root]
    assert titles == [("Tides & other matters", ["Ebb"])]
    links = {str(note.A.URI) for page in book.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})}
    assert {"https://moon.example/", f"{settings.SITE_URL}{post.get_absolute_url()}"} <= links
    described = {str(o.Alt) for o in book.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o}
    assert {"A blue field", "x^2", "y^3"} <= described


def test_every_font_is_inside_the_file_in_its_own_weight(client, run_tasks):
    post = make_post("Headline", body="Plain **strong** *slanted* `code`\n\nΕλληνικά русский Łódź Việt")
    book = pikepdf.open(BytesIO(pdf_of(client, post, run_tasks)))
    fonts = {str(o.FontName): o for o in book.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts.values())
    used = {name.partition("+source-")[2] for name in fonts}
    assert {"serif-latin", "serif-latin-Bold", "serif-latin-Italic", "serif-greek", "serif-cyrillic"} <= used
    assert "code-latin" in used


def test_only_the_fonts_that_a_text_needs_are_loaded():
    assert not any("greek" in address for address in fonts_for("plain")[1])
    assert any("greek" in address for address in fonts_for("χαρτί")[1])
    assert not any("italic" in address for address in fonts_for("plain")[1])
    assert any("italic" in address for address in fonts_for("<em>plain</em>")[1])


def test_while_it_is_made_a_page_asks_again_by_itself_and_then_it_is_the_file(client, run_tasks, quick_press):
    post = make_post("Tides")
    response = client.get(post.url_of("blog:pdf"))
    assert response.status_code == 202
    assert '<meta http-equiv="refresh" content="1">' in response.content.decode()
    run_tasks()
    response = client.get(post.url_of("blog:pdf"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="tides.pdf"'
    assert client.get(post.url_of("blog:pdf"), headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_a_file_is_named_after_its_slug_in_any_script(client, run_tasks, quick_press):
    post = make_post("Χαρτί", slug="χαρτί")
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    header = client.get(post.url_of("blog:pdf")).headers["Content-Disposition"]
    assert header == "inline; filename=\"sheet.pdf\"; filename*=UTF-8''%CF%87%CE%B1%CF%81%CF%84%CE%AF.pdf"


def test_a_page_becomes_a_file_too(client, run_tasks, quick_press):
    assert pdf_of(client, make_page("About"), run_tasks).startswith(b"%PDF")


def test_asked_for_twice_it_is_made_once(client, run_tasks, quick_press):
    post = make_post()
    for _ in range(3):
        client.get(post.url_of("blog:pdf"))
    run_tasks()
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    assert len(quick_press) == 1
    making.make.call(PaperFile.objects.get().pk)  # a task that is run again finds nothing to do
    assert len(quick_press) == 1


def test_after_an_edit_there_is_a_new_file_and_the_old_one_is_gone(client, run_tasks, quick_press):
    post = make_post(body="First.")
    pdf_of(client, post, run_tasks)
    old = PaperFile.objects.get().file.name
    post.body = "Second."
    post.save()
    assert b"Second." in pdf_of(client, post, run_tasks)
    assert not default_storage.exists(old)
    assert PaperFile.objects.count() == 1


def test_a_new_title_of_the_site_is_on_the_next_file(client, run_tasks, quick_press):
    post = make_post()
    pdf_of(client, post, run_tasks)
    SiteSettings.objects.update(title="The Evening Sheet")
    assert b"The Evening Sheet" in pdf_of(client, post, run_tasks)


def test_what_was_changed_while_it_waited_is_not_made_from_old_words(client, run_tasks, quick_press):
    post = make_post(body="First.")
    client.get(post.url_of("blog:pdf"))
    post.body = "Second."
    post.save()
    run_tasks()
    assert quick_press == []
    assert b"Second." in pdf_of(client, post, run_tasks)


def test_a_file_that_was_made_is_refused_once_the_post_is_hidden(client, run_tasks, quick_press):
    post = make_post()
    pdf_of(client, post, run_tasks)
    post.unpublish(by=None)
    assert client.get(post.url_of("blog:pdf")).status_code == 404
    assert client.get(f"/media/{PaperFile.objects.get().file.name}").status_code == 404


def test_a_draft_is_made_for_its_author_alone(client, run_tasks, quick_press):
    author = make_user("ada", role="author")
    post = make_post(author=author, published_at=None)
    client.force_login(author)
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    response = client.get(post.url_of("blog:pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get(post.url_of("blog:pdf")).status_code == 404


def test_a_waiting_reader_learns_that_no_worker_is_there(client):
    post = make_post()
    client.get(post.url_of("blog:pdf"))
    PaperFile.objects.update(wanted_at=timezone.now() - timedelta(seconds=20))
    page = client.get(post.url_of("blog:pdf")).content.decode()
    assert "the worker of this site is not running" in page
    assert post.url_of("blog:print") in page
    WorkerPulse.beat("one")
    page = client.get(post.url_of("blog:pdf")).content.decode()
    assert "the worker of this site is not running" not in page
    assert "longer than usual" in page


def test_a_making_that_fails_is_said_and_tried_again_after_a_while(client, run_tasks, monkeypatch, caplog):
    def broken(volume, html):
        raise pdf.NotMade("the press jammed")

    monkeypatch.setattr(pdf, "run_press", broken)
    monkeypatch.setattr(making.logger, "propagate", True)
    post = make_post()
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    response = client.get(post.url_of("blog:pdf"))
    assert response.status_code == 503
    assert "could not be made" in response.content.decode()
    assert PaperFile.objects.get().error == "the press jammed"
    monkeypatch.setattr(pdf, "run_press", lambda volume, html: (b"%PDF", 1))
    run_tasks()
    assert client.get(post.url_of("blog:pdf")).status_code == 503
    PaperFile.objects.update(wanted_at=timezone.now() - timedelta(minutes=11))
    assert client.get(post.url_of("blog:pdf")).status_code == 202
    run_tasks()
    assert client.get(post.url_of("blog:pdf")).status_code == 200


def test_a_wish_whose_task_was_lost_is_given_another(client, run_tasks, quick_press):
    post = make_post()
    client.get(post.url_of("blog:pdf"))
    DBTaskResult.objects.all().delete()
    PaperFile.objects.update(wanted_at=timezone.now() - timedelta(minutes=11))
    assert pdf_of(client, post, run_tasks)


def test_where_the_libraries_are_missing_the_reader_gets_the_print_page(client, monkeypatch):
    monkeypatch.setattr(libraries, "missing", lambda: ["pango-1.0"])
    response = client.get(make_post("Tides").url_of("blog:pdf"))
    page = response.content.decode()
    assert "PDFs cannot be made on this server" in page and "Tides" in page
    assert not PaperFile.objects.exists()


def test_a_file_that_vanished_from_the_storage_is_made_again(client, run_tasks, quick_press):
    post = make_post()
    pdf_of(client, post, run_tasks)
    default_storage.delete(PaperFile.objects.get().file.name)
    assert client.get(post.url_of("blog:pdf")).status_code == 202
    assert pdf_of(client, post, run_tasks)


def test_the_store_keeps_the_most_recently_used(client, run_tasks, quick_press):
    posts = [make_post() for _ in range(3)]
    for days, post in enumerate(posts):
        pdf_of(client, post, run_tasks)
        PaperFile.objects.filter(post=post).update(used_at=timezone.now() - timedelta(days=days), size=100)
    store.trim(most=250)
    assert set(PaperFile.objects.values_list("post", flat=True)) == {posts[0].pk, posts[1].pk}
    assert len(default_storage.listdir("paper")[1]) == 2


def test_files_that_belong_to_nothing_are_swept_away(client, run_tasks, quick_press, monkeypatch):
    post = make_post()
    pdf_of(client, post, run_tasks)
    kept = make_post()
    pdf_of(client, kept, run_tasks)
    post.delete()
    store.tidy()
    assert len(default_storage.listdir("paper")[1]) == 2  # young: somebody may just be writing it
    long_ago = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr(default_storage, "get_modified_time", lambda name: long_ago, raising=False)
    store.tidy()
    assert default_storage.listdir("paper")[1] == [PaperFile.objects.get().file.name.removeprefix("paper/")]


# --- Hostile posts ---------------------------------------------------------------------------------------------------


def test_a_hostile_post_ends_decently(client, run_tasks):
    table = '<table><tr><td colspan="100000" rowspan="100000">x</td></tr></table>'
    post = make_post(body=">" * 300 + " deep\n\n" + "<blockquote>" * 300 + "x\n\n" + table)
    assert pdf_of(client, post, run_tasks).startswith(b"%PDF")


def test_the_press_opens_nothing_but_what_it_was_handed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("xanthocarpous")
    html = (
        f'<html lang="en"><title>x</title><link rel="attachment" href="file://{secret}">'
        f'<link rel="stylesheet" href="file://{secret}"><p><a rel="attachment" href="file://{secret}">a</a>'
        f'<img src="file://{secret}" alt=""><img src="http://127.0.0.1:1/x.png" alt="">'
        f'<object data="file://{secret}"></object><img src="/media/other.png" alt="Not mine">'
    )
    book = pikepdf.open(BytesIO(press.press(html, [], "http://127.0.0.1:8000/", {})[0]))
    assert "/Names" not in book.Root or "/EmbeddedFiles" not in book.Root.Names
    streams = [each for each in book.objects if isinstance(each, pikepdf.Stream)]
    assert not any(b"xanthocarpous" in each.read_bytes() for each in streams)


def test_a_press_that_takes_too_much_is_stopped_and_the_worker_lives(client, run_tasks, monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST_WAIT", 0.05)
    post = make_post()
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    assert "stopped after" in PaperFile.objects.get().error


def test_a_picture_that_is_not_the_posts_own_is_not_in_its_file(client, run_tasks):
    picture = make_picture()
    other = default_storage.save("pictures/other.png", ContentFile(saved(image())))
    body = f"![mine]({picture.file.url})\n\n![not mine](/media/{other})\n\n![far](https://far.example/x.png)"
    post = make_post(body=body)
    book = pikepdf.open(BytesIO(pdf_of(client, post, run_tasks)))
    assert len([o for o in book.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]) == 1


def test_housekeeping_and_the_system_check_know_of_the_press(monkeypatch, capsys):
    assert store.tidy in housekeeping.chores
    monkeypatch.setattr("blog.paper.checks.missing", lambda: ["pango-1.0"])
    call_command("check")
    assert re.search(r"paper\.W001.*pango-1\.0 is missing", capsys.readouterr().err, re.DOTALL)


# --- Limits: on making, never on waiting or on what is kept ----------------------------------------------------------


def test_whoever_had_many_files_made_may_still_fetch_what_is_made_and_wait_for_what_is_not(
    client, run_tasks, quick_press, monkeypatch
):
    monkeypatch.setattr(making_limits, "BY_ONE", 1)
    made, other = make_post(), make_post()
    pdf_of(client, made, run_tasks)
    refused = client.get(other.url_of("blog:pdf"))
    assert refused.status_code == 429
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    page = refused.content.decode()
    assert "Try again in 60 minutes." in page and other.url_of("blog:print") in page
    assert client.get(made.url_of("blog:pdf")).status_code == 200
    someone_else = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get(other.url_of("blog:pdf"), **someone_else).status_code == 202
    assert client.get(other.url_of("blog:pdf")).status_code == 202  # being made already: waiting is free


def test_the_site_makes_only_so_many_and_keeps_only_so_many_waiting(client, monkeypatch):
    posts = [make_post() for _ in range(3)]
    monkeypatch.setattr(making_limits, "AT_ONCE", 2)
    assert [client.get(post.url_of("blog:pdf")).status_code for post in posts] == [202, 202, 429]
    monkeypatch.setattr(making_limits, "AT_ONCE", 40)
    monkeypatch.setattr(making_limits, "BY_SITE", 2)
    assert client.get(posts[2].url_of("blog:pdf")).status_code == 429


def test_what_the_store_let_go_still_counts(client, run_tasks, quick_press, monkeypatch):
    monkeypatch.setattr(making_limits, "BY_ONE", 1)
    post = make_post()
    pdf_of(client, post, run_tasks)
    store.trim(most=0)
    assert client.get(post.url_of("blog:pdf")).status_code == 429


def test_whoever_is_refused_costs_no_setting_of_the_sheet(client, monkeypatch):
    monkeypatch.setattr(making_limits, "AT_ONCE", 0)
    monkeypatch.setattr(pdf, "edition", None)  # to be called would be an error
    assert client.get(make_post().url_of("blog:pdf")).status_code == 429


def test_a_file_of_an_old_revision_that_comes_late_drops_no_newer_one(client, quick_press):
    post = make_post(body="First.")
    client.get(post.url_of("blog:pdf"))
    late = PaperFile.objects.get()
    post.body = "Second."
    post.save()
    client.get(post.url_of("blog:pdf") + "?size=12")
    store.keep(late, b"%PDF", 1)
    assert PaperFile.objects.count() == 2


def test_each_choice_is_an_edition_of_its_own_and_all_go_with_the_next_revision(client, run_tasks, quick_press):
    post = make_post(body="First.")
    for query in ("", "?size=14", "?size=14&font=sans"):
        client.get(post.url_of("blog:pdf") + query)
    run_tasks()
    assert PaperFile.objects.made().count() == 3
    assert 'class="volume paper-a4 size-14' in quick_press[1]
    post.body = "Second."
    post.save()
    pdf_of(client, post, run_tasks)
    assert PaperFile.objects.count() == 1
