"""Moving in, at the desk: send the files, look at what is in them, rehearse, import, take it back."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.admin_lookups import NarrowLookups

from ..importing.desk import running
from ..importing.desk.forms import AuthorsForm, ImportJobForm
from ..importing.desk.telling import told
from ..models import ImportedPicture, ImportJob
from .import_acts import MOVES, ImportActs


@admin.register(ImportJob)
class ImportJobAdmin(ImportActs, NarrowLookups, admin.ModelAdmin):
    list_display = ["file_names", "program", "stage", "asked_by", "asked_at"]
    list_display_links = ["file_names"]
    list_select_related = ["asked_by"]
    list_per_page = 50
    actions = None

    @admin.display(description=gettext_lazy("files"))
    def file_names(self, job):
        return job.file_names

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("add/", csrf_exempt(self.send), name="blog_importjob_add"),
            path("<int:pk>/change/", wrap(self.look), name="blog_importjob_change"),
            path("<int:pk>/<slug:act>/", wrap(require_POST(self.act)), name="blog_importjob_act"),
            *super().get_urls(),
        ]

    def send(self, request):
        """
        Files of half a gigabyte may come here, so who sends them is asked before anything of them is read: Django's own
        check of the token would read them first.
        """
        if not self.admin_site.has_permission(request):
            return redirect(f"{reverse('admin:login')}?next={request.path}")
        if not self.has_add_permission(request):
            raise PermissionDenied
        if refused := CsrfViewMiddleware(lambda _request: None).process_view(request, None, (), {}):
            return refused
        form = ImportJobForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            form.instance.asked_by = request.user
            job = form.save()
            self.log_addition(request, job, [{"added": {}}])
            running.work.enqueue(job.pk)
            return redirect("admin:blog_importjob_change", job.pk)
        context = {"form": form, "title": _("Move a blog in")}
        return self._answer(request, "import_add", context, status=422 if form.errors else 200)

    def look(self, request, pk):
        job = self._find(request, pk)
        return self._page(request, job, AuthorsForm(job))

    def _page(self, request, job, authors, status=200):
        context = {
            "original": job,
            "title": str(job),
            "authors": authors,
            "told": told(job),
            "may": {name: job.stage in stages for name, (stages, _to) in MOVES.items()},
            "pictures": self._pictures(job),
        }
        return self._answer(request, "import", context, status)

    def _pictures(self, job) -> dict[str, int]:
        rows = ImportedPicture.objects.filter(batch=job.batch_id) if job.batch_id else ImportedPicture.objects.none()
        return {state.name.lower(): rows.filter(state=state).count() for state in ImportedPicture.State}

    def _find(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportJob.objects.select_related("batch", "asked_by"), pk=pk)

    def _answer(self, request, name, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/blog/{name}.html", context, status=status)
