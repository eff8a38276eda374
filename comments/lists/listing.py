"""What the lists of staff say of a comment. Allow beats block, but the ban of a person beats an allowed place."""

from .. import models
from . import sources

MOST_READ = 200
STRONGEST = ["refuse", "spam", "wait"]
STATUS = {"allow": "approved", "wait": "pending", "spam": "spam"}


def speaking_of(comment, sender):
    """The one entry that decides, or None."""
    facts = sources.facts_of(comment, sender)
    found = list(models.ListedSource.objects.naming(facts).select_related("account")[:MOST_READ])
    allowing = [entry for entry in found if entry.effect == "allow" and is_proven(entry, sender)]
    blocking = [entry for entry in found if entry.effect != "allow" and not _is_excused(entry, found, comment)]
    blocking.sort(key=lambda entry: STRONGEST.index(entry.effect))
    strongest = blocking[0] if blocking else None
    if not allowing:
        return strongest
    is_ban = bool(strongest) and strongest.effect == "refuse"
    return strongest if is_ban and not any(entry.is_personal for entry in allowing) else allowing[0]


def status_of(entry, sender) -> str:
    """A ban that was not refused is either of an edit or of somebody who types a banned address."""
    return STATUS.get(entry.effect) or ("pending" if is_proven(entry, sender) else "spam")


def is_proven(entry, sender) -> bool:
    """Whether this is theirs: anybody can type an address and link to a domain."""
    kinds = models.ListedSource.Kind
    if entry.kind == kinds.EMAIL:
        return sender.has_proven(entry.value)
    if entry.kind == kinds.EMAIL_DOMAIN:
        return sources.lies_under(sources.domain_of(sender.proven_email), entry.value)
    return entry.kind != kinds.LINK_DOMAIN


def _is_excused(entry, found, comment) -> bool:
    """A domain of links is, where all that the comment links to below it is allowed by name."""
    if entry.kind != models.ListedSource.Kind.LINK_DOMAIN:
        return False
    allowed = [each.value for each in found if each.kind == entry.kind and each.effect == "allow"]
    below = [host for host in sources.hosts_of(comment) if sources.lies_under(host, entry.value)]
    return all(any(sources.lies_under(host, each) for each in allowed) for host in below)
