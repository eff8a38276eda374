from django import template

from ..models import Comment

register = template.Library()


@register.inclusion_tag("admin/_queue_line.html", takes_context=True)
def queue_line(context):
    """How many comments wait, for the desk's front page."""
    is_moderator = context["request"].user.has_perm("comments.moderate_comment")
    return {"is_moderator": is_moderator, "waiting": Comment.objects.waiting().count() if is_moderator else 0}
