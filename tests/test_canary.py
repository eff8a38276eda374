"""A canary word is planted in everything that is hidden; then every address of the site is walked as a stranger."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from blog import pictures
from blog.models import Category, OldAddress, SearchWord, Series, Tag, Visibility
from blog.search import spelling
from blog.tests.pictures import upload
from comments.leaks import SHAPES, every_address, secrets
from comments.models import Status

from .builders import make_comment, make_page, make_post, make_user

CANARY = "xanthocarpous"

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden_pieces():
    now = timezone.now()
    states = {
        "draft": {"published_at": None},
        "scheduled": {"published_at": now + timedelta(days=1)},
        "expired": {"published_at": now - timedelta(days=9), "expires_at": now - timedelta(days=1)},
        "private": {"visibility": Visibility.PRIVATE},
        "password": {"visibility": Visibility.PASSWORD, "password": f"{CANARY} pass"},
        "members": {"visibility": Visibility.MEMBERS},
        "trashed": {"trashed_at": now},
    }
    shared = {
        "tags": [Tag.objects.create(name="Tides")],
        "categories": [Category.objects.create(name="Workshop")],
        "series": Series.objects.create(name="Letters"),
        "author": make_user("ada", role="author"),
    }
    words = {"summary": f"{CANARY} summary", "body": f"The {CANARY} text."}
    words["cover"] = pictures.take_in(upload(), by=None, alt=f"{CANARY} alt", caption=f"{CANARY} caption")
    posts = [make_post(f"{CANARY} {state}", **shared, **words, **fields) for state, fields in states.items()]
    posts += [make_page(f"{CANARY} page {state}", author=shared["author"], **words, **f) for state, f in states.items()]
    make_post("In public", **shared, body="Anybody may read this.")
    plant_versions(shared["author"], posts)
    for post in posts:
        OldAddress.objects.remember(f"/old/{post.pk}/", post)
        OldAddress.objects.remember(f"/?p={post.pk}", post)
    OldAddress.objects.remember_term("/old/term/", Category.objects.create(name=CANARY))
    OldAddress.objects.lead("/old/chain/", f"{posts[0].get_absolute_url()}?x=1")
    OldAddress.objects.lead("/old/shape/", f"{posts[-1].get_absolute_url()}print/")
    return posts


def plant_versions(author, hidden):
    """In a public piece: words of its draft, and of a version that was withdrawn, with the reason."""
    for make in (make_post, make_page):
        post = make(f"{CANARY} at first", body=f"{CANARY} draft", published_at=None, author=author)
        post.title, post.slug, post.body = "Now in public", f"{post.kind}-in-public", "Nothing of that is left."
        post.publish(by=author)
        post.summary = f"{CANARY} slip"
        post.save(by=author)
        post.summary = ""
        post.save(by=author)
        post.revisions.get(number=3).withdraw(by=author, reason=f"{CANARY} reason")
    for post in hidden:
        post.revisions.update(public_from=timezone.now() - timedelta(days=3))
        assert post.revisions.readable().exists()


@pytest.fixture
def hidden_comments(hidden_pieces):
    public = make_post("Talked about")
    for status in (Status.PENDING, Status.SPAM, Status.TRASH):
        hidden = make_comment(public, status=status, name=f"{CANARY} name", body=f"{CANARY} words")
        make_comment(public, parent=hidden, body="An answer that stays.")
    for post in hidden_pieces:
        make_comment(post, body=f"{CANARY} reply")
    return public


def test_nothing_hidden_is_on_any_address_of_the_site(client, hidden_pieces, hidden_comments):
    addresses = [*every_address()] + [f"/old/{post.pk}/" for post in hidden_pieces] + [f"/{CANARY}/", "/?page=2"]
    assert len(addresses) > 80
    seen = []
    for address in addresses:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        # The address asked for may stand in the page's own canonical or form; the words may not.
        text = (body.decode() + response.headers.get("Location", "")).replace(address, "").replace(quote(address), "")
        if CANARY in text.lower() or response.status_code >= 500:
            seen.append((address, response.status_code))
    assert seen == []


@pytest.mark.parametrize("typed", [CANARY, CANARY[:8], f'"{CANARY}"', "xanthocarpus", f"{CANARY} text"])
def test_nothing_hidden_is_searched_for_with_success(client, hidden_pieces, hidden_comments, typed):
    spelling.learn()
    for narrowed in ({}, {"tag": "tides"}, {"author": "ada"}, {"kind": "comment"}):
        response = client.get("/search/", {"q": typed, **narrowed})
        assert response.context["page"].paginator.count == 0 and response.context["better"] is None
        if CANARY not in typed:
            assert CANARY not in response.content.decode().lower()
    assert not SearchWord.objects.filter(word=CANARY).exists()


def test_hidden_pieces_are_not_found_in_any_shape(client, hidden_pieces):
    answers = {
        (post.status, name): client.get(post.url_of(name)).status_code
        for post in hidden_pieces
        if not post.is_locked
        for name in SHAPES
    }
    assert set(answers.values()) == {404}


def test_no_version_of_a_hidden_piece_is_found(client, hidden_pieces):
    hidden = [post for post in hidden_pieces if not post.is_locked]
    addresses = [each.get_absolute_url() for post in hidden for each in post.revisions.all()]
    assert len(addresses) >= 10
    for address in addresses:
        assert {client.get(address).status_code, client.get(f"{address}?diff").status_code} == {404}, address


def test_locked_pieces_answer_with_the_lock_in_every_shape_and_tell_nothing(client, hidden_pieces, hidden_comments):
    locked = [post for post in hidden_pieces if post.is_locked]
    assert len(locked) == 4
    for post in locked:
        addresses = [post.url_of(name) for name in (*SHAPES, "comments:stamp")]
        addresses += [post.url_of("blog:revision", number=number) for number in (1, 99)]
        addresses += [reverse("blog:short", args=[post.pk]), post.comments.get().get_absolute_url()]
        for address in addresses:
            response = client.get(address)
            page, headers = response.content.decode(), str(response.headers)
            assert response.status_code == 200, address
            assert ("opens with a password" in page) is (post.status == "password"), address
            assert ("people with an account" in page) is (post.status == "members"), address
            assert CANARY not in (page.replace(address, "") + headers).lower(), address
            assert "ada" not in page and "og:" not in page and "ld+json" not in page and "canonical" not in page
            assert response.headers["Cache-Control"] == "private, no-store"
            assert response.headers["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in page
            assert not response.cookies


def test_pictures_of_hidden_pieces_are_not_found(client, hidden_pieces):
    assert client.get(hidden_pieces[0].cover.file.url).status_code == 404


def test_their_author_and_the_editors_see_them(client, hidden_pieces):
    drafts = [post for post in hidden_pieces if post.status == "draft"]
    for person in (drafts[0].author, make_user("edit", role="editor")):
        client.force_login(person)
        response = client.get(drafts[0].get_absolute_url())
        assert response.status_code == 200 and CANARY in response.content.decode()
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.slow
def test_leakcheck_finds_nothing_on_a_tight_site_and_a_leak_where_there_is_one(hidden_pieces, capsys, monkeypatch):
    make_comment(make_post(), status=Status.PENDING, body="Six words that nobody should read yet.")
    call_command("leakcheck")
    assert "nothing hidden was seen" in capsys.readouterr().out
    make_post("Drafted", published_at=None, body="These are words of mine that nobody may read.")
    known = secrets()
    assert "these are words of mine that" in known
    monkeypatch.setattr("comments.leaks.secrets", lambda: known)
    monkeypatch.setattr("blog.models.post_queryset.PostQuerySet.published", lambda posts: posts.kept())
    with pytest.raises(CommandError, match="leaks"):
        call_command("leakcheck")


def test_leakcheck_finds_a_withdrawn_version_that_is_shown(capsys, monkeypatch):
    post = make_post(
        "In public", body="A slip of the pen that was taken back at once.\n\nAnd a paragraph that stays in it."
    )
    post.body = "Corrected.\n\nAnd a paragraph that stays in it."
    post.save()
    post.revisions.get(number=1).withdraw(by=None)
    known = secrets()
    assert known == {"a slip of the pen that": f"revision 1 of post {post.pk}"}
    monkeypatch.setattr("comments.leaks.secrets", lambda: known)
    monkeypatch.setattr("blog.models.revision.RevisionQuerySet.readable", lambda revisions: revisions.once_public())
    with pytest.raises(CommandError, match="leaks"):
        call_command("leakcheck")
    assert f"{post.get_absolute_url()}revision/1/: a slip of the pen that" in capsys.readouterr().out
