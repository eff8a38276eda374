"""The moderator's acts: from a button in a row, from what was selected, from a list that is to be emptied."""

from functools import wraps
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import campaigns
from ..models import Comment, Decision, Status
from ..moderation import emptying, moderating, reporting
from . import answers, rows, tabs

UNDO, ALL = "undo", "-all"
FOR_ALL = {f"{verb}{ALL}" for verb in ("approve", "spam", "trash")}
TOLD = {"spam", "trash"}  # with these a note to the writer may go


def for_moderators(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_moderators
@require_POST
def decide_view(request):
    """A button in a row: `act` is a verb and a number."""
    verb, _colon, number = request.POST.get("act", "").partition(":")
    if verb not in {*moderating.VERBS, *rows.WRONG, *FOR_ALL, UNDO} or not number.isdecimal() or len(number) > 18:
        return HttpResponseBadRequest("act=<verb>:<id>", content_type="text/plain")
    comment = get_object_or_404(Comment, pk=int(number))
    if verb == UNDO:
        return say_undone(request, _undo(request, comment), [comment.pk])
    comments = _campaign(request, comment) if verb in FOR_ALL else [comment]
    return decide(request, verb.removesuffix(ALL), comments, back=answers.came_from(request))


@for_moderators
@require_POST
def undo_view(request):
    try:
        batch = UUID(request.POST.get("batch", ""))
    except ValueError:
        return HttpResponseBadRequest("batch=<uuid>", content_type="text/plain")
    return say_undone(request, moderating.undo_batch(batch, by=request.user))


@for_moderators
@require_POST
def empty_view(request, status):
    """Asks first. Then what the page knew of goes; what has come since stays, a new mistake of the filter above all."""
    try:
        mark = emptying.Mark.read(request.POST.get("mark", ""))
    except ValueError:
        return HttpResponseBadRequest("mark=<comment>-<decision>", content_type="text/plain")
    if status not in emptying.DELETABLE or not request.user.has_perm("comments.delete_comment"):
        raise PermissionDenied
    known = emptying.known(status, mark)
    if "sure" not in request.POST:
        return _ask(request, tabs.said(tabs.count(known)), [("mark", mark)])
    more = emptying.empty(status, mark, by=request.user)
    text = _("Deleted for good; the worker goes on with the rest.") if more else _("Deleted for good.")
    return answers.changed(request, [], text, back=answers.queue(request))


@for_moderators
@require_POST
def dismiss_view(request):
    """What readers have reported is answered: the comment stays as it is."""
    number = request.POST.get("dismiss", "")
    if not number.isdecimal() or len(number) > 18:
        return HttpResponseBadRequest("dismiss=<id>", content_type="text/plain")
    comment = get_object_or_404(Comment, pk=int(number))
    count = reporting.dismiss(comment, by=request.user)
    text = ngettext("%s report dismissed; the comment stays.", "%s reports dismissed; the comment stays.", count)
    level = messages.SUCCESS if count else messages.WARNING
    text = text % count if count else _("Somebody has answered these reports already.")
    return answers.changed(request, [comment.pk], text, level=level, back=answers.came_from(request))


def decide(request, verb, comments, *, back=""):
    comments = list(comments)
    read = [comment for comment in comments if _has_been_read(request, comment)]
    if verb in rows.WRONG:
        name, _label = rows.WRONG[verb]
        decisions = [each for comment in read for each in moderating.contradict(comment, name, by=request.user)]
    else:
        name, note = verb, request.POST.get("note", "").strip() if verb in TOLD else ""
        decisions = moderating.decide(read, verb, by=request.user, note=note)
    unread = [comment for comment in comments if comment not in read]
    text = " ".join([_decided(len(decisions), name), *map(_unread, unread)])
    level = messages.WARNING if unread or not decisions else messages.SUCCESS
    return answers.changed(request, [comment.pk for comment in comments], text, level=level, back=back)


def delete(request, comments):
    """Asks first. Only what lies in spam or in the trash."""
    ids = list(comments.values_list("pk", flat=True))
    if "sure" not in request.POST:
        chosen = [("_selected_action", pk) for pk in ids]
        return _ask(request, len(ids), [("action", "delete"), *chosen])
    count = emptying.delete(Comment.objects.filter(pk__in=ids), by=request.user)
    text = ngettext("%s comment is deleted for good.", "%s comments are deleted for good.", count) % count
    return answers.changed(request, ids, text)


def say_undone(request, decisions: list[Decision], ids=()):
    count = len(decisions)
    text = ngettext("%s comment is what it was before.", "%s comments are what they were before.", count) % count
    level = messages.SUCCESS if count else messages.WARNING
    text = text if count else _("Somebody has decided again since: nothing was undone.")
    there = [decision.comment_id for decision in decisions] or list(ids)
    return answers.changed(request, there, text, level=level, back=answers.came_from(request))


def _campaign(request, comment):
    """This one, and those like it that waited when the page was made."""
    newest = request.POST.get("newest", "")
    number = int(newest) if newest.isdecimal() and len(newest) < 19 else 0
    waiting = Q(status=Status.PENDING, pk__lte=number)
    return campaigns.members_of(comment).filter(Q(pk=comment.pk) | waiting)


def _undo(request, comment) -> list[Decision]:
    """The decision that the button stood beside; without one, the last."""
    asked = request.POST.get("decision", "")
    if not asked:
        return moderating.undo_latest(comment, by=request.user)
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    return Decision.objects.filter(pk=number, comment=comment).undo(by=request.user)


def _has_been_read(request, comment) -> bool:
    """The page that was sent says which words it showed."""
    return not comment.edited_at or comment.edition in request.POST.getlist("read")


def _decided(count: int, verb: str) -> str:
    if not count:
        return _("Nothing has changed.")
    text = ngettext("%(count)s comment: %(status)s.", "%(count)s comments: %(status)s.", count)
    return text % {"count": count, "status": Status(moderating.VERBS[verb]).label}


def _unread(comment) -> str:
    return _("%s has changed the comment meanwhile, so it was left as it is. Read it again.") % comment.name


def _ask(request, count, fields: list[tuple]):
    context = {
        **admin.site.each_context(request),
        "title": _("Delete for good?"),
        "count": count,
        "fields": fields,
        "queue": answers.queue(request),
    }
    return render(request, "admin/comments/comment/sure.html", context)
