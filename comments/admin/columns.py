"""What a comment's own page shows above its fields."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


@admin.display(description=_("written"))
def written(self, comment):
    return date_format(timezone.localtime(comment.created_at), "j F Y, H:i")


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
    return f"{comment.parent.name}: {Truncator(comment.parent.body).chars(400)}" if comment.parent else "–"
