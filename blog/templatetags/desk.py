"""What the desk's front page says before the lists: the first steps of a new site, and what needs a hand."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.models import OutgoingMail, SiteSettings, WorkerPulse

from ..models import Post

register = template.Library()

# A site with this many published posts has found its feet.
FEW_POSTS = 3


@dataclass(frozen=True)
class Step:
    name: str
    help: str
    url: str
    done: bool


@dataclass(frozen=True)
class Notice:
    sentence: str
    url: str = ""


@register.simple_tag(takes_context=True)
def first_steps(context) -> list[Step]:
    """Empty once they are done, or once the site is in use, and for those who do not run it."""
    user = context["request"].user
    if not user.has_perm("config.change_sitesettings"):
        return []
    written = Post.objects.published().posts()[:FEW_POSTS].count()
    if written >= FEW_POSTS:
        return []
    steps = [_title(), _first_post(written), _mail(), _backup()]
    return [] if all(step.done for step in steps) else steps


@register.simple_tag(takes_context=True)
def desk_warnings(context) -> list[Notice]:
    if not context["request"].user.has_perm("config.view_outgoingmail"):
        return []
    return [notice for notice in (_given_up(), _no_worker()) if notice]


def _title() -> Step:
    renamed = SiteSettings.load().title != SiteSettings._meta.get_field("title").default
    words = _("And a sentence under it. Both stand on every page.")
    return Step(_("Give the site its title"), words, _address("config_sitesettings_change", 1), renamed)


def _first_post(written: int) -> Step:
    name, words = _("Write the first post"), _("Save a draft as often as you like; it is public when you publish it.")
    return Step(name, words, reverse("admin:blog_post_add"), written > 0)


def _mail() -> Step:
    words = _("Set EMAIL_URL in the environment, for example smtp://user:password@mail.example.org:587.")
    return Step(_("Let the site send mail"), words, "", "console" not in settings.DELIVERY_BACKEND)


def _backup() -> Step:
    words = _("Run “manage.py backup FILE” every day and keep the file on another machine.")
    return Step(_("Make a backup"), words, "", (settings.DATA_DIR / "last-backup").exists())


def _given_up() -> Notice | None:
    count = OutgoingMail.objects.given_up().count()
    if not count:
        return None
    sentence = ngettext("%(count)s mail was given up.", "%(count)s mails were given up.", count) % {"count": count}
    return Notice(sentence, _address("config_outgoingmail_changelist"))


def _no_worker() -> Notice | None:
    if WorkerPulse.objects.alive().exists():
        return None
    return Notice(_("No task worker is running: mail, pictures and PDFs wait. Start one with “manage.py serve”."))


def _address(name: str, *args) -> str:
    """Of a page of the admin; empty where the owner has taken that part out of it."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""
