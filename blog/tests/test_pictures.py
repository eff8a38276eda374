"""The intake: what arrives is read with distrust and kept as a file of our own making."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image, ImageCms

from blog import pictures
from blog.models import Picture, Post, Revision
from tests.builders import make_comment, make_post, make_user

from .pictures import animation, huge_png, image, photo, photo_with_place, saved, upload

pytestmark = pytest.mark.django_db


def take_in(data, **words):
    return pictures.take_in(upload(data), by=words.pop("by", None), **words)


def stored(picture):
    with picture.file.open() as file:
        return Image.open(BytesIO(file.read()))


REFUSED = {
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "SVG"),
    "html": (b"<!doctype html><script>x()</script>", "no picture"),
    "text": (b"hello", "no picture"),
    "empty": (b"", "empty"),
    "bitmap": (saved(image(), "BMP"), "no picture"),
    "tiff": (saved(image(), "TIFF"), "no picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 40, "HEIC"),
    "cut jpeg": (saved(photo(), "JPEG")[:9000], "damaged"),
    "cut png": (saved(photo())[:9000], "damaged"),
    "cut gif": (saved(photo().quantize(), "GIF")[:9000], "damaged"),
    "only a head": (saved(photo(), "JPEG")[:40], ""),
    "script after a gif's head": (b"GIF89a/*\x00\x00*/=1;alert(1)//" + b"\x00" * 30, ""),
    "bomb": (huge_png(), "million pixels"),
    "bomb that Pillow only warns of": (huge_png(6500), "million pixels"),
}


@pytest.mark.parametrize(("data", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_picture_is_refused_with_a_reason(data, expected):
    with pytest.raises(ValidationError) as refusal:
        take_in(data)
    assert expected in " ".join(refusal.value.messages)
    assert not Picture.objects.exists()


def test_more_bytes_than_allowed_are_refused(settings):
    settings.MAX_PICTURE_BYTES = 2000
    with pytest.raises(ValidationError, match="larger than"):
        take_in(saved(photo()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_every_usual_kind_of_picture_is_taken(kind):
    picture = take_in(saved(image(), kind))
    assert (picture.width, picture.height) == (64, 48)
    assert stored(picture).format in {"JPEG", "PNG"}


def test_the_name_and_type_that_the_browser_claims_mean_nothing():
    picture = pictures.take_in(upload(saved(image(), "JPEG"), "evil.html", "text/html"), by=None)
    assert picture.file.name.startswith("pictures/")
    assert picture.file.name.endswith((".jpg", ".png"))


def test_the_uploaded_bytes_are_never_kept():
    hidden = b"<script>alert('polyglot')</script>"
    picture = take_in(saved(image(), "GIF", comment=hidden) + hidden)
    with picture.file.open() as file:
        assert hidden not in file.read()


def test_place_and_camera_are_forgotten_and_the_picture_stands_upright():
    kept = stored(take_in(photo_with_place()))
    assert kept.size == (80, 120)
    assert not kept.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & kept.info.keys()


def test_colours_are_brought_into_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data in (saved(photo(), "JPEG", icc_profile=lab), saved(photo(), "JPEG", icc_profile=b"broken")):
        assert "icc_profile" not in stored(take_in(data)).info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_of_storing_colours_is_understood(mode):
    grey = image(50, 40, "L", 128).convert("RGB")
    source = Image.new("I;16", (50, 40), 128 * 257) if mode == "I;16" else grey.convert(mode)
    kept = stored(take_in(saved(source, "JPEG" if mode == "CMYK" else "PNG")))
    assert kept.size == (50, 40)
    if mode in {"L", "I;16", "RGBA"}:
        assert abs(kept.convert("L").getpixel((5, 5)) - 128) < 4


def test_a_photo_becomes_a_jpeg_and_a_drawing_stays_a_png():
    assert take_in(saved(photo())).file.name.endswith(".jpg")
    assert take_in(saved(image())).file.name.endswith(".png")
    assert take_in(saved(image(mode="RGBA", colour=(200, 10, 10, 90)))).file.name.endswith(".png")


def test_the_longest_side_is_2560_pixels():
    picture = take_in(saved(image(5000, 1000), "JPEG"))
    assert (picture.width, picture.height) == (2560, 512)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_small_animation_keeps_moving(kind):
    kept = stored(take_in(animation(4, kind=kind)))
    assert kept.format == kind
    assert kept.n_frames == 4


def test_of_an_animation_without_end_the_first_frame_is_kept():
    kept = stored(take_in(animation(320)))
    assert kept.format in {"PNG", "JPEG"}


def test_the_same_file_is_kept_once():
    alice = make_user()
    first, second = take_in(saved(image()), by=alice), take_in(saved(image()), by=alice, alt="Blue")
    assert first.pk == second.pk
    assert second.alt == "Blue"


def test_a_file_that_hides_in_anothers_draft_gives_nothing_away():
    alice, bob = make_user("alice", role="author"), make_user("bob", role="author")
    first, second = take_in(saved(image()), by=alice, alt="A secret"), take_in(saved(image()), by=bob)
    assert first.pk != second.pk
    assert second.alt == ""
    assert take_in(saved(image()), by=bob).pk == second.pk


def test_smaller_copies_are_made_by_a_task_and_the_posts_show_them(run_tasks):
    picture = take_in(saved(photo(1300, 700), "JPEG"))
    post = make_post(body=f"![Waves]({picture.file.url})")
    assert "srcset" not in post.body_html
    run_tasks()
    picture.refresh_from_db()
    assert list(picture.sizes) == ["480", "800", "1200"]
    assert all(default_storage.exists(name) for name in picture.sizes.values())
    assert "-800.webp 800w" in Post.objects.get().body_html
    assert Revision.objects.filter(post=post).count() == 1


def test_making_the_copies_twice_changes_nothing(run_tasks):
    picture = take_in(saved(photo(900, 700), "JPEG"))
    run_tasks()
    pictures.make_sizes.enqueue(picture.pk)
    run_tasks()
    assert list(Picture.objects.get().sizes) == ["480", "800"]
    assert len(default_storage.listdir("pictures")[1]) == 3


def test_an_animation_has_no_smaller_copies_and_a_missing_file_stops_nobody(run_tasks):
    moving, gone = take_in(animation(3, 600, 400)), take_in(saved(photo(700, 500)))
    default_storage.delete(gone.file.name)
    run_tasks()
    assert moving.file.name.endswith(".gif")
    assert list(Picture.objects.values_list("sizes", flat=True)) == [{}, {}]


def test_rerender_renders_everything_again_without_a_revision(capsys):
    post, comment = make_post(body="*Tides*"), make_comment()
    Post.objects.update(body_html="old", word_count=0)
    type(comment).objects.update(body_html="old")
    call_command("rerender")
    post.refresh_from_db()
    comment.refresh_from_db()
    assert "<em>Tides</em>" in post.body_html
    assert post.word_count == 1
    assert "A thought" in comment.body_html
    assert post.revisions.count() == 1
    assert "2 posts" in capsys.readouterr().out
