"""The conversation under a post: read alone, and joined."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from blog.views.finding import find
from blog.views.pieces import keep_private
from config.answers import SeeOther
from config.guest_form import guest_form
from config.site import absolute

from .. import receipts, stamps
from ..answers import post_page, refused_page
from ..forms import CommentForm
from ..limits import Refused
from ..models import Comment, CommentRules
from ..reading.openness import Openness
from ..receiving import receive
from ..senders import account_of


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def conversation(request, **address):
    post = find(request, address)
    if request.method == "POST":
        return _preview(request, post) if "preview" in request.POST else _reply(request, post)
    context = {"post": post, "canonical": absolute(post.get_absolute_url()), "talk": {"is_whole": True}}
    response = render(request, "comments/conversation.html", context)
    if getattr(request, "is_personal", False) or not post.is_published:
        keep_private(response)
    return response


@never_cache
@require_safe
def stamp(request, **address):
    post = find(request, address)
    return JsonResponse({"stamp": stamps.make(post)})


def _reply(request, post):
    form = CommentForm(request.POST, **_circumstances(request, post)).guarded(request)
    if not form.is_valid():
        return refused_page(request, post, form, form=form)
    try:
        comment = receive(form.instance, form.sender(request), follow=form.scope)
    except Refused as refused:
        form.refuse(refused)
        return refused_page(request, post, form, form=form)
    return SeeOther(receipts.address(comment))


def _preview(request, post):
    """The text as it would look, above a form that nobody has judged yet."""
    circumstances = _circumstances(request, post)
    form = CommentForm(request.POST, **circumstances).guarded(request)
    if "comment" in form.errors or form.status in {403, 429}:
        return refused_page(request, post, form, form=form)
    sketch = form.instance or Comment(body=form.cleaned_data["comment"])
    sketch.render()
    again = CommentForm(initial=request.POST.dict(), parent=form.parent, **circumstances)
    return post_page(request, post, form=again, preview=sketch.html)


def _circumstances(request, post) -> dict:
    return {"post": post, "account": account_of(request), "openness": Openness.of(post, CommentRules.load())}
