from django import template

from ..models import Comment, Lock

register = template.Library()


@register.inclusion_tag("admin/_queue_line.html", takes_context=True)
def queue_line(context):
    """How many comments wait, for the desk's front page."""
    is_moderator = _may_moderate(context)
    return {"is_moderator": is_moderator, "waiting": Comment.objects.waiting().count() if is_moderator else 0}


@register.inclusion_tag("admin/comments/_lock_link.html", takes_context=True)
def lock_link(context, *, post=None, comment=None):
    """To the lock of a post or a thread, or to where a moderator puts one on."""
    if not _may_moderate(context):
        return {}
    place = {"comment": comment} if comment else {"post": post, "comment": None}
    return {"may_lock": True, "lock": Lock.objects.holding().filter(**place).first(), "post": post, "comment": comment}


def _may_moderate(context) -> bool:
    return context["request"].user.has_perm("comments.moderate_comment")
