"""Who the bots say they are, where they come from, and what they have to sell."""

import random
import re
import tomllib
from pathlib import Path

PITCHES = tomllib.loads((Path(__file__).parent / "pitches.toml").read_text())


def network(number: int) -> str:
    """An address in a network of its own, of those that are reserved for documentation."""
    return f"2001:db8:{number:x}::{number % 7 + 1:x}"


def who(number: int) -> dict:
    first = ["Anna", "James", "Priya", "Tom", "Lucia", "Omar", "Grace", "Pavel", "Mei", "Jonas", "Sara"][number % 11]
    last = ["Miller", "Novak", "Silva", "Wong", "Haas", "Brown", "Rossi", "Khan", "Berg"][number % 9]
    return {"author": f"{first} {last}", "email": f"{first}.{last}{number}@mailbox.example".lower(), "url": ""}


def pitch(kind: str, number: int) -> str:
    return PITCHES[kind][number % len(PITCHES[kind])]


def harmless(number: int) -> dict:
    """The wares are the website, or the name."""
    return {"comment": pitch("harmless", number), "url": f"https://shop{number}.example/"}


def all_of(number: int) -> dict:
    kind = ["crude", "flattering", "stories", "harmless"][number % 4]
    return {"comment": pitch(kind, number // 4), "url": "" if kind == "stories" else f"https://shop{number}.example/"}


def spin(text: str, seed: int) -> str:
    choose = random.Random(seed).choice
    return re.sub(r"\{([^{}]*)\}", lambda found: choose(found[1].split("|")), text)
