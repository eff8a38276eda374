"""Tags as people type them: names between commas."""

from .markdown.source import one_line
from .models import Tag
from .slugs import make_slug

MOST_TAGS = 30


def names_in(typed: str) -> list[str]:
    """Each name once, in the order in which it was typed; `#` before it is forgiven."""
    found: dict[str, str] = {}
    for part in typed.split(","):
        name = one_line(part).lstrip("#").strip()
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def tags_named(names: list[str]) -> list[Tag]:
    """A tag whose slug is the same is the same tag, however it is spelled; the rest is made."""
    return [_tag_named(name) for name in names]


def _tag_named(name: str) -> Tag:
    tag = Tag.objects.filter(name=name).first()
    if tag is None and (slug := make_slug(name, 140)):
        tag = Tag.objects.filter(slug=slug).first()
    return tag or Tag.objects.create(name=name)
