"""What another Broadsheet said of itself: its title and the words around it, for a site that has said nothing yet."""

from config.models import SiteSettings

from ..models import ImportBatch
from .ledger import Ledger
from .records import Site

KIND = "site"
WORDS = ("title", "tagline", "description", "colophon")


def take_in(site: Site, ledger: Ledger) -> None:
    """Nothing where somebody has set any of them: the site is somebody's already."""
    own = SiteSettings.load()
    untouched = SiteSettings()
    if site.is_own and all(getattr(own, word) == getattr(untouched, word) for word in WORDS):
        for word in WORDS:
            longest = SiteSettings._meta.get_field(word).max_length
            setattr(own, word, getattr(site, word)[:longest] or getattr(own, word))
        own.save()
        ledger.enter_anew(ledger.key(KIND, "words"), KIND, own, {word: getattr(own, word) for word in WORDS})


def take_back(batch: ImportBatch) -> None:
    """Each word that nobody has changed since."""
    own, untouched = SiteSettings.load(), SiteSettings()
    for item in batch.items.filter(kind=KIND):
        for word, said in item.original.items():
            if getattr(own, word) == said:
                setattr(own, word, getattr(untouched, word))
        own.save()
        item.delete()
