"""Asking for letters as people and mail programs do."""

import re

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

SAME = {"Sec-Fetch-Site": "same-origin"}
TO_FRIEND = {"to": "friend", "friend": "leo@example.org", "sender": "Ines", "email": "ines@example.org", "note": ""}


def to_friend(client, post, query="", headers=SAME, **typed):
    extra = {name: typed.pop(name) for name in list(typed) if name.isupper()}
    return client.post(f"{post.url_of('blog:email')}{query}", TO_FRIEND | typed, headers=headers, **extra)


def to_myself(client, post, email="reader@example.org", query="", **typed):
    return client.post(f"{post.url_of('blog:email')}{query}", {"email": email, **typed}, headers=SAME)


def words_of(letter) -> str:
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(letter) -> str:
    return letter.get_body(("html",)).get_content().replace("\r\n", "\n")


def links_in(letter) -> set[str]:
    """Of this site, in either part and in the headers; as paths."""
    text = f"{words_of(letter)} {html_of(letter)} {letter['List-Unsubscribe'] or ''}".replace("&amp;", "&")
    found = re.findall(re.escape(settings.SITE_URL) + r"(/[^\s\"<>]*)", text)
    return {path.rstrip(".,") for path in found}


def confirm(client, letter):
    """What the person does who got the letter: open the link, press the button."""
    (link,) = [link for link in links_in(letter) if "?key=" in link]
    page = client.get(link).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    return client.post(link.partition("?")[0], {"key": key}, headers=SAME)


def no_more_link(letter) -> str:
    return letter["List-Unsubscribe"].strip(" <>").removeprefix(settings.SITE_URL)


def let_time_pass():
    """Every task that waits for its time is due."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
