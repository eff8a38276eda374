"""Where in `comments.jsonl` each post's comments stand, so that no more than one post's are ever held."""

from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path

from django.utils.translation import gettext as _

from ...records import CommentRecord
from .json_lines import LONGEST_LINE, moment, number, objects, parsed, text

STATES = {"approved": "1", "pending": "0", "spam": "spam", "trash": "trash"}


class Conversations:
    def __init__(self, path: Path):
        self.path = path
        self.places: dict[str, list[int]] = defaultdict(list)
        self.repairs: Counter[str] = Counter()
        for place, row in objects(path, self.repairs):
            self.places[text(row, "post")].append(place)

    def of(self, feed_id: str) -> tuple[CommentRecord, ...]:
        if feed_id not in self.places:
            return ()
        found = []
        with self.path.open("rb") as file:
            for place in self.places[feed_id]:
                file.seek(place)
                if row := parsed(file.readline(LONGEST_LINE + 1)):
                    found.append(_comment(row))
        return tuple(found)

    def tell(self, feed_ids: Collection[str], repairs: Counter) -> None:
        """Comments that no post of the export has are in no record, and told here."""
        repairs.update(self.repairs)
        lost = sum(len(places) for feed_id, places in self.places.items() if feed_id not in feed_ids)
        if lost:
            repairs[_("comments of a post that is not in the export, left out")] += lost


def _comment(row: dict) -> CommentRecord:
    state = text(row, "state")
    return CommentRecord(
        id=str(number(row, "id") or ""),
        parent=str(number(row, "parent") or ""),
        type="",
        status=STATES.get(state, state or "unknown"),
        name=text(row, "name"),
        email="",
        url=text(row, "website"),
        content=text(row, "markdown"),
        created_at=moment(row, "date"),
        edited_at=moment(row, "edited"),
        markup="markdown",
        own_id=number(row, "id"),
        login=text(row, "author"),
    )
