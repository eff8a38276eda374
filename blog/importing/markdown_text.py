"""Words as Markdown: escaped where they would be taken for markup, and only there."""

import re
from html import escape
from urllib.parse import quote

# An address in running text stays one; its own characters must not be escaped.
ADDRESS = re.compile(r"https?://[^\s<>\\`\"]{1,1900}[^\s<>\\`\".,;:!?'()\[\]*_~]")
MARKUP = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
SPACES = re.compile(r"[ \t\n\r\f]+")
LINE_START = re.compile(r"(\d{1,9})([.)](?:\s|$))|([-+:](?:\s|$)|#{1,6}(?:\s|$)|>|=+\s*$|-{2,}\s*$)")


def escaped(text: str, *, dollars: bool = False) -> str:
    text = MARKUP.sub(lambda found: "\\" + found[0], text)
    return text.replace("$", "\\$") if dollars else text


def escaped_prose(text: str, *, dollars: bool = False) -> str:
    """The same, with the addresses in it kept as links."""
    out, position = [], 0
    for found in ADDRESS.finditer(text):
        out += [escaped(text[position : found.start()], dollars=dollars), f"<{found[0]}>"]
        position = found.end()
    return "".join(out) + escaped(text[position:], dollars=dollars)


def guard_line_start(line: str) -> str:
    """`1. May` and `- said he -` are no lists."""
    found = LINE_START.match(line)
    if found is None:
        return line
    return f"{found[1]}\\{line[len(found[1]) :]}" if found[1] else "\\" + line


def code_span(text: str) -> str:
    text = SPACES.sub(" ", text)
    fence = "`" * (longest_run(text, "`") + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text.strip() else text


def fenced(code: str, language: str) -> str:
    fence = "`" * max(3, longest_run(code, "`") + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def longest_run(text: str, mark: str) -> int:
    return max(map(len, re.findall(f"{re.escape(mark)}+", text)), default=0)


def link(label: str, address: str, title: str = "") -> str:
    title = f' "{escaped(SPACES.sub(" ", title)).replace(chr(34), chr(92) + chr(34))}"' if title else ""
    return f"[{label}]({destination(address)}{title})"


def destination(address: str) -> str:
    safe = quote(address.strip(), safe="!#$%&'()*+,/:;=?@[]~-._" + "".join({c for c in address if c > "\x7f"}))
    safe = ENTITY.sub("&amp;", safe)
    return f"<{safe}>" if set(safe) & set("()") else safe


def tag(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}" + "".join(f' {key}="{escape(SPACES.sub(" ", value))}"' for key, value in attributes.items()) + ">"


def picture(alt: str, address: str, caption: str = "") -> str:
    return "!" + link(escaped(alt), address, caption)
