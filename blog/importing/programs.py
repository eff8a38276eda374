"""Which reader opens which program's files."""

from contextlib import AbstractContextManager, nullcontext
from datetime import tzinfo
from pathlib import Path

from ..models import ImportJob
from . import markdown_folder
from .ghost import export as ghost
from .sources import Source
from .wxr import Export

WORDPRESS, GHOST, MARKDOWN = ImportJob.Program.values


def opened(program: str, path: Path, zone: tzinfo, name: str = "") -> AbstractContextManager[Source]:
    """A source, for as long as the block lasts. May raise Unreadable."""
    if program == WORDPRESS:
        return nullcontext(Export(path, zone, name))
    if program == GHOST:
        return ghost.opened(path, name=name)
    return markdown_folder.opened(path, zone, name)
