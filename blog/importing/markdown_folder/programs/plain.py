"""Folders without a program: notes that nobody has published yet, unless they say so."""

from ..pieces import Piece
from .program import Program


class Plain(Program):
    name = "Markdown"
    served = ("", "static", "public", "assets", "images", "img")
    takes_html = False
    finds_by_name = True

    def otherwise(self, piece: Piece) -> str:
        return "post"

    def is_draft(self, piece: Piece) -> bool:
        """Without front matter nothing says that it was ever public."""
        return not piece.has_front_matter or super().is_draft(piece)


class Obsidian(Plain):
    name = "Obsidian"
    served = ("", "attachments", "Attachments", "assets", "images")

    def is_draft(self, piece: Piece) -> bool:
        """A vault is private: only what says that it is public becomes so."""
        fields = piece.fields
        is_public = any(fields.says_yes(name) for name in ("publish", "published", "public"))
        return not (is_public or fields.says_no("draft")) or super().is_draft(piece)

    def link(self, piece: Piece) -> str:
        permalink = piece.fields.words("permalink").strip("/")
        return f"/{permalink}" if permalink else "/" + "/".join([*piece.place.sections, piece.place.name])
