"""The PDF that goes with a letter: the one of the store, or made first; or the sentence why there is none."""

from dataclasses import dataclass, field

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from config.limits import TooMany

from ..models import PaperSettings
from . import libraries, making, pdf, store
from .buttons import offered
from .volume import Volume

MOST_BYTES = 8 * 1024 * 1024  # larger letters are turned away by many an inbox


@dataclass(frozen=True)
class Enclosure:
    attachments: list[tuple[str, bytes, str]] = field(default_factory=list)
    why_not: str = ""
    is_being_made: bool = False


def can_be_enclosed(post, paper: PaperSettings) -> bool:
    return not libraries.missing() and "pdf" in offered(post, paper)


def pdf_of(volume: Volume, asked_by: str) -> Enclosure:
    late = Enclosure(why_not=_("The PDF was not ready in time."), is_being_made=True)
    try:
        paper_file = store.want("pdf", volume, pdf.edition(volume), making.make, asked_by=asked_by)
    except TooMany:
        return late
    if paper_file.has_failed:
        return Enclosure(why_not=_("The PDF could not be made."))
    if paper_file.size > MOST_BYTES:
        sentence = _("The PDF is too large for a letter (%(size)s).") % {"size": filesizeformat(paper_file.size)}
        return Enclosure(why_not=sentence)
    file = store.open_file(paper_file) if paper_file.is_made else None
    if file is None:
        return late
    with file:
        return Enclosure([(f"{volume.file_name}.pdf", file.read(), "application/pdf")])
