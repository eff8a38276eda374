"""What goes on paper of one piece, as the reader chose: its parts, its links, what was said about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config.site import absolute

from .. import absolute_html
from ..models import Picture, Post
from ..seams import Shown, conversations
from .choice import Choice
from .code_lines import with_line_lengths
from .links import bracket_links, mark_addresses, number_links
from .list_numbers import with_room_for_numbers
from .parts import Cutter, Part
from .tables import with_room_needed

# Nothing can be ticked or unfolded on paper.
CHECKBOX = re.compile(r'<input type="checkbox"[^>]*>')
MOST_LISTED, MOST_LISTED_AGAIN = 1500, 150
NOTE = re.compile(r'<li id="([^"]+)"[^>]*>.*?</li>', re.DOTALL)
NOTES = re.compile(r'<section class="footnotes".*?</section>', re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """The same for everybody who may read the piece, and nothing in it changes by itself."""

    post: Post
    choice: Choice
    cover: Picture | None
    cover_code: str
    text: SafeString
    talk: SafeString
    addresses: list[str]
    parts: list[Part]
    anchor: str = ""  # in a booklet, where its links lead
    letter: Shown | None = None  # a single comment, and not the post it is about

    @property
    def title(self) -> str:
        return title_of(self.post, self.letter)

    @property
    def cover_class(self) -> str:
        size = self.choice.sizes.get(self.cover_code)
        return f" picture-{size}" if size else ""

    @property
    def direction(self) -> str:
        return self.post.direction

    @property
    def canonical(self) -> str:
        return absolute(self.letter.address if self.letter else self.post.get_absolute_url())

    @property
    def short_url(self) -> str:
        return absolute(reverse("blog:short", args=[self.post.pk]))

    @property
    def left_out(self) -> list[Part]:
        return [part for part in self.parts if part.is_left_out]

    @property
    def left_out_shown(self) -> list[Part]:
        """Each with a link that says all others: so many that the page stays a page."""
        return self.left_out[:MOST_LISTED_AGAIN]

    @property
    def kept_shown(self) -> list[Part]:
        return self.kept[:MOST_LISTED]

    @property
    def kept(self) -> list[Part]:
        return [part for part in self.parts if not part.is_left_out]

    @property
    def pictures(self) -> list[Part]:
        return [part for part in self.kept if part.is_picture]


def title_of(post: Post, letter: Shown | None) -> str:
    """Of a piece, or of one comment on it."""
    return _("%(name)s on “%(title)s”") % {"name": letter.name, "title": post.headline} if letter else post.headline


def sheet_of(post: Post, choice: Choice, *, anchor: str = "", join: Callable[[str], str] = str) -> Sheet:
    """`join` changes ids and links of a text that becomes part of a booklet, where `anchor` is its place."""
    cutter = Cutter(choice.left_out, choice.sizes)
    cover, cover_code = _cover(post, choice, cutter)
    html = absolute_html.with_absolute_links(post.body_html).replace("<details>", "<details open>")
    html = _with_called_notes(cutter.cut(CHECKBOX.sub(_drawn_box, html)))
    html = with_room_for_numbers(with_room_needed(with_line_lengths(html)))
    talk = "".join(each.on_paper(post, choice.comments, choice.thread, cutter) for each in conversations())
    talk = absolute_html.with_absolute_links(talk)
    text, talk, addresses = _with_addresses(join(html), join(talk), choice.links)
    return Sheet(post, choice, cover, cover_code, text, talk, addresses, cutter.parts, anchor)


def sheet_of_letter(letter: Shown, choice: Choice, *, anchor: str, join: Callable[[str], str]) -> Sheet:
    """One comment alone, as in a booklet."""
    html = join(absolute_html.with_absolute_links(letter.html))
    text, talk, addresses = _with_addresses(html, "", choice.links)
    return Sheet(letter.post, choice, None, "", text, talk, addresses, [], anchor, letter)


def _cover(post: Post, choice: Choice, cutter: Cutter) -> tuple[Picture | None, str]:
    cover = post.leading_picture
    if cover is None:
        return None, ""
    code = cutter.take(f"cover:{cover.pk}", "figure", cover.alt or cover.caption, is_picture=True)
    is_shown = code and choice.sizes.get(code, choice.pictures) != "none"
    return (cover if is_shown else None), code


def _with_addresses(text: str, talk: str, how: str) -> tuple[SafeString, SafeString, list[str]]:
    """The texts come from the sanitiser and from templates; a cut takes whole elements out of them."""
    text, talk = mark_addresses(text), mark_addresses(talk)
    if how == "brackets":
        return bracket_links(text), bracket_links(talk), []
    if how == "off":
        return mark_safe(text), mark_safe(talk), []
    numbers: dict[str, int] = {}
    return number_links(text, numbers), number_links(talk, numbers), list(numbers)


def _with_called_notes(html: str) -> str:
    """Footnotes that nothing calls any more go with what called them."""
    notes = NOTES.search(html)
    if not notes:
        return html
    rest = html[: notes.start()] + html[notes.end() :]
    kept = NOTE.sub(lambda note: note[0] if f'href="#{note[1]}"' in rest else "", notes[0])
    return html[: notes.start()] + (kept if NOTE.search(kept) else "") + html[notes.end() :]


def _drawn_box(checkbox: re.Match) -> str:
    return f'<span class="box">{"×" if " checked" in checkbox[0] else ""}</span>'
