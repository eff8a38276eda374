from . import imports, letters, missed, pages, paper, pictures, posts, records, redirects, searches, terms

__all__ = [
    "imports", "letters", "missed", "pages", "paper", "pictures", "posts", "records", "redirects", "searches", "terms"
]  # fmt: skip
