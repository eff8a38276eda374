"""
The whole site as one zip for people, Hugo, micro.blog and our own importer, and a file for WordPress beside it.

docs/exporting.md says what each entry holds; there is one module for each.
"""

from .writing import Done, write

__all__ = ["Done", "write"]
