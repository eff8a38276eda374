"""A writer answers a decision: the comment goes back into the queue with their words, once for each decision."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from config.limits import refuse_if

from ..letters import telling
from ..models import Appeal, Comment, CommentRules
from ..models.decision import APPEAL
from . import standing

BY_NETWORK, DAY = 5, timedelta(days=1)


@transaction.atomic
def appeal(comment: Comment, text: str, *, network: str) -> bool:
    """False where there is nothing to appeal against any more. Raises TooMany."""
    CommentRules.one_at_a_time()
    comment = Comment.objects.get(pk=comment.pk)
    if not standing.of(comment).may_appeal:
        return False
    if network:
        asked = Appeal.objects.filter(network=network).order_by("-created_at").values_list("created_at", flat=True)
        refuse_if(asked, BY_NETWORK, DAY, _("The moderators have heard a lot from your network today."))
    Appeal.objects.create(decision=comment.decisions.first(), text=text, network=network)
    comment.hold(reason=_("Its writer asks to look again: %s") % text, rule=APPEAL)
    telling.tell.enqueue(comment.pk)
    return True
