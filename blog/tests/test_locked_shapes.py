"""What else belongs to a post behind a password: its pictures, its PDF, its series, its feed."""

import pytest

from blog import pictures
from blog.models import Series
from tests.builders import make_post

from .locks import is_locked, make_locked, try_password
from .pictures import upload

pytestmark = pytest.mark.django_db


def test_pictures_open_with_the_post(client):
    picture = pictures.take_in(upload(), by=None)
    post = make_locked(body=f"![Sea]({picture.file.url})")
    assert client.get(picture.file.url).status_code == 404
    try_password(client, make_locked(password="other"), "other")
    assert client.get(picture.file.url).status_code == 404
    try_password(client, post)
    response = client.get(picture.file.url)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    post.unpublish(by=None)
    assert client.get(picture.file.url).status_code == 404


def test_a_pdf_that_was_made_stays_behind_the_lock(client, run_tasks, monkeypatch):
    monkeypatch.setattr("blog.paper.pdf.run_press", lambda volume, html: (b"%PDF-1.7 " + html.encode(), 1))
    post = make_locked("Tides")
    try_password(client, post)
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    assert client.get(post.url_of("blog:pdf")).headers["Content-Type"] == "application/pdf"
    client.cookies.clear()
    assert is_locked(client, post.url_of("blog:pdf"))
    assert client.get(f"/media/{post.paper_files.get().file.name}").status_code == 404


def test_in_its_series_it_stands_for_those_who_have_the_key(client):
    series = Series.objects.create(name="Letters")
    public, post = make_post("First", series=series, part=1), make_locked("Second", series=series, part=2)
    assert "Second" not in client.get(public.get_absolute_url()).content.decode()
    try_password(client, post)
    page = client.get(post.get_absolute_url()).content.decode()
    assert "Part 2 of 2" in page and 'aria-current="page">Second' in page
    assert "Second" not in client.get(public.get_absolute_url()).content.decode()


def test_the_email_page_sends_the_piece_only_past_the_lock(client):
    post = make_locked("Tides")
    guest = {"email": "ines@example.org"}
    response = client.post(post.url_of("blog:email"), guest, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 403 and not post.email_requests.exists()
    try_password(client, post)
    client.post(post.url_of("blog:email"), guest, headers={"sec-fetch-site": "same-origin"})
    assert post.email_requests.count() == 1


def test_the_feed_of_its_replies_stays_locked_and_the_page_names_none(client):
    post = make_locked()
    try_password(client, post)
    assert is_locked(client, post.url_of("comments:post_feed"))
    assert post.url_of("comments:post_feed") not in client.get(post.get_absolute_url()).content.decode()
