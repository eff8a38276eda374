"""What becomes one file: the sheet of a post, or several between a title page and a contents list."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from config.site import absolute

from ..models import Post
from .choice import Choice
from .sheet import Sheet, sheet_of


class NotMade(Exception):
    """No file came of a volume; the text says why, for staff."""


@dataclass(frozen=True)
class Volume:
    """
    `recipe` is how a task puts the same volume together again; `subject` names what it is of. The sheets are set when
    somebody looks at them: whoever waits for a file need not set them at every look.
    """

    subject: str
    file_name: str  # without ending
    title: str
    author: str
    language: str
    direction: str
    address: str  # where it is found on the site
    choice: Choice
    recipe: dict
    make_sheets: Callable[[], list[Sheet]]
    description: str = ""
    is_booklet: bool = False
    post: Post | None = None

    @cached_property
    def sheets(self) -> list[Sheet]:
        return self.make_sheets()


def volume_of_post(post: Post, choice: Choice) -> Volume:
    return Volume(
        subject=f"post-{post.pk}",
        file_name=post.slug,
        title=post.headline,
        author=post.author.name,
        language=post.lang,
        direction=post.direction,
        address=absolute(post.get_absolute_url()),
        choice=choice,
        recipe={"kind": "post", "post": post.pk, "choice": choice.query()},
        make_sheets=lambda: [sheet_of(post, choice)],
        description=post.standfirst,
        post=post,
    )


def revision_in(edition: str) -> int:
    return int(edition.partition("-")[0])


def edition_of(volume: Volume, *content: str) -> str:
    """The name of what a file is made from: the revision, and everything that would make it look different."""
    digest = hashlib.sha256("\0".join(content).encode()).hexdigest()[:24]
    return f"{volume.post.latest_number if volume.post else 0}-{digest}"
