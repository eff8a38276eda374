"""One post or page from its record, with its revision, addresses and terms, all or nothing."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import markdown, rendering, revising
from ..models import ImportedItem, Kind, Post
from . import authors, old_addresses, slugs, terms
from .classic import CONVERTER, to_markdown
from .ledger import Ledger
from .plain_text import shortened
from .records import PostRecord
from .states import state_of

REFUSED = (ValidationError, markdown.TooLong, DataError, IntegrityError)


def take_in(record: PostRecord, ledger: Ledger, parent: Post | None) -> Post | None:
    """Tells the report; returns the row to which the comments belong, if there is one."""
    key, kind = key_of(record, ledger), kind_of(record)
    if record.is_oversized:
        ledger.report.tell(kind, "failed", _("is larger than any post can be"))
        return None
    if not record.id and not record.guid:
        ledger.report.tell(kind, "failed", _("has neither number nor guid"))
        return None
    item = ledger.find(key)
    if item:
        return _again(item, record, ledger, parent)
    return _write(Post(kind=kind), None, record, ledger, parent)


def kind_of(record: PostRecord) -> str:
    return Kind.PAGE if record.type == "page" else Kind.POST


def key_of(record: PostRecord, ledger: Ledger) -> str:
    """Not the title or the date, which change: the guid and the number never do."""
    return ledger.key("post", f"{record.id} {record.guid}")


def _again(item: ImportedItem, record: PostRecord, ledger: Ledger, parent: Post | None) -> Post | None:
    post = Post.objects.filter(pk=item.object_id).first()
    reason = None
    if post is None:
        reason = _("deleted here since")
    elif item.original["digest"] == _digest(record):
        reason = _("unchanged")
    elif item.original["revision"] != post.latest_number:
        reason = _("edited here since, and kept as it is")
    if reason is None:
        return _write(post, item, record, ledger, parent)
    ledger.report.tell(kind_of(record), "skipped", reason)
    return post


def _write(post: Post, item, record: PostRecord, ledger: Ledger, parent: Post | None) -> Post | None:
    losses: Counter[str] = Counter()
    # In transactions of their own: they stay, and stay counted, if the post fails.
    post.author_id = authors.author_id(record.login, ledger)
    gathered = {kind: terms.ids(record.terms, kind, ledger) for kind in terms.MODELS}
    try:
        with transaction.atomic():
            _fill(post, item, record, ledger, parent, losses)
            _save(post, record, ledger, gathered)
            _enter(post, item, record, ledger)
    except REFUSED as error:
        ledger.report.tell(kind_of(record), "failed", _sentence(error))
        ledger.report.remark(kind_of(record), record.id, _sentence(error))
        return None
    ledger.report.losses += losses
    ledger.report.tell(kind_of(record), "updated" if item else "created")
    return post


def _fill(post: Post, item, record: PostRecord, ledger: Ledger, parent, losses: Counter) -> None:
    state = state_of(record, ledger.now, as_drafts=ledger.as_drafts)
    if state.remark:
        ledger.report.remark(post.kind, record.id, state.remark)
    post.published_at, post.visibility, post.trashed_at = state.published_at, state.visibility, state.trashed_at
    post.title, post.summary = shortened(record.title, 300), shortened(record.excerpt, 500)
    if (post.title, post.summary) != (record.title, record.excerpt):
        ledger.report.remark(post.kind, record.id, _("its title or summary was too long and is shortened."))
    post.body = to_markdown(record.content, losses)
    rendering.check_length(post.body)
    post.menu_order, post.comments_open = record.menu_order, record.comments_open
    post.is_pinned = record.is_sticky and post.kind == Kind.POST
    if post.kind == Kind.PAGE:
        post.parent = parent
    if item is None:
        post.created_at = record.published_at or record.updated_at or ledger.now
        post.feed_id = _feed_id(record) or post.feed_id
    if item is None or item.original["slug"] != record.slug:
        post.slug = slugs.choose(post, record, ledger)


def _save(post: Post, record: PostRecord, ledger: Ledger, gathered: dict[str, list[int]]) -> None:
    post.save(by=None, keep_revision=False)
    post.tags.set(gathered["tag"])
    post.categories.set(gathered["category"])
    revising.keep(post, by=None)
    # Saving sets it to now, and a feed would show the whole blog as changed.
    changed_at = record.updated_at or record.published_at or ledger.now
    Post.objects.filter(pk=post.pk).update(updated_at=changed_at)
    old_addresses.remember(post, record, ledger.host)


def _enter(post: Post, item, record: PostRecord, ledger: Ledger) -> None:
    original = {
        "digest": _digest(record),
        "revision": post.latest_number,
        "slug": record.slug,
        "status": record.status,
        "type": record.type,
        "link": record.link,
        "guid": record.guid,
        "login": record.login,
        "excerpt": record.excerpt,
        "meta": record.meta,
        "raw": record.content,
    }
    if item is None:
        ledger.enter(key_of(record, ledger), post.kind, post, original)
    else:
        item.original = original
        item.save()


def _feed_id(record: PostRecord) -> str:
    """Readers' programs know a post by its guid. Copies of one post share theirs; the second gets its number added."""
    for feed_id in (record.guid, f"{record.guid}#{record.id}"):
        if record.guid and len(feed_id) <= 500 and not Post.objects.filter(feed_id=feed_id).exists():
            return feed_id
    return ""


def _digest(record: PostRecord) -> str:
    return f"{CONVERTER}:{record.digest}"


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, markdown.TooLong):
        return str(error)
    return _("the database refuses it (%s)") % type(error).__name__
