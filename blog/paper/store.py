"""The store of PDFs and EPUBs: one file for each edition, asked for once, of bounded size."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from ..models import PaperFile
from . import making_limits
from .volume import Volume, revision_in

FOLDER = "paper"
MOST_BYTES = 200 * 1024 * 1024
# A task may be lost with its worker; then whoever asks after this time asks anew.
PATIENCE = timedelta(minutes=10)
TOUCH_EVERY = timedelta(hours=1)


def want(form: str, volume: Volume, key: str, make, asked_by: str = "") -> PaperFile:
    """
    This edition, made or on its way; `make` is the task that makes it. Asked for twice, it is made once. Raises
    TooMany where it would have to be made anew, by whom so much has been asked for already.
    """
    same = {"form": form, "subject": volume.subject, "key": key}
    known = PaperFile.objects.filter(**same).first()
    if known and known.is_made:
        return known
    if known is None:
        making_limits.check(asked_by)
    with transaction.atomic():
        values = {"recipe": volume.recipe, "post": volume.post}
        paper_file, is_new = PaperFile.objects.get_or_create(**same, defaults=values)
        if is_new or paper_file.want_again(after=PATIENCE):
            making_limits.note(paper_file, asked_by)
            make.enqueue(paper_file.pk)
    return paper_file


def has_made(form: str, volume: Volume) -> bool:
    """Whether something was made by this recipe: most likely what is asked for now."""
    return PaperFile.objects.made().by_recipe(form, volume).exists()


def on_its_way(form: str, volume: Volume) -> PaperFile | None:
    """
    What is being made by the same recipe, for whoever looks again every second: to see whether it still is the same
    edition would cost as much as to set it. If it is not, its task drops it.
    """
    young = PaperFile.objects.wanted().filter(wanted_at__gt=timezone.now() - PATIENCE)
    return young.by_recipe(form, volume).first()


def open_file(paper_file: PaperFile):
    """None if it is gone from the storage."""
    if timezone.now() - paper_file.used_at > TOUCH_EVERY:
        PaperFile.objects.filter(pk=paper_file.pk).update(used_at=timezone.now())
    try:
        return paper_file.file.open()
    except OSError:
        forget(PaperFile.objects.filter(pk=paper_file.pk))
        return None


def keep(paper_file: PaperFile, content: bytes, pages: int | None = None) -> None:
    """Put the file by, unless another worker was quicker, and drop what was made from older revisions of its post."""
    # The name cannot be guessed, and the media view refuses the folder besides.
    name = default_storage.save(f"{FOLDER}/{uuid4().hex}.{paper_file.form}", ContentFile(content))
    if not paper_file.mark_made(name, len(content), pages):
        default_storage.delete(name)
        return
    if paper_file.post_id:
        forget(PaperFile.objects.filter(pk__in=_of_older_revisions(paper_file)))
    trim()


def trim(most: int = MOST_BYTES) -> None:
    """The least recently used go first."""
    total = PaperFile.objects.aggregate(total=Sum("size"))["total"] or 0
    for paper_file in PaperFile.objects.made().order_by("used_at").iterator():
        if total <= most:
            return
        total -= paper_file.size
        forget(PaperFile.objects.filter(pk=paper_file.pk))


def _of_older_revisions(paper_file: PaperFile) -> list[int]:
    same = PaperFile.objects.filter(subject=paper_file.subject).values_list("pk", "key")
    return [pk for pk, key in same if revision_in(key) < revision_in(paper_file.key)]


def forget(paper_files) -> None:
    names = [name for name in paper_files.values_list("file", flat=True) if name]
    paper_files.delete()
    for name in names:
        default_storage.delete(name)


def forget_copies(posts) -> None:
    """What was made of these posts, and of booklets, which may hold anything: words in them were taken back."""
    forget(PaperFile.objects.filter(Q(post__in=posts) | Q(post=None)))


def tidy() -> None:
    """For housekeeping: files without a row (a post was deleted, a worker killed) and more than may be kept."""
    trim()
    known = set(PaperFile.objects.values_list("file", flat=True))
    hour_ago = timezone.now() - timedelta(hours=1)
    for name in _files():
        if name not in known and default_storage.get_modified_time(name) < hour_ago:
            default_storage.delete(name)


def _files() -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []
