"""
A post goes to one's own address: at once to a member's, which is known to be theirs; to a guest's once they have
confirmed it from a letter that holds nothing anybody typed. To a friend it goes from whoever has shown an inbox of
their own in one of these ways.
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode

from config import mail
from config.limits import TooMany
from config.site import absolute

from ..models import EmailRequest
from . import blocking, email_limits
from .carrying import HEADERS, carry
from .wishes import Wish

SALT = "blog.email"
LINK_LASTS = timedelta(days=2)
# A second click on the button is no second wish.
SAME_WISH = timedelta(minutes=10)
KEEP_RECORDS = timedelta(days=30)


def ask(wish: Wish) -> None:
    """Take it: carry the letter, or first ask whether the address is theirs. Raises TooMany."""
    try:
        with transaction.atomic():
            email_limits.one_at_a_time()
            if not _was_just_asked(wish):
                email_limits.check(wish)
                _take(wish)
    except TooMany:
        _note_refusal(wish)
        raise


@transaction.atomic
def confirm(request: EmailRequest) -> None:
    """Confirmed twice, it is sent once."""
    if request.confirm():
        carry.enqueue(request.pk)


def key_of(request: EmailRequest) -> str:
    return signing.dumps(request.pk, salt=SALT)


def request_of(post, key: str) -> EmailRequest | None:
    """None if the key is not ours, has run out, or belongs to another post."""
    try:
        pk = signing.loads(key[:200], salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return EmailRequest.objects.filter(pk=pk, post=post, member=None).first()


def forget_old() -> None:
    """For housekeeping: what was never confirmed or could not be sent, and the records by which limits are counted."""
    now = timezone.now()
    EmailRequest.objects.asked().filter(requested_at__lt=now - LINK_LASTS).delete()
    for stuck in EmailRequest.objects.confirmed().filter(confirmed_at__lt=now - LINK_LASTS):
        stuck.drop()
    EmailRequest.objects.filter(requested_at__lt=now - KEEP_RECORDS).delete()


def _was_just_asked(wish: Wish) -> bool:
    names = ("post", "choice", "with_pdf", "sender_key", "address_hash", "note")
    same = EmailRequest.objects.counted().filter(**{name: getattr(wish, name) for name in names})
    return same.filter(requested_at__gt=timezone.now() - SAME_WISH).exists()


def _take(wish: Wish) -> None:
    request = EmailRequest.objects.create(**wish.row)
    if wish.member:
        confirm(request)
    elif blocking.is_blocked(wish.sender_key):
        request.block()
    else:
        _ask_to_confirm(request)


def _ask_to_confirm(request: EmailRequest) -> None:
    no_more = blocking.link_for(request.email)
    context = {
        "link": f"{absolute(request.post.url_of('blog:email'))}?{urlencode({'key': key_of(request)})}",
        "days": LINK_LASTS.days,
        "is_to_friend": request.is_to_friend,
        "no_more_url": no_more,
    }
    headers = HEADERS | blocking.headers_for(no_more)
    key = f"post-confirm:{request.pk}"
    mail.send("post_confirm", request.email, context, key=key, headers=headers, is_discreet=True)


def _note_refusal(wish: Wish) -> None:
    """For staff; of a flood once in a while, so that it fills no disk."""
    refused = EmailRequest.objects.filter(state=EmailRequest.State.REFUSED)
    same = Q(sender_key=wish.sender_key) | (Q(network=wish.network) if wish.network else Q())
    if not refused.filter(same, requested_at__gt=timezone.now() - SAME_WISH).exists():
        EmailRequest.objects.create(**wish.row | {"email": "", "friend": ""}, state=EmailRequest.State.REFUSED)
