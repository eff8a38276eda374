"""A site with everything on it, its export, and the files of that export read back."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import yaml
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from blog import pictures
from blog.models import Category, OldAddress, Picture, Post, Series, Tag
from blog.tests.pictures import image, saved, upload
from comments.models import Status
from tests.builders import make_comment, make_page, make_post, make_user

CANARY = "xanthocarpous"
ADDRESS, NETWORK = "secret-address@example.org", "203.0.113.77"
BODY = (
    "  Tides: `]]>` & <b>bold</b>,\non two lines.\n\n---\n\nA picture:\n\n![Sea](%s)\n\n"
    "[gallery ids=1] no[^1]\n\n```\none\n\ntwo\n```\n\n[^1]: Note.\n\n\n"
)


@dataclass
class Export:
    path: Path
    printed: str

    def names(self) -> list[str]:
        with ZipFile(self.path) as archive:
            return archive.namelist()

    def data(self, name: str) -> bytes:
        with ZipFile(self.path) as archive:
            return archive.read(name)

    def text(self, name: str) -> str:
        return self.data(name).decode()

    def lines(self, name: str) -> list[dict]:
        return [json.loads(line) for line in self.text(name).splitlines()]

    def document(self, name: str) -> tuple[dict, str]:
        _start, front, body = self.text(name).split("---\n", 2)
        return yaml.safe_load(front), body

    def redirects(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.text("redirects.csv"))))

    @property
    def wordpress(self) -> Path:
        return self.path.with_suffix(".xml")


def export(tmp_path, name="site.zip", **options) -> Export:
    out = StringIO()
    call_command("export_site", str(tmp_path / name), stdout=out, stderr=out, **options)
    return Export(tmp_path / name, out.getvalue())


def make_picture(**words) -> Picture:
    colour = (30, 90, Picture.objects.count() + 1)
    return pictures.take_in(upload(saved(image(colour=colour))), by=User.objects.first(), **words)


def make_hidden() -> list[Post]:
    """One of each state in which no stranger sees a piece."""
    now = timezone.now()
    states = {
        "draft": {"published_at": None},
        "draft-private": {"published_at": None, "visibility": "private"},
        "scheduled": {"published_at": now + timedelta(days=1)},
        "expired": {"published_at": now - timedelta(days=9), "expires_at": now - timedelta(days=1)},
        "private": {"visibility": "private"},
        "trashed": {"trashed_at": now},
    }
    if {"password", "members"} <= set(dict(Post._meta.get_field("visibility").choices)):
        states["password"] = {"visibility": "password", "password": "open sesame"}
        states["members"] = {"visibility": "members"}
    words = {"summary": f"{CANARY} summary", "body": f"The {CANARY} text."}
    made = [
        make(f"{CANARY} {state}", slug=f"{CANARY}-{make.__name__}-{state}", **words, **states[state])
        for make in (make_post, make_page)
        for state in states
    ]
    for post in made:
        OldAddress.objects.remember(f"/{CANARY}/{post.pk}/", post)
        make_comment(post, body=f"{CANARY} reply")
    return made


def fill() -> Post:
    """Returns the public post that has everything a post can have."""
    ada = make_user("ada", role="editor", email=ADDRESS, bio="Writes & prints.", website="https://ada.example.org/")
    picture = make_picture(alt="The sea", caption="At noon", credit="Ada")
    series = Series.objects.create(name="Letters | home", description="From the coast")
    workshop = Category.objects.create(name="Workshop", description="Benches")
    post = make_post(
        "Tides: yes & <no> 🌊", author=ada, body=BODY % picture.file.url, summary="Two\nlines", cover=picture,
        series=series, part=2, language="de", is_pinned=True, comments_open=False, menu_order=3,
        published_at=datetime(2024, 3, 2, 23, 30, 1, 250, tzinfo=UTC),
        tags=[Tag.objects.create(name="R & D"), Tag.objects.create(name="yes")],
        categories=[Category.objects.create(name="Tools", parent=workshop)],
    )  # fmt: skip
    OldAddress.objects.remember("/2019/alte-größe/", post)
    OldAddress.objects.remember("/?p=12", post)
    make_page("Team", slug="team", parent=make_page("House", slug="house", author=ada), author=ada)
    first = make_comment(post, name="Inès", email="ines-private@example.org", url="https://ines.example/", body="*One*")
    reply = make_comment(post, parent=first, body="Two ]]> <i>", account=ada, network=NETWORK)
    make_comment(post, parent=reply, status=Status.PENDING, body=f"{CANARY} waits")
    make_comment(post, status=Status.SPAM, body=f"{CANARY} spam")
    make_comment(post, status=Status.TRASH, body=f"{CANARY} trash")
    post.refresh_from_db()
    return post
