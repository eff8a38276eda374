"""What the classifier says of a comment, by all that the site has learned. Every process sees the newest version."""

from dataclasses import dataclass
from functools import cache

from .. import models
from . import sayings
from .learned import prior
from .learned.calibrating import LEANING, Borders
from .learned.clues import clues
from .learned.features import Features, features
from .learned.memory import Lesson, Memory
from .learned.writing import Writing

ABOUT = 3000  # of the post's text, as much as a comment is compared with


@dataclass(frozen=True)
class Reading:
    found: Features
    score: float
    borders: Borders
    memory: Memory

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
        return sayings.spoken([clue for clue in clues(self.memory, self.found) if clue.weight > 0])

    @property
    def in_favour(self) -> str:
        return sayings.spoken([clue for clue in reversed(clues(self.memory, self.found)) if clue.weight < 0])


def read(comment) -> Reading:
    now = models.SpamFilter.objects.defer("memory").filter(pk=1).first() or models.SpamFilter(pk=1)
    memory = _newest(now.version)
    found = features(writing_of(comment))
    return Reading(found, memory.score(Lesson.of(found)), now.borders, memory)


def writing_of(comment) -> Writing:
    post = comment.post
    about = f"{post.title} {post.summary} {post.body[:ABOUT]}"
    return Writing(comment.body, author=comment.name, email=comment.email, url=comment.url, about=about)


def with_prior(own: Memory) -> Memory:
    for lesson, label in _prior_lessons():
        own.learn(lesson, label)
    return own


# By version; the one before is let go.
_read: dict[int, Memory] = {}


def _newest(version: int) -> Memory:
    memory = _read.get(version)
    if memory is None:
        memory = with_prior(models.SpamFilter.load().own_memory())
        _read.clear()
        _read[version] = memory
    return memory


@cache
def _prior_lessons() -> list[tuple[Lesson, int]]:
    return prior.lessons()
