"""What opens inside a row, or as a page of its own where there is no script: more about it, a reply, its words."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.fields import NameField, WebsiteField

from .. import receiving
from ..forms import CommentForm
from ..limits import Refused
from ..models import Comment, CommentRules
from ..moderation import moderating, rewording
from ..reading.openness import Openness
from ..wording import check_length, clean_text
from . import about, answers
from .acts import for_moderators


class WordsForm(forms.ModelForm):
    name = NameField(label=_("Name"), max_length=245)
    url = WebsiteField(label=_("Website"), required=False)

    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    class Meta:
        model = Comment
        fields = ["name", "email", "url", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["read"] = self.instance.edition

    @property
    def reworded(self) -> list[str]:
        return [name for name in self.changed_data if name in WordsForm.Meta.fields]

    def clean(self):
        """Within the transaction that saves."""
        read = self.cleaned_data.get("read") or self.initial["read"]
        if not rewording.is_as_read(read, self.instance.pk):
            now = Comment.objects.get(pk=self.instance.pk)
            self.data = {**self.data.dict(), "read": now.edition}  # told below: saving once more is meant
            self.add_error(None, _t("The writer has changed the comment meanwhile. Their words now: %s") % now.body)
        return super().clean()

    def clean_body(self):
        body = clean_text(self.cleaned_data["body"])
        check_length(body)
        return body


@for_moderators
@require_GET
def about_view(request, pk):
    comment = _find(pk)
    return _page(request, "about", comment, _t("About this comment"), about.of(comment))


@for_moderators
@require_http_methods(["GET", "POST"])
@transaction.atomic
def words_view(request, pk):
    """Quick edit."""
    comment = _find(pk)
    form = WordsForm(request.POST or None, instance=comment, auto_id=f"words-{pk}-%s")
    if form.is_bound and form.is_valid():
        rewording.reword(comment, form.reworded, by=request.user)
        return answers.changed(request, [pk], _t("The words are changed."))
    return _page(request, "words", comment, _t("Quick edit"), {"form": form})


@for_moderators
@require_http_methods(["GET", "POST"])
def reply_view(request, pk):
    """Approve and reply."""
    parent = _find(pk)
    form = _reply_form(request, parent)
    if form.is_bound and _approve_and_reply(request, parent, form):
        return answers.changed(request, [pk], _t("Your reply is published."))
    return _page(request, "reply", parent, _t("Reply"), {"form": form})


def _approve_and_reply(request, parent, form) -> bool:
    """Both or neither: where the reply is refused, the comment is what it was."""
    with transaction.atomic():
        CommentRules.one_at_a_time()  # before the row, as everybody does who needs both
        moderating.decide([parent], "approve", by=request.user)
        if form.is_valid():
            try:
                receiving.receive(form.instance, form.sender(request))
            except Refused as refused:
                form.refuse(refused)
        if form.errors:
            transaction.set_rollback(True)
    return not form.errors


def _reply_form(request, parent) -> CommentForm:
    request.is_origin_proven = True  # Django's own token has been asked for
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["comment_parent"] = str(parent.pk)
    openness = Openness(CommentRules.load())
    form = CommentForm(data, post=parent.post, openness=openness, account=request.user, parent=parent)
    form.fields = {"comment": form.fields["comment"]}  # whoever moderates hears of what follows anyway
    return form


def _find(pk) -> Comment:
    return get_object_or_404(Comment.objects.select_related("post__author", "parent", "account"), pk=pk)


def _page(request, name: str, comment, title: str, context: dict):
    form = context.get("form")
    status = 422 if form is not None and form.is_bound else 200
    context = {"comment": comment, "query": request.GET.urlencode(), "queue": answers.queue(request)} | context
    if answers.is_in_place(request):
        return render(request, f"admin/comments/comment/_{name}.html", context, status=status)
    context |= {**admin.site.each_context(request), "title": title, "part": f"admin/comments/comment/_{name}.html"}
    return render(request, "admin/comments/comment/in_place.html", context, status=status)
