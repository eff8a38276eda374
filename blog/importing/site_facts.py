"""What another Broadsheet said of itself: its title and the words around it, for a site that has said nothing yet."""

from config.models import SiteSettings

from .records import Site

WORDS = ("title", "tagline", "description", "colophon")


def take_in(site: Site) -> None:
    """Nothing where somebody has set any of them: the site is somebody's already."""
    own = SiteSettings.load()
    untouched = SiteSettings()
    if site.is_own and all(getattr(own, word) == getattr(untouched, word) for word in WORDS):
        for word in WORDS:
            longest = SiteSettings._meta.get_field(word).max_length
            setattr(own, word, getattr(site, word)[:longest] or getattr(own, word))
        own.save()
