"""Readers' reports in the queue: a tab of their own, what was said in the row, and one button that answers it."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import reporting
from ..models import Comment, Report

TAB = "reported"
MOST_SHOWN = 10
BREAK = mark_safe("<br>")


def reported(comments):
    return comments.filter(Exists(Report.objects.open().filter(comment=OuterRef("pk"))))


def with_reports(comments):
    """Each knows its open reports, by one query for all of a page."""
    return comments.prefetch_related(Prefetch("reports", Report.objects.open(), to_attr="open_reports"))


def what_readers_say(comment):
    """How many, why, and in their words; with the button that lets the comment stay."""
    said = getattr(comment, "open_reports", [])
    if not said:
        return ""
    count = ngettext("%s reader has reported this:", "%s readers have reported this:", len(said)) % len(said)
    lines = format_html_join("", "<li>{}</li>", ((_line(each, comment),) for each in said[:MOST_SHOWN]))
    button = format_html(
        '<button type="submit" class="verdict" formaction="{}" name="dismiss" value="{}">{}</button>',
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


class ReportedComments:
    """For the ModelAdmin of comments."""

    history_of_reports = history_of_reports

    def get_queryset(self, request):
        return with_reports(super().get_queryset(request))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("dismiss/", wrap(self.dismiss_view), name="comments_comment_dismiss"), *super().get_urls()]

    @method_decorator(require_POST)
    def dismiss_view(self, request):
        self._require_moderator(request)
        number = request.POST.get("dismiss", "")
        if not number.isdecimal() or len(number) > 18:
            return HttpResponseBadRequest("dismiss=<id>", content_type="text/plain")
        count = reporting.dismiss(get_object_or_404(Comment, pk=int(number)), by=request.user)
        text = ngettext("%s report dismissed; the comment stays.", "%s reports dismissed; the comment stays.", count)
        nothing = _("Somebody has answered these reports already.")
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, text % count if count else nothing, level)
        return self._back(request)
