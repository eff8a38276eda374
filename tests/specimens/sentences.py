"""Long texts out of varied sentences, the same each time: what would take too long to write and nobody would read."""

import random

WHO = [
    "The printer",
    "Her apprentice",
    "A reader from the coast",
    "The woman at the counter",
    "Whoever owned the press",
    "My neighbour",
    "The clerk",
    "Nobody in the shop",
    "The older of the two brothers",
    "A traveller in paper",
]
DID = [
    "counted the sheets",
    "folded the proof twice",
    "looked for the missing letter",
    "wrote the price on the back",
    "held the page against the window",
    "set the line again",
    "lost the thread of the story",
    "remembered the fire",
    "asked for a wider margin",
    "turned the forme upside down",
    "read the last paragraph aloud",
]
WHEN = [
    "before the rain",
    "on the third day",
    "in a winter that nobody measured",
    "while the kettle sang",
    "as one does with bills",
    "without a word",
    "at a quarter past four",
    "for the sake of the reader",
    "long after the ink had dried",
    "to everybody’s relief",
]
AND = [
    "and that was all",
    "though the lamp was low",
    "because paper remembers",
    "which is why this chapter is short",
    "and the margin grew",
    "but the type was worn",
    "so the page was kept",
    "and nobody was told",
]
ABOUT = [
    "Margins",
    "A wrong fount",
    "The second proof",
    "Ink in August",
    "What the binder said",
    "A pie on the floor",
    "Of commas",
    "The price of a ream",
    "Two columns",
    "On being read",
    "The last line",
    "Blotting",
]


class Writer:
    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def sentence(self) -> str:
        pick = self.random.choice
        words = f"{pick(WHO)} {pick(DID)} {pick(WHEN)}"
        return f"{words}, {pick(AND)}." if self.random.random() < 0.6 else f"{words}."

    def paragraph(self, least: int = 2, most: int = 8) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def heading(self) -> str:
        return f"{self.random.choice(ABOUT)}, {self.random.choice(WHEN)}"

    def chapter(self, sections: int, paragraphs: int) -> str:
        parts = [f"## {self.heading()}"]
        for _ in range(sections):
            parts += [f"### {self.heading()}", *(self.paragraph() for _ in range(paragraphs))]
        return "\n\n".join(parts)


def plain(words: int = 1500) -> dict[str, str]:
    """An ordinary post: paragraphs, some headings, some links."""
    writer, parts = Writer(3), []
    while sum(len(part.split()) for part in parts) < words:
        if len(parts) % 6 == 3:
            parts.append(f"## {writer.heading()}")
        parts.append(f"{writer.paragraph()} [Source {len(parts)}](https://example.org/{len(parts)}).")
    return {"title": "Fifteen hundred words", "body": "\n\n".join(parts), "language": "en"}


def book() -> dict[str, str]:
    writer = Writer(1)
    chapters = [writer.chapter(sections=5, paragraphs=5) for _ in range(15)]
    body = "\n\n".join(["[toc]", *chapters])
    return {"title": "A book of sixty pages", "summary": "With its contents.", "body": body, "language": "en"}


def headings() -> dict[str, str]:
    """So many headings, between so little text, that some must come to the end of a page."""
    writer, parts = Writer(2), []
    for number in range(40):
        parts += [f"## {number + 1}. {writer.heading()}", f"### {writer.heading()}"]
        parts += [f"#### {writer.heading()}"] if number % 3 == 0 else []
        parts += [(_list, _quotation, _code, writer.paragraph)[number % 4](*([writer] if number % 4 < 3 else []))]
    return {"title": "Headings at the end of a page", "body": "\n\n".join(parts), "language": "en"}


def tables() -> dict[str, str]:
    """Twelve columns; forty; and one over four pages."""
    writer = Writer(4)
    wide = _table(
        [f"Month {n}" for n in range(1, 13)], [[f"{n * 1234.5 + row:,.2f}" for n in range(12)] for row in range(6)]
    )
    widest = _table([f"c{n}" for n in range(40)], [[str(n * row) for n in range(40)] for row in range(3)])
    words = _table(
        ["Term", *(f"Meaning {n}" for n in range(1, 8))], [[writer.sentence() for _ in range(8)] for _ in range(3)]
    )
    long = _table(
        ["No.", "Who and what", "When", "Sum"],
        [[str(n), writer.sentence(), writer.random.choice(WHEN), f"{n * 3.5:.2f}"] for n in range(1, 131)],
    )
    tall = _table(["Left", "Right"], [[writer.paragraph(60, 60), "A cell beside one that is higher than a page."]])
    parts = [
        ("Twelve columns", wide),
        ("Eight columns of sentences", words),
        ("Forty columns", widest),
        ("Four pages", long),
        ("A cell of a page", tall),
    ]
    body = "\n\n".join(f"## {name}\n\n{writer.paragraph()}\n\n{table}" for name, table in parts)
    return {"title": "Tables, wide and long", "body": f"{body}\n\nAfter the last one.", "language": "en"}


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _list(writer: Writer) -> str:
    return "\n".join(f"- {writer.sentence()}" for _ in range(3))


def _quotation(writer: Writer) -> str:
    return f"> {writer.paragraph(1, 3)}"


def _code(writer: Writer) -> str:
    return "```\n" + "\n".join(writer.sentence() for _ in range(4)) + "\n```"


TEXTS = {"plain": plain, "headings": headings, "tables": tables, "book": book}
