"""
What a person typed, as terms that can be asked of any database. Forgiving: whatever it is, it is some query.

    tidal clock      both words        "spring tide"    these words in this order        -neap    without this word
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from .words import fold_stretch, is_in_pairs, pairs, runs

LONGEST = 200  # characters; more is cut
MOST_TERMS = 12
# From so many letters on the last word may go on, and a plural is forgiven.
LONG_ENOUGH = 4
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"'))
TERM = re.compile(r'(?<!\S)(-?)"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Term:
    """Words that stand side by side: one, a phrase, or the pairs of a script without spaces."""

    words: tuple[str, ...]
    parts: tuple[str, ...]  # the same as they stand in a text: what is in pairs in one piece
    is_excluded: bool = False
    is_quoted: bool = False
    goes_on: bool = False  # its last word may be the beginning of a longer one

    @property
    def is_plain_word(self) -> bool:
        return len(self.words) == 1 and not self.is_quoted and not self.is_excluded

    @property
    def forms(self) -> tuple[str, ...]:
        """The word itself first, then with or without a plural's s."""
        word = self.words[0]
        if not self.is_plain_word or len(word) < LONG_ENOUGH or not word.isalpha() or len(word.encode()) > len(word):
            return (word,)
        return (word, word.removesuffix("s")) if word.endswith("s") and word[-2] != "s" else (word, f"{word}s")

    @property
    def strict(self) -> "Term":
        return replace(self, is_quoted=True, goes_on=self.goes_on and len(self.words[-1]) == 1)


@dataclass(frozen=True)
class Query:
    typed: str
    terms: tuple[Term, ...]
    is_cut: bool = False

    @cached_property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_excluded]

    @cached_property
    def unwanted(self) -> list[Term]:
        return [term for term in self.terms if term.is_excluded]

    @cached_property
    def strict(self) -> "Query":
        """Without any forgiveness: what stands exactly so is shown first."""
        return replace(self, terms=tuple(term.strict for term in self.terms))


def parse(typed: str) -> Query:
    text = " ".join(typed.split())
    terms: list[Term] = []
    for match in TERM.finditer(text[:LONGEST].translate(QUOTES)):
        terms += _terms(match)
    terms = terms[:MOST_TERMS]
    last = terms[-1] if terms else None
    if last and not last.is_quoted and not last.is_excluded and len(last.words[-1]) >= LONG_ENOUGH:
        terms[-1] = replace(last, goes_on=True)
    return Query(text[:LONGEST], tuple(terms), is_cut=len(text) > LONGEST)


def _terms(match: re.Match) -> list[Term]:
    bare = match[3]
    is_excluded = match[1] == "-" or bool(bare and re.match(r"-\w", bare))
    term = _term(match[2] if bare is None else bare, is_excluded, bare is None)
    return [term] if term else []


def _term(text: str, is_excluded: bool, is_quoted: bool) -> Term | None:
    words: list[str] = []
    parts = [(is_in_pairs(run[0]), fold_stretch(run[0])) for run in runs(text)]
    parts = [(in_pairs, part) for in_pairs, part in parts if part]
    for in_pairs, part in parts:
        words += pairs(part) if in_pairs else [part]
    # The last letter of a stretch stands alone only where a line ends: here it would ask for just that.
    ends_in_pairs = bool(parts) and parts[-1][0]
    if ends_in_pairs and len(parts[-1][1]) > 1:
        words.pop()
    goes_on = ends_in_pairs and len(words[-1]) == 1
    return Term(tuple(words), tuple(part for _, part in parts), is_excluded, is_quoted, goes_on) if words else None
