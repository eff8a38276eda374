"""`content/posts` and `content/pages`: every post and page in every state, as Hugo lays them out."""

from collections.abc import Iterator

from ..models import Post
from ..paper.buttons import known
from .archive import Archive
from .front_matter import LONGEST, document, folder, zoned
from .names import Names

PORTION = 200


def write(archive: Archive, names: Names, progress) -> int:
    count = 0
    for count, post in enumerate(all_pieces(), 1):
        archive.write(_place(post, names), document(_facts(post, names), post.body))
        progress(count)
    return count


def all_pieces() -> Iterator[Post]:
    related = Post.objects.select_related("author", "cover", "series", "parent")
    related = related.prefetch_related("tags", "categories", "old_addresses")
    return related.order_by("pk").iterator(chunk_size=PORTION)


def _place(post: Post, names: Names) -> str:
    if not post.is_page:
        return f"content/posts/{folder(post.slug)}/index.md"
    folders = "/".join(folder(segment) for segment in post.path.split("/"))
    # In Hugo nothing can lie below an `index.md`.
    return f"content/pages/{folders}/{'_index' if post.pk in names.parents else 'index'}.md"


def _facts(post: Post, names: Names) -> dict:
    is_open = post.visibility == "public" and post.published_at and not post.trashed_at
    return {
        "title": post.title,
        "slug": post.slug,
        "url": f"/{post.path}/" if post.is_page else None,
        "date": zoned(post.published_at),
        "lastmod": zoned(post.updated_at),
        "expiryDate": zoned(post.expires_at),
        "draft": None if is_open else True,
        "summary": post.summary,
        "language": post.language,
        "author": post.author.username,
        "tags": [tag.name for tag in _tags(post)],
        "categories": [category.name for category in _categories(post)],
        "series": [post.series.name] if post.series else None,
        "series_order": post.part,
        "aliases": [old.path for old in _old_addresses(post) if _is_fit_for_hugo(old.path)],
        "cover": _cover(post),
        "weight": post.menu_order or None,
        "params": {**_own_facts(post), **_slugs(post, names)},
    }


def _own_facts(post: Post) -> dict:
    """What Hugo has no word for."""
    return {
        "id": post.pk,
        "feed_id": post.feed_id,
        "kind": post.kind,
        "visibility": post.visibility,
        "password": getattr(post, "password", ""),
        "pinned": post.is_pinned or None,
        "comments": "open" if post.comments_open else "closed",
        "paper_buttons": known(post.paper_buttons),
        "created": zoned(post.created_at),
        "trashed": zoned(post.trashed_at),
        "parent": post.parent.path if post.parent else None,
    }


def _slugs(post: Post, names: Names) -> dict:
    """Only where a name does not say which term is meant."""
    terms = {"tags": _tags(post), "categories": _categories(post), "series": [post.series] if post.series else []}
    unclear = (kind for kind, found in terms.items() if any(term.name in names.shared for term in found))
    return {kind: [term.slug for term in terms[kind]] for kind in unclear}


def _tags(post: Post) -> list:
    """In one order on every database."""
    return sorted(post.tags.all(), key=lambda term: (term.name, term.slug))


def _categories(post: Post) -> list:
    return sorted(post.categories.all(), key=lambda term: (term.name, term.slug))


def _old_addresses(post: Post) -> list:
    return sorted(post.old_addresses.all(), key=lambda old: old.path)


def _is_fit_for_hugo(path: str) -> bool:
    """Hugo makes a folder of each; one that no file system takes would end its run."""
    return "?" not in path and all(len(segment.encode()) <= LONGEST for segment in path.split("/"))


def _cover(post: Post) -> dict | None:
    if post.cover is None:
        return None
    words = {"image": post.cover.file.url, "alt": post.cover.alt, "caption": post.cover.caption}
    return {name: value for name, value in words.items() if value}
