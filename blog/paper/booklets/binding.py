"""A booklet as a volume: title page, contents, its pieces in order."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.text import slugify

from config.models import SiteSettings

from ...directions import direction_of
from ...models import Post
from ..choice import Choice
from ..sheet import Sheet, sheet_of, sheet_of_letter
from ..volume import Volume
from .contents import Item, read, write
from .joining import Joiner
from .pieces import Piece, gather

MOST_WORDS, MOST_LETTERS = 80_000, 2_000_000


def volume_of_booklet(pieces: list[Piece], title: str, choice: Choice, address: str, description: str = "") -> Volume:
    joiner, language = Joiner(pieces), _language(pieces)
    items = write(piece.item for piece in pieces)
    recipe = {"title": title, "with": items, "choice": choice.query(), "address": address, "description": description}
    return Volume(
        subject=f"booklet-{hashlib.sha256(items.encode()).hexdigest()[:24]}",
        file_name=slugify(title, allow_unicode=True)[:80] or "booklet",
        title=title,
        author=", ".join(dict.fromkeys(_author(piece) for piece in pieces)),
        language=language,
        direction=direction_of(language),
        address=address,
        choice=choice,
        recipe={"kind": "booklet", **recipe},
        make_sheets=lambda: [_sheet(piece, choice, joiner) for piece in pieces],
        description=description or SiteSettings.load().title,
        is_booklet=True,
    )


def volume_from(recipe: dict) -> Volume | None:
    """For the task: whether whoever asked may read it all was seen to when they asked, and shows in the edition."""
    items = read(recipe["with"])
    pieces = {piece.item: piece for piece in gather(items, AnonymousUser())}
    others = [item for item in items if item not in pieces and not item.is_comment]
    for pk, post in Post.objects.for_paper().in_bulk([item.pk for item in others]).items():
        pieces[Item(pk)] = Piece(Item(pk), post)
    found = [pieces[item] for item in items if item in pieces]
    if not found:
        return None
    choice = Choice.parse(recipe["choice"])
    return volume_of_booklet(found, recipe["title"], choice, recipe["address"], recipe["description"])


def is_too_much(pieces: Sequence[Piece]) -> bool:
    """More than the press can hold: in words, or in what is written around them."""
    posts = [piece.post for piece in pieces if not piece.letter]
    words, letters = sum(post.word_count for post in posts), sum(len(post.body_html) for post in posts)
    return words > MOST_WORDS or letters > MOST_LETTERS


def _sheet(piece: Piece, choice: Choice, joiner: Joiner) -> Sheet:
    place = {"anchor": piece.anchor, "join": joiner.joined_as(piece)}
    return sheet_of_letter(piece.letter, choice, **place) if piece.letter else sheet_of(piece.post, choice, **place)


def _author(piece: Piece) -> str:
    return piece.letter.name if piece.letter else piece.post.author.name


def _language(pieces: list[Piece]) -> str:
    """That of all pieces; the site's if they have several."""
    languages = {piece.post.lang for piece in pieces}
    return languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE
