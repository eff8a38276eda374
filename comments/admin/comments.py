"""The moderator's queue, and one comment."""

from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.fields import NameField, WebsiteField

from .. import moderating
from ..models import Comment, Decision, Status
from ..wording import check_length, clean_text
from . import columns
from .filters import PostFilter, StatusFilter, tabs
from .reports import ReportedComments


class CommentForm(forms.ModelForm):
    name = NameField(max_length=245)
    url = WebsiteField(label=_("Website"), required=False)

    class Meta:
        model = Comment
        fields = ["name", "email", "url", "body"]

    def clean_body(self):
        body = clean_text(self.cleaned_data["body"])
        check_length(body)
        return body


class DecisionInline(admin.TabularInline):
    """The log: nobody edits it."""

    model = Decision
    extra = 0
    fields = readonly_fields = ["created_at", "before", "after", "moderator", "reason", "appeal_words"]
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
class CommentAdmin(ReportedComments, admin.ModelAdmin):
    form = CommentForm
    inlines = [DecisionInline]
    list_display = ["who", "letter"]
    list_display_links = None
    list_filter = [StatusFilter, PostFilter, "created_at"]
    list_select_related = ["post", "parent"]
    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    search_fields = ["name", "email", "body"]
    ordering = ["-created_at", "-pk"]
    readonly_fields = ["status", "post_link", "parent_words", "written", "edited_at", "history", "history_of_reports"]
    fields = [*readonly_fields, "name", "email", "url", "body"]
    actions = ["approve", "hold", "spam", "trash"]

    who, letter, written, history = columns.who, columns.letter, columns.written, columns.history
    post_link, parent_words = columns.post_link, columns.parent_words

    class Media:
        css = {"all": ["css/moderation.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_history()

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("decide/", wrap(self.decide_view), name="comments_comment_decide"),
            path("undo/", wrap(self.undo_view), name="comments_comment_undo"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        return False

    def has_moderate_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")

    def changelist_view(self, request, extra_context=None):
        last = moderating.last_batch(request.user) if self.has_moderate_permission(request) else None
        context = {"title": _("Comments"), "tabs": tabs(request), "last": last, **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        verbs = columns.VERBS if self.has_moderate_permission(request) else []
        return super().change_view(request, object_id, form_url, {"verbs": verbs, **(extra_context or {})})

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request, comments):
        self._decide(request, "approve", comments)

    @admin.action(description=_("Hold"), permissions=["moderate"])
    def hold(self, request, comments):
        self._decide(request, "hold", comments)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def spam(self, request, comments):
        self._decide(request, "spam", comments)

    @admin.action(description=_("Move to the trash"), permissions=["moderate"])
    def trash(self, request, comments):
        self._decide(request, "trash", comments)

    @method_decorator(require_POST)
    def decide_view(self, request):
        """A button in a row: `act` is a verb, or undo, and a number."""
        self._require_moderator(request)
        verb, _colon, number = request.POST.get("act", "").partition(":")
        if verb not in {*moderating.VERBS, "undo"} or not number.isdecimal() or len(number) > 18:
            return HttpResponseBadRequest("act=<verb>:<id>", content_type="text/plain")
        comment = get_object_or_404(Comment, pk=int(number))
        if verb == "undo":
            self._say_undone(request, int(moderating.undo_latest(comment, by=request.user)))
        else:
            self._decide(request, verb, [comment])
        return self._back(request)

    @method_decorator(require_POST)
    def undo_view(self, request):
        self._require_moderator(request)
        try:
            batch = UUID(request.POST.get("batch", ""))
        except ValueError:
            return HttpResponseBadRequest("batch=<uuid>", content_type="text/plain")
        self._say_undone(request, moderating.undo_batch(batch, by=request.user))
        return self._back(request)

    def _decide(self, request, verb, comments):
        read = [comment for comment in comments if self._has_been_read(request, comment)]
        count = moderating.decide(read, verb, by=request.user)
        label = dict(Status.choices)[columns.OUTCOME[verb]]
        text = ngettext("%(count)s comment: %(status)s.", "%(count)s comments: %(status)s.", count)
        if read:
            self.message_user(request, text % {"count": count, "status": label}, messages.SUCCESS)

    def _has_been_read(self, request, comment) -> bool:
        """The page that was sent says which words it showed."""
        if not comment.edited_at or comment.edition in request.POST.getlist("read"):
            return True
        text = _("%s has changed the comment meanwhile, so it was left as it is. Read it again.") % comment.name
        self.message_user(request, text, messages.WARNING)
        return False

    def _say_undone(self, request, count):
        text = ngettext("%s comment is what it was before.", "%s comments are what they were before.", count) % count
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, text if count else _("Somebody has decided again since: nothing was undone."), level)

    def _require_moderator(self, request):
        if not self.has_moderate_permission(request):
            raise PermissionDenied

    def _back(self, request):
        came_from = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
            return redirect(came_from)
        return redirect("admin:comments_comment_changelist")
