"""Which reader opens which program's files."""

from datetime import tzinfo
from pathlib import Path

from ..models import ImportJob
from .ghost import export as ghost
from .sources import Source
from .wxr import Export

WORDPRESS, GHOST, MARKDOWN = ImportJob.Program.values


def opened(program: str, path: Path, zone: tzinfo, name: str) -> Source:
    """A source, perhaps as a context manager. May raise Unreadable."""
    if program == WORDPRESS:
        return Export(path, zone, name)
    if program == GHOST:
        return ghost.opened(path, name=name)
    raise ValueError(program)
