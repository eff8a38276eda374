"""The link in a moderator's mail: it shows the comment and asks; only a POST decides."""

from django.core import signing
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form, has_session

from ..models import Comment
from ..moderation import moderating, moderation_keys

VERBS = {"approve", "spam", "trash"}


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def decide(request, pk, key):
    try:
        moderator, comment, decision = _read(key, pk)
    except signing.SignatureExpired:
        return _page(request, {"is_expired": True}, status=410)
    verb = request.POST.get("act")
    is_press = request.method == "POST" and verb in VERBS and not request.is_foreign
    is_due = _decide(comment, verb, moderator, decision) if is_press else _is_due(comment, decision)
    if is_press and is_due:
        return SeeOther(request.path)
    context = {
        "comment": comment,
        "is_due": is_due,
        "asked": request.GET.get("act"),
        "needs_token": has_session(request),
    }
    return _page(request, context, status=_status(request, is_due))


@transaction.atomic
def _decide(comment, verb, moderator, decision) -> bool:
    """False where somebody has edited or decided since; whoever does so now comes before or after this."""
    list(Comment.objects.select_for_update().filter(pk=comment.pk).values_list("pk"))
    is_due = _is_due(comment, decision)
    if is_due:
        moderating.decide([comment], verb, by=moderator)
    return is_due


def _is_due(comment, decision: int) -> bool:
    return moderation_keys.latest_decision(comment) == decision


def _read(key, pk):
    try:
        comment_id, moderator_id, decision = moderation_keys.read(key)
    except signing.SignatureExpired:
        raise
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    moderator = User.objects.filter(pk=moderator_id, is_active=True, is_staff=True).first()
    if comment_id != pk or moderator is None or not moderator.has_perm("comments.moderate_comment"):
        raise Http404
    comment = get_object_or_404(Comment.objects.select_related("post", "parent"), pk=pk)
    return moderator, comment, decision


def _status(request, is_due) -> int:
    if request.method != "POST":
        return 200
    return 403 if request.is_foreign else 400 if is_due else 409


def _page(request, context, *, status):
    comment = context.get("comment")
    latest = comment and comment.decisions.select_related("moderator").first()
    response = render(request, "comments/decide.html", context | {"latest": latest}, status=status)
    keep_private(response)
    return response
