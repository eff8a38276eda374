"""Whether a comment appears, waits or is spam. To add a check: one function, one entry in the list, one test."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from . import checks, sending
from .verdict import Sender, Verdict

__all__ = ["CHECKS", "HOUSE", "Sender", "Verdict", "judge"]

HOUSE = checks.house.__name__
LONGEST = 300  # as much of a reason as is kept

# The first verdict wins; what others have to say is told with it. Whose house it is comes first, then whom staff
# have listed by name. Then what is surely spam, the owner's own words before what the machine found, so that spam does
# not fill the queue because it also came without a stamp. Then what a person should see, the most telling first: false
# names, the way it was sent, what it says, who says it, and last what the owner lets wait in general.
CHECKS = [
    checks.house,
    checks.listed,
    checks.disallowed_words,
    checks.campaign,
    checks.reads_like_spam,
    checks.repeated,
    sending.trap_filled,
    checks.address_unconfirmed,
    checks.impersonation,
    sending.stamp_used_again,
    sending.opening_stamp,
    sending.origin_unknown,
    checks.typed_markup,
    checks.too_many_links,
    checks.moderation_words,
    checks.reputation,
    sending.busy_network,
    sending.busy_address,
    sending.surge,
    checks.old_post,
    checks.everything_waits,
]
# Nothing spoke against it: may it appear, without a person having read it?
ADMISSION = [
    checks.first_link,
    checks.learned,
    checks.first_comment,
]


def judge(comment, sender: Sender, rules) -> Verdict:
    spoken = _spoken(CHECKS, comment, sender, rules)
    first = next(spoken, None) or next(_spoken(ADMISSION, comment, sender, rules), None)
    if first is None:
        return Verdict("approved", _("Nothing spoke against it."))
    if first.status == "approved":
        return first
    return replace(first, reason=_told(first, [each for each in spoken if each.status != "approved"]))


def _spoken(among, comment, sender: Sender, rules) -> Iterator[Verdict]:
    for check in among:
        if verdict := check(comment, sender, rules):
            yield replace(verdict, rule=check.__name__)


def _told(first: Verdict, others: list[Verdict]) -> str:
    """Sentences that are whole; the first may be longer than fits."""
    reason = first.reason
    for other in others:
        if len(reason) + len(other.reason) < LONGEST:
            reason = f"{reason} {other.reason}"
    return reason
