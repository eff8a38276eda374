"""Addresses in a text that is here already are exchanged: nobody edited it, so it is no new version and no news."""

from html import escape

from django.db import transaction
from markdown_it.common.normalize_url import normalizeLink

from .. import rendering
from ..models import ImportedPicture, Post
from .text_addresses import rewritten


@transaction.atomic
def lead(post: Post, body: str, links: dict[str, str]) -> None:
    """
    Give the post this body, in which these links lead elsewhere and nothing else has changed; nothing if somebody has
    saved it meanwhile. What is rendered already is not rendered again if that can be helped: it is most of the work.
    """
    html = _led(post.body_html, links)
    if html is None:
        put(post, body)
    elif Post.objects.filter(pk=post.pk, body=post.body).update(body=body, body_html=html):
        _note(post, "body", post.body, body)


@transaction.atomic
def put(post: Post, body: str) -> None:
    """Give the post this body instead of its present one; nothing if somebody has saved it meanwhile."""
    before, post.body = post.body, body
    shown = rendering.render(post)
    derived = {name: getattr(post, name) for name in rendering.DERIVED}
    if not Post.objects.filter(pk=post.pk, body=before).update(body=body, **derived):
        return
    post.pictures.set(shown)
    _note(post, "body", before, body)


def place(row: ImportedPicture) -> None:
    """The picture is here now: show it wherever it is waited for."""
    if row.picture is None:
        return
    url = row.picture.file.url
    waited_for = {row.address, *row.spellings}
    for post in row.posts.all():
        body = rewritten(post.body, picture=lambda address: url if address in waited_for else None)
        if body != post.body:
            put(post, body)
    for post in row.covers.filter(cover=None):
        Post.objects.filter(pk=post.pk).update(cover=row.picture)
        _note(post, "cover_id", None, row.picture.pk)
    row.covers.clear()


def _led(html: str, links: dict[str, str]) -> str | None:
    """None if a link is not found as the renderer writes it."""
    for old, new in links.items():
        written = f'href="{escape(normalizeLink(old))}"'
        if written not in html:
            return None
        html = html.replace(written, f'href="{escape(normalizeLink(new))}"')
    return html


def _note(post: Post, field: str, before, after) -> None:
    """In the latest version, if it says what the post said."""
    latest = post.revisions.order_by("-number").first()
    if latest and latest.fields.get(field) == before:
        latest.fields[field] = after
        latest.save(update_fields=["fields"])
