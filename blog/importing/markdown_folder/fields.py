"""Front matter asked by name, whatever type its writer gave a value: everybody spells these things differently."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from .moments import moment
from .yaml_words import Value

TRUE, FALSE = {"true", "yes", "on", "y", "1"}, {"false", "no", "off", "n", "0", ""}
# Where programs keep what is not theirs; what stands at the top is asked first.
NESTED = ("taxonomies", "params", "extra")
LONGEST_LIST = 200


class Fields:
    def __init__(self, values: Mapping[str, Value], inherited: Mapping[str, Value] | None = None):
        self.values: dict[str, Value] = {}
        for level in (inherited or {}, values):
            for name in reversed(NESTED):
                inner = level.get(name)
                self.values |= inner if isinstance(inner, dict) else {}
            self.values |= level

    def __contains__(self, name: str) -> bool:
        return self.values.get(name, "") != ""

    def get(self, *names: str) -> Value:
        return next((self.values[name] for name in names if name in self), "")

    def words(self, *names: str) -> str:
        """The first of these that is a word or a line of words."""
        found = (self.values.get(name) for name in names)
        return next((value.strip() for value in found if isinstance(value, str) and value.strip()), "")

    def listed(self, *names: str, split: str = ",") -> list[str]:
        """A list, or words parted by a mark; a map of words gives its keys."""
        return list(dict.fromkeys(word for name in names for word in listed(self.values.get(name, ""), split)))

    def exact(self, name: str) -> str:
        """With its blanks, as another Broadsheet wrote it."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def exact_list(self, name: str) -> list[str]:
        value = self.values.get(name, "")
        several = [value] if isinstance(value, str) else value
        return [each for each in several if isinstance(each, str) and each]

    def inner(self, name: str) -> "Fields":
        value = self.values.get(name)
        return Fields(value if isinstance(value, dict) else {})

    def says_yes(self, name: str) -> bool:
        return self.words(name).lower() in TRUE

    def says_no(self, name: str) -> bool:
        return name in self.values and self.words(name).lower() in FALSE

    def may_say_yes(self, name: str) -> bool:
        """Anything but a clear no: for what hides a post, where a doubt must not publish it."""
        value = self.values.get(name, "")
        return not (isinstance(value, str) and value.strip().lower() in FALSE)

    def number(self, *names: str) -> int | None:
        try:
            return max(-(2**31), min(2**31 - 1, int(self.words(*names)[:20])))
        except ValueError:
            return None

    def moment(self, zone: tzinfo, *names: str) -> datetime | None:
        return next((found for name in names if (found := moment(self.words(name), zone))), None)

    def has_unreadable_moment(self, zone: tzinfo, *names: str) -> bool:
        return any(self.words(name) and moment(self.words(name), zone) is None for name in names)


def listed(value: Value, split: str = ",") -> list[str]:
    if isinstance(value, str):
        parts: Iterable[str] = re.split(r"\s+", value) if split == " " else value.split(split)
    elif isinstance(value, dict):
        parts = value
    else:
        parts = [each for each in value if isinstance(each, str)]
    return [word for each in parts if (word := " ".join(each.split()))][:LONGEST_LIST]
