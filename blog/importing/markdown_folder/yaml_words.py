"""
YAML as people type it into front matter: every value stays the words that were typed, so that a tag may be called
`no` or `3.10`. Only maps, lists and words; nothing is made of what a file names, and nothing is named twice.
"""

import re
from collections import Counter

import yaml
from django.utils.translation import gettext as _

from .folder import Unfit

Value = str | list["Value"] | dict[str, "Value"]

DEEPEST = 20
MOST_VALUES = 10_000
NOTHING = {"", "~", "null", "Null", "NULL"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# `title: Part two: the return` and `title: @home` are what people write; YAML wants quotes there.
LINE = re.compile(r"^(\s*(?:- )?[\w-]+:[ \t]+)([^\s\"'\[{|>&*!#][^\n]*?)[ \t]*$", re.MULTILINE)
NEEDS_QUOTES = re.compile(r"^[@`%]|:\s|:$|\s#\S")
TABS = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)


def read_yaml(text: str, repairs: Counter) -> Value:
    """Raises Unfit. What nearly is YAML is mended and counted."""
    try:
        return _read(text)
    except yaml.YAMLError as error:
        mended = LINE.sub(_quoted, TABS.sub(lambda tabs: tabs[0].replace("\t", "  "), text))
        try:
            value = _read(mended)
        except yaml.YAMLError:
            raise Unfit(_("its front matter is no valid YAML%s") % _place(error)) from error
        repairs[_("front matter that YAML would not take as it was")] += 1
        return value


def _read(text: str) -> Value:
    builder = Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if builder.is_done:
                break
            builder.take(event)
    except (RecursionError, ValueError) as error:
        raise Unfit(_("its front matter is no valid YAML")) from error
    return builder.value


class Builder:
    """Grows a tree from the parser's events, without recursion, and never past its limits."""

    def __init__(self):
        self.value: Value = ""
        self.open: list[list[Value] | dict[str, Value]] = []
        self.keys: list[str | None] = []
        self.count = 0
        self.is_done = False

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise Unfit(_("its front matter repeats parts of itself by “*”, which is not taken"))
        if isinstance(event, yaml.ScalarEvent):
            is_empty = not event.style and event.value in NOTHING
            self._put("" if is_empty else event.value)
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin({})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin([])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentEndEvent):
            self.is_done = True

    def _begin(self, new: list | dict) -> None:
        if len(self.open) >= DEEPEST:
            raise Unfit(_("its front matter is nested too deeply"))
        self._put(new)
        self.open.append(new)
        self.keys.append(None)

    def _put(self, value: Value) -> None:
        self.count += 1
        if self.count > MOST_VALUES:
            raise Unfit(_("its front matter has too many values"))
        if not self.open:
            self.value = value
        elif isinstance(self.open[-1], list):
            self.open[-1].append(value)
        elif self.keys[-1] is None:
            if not isinstance(value, str):
                raise Unfit(_("its front matter has a list where a name should be"))
            self.keys[-1] = value.strip().lower()
        else:
            self.open[-1][self.keys[-1]] = value
            self.keys[-1] = None


def _quoted(line: re.Match) -> str:
    if not NEEDS_QUOTES.search(line[2]):
        return line[0]
    words = line[2].replace("\\", "\\\\").replace('"', '\\"')
    return f'{line[1]}"{words}"'


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    # The fence is line 1.
    return _(" (line %d)") % (mark.line + 2) if mark else ""
