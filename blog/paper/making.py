"""How a file comes about: a task puts the volume together, has it pressed or bound, and keeps what comes out."""

import logging

from config.tasks import BEHIND_MAIL, task

from ..models import PaperFile
from . import epub, pdf, store
from .recipes import volume_from
from .volume import NotMade

logger = logging.getLogger("broadsheet.paper")

# Each says which `edition` of a volume it would make, and makes it: the bytes, and how many pages they have.
FORMS = {"pdf": pdf, "epub": epub}


@task(priority=BEHIND_MAIL)
def make(paper_file_id: int) -> None:
    paper_file = PaperFile.objects.wanted().filter(pk=paper_file_id).first()
    if paper_file is None:
        return
    volume, form = volume_from(paper_file.recipe), FORMS[paper_file.form]
    if volume is None or form.edition(volume) != paper_file.key:
        paper_file.delete()  # changed since it was asked for: whoever waits asks for the new one
        return
    try:
        made, pages = form.make(volume)
    except NotMade as error:
        logger.error("No %s of %s: %s", paper_file.get_form_display(), paper_file.subject, error)
        paper_file.fail(str(error))
    else:
        store.keep(paper_file, made, pages)
