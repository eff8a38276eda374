"""Where something ends, looked for once: or thousands that are never closed would each search to the end."""

LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Closings:
    def __init__(self, text: str):
        self.text = text
        # Of the same length, which `"İ".lower()` is not.
        self.lower = text.translate(LOWER)
        self.next: dict[str, int] = {}

    def after(self, closing: str, start: int) -> int:
        """The place of the next one, or -1."""
        known = self.next.get(closing, 0)
        if 0 <= known < max(start, 1):
            known = self.next[closing] = self.lower.find(closing, start)
        return known

    def content(self, closing: str, start: int) -> tuple[str | None, int]:
        """What stands before the next one, and where the text goes on after it; None if there is none."""
        end = self.after(closing, start)
        return (None, 0) if end < 0 else (self.text[start:end], end + len(closing))
