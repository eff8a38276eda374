"""A short post, and a thousand replies to it, some of them seven deep."""

from blog.models import Post
from comments.models import Comment
from tests.builders import make_comment, make_post

from .sentences import Writer

NAMES = ["Ines", "Bao", "Nour", "Çelik", "Маша", "Oisín", "明", "Ada"]
DEPTH = 7


def make_talk(replies: int = 1000) -> Post:
    writer = Writer(5)
    post = make_post("A thousand replies", slug="talk", body=writer.paragraph(), language="en")
    line: list[Comment] = []  # from the root of a thread to its newest reply
    for number in range(replies):
        del line[writer.random.randint(0, min(len(line), DEPTH - 1)) :]
        body = f"{writer.paragraph(1, 4)}\n\n{_more(writer, number)}"
        parent = line[-1] if line else None
        line.append(make_comment(post, name=writer.random.choice(NAMES), body=body, parent=parent))
    return post


def _more(writer: Writer, number: int) -> str:
    return {
        5: f"> {writer.sentence()}\n\nI do not think so.",
        11: "```python\nprint('a line of code in a reply that is longer than the column has room for, by far')\n```",
        17: f"See https://example.org/replies/{number}/and-what-was-said-there for [more](https://example.org/).",
    }.get(number % 20, "")
