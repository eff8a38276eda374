"""What was typed, made ready to be parsed: not too long, one kind of line end, no character that HTML forbids."""

import re
from html import escape

# Neither HTML nor XML (feeds, EPUB) may hold these; PostgreSQL cannot store NUL, UTF-8 no lone surrogate.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


class TooLong(ValueError):
    """The message is a sentence for the person who wrote the text."""


def prepare(source: str, limit: int) -> str:
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > limit:
        raise TooLong(
            f"This text is {size:,} bytes long and {limit:,} is the most that fits. "
            f"Please shorten it by {size - limit:,} bytes or split it in two."
        )
    return without_forbidden(LINE_END.sub("\n", source))


def without_forbidden(text: str) -> str:
    return FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """For titles and names: nothing forbidden, white space folded."""
    return " ".join(without_forbidden(text).split())


def as_plain_paragraphs(source: str) -> str:
    """The way out for a text whose markup would take too long to work out: every word is kept, no markup is."""
    paragraphs = BLANK_LINES.split(source.strip("\n"))
    return "\n".join(f"<p>{escape(text)}</p>".replace("\n", "<br>\n") for text in paragraphs if text.strip())
