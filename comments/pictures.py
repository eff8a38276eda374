"""
The picture of who has none: a small ornament, chosen by a keyed hash of the address with the site's own secret. Of it
twenty bits are kept and drawn by CSS (static/css/pictures.css): nothing is fetched, and no address follows from it.
"""

from django.utils.crypto import salted_hmac

QUARTERS, INKS = "abcd", 4


def mark_of(email: str) -> str:
    """The same for one address on one site, another on the next; empty where there is no address."""
    return salted_hmac("comments.pictures", email.lower(), algorithm="sha256").hexdigest()[:5] if email else ""


def classes(mark: str) -> str:
    """One for each quarter of the ornament, and one for its ink."""
    if len(mark) != len(QUARTERS) + 1:
        return ""
    quarters = [f"{quarter}{shape}" for quarter, shape in zip(QUARTERS, mark, strict=False)]
    return " ".join([*quarters, f"ink{int(mark[-1], 16) % INKS}"])
