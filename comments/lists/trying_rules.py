"""Which of the rules on their page are new, as trials."""

from django.utils.text import capfirst

from ..models import CommentRules
from ..moderation import purging
from . import trying

LISTS = ["disallowed_words", "moderation_words"]
KEPT = set(purging.DAYS.values())
MOST_NAMED = 80


def try_out(typed: CommentRules, changed: list[str]) -> trying.Outcome:
    """Only words that were added are tried, and a number of links that is stricter than it was."""
    kept = CommentRules.load()
    outcome = trying.run([*_lists(typed, kept), *_links(typed, kept)])
    if KEPT & set(changed):
        outcome.remarks.append(purging.sentence(typed))
    return outcome


def _lists(typed, kept):
    for name in LISTS:
        before = set(map(str.strip, getattr(kept, name).splitlines()))
        added = [line for line in map(str.strip, getattr(typed, name).splitlines()) if line and line not in before]
        if added:
            yield trying.of_words(f"{_label(name)}: {', '.join(added)[:MOST_NAMED]}", "\n".join(added))


def _links(typed, kept):
    limit, before = typed.max_links, kept.max_links
    if limit and (not before or limit < before):
        yield trying.of_links(f"{_label('max_links')}: {limit}", limit=limit, before=before)


def _label(name: str) -> str:
    return capfirst(CommentRules._meta.get_field(name).verbose_name)
