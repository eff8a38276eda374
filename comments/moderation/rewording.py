"""What a moderator changes of a comment's words, its writer's name and addresses."""

from django.db import transaction

from ..models import AuditEntry, Comment

DERIVED = {"body": ["body_html", "fingerprint"], "email": ["picture", "confirmed_at"]}


def is_as_read(edition: str, pk: int) -> bool:
    """Locks the row until the end of the transaction: whoever edits meanwhile comes before this or after."""
    current = Comment.objects.select_for_update().filter(pk=pk).only("edited_at").first()
    return current is not None and current.edition == edition


@transaction.atomic
def reword(comment: Comment, names: list[str], *, by) -> None:
    """Only what was changed, beside the state as it is now. The log names the fields, not what a writer typed."""
    if not names:
        return
    locked = Comment.objects.select_for_update().filter(pk=comment.pk)
    comment.status = locked.values_list("status", flat=True).get()
    if "email" in names:
        comment.confirmed_at = None  # nobody has shown that the new one is theirs
    comment.save(update_fields=[*names, *(each for name in names for each in DERIVED.get(name, []))])
    told = [(name, "", "") for name in names]
    AuditEntry.objects.write(AuditEntry.Kind.WORDS, told, by=by, about=comment.pk)
