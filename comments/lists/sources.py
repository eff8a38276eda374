"""
What can be known of where a comment comes from and where it leads, in the same spelling as the lists that staff keep: a
list of any length is asked by equality, also for ranges of addresses and for subdomains.
"""

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import User
from config.networks import PREFIX, network_of

from ..models.listed_source import ListedSource
from ..spam.learned.writing import Writing, domain

Kind = ListedSource.Kind
Facts = dict[str, set[str]]

MOST_HOSTS, MOST_STEPS, MOST_BITS = 100, 8, 8
LONGEST, AT_ONCE = ListedSource._meta.get_field("value").max_length, 500


def facts_of(comment, sender, *, only: str = "") -> Facts:
    """By kind; `only` one of them, where the others cost more than they are worth."""
    emails = {comment.email.lower(), sender.proven_email.lower()} - {""}
    known: dict[str, Callable[[], Iterable[str]]] = {
        Kind.ACCOUNT: lambda: [str(comment.account_id)] if comment.account_id else [],
        Kind.EMAIL: lambda: emails,
        Kind.EMAIL_DOMAIN: lambda: _above(map(domain_of, emails)),
        Kind.ADDRESS: lambda: ranges_around(sender.address),
        Kind.NETWORK: lambda: [sender.network] if sender.network else [],
        Kind.LINK_DOMAIN: lambda: _above(hosts_of(comment)),
    }
    return {kind: set(values()) for kind, values in known.items() if not only or kind == only}


def hosts_of(comment) -> list[str]:
    """Where its links lead, also those that are only spelt out."""
    linked = (host_of(target) for target in (*comment.link_targets, comment.url))
    spelt = (_host(domain(link)) for link in Writing(comment.body).links)
    return list(dict.fromkeys(filter(None, (*linked, *spelt))))[:MOST_HOSTS]


def domain_of(email: str) -> str:
    return _host(email.rpartition("@")[2])


def host_of(address: str) -> str:
    try:
        return _host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def ranges_around(address: str) -> Iterator[str]:
    """Every range that holds the address, from itself to the whole internet."""
    try:
        ip = _unmapped(ipaddress.ip_address(address))
    except ValueError:
        return
    for bits in range(ip.max_prefixlen + 1):
        yield str(ipaddress.ip_network((ip.packed, bits), strict=False))


def networks_in(addresses: str) -> set[str]:
    """Of stored comments no more is known than a keyed hash of the network: those that a range touches, if few."""
    whole = ipaddress.ip_network(addresses)
    parts = PREFIX[whole.version]
    if whole.prefixlen >= parts:
        return {network_of(str(whole.network_address))}
    if whole.prefixlen < parts - MOST_BITS:
        return set()
    return {network_of(str(part.network_address)) for part in whole.subnets(new_prefix=parts)}


def lies_under(host: str, above: str) -> bool:
    return host == above or host.endswith(f".{above}")


def kind_of(text: str) -> str:
    """What somebody means who writes only the thing itself."""
    if text.startswith("@"):
        return Kind.EMAIL_DOMAIN
    if "@" in text:
        return Kind.EMAIL
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return Kind.LINK_DOMAIN if "." in text else Kind.ACCOUNT
    return Kind.ADDRESS


def spelt(kind: str, text: str) -> str:
    """As it is kept and asked for; raises ValidationError with a sentence for who typed it."""
    value = SPELLINGS[kind](text.strip())
    if len(value) > LONGEST:
        raise ValidationError(_("“%s…” is too long.") % value[:40])
    return value


def accounts_among(texts: Iterable[str]) -> dict[str, str]:
    """Of many email addresses and usernames, in small letters, those that have an account, and its number."""
    wanted, found = list({text.lower() for text in texts}), {}
    people = User.objects.annotate(called=Lower("username")).order_by("pk")
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        for pk, called in people.filter(called__in=some).values_list("pk", "called"):
            found[called] = str(pk)
        for pk, email in people.filter(email__in=some).values_list("pk", "email"):
            found[email] = str(pk)
    return found


def unknown_account(text: str) -> ValidationError:
    return ValidationError(_("Nobody has an account “%s”.") % text[:80])


def _account(text: str) -> str:
    person = User.objects.filter(email__iexact=text).first() or User.objects.filter(username__iexact=text).first()
    if person is None:
        raise unknown_account(text)
    return str(person.pk)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(_("“%s” is no email address.") % text[:80]) from error
    return text.lower()


def _domain(text: str) -> str:
    """Also out of a whole address, or with a dot or a star before it."""
    bare = text.lstrip("@")
    host = host_of(bare if "//" in bare else f"//{bare.removeprefix('*').lstrip('.')}")
    if not host or _is_address(host):
        raise ValidationError(_("“%s” is no domain.") % text[:80])
    return host


def _range(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValidationError(_("“%s” is no IP address and no range like 192.0.2.0/24.") % text[:80]) from error
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped and network.prefixlen >= 96:
        network = ipaddress.ip_network((mapped, network.prefixlen - 96), strict=False)
    return str(network)


def _hash(text: str) -> str:
    if len(text) != 32 or not text.isalnum():
        raise ValidationError(_("A network is listed from one of its comments: “Ban the writer…” in the queue."))
    return text


SPELLINGS = {
    Kind.ACCOUNT: _account, Kind.EMAIL: _email, Kind.EMAIL_DOMAIN: _domain,
    Kind.ADDRESS: _range, Kind.NETWORK: _hash, Kind.LINK_DOMAIN: _domain,
}  # fmt: skip


def _host(text: str) -> str:
    """In small letters and the ASCII of the name system; empty where no name is."""
    text = text.strip().rstrip(".").casefold().removeprefix("www.")
    try:
        name = text.encode("idna").decode() if text else ""
    except UnicodeError:
        return ""
    return name if all(part.replace("-", "").replace("_", "").isalnum() for part in name.split(".")) else ""


def _above(hosts: Iterable[str]) -> Iterator[str]:
    """Each, with every domain that it lies under."""
    for host in filter(None, hosts):
        parts = host.split(".")[-MOST_STEPS:]
        yield host
        yield from (".".join(parts[at:]) for at in range(len(parts)))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _unmapped(ip):
    return getattr(ip, "ipv4_mapped", None) or ip
