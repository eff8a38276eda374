"""The pages under a post at the desk that show its earlier versions and bring one back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import revising, word_diff
from ..models import Revision


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Revision
        fields = ["withdrawal_reason"]
        widgets = {"withdrawal_reason": forms.TextInput(attrs={"class": "vTextField"})}

    def clean(self):
        if not self.instance.was_public:
            raise forms.ValidationError(_("This version never was public, so readers do not find it anyway."))
        if self.instance.is_todays:
            raise forms.ValidationError(_("This is what readers see today. Change the piece first."))


class RevisionPages:
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/revisions/", wrap(self.revisions), name=f"{name}_revisions"),
            path("<int:pk>/revisions/<int:number>/", wrap(self.revision), name=f"{name}_revision"),
            path("<int:pk>/revisions/<int:number>/withdrawal/", wrap(self.withdrawal), name=f"{name}_withdrawal"),
            path("<int:pk>/revisions/<int:number>/reopening/", wrap(self.reopening), name=f"{name}_reopening"),
            *super().get_urls(),
        ]

    def revisions(self, request, pk):
        post = self._find_piece(request, pk)
        rows = post.revisions.select_related("editor").defer("fields").order_by("-number")
        page = Paginator(rows, 50).get_page(request.GET.get("page"))
        return self._answer(request, post, "revisions", {"page": page, "title": _("Revisions")})

    def revision(self, request, pk, number):
        post, revision = self._find_revision(request, pk, number)
        if request.method == "POST":
            return self._restore(request, post, revision)
        return self._revision_page(request, post, revision, WithdrawalForm(instance=revision))

    @method_decorator(require_POST)
    def withdrawal(self, request, pk, number):
        post, revision = self._find_revision(request, pk, number)
        if not self._may_withdraw(request, post):
            raise PermissionDenied
        form = WithdrawalForm(request.POST, instance=revision)
        if not form.is_valid():
            return self._revision_page(request, post, revision, form, status=422)
        revision.withdraw(by=request.user, reason=form.cleaned_data["withdrawal_reason"])
        said = _("Revision %(number)s withdrawn from readers.") % {"number": number}
        return self._withdrawn(request, post, number, f"{said} {revision.withdrawal_reason}".strip())

    @method_decorator(require_POST)
    def reopening(self, request, pk, number):
        post, revision = self._find_revision(request, pk, number)
        if not self._may_withdraw(request, post):
            raise PermissionDenied
        revision.reopen()
        said = _("Revision %(number)s may be read again.") % {"number": number}
        return self._withdrawn(request, post, number, said)

    def _texts(self):
        return [(self.opts.get_field(key).verbose_name, key) for key in ("title", "summary", "body")]

    def _restore(self, request, post, revision):
        if not self.has_change_permission(request, post):
            raise PermissionDenied
        revising.restore(post, revision, by=request.user)
        self.log_change(request, post, _("Revision %(number)s restored.") % {"number": revision.number})
        messages.success(request, _("The words of revision %(number)s are back.") % {"number": revision.number})
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", post.pk)

    def _withdrawn(self, request, post, number, said: str):
        self.log_change(request, post, said)
        messages.success(request, said)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_revision", post.pk, number)

    def _may_withdraw(self, request, post) -> bool:
        return self.has_publish_permission(request) and self.has_change_permission(request, post)

    def _revision_page(self, request, post, revision, form, status=None):
        fields = [(name, word_diff.compare(revision.fields[key], getattr(post, key))) for name, key in self._texts()]
        context = {
            "revision": revision,
            "fields": fields,
            "form": form,
            "title": _("Revision %(number)s") % {"number": revision.number},
            "may_withdraw": self._may_withdraw(request, post),
            "may_be_read": revision.was_public and revision.withdrawn_at is None and post.is_out,
        }
        return self._answer(request, post, "revision", context, status)

    def _find_revision(self, request, pk, number):
        post = self._find_piece(request, pk)
        return post, get_object_or_404(post.revisions.select_related("editor", "withdrawn_by"), number=number)

    def _find_piece(self, request, pk):
        post = self.get_object(request, str(pk))
        if post is None:
            raise Http404
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return post

    def _answer(self, request, post, name, context, status=None):
        shared = {"opts": self.opts, "original": post, "may_restore": self.has_change_permission(request, post)}
        context = {**self.admin_site.each_context(request), **shared, **context}
        return TemplateResponse(request, f"admin/blog/{name}.html", context, status=status)
