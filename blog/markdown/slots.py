"""Holes in the HTML for what only our own code may write: MathML, check boxes, embeds, the contents list.

Before the sanitiser a hole is an empty element with a key nobody can guess; after it, the hole is filled.
"""

import re
import secrets


class Slots:
    def __init__(self):
        self.key = secrets.token_hex(8)
        self.fillings: list[str] = []
        self.texts: dict[str, str] = {}
        self.more: str | None = None

    def hold(self, html: str, tag: str = "span", text: str = "") -> str:
        """`html` must be safe as it is: it never meets the sanitiser. `text` stands for it where there is no HTML."""
        name = f"{self.key}-{len(self.fillings)}"
        self.fillings.append(html)
        self.texts[name] = text
        return f'<{tag} data-slot="{name}"></{tag}>'

    def hold_more_marker(self) -> str:
        hole = self.hold("")
        self.more = self.more or f"{self.key}-{len(self.fillings) - 1}"
        return hole

    def is_own(self, value: str) -> bool:
        return value.startswith(self.key)

    def fill(self, clean_html: str) -> str:
        hole = re.compile(rf'<(span|div) data-slot="{self.key}-(\d+)"></\1>')
        return hole.sub(lambda found: self.fillings[int(found[2])], clean_html)
