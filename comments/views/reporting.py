"""A reader tells the moderators of a comment: a page with its words and a few reasons; only a POST keeps it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from blog.locks import keys
from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session
from config.limits import TooMany

from ..models import Comment, CommentRules
from ..moderation import reporting
from ..moderation.report_form import ReportForm
from ..senders import sender_of


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def report(request, pk):
    if not CommentRules.load().readers_may_report:
        raise Http404
    comment = get_object_or_404(Comment.objects.answering().select_related("post"), pk=pk)
    keys.demand(request, comment.post)
    if request.method == "POST":
        return _keep(request, comment)
    return _page(request, comment, ReportForm(), is_kept="kept" in request.GET)


def _keep(request, comment):
    form = ReportForm(request.POST).guarded(request)
    if form.is_valid():
        try:
            reporting.report(comment, sender_of(request), **form.cleaned_data)
        except TooMany as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(f"{reverse('comments:report', args=[comment.pk])}?kept")
    response = _page(request, comment, form, status=form.status)
    if form.retry_after:
        response.headers["Retry-After"] = str(form.retry_after)
    return response


def _page(request, comment, form, *, status=200, **context):
    context |= {"comment": comment, "number": str(comment.pk), "form": form, "needs_token": has_session(request)}
    response = render(request, "comments/report.html", context, status=status)
    if form.is_bound or has_session(request) or not comment.post.is_published:
        keep_private(response)
    return response
