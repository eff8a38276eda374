"""
The way out of a conversation, in every letter of it: a link that shows a button, and the one click of a mail program
(RFC 8058). The key never runs out, and can do nothing else.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from blog.paper.blocking import headers_for as one_click
from config.site import absolute

SALT = "comments.unfollow"
LONGEST_KEY = 600
MOST_NAMED = 20  # conversations in one key; a letter about more ends them all


def link_for(person, posts) -> str:
    named = sorted(post.pk for post in posts) if len(posts) <= MOST_NAMED else []
    return absolute(reverse("comments:unfollow", args=[signing.dumps([person.pk, named], salt=SALT)]))


def read(key: str) -> tuple[int, list[int]]:
    """Whose it is, and which posts it is about (none: all); raises signing.BadSignature."""
    person, posts = signing.loads(key[:LONGEST_KEY], salt=SALT)
    return person, posts


def headers_for(link: str, posts) -> dict:
    """A mail program keeps one conversation together, and no machine answers a letter of a machine."""
    name = f"post-{posts[0].pk}.conversation" if len(posts) == 1 else "conversation"
    headers = {"List-Id": f"<{name}.{settings.SITE_HOST}>", "Auto-Submitted": "auto-generated", "Precedence": "bulk"}
    if len(posts) == 1:
        headers["References"] = f"<post-{posts[0].pk}.conversation@{settings.SITE_HOST}>"
    return one_click(link) | headers
