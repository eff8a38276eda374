from . import missed, pages, pictures, posts, records, redirects, terms

__all__ = ["missed", "pages", "pictures", "posts", "records", "redirects", "terms"]
