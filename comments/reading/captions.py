"""
What a page says of each comment, put together before the template sees it: to translate, to format a date and to look
up an address hundreds of times would take most of the time of a long page. Dicts, which templates read several times
as fast as objects; text of ours that has nothing to escape is marked so.
"""

from collections.abc import Iterable
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import pictures
from .lines import Line
from .mention_links import with_mentions
from .paging import Place

BLANK = 1  # a number to be replaced


class Captions:
    """In the language and the time zone of one answer."""

    def __init__(self, post):
        self.post_address = post.get_absolute_url()
        self.address, self.report_address = _pattern("comments:comment"), _pattern("comments:report")
        self.zone, self.day = timezone.get_current_timezone(), cache(lambda date: format_date(date, "j F Y"))
        self.reply, self.keep = _("Reply to %(name)s"), _("Put the comment of %(name)s into a booklet")
        self.report = _("Report the comment of %(name)s")
        self.lock = _("This thread is locked: “%(reason)s”")
        self.answer = _("reply to %(name)s, level %(level)s")
        self.answer_to_removed = _("reply to a removed comment, level %(level)s")
        self.speakers: dict[str, int] = {}
        self.author, self.staff = _("Author"), _("Staff")

    def rows(self, lines: Iterable[Line]) -> list[dict]:
        return [self._row(line) for line in lines]

    def _row(self, line: Line) -> dict:
        row = {
            "number": SafeString(line.pk),
            "lock": "",
            "opens": line.opens,
            "goes_on": line.goes_on,
            "closes": line.closes,
        }
        if line.lock:
            row |= {"lock": self.lock % {"reason": line.lock.reason}, "lock_number": str(line.lock.pk)}
        if line.comment:
            row |= self._of_comment(line, line.comment)
            if not line.is_elsewhere:  # there is nothing to lead to on this page
                self.speakers[line.comment.name] = line.pk
            return row
        return row | self._of_rest(line) if line.rest else row

    def _of_comment(self, line: Line, comment) -> dict:
        written, name = comment.created_at.astimezone(self.zone), {"name": comment.name}
        return {
            "comment": comment,
            "name": comment.name,
            "url": comment.url if comment.is_approved else "",
            "badge": self.author if comment.is_by_author else self.staff if comment.by_staff else "",
            "answer": self._answer(line) if line.level > 1 else "",
            "address": SafeString(self.address % line.pk),
            "moment": SafeString(written.isoformat()),
            "date": f"{self.day(written.date())}, {written:%H:%M}",
            **pictures.shown(comment),
            "is_edited": comment.edited_at is not None,
            "is_elsewhere": line.is_elsewhere,
            "html": with_mentions(comment.html, self.speakers),
            "reply": "" if line.is_locked else self.reply % name,
            "keep": self.keep % name,
            "report": self.report % name,
            "report_address": SafeString(self.report_address % line.pk),
        }

    def _answer(self, line: Line) -> str:
        answered = line.parent and line.parent.comment
        words = self.answer if answered else self.answer_to_removed
        return words % {"name": answered and answered.name, "level": line.level}

    def _of_rest(self, line: Line) -> dict:
        """The link to all of a long thread."""
        words = ngettext("%(count)s more reply in this thread", "%(count)s more replies in this thread", line.rest)
        return {
            "rest": words % {"count": line.rest},
            "address": f"{self.post_address}{Place(root=line.pk).query}#conversation",
        }


def _pattern(name: str) -> str:
    return reverse(name, args=[BLANK]).replace(str(BLANK), "%s")
