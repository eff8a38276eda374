"""What the queue shows of a comment: everything a moderator needs, on one line of the screen."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..models import Status
from .reports import what_readers_say

VERBS = [("approve", _("Approve")), ("hold", _("Hold")), ("spam", _("Spam")), ("trash", _("Trash"))]
OUTCOME = {"approve": Status.APPROVED, "hold": Status.PENDING, "spam": Status.SPAM, "trash": Status.TRASH}

MOST_SHOWN, MOST_LINKS = 900, 8


@admin.display(description=_("author"), ordering="created_at")
def who(self, comment):
    time = date_format(timezone.localtime(comment.created_at), "j F Y, H:i")
    parts = [comment.email, comment.url, _t("member") if comment.account_id else _t("guest"), time]
    lines = format_html_join("", "<br>{}", ((part,) for part in parts if part))
    return format_html("<b><bdi>{}</bdi></b>{}", comment.name, lines)


@admin.display(description=_("comment"))
def letter(self, comment):
    """The words between what they answer and why they are here; below them what a moderator can do."""
    pieces = [
        ("answered", comment.parent and format_html("<q>{}</q>", parent_words(self, comment))),
        ("words", opening(comment)),
        ("links", links_of(comment)),
        ("reported", what_readers_say(comment)),
        ("reason", comment.last_reason),
        ("context", post_link(self, comment)),
        ("context", history(self, comment)),
        ("verdicts", verdicts(comment)),
    ]
    return format_html_join("", '<div class="{}">{}</div>', (piece for piece in pieces if piece[1]))


def opening(comment):
    # Cutting clean HTML short opens nothing; its tags are closed again.
    return mark_safe(Truncator(comment.html_without_links).chars(MOST_SHOWN, html=True))


def links_of(comment):
    """Where its links lead, to be read and not to be followed."""
    links = comment.link_targets[:MOST_LINKS]
    return _t("Links: %(links)s") % {"links": ", ".join(links)} if links else ""


@admin.display(description=_("written"))
def written(self, comment):
    return comment.created_at


def verdicts(comment):
    url = reverse("admin:comments_comment_decide")
    offered = [(url, verb, comment.pk, label) for verb, label in VERBS if OUTCOME[verb] != comment.status]
    button = '<button type="submit" class="verdict" formaction="{}" name="act" value="{}:{}">{}</button> '
    edit = reverse("admin:comments_comment_change", args=[comment.pk])
    return format_html(
        '<input type="hidden" name="read" value="{}">{}<a class="verdict" href="{}">{}</a>',
        comment.edition,
        format_html_join("", button, offered),
        edit,
        _t("Edit"),
    )


@admin.display(description=_("post"))
def post_link(self, comment):
    queue = reverse("admin:comments_comment_changelist")
    return format_html(
        '<a href="{}">{}</a> · <a href="{}?status=all&amp;post={}">{}</a>',
        comment.post.get_absolute_url(),
        comment.post.headline,
        queue,
        comment.post_id,
        _t("its comments"),
    )


@admin.display(description=_("in reply to"))
def parent_words(self, comment):
    return f"{comment.parent.name}: {Truncator(comment.parent.body).chars(160)}" if comment.parent else "–"


@admin.display(description=_("history"))
def history(self, comment):
    """How it went with others from the same address and network."""
    return _t("Same email: %(ea)s approved, %(es)s spam. Same network: %(na)s approved, %(ns)s spam.") % {
        "ea": comment.email_approved or 0,
        "es": comment.email_spam or 0,
        "na": comment.network_approved or 0,
        "ns": comment.network_spam or 0,
    }
