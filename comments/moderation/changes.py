"""From what to what a form has changed something, for the audit log."""

from ..models.audit import Change

MOST_LETTERS = 1000


def of_form(form) -> list[Change]:
    """Of a list that is kept one a line: the lines that went and those that came."""
    return [_change(name, form.initial.get(name), form.cleaned_data.get(name)) for name in form.changed_data]


def _change(name: str, before, after) -> Change:
    old, new = _text(before), _text(after)
    if "\n" in old + new:
        lines_before, lines_after = _lines(old), _lines(new)
        old = "\n".join(line for line in lines_before if line not in lines_after)
        new = "\n".join(line for line in lines_after if line not in lines_before)
    return name, old[:MOST_LETTERS], new[:MOST_LETTERS]


def _text(value) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value).replace("\r\n", "\n")


def _lines(text: str) -> dict[str, None]:
    return dict.fromkeys(filter(None, map(str.strip, text.splitlines())))
