"""
Whether an address is its writer's own. One letter asks, holding nothing that anybody typed; the button on the page
that it leads to answers.
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.paper import blocking
from config import mail
from config.addresses import known_as
from config.limits import TooMany, refuse_if, seconds_to_wait
from config.site import absolute
from config.tasks import task

from .. import models

HEADERS = {"Auto-Submitted": "auto-generated"}

SALT = "comments.confirm"
LINK_LASTS = timedelta(days=7)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_NETWORK, BY_INBOX, BY_SITE = 10, 3, 500
WAITS_FOR_IT = "address_unconfirmed"  # the check that asks for a letter
MOST_SHOWN = 20


@transaction.atomic
def ask(email: str, *, network: str, for_comment=None, is_for_page=False) -> None:
    """
    At most one letter a day to one address, none where mail must stop. Nobody learns whether one has left, or whether
    the address is known. Raises TooMany for who asks from one place too often.
    """
    models.CommentRules.one_at_a_time()
    _check(network)
    asked = models.AskedLetter.objects.create(network=network, email=email if is_for_page else "")
    if is_for_page:
        answer.enqueue(asked.pk)
    else:
        _send_once(asked, email, for_comment=for_comment)


@task
@transaction.atomic
def answer(asked_id: int) -> None:
    """Here, and not while somebody waits for the page: the time it takes would tell whether the address is known."""
    models.CommentRules.one_at_a_time()
    asked = models.AskedLetter.objects.exclude(email="").filter(pk=asked_id).first()
    if asked is None:
        return
    email, asked.email = asked.email, ""
    asked.save(update_fields=["email"])
    if is_known(email) and not seconds_to_wait(_sent(), BY_SITE, DAY):
        _send_once(asked, email, is_for_page=True)


def ask_about(comment) -> None:
    """For a comment that waits for it. Where too many letters were asked for, its writer can ask again."""
    try:
        ask(comment.email, network=comment.network, for_comment=comment)
    except TooMany:
        return


def is_waited_for(comment) -> bool:
    latest = comment.decisions.first()
    return comment.status == models.Status.PENDING and bool(latest) and latest.rule == WAITS_FOR_IT


def is_known(email: str) -> bool:
    email = email.strip().lower()
    people = models.Correspondent.objects.filter(email=email)
    return people.exists() or models.Comment.objects.filter(email=email).exists()


def read(key: str) -> tuple[str, int | None]:
    """The address and the comment that it was given with; raises signing.BadSignature or SignatureExpired."""
    email, comment_id = signing.loads(key[:500], salt=SALT, max_age=LINK_LASTS)
    return email, comment_id


def unproven(email: str, first: int | None = None) -> list:
    """Comments that were written with this address by whoever it was; the one that the letter was about first."""
    fresh = models.Comment.objects.unproven().filter(email=email).select_related("post")
    fresh = fresh.filter(created_at__gt=timezone.now() - 4 * LINK_LASTS).order_by("-created_at")[:MOST_SHOWN]
    return sorted(fresh, key=lambda comment: comment.pk != first)


def forget_old() -> None:
    """For housekeeping: addresses that never answered, and what limits were counted by."""
    now = timezone.now()
    silent = models.Correspondent.objects.filter(confirmed_at=None, stopped="", created_at__lt=now - LINK_LASTS)
    silent.exclude(asked_at__gt=now - LINK_LASTS).delete()
    models.AskedLetter.objects.filter(asked_at__lt=now - 2 * DAY).delete()


def _check(network: str) -> None:
    if network:
        asked = models.AskedLetter.objects.filter(network=network).order_by("-asked_at")
        sentence = _("Many letters have been asked for from your network in the last hour.")
        refuse_if(asked.values_list("asked_at", flat=True), BY_NETWORK, HOUR, sentence)
    refuse_if(_sent(), BY_SITE, DAY, _("We have sent all the letters that we send in a day."))


def _sent():
    """What led to no letter blocks nobody."""
    sent = models.AskedLetter.objects.exclude(inbox="").order_by("-asked_at")
    return sent.values_list("asked_at", flat=True)


def _send_once(asked, email: str, *, for_comment=None, is_for_page=False) -> None:
    person = models.Correspondent.of(email)
    if _may_be_asked(person, is_for_page):
        asked.inbox = known_as(person.email)
        asked.save(update_fields=["inbox"])
        _send(person, for_comment)


def _may_be_asked(person, is_for_page: bool) -> bool:
    """
    Who wants no more mail has a right to their page all the same; and a letter that was answered is no reason to wait
    for the one that leads there.
    """
    stopped = person.stopped and not (is_for_page and person.stopped == person.Stopped.BY_READER)
    lately = person.asked_at and person.asked_at > timezone.now() - DAY
    if is_for_page and lately and person.confirmed_at:
        lately = person.confirmed_at < person.asked_at
    inbox = known_as(person.email)
    if stopped or lately or blocking.is_blocked(inbox):
        return False
    sent = models.AskedLetter.objects.filter(inbox=inbox).order_by("-asked_at")
    return not seconds_to_wait(sent.values_list("asked_at", flat=True), BY_INBOX, DAY)


def _send(person, comment) -> None:
    person.asked_at = timezone.now()
    person.save(update_fields=["asked_at"])
    key = signing.dumps([person.email, comment and comment.pk], salt=SALT)
    no_more = blocking.link_for(person.email)
    context = {
        "link": absolute(reverse("comments:confirm", args=[key])),
        "is_about_comment": comment is not None,
        "days": LINK_LASTS.days,
        "no_more_url": no_more,
    }
    mail.send(
        "address_confirm", person.email, context, headers=HEADERS | blocking.headers_for(no_more), is_discreet=True
    )
