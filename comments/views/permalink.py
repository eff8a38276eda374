"""A comment's own address: it leads to its place, on whichever page of the thread that is."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from blog.locks import keys
from blog.views.pieces import keep_private

from ..models import Comment, CommentRules, RemovedComment
from ..reading.paging import Paging, Place


@require_safe
def permalink(request, pk):
    comment = Comment.objects.answering().select_related("post").filter(pk=pk).first()
    if comment:
        post = keys.demand(request, comment.post)
        response = redirect(place_of(comment))
        if not post.is_published:
            keep_private(response)
        return response
    removed = RemovedComment.objects.select_related("post").filter(pk=pk).first()
    if removed is None:
        raise Http404
    post = removed.post if removed.post and removed.post.is_published else None
    return render(request, "comments/gone.html", {"post": post}, status=410)


def place_of(comment) -> str:
    paging = Paging(Comment.objects.visible_on(comment.post), CommentRules.load())
    place = paging.place_of(comment)
    if place == Place(paging.opens_on):
        place = Place()
    return f"{comment.post.get_absolute_url()}{place.query}#{comment.anchor}"
