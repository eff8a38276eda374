"""Pictures come along: from a folder beside the export, or fetched by the worker; the same file is kept once."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from blog.models import ImportBatch, ImportedPicture, OldAddress, Picture, Post
from blog.tests.pictures import image, saved
from tests.builders import make_post

from .exports import attachment, counts, export, item, meta, run

pytestmark = pytest.mark.django_db

SIZED = '<img src="https://old.example.org/wp-content/uploads/2012/03/wave-300x200.jpg" alt="A wave">'


def jpeg(colour="teal") -> bytes:
    return saved(image(colour=colour), "JPEG")


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2012" / "03").mkdir(parents=True)
    (folder / "2012" / "03" / "wave.jpg").write_bytes(jpeg())
    return folder


def test_a_text_shows_its_picture_from_the_folder(tmp_path, media, client):
    printed = run(tmp_path, export(attachment(id=7), item(content=f"<p>Look:</p>{SIZED}")), media=media)
    post, picture = Post.objects.get(), Picture.objects.get()
    assert counts(printed, "attachment") == (1, 1, 0, 0, 0)
    assert picture.file.url in post.body and "old.example.org" not in post.body
    assert f'src="{picture.file.url}"' in client.get(post.get_absolute_url()).content.decode()
    assert list(post.pictures.all()) == [picture]


def test_words_of_the_library_come_with_the_picture(tmp_path, media):
    more = meta("_wp_attachment_image_alt", "A grey wave")
    run(tmp_path, export(attachment(id=7, excerpt="Seen at Dover", more=more)), media=media)
    picture = Picture.objects.get()
    assert (picture.alt, picture.caption) == ("A grey wave", "Seen at Dover")


def test_the_featured_image_is_the_cover_wherever_it_stands_in_the_file(tmp_path, media):
    run(tmp_path, export(item(more=meta("_thumbnail_id", 7)), attachment(id=7)), media=media)
    assert Post.objects.get().cover == Picture.objects.get()


def test_the_same_file_under_two_addresses_is_kept_once(tmp_path, media):
    (media / "2012" / "03" / "twin.jpg").write_bytes((media / "2012" / "03" / "wave.jpg").read_bytes())
    run(tmp_path, export(attachment(id=7), attachment("2012/03/twin.jpg", id=8)), media=media)
    assert Picture.objects.count() == 1 and ImportedPicture.objects.count() == 2


def test_a_name_that_only_looks_like_a_size_is_another_picture(tmp_path, media):
    (media / "2012" / "03" / "wave-150x150.jpg").write_bytes(jpeg("navy"))
    printed = run(tmp_path, export(attachment(id=7), attachment("2012/03/wave-150x150.jpg", id=8)), media=media)
    assert counts(printed, "attachment") == (2, 2, 0, 0, 0) and Picture.objects.count() == 2


def test_what_is_no_picture_stays_where_it_was_and_is_told(tmp_path, media):
    printed = run(tmp_path, export(attachment("2012/03/timetable.pdf", id=7)), media=media)
    assert counts(printed, "attachment") == (1, 0, 0, 1, 0) and not Picture.objects.exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"<svg onload='alert(1)'/>", "SVG"), (b"GIF89a<script>", "no picture|damaged"), (jpeg()[:300], "damaged")],
    ids=["svg", "polyglot", "truncated"],
)
def test_a_picture_that_lies_is_refused_with_a_reason(tmp_path, media, data, reason):
    (media / "2012" / "03" / "wave.jpg").write_bytes(data)
    printed = run(tmp_path, export(attachment(id=7), item(content=SIZED)), media=media)
    assert counts(printed, "attachment") == (1, 0, 0, 0, 1) and not Picture.objects.exists()
    assert any(word in printed for word in reason.split("|"))
    assert not default_storage.exists("pictures") or default_storage.listdir("pictures")[1] == []


def test_no_address_leads_out_of_the_folder(tmp_path, media):
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (media / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    images = ["https://old.example.org/../secret.jpg", "https://old.example.org/%2e%2e/secret.jpg", "/link.jpg"]
    run(tmp_path, export(item(content="".join(f'<img src="{each}" alt="x">' for each in images))), media=media)
    assert not Picture.objects.exists()


def test_a_rehearsal_keeps_no_file(tmp_path, media):
    printed = run(tmp_path, export(attachment(id=7), item(content=SIZED)), media=media, dry_run=True)
    assert counts(printed, "attachment") == (1, 1, 0, 0, 0)
    assert not Picture.objects.exists() and not ImportedPicture.objects.exists()


def test_old_addresses_of_files_and_of_their_pages_lead_on(tmp_path, media, client):
    text = export(
        item(id=5, content="Words."),
        attachment(id=7, post_parent=5, link="https://old.example.org/2012/03/04/post-5/wave/"),
        attachment("2012/03/alone.jpg", id=8, link="https://old.example.org/alone/"),
        item(content='<img src="/wp-content/uploads/2012/03/alone.jpg" alt="Alone">'),
    )
    (media / "2012" / "03" / "alone.jpg").write_bytes(jpeg("navy"))
    run(tmp_path, text, media=media)
    post = Post.objects.get(feed_id="https://old.example.org/?p=5")
    assert client.get("/2012/03/04/post-5/wave/").headers["Location"] == post.get_absolute_url()
    assert OldAddress.objects.get(path="/?attachment_id=7").post == post
    alone = Picture.objects.get(imported_from__address__endswith="alone.jpg")
    for path in ("/alone/", "/wp-content/uploads/2012/03/alone.jpg"):
        assert client.get(path).headers["Location"] == alone.file.url, path


# --- Fetched later -------------------------------------------------------------------------------------------------


def test_without_a_folder_the_worker_fetches_them(tmp_path, old_server, run_tasks, client):
    old_server.has("/wp-content/uploads/2012/03/wave.jpg", jpeg())
    text = export(item(content=f"<p>Look:</p>{SIZED}", more=meta("_thumbnail_id", 7)), attachment(id=7))
    printed = run(tmp_path, text)
    post = Post.objects.get()
    assert counts(printed, "attachment") == (1, 0, 0, 1, 0) and post.cover is None
    revisions, changed = post.latest_number, post.updated_at
    run_tasks()
    post.refresh_from_db()
    picture = Picture.objects.get()
    assert post.cover == picture and picture.file.url in post.body and list(post.pictures.all()) == [picture]
    assert (post.updated_at, post.revisions.count()) == (changed, revisions)
    assert post.revisions.first().fields["body"] == post.body
    # An import is known to be unchanged afterwards, too.
    assert counts(run(tmp_path, text), "post") == (1, 0, 0, 1, 0)


def test_until_it_is_here_a_page_asks_nobody_for_it(tmp_path, old_server, client):
    run(tmp_path, export(item(content=SIZED)))
    text = client.get(Post.objects.get().get_absolute_url()).content.decode()
    assert "<img" not in text.partition("<article")[2].partition("</article>")[0] and "A wave" in text


@pytest.mark.parametrize("status", [403, 404, 406])
def test_one_that_is_not_to_be_had_does_not_stop_the_others(tmp_path, old_server, run_tasks, status):
    old_server.answers("/wp-content/uploads/2012/03/wave.jpg", status)
    old_server.answers("/wp-content/uploads/2012/03/wave-300x200.jpg", status)
    old_server.has("/wp-content/uploads/other.jpg", jpeg())
    run(tmp_path, export(item(content=SIZED + '<img src="/wp-content/uploads/other.jpg" alt="Other">')))
    run_tasks()
    assert {(row.state, str(status) in row.error) for row in ImportedPicture.objects.all()} == {
        ("failed", True),
        ("kept", False),
    }


def test_a_size_that_alone_is_left_is_taken(tmp_path, old_server, run_tasks):
    old_server.has("/wp-content/uploads/2012/03/wave-300x200.jpg", jpeg())
    run(tmp_path, export(item(content=SIZED)))
    run_tasks()
    assert Picture.objects.get().file.url in Post.objects.get().body


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.jpg", "http://localhost:8000/x.jpg", "http://169.254.169.254/latest/meta-data/x.jpg",
        "http://10.0.0.7/x.jpg", "http://[::1]/x.jpg", "http://2130706433/x.jpg", "http://[::ffff:10.0.0.1]/x.jpg",
        "http://[64:ff9b::7f00:1]/x.jpg", "http://0.0.0.0/x.jpg", "http://inside.example.org/x.jpg",
        "http://user@old.example.org/x.jpg", "http://old.example.org:6379/x.jpg",
    ],
)  # fmt: skip
def test_no_private_address_is_ever_asked(tmp_path, old_server, run_tasks, address):
    old_server.names["inside.example.org"] = "192.168.1.5"
    run(tmp_path, export(item(content=f'<img src="{address}" alt="x">')))
    for _again in range(4):
        run_tasks()
    assert old_server.connections == [] and not Picture.objects.exists()
    assert ImportedPicture.objects.get().state == "failed"


def test_a_redirect_into_the_house_is_not_followed(tmp_path, old_server, run_tasks):
    old_server.redirects("/x.jpg", "http://127.0.0.1/secret.jpg")
    run(tmp_path, export(item(content='<img src="https://old.example.org/x.jpg" alt="x">'.replace("https", "http"))))
    run_tasks()
    assert old_server.asked == ["/x.jpg"] and "private" in ImportedPicture.objects.get().error


def test_a_file_without_end_and_a_redirect_without_end_are_left(tmp_path, old_server, run_tasks, settings):
    settings.MAX_PICTURE_BYTES = 100_000
    old_server.has("/big.jpg", b"\xff" * 200_000)
    old_server.redirects("/round.jpg", "http://old.example.org/round.jpg")
    images = "".join(f'<img src="http://old.example.org/{name}.jpg" alt="x">' for name in ("big", "round"))
    run(tmp_path, export(item(content=images)))
    run_tasks()
    errors = sorted(ImportedPicture.objects.values_list("error", flat=True))
    assert "larger" in errors[0] and "without end" in errors[1]


def test_a_folder_given_later_fills_what_is_still_wanted(tmp_path, media, old_server):
    text = export(item(content=SIZED), attachment(id=7))
    run(tmp_path, text)
    assert counts(run(tmp_path, text, media=media), "post") == (1, 0, 0, 1, 0)
    assert Picture.objects.get().file.url in Post.objects.get().body


def test_taking_back_removes_the_pictures_that_nothing_else_shows(tmp_path, media):
    (media / "2012" / "03" / "own.jpg").write_bytes(jpeg("navy"))
    run(tmp_path, export(attachment(id=7), attachment("2012/03/own.jpg", id=8), item(content=SIZED)), media=media)
    shown = Picture.objects.get(imported_from__address__endswith="own.jpg")
    mine = make_post("Mine", body=f"![x]({shown.file.url})")
    call_command("import_wordpress", undo=ImportBatch.objects.get().pk, verbosity=0)
    assert list(Picture.objects.all()) == [shown] and list(Post.objects.all()) == [mine]
