"""The moderator's queue, and one comment."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from config.admin_lookups import NumberedRows

from ..models import Comment, Decision
from ..moderation import emptying, finding, moderating, rewording
from . import about, acts, answers, columns, in_place, reports, rows, tabs
from .filters import FILTERS
from .queue import Queue, ShortPaginator


class DecisionInline(admin.TabularInline):
    """The log: nobody edits it."""

    model = Decision
    template = "admin/comments/decision/log.html"  # Django's has columns without a heading
    extra = 0
    fields = readonly_fields = ["created_at", "before", "after", "moderator", "reason", "rule", "note", "appeal_words"]
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("moderator", "appeal")

    @admin.display(description=_("answer of the writer"))
    def appeal_words(self, decision):
        return decision.appeal.text if hasattr(decision, "appeal") else ""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Comment)
class CommentAdmin(NumberedRows, admin.ModelAdmin):
    form = in_place.WordsForm
    inlines = [DecisionInline]
    list_display, list_display_links, sortable_by = ["__str__"], None, []
    list_filter = FILTERS
    list_per_page = 25
    list_max_show_all = 500
    paginator = ShortPaginator
    show_full_result_count, show_facets = False, admin.ShowFacets.NEVER
    search_fields = ["name"]  # what is searched, says get_search_results
    search_help_text = _("The latest 2,000 letter by letter, a whole address of any age, all public words.")
    ordering = ["-created_at", "-pk"]
    readonly_fields = [
        "status",
        "post_link",
        "parent_words",
        "written",
        "edited_at",
        "confirmed_at",
        "history_of_reports",
    ]
    fields = [*readonly_fields, "name", "email", "url", "body", "read"]
    actions = ["approve", "hold", "spam", "trash", "delete"]

    written, post_link, parent_words = columns.written, columns.post_link, columns.parent_words
    history_of_reports = reports.history_of_reports

    class Media:
        css = {"all": ["css/moderation.css"]}

    def get_changelist(self, request, **kwargs):
        return Queue

    def get_search_results(self, request, queryset, search_term):
        return finding.among(queryset, search_term) if search_term.strip() else queryset, False

    def get_urls(self):
        def at(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"comments_comment_{name}")

        return [
            at("decide/", acts.decide_view, "decide"),
            at("dismiss/", acts.dismiss_view, "dismiss"),
            at("undo/", acts.undo_view, "undo"),
            at("acts/", acts_view, "acts"),
            at("empty/<slug:status>/", acts.empty_view, "empty"),
            at("<int:pk>/about/", in_place.about_view, "about"),
            at("<int:pk>/words/", in_place.words_view, "words"),
            at("<int:pk>/reply/", in_place.reply_view, "reply"),
            *super().get_urls(),
        ]

    def get_actions(self, request):
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def get_deleted_objects(self, objs, request):
        """Its log goes with it, and needs no permission of its own."""
        return [str(each) for each in objs], {}, set(), []

    def save_model(self, request, comment, form, change):
        rewording.reword(comment, form.reworded, by=request.user)

    def delete_model(self, request, comment):
        emptying.delete(Comment.objects.filter(pk=comment.pk), by=request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.status in emptying.DELETABLE)

    def has_moderate_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")

    def changelist_view(self, request, extra_context=None):
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        tab = tabs.current(request)
        can_empty = self.has_delete_permission(request) and tab and tab.value in emptying.DELETABLE
        context = {
            "title": _("Comments"),
            "verbs": rows.VERBS,
            "empties": tab if can_empty else None,
            "mark": emptying.Mark.now() if can_empty else None,
            **answers.around(request),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        comment = (
            Comment.objects.for_queue().filter(pk=object_id).first()
            if object_id.isdecimal() and len(object_id) < 19
            else None
        )
        context = about.of(comment) if comment and self.has_moderate_permission(request) else {}
        if context:
            context["verbs"] = rows.of([comment])[0].verbs
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request, comments):
        return acts.decide(request, "approve", comments)

    @admin.action(description=_("Hold"), permissions=["moderate"])
    def hold(self, request, comments):
        return acts.decide(request, "hold", comments)

    @admin.action(description=_("Spam"), permissions=["moderate"])
    def spam(self, request, comments):
        return acts.decide(request, "spam", comments)

    @admin.action(description=_("Trash"), permissions=["moderate"])
    def trash(self, request, comments):
        return acts.decide(request, "trash", comments)

    @admin.action(description=_("Delete for good"), permissions=["delete"])
    def delete(self, request, comments):
        return acts.delete(request, comments)


@acts.for_moderators
@require_GET
def acts_view(request):
    """What I did, with an Undo beside each."""
    title = {"title": _("What you did")}
    context = {**admin.site.each_context(request), **title, "acts": moderating.acts(request.user)}
    return render(request, "admin/comments/comment/acts.html", context)
