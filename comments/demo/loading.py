"""Fills the demo posts with the letters of `threads.toml`."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from blog.models import Post

from ..models import Comment, Status

REASONS = {
    Status.APPROVED: "Read and liked.",
    Status.PENDING: "A first comment by somebody whom nobody knows yet.",
    Status.SPAM: "Sells something that nobody here asked for.",
    Status.TRASH: "Removed by a moderator.",
}


def load(people: dict) -> None:
    letters = tomllib.loads((Path(__file__).parent / "threads.toml").read_text())["comment"]
    posts = {post.slug: post for post in Post.objects.all()}
    known: dict[str, Comment] = {}
    for letter in letters:
        known[letter["id"]] = load_letter(letter, posts[letter["post"]], known.get(letter.get("reply_to", "")), people)


def load_letter(letter: dict, post: Post, parent: Comment | None, people: dict) -> Comment:
    comment = Comment(
        post=post,
        parent=parent,
        account=people.get(letter.get("account", "")),
        name=letter["name"],
        email=letter["email"],
        url=letter.get("url", ""),
        body=letter["body"],
        created_at=min(post.published_at + timedelta(hours=letter["hours"]), timezone.now()),
    )
    status = Status(letter.get("status", "approved"))
    # What was thrown away was so just now, or it would be purged within the hour.
    is_thrown = status in {Status.SPAM, Status.TRASH}
    comment.arrive(status, reason=REASONS[status], at=None if is_thrown else comment.created_at)
    return comment
