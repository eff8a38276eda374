"""What an inbox follows, as parts of the pages that are its own."""

from django import template

from config.guest_form import has_session

from ..letters import subscriptions
from ..models import HowOften

register = template.Library()


@register.inclusion_tag("comments/_to_follow.html")
def to_follow(email):
    """Part of the form that confirms an address: what was asked for with it."""
    return {"to_follow": subscriptions.of(email).waiting()}


@register.inclusion_tag("comments/_subscriptions.html", takes_context=True)
def followed(context, email, key):
    """A section with forms of its own, for the page that `key` opens."""
    needs_token = has_session(context["request"])
    facts = {"subscriptions": subscriptions.of(email), "key": key, "paces": HowOften.choices}
    return {"csrf_token": context.get("csrf_token"), "needs_token": needs_token, **facts}
