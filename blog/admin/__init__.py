from . import imports, missed, pages, pictures, posts, records, redirects, searches, terms

__all__ = ["imports", "missed", "pages", "pictures", "posts", "records", "redirects", "searches", "terms"]
