"""From an uploaded file to a picture of the library: read with distrust, encoded anew, kept once."""

from .keeping import fill_in, keep, prepare, take_in
from .sizes import make_sizes

__all__ = ["fill_in", "keep", "make_sizes", "prepare", "take_in"]
