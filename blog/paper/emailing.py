"""
A post goes to one's own address: at once to a member's, which is known to be theirs; to a guest's once they have
confirmed it from a letter that holds nothing anybody typed. So nobody can send anything to somebody else.
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from config import mail
from config.site import absolute

from ..models import EmailRequest
from . import email_limits
from .letters import letter_html

SALT = "blog.email"
LINK_LASTS = timedelta(days=2)
# A second click on the button is no second wish.
SAME_WISH = timedelta(minutes=10)
KEEP_RECORDS = timedelta(days=30)
HEADERS = {"Auto-Submitted": "auto-generated"}


@transaction.atomic
def ask(post, email: str, network: str) -> None:
    """Send the letter that asks whether the address is theirs. Raises email_limits.TooMany."""
    now, address = timezone.now(), address_hash(email)
    waiting = EmailRequest.objects.unsent().filter(post=post, address_hash=address)
    if waiting.filter(requested_at__gt=now - SAME_WISH).exists():
        return
    email_limits.check(post, address, network)
    request = EmailRequest.objects.create(post=post, email=email, address_hash=address, network=network)
    link = f"{absolute(post.url_of('blog:email'))}?{urlencode({'key': key_of(request)})}"
    context = {"link": link, "days": LINK_LASTS.days}
    mail.send("post_confirm", email, context, key=f"post-confirm:{request.pk}", headers=HEADERS)


@transaction.atomic
def send_to_member(post, user, network: str) -> None:
    """Raises email_limits.TooMany."""
    address = address_hash(user.email)
    just_now = EmailRequest.objects.filter(post=post, address_hash=address, sent_at__gt=timezone.now() - SAME_WISH)
    if just_now.exists():
        return
    email_limits.check(post, address, network)
    send(EmailRequest.objects.create(post=post, email=user.email, address_hash=address, network=network))


@transaction.atomic
def send(request: EmailRequest) -> None:
    """Confirmed twice, it is sent once; the address is forgotten."""
    email = request.take_address()
    if email:
        context = {"post": request.post, "address": absolute(request.post.get_absolute_url())}
        context["text"] = letter_html(request.post)
        mail.send("post", email, context, key=f"post-email:{request.pk}", headers=HEADERS)


def key_of(request: EmailRequest) -> str:
    return signing.dumps(request.pk, salt=SALT)


def request_of(post, key: str) -> EmailRequest | None:
    """None if the key is not ours, has run out, or belongs to another post."""
    try:
        pk = signing.loads(key[:200], salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return EmailRequest.objects.filter(pk=pk, post=post).select_related("post__author", "post__cover").first()


def address_hash(email: str) -> str:
    return salted_hmac("blog.paper.address", email.lower(), algorithm="sha256").hexdigest()[:32]


def forget_old() -> None:
    """For housekeeping: what was never confirmed, and the records by which limits are counted."""
    now = timezone.now()
    EmailRequest.objects.unsent().filter(requested_at__lt=now - LINK_LASTS).delete()
    EmailRequest.objects.filter(requested_at__lt=now - KEEP_RECORDS).delete()
