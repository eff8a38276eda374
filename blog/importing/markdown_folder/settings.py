"""What a program was told about the whole blog: its address, its title, how its addresses are made."""

from collections import Counter
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from ..sources import Unreadable
from .fields import Fields
from .folder import Folder, Unfit
from .front_matter import LONGEST, decoded, parsed
from .yaml_words import Value

LANGUAGES = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def read_settings(folder: Folder, names: tuple[str, ...]) -> Fields:
    """The first of these files that is there, by its name without ending. Raises Unreadable."""
    for name in names:
        for ending in LANGUAGES:
            path = folder.find(f"{name}{ending}")
            if path:
                return Fields(read_data(folder, path))
    return Fields({})


def read_data(folder: Folder, path: PurePosixPath) -> dict[str, Value]:
    """
    Raises Unreadable: settings decide what is public and where it stood, so that nothing can be guessed without them.
    """
    try:
        text = decoded(folder.bytes_of(path, LONGEST))
        return parsed(text, LANGUAGES[path.suffix.lower()], Counter())
    except Unfit as error:
        # The sentence was made for a file with front matter; here the whole file is such.
        sentence = _("its settings in %(file)s cannot be read: %(why)s.")
        raise Unreadable(sentence % {"file": path, "why": error}) from error
