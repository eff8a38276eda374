"""How a letter leaves: a task looks once more whether it may, waits for its PDF, and puts it into the outbox, once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config import mail
from config.addresses import known_as
from config.tasks import task

from ..models import EmailRequest, PaperSettings
from . import blocking, making_limits
from .choice import Choice
from .enclosing import Enclosure, can_be_enclosed, pdf_of
from .letters import letter_of
from .volume import Volume, volume_of_post
from .wishes import obstacle

HEADERS = {"Auto-Submitted": "auto-generated"}
# How long it waits for its PDF, each time that there is none yet: ten minutes in all.
PAUSES = [timedelta(seconds=seconds) for seconds in (2, 3, 5, 10, 20, 40, 80, 160, 280)]
FORGOTTEN_AFTER = timedelta(hours=1)


@task
def carry(request_id: int, times: int = 0) -> None:
    request = _confirmed(request_id)
    if request is None or not _may_leave(request):
        return
    volume = volume_of_post(request.post, Choice.parse(request.choice))
    wants_pdf = request.with_pdf and can_be_enclosed(request.post, PaperSettings.load())
    enclosure = pdf_of(volume, making_limits.known_as(request.member, request.network)) if wants_pdf else Enclosure()
    if enclosure.is_being_made and times < len(PAUSES):
        carry.using(run_after=timezone.now() + PAUSES[times]).enqueue(request_id, times + 1)
        return
    _put_into_outbox(request, volume, enclosure)


def pick_up_forgotten() -> None:
    """For housekeeping: the row is the truth, and one that waits although its task was lost gets another."""
    long_ago = timezone.now() - FORGOTTEN_AFTER
    for pk in EmailRequest.objects.confirmed().filter(confirmed_at__lt=long_ago).values_list("pk", flat=True):
        carry.enqueue(pk)


def _confirmed(request_id: int) -> EmailRequest | None:
    related = ("post__author", "post__cover", "post__series", "member")
    return EmailRequest.objects.confirmed().select_related(*related).filter(pk=request_id).first()


def _may_leave(request: EmailRequest) -> bool:
    if obstacle(request.post, PaperSettings.load(), request.member, is_to_friend=request.is_to_friend):
        request.drop()
    elif request.is_to_friend and blocking.is_blocked(known_as(request.friend)):
        request.block()
    return request.is_waiting


def _put_into_outbox(request: EmailRequest, volume: Volume, enclosure: Enclosure) -> None:
    # Both addresses are forgotten by `mark_sent`.
    to, sender = request.recipient, request.email
    no_more = blocking.link_for(to) if request.is_to_friend else ""
    context = _context(request, volume, enclosure) | {"sender": sender, "no_more_url": no_more}
    with transaction.atomic():
        if request.mark_sent():
            mail.send(
                "post_to_friend" if request.is_to_friend else "post",
                to,
                context,
                key=f"post-email:{request.pk}",
                is_discreet=True,
                headers=HEADERS | (blocking.headers_for(no_more) if no_more else {}),
                # The friend's answer goes to the sender, whose address is proven; no name, which somebody typed.
                reply_to=[sender] if request.is_to_friend else [],
                attachments=enclosure.attachments,
            )


def _context(request: EmailRequest, volume: Volume, enclosure: Enclosure) -> dict:
    return {
        **letter_of(volume),
        "request": request,
        "quoted_note": "\n".join(f"> {line}" for line in request.note.split("\n")),
        "paper": PaperSettings.load(),
        "why_no_pdf": enclosure.why_not,
    }
