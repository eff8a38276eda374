"""Several texts in one file: each keeps its own ids, and links between them become page references."""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _

from config.site import absolute

from ..tags import TAG
from .pieces import Piece

ID = re.compile(r'( id=")')
FRAGMENT = re.compile(r'( href="#)')
LINK = re.compile(r' href="([^"#?]+)(?:#[^"]*)?"')


class Joiner:
    def __init__(self, pieces: list[Piece]):
        self._anchors = {escape(absolute(piece.url)): piece.anchor for piece in pieces}

    def joined_as(self, piece: Piece):
        """The function that makes a text of this piece part of the booklet."""
        prefix = f"in-{piece.item}-"

        def joined(tag: re.Match) -> str:
            text = FRAGMENT.sub(rf"\g<1>{prefix}", ID.sub(rf"\g<1>{prefix}", tag[0]))
            return LINK.sub(self._within, text)

        # In tags alone: what a text says of ids and links stays as it was written.
        return lambda html: TAG.sub(joined, html)

    def _within(self, link: re.Match) -> str:
        anchor = self._anchors.get(link[1])
        # A printed page reference: the stylesheet puts the number behind the word.
        return f' href="#{anchor}" data-page="{escape(_("page"))}"' if anchor else link[0]
