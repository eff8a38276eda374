"""Elements of a WordPress export."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape

from django.utils import timezone

from ..markdown.source import LINE_END, without_forbidden

NO_DATE = "0000-00-00 00:00:00"


def fit(text: str) -> str:
    """As an XML parser will hand it out: no character that XML forbids, one kind of line end."""
    return without_forbidden(LINE_END.sub("\n", text))


def element(name: str, value, **attributes: str) -> str:
    # A section of CDATA ends at its first `]]>`: one in the text goes half into the next section.
    text = fit(str(value)).replace("]]>", "]]]]><![CDATA[>")
    said = "".join(f' {key}="{escape(fit(each))}"' for key, each in attributes.items())
    return f"<{name}{said}><![CDATA[{text}]]></{name}>\n"


def elements(values: dict) -> str:
    return "".join(element(name, value) for name, value in values.items())


def group(name: str, children: Iterable[str]) -> str:
    return f"<{name}>\n{''.join(children)}</{name}>\n"


def meta(kind: str, values: dict) -> str:
    """`kind` is postmeta or commentmeta. What is empty is not written; a list is one for each."""
    pairs = [(name, each) for name, value in values.items() for each in (value if isinstance(value, list) else [value])]
    return "".join(
        group(f"wp:{kind}", [elements({"wp:meta_key": name, "wp:meta_value": each})])
        for name, each in pairs
        if each is not None and each != ""
    )


def as_html(text: str) -> str:
    """Titles and names are HTML in WordPress."""
    return escape(text, quote=False)


def local_and_gmt(name: str, date: datetime | None, local_only: datetime | None = None) -> dict:
    """Both ways in which WordPress writes a date; a draft has a local one alone."""
    local = date or local_only
    return {
        name: _written(timezone.localtime(local, timezone.get_default_timezone())) if local else NO_DATE,
        f"{name}_gmt": _written(date.astimezone(UTC)) if date else NO_DATE,
    }


def _written(date: datetime) -> str:
    return date.strftime("%Y-%m-%d %H:%M:%S")
