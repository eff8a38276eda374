"""The title of a text that has none in its front matter: its first heading, or its file's name."""

import re

from .pieces import Piece

HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n+|\Z)|\s*([^\n#>*`\-+=|<\[{][^\n]*)\n=+[ \t]*(?:\n+|\Z)")
ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}\n]{0,200}\}\s*$")


def title_of(piece: Piece) -> tuple[str, str]:
    """The title, and the text without the heading that became it."""
    if title := piece.fields.words("title"):
        return title, piece.body
    heading = None if piece.is_html else HEADING.match(piece.body[:2000])
    if heading:
        return ATTRIBUTES.sub("", heading[1] or heading[2]).strip(), piece.body[heading.end() :]
    return named(piece.place.dated[1]), piece.body


def named(name: str) -> str:
    """`my-first-post` as words; a name with spaces in it was made for people."""
    if " " in name:
        return name
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]
