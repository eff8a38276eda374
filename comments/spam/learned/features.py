"""What the classifier looks at, by kind. Names of features are readable: they come back as clues."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from .meanings import MEANINGS, meaning_of
from .writing import Writing, domain, words_of

PHONE = re.compile(r"\+?\d[\d\s().-]{7,}\d")
TIME = re.compile(r"\d:\d\d")
STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40, 80, 160)
OPENING, CLOSING, TAIL, REACH = 3, 5, 10, 4
LETTERS = 700  # of how many the runs of letters are taken
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # two signs are a word there

Features = dict[str, list[str]]


def features(writing: Writing) -> Features:
    """Each once, in an order that is the same in every process."""
    found: dict[str, Iterable[str]] = {
        "pair": pairs(writing.words),
        "frame": frames(writing.words),
        "intent": intents(writing),
        "letters": letters(writing.words),
        "shape": shapes(writing),
        "link": links(writing),
        "edge": edges(writing.words),
        "author": author(writing),
        "answer": answer(writing),
        "here": here(writing),
    }
    return {kind: sorted(set(names)) for kind, names in found.items()}


def pairs(words: list[str]) -> Iterator[str]:
    """Two words in a row, and two with any third between them."""
    yield from (f"{a} {b}" for a, b in pairwise(words))
    yield from (f"{a} … {b}" for a, b in zip(words, words[2:], strict=False))


def frames(words: list[str]) -> Iterator[str]:
    """Sentences with their meanings in the place of words: “visit my blog” and “check our page” are the same."""
    frame = [meaning_of(word) or word for word in words]
    yield from (f"{a} {b}" for a, b in pairwise(frame))
    yield from (f"{a} {b} {c}" for a, b, c in zip(frame, frame[1:], frame[2:], strict=False))


def intents(writing: Writing) -> Iterator[str]:
    """Which meanings there are, how often, which follows which closely, and which the reader is left with."""
    meant = [meaning_of(word) for word in writing.words]
    for at, first in enumerate(meant):
        if first:
            yield from (f"{first} → {then}" for then in meant[at + 1 : at + 1 + REACH] if then)
    yield from (f"at the end {last}" for last in meant[-TAIL:] if last)
    counts = {meaning: meant.count(meaning) for meaning in MEANINGS}
    yield from (f"{meaning} {min(count, 4)}" for meaning, count in counts.items())
    yield f"meanings {sum(map(bool, counts.values()))}"
    if writing.links:
        yield from (f"link and {meaning}" for meaning, count in counts.items() if count)


def letters(words: list[str]) -> Iterator[str]:
    line = f" {' '.join(words)} "
    line = line if len(line) <= LETTERS else line[: LETTERS * 3 // 4] + line[-LETTERS // 4 :]
    sizes = (2, 3, 5) if UNSPACED.search(line) else (3, 5)
    for size in sizes:
        yield from (line[at : at + size] for at in range(len(line) - size + 1))


def shapes(writing: Writing) -> Iterator[str]:
    text, words = writing.seen, writing.words
    letters = sum(map(str.isalpha, text)) or 1
    yield f"links {min(len(writing.links), 4)}"
    yield f"words {_step(len(words))}"
    yield f"signs {_step(len(text) // 6)}"
    yield f"capitals {6 * sum(map(str.isupper, text)) // letters}"
    yield f"digits {_step(sum(map(str.isdigit, writing.plain)))}"
    yield f"different words {10 * len(set(words)) // (len(words) or 1)}"
    yield f"foreign signs {min(sum(not char.isascii() for char in text), 4)}"
    yield f"lines {min(text.count(chr(10)), 4)}"
    yield f"end {_last_sign(text)}"
    for sign, most in {"!": 5, "?": 3, "...": 3, "#": 2, "@": 2, ",": 4}.items():
        yield f"{sign} {min(text.count(sign), most)}"
    yield from _numbers(writing)


def links(writing: Writing) -> Iterator[str]:
    for link in [*writing.links, *filter(None, [writing.website])]:
        yield domain(link)
        yield f"*.{domain(link).rsplit('.', 1)[-1]}"
        yield from (f"/{part}" for part in re.split(r"[/?=&#]", link)[1:] if part)


def edges(words: list[str]) -> Iterator[str]:
    yield from (f"{word} …" for word in words[:OPENING])
    yield from (f"… {word}" for word in words[-CLOSING:])


def author(writing: Writing) -> Iterator[str]:
    words = words_of(writing.author.casefold())
    if len(words) > 1:
        yield " ".join(words)
    yield from words
    yield from (f"meaning of the name: {meaning}" for meaning in map(meaning_of, words) if meaning)
    yield f"name of {min(len(words), 4)} words"
    yield f"digits in the name: {any(map(str.isdigit, writing.author))}"
    yield f"name in capitals: {writing.author.isupper()}"
    if {word for word in words if len(word) > 2} & {*writing.words}:
        yield "names themselves"
    if writing.email:
        yield f"@{writing.email.casefold().rpartition('@')[2]}"
    if writing.url:
        yield "has a website"


def answer(writing: Writing) -> Iterator[str]:
    """How much of it is about what it answers."""
    if topic := _topic(writing.about):
        yield f"words of the post {_step(len(topic & {*writing.words}))}"


def here(writing: Writing) -> Iterator[str]:
    """What is talked about below this post, which good comments share."""
    if writing.post:
        yield from (f"{writing.post} {word}" for word in writing.words if len(word) > 3)


@lru_cache(maxsize=50)
def _topic(about: str) -> frozenset[str]:
    return frozenset(word for word in words_of(about.casefold()) if len(word) > 4)


def _numbers(writing: Writing) -> Iterator[str]:
    if writing.has_mail:
        yield "email address"
    if PHONE.search(writing.seen):
        yield "phone number"
    if TIME.search(writing.seen):
        yield "time"
    if any(sign in writing.seen for sign in "$€£"):
        yield "amount of money"


def _step(number: int) -> int:
    """Between 3 and 4 lies more than between 53 and 54."""
    return sum(number > step for step in STEPS)


def _last_sign(text: str) -> str:
    last = text.strip()[-1:]
    return "word" if last.isalnum() else last
