"""Whose comments are whose: a guest's by the address of a letter, a member's by account and confirmed address."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User

from ..models import Comment, Correspondent
from . import address_keys


@dataclass(frozen=True)
class Owner:
    email: str  # shown to be theirs; empty where a member has not confirmed it
    member: User | None = None
    key: str = ""  # of the letter, where it is no member

    @property
    def comments(self) -> QuerySet[Comment]:
        """What they may see: all that is theirs, and what anybody wrote with their address."""
        by_address = Q(email=self.email) if self.email else Q(pk=None)
        by_account = Q(account=self.member) if self.member else Q(pk=None)
        return Comment.objects.filter(by_address | by_account)

    @property
    def erasable(self) -> QuerySet[Comment]:
        """Not what the account of somebody else wrote with their address."""
        shown = ~Q(confirmed_at=None)
        by_account = Q(account=self.member) if self.member else Q(pk=None)
        return self.comments.filter(shown | Q(account=None) | by_account)

    @property
    def correspondent(self) -> Correspondent | None:
        """Of the address, once it has answered."""
        return Correspondent.objects.exclude(confirmed_at=None).filter(email=self.email or None).first()

    @cached_property
    def key_for_browser(self) -> str:
        """What a browser may keep as the proof; members sign in instead."""
        person = None if self.member else self.correspondent
        return address_keys.for_browser(person) if person else ""

    @property
    def letter_key(self) -> str:
        """A member's page has what a letter to them could open."""
        return self.key or address_keys.for_letter(self.email)

    @property
    def places(self) -> dict[str, str]:
        """For templates: `download_url` and so on."""
        return {f"{name}_url": self.place(name) for name in ("mine", "claim", "download", "erase", "forget")}

    def place(self, name: str) -> str:
        """The address of one of their pages: mine, download, erase, claim, forget, data."""
        if self.member:
            return reverse(f"comments:my_{name}")
        return reverse(f"comments:{name}", args=[self.key])

    def may_steer(self, comment: Comment) -> bool:
        """Not what somebody else may have written with their address."""
        return bool(comment.confirmed_at) or (bool(self.member) and comment.account_id == self.member.pk)

    def may_claim(self, comment: Comment) -> bool:
        """Of what is theirs to see: written by a guest, and nobody has shown who it was."""
        return not (comment.account_id or comment.confirmed_at)


def of_letter(key: str) -> Owner | None:
    email = address_keys.email_in_letter(key)
    return Owner(email, key=key) if email else None


def of_member(member: User) -> Owner:
    return Owner(member.email.lower() if member.is_confirmed else "", member=member)
