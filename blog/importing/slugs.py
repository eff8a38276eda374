"""The slug of an imported post or page: its own where that is free, with a line in the report where it is not."""

from urllib.parse import unquote

from django.utils.translation import gettext as _

from ..models import Kind, Post
from ..slugs import BESIDE, is_reserved, make_slug, unique_slug
from .ledger import Ledger
from .records import PostRecord

# What WordPress adds to the slug of a post in the trash.
TRASHED = "__trashed"


def choose(post: Post, record: PostRecord, ledger: Ledger) -> str:
    """Empty if there is nothing to make one of: the post then finds one itself."""
    named = make_slug(unquote(record.slug.removesuffix(TRASHED)))
    wanted = named or make_slug(post.title) or f"{post.kind}-{record.id}"
    others = Post.objects.exclude(pk=post.pk)
    slug = _unreserved(wanted, post)
    if others.filter(slug=slug).exists():
        slug = unique_slug(slug, others)
    if named and slug != named:
        sentence = _("its address ends in “%(slug)s” here: “%(named)s” is taken or one of the site's own.")
        ledger.report.remark(post.kind, record.id, sentence % {"slug": slug[:60], "named": named[:60]})
    return slug


def _unreserved(slug: str, post: Post) -> str:
    is_page = post.kind == Kind.PAGE
    clashes = is_reserved(slug, at_root=post.parent_id is None) if is_page else slug in BESIDE
    return f"{slug[:180]}-{post.kind}" if clashes else slug
