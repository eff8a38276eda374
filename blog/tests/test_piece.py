from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Category, Series, Tag
from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db


def test_a_strangers_page_is_the_same_for_all_strangers(client):
    post = make_post(body="Words.\n\n## More")
    make_comment(post)
    for address in ("/", post.get_absolute_url(), "/archive/", "/nope/"):
        one, two = client.get(address), client.get(address, headers={"accept-language": "de"})
        assert one.content == two.content
        assert not one.cookies and "csrfmiddlewaretoken" not in one.content.decode()


def test_every_answer_carries_the_strict_policy(client):
    for address in ("/", make_post().get_absolute_url(), "/nope/", "/feed/", "/accounts/login/", "/admin/", "/healthz"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_a_post_tells_machines_what_it_is(client):
    post = make_post('The "slow" </script> letter', summary="About outboxes & trays.")
    page = client.get(post.get_absolute_url()).content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{post.get_absolute_url()}">' in page
    assert '<meta name="description" content="About outboxes &amp; trays.">' in page
    assert 'property="og:title" content="The &quot;slow&quot; &lt;/script&gt; letter"' in page
    assert "\\u003C/script\\u003E letter" in page


def test_a_post_leads_to_its_neighbours_and_kin(client):
    tag = Tag.objects.create(name="Tides")
    older, post, newer = (
        make_post(title, tags=[tag], published_at=timezone.now() - timedelta(days=days))
        for title, days in (("Older", 3), ("Here", 2), ("Newer", 1))
    )
    make_post("Hidden", tags=[tag], published_at=None)
    page = client.get(post.get_absolute_url()).content.decode()
    assert f'rel="prev" href="{older.get_absolute_url()}"' in page
    assert f'rel="next" href="{newer.get_absolute_url()}"' in page
    assert "Hidden" not in page


def test_the_row_keep_this_stands_under_every_piece(client):
    for piece in (make_post(), make_page("About")):
        page = client.get(piece.get_absolute_url()).content.decode()
        assert "Keep this" in page
        for name in ("print", "pdf", "email"):
            assert f'href="{piece.get_absolute_url()}{name}/"' in page


def test_a_piece_in_another_language_says_so(client):
    post = make_post("Flaschenpost", body="Ein kurzer Text.", language="de")
    assert 'class="prose" lang="de" dir="ltr"' in client.get(post.get_absolute_url()).content.decode()


def test_a_piece_in_arabic_runs_from_right_to_left(client):
    post = make_post("رسالة", body="نص قصير.", language="ar")
    assert 'class="prose" lang="ar" dir="rtl"' in client.get(post.get_absolute_url()).content.decode()


def test_frames_are_allowed_only_where_a_piece_embeds_one(client):
    plain = make_post()
    film = make_post(body="https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    assert "frame-src" not in client.get(plain.get_absolute_url()).headers["Content-Security-Policy"]
    policy = client.get(film.get_absolute_url()).headers["Content-Security-Policy"]
    assert "frame-src https://player.vimeo.com https://www.youtube-nocookie.com" in policy


def test_other_methods_are_refused(client):
    post = make_post()
    assert client.post(post.get_absolute_url()).status_code == 405
    assert client.head(post.get_absolute_url()).status_code == 200


def test_an_unchanged_page_is_answered_with_304(client):
    post = make_post()
    etag = client.get(post.get_absolute_url()).headers["ETag"]
    assert client.get(post.get_absolute_url(), headers={"if-none-match": etag}).status_code == 304


def test_a_post_asks_the_database_as_often_with_much_around_it(client, django_assert_max_num_queries):
    series, category = Series.objects.create(name="Letters"), Category.objects.create(name="Workshop")
    tags = [Tag.objects.create(name=str(number)) for number in range(3)]
    post = make_post(series=series, part=1, categories=[category], tags=tags)
    make_post(series=series, part=2, categories=[category], tags=tags)
    parent = make_comment(post)
    with django_assert_max_num_queries(40) as few:
        client.get(post.get_absolute_url())
    for number in range(12):
        make_post(series=series, part=number, categories=[category], tags=tags, author=make_user(f"w{number}"))
        make_comment(post, parent=parent, account=make_user(f"m{number}"))
    with django_assert_max_num_queries(len(few)):
        client.get(post.get_absolute_url())
