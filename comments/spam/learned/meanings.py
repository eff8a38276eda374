"""Words that mean the same to somebody who sells: what they ask for, whose it is, what it is, money, courtesy."""

import tomllib
from pathlib import Path

PRIOR = tomllib.loads(Path(__file__).with_name("prior.toml").read_text(encoding="utf-8"))
MEANINGS: list[str] = list(PRIOR["meanings"])
_BY_WORD = {word: meaning for meaning, words in PRIOR["meanings"].items() for word in words.split()}


def meaning_of(word: str) -> str:
    return _BY_WORD.get(word, "")
