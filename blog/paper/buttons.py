"""
Which of print, PDF, EPUB and email are offered of a piece. Its own word wins; then that of its categories, where one
"hidden" is stronger than any "shown"; then the site's. A category's word counts for what is filed under it, and not
for the categories below it.
"""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from ..models import PaperSettings, Post

BUTTONS = {"print": _("Print"), "pdf": _("PDF"), "epub": _("EPUB"), "email": _("Email")}
SHOWN, HIDDEN = "shown", "hidden"
WORDS = {SHOWN: _("shown"), HIDDEN: _("hidden")}


def offered(post: Post, paper: PaperSettings) -> frozenset[str]:
    prefetch_related_objects([post], "categories")
    filed = [category.paper_buttons for category in post.categories.all()]
    return frozenset(name for name in BUTTONS if _is_shown(name, post.paper_buttons, filed, paper))


def shapes(post: Post, paper: PaperSettings) -> list[str]:
    """What is offered, in the order of the buttons; each has an address of this name."""
    names = offered(post, paper)
    return [shape for shape in BUTTONS if shape in names]


def known(words) -> dict[str, str]:
    """What of this says something of a button; from another site's export it may be anything."""
    words = words if isinstance(words, dict) else {}
    return {name: words[name] for name in BUTTONS if words.get(name) in (SHOWN, HIDDEN)}


def _is_shown(name: str, own: dict, filed: Iterable[dict], paper: PaperSettings) -> bool:
    said = {words.get(name) for words in filed}
    by_categories = HIDDEN if HIDDEN in said else SHOWN if SHOWN in said else None
    word = own.get(name) or by_categories
    return word == SHOWN if word else paper.offers(name)
