"""What a reader may choose on the bench. The whole choice is in the address, and only what differs from the usual."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

CODE = 4  # letters of the code of a part, see blog.paper.parts
MOST_PARTS = 1500  # in one address: 6 KB
SIZES_OF_ONE = {"f": "full", "l": "large", "m": "medium", "s": "small", "n": "none"}


@dataclass(frozen=True)
class Option:
    name: str
    label: str | Promise
    values: Mapping[str, str | Promise]
    usual: str


PAPER = {"a4": "A4", "letter": "Letter", "a5": "A5"}
SIZES = {each: f"{each} pt" for each in ("8", "9", "10", "11", "12", "14", "18")}
FONTS = {"serif": _("Serif"), "sans": _("Sans serif"), "legible": "Atkinson Hyperlegible"}
LINES = {"close": _("close"), "usual": _("usual"), "wide": _("wide")}
PICTURES = {
    "full": _("full"), "large": _("large"), "medium": _("medium"), "small": _("small"), "none": _("none")
}  # fmt: skip
LINKS = {"notes": _("as end notes"), "brackets": _("in brackets"), "off": _("without addresses")}
COMMENTS = {
    "none": _("none"),
    "highlights": _("highlights"),
    "author": _("the author’s answers"),
    "thread": _("one thread"),
    "all": _("all"),
}
COLUMNS = {"1": _("one"), "2": _("two")}
INK = {"colour": _("in colour"), "grey": _("grey")}
CODE_LINES = {"wrap": _("wrapped"), "keep": _("kept, smaller where they are long")}

OPTIONS = [
    Option("paper", _("Paper"), PAPER, "a4"),
    Option("size", _("Text size"), SIZES, "11"),
    Option("font", _("Typeface"), FONTS, "serif"),
    Option("lines", _("Line spacing"), LINES, "usual"),
    Option("columns", _("Columns"), COLUMNS, "1"),
    Option("pictures", _("Pictures"), PICTURES, "full"),
    Option("ink", _("Colour"), INK, "colour"),
    Option("links", _("Links"), LINKS, "notes"),
    Option("code", _("Lines of code"), CODE_LINES, "wrap"),
    Option("comments", _("Comments"), COMMENTS, "none"),
]


@dataclass(frozen=True)
class Choice:
    """
    `thread` is the id of the comment that opens the one thread; `without` the codes of the parts that are left out;
    `each` the sizes of single pictures, by code.
    """

    paper: str = "a4"
    size: str = "11"
    font: str = "serif"
    lines: str = "usual"
    columns: str = "1"
    pictures: str = "full"
    ink: str = "colour"
    links: str = "notes"
    code: str = "wrap"
    comments: str = "none"
    thread: int = 0
    without: tuple[str, ...] = ()
    each: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, query: QueryDict, usual: "Choice | None" = None) -> "Choice":
        """Whatever is not a choice is as usual: an address that somebody typed is no error."""
        usual = usual or cls()
        values = {option.name: query.get(option.name) for option in OPTIONS}
        known = {o.name: values[o.name] for o in OPTIONS if values[o.name] in o.values}
        return replace(usual, **known, thread=_number(query.get("thread")), without=_codes(query), each=_sizes(query))

    @classmethod
    def parse(cls, text: str, usual: "Choice | None" = None) -> "Choice":
        return cls.read(QueryDict(text), usual)

    def query(self, usual: "Choice | None" = None) -> str:
        """For the address: short enough to share. Empty if all is as usual."""
        usual = usual or Choice()
        names = [option.name for option in OPTIONS if getattr(self, option.name) != getattr(usual, option.name)]
        pairs = [(name, getattr(self, name)) for name in names]
        if self.comments == "thread" and self.thread:
            pairs.append(("thread", self.thread))
        pairs += [("each", self.each_in_a_row)] if self.each else []
        pairs += [("without", self.without_in_a_row)] if self.without else []
        return urlencode(pairs)

    def shortened(self, most: int) -> "Choice":
        """With at most so many parts left out, and so many pictures of their own size."""
        return replace(self, without=self.without[:most], each=self.each[:most])

    @property
    def options(self) -> list[tuple[Option, str]]:
        """Each with the value that is chosen."""
        return [(option, getattr(self, option.name)) for option in OPTIONS]

    @property
    def without_in_a_row(self) -> str:
        return "".join(self.without)

    @property
    def each_in_a_row(self) -> str:
        return "".join(code + size[0] for code, size in self.each)

    @cached_property
    def left_out(self) -> frozenset[str]:
        return frozenset(self.without)

    @cached_property
    def sizes(self) -> dict[str, str]:
        return dict(self.each)

    @property
    def classes(self) -> str:
        """Class names for the sheet, which css/choices.css knows."""
        names = ("paper", "size", "font", "lines", "columns", "pictures", "ink", "links", "code")
        return " ".join(f"{name}-{getattr(self, name)}" for name in names)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _codes(query: QueryDict) -> tuple[str, ...]:
    """As one word from a shared address, or one by one from a form."""
    letters = "".join(each for each in query.getlist("without") if len(each) % CODE == 0)
    codes = [letters[i : i + CODE] for i in range(0, len(letters), CODE)]
    return tuple(dict.fromkeys(filter(_is_code, codes[:MOST_PARTS])))


def _sizes(query: QueryDict) -> tuple[tuple[str, str], ...]:
    letters = "".join(each for each in query.getlist("each") if len(each) % (CODE + 1) == 0)
    pieces = [letters[i : i + CODE + 1] for i in range(0, len(letters), CODE + 1)][:MOST_PARTS]
    sizes = {each[:CODE]: SIZES_OF_ONE[each[CODE]] for each in pieces if each[CODE] in SIZES_OF_ONE}
    return tuple((code, size) for code, size in sizes.items() if _is_code(code))


def _is_code(text: str) -> bool:
    return text.isascii() and text.isalnum() and text == text.lower()
