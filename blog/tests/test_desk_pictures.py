"""The library of pictures at the desk, without script."""

import pytest
from django.core.files.storage import default_storage
from django.test import TestCase

from blog.models import Picture
from blog.pictures import take_in
from tests.builders import make_post, make_user

from .desk import sign_in
from .pictures import image, photo_with_place, saved, upload

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/blog/picture/", "/admin/blog/picture/add/"


def test_the_ordinary_form_takes_a_picture_through_the_same_intake(client):
    user = sign_in(client, "contributor")
    response = client.post(ADD, {"upload": upload(photo_with_place()), "alt": "Sea", "caption": "", "credit": "Me"})
    picture = Picture.objects.get()
    assert response["Location"] == LIST
    assert (picture.alt, picture.credit, picture.uploaded_by, picture.width) == ("Sea", "Me", user, 80)


def test_the_same_file_again_leads_to_the_one_that_is_there(client):
    sign_in(client)
    for alt in ("", "Sea"):
        client.post(ADD, {"upload": upload(), "alt": alt, "caption": "", "credit": ""})
    assert Picture.objects.get().alt == "Sea"


def test_a_bad_file_is_refused_at_the_field_and_the_words_stay(client):
    sign_in(client)
    response = client.post(ADD, {"upload": upload(b"<svg/>"), "alt": "Keep me", "caption": "", "credit": ""})
    assert "SVG can carry scripts" in response.text
    assert "Keep me" in response.text
    assert "required" in client.post(ADD, {"alt": "x", "caption": "", "credit": ""}).text


def test_words_are_changed_by_who_brought_it_and_by_editors_alone(client):
    bob = make_user("bob", role="author")
    picture = take_in(upload(), by=bob)
    make_post(cover=picture)
    address = f"{LIST}{picture.pk}/change/"
    for who, expected in {"author": 403, "editor": 302, "bob": 302}.items():
        client.force_login(bob) if who == "bob" else sign_in(client, who)
        response = client.post(address, {"alt": f"By {who}", "caption": "", "credit": ""})
        assert response.status_code == expected, who
    assert Picture.objects.get().alt == "By bob"


def test_pictures_without_alternative_text_are_found(client):
    sign_in(client)
    take_in(upload(saved(image(30, 30))), by=None, alt="Sea")
    missing = take_in(upload(saved(image(40, 40))), by=None)
    assert list(client.get(LIST + "?alt=missing").context["cl"].result_list) == [missing]


def test_where_a_picture_is_used_is_said_without_telling_of_hidden_posts(client):
    author = sign_in(client, "author")
    picture = take_in(upload(), by=author)
    make_post("Open to all", cover=picture)
    make_post("Not yours", cover=picture, published_at=None, author=make_user("bob", role="author"))
    page = client.get(f"{LIST}{picture.pk}/change/").text
    assert "Open to all" in page
    assert "Not yours" not in page


def test_a_picture_that_is_shown_stays_and_an_unused_one_goes_with_its_file(client):
    sign_in(client)
    picture = take_in(upload(), by=None)
    delete = f"{LIST}{picture.pk}/delete/"
    post = make_post(body=f"![Sea]({picture.file.url})")
    assert client.post(delete, {"post": "yes"}).status_code == 403
    post.delete()
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(delete, {"post": "yes"})
    assert not Picture.objects.exists()
    assert not default_storage.exists(picture.file.name)
