"""What to call a picture that is only linked to."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from django.utils.translation import gettext as _

from .html_tree import Node
from .markdown_text import SPACES
from .picture_nodes import address_of, path_of


def picture_words(node: Node) -> str:
    alt = SPACES.sub(" ", node.attributes.get("alt", "")).strip()
    name = PurePosixPath(unquote(path_of(address_of(node)))).name
    return _("Picture: %(words)s") % {"words": alt or name} if alt or name else str(_("Picture"))
