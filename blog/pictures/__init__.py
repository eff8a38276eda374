"""From an uploaded file to a picture of the library: read with distrust, encoded anew, kept once."""

from .keeping import fill_in, keep, may_describe, prepare, remove, take_back, take_in
from .showing import markdown_for
from .sizes import make_sizes

__all__ = ["fill_in", "keep", "make_sizes", "markdown_for", "may_describe", "prepare", "remove", "take_back", "take_in"]
