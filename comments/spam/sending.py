"""Checks of how a comment was sent. Whatever looks odd here may be a person, so it waits and is never refused."""

from django.utils.translation import gettext as _

from .. import limits, stamps
from . import trust
from .verdict import Sender, Verdict


def trap_filled(comment, sender: Sender, rules):
    if sender.trap:
        return Verdict("pending", _("The field that people do not see was filled in."))
    return None


def opening_stamp(comment, sender: Sender, rules):
    seconds = sender.opened_seconds
    if seconds is None:
        if sender.has_stamp:
            return Verdict("pending", _("The opening stamp is not ours, or of another post."))
        return Verdict("pending", _("No opening stamp: no script, or a robot."))
    if seconds < stamps.QUICKEST:
        return Verdict("pending", _("Sent %.1f seconds after the first touch of the form.") % seconds)
    if seconds > stamps.SLOWEST:
        return Verdict("pending", _("The form was opened more than a day before."))
    return None


def stamp_used_again(comment, sender: Sender, rules):
    """People go back to a form that they have sent; robots send one for days."""
    times = stamps.times_used(sender.stamp, but=comment)
    if times < stamps.MOST_USES:
        return None
    return Verdict("pending", _("The opening stamp came with %s comments before.") % times)


def origin_unknown(comment, sender: Sender, rules):
    if not sender.origin_proven:
        return Verdict("pending", _("The browser did not say that the form stood on this site."))
    return None


def busy_network(comment, sender: Sender, rules):
    """Many people may share one; those who are known are not kept waiting by the others. An edit is no arrival."""
    if comment.pk:
        return None
    count = limits.lately_from(comment.network)
    if count < limits.NETWORK_WAITS or trust.is_earned(comment, sender, rules):
        return None
    return Verdict("pending", _("%s comments came from this network within ten minutes.") % count)


def busy_address(comment, sender: Sender, rules):
    if comment.pk or not limits.is_busy_address(comment, sender, rules):
        return None
    return Verdict("pending", _("Too many comments at once came with this address, from several networks."))


def surge(comment, sender: Sender, rules):
    """Robots that change network and address each time are known by their number alone."""
    if comment.pk:
        return None
    count, usual = limits.strangers_lately()
    if count < max(limits.SURGE, limits.SURGE_TIMES * usual) or trust.is_earned(comment, sender, rules):
        return None
    said = {"count": count, "usual": round(usual, 1)}
    return Verdict("pending", _("%(count)s unknown people wrote within ten minutes, usually %(usual)s.") % said)
