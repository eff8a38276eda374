"""What the editor asks for while somebody writes: preview and pictures."""

import json
import os

import pytest

from blog.models import Picture
from blog.pictures import take_in
from tests.builders import make_post, make_user

from .desk import every_role, sign_in
from .pictures import image, photo, photo_with_place, saved, upload

pytestmark = pytest.mark.django_db

PREVIEW, UPLOAD = "/markdownx/markdownify/", "/markdownx/upload/"


def test_the_preview_is_what_the_page_will_show(client):
    sign_in(client, "contributor")
    text = "# Tides\n\nIt *comes* and goes. <script>alert(1)</script>[x](javascript:alert(1))\n\n- [x] done"
    response = client.post(PREVIEW, {"content": text})
    assert make_post(body=text).body_html in response.text
    assert "<script" not in response.text
    assert 'href="javascript' not in response.text
    assert "words · 1 minute" in response.text


@every_role
def test_who_writes_has_a_preview_and_may_add_pictures(client, role):
    sign_in(client, role)
    expected = 403 if role == "moderator" else 200
    assert client.post(PREVIEW, {"content": "x"}).status_code == expected
    assert client.post(UPLOAD, {"image": upload()}).status_code == expected


def test_strangers_and_members_get_neither(client):
    for who in ("stranger", "member"):
        if who == "member":
            sign_in(client, "member")
        response = client.post(PREVIEW, {"content": "x"})
        assert (response.status_code, "signed out" in response.text) == (403, True), who
        response = client.post(UPLOAD, {"image": upload()})
        assert (response.status_code, "Sign in" in response.json()["error"]) == (403, True), who
        assert client.get(PREVIEW).status_code == client.get(UPLOAD).status_code == 405
    assert not Picture.objects.exists()


def test_both_are_guarded_against_other_sites():
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert client.post(PREVIEW, {"content": "x"}).status_code == 403
    assert client.post(UPLOAD, {"image": upload()}).status_code == 403


def test_a_text_that_is_too_long_is_answered_with_a_sentence(client):
    sign_in(client)
    response = client.post(PREVIEW, {"content": "word " * 110_000})
    assert response.status_code == 413
    assert "Split it into parts" in response.text


@pytest.mark.parametrize(
    "content", [None, "", "\x00", "\r\n" * 1000, "[" * 50_000, "> " * 5000, "![](/media/pictures/x.png)"]
)
def test_odd_texts_are_no_accident(client, content):
    sign_in(client)
    assert client.post(PREVIEW, {} if content is None else {"content": content}).status_code == 200


def test_a_picture_comes_back_as_markdown_with_its_words(client):
    user = sign_in(client, "contributor")
    answer = client.post(UPLOAD, {"image": upload(), "alt": "A [blue]\nsea", "caption": 'By "us"'}).json()
    picture = Picture.objects.get()
    assert picture.uploaded_by == user
    assert (picture.alt, picture.caption) == ("A [blue] sea", 'By "us"')
    assert answer["image_code"] == f'![A \\[blue\\] sea]({picture.file.url} "By \\"us\\"")'
    assert answer["picture"]["url"] == picture.file.url
    html = make_post(body=answer["image_code"]).body_html
    assert 'alt="A [blue] sea"' in html
    assert "By &quot;us&quot;</figcaption>" in html or 'By "us"</figcaption>' in html


def test_the_words_may_follow_the_picture(client):
    sign_in(client, "contributor")
    number = client.post(UPLOAD, {"image": upload()}).json()["picture"]["id"]
    answer = client.post(UPLOAD, {"picture": number, "alt": "Sea"}).json()
    assert answer["image_code"].startswith("![Sea](/media/pictures/")
    assert Picture.objects.get().alt == "Sea"
    client.post(UPLOAD, {"picture": number, "alt": "Another"})
    assert Picture.objects.get().alt == "Sea"


def test_another_persons_hidden_picture_has_no_number_here(client):
    hidden = take_in(upload(), by=make_user("bob", role="author"))
    sign_in(client, "contributor")
    assert client.post(UPLOAD, {"picture": hidden.pk}).status_code == 400


def test_the_words_of_another_persons_picture_are_left_alone(client):
    picture = take_in(upload(), by=make_user("bob", role="author"))
    make_post(cover=picture)
    for role, expected in {"contributor": "", "editor": "By editor"}.items():
        sign_in(client, role)
        for sent in ({"picture": picture.pk}, {"image": upload()}):
            answer = client.post(UPLOAD, {**sent, "alt": f"By {role}"}).json()
            assert answer["image_code"].startswith(f"![By {role}]")
            assert Picture.objects.get().alt == expected


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"image": "only words"},
        {"picture": "abc"},
        {"picture": "9" * 40},
        {"picture": "٣"},
        {"image": upload(b"")},
        {"image": upload(b"<svg onload=alert(1)>", "x.png")},
        {"image": upload(b"GIF89a" + b"\xff" * 50)},
        {"image": upload(saved(photo(), "JPEG")[:5000])},
        {"image": upload(os.urandom(5000))},
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(client, sent):
    sign_in(client)
    response = client.post(UPLOAD, sent)
    assert response.status_code == 400
    assert json.loads(response.content)["error"].endswith((".", "AVIF."))
    assert not Picture.objects.exists()


def test_more_than_25_megabytes_are_refused(client):
    sign_in(client)
    response = client.post(UPLOAD, {"image": upload(saved(image(), "JPEG") + b"\0" * 26 * 1024**2)})
    assert response.status_code == 400
    assert "larger than 25 MB" in response.json()["error"]


def test_the_name_of_the_file_is_never_used(client):
    sign_in(client)
    for name in ("../../evil.html", "x" * 300 + ".png", "\u202egnp.exe"):
        client.post(UPLOAD, {"image": upload(name=name)})
    assert Picture.objects.get().file.name.startswith("pictures/")


def test_place_and_rotation_of_a_phone_are_dealt_with(client):
    sign_in(client)
    answer = client.post(UPLOAD, {"image": upload(photo_with_place(), "IMG.jpg", "image/jpeg")}).json()
    assert (answer["picture"]["width"], answer["picture"]["height"]) == (80, 120)
    content = b"".join(client.get(answer["picture"]["url"]).streaming_content)
    assert b"Exif" not in content
    assert b"Camera of Alice" not in content
