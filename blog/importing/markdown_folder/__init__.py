"""Blogs that lie in folders as text files: Hugo, Zola, Jekyll, Eleventy, Obsidian, none of them, and our own export."""

from .opening import opened

__all__ = ["opened"]
