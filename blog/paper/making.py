"""How a file comes about: a task puts the volume together, has it pressed or bound, and keeps what comes out."""

import logging

from config.tasks import BEHIND_MAIL, task

from ..models import PaperFile
from . import pdf, store
from .recipes import volume_from

logger = logging.getLogger("broadsheet.paper")


@task(priority=BEHIND_MAIL)
def make(paper_file_id: int) -> None:
    paper_file = PaperFile.objects.wanted().filter(pk=paper_file_id).first()
    if paper_file is None:
        return
    volume = volume_from(paper_file.recipe)
    html = pdf.html_of(volume) if volume else ""
    if volume is None or pdf.edition(volume, html) != paper_file.key:
        paper_file.delete()  # changed since it was asked for: whoever waits asks for the new one
        return
    try:
        made, pages = pdf.run_press(volume, html)
    except pdf.NotMade as error:
        logger.error("No PDF of %s: %s", paper_file.subject, error)
        paper_file.fail(str(error))
    else:
        store.keep(paper_file, made, pages)
