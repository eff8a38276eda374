"""From an uploaded file to a picture of the library: read with distrust, encoded anew, kept once."""

from .keeping import fill_in, keep, may_describe, prepare, take_in
from .sizes import make_sizes

__all__ = ["fill_in", "keep", "make_sizes", "may_describe", "prepare", "take_in"]
