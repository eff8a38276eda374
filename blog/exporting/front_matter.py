"""A text with YAML above it, as Hugo reads it."""

import re
from datetime import UTC, datetime
from hashlib import sha256

import yaml
from django.utils import timezone

from .archive import without_empty

# Every file system takes these, in every country.
FOLDER = re.compile(r"[\w-](?:[\w.-]*[\w-])?")
LONGEST = 200  # bytes; 255 is the most that file systems take


class Dumper(yaml.SafeDumper):
    """Dates as all readers know them, with a T."""


Dumper.add_representer(
    datetime, lambda dumper, date: dumper.represent_scalar("tag:yaml.org,2002:timestamp", date.isoformat())
)


def document(facts: dict, body: str) -> str:
    """The body is what follows the second line of dashes, to the byte."""
    facts = without_empty({**facts, "params": without_empty(facts.get("params", {}))})
    front = yaml.dump(facts, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{front}---\n{body}"


def zoned(date: datetime | None) -> datetime | None:
    """In the site's zone, by which addresses are made; in UTC where the zone counted seconds, which no format knows."""
    if date is None:
        return None
    local = timezone.localtime(date, timezone.get_default_timezone())
    return local if local.utcoffset().total_seconds() % 60 == 0 else date.astimezone(UTC)


def stamp(date: datetime | None) -> str | None:
    """Outside of front matter: UTC."""
    return date.astimezone(UTC).isoformat() if date else None


def folder(slug: str) -> str:
    if FOLDER.fullmatch(slug) and len(slug.encode()) <= LONGEST:
        return slug
    return f"x-{sha256(slug.encode()).hexdigest()[:16]}"
