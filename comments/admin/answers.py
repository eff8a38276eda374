"""
What an act in the queue answers: to a form, the list again with a message; to the script, the pieces of the page that
have changed, each of which takes the place of the one with its id.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ..models import Comment
from ..moderation import moderating
from . import rows, tabs


def is_in_place(request) -> bool:
    return "X-In-Place" in request.headers


def changed(request, ids, text: str, *, level=messages.SUCCESS, back: str = ""):
    if not is_in_place(request):
        messages.add_message(request, level, text)
        return redirect(back or queue(request))
    there = Comment.objects.filter(pk__in=ids)
    tab = tabs.current(request)
    staying = set(tab.queryset(there, request.user).values_list("pk", flat=True)) if tab else set()
    found = rows.of(there.for_queue(), done=set(ids) - staying)
    context = {
        "rows": found,
        "gone": sorted(set(ids) - {row.comment.pk for row in found}),
        "said": text,
        **around(request),
    }
    return render(request, "admin/comments/comment/answer.html", context)


def around(request) -> dict:
    """What stands above the list and changes with every act."""
    return {"tabs": tabs.shown(request), "last": moderating.last_act(request.user), "query": request.GET.urlencode()}


def queue(request) -> str:
    """The list from which a form was opened: its address carries what the list was narrowed to."""
    query = request.GET.urlencode()
    return reverse("admin:comments_comment_changelist") + (f"?{query}" if query else "")


def came_from(request) -> str:
    address = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return queue(request)
