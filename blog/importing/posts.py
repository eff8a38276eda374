"""One post or page from its record, with its revisions, addresses, pictures and terms, all or nothing."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import markdown, rendering, revising
from ..models import ImportedItem, ImportedPicture, Kind, Post
from . import authors, numbers, old_addresses, revisions, slugs, terms
from .converting import VERSION, markdown_of
from .ledger import Ledger
from .plain_text import shortened
from .records import PostRecord
from .shelf import Shelf
from .states import state_of

# OverflowError: numbers and dates that no database holds.
REFUSED = (ValidationError, markdown.TooLong, DataError, IntegrityError, OverflowError)


@dataclass
class Gathered:
    """What belongs to a post and stays if the post itself fails: rows and files that others may share."""

    author: int
    terms: dict[str, list[int]]
    body: str
    losses: Counter
    shown: set[int]
    cover: ImportedPicture | None


def take_in(record: PostRecord, ledger: Ledger, shelf: Shelf, parent: Post | None) -> Post | None:
    """Tells the report; returns the row to which the comments belong, if there is one."""
    kind, key = kind_of(record), key_of(record, ledger)
    if reason := _unfit(record):
        ledger.report.tell(kind, "failed", reason)
        ledger.report.remark(kind, record.id, reason)
        return None
    if key in ledger.known:
        ledger.report.tell(kind, "skipped", _("listed more than once"))
        return Post.objects.filter(pk=ledger.known[key]).first()
    item = ledger.find(key)
    if item:
        post = _again(item, record, ledger, shelf, parent)
    else:
        post = _write(Post(kind=kind), None, record, ledger, shelf, parent)
    if post:
        ledger.known[key] = ledger.posts[record.id] = post.pk
    return post


def kind_of(record: PostRecord) -> str:
    return Kind.PAGE if record.type == "page" else Kind.POST


def key_of(record: PostRecord, ledger: Ledger) -> str:
    """Not the title or the date, which change: the number never does, and the guid seldom."""
    name = record.id if record.markup == "markdown" else f"{record.id} {record.guid}"
    return ledger.key("post", name)


def _again(item: ImportedItem, record: PostRecord, ledger: Ledger, shelf: Shelf, parent: Post | None) -> Post | None:
    post, kind = Post.objects.filter(pk=item.object_id).first(), kind_of(record)
    if post is None:
        ledger.report.tell(kind, "skipped", _("deleted here since"))
    elif item.original["digest"] == _digest(record):
        if ledger.is_own(item):
            ledger.report.tell(kind, "created")
        else:
            ledger.report.tell(kind, "skipped", _("unchanged"))
    elif item.original["revision"] != post.latest_number:
        ledger.report.tell(kind, "skipped", _("edited here since, and kept as it is"))
    else:
        return _write(post, item, record, ledger, shelf, parent)
    return post


def _write(post: Post, item, record: PostRecord, ledger: Ledger, shelf: Shelf, parent: Post | None) -> Post | None:
    gathered = _gather(record, ledger, shelf)
    try:
        with transaction.atomic():
            _fill(post, item, record, ledger, parent, gathered)
            _save(post, record, ledger, gathered)
            shelf.enter(post, gathered.shown, gathered.cover)
            _enter(post, item, record, ledger)
    except REFUSED as error:
        ledger.report.tell(kind_of(record), "failed", _sentence(error))
        ledger.report.remark(kind_of(record), record.id, _sentence(error))
        return None
    ledger.report.losses += gathered.losses
    ledger.report.tell(kind_of(record), "updated" if item else "created")
    return post


def _gather(record: PostRecord, ledger: Ledger, shelf: Shelf) -> Gathered:
    losses, shown = Counter(record.losses), set[int]()
    login = record.login or next(iter(record.coauthors), "")
    body = shelf.placed(markdown_of(record, shelf.library, losses), shown)
    picture = record.cover or shelf.library.by_id.get(_first(record.meta, "_thumbnail_id"))
    if others := [each for each in record.coauthors if each != login]:
        losses[_("co-author: a piece has one author here")] += len(others)
    return Gathered(
        authors.author_id(login, ledger),
        {kind: terms.ids(record.terms, kind, ledger) for kind in terms.MODELS},
        body,
        losses,
        shown,
        shelf.cover(picture) if picture else None,
    )


def _fill(post: Post, item, record: PostRecord, ledger: Ledger, parent, gathered: Gathered) -> None:
    state = state_of(record, ledger.now, as_drafts=ledger.options.as_drafts)
    if state.remark:
        ledger.report.remark(post.kind, record.id, state.remark)
    post.published_at, post.visibility, post.trashed_at = state.published_at, state.visibility, state.trashed_at
    post.password, post.expires_at = state.password, record.expires_at
    post.title, post.summary = shortened(record.title, 300), shortened(record.excerpt, 500)
    if (post.title, post.summary) != (record.title, record.excerpt):
        ledger.report.remark(post.kind, record.id, _("its title or summary was too long and is shortened."))
    post.author_id, post.body = gathered.author, gathered.body
    rendering.check_length(post.body)
    post.menu_order, post.comments_open, post.language = record.menu_order, record.comments_open, record.language
    post.is_pinned = record.is_sticky and post.kind == Kind.POST
    post.series_id, post.part = next(iter(gathered.terms["series"]), None), record.part
    if gathered.cover and gathered.cover.picture:
        post.cover = gathered.cover.picture
    if post.kind == Kind.PAGE:
        post.parent = parent
    if item is None:
        post.pk = numbers.free(Post, record.own_id)
        post.created_at = record.created_at or record.published_at or record.updated_at or ledger.now
        post.feed_id = _feed_id(record) or post.feed_id
    if item is None or item.original["slug"] != record.slug:
        post.slug = slugs.choose(post, record, ledger)


def _save(post: Post, record: PostRecord, ledger: Ledger, gathered: Gathered) -> None:
    post.save(by=None, keep_revision=False)
    numbers.count_on(post, record.own_id)
    post.tags.set(gathered.terms["tag"])
    post.categories.set(gathered.terms["category"])
    revisions.take_in(post, record.revisions)
    if not record.revisions or not revisions.has_the_words(post):
        revising.keep(post, by=None)
    # Saving sets it to now, and a feed would show the whole blog as changed.
    changed_at = record.updated_at or record.published_at or ledger.now
    Post.objects.filter(pk=post.pk).update(updated_at=changed_at)
    old_addresses.remember(post, record, ledger)


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
        "coauthors": list(record.coauthors),
        "excerpt": record.excerpt,
        "meta": record.meta,
        "raw": record.content,
    }
    if item is None:
        ledger.enter(key_of(record, ledger), post.kind, post, original)
    else:
        item.original = original
        item.save()


def _unfit(record: PostRecord) -> str:
    if record.unfit:
        return record.unfit
    return "" if record.id or record.guid else _("has neither number nor guid")


def _feed_id(record: PostRecord) -> str:
    """Readers' programs know a post by its guid. Copies of one post share theirs; the second gets its number added."""
    for feed_id in (record.guid, f"{record.guid}#{record.id}"):
        if record.guid and len(feed_id) <= 500 and not Post.objects.filter(feed_id=feed_id).exists():
            return feed_id
    return ""


def _first(meta: dict, key: str) -> str:
    return next(iter(meta.get(key, [])), "")


def _digest(record: PostRecord) -> str:
    return f"{VERSION}:{record.digest}"


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, markdown.TooLong):
        return str(error)
    return _("the database refuses it (%s)") % type(error).__name__
