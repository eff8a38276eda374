import io
import time

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.tests.pages import assert_in_our_look
from tests.builders import make_post, make_user

pytestmark = pytest.mark.django_db

PROFILE = "/accounts/profile/"


@pytest.fixture
def alice(client):
    alice = make_user()
    client.force_login(alice)
    return alice


def save(client, **values):
    return client.post(PROFILE, {"display_name": "Alice", "bio": "", "website": "", **values})


def picture(kind="PNG", size=(600, 400), mode="RGB", color="red", **options):
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue(), f"image/{kind.lower()}")


def test_a_person_says_who_they_are(client, alice):
    answer = save(client, display_name="Alice Ito", bio="I write\nabout tides.", website="example.org/alice")
    assert answer.status_code == 303
    alice.refresh_from_db()
    assert (alice.display_name, alice.bio) == ("Alice Ito", "I write\r\nabout tides.".replace("\r\n", "\n"))
    assert alice.website == "https://example.org/alice"
    assert alice.username == "alice", "the public name in addresses stays"
    page = client.get(PROFILE)
    assert "Your profile is saved." in page.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"display_name": " "},
        {"display_name": "x" * 81},
        {"display_name": "Moderator"},
        {"bio": "x" * 601},
        {"bio": "a\x00b"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://example.org"},
        {"website": "https://example.org/" + "x" * 200},
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept(client, alice, values):
    answer = save(client, **values)
    [(field, typed)] = values.items()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == typed
    assert_in_our_look(answer)
    assert "Alice</bdi>" in answer.content.decode(), "the masthead shows the name that counts"


def test_staff_keep_their_own_names(client):
    client.force_login(make_user("vera", role="editor", display_name="Editor"))
    assert save(client, display_name="Editor", bio="Hello").status_code == 303


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_becomes_a_small_square(client, alice, kind):
    assert save(client, avatar=picture(kind)).status_code == 303
    alice.refresh_from_db()
    with Image.open(alice.avatar) as kept:
        assert (kept.format, kept.size) == ("WEBP", (256, 256))
    page = client.get(PROFILE)
    assert f'src="{alice.avatar.url}"' in page.content.decode()


def test_a_picture_is_turned_upright_and_loses_place_and_camera(client, alice):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    sideways = Image.new("RGB", (400, 400), "red")
    sideways.paste("blue", (0, 0, 400, 200))
    out = io.BytesIO()
    sideways.save(out, "JPEG", exif=exif, icc_profile=b"x" * 200, comment=b"secret")
    save(client, avatar=SimpleUploadedFile("me.jpg", out.getvalue()))
    alice.refresh_from_db()
    data = alice.avatar.read()
    assert b"EXIF" not in data and b"ICCP" not in data and b"secret" not in data
    with Image.open(io.BytesIO(data)) as kept:
        red, _green, blue = kept.convert("RGB").getpixel((240, 128))
    assert blue > red, "the upper half is the right half now"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colour_is_understood(client, alice, mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert save(client, avatar=picture(kind, mode=mode, color=None)).status_code == 303


def bad_pictures():
    whole = picture("JPEG").read()
    return {
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "text": b"no picture",
        "tiff under a right name": picture("TIFF").read(),
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "too many pixels": picture("PNG", size=(8000, 5001), mode="1", color=0).read(),
        "a bomb": picture("PNG", size=(20000, 20000), mode="1", color=0).read(),
        "too many bytes": b"\x89PNG" + b"x" * (5 * 1024 * 1024),
    }


@pytest.mark.parametrize("name", list(bad_pictures()))
def test_what_is_no_good_picture_is_refused_with_a_reason(client, alice, name):
    upload = SimpleUploadedFile("me.png", bad_pictures()[name], "image/png")
    answer = save(client, avatar=upload, bio="kept")
    assert answer.status_code == 422 and answer.context["form"].errors["avatar"]
    assert answer.context["form"]["bio"].value() == "kept"
    alice.refresh_from_db()
    assert not alice.avatar


def test_an_old_picture_is_deleted_once_the_new_one_is_kept(client, alice, django_capture_on_commit_callbacks):
    save(client, avatar=picture())
    alice.refresh_from_db()
    first = alice.avatar.name
    with django_capture_on_commit_callbacks(execute=True):
        save(client, avatar=picture(color="blue"))
    alice.refresh_from_db()
    assert not default_storage.exists(first) and default_storage.exists(alice.avatar.name)

    with django_capture_on_commit_callbacks(execute=True):
        save(client, **{"avatar-clear": "on"})
    second = alice.avatar.name
    alice.refresh_from_db()
    assert not alice.avatar and not default_storage.exists(second)


def test_a_refused_form_keeps_the_picture(client, alice, django_capture_on_commit_callbacks):
    save(client, avatar=picture())
    alice.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        save(client, display_name="", **{"avatar-clear": "on"})
    assert default_storage.exists(alice.avatar.name)


def test_the_authors_page_is_named_to_those_who_have_one(client, alice):
    assert alice.get_absolute_url() not in client.get(PROFILE).content.decode()
    make_post(author=alice)
    assert alice.get_absolute_url() in client.get(PROFILE).content.decode()


@pytest.mark.parametrize("field", ["display_name", "website"])
def test_a_pile_of_marks_is_refused_at_once(client, alice, field):
    started = time.process_time()
    answer = save(client, **{field: "https://a" + "\u0301\u0316" * 40_000})
    assert time.process_time() - started < 1
    assert answer.status_code == 422
    assert "characters (it has 80009)" in answer.content.decode()
