"""The footnotes of one text, numbered as they are met."""

from collections.abc import Callable, Mapping

from .html_tree import is_too_deep, parse


class NoteList:
    """`known` are the notes that the block editor keeps beside the text: HTML by id."""

    def __init__(self, known: Mapping[str, str] | None = None):
        self.known = known or {}
        self.texts: list[str] = []
        self.numbers: dict[str, int] = {}
        # Set by the writer, which this list is a part of.
        self.write: Callable[[list], str] = lambda nodes: ""

    def reference(self, text: str) -> str:
        self.texts.append(text.strip())
        return f"[^{len(self.texts)}]"

    def reference_to(self, name: str) -> str:
        if name in self.numbers:
            return f"[^{self.numbers[name]}]"
        self.texts.append("")
        number = self.numbers[name] = len(self.texts)
        html = self.known[name]
        self.texts[number - 1] = self.write(parse(html, only_words=is_too_deep(html)).children).strip()
        return f"[^{number}]"

    def definitions(self) -> str:
        lines = (f"[^{number}]: {_continued(text)}" for number, text in enumerate(self.texts, 1))
        return "\n\n".join(lines)


def _continued(text: str) -> str:
    return text.replace("\n", "\\\n    ") or "&nbsp;"
