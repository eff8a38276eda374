"""What the queue is narrowed to. Each is reached from a row, and shown as a line that takes it away again."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.models import Post

from .. import campaigns
from ..models import Comment, Decision
from . import tabs

# A check that speaks often has spoken about very many; the latest are what a moderator looks at.
LATEST = 2_000


class Narrowing(admin.SimpleListFilter):
    """Has nothing to choose from, for that would have to be gathered from all comments."""

    template = "admin/comments/comment/no_filter.html"

    def lookups(self, request, model_admin):
        return []

    def choices(self, changelist):
        return []

    def has_output(self):
        return True

    @property
    def number(self) -> int:
        """0, which nothing has, for what is none."""
        asked = self.value() or ""
        return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0

    @property
    def label(self) -> str:
        return ""

    def without(self, changelist) -> str:
        return changelist.get_query_string(remove=[self.parameter_name, "p"])


class StatusFilter(Narrowing):
    title, parameter_name = _("status"), tabs.PARAMETER

    def queryset(self, request, comments):
        tab = tabs.current(request)
        return tab.queryset(comments, request.user) if tab else comments.none()


class PostFilter(Narrowing):
    title, parameter_name = _("post"), "post"

    @property
    def label(self):
        return getattr(Post.objects.filter(pk=self.number).first(), "headline", "–")

    def queryset(self, request, comments):
        return comments.filter(post=self.number) if self.value() else comments


class LikeFilter(Narrowing):
    """The same as in the comment of this number, so that no address stands in a line of the server's log."""

    field = ""

    @property
    def label(self):
        return getattr(self.example, "name", "–")

    @property
    def example(self) -> Comment | None:
        return Comment.objects.filter(pk=self.number).exclude(**{self.field: ""}).first()

    def queryset(self, request, comments):
        if not self.value():
            return comments
        example = self.example
        return comments.filter(**{self.field: getattr(example, self.field)}) if example else comments.none()


class AddressFilter(LikeFilter):
    title, parameter_name, field = _("same address as"), "address_of", "email"


class NetworkFilter(LikeFilter):
    title, parameter_name, field = _("same network as"), "network_of", "network"


class CampaignFilter(LikeFilter):
    title, parameter_name, field = _("the same words as"), "campaign_of", "body"

    def queryset(self, request, comments):
        if not self.value():
            return comments
        example = self.example
        return comments.filter(pk__in=campaigns.members_of(example).values("pk")) if example else comments.none()


class RuleFilter(Narrowing):
    title, parameter_name = _("check"), "rule"

    @property
    def label(self):
        return (self.value() or "").replace("_", " ")

    def queryset(self, request, comments):
        if not self.value():
            return comments
        spoken = Decision.objects.filter(rule=self.value()[:40]).order_by("-pk").values("comment")[:LATEST]
        return comments.filter(pk__in=spoken)


FILTERS = [StatusFilter, PostFilter, AddressFilter, NetworkFilter, CampaignFilter, RuleFilter]
