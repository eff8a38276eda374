"""How each program lays out a blog: which files are texts, what becomes public, where it stood."""
