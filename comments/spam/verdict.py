"""What the checks are given, and what they answer."""

from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Sender:
    """Who sent a comment and how, as the form saw it; nobody below the form sees the request."""

    address: str = ""  # for the lists that staff keep; it is stored nowhere
    network: str = ""
    trap: bool = False
    opened_seconds: float | None = None
    has_stamp: bool = False  # any, also one that is not ours
    stamp: int | None = None  # by which one that is used again is known
    origin_proven: bool = False
    account: User | None = None
    is_confirmed: bool = False
    proven_email: str = ""  # shown to be theirs, by an account or a key that only its inbox can have
    may_moderate: bool = False

    def has_proven(self, email: str) -> bool:
        """No address at all is nobody's."""
        return bool(email) and email.strip().lower() == self.proven_email.lower()


@dataclass(frozen=True)
class Verdict:
    status: str
    reason: str  # the sentence a moderator reads
    rule: str = ""  # the check that spoke, by its name; `judge` fills it in
