"""
The picture of who has none: a small ornament, chosen by a keyed hash of the address with the site's own secret. Of it
twenty bits are kept and drawn by CSS (static/css/pictures.css): nothing is fetched, and no address follows from it.
"""

from functools import lru_cache

from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

QUARTERS = "abcd"
INKS = "0000011111333322"  # by the last digit; 2 is the accent, and rare


def mark_of(email: str) -> str:
    """The same for one address on one site, another on the next; empty where there is no address."""
    return salted_hmac("comment-picture", email.lower(), algorithm="sha256").hexdigest()[:5] if email else ""


def shown(comment) -> dict[str, str]:
    """A member's own, or an ornament; none while it waits: typing an address must not show whose picture comes."""
    if not comment.is_approved:
        return {"picture": "", "ornament": classes("")}
    member = comment.account
    has_own = member and member.is_active and member.avatar
    return {"picture": member.avatar.url if has_own else "", "ornament": classes(comment.picture)}


@lru_cache(maxsize=4096)
def classes(mark: str) -> str:
    """One for each quarter of the ornament, and one for its ink."""
    if len(mark) != len(QUARTERS) + 1:
        return SafeString("picture")
    quarters = [f"{quarter}{shape}" for quarter, shape in zip(QUARTERS, mark, strict=False)]
    return SafeString(" ".join(["picture", *quarters, f"ink{INKS[int(mark[-1], 16)]}"]))  # digits and letters of ours
