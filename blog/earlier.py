"""A version of another day, set again for whoever reads it today."""

from copy import copy

from django.utils.html import format_html

from . import rendering
from .models import Picture, Post, Revision

# Longer ones are shown as they were written: to set them costs seconds, at every look.
MOST_SET_AGAIN = 100_000
WORDS = ("title", "summary", "body", "language")


def as_it_was(post: Post, revision: Revision, reader) -> Post:
    """The post with the words and the cover it had, to be shown and never to be saved."""
    then = copy(post)
    for name in WORDS:
        setattr(then, name, revision.fields[name])
    then.cover = _cover(post, revision.fields["cover_id"], reader)
    if revision.number == post.latest_number and revision.digest == post.latest_digest:
        return then
    if len(then.body) > MOST_SET_AGAIN:
        then.body_html = format_html("<pre>{}</pre>", then.body)
    else:
        rendering.render_again(then, reader)
    return then


def _cover(post: Post, number: int | None, reader) -> Picture | None:
    """As far as this person may see it today."""
    if number == post.cover_id:
        return post.cover
    picture = Picture.objects.filter(pk=number).first()
    return picture if picture and rendering.permitted([picture], reader, post) else None
