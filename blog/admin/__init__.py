from . import imports, missed, pages, paper, pictures, posts, records, redirects, searches, terms

__all__ = ["imports", "missed", "pages", "paper", "pictures", "posts", "records", "redirects", "searches", "terms"]
