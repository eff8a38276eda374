"""`…/epub/`: the file that a reader asks for, made and kept as a PDF is, for those who may read the piece."""

import pytest
from django.urls import reverse

from blog.models import PaperFile, PaperSettings
from blog.paper import epub, libraries
from blog.paper.choice import Choice
from blog.paper.volume import NotMade, volume_of_post
from tests.builders import make_comment, make_page, make_post, make_user

from ..locks import is_locked, make_locked, try_password

pytestmark = pytest.mark.django_db


def epub_of(client, post, run_tasks, query=""):
    address = post.url_of("blog:epub") + query
    assert client.get(address).status_code == 202
    run_tasks()
    return client.get(address)


@pytest.mark.parametrize("make", [make_post, make_page])
def test_it_is_made_once_and_then_it_is_the_file_named_after_the_slug(client, run_tasks, make):
    post = make("Tides")
    response = epub_of(client, post, run_tasks)
    assert response.status_code == 200 and response.headers["Content-Type"] == "application/epub+zip"
    assert response.headers["Content-Disposition"] == 'inline; filename="tides.epub"'
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert b"".join(response.streaming_content).startswith(b"PK")
    again = client.get(post.url_of("blog:epub"), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304 and PaperFile.objects.count() == 1
    assert client.post(post.url_of("blog:epub")).status_code == 405


def test_it_needs_nothing_that_a_pdf_needs(client, run_tasks, monkeypatch):
    monkeypatch.setattr(libraries, "missing", lambda: ["pango-1.0"])
    assert epub_of(client, make_post(), run_tasks).status_code == 200


def test_the_row_the_bench_and_the_booklet_lead_to_it(client):
    post = make_post("Tides")
    address = post.url_of("blog:epub")
    assert f'href="{address}"' in client.get(post.get_absolute_url()).content.decode()
    assert f'formaction="{address}"' in client.get(post.url_of("blog:print")).content.decode()
    assert 'formaction="/booklet/epub/"' in client.get(f"/booklet/?with={post.pk}").content.decode()


def test_where_staff_do_not_offer_it_there_is_none(client):
    PaperSettings(offers_epub=False).save()
    post = make_post("Tides")
    assert client.get(post.url_of("blog:epub")).status_code == 404
    assert "EPUB" not in client.get(post.get_absolute_url()).content.decode()
    assert "EPUB" not in client.get(f"/booklet/?with={post.pk}").content.decode()
    assert client.get(f"/booklet/epub/?with={post.pk}").status_code == 404


def test_the_same_edition_has_the_same_bytes_and_another_text_is_another_edition(client, run_tasks):
    post = make_post(body="First.")
    first = b"".join(epub_of(client, post, run_tasks).streaming_content)
    assert epub.make(volume_of_post(post, Choice()))[0] == first
    post.body = "Second."
    post.save()
    assert b"".join(epub_of(client, post, run_tasks).streaming_content) != first
    assert PaperFile.objects.count() == 1


def test_what_the_reading_program_decides_makes_no_other_book():
    post = make_post(body="A [link](https://a.example/).")
    make_comment(post)

    def edition(**choice):
        return epub.edition(volume_of_post(post, Choice(**choice)))

    same = [{"size": "14"}, {"paper": "a5"}, {"columns": "2"}, {"lines": "wide"}, {"code": "keep"}, {"font": "sans"}]
    assert {edition(**choice) for choice in same} == {edition()}
    different = [{"links": "off"}, {"comments": "all"}, {"ink": "grey"}, {"font": "legible"}, {"pictures": "small"}]
    assert len({edition(), *(edition(**choice) for choice in different)}) == 6


def test_whatever_stands_in_it_makes_another_edition_when_it_changes():
    post = make_post("Tides", summary="Why.")
    seen = {epub.edition(volume_of_post(post, Choice()))}
    PaperSettings(licence="CC BY").save()
    seen.add(epub.edition(volume_of_post(post, Choice())))
    post.author.display_name = "Ada Quill"
    post.author.save()
    seen.add(epub.edition(volume_of_post(post, Choice())))
    assert len(seen) == 3


def test_a_draft_is_bound_for_its_author_alone_and_kept_out_of_every_shared_store(client, run_tasks):
    author = make_user("ada", role="author")
    post = make_post(author=author, published_at=None)
    client.force_login(author)
    response = epub_of(client, post, run_tasks)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get(post.url_of("blog:epub")).status_code == 404
    assert client.get(f"/media/{PaperFile.objects.get().file.name}").status_code == 404


def test_a_locked_post_answers_with_its_lock_also_once_the_file_is_made(client, run_tasks):
    post = make_locked("Tides")
    assert is_locked(client, post.url_of("blog:epub")) and not PaperFile.objects.exists()
    try_password(client, post)
    response = epub_of(client, post, run_tasks)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "private, no-store"
    client.cookies.clear()
    assert is_locked(client, post.url_of("blog:epub"))


def test_a_book_that_cannot_be_bound_is_said_so(client, run_tasks, monkeypatch, caplog):
    monkeypatch.setattr(epub, "MOST_TEXT", 10)
    post = make_post()
    response = epub_of(client, post, run_tasks)
    assert response.status_code == 503 and "The EPUB could not be made" in response.content.decode()
    assert PaperFile.objects.get().error == "The texts of this book are too long for one file."
    with pytest.raises(NotMade):
        epub.make(volume_of_post(post, Choice()))


def test_a_booklet_is_bound_from_its_address(client, run_tasks):
    one, two = make_post("One"), make_post("Two")
    address = f"{reverse('blog:booklet_epub')}?with={two.pk}.{one.pk}&title=Both"
    assert client.get(address).status_code == 202
    run_tasks()
    response = client.get(address)
    assert response.headers["Content-Disposition"] == 'inline; filename="both.epub"'
    assert client.get(reverse("blog:booklet_epub")).status_code == 404
    assert client.get(address.replace("title=Both", "paper=a4&title=Both")).status_code == 302
    hidden = make_post(published_at=None)
    assert client.get(f"{reverse('blog:booklet_epub')}?with={hidden.pk}").status_code == 404
