"""Between a post and `blog.markdown`, which knows neither models nor settings."""

import re
from dataclasses import asdict
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import markdown
from .models.picture import Picture
from .search import index

# What a rendering fills in.
DERIVED = ["body_html", "contents", "excerpt", "word_count"]
PICTURE_ADDRESS = re.compile(re.escape(settings.MEDIA_URL) + r"(pictures/[\w.-]+)")
SMALLER_COPY = re.compile(r"(.+)-\d+\.webp")
ENDINGS = (".jpg", ".png", ".webp", ".gif")
MOST_PICTURES = 2000  # in one text; a database takes only so many names in one question


def check_length(body: str) -> None:
    if len(body.encode()) > markdown.MAX_POST_BYTES:
        limit = markdown.MAX_POST_BYTES // 1000
        raise ValidationError(
            {"body": _("The text is longer than %(limit)s KB. Split it into parts.") % {"limit": limit}}
        )


def render(post, by=None) -> list[Picture]:
    """
    Fill in what is derived from the source; returns the pictures that the text shows. To name a picture opens none:
    it is one that `by` (None: the machine) may see, or that belongs to the post already.
    """
    pictures = pictures_in(post.body, by, post)
    _fill_in(post, _rendered(post.body, pictures, post.lang))
    return pictures


def render_again(post, reader) -> None:
    """
    Words of another day, as `reader` may see them now: a picture that is gone or hidden since leaves its own words.
    Nothing is stored.
    """
    pictures = pictures_in(post.body, reader, post)
    names = {name for picture in pictures for name in picture.file_names()}

    def is_gone(address: str) -> bool:
        found = PICTURE_ADDRESS.search(unquote(address))
        return found is not None and found[1] not in names

    _fill_in(post, _rendered(post.body, pictures, post.lang, is_gone))


def rerender(post) -> None:
    """Render what is stored once more, without a new revision; nothing if somebody saved it meanwhile."""
    render(post)
    derived = {name: getattr(post, name) for name in DERIVED}
    with transaction.atomic():
        if type(post).objects.filter(pk=post.pk, updated_at=post.updated_at).update(**derived):
            index.keep_piece(post)


def preview(body: str, language: str = "", by=None) -> markdown.Rendered:
    """What a text that is still being written would become. Raises ValidationError if it is too long."""
    check_length(body)
    return _rendered(body, pictures_in(body, by), language or settings.LANGUAGE_CODE)


def pictures_in(body: str, by=None, post=None) -> list[Picture]:
    """The pictures that a text shows, in whatever size it names them, as far as `by` or the post has them."""
    names = set(list(dict.fromkeys(PICTURE_ADDRESS.findall(body)))[:MOST_PICTURES])
    originals = {match[1] + ending for name in names if (match := SMALLER_COPY.fullmatch(name)) for ending in ENDINGS}
    pictures = list(Picture.objects.filter(file__in=names | originals)) if names else []
    return pictures if by is None else permitted(pictures, by, post)


def permitted(pictures: list[Picture], by, post) -> list[Picture]:
    ids = [picture.pk for picture in pictures]
    permitted = set(Picture.objects.visible_to(by).filter(pk__in=ids).values_list("pk", flat=True))
    if post and post.pk:
        permitted |= set(post.pictures.values_list("pk", flat=True))
    return [picture for picture in pictures if picture.pk in permitted]


def _fill_in(post, rendered: markdown.Rendered) -> None:
    post.body_html = rendered.html
    post.contents = [asdict(heading) for heading in rendered.contents]
    post.excerpt = rendered.excerpt
    post.word_count = rendered.word_count


def _rendered(body: str, pictures: list[Picture], language: str, is_gone=markdown.none_is_gone) -> markdown.Rendered:
    return markdown.render_post(
        body,
        pictures={each.file.url: markdown.Picture(each.width, each.height, each.srcset) for each in pictures},
        embed_hosts=settings.EMBED_HOSTS,
        language=language,
        origin=settings.SITE_URL,
        is_gone=is_gone,
    )
