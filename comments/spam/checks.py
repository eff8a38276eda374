"""
Each check looks at one thing and returns a verdict, or None where it has nothing to say. Those that ask how the form
came are in `sending`.
"""

from django.utils.translation import gettext as _

from accounts import names
from accounts.models import User

from .. import campaigns
from ..lists import listing
from . import borrowing, filtering, links, trust, words
from .verdict import Sender, Verdict


def house(comment, sender: Sender, rules):
    """Moderators and the post's own author, signed in."""
    if sender.may_moderate:
        return Verdict("approved", _("Written by a moderator."))
    if sender.account and sender.account.pk == comment.post.author_id:
        return Verdict("approved", _("Written by the post's author."))
    return None


def listed(comment, sender: Sender, rules):
    """What staff have let through or shut out by name comes before all that is guessed."""
    entry = listing.speaking_of(comment, sender)
    if entry is None:
        return None
    return Verdict(listing.status_of(entry, sender), entry.sentence)


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
    return Verdict("pending" if trust.is_earned(comment, sender, rules) else "spam", reason)


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
    status = "pending" if trust.is_earned(comment, sender, rules) else "spam"
    return Verdict(status, _("Reads like spam: %s.") % reading.against)


def impersonation(comment, sender: Sender, rules):
    """Anybody can type somebody else's address or name; only signing in proves a name, only mail an address."""
    if sender.account:
        return None
    claimed = comment.email and not sender.has_proven(comment.email)
    if claimed and (member := User.objects.filter(email__iexact=comment.email).first()):
        return Verdict("pending", _("Claims to be %s: a guest with a member's email address.") % member.name)
    if person := borrowing.bearer_of(comment) or borrowing.member_of(comment, sender, rules):
        return Verdict("pending", _("Claims to be %s: a guest with this name.") % person.name)
    if names.is_office(comment.name):
        return Verdict("pending", _("Claims to speak for the site: a guest with the name of an office."))
    return None


def address_unconfirmed(comment, sender: Sender, rules):
    """Once the letter is answered, judging goes on from here: an answer makes up for a stamp that is missing."""
    if rules.who_may_write != "confirmed" or sender.account or sender.has_proven(comment.email):
        return None
    return Verdict("pending", _("The writer has not confirmed the email address yet; a letter has asked."))


def too_many_links(comment, sender: Sender, rules):
    """The website of the writer is not counted: everybody may say where they live."""
    shown, hidden = links.places_in(comment)
    count = len(shown) + len(hidden)
    if not rules.max_links or count < rules.max_links:
        return None
    said = {"count": count, "limit": rules.max_links}
    if hidden:
        said["hidden"] = ", ".join(hidden)[:80]
        return Verdict("pending", _("Contains %(count)s links, not all to be seen as such (%(hidden)s).") % said)
    return Verdict("pending", _("Contains %(count)s links; %(limit)s make a comment wait.") % said)


def typed_markup(comment, sender: Sender, rules):
    if typed := links.typed_markup(comment.body_html):
        return Verdict("pending", _("Contains a link in the markup of other sites: %s") % typed[:60])
    return None


def moderation_words(comment, sender: Sender, rules):
    if word := words.first_hit(rules.moderation_words, comment.body, comment.name, comment.email, comment.url):
        return Verdict("pending", _("Contains “%s”, a word that makes a comment wait.") % word[:100])
    return None


def reputation(comment, sender: Sender, rules):
    record = trust.record_of(comment, sender)
    if not record.is_bad:
        return None
    said = dict(zip(("rejected", "decided"), record.rejected, strict=True))
    if record.is_proven:
        return Verdict("pending", _("Of the writer's last %(decided)s comments %(rejected)s were rejected.") % said)
    return Verdict(
        "pending", _("Of the last %(decided)s comments with this address %(rejected)s were rejected.") % said
    )


def old_post(comment, sender: Sender, rules):
    if not rules.holds_on(comment.post):
        return None
    return Verdict("pending", _("The post is older than %s days; all comments there wait.") % rules.hold_after_days)


def everything_waits(comment, sender: Sender, rules):
    return Verdict("pending", _("Every comment waits.")) if rules.all_wait else None


def first_link(comment, sender: Sender, rules):
    """Trust for words is no trust for links: those begin when a person has approved one."""
    if not rules.first_comment_waits or trust.record_of(comment, sender).is_trusted_with_links:
        return None
    if any(links.places_in(comment)):
        return Verdict("pending", _("The writer's first link."))
    if contacts := links.contacts_in(comment.body_html):
        return Verdict(
            "pending",
            _("Says where to reach somebody (%s); no link of the writer was approved yet.") % contacts[0][:60],
        )
    if comment.url and _only_the_filter_speaks_for(comment, sender, rules):
        return Verdict("pending", _("The writer's first link: their website."))
    return None


def _only_the_filter_speaks_for(comment, sender: Sender, rules) -> bool:
    """It reads the words; what a stranger sells may be behind the name."""
    is_unknown = rules.publish_unknown and not trust.is_earned(comment, sender, rules)
    return is_unknown and filtering.read(comment).is_good


def learned(comment, sender: Sender, rules):
    """Speaks for unknown people only where the owner allows it, and against nobody whom the next check lets wait."""
    reading = filtering.read(comment)
    if rules.publish_unknown and reading.is_good:
        return Verdict("approved", _("Reads like a good comment: %s.") % reading.in_favour)
    if reading.is_doubtful and not rules.first_comment_waits and not trust.is_earned(comment, sender, rules):
        return Verdict("pending", _("May be spam: %s.") % reading.against)
    return None


def first_comment(comment, sender: Sender, rules):
    if not rules.first_comment_waits:
        return None
    if missing := trust.record_of(comment, sender).missing(rules):
        return Verdict("pending", missing)
    return Verdict("approved", _("The writer has earned trust."))
