"""What stands between the fences at the top of a file, in YAML, TOML or JSON, and the text below."""

import codecs
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from .folder import Unfit
from .yaml_words import DEEPEST, MOST_VALUES, Value, read_yaml

LONGEST = 64 * 1024
OPENING = re.compile(r"(---|\+\+\+)[ \t]*(yaml|toml|json|js|javascript|coffee|cson)?[ \t]*\n")
CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
# The parser takes minutes for a name of thousands of parts.
DOTTED = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){40}""")
JSON_START = re.compile(r'\{\s*["}]')


@dataclass(frozen=True)
class Document:
    """`fields` is None if the file has no front matter at all, which is not the same as an empty one."""

    fields: dict[str, Value] | None
    body: str = field(repr=False, default="")


def read_document(data: bytes, repairs: Counter) -> Document:
    """Raises Unfit."""
    text = decoded(data)
    if JSON_START.match(text):
        return _with_json(text)
    opening = OPENING.match(text)
    closing = CLOSING[opening[1]].search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return Document(None, text)
    inside, body = text[opening.end() : closing.start()], text[closing.end() :]
    if len(inside) > LONGEST:
        raise Unfit(_("its front matter is longer than %d KB") % (LONGEST // 1024))
    language = opening[2] or ("toml" if opening[1] == "+++" else "yaml")
    return Document(parsed(inside, language, repairs), body)


def read_exactly(data: bytes, repairs: Counter) -> Document:
    """The same for what we wrote ourselves: the body byte for byte. Raises Unfit."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unfit(_("is not in UTF-8")) from error
    closing = CLOSING["---"].search(text, 4) if text.startswith("---\n") else None
    if closing is None or closing.start() > LONGEST:
        raise Unfit(_("has no front matter, or one that is too long"))
    return Document(parsed(text[4 : closing.start()], "yaml", repairs), text[closing.end() :])


def decoded(data: bytes) -> str:
    """Raises Unfit. Line ends become LF; a mark at the beginning says nothing and goes."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = _("is no text") if b"\0" in data else _("is not in UTF-8: save it in that encoding")
        raise Unfit(reason) from error
    if "\0" in text:
        raise Unfit(_("is no text"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parsed(text: str, language: str, repairs: Counter) -> dict[str, Value]:
    """Raises Unfit."""
    if language == "yaml":
        value = read_yaml(text, repairs)
    elif language == "toml":
        value = _read_toml(text)
    elif language == "json":
        value = _read_json(text, lambda words: json.loads(words, **JSON))
    else:
        raise Unfit(_("its front matter is a program (%s), which is not run") % language)
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise Unfit(_("its front matter is no list of names and values"))
    return value


def _with_json(text: str) -> Document:
    found = _read_json(text[: LONGEST + 1], json.JSONDecoder(**JSON).raw_decode)
    fields, end = found if isinstance(found, tuple) else ({}, 0)
    return Document(worded(fields), text[end:].removeprefix("\n"))


def _read_json(text: str, read):
    try:
        found = read(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise Unfit(_("its front matter is no valid JSON") + (_(" (line %d)") % line if line else "")) from error
    return found if isinstance(found, tuple) else worded(found)


def _read_toml(text: str) -> Value:
    if DOTTED.search(text):
        raise Unfit(_("its front matter is nested too deeply"))
    try:
        return worded(tomllib.loads(text, parse_float=str))
    except (ValueError, RecursionError) as error:
        raise Unfit(_("its front matter is no valid TOML")) from error


# Numbers stay as they were typed.
JSON = {"parse_float": str, "parse_int": str, "parse_constant": str}


def worded(value) -> Value:
    """Raises Unfit. What a parser made of typed words becomes words again; names become lower case."""
    return _worded(value, Counter(), 0)


def _worded(value, count: Counter, depth: int) -> Value:
    count["values"] += 1
    if depth > DEEPEST or count["values"] > MOST_VALUES:
        raise Unfit(_("its front matter is nested too deeply or has too many values"))
    if isinstance(value, dict):
        return {str(key).strip().lower(): _worded(each, count, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_worded(each, count, depth + 1) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return "" if value is None else str(value)
