"""Comments from elsewhere: with their threads, states and dates; without trust, mail, networks or pingbacks."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import names
from accounts.models import User
from blog import markdown
from blog.importing import numbers
from blog.importing.classic import comment_to_markdown
from blog.importing.ledger import Ledger
from blog.importing.plain_text import shortened
from blog.importing.records import CommentRecord
from blog.models import ImportBatch, ImportedItem, Post

from .models import Comment, Status
from .models.decision import IMPORTED
from .wording import is_blank

Told = tuple[str, str, str]

STATES = {
    "1": Status.APPROVED, "approve": Status.APPROVED, "approved": Status.APPROVED,
    "0": Status.PENDING, "hold": Status.PENDING, "unapproved": Status.PENDING,
    "spam": Status.SPAM,
    "trash": Status.TRASH, "post-trashed": Status.TRASH,
}  # fmt: skip
TYPES = {"", "comment"}
check_url = URLValidator(schemes=["http", "https"])


@transaction.atomic
def take_in(post: Post, records: Iterable[CommentRecord], ledger: Ledger) -> list[Told]:
    """One post's comments, all or none: a run that is killed leaves no half thread."""
    told: list[Told] = []
    known: dict[str, int] = {}
    records = list(records)
    # Most of them are here already where an import goes on, or is done again.
    items = ledger.find_all(_key(record, post, ledger) for record in records)
    for record in _parents_first(records):
        told.append(_one(record, post, known, ledger, items))
    return told


def take_back(batch: ImportBatch, staying: set[int]) -> int:
    """Posts that stay keep their conversation."""
    items = batch.items.filter(kind="comment")
    going = Comment.objects.filter(pk__in=items.values("object_id")).exclude(post__in=staying)
    going_ids = list(going.values_list("pk", flat=True))
    for start in range(0, len(going_ids), 500):
        part = going_ids[start : start + 500]
        Comment.objects.filter(pk__in=part).delete()
        items.filter(object_id__in=part).delete()
    items.exclude(object_id__in=Comment.objects.values("pk")).delete()
    return len(going_ids)


def answered_since(batch: ImportBatch) -> set[int]:
    """Posts of this batch under which somebody has written here."""
    posts = batch.items.filter(kind__in=["post", "page"]).values("object_id")
    imported = ImportedItem.objects.filter(kind="comment").values("object_id")
    return set(Comment.objects.filter(post__in=posts).exclude(pk__in=imported).values_list("post", flat=True))


def _parents_first(records: list[CommentRecord]) -> Iterator[CommentRecord]:
    """In the order of the file, but no answer before what it answers; a circle is cut where it is entered."""
    by_id = {record.id: record for record in records if record.id}
    yielded: set[int] = set()
    for record in records:
        line: list[CommentRecord] = []
        current: CommentRecord | None = record
        while current is not None and id(current) not in yielded:
            yielded.add(id(current))
            line.append(current)
            current = by_id.get(current.parent)
        yield from reversed(line)


def _one(record: CommentRecord, post: Post, known: dict[str, int], ledger: Ledger, items: dict) -> Told:
    key = _key(record, post, ledger)
    if record.type not in TYPES:
        return key, "skipped", _("is a %s, not a comment") % names.clean(record.type)[:40]
    if record.status not in STATES:
        return key, "skipped", _("has the unknown state “%s”") % names.clean(record.status)[:40]
    item = items.get(key) or ledger.find(key)
    if item is None:
        return _create(record, post, key, known, ledger)
    if comment := Comment.objects.filter(pk=item.object_id).first():
        known[record.id] = comment.pk
        if ledger.is_own(item) and item.original.get("digest") == record.digest:
            return key, "created", ""
        return _update(comment, item, record, key)
    return key, "skipped", _("deleted here since")


def _key(record: CommentRecord, post: Post, ledger: Ledger) -> str:
    return ledger.key("comment", record.id or sha256(f"{post.pk} {record.digest}".encode()).hexdigest())


def _create(record: CommentRecord, post: Post, key: str, known: dict[str, int], ledger: Ledger) -> Told:
    body = _body(record)
    if reason := _unfit(body):
        return key, "failed", reason
    comment = Comment(
        pk=numbers.free(Comment, record.own_id),
        post=post,
        parent=_parent(record, known, ledger),
        name=shortened(names.clean(record.name), 245) if not is_blank(record.name) else _("Anonymous"),
        email=_email(record.email),
        url=_url(record.url),
        body=body,
        created_at=record.created_at or post.published_at or timezone.now(),
        edited_at=record.edited_at,
        account=User.objects.filter(username=record.login).first() if record.login else None,
    )
    try:
        with transaction.atomic():
            comment.arrive(STATES[record.status], reason=_("Imported with this state."), rule=IMPORTED)
            numbers.count_on(comment, record.own_id)
            ledger.enter(key, "comment", comment, {"digest": record.digest, "raw": record.content})
    except (DataError, IntegrityError, OverflowError) as error:
        return key, "failed", _("the database refuses it (%s)") % type(error).__name__
    known[record.id] = comment.pk
    return key, "created", ""


def _update(comment: Comment, item: ImportedItem, record: CommentRecord, key: str) -> Told:
    if item.original.get("digest") == record.digest:
        return key, "skipped", _("unchanged")
    body = _body(record)
    if comment.edited_at or comment.decisions.exclude(before="", moderator=None).exists() or _unfit(body):
        return key, "skipped", _("changed there; decided or edited here, and kept as it is")
    with transaction.atomic():
        comment.body = body
        comment.save(update_fields=["body", "body_html", "fingerprint"])
        VERBS[STATES[record.status]](comment, reason=_("Imported with this state."), rule=IMPORTED)
        item.original = {"digest": record.digest, "raw": record.content}
        item.save()
    return key, "updated", ""


VERBS = {
    Status.APPROVED: Comment.approve,
    Status.PENDING: Comment.hold,
    Status.SPAM: Comment.mark_spam,
    Status.TRASH: Comment.trash,
}


def _parent(record: CommentRecord, known: dict[str, int], ledger: Ledger) -> Comment | None:
    """None where the parent is not in the file, was a pingback or failed: the words are worth more than their place."""
    if not record.parent:
        return None
    if record.parent not in known and (item := ledger.find(ledger.key("comment", record.parent))):
        known[record.parent] = item.object_id
    parent = Comment.objects.filter(pk=known.get(record.parent)).first()
    if parent is None:
        ledger.report.remark("comment", record.id, _("what it answers is not here; it stands alone."))
    return parent


def _body(record: CommentRecord) -> str:
    return record.content if record.markup == "markdown" else comment_to_markdown(record.content).strip()


def _unfit(body: str) -> str:
    if is_blank(body):
        return _("has no text")
    return _("is longer than a comment may be") if len(body.encode()) > markdown.MAX_COMMENT_BYTES else ""


def _email(address: str) -> str:
    """Bad addresses are no reason to lose a comment."""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= Comment._meta.get_field("email").max_length else ""


def _url(address: str) -> str:
    try:
        check_url(address)
    except ValidationError:
        return ""
    return address if len(address) <= Comment._meta.get_field("url").max_length else ""
