"""Links between the old blog's own posts lead straight to where those stand now."""

from urllib.parse import unquote

import pytest

from blog.models import Post

from .exports import export, item, page, run

pytestmark = pytest.mark.django_db


def linking(tmp_path, address, words="there", **target):
    """The text of a post that links to this address, and the post that was meant."""
    text = export(
        item(id=1, content=f'<p>See <a href="{address}">{words}</a>.</p>'),
        item(id=2, title="Target", slug="target", content="Here.", **target),
    )
    run(tmp_path, text)
    meant = Post.objects.get(feed_id="https://old.example.org/?p=2")
    return Post.objects.get(feed_id="https://old.example.org/?p=1"), meant


@pytest.mark.parametrize(
    "address",
    [
        "https://old.example.org/2012/03/04/target/", "http://old.example.org/2012/03/04/target/",
        "https://www.old.example.org/2012/03/04/target", "//old.example.org/2012/03/04/target/",
        "https://old.example.org/?p=2", "/2012/03/04/target/",
    ],
)  # fmt: skip
def test_however_it_is_written(tmp_path, address, client):
    post, meant = linking(tmp_path, address)
    assert f"[there]({meant.get_absolute_url()})" in post.body
    assert f'href="{meant.get_absolute_url()}"' in client.get(post.get_absolute_url()).content.decode()


def test_the_fragment_stays(tmp_path):
    post, meant = linking(tmp_path, "https://old.example.org/2012/03/04/target/#later")
    assert f"]({meant.get_absolute_url()}#later)" in post.body


def test_an_address_that_did_not_change_is_made_the_sites_own(tmp_path):
    post, meant = linking(
        tmp_path, "https://old.example.org/2012/03/target/", link="https://old.example.org/2012/03/target/"
    )
    assert "](/2012/03/target/)" in post.body and meant.get_absolute_url() == "/2012/03/target/"


def test_a_page_and_its_address_in_any_script(tmp_path):
    text = export(
        item(id=1, content='<p><a href="https://old.example.org/%E3%81%8A%E7%9F%A5/">お知らせ</a></p>'),
        page(id=2, slug="%E3%81%8A%E7%9F%A5", link="https://old.example.org/%E3%81%8A%E7%9F%A5/"),
    )
    run(tmp_path, text)
    assert unquote(Post.objects.pages().get().get_absolute_url()) in Post.objects.posts().get().body


@pytest.mark.parametrize(
    "address",
    ["https://other.example.org/2012/03/04/target/", "https://old.example.org/never-there/", "mailto:a@example.org"],
)
def test_other_peoples_addresses_stay(tmp_path, address):
    assert f"]({address})" in linking(tmp_path, address)[0].body


def test_an_address_inside_code_is_left_alone(tmp_path):
    code = "<pre><code>curl https://old.example.org/2012/03/04/target/</code></pre>"
    text = export(item(id=1, content=code), item(id=2, slug="target", content="Here."))
    run(tmp_path, text)
    assert "curl https://old.example.org/2012/03/04/target/" in Post.objects.get(feed_id__endswith="=1").body


def test_it_is_no_new_version_and_no_news(tmp_path):
    post, _meant = linking(tmp_path, "https://old.example.org/2012/03/04/target/")
    assert post.latest_number == 1 and post.revisions.get().fields["body"] == post.body
    assert post.updated_at == post.published_at


@pytest.mark.parametrize("address", ["https://old.example.org/2012/03/04/target/?a=1&b=2#x", "/2012/03/04/target/"])
def test_the_page_is_as_if_it_had_been_written_so(tmp_path, address):
    post, _meant = linking(tmp_path, address)
    shown = post.body_html
    post.save()
    assert post.body_html == shown


def test_a_text_that_somebody_edited_is_left_alone(tmp_path):
    address = "https://old.example.org/2012/03/04/late/"
    first = export(item(id=1, content=f'<p>See <a href="{address}">there</a>.</p>'))
    run(tmp_path, first)
    post = Post.objects.get()
    post.title = "Edited"
    post.save()
    run(tmp_path, export(item(id=2, slug="late", content="Here.")), name="second.xml")
    post.refresh_from_db()
    assert f"]({address})" in post.body


def test_what_comes_in_a_later_file_is_found_as_well(tmp_path):
    address = "https://old.example.org/2012/03/04/late/"
    run(tmp_path, export(item(id=1, content=f'<p>See <a href="{address}">there</a>.</p>')))
    run(tmp_path, export(item(id=2, slug="late", content="Here.")), name="second.xml")
    assert "](/2012/03/late/)" in Post.objects.get(feed_id__endswith="=1").body
