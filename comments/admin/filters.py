from django.contrib import admin
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from blog.models import Post

from ..models import Comment, Report, Status
from .reports import TAB, reported

MOST_POSTS = 20


class StatusFilter(admin.SimpleListFilter):
    """What waits comes first. Shown as tabs above the list, not beside it."""

    title = _("status")
    parameter_name = "status"
    template = "admin/comments/comment/no_filter.html"

    def lookups(self, request, model_admin):
        return [*Status.choices, (TAB, _("reported")), ("all", _("all"))]

    def queryset(self, request, comments):
        status = self.value() or Status.PENDING
        if status == TAB:
            return reported(comments)
        return comments if status == "all" else comments.filter(status=status)


class PostFilter(admin.SimpleListFilter):
    """The posts that were answered last, and the one that was asked for."""

    title = _("post")
    parameter_name = "post"

    def lookups(self, request, model_admin):
        talked_about = Comment.objects.order_by().values("post").annotate(latest=Max("created_at")).order_by("-latest")
        ids = [row["post"] for row in talked_about[:MOST_POSTS]]
        if (asked := self.value() or "").isdecimal() and len(asked) < 19:
            ids.append(int(asked))
        posts = Post.objects.in_bulk(ids) if ids else {}
        return [(pk, posts[pk].headline) for pk in dict.fromkeys(ids) if pk in posts]

    def queryset(self, request, comments):
        asked = self.value()
        if not asked:
            return comments
        return comments.filter(post=int(asked)) if asked.isdecimal() and len(asked) < 19 else comments.none()


def tabs(request) -> list[dict]:
    counts = dict(Comment.objects.order_by().values_list("status").annotate(Count("pk")))
    now = request.GET.get(StatusFilter.parameter_name, Status.PENDING)
    rows = [(value, label, counts.get(value, 0)) for value, label in Status.choices]
    if (count := Report.objects.open().order_by().values("comment").distinct().count()) or now == TAB:
        rows.append((TAB, _("reported"), count))
    rows.append(("all", _("all"), sum(counts.values())))
    return [{"value": value, "label": label, "count": n, "is_current": value == now} for value, label, n in rows]
