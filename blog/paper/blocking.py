"""
Whoever gets a letter that somebody else asked for can end all further ones. The key in it is for the inbox, not for
the letter, and runs out never; what is kept is a keyed hash. What a member asks for while signed in still comes.
"""

from django.core import signing
from django.urls import reverse

from config.addresses import known_as
from config.site import absolute

from ..models import BlockedAddress

SALT = "blog.letters.blocking"
LONGEST_KEY = 300


def is_blocked(address_hash: str) -> bool:
    return BlockedAddress.objects.filter(pk=address_hash).exists()


def block(address_hash: str) -> None:
    BlockedAddress.objects.get_or_create(pk=address_hash)


def allow(address_hash: str) -> None:
    BlockedAddress.objects.filter(pk=address_hash).delete()


def link_for(address: str) -> str:
    return absolute(reverse("blog:no_more", args=[signing.dumps(known_as(address), salt=SALT)]))


def headers_for(link: str) -> dict:
    """RFC 8058: a mail program shows a button of its own, and posts for its reader."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def hash_in(key: str) -> str:
    """Empty if the key is not ours."""
    try:
        return signing.loads(key[:LONGEST_KEY], salt=SALT)
    except signing.BadSignature:
        return ""
