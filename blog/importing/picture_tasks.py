"""Pictures that did not come with a file are fetched from where they were, a few at a time, behind everybody's mail."""

import logging
import time

from django.conf import settings
from django.core.exceptions import ValidationError

from config.tasks import BEHIND_MAIL, task

from ..models import ImportedPicture
from . import placing
from .fetching import NotFetched, fetch
from .old_addresses import remember_picture
from .shelf import fail, keep

logger = logging.getLogger("broadsheet.importing")

State = ImportedPicture.State
SECONDS_IN_A_ROW = 20
TRIES = 3


@task(priority=BEHIND_MAIL)
def fetch_pictures() -> None:
    """Idempotent: each picture is looked up before it is asked for. Goes on by itself until none is wanted."""
    until = time.monotonic() + SECONDS_IN_A_ROW
    while row := _next():
        _fetch(row)
        if time.monotonic() > until:
            break
    if _next():
        fetch_pictures.enqueue()


def pick_up() -> None:
    """For the end of an import, and for housekeeping."""
    if _next():
        fetch_pictures.enqueue()


def try_again(rows) -> int:
    """What could not be had is wanted once more; returns how many."""
    count = rows.filter(state=State.FAILED).update(state=State.WANTED, tries=0, error="")
    pick_up()
    return count


def _next() -> ImportedPicture | None:
    return ImportedPicture.objects.filter(state=State.WANTED, batch__undone_at=None).order_by("tries", "pk").first()


def _fetch(row: ImportedPicture) -> None:
    row.tries += 1
    row.save(update_fields=["tries"])
    sentence, is_final = "", True
    for address in [row.address, *row.spellings]:
        try:
            keep(row, fetch(address, settings.MAX_PICTURE_BYTES))
        except NotFetched as error:
            sentence, is_final = sentence or str(error), is_final and error.is_final
        except ValidationError as error:
            sentence = " ".join(error.messages)
        else:
            remember_picture(row)
            placing.place(row)
            return
    if is_final or row.tries >= TRIES:
        fail(row, sentence)
        logger.info("Picture %s of import %s is not to be had: %s", row.pk, row.batch_id, sentence)
