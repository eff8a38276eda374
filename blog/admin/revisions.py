"""The pages under a post at the desk that show its earlier versions and bring one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from .. import revising, word_diff


class RevisionPages:
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/revisions/", wrap(self.revisions), name=f"{name}_revisions"),
            path("<int:pk>/revisions/<int:number>/", wrap(self.revision), name=f"{name}_revision"),
            *super().get_urls(),
        ]

    def revisions(self, request, pk):
        post = self._find_piece(request, pk)
        rows = post.revisions.select_related("editor").defer("fields").order_by("-number")
        page = Paginator(rows, 50).get_page(request.GET.get("page"))
        return self._answer(request, post, "revisions", {"page": page, "title": _("Revisions")})

    def revision(self, request, pk, number):
        post = self._find_piece(request, pk)
        revision = get_object_or_404(post.revisions.select_related("editor"), number=number)
        if request.method == "POST":
            return self._restore(request, post, revision)
        fields = [(name, word_diff.compare(revision.fields[key], getattr(post, key))) for name, key in self._texts()]
        title = _("Revision %(number)s") % {"number": number}
        return self._answer(request, post, "revision", {"revision": revision, "fields": fields, "title": title})

    def _texts(self):
        return [(self.opts.get_field(key).verbose_name, key) for key in ("title", "summary", "body")]

    def _restore(self, request, post, revision):
        if not self.has_change_permission(request, post):
            raise PermissionDenied
        revising.restore(post, revision, by=request.user)
        self.log_change(request, post, _("Revision %(number)s restored.") % {"number": revision.number})
        messages.success(request, _("The words of revision %(number)s are back.") % {"number": revision.number})
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", post.pk)

    def _find_piece(self, request, pk):
        post = self.get_object(request, str(pk))
        if post is None:
            raise Http404
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return post

    def _answer(self, request, post, name, context):
        shared = {"opts": self.opts, "original": post, "may_restore": self.has_change_permission(request, post)}
        context = {**self.admin_site.each_context(request), **shared, **context}
        return TemplateResponse(request, f"admin/blog/{name}.html", context)
