"""For housekeeping: entries that are missing, older than what they were made from, or left over."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from ..models import Post
from ..models.search import SearchEntry
from ..seams import conversations
from . import index
from .finding import PIECES
from .words import EDITION


def repair() -> None:
    """A site that was updated or read in by other ways is indexed here; where all is well it costs two questions."""
    _keep_missing(Post.objects.all(), PIECES, F("updated_at"), index.entry_of_piece)
    for conversation in conversations():
        kinds, rows = (conversation.kind,), conversation.searchable()
        _keep_missing(rows, kinds, conversation.changed_at, conversation.search_entry)
        left_over = SearchEntry.objects.filter(kind=conversation.kind).exclude(
            Exists(rows.filter(pk=OuterRef("object_id")))
        )
        left_over.delete()


def _keep_missing(rows, kinds: tuple[str, ...], changed_at, entry_of) -> None:
    good = SearchEntry.objects.filter(kind__in=kinds, object_id=OuterRef("pk"), edition=EDITION)
    missing = rows.annotate(changed=changed_at).exclude(Exists(good.filter(made_at__gte=OuterRef("changed"))))
    last: int | None = 0
    while last is not None:
        last = _keep_portion(missing.filter(pk__gt=last).order_by("pk")[: index.AT_ONCE], entry_of)


@transaction.atomic
def _keep_portion(rows, entry_of) -> int | None:
    """Nobody changes them between reading and writing. Returns the last one's id."""
    portion = list(rows.select_for_update())
    index.keep([entry_of(row) for row in portion])
    return portion[-1].pk if portion else None
