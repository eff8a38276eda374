"""What the classifier says of a comment, by all that the site has learned."""

from dataclasses import dataclass

from .. import models
from . import remembering, sayings
from .learned.calibrating import FIRST, LEANING, Borders
from .learned.clues import clues
from .learned.features import Features, features
from .learned.memory import Lesson
from .learned.model import Model
from .learned.writing import Writing

ABOUT = 3000  # of the post's text, as much as a comment is compared with


@dataclass(frozen=True)
class Reading:
    found: Features
    score: float
    borders: Borders
    model: Model

    @property
    def is_spam(self) -> bool:
        return self.score > self.borders.spam

    @property
    def is_good(self) -> bool:
        return self.score < self.borders.publish

    @property
    def is_doubtful(self) -> bool:
        """Until enough was decided here, only what leans to spam."""
        return not self.is_good and (self.borders.is_settled or self.score > LEANING)

    @property
    def against(self) -> str:
        return sayings.spoken([clue for clue in clues(self.model, self.found) if clue.weight > 0])

    @property
    def in_favour(self) -> str:
        return sayings.spoken([clue for clue in reversed(clues(self.model, self.found)) if clue.weight < 0])


def read(comment) -> Reading:
    keeper = models.SpamFilter.load()
    model = remembering.newest(keeper)
    found = features(writing_of(comment))
    return Reading(found, model.score(Lesson.of(found)), FIRST if keeper.is_outdated else keeper.borders, model)


def writing_of(comment) -> Writing:
    post = comment.post
    about = f"{post.title} {post.summary} {post.body[:ABOUT]}"
    return Writing(
        comment.body, author=comment.name, email=comment.email, url=comment.url, about=about, post=str(post.pk)
    )
