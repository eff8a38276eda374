from . import imports, missed, pages, pictures, posts, records, redirects, terms

__all__ = ["imports", "missed", "pages", "pictures", "posts", "records", "redirects", "terms"]
