"""What is there before the crowd comes: posts, staff, people with and without trust; and `serve`, and a mail server."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from comments.mine import address_keys
from comments.models import Comment, CommentRules, Correspondent, Status
from comments.moderation import moderating
from tests.builders import PASSWORD, make_post
from tests.post_office import Postman

from .visitor import MODERN, Visitor

PARTS = 6
ABOUT = [
    ("Why the sea breathes", "Twice a day the harbour empties, and the boats lie down on the mud like tired dogs."),
    (
        "Bread without hurry",
        "A dough that rests overnight in the cold needs no kneading and forgives a lot.",
    ),
    (
        "Letters from the night train",
        "Between two borders the lights go out, and strangers share an orange.",
    ),
    ("A garden for bad soil", "Clay is not an enemy. It holds water in July, if you let the roots do the digging."),
    ("Learning to hear birds", "Close your eyes, count to sixty, and write down only how many voices there were."),
]
WARM = [
    "I have read this twice now, and the second time aloud to my father.",
    "We did the same on the island where I grew up, with a bucket and a long rope.",
    "The part about waiting is the one that I will keep.",
]


@dataclass(frozen=True)
class Place:
    """A post by its addresses, so that nobody in the crowd sees the database."""

    pk: int
    title: str
    address: str
    conversation: str
    stamp: str


@dataclass
class Town:
    url: str
    posts: list[Place]
    moderator: object
    postman: Postman = field(repr=False)
    proofs: dict[str, str] = field(default_factory=dict)  # what browsers keep, by address

    def visitor(self, address: str, manners: dict = MODERN) -> Visitor:
        return Visitor(self.url, address, manners)

    def member(self, username: str, address: str) -> Visitor:
        visitor = self.visitor(address)
        visitor.sign_in(f"{username}@example.org", PASSWORD)
        return visitor

    def approve(self, sent) -> None:
        """A moderator at the queue."""
        moderating.decide(Comment.objects.filter(pk=sent.number), "approve", by=self.moderator)


def build(is_open: bool) -> Town:
    CommentRules.objects.update(publish_unknown=is_open)
    moderator, author = _person("mona", "Mona", is_staff=True), _person("wren", "Wren Abernathy", is_staff=True)
    moderator.groups.add(Group.objects.get(name="moderator"))
    author.groups.add(Group.objects.get(name="author"))
    about = [(f"{title}, part {part + 1}", body) for part in range(PARTS) for title, body in ABOUT]
    posts = [make_post(title, body=body, author=author) for title, body in about]
    postman = Postman(settings.EMAIL_PORT)
    postman.come()
    return Town(settings.SITE_URL, [_place(post) for post in posts], moderator, postman)


def settle(town: Town, username: str, name: str, *, is_trusted: bool) -> None:
    """A member; one with trust has three comments of some days ago that a moderator approved."""
    member = _person(username, name)
    if is_trusted:
        _warm_up(town, account=member, name=name, email=member.email)


def settle_guest(town: Town, email: str, name: str) -> None:
    """The same without an account: the address has answered a letter, and the browser keeps the proof."""
    prove(town, email)
    _warm_up(town, name=name, email=email)


def prove(town: Town, email: str) -> None:
    person = Correspondent.of(email)
    person.confirm()
    town.proofs[email] = address_keys.for_browser(person)


class Serving:
    """`with Serving(log):` the site answers."""

    def __init__(self, log):
        self.log, self.door = log, settings.SITE_URL.removeprefix("http://")

    def __enter__(self):
        command = [sys.executable, "manage.py", "serve", "--bind", self.door]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, start_new_session=True)
        while not self._answers():
            if self.process.poll() is not None:
                sys.exit("The site did not start.")
            time.sleep(0.2)

    def __exit__(self, *trouble):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)

    def _answers(self) -> bool:
        host, port = self.door.split(":")
        with socket.socket() as probe:
            return probe.connect_ex((host, int(port))) == 0


def _warm_up(town: Town, **who) -> None:
    for text in WARM:
        comment = Comment(post_id=town.posts[0].pk, body=text, confirmed_at=timezone.now(), **who)
        comment.arrive(Status.PENDING, reason="Settled here.")
        comment.approve(by=town.moderator)
        Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=9))


def _person(username: str, name: str, **fields) -> User:
    email = f"{username}@example.org"
    person = User.objects.create(username=username, email=email, display_name=name, password=_hashed(), **fields)
    person.confirm_email()
    return person


@cache
def _hashed() -> str:
    """Slow on purpose, so once for all."""
    return make_password(PASSWORD)


def _place(post) -> Place:
    return Place(
        post.pk,
        post.title,
        post.get_absolute_url(),
        post.url_of("comments:conversation"),
        post.url_of("comments:stamp"),
    )
