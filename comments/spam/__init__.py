"""Whether a comment appears, waits or is spam. To add a check: one function, one entry in the list, one test."""

from dataclasses import replace

from django.utils.translation import gettext as _

from . import checks
from .verdict import Sender, Verdict

__all__ = ["CHECKS", "HOUSE", "Sender", "Verdict", "judge"]

HOUSE = checks.house.__name__

# The first verdict wins. Whose house it is comes first; then what is surely spam; then what a person should see.
CHECKS = [
    checks.house,
    checks.disallowed_words,
    checks.campaign,
    checks.reads_like_spam,
    checks.repeated,
    checks.trap_filled,
    checks.address_unconfirmed,
    checks.impersonation,
    checks.opening_stamp,
    checks.origin_unknown,
    checks.too_many_links,
    checks.moderation_words,
    checks.learned,
    checks.first_comment,
]


def judge(comment, sender: Sender, rules) -> Verdict:
    for check in CHECKS:
        if verdict := check(comment, sender, rules):
            return replace(verdict, rule=check.__name__)
    return Verdict("approved", _("Nothing spoke against it."))
