"""Readers' reports in the queue: a tab of their own, what was said in the row, and one button that answers it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import Report

TAB = "reported"
MOST_SHOWN = 10
BREAK = mark_safe("<br>")


def reported(comments):
    """Looked up by the few that are open, not by all comments."""
    return comments.filter(pk__in=Report.objects.open().order_by().values("comment"))


def what_readers_say(comment):
    """How many, why, and in their words; with the button that lets the comment stay."""
    said = getattr(comment, "open_reports", [])
    if not said:
        return ""
    count = ngettext("%s reader has reported this:", "%s readers have reported this:", len(said)) % len(said)
    lines = format_html_join("", "<li>{}</li>", ((_line(each, comment),) for each in said[:MOST_SHOWN]))
    button = format_html(
        '<button type="submit" class="act" formaction="{}" name="dismiss" value="{}">{}</button>',
        reverse("admin:comments_comment_dismiss"), comment.pk, _t("Dismiss reports"),
    )  # fmt: skip
    return format_html("<p>{}</p><ul>{}</ul>{}", count, lines, button)


def _line(report, comment):
    words = report.get_reason_display()
    if report.text:
        words = format_html("{}: <q><bdi>{}</bdi></q>", words, report.text)
    if report.edition == comment.edition:
        return words
    return format_html("{} <i>{}</i>", words, _t("(of words that were changed since)"))


@admin.display(description=_("readers' reports"))
def history_of_reports(self, comment):
    """All that readers have said of it, settled or not."""
    said = comment.reports.select_related("settled_by")[:MOST_SHOWN]
    if not said:
        return "–"
    return format_html_join(BREAK, "{} – {}", ((_line(r, comment), _answer(r)) for r in said))


def _answer(report):
    if report.settled_at is None:
        return _t("open")
    outcome = report.get_outcome_display()
    return f"{outcome} ({report.settled_by.name})" if report.settled_by else outcome
