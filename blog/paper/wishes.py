"""What somebody asks to be mailed, read from a form; nobody below sees the request."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import User
from config.addresses import known_as

from ..models import PaperSettings, Post
from .buttons import offered


@dataclass(frozen=True)
class Wish:
    """`email` is the sender's own address; `member` is set if it is known to be theirs."""

    post: Post
    choice: str
    with_pdf: bool
    email: str
    member: User | None = None
    sender_name: str = ""
    friend: str = ""
    note: str = ""
    network: str = ""

    @property
    def is_to_friend(self) -> bool:
        return bool(self.friend)

    @cached_property
    def sender_key(self) -> str:
        return f"member-{self.member.pk}" if self.member else known_as(self.email)

    @cached_property
    def address_hash(self) -> str:
        return known_as(self.friend or self.email)

    @property
    def reached(self) -> list[str]:
        """Whom this makes get a letter, apart from a member who asks for their own."""
        return [self.address_hash] * self.is_to_friend + [self.sender_key] * (self.member is None)

    @property
    def row(self) -> dict:
        """For an EmailRequest."""
        derived = ("is_to_friend", "sender_key", "address_hash")
        return {name: getattr(self, name) for name in (*self.__dataclass_fields__, *derived)}


def obstacle(post: Post, paper: PaperSettings, member: User | None, *, is_to_friend: bool) -> str:
    """Why nothing is sent, or nothing; asked when the form is shown, when it comes, and before a letter leaves."""
    if not paper.mail_is_on or "email" not in offered(post, paper):
        return _("This site sends no pieces by mail at present. Send the address from your own mail program.")
    if is_to_friend and not paper.mail_to_friends:
        return _("This site sends no pieces to friends at present. Send the address from your own mail program.")
    if is_to_friend and not post.is_published:
        return _("This piece is not open to everybody, so it goes to nobody but you.")
    if post.is_published or post.status == "password" or _may_read(post, member):
        return ""
    return _("This piece is not open to everybody. It goes to the confirmed address of somebody who may read it.")


def _may_read(post: Post, member: User | None) -> bool:
    return bool(member) and Post.objects.visible_to(member).filter(pk=post.pk).exists()
