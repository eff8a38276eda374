from . import pages, pictures, posts, records, terms

__all__ = ["pages", "pictures", "posts", "records", "terms"]
