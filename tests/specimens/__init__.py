"""
Posts that are hard to print. Those that are worth reading are Markdown files in this folder, the long ones are put
together by `sentences.py`. All of them into the site of DATA_DIR, to be looked at:

    manage.py shell -c "from tests import specimens; specimens.make_all()"
"""

import re
from pathlib import Path

from blog import pictures
from blog.models import Post
from blog.tests.pictures import saved, upload
from tests.builders import make_post

from . import drawings, sentences
from .talk import make_talk

HERE = Path(__file__).parent
WRITTEN = sorted(path.stem for path in HERE.glob("*.md"))
NAMES = [*WRITTEN, *sentences.TEXTS, "talk"]
PICTURE = re.compile(rf'(?<=\]\()({"|".join(drawings.SHAPES)})(?=[ )])|(?<=src=")({"|".join(drawings.SHAPES)})(?=")')


def make(name: str) -> Post:
    """The specimen of this name, published."""
    if name == "talk":
        return make_talk()
    fields = _written(name) if name in WRITTEN else sentences.TEXTS[name]()
    return make_post(slug=name.replace("_", "-"), **fields)


def make_all() -> list[Post]:
    return [make(name) for name in NAMES]


def _written(name: str) -> dict[str, str]:
    head, _line, body = (HERE / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return {**fields, "body": PICTURE.sub(lambda match: _address(match[0]), body)}


def _address(shape: str) -> str:
    picture = drawings.draw(shape)
    return pictures.take_in(upload(saved(picture), name=f"{shape}.png"), by=None).file.url
