"""The addresses in a piece of Markdown: found where they are links or pictures, never inside code."""

import re
from collections.abc import Callable

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
DESTINATION = r"(?:<[^<>\n]{0,2000}>|[^\s<>()]{1,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,500}){0,9})"
# Code spans come first, so that nothing inside them is found.
ADDRESSES = re.compile(
    rf"""(?P<code>(?<!`)(?P<ticks>`{{1,9}})(?!`)[^`]{{1,2000}}(?P=ticks)(?!`))
    | (?P<picture>!\[(?:\\.|[^\\\[\]]|\[[^\[\]]{{0,200}}\]){{0,1000}}\]\([ \t]*)(?P<picture_at>{DESTINATION})
    | (?P<img><img\b[^<>]{{0,2000}}?\ssrc=")(?P<img_at>[^"]{{1,2000}})
    | (?P<link>\]\([ \t]*)(?P<link_at>{DESTINATION})
    | (?P<href>\shref=")(?P<href_at>[^"]{{1,2000}})
    | (?P<definition>^[ ]{{0,3}}\[[^\[\]\n]{{1,200}}\]:[ \t]*)(?P<definition_at>{DESTINATION})
    | <(?P<auto_at>https?://[^\s<>]{{1,2000}})>
    """,
    re.VERBOSE | re.MULTILINE,
)
Answer = Callable[[str], str | None]


def rewritten(text: str, *, picture: Answer = lambda _: None, link: Answer = lambda _: None) -> str:
    """Each address is asked for as it is written; None leaves it."""
    return "".join(
        part if is_code else ADDRESSES.sub(lambda found: _written(found, picture, link), part)
        for part, is_code in _parts(text)
    )


def _written(found: re.Match, picture: Answer, link: Answer) -> str:
    for name, ask in (("picture", picture), ("img", picture), ("link", link), ("href", link), ("definition", link)):
        if found[name] is not None:
            return _replaced(found[name], found[f"{name}_at"], ask, found[0])
    if found["auto_at"] and (new := link(found["auto_at"])):
        # A path alone is no autolink: the old address stays as the words.
        return new if new.startswith("http") else f"[{_words(found['auto_at'])}]({_safe(new)})"
    return found[0]


def _replaced(opening: str, written: str, ask: Answer, whole: str) -> str:
    address = written.removeprefix("<").removesuffix(">").replace("&amp;", "&")
    new = ask(address)
    if new is None:
        return whole
    return opening + (new.replace("&", "&amp;").replace('"', "%22") if opening.endswith('"') else _safe(new))


def _safe(address: str) -> str:
    return f"<{address}>" if set(address) & set("() ") else address


def _words(address: str) -> str:
    return re.sub(r"([\\\[\]*_`<>])", r"\\\1", address)


def _parts(text: str) -> list[tuple[str, bool]]:
    """Prose and fenced code, in turn."""
    parts, position = [], 0
    while opening := FENCE.search(text, position):
        end_of_line = text.find("\n", opening.end())
        closing = re.compile(rf"^ {{0,3}}{opening[1][0]}{{{len(opening[1])},}}[ \t]*$", re.MULTILINE)
        closed = closing.search(text, end_of_line) if end_of_line >= 0 else None
        end = closed.end() if closed else len(text)
        parts += [(text[position : opening.start()], False), (text[opening.start() : end], True)]
        position = end
    return [*parts, (text[position:], False)]
