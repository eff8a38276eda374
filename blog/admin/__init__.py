from . import pages, pictures, posts, records, searches, terms

__all__ = ["pages", "pictures", "posts", "records", "searches", "terms"]
