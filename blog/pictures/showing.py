"""How a text says that it shows a picture."""

import re

from ..models import Picture

MARKS = re.compile(r"([\\\[\]*_`<>&$!~|\"])")


def markdown_for(picture: Picture, alt: str, caption: str) -> str:
    title = f' "{_escaped(caption)}"' if caption else ""
    return f"![{_escaped(alt)}]({picture.file.url}{title})"


def _escaped(text: str) -> str:
    return MARKS.sub(r"\\\1", text)
