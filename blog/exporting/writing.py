"""Writes an export while the site runs: everything as of one moment, one row at a time."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from config.models import SiteSettings
from config.one_moment import one_moment
from config.whole_files import whole_file

from . import (
    conversations,
    json_feed,
    people,
    pictures,
    pieces,
    redirects,
    site_facts,
    terms,
    versions,
    web_pages,
    wordpress,
)  # fmt: skip
from .archive import Archive
from .names import Names

Progress = Callable[[int], None]


@dataclass
class Done:
    pieces: int = 0
    missing: list[str] = field(default_factory=list)


def write(path: Path, wordpress_path: Path | None, progress: Progress) -> Done:
    """Both files appear under their names once both are whole, readable by their owner alone."""
    with ExitStack() as files:
        file = files.enter_context(whole_file(path))
        wordpress_file = files.enter_context(whole_file(wordpress_path)) if wordpress_path else None
        with one_moment():
            site, names = SiteSettings.load(), Names()
            with Archive(file) as archive:
                done = _fill(archive, site, names, progress)
            if wordpress_file:
                wordpress.write(wordpress_file, site, names)
    return done


def _fill(archive: Archive, site: SiteSettings, names: Names, progress: Progress) -> Done:
    site_facts.write(archive, site)
    web_pages.write(archive, site)
    json_feed.write(archive, site)
    count = pieces.write(archive, names, progress)
    terms.write(archive, names)
    missing = people.write(archive) + pictures.write(archive, names)
    conversations.write(archive)
    versions.write(archive, names)
    redirects.write(archive)
    return Done(count, missing)
