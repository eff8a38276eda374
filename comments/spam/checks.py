"""Each check looks at one thing and returns a verdict, or None where it has nothing to say."""

from django.utils.translation import gettext as _

from accounts import names
from accounts.models import User

from .. import campaigns, stamps
from . import filtering, words
from .verdict import Sender, Verdict


def house(comment, sender: Sender, rules):
    """Moderators and the post's own author, signed in."""
    if sender.may_moderate:
        return Verdict("approved", _("Written by a moderator."))
    if sender.account and sender.account.pk == comment.post.author_id:
        return Verdict("approved", _("Written by the post's author."))
    return None


def disallowed_words(comment, sender: Sender, rules):
    if word := words.first_hit(rules.disallowed_words, comment.body, comment.name, comment.email, comment.url):
        return Verdict("spam", _("Contains “%s”, a disallowed word.") % word[:100])
    return None


def campaign(comment, sender: Sender, rules):
    """What a person marked as spam comes back, or the same comes a third time."""
    company = campaigns.company_of(comment)
    if marked := company.found_spam:
        reason = _("Says the same as what a moderator marked as spam, by %s.") % campaigns.named(marked)
    elif len(company.before) > 1 and not company.is_good:
        said = {"count": len(company.before) + 1, "latest": campaigns.named(company.before[0])}
        reason = _("%(count)s comments say the same; the one before by %(latest)s.") % said
    else:
        return None
    return Verdict("pending" if _is_trusted(comment, sender) else "spam", reason)


def repeated(comment, sender: Sender, rules):
    company = campaigns.company_of(comment)
    if not company.before or company.is_good:
        return None
    return Verdict("pending", _("Says the same as the comment by %s.") % campaigns.named(company.before[0]))


def reads_like_spam(comment, sender: Sender, rules):
    """Surely, by the owner's promise. Who has earned trust is heard by a person first."""
    reading = filtering.read(comment)
    if not reading.is_spam:
        return None
    status = "pending" if _is_trusted(comment, sender) else "spam"
    return Verdict(status, _("Reads like spam: %s.") % reading.against)


def impersonation(comment, sender: Sender, rules):
    """Anybody can type somebody else's address or name; only signing in proves it."""
    if sender.account:
        return None
    if member := User.objects.filter(email__iexact=comment.email).first():
        return Verdict("pending", _("Claims to be %s: a guest with a member's email address.") % member.name)
    looks = names.skeleton(comment.name)
    staff = User.objects.filter(is_staff=True, is_active=True)
    for person in [comment.post.author, *staff]:
        if looks and looks in {names.skeleton(person.name), names.skeleton(person.username)}:
            return Verdict("pending", _("Claims to be %s: a guest with this name.") % person.name)
    if names.is_office(comment.name):
        return Verdict("pending", _("Claims to speak for the site: a guest with the name of an office."))
    return None


def trap_filled(comment, sender: Sender, rules):
    if sender.trap:
        return Verdict("pending", _("The field that people do not see was filled in."))
    return None


def address_unconfirmed(comment, sender: Sender, rules):
    """Once the letter is answered, judging goes on from here: an answer makes up for a stamp that is missing."""
    if rules.who_may_write != "confirmed" or sender.account or sender.proven_email == comment.email.lower():
        return None
    return Verdict("pending", _("The writer has not confirmed the email address yet; a letter has asked."))


def opening_stamp(comment, sender: Sender, rules):
    seconds = sender.opened_seconds
    if seconds is None:
        return Verdict("pending", _("No opening stamp, or not a good one: no script, or a robot."))
    if seconds < stamps.QUICKEST:
        return Verdict("pending", _("Sent %.1f seconds after the first touch of the form.") % seconds)
    if seconds > stamps.SLOWEST:
        return Verdict("pending", _("The form was opened more than a day before."))
    return None


def origin_unknown(comment, sender: Sender, rules):
    if not sender.origin_proven:
        return Verdict("pending", _("The browser did not say that the form stood on this site."))
    return None


def too_many_links(comment, sender: Sender, rules):
    if rules.max_links and comment.link_count >= rules.max_links:
        return Verdict("pending", _("Contains %(count)s links; %(limit)s make a comment wait.") % {
            "count": comment.link_count, "limit": rules.max_links,
        })  # fmt: skip
    return None


def moderation_words(comment, sender: Sender, rules):
    if word := words.first_hit(rules.moderation_words, comment.body, comment.name, comment.email, comment.url):
        return Verdict("pending", _("Contains “%s”, a word that makes a comment wait.") % word[:100])
    return None


def learned(comment, sender: Sender, rules):
    """Speaks for unknown people only where the owner allows it, and against nobody whom the next check lets wait."""
    reading = filtering.read(comment)
    if rules.publish_unknown and reading.is_good:
        return Verdict("approved", _("Reads like a good comment: %s.") % reading.in_favour)
    if reading.is_doubtful and not rules.first_comment_waits and not _is_trusted(comment, sender):
        return Verdict("pending", _("May be spam: %s.") % reading.against)
    return None


def first_comment(comment, sender: Sender, rules):
    """Trust belongs to a confirmed account with an approved comment; a typed address has none."""
    if not rules.first_comment_waits:
        return None
    if sender.account is None:
        return Verdict("pending", _("Written by a guest; guests wait."))
    if not sender.is_confirmed:
        return Verdict("pending", _("The member has not confirmed the email address."))
    if not _is_trusted(comment, sender):
        return Verdict("pending", _("The member's first comment."))
    return Verdict("approved", _("A confirmed member with approved comments."))


def _is_trusted(comment, sender: Sender) -> bool:
    member = sender.account
    return bool(member and sender.is_confirmed and member.comments.approved().exclude(pk=comment.pk).exists())
