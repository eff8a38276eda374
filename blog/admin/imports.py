"""Moving in, at the desk: send the files, look at what is in them, rehearse, import, take it back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.admin_lookups import NarrowLookups

from ..importing import picture_tasks
from ..importing.desk import files, running
from ..importing.desk.forms import AuthorsForm, ImportJobForm
from ..importing.desk.telling import told
from ..models import ImportedPicture, ImportJob

Stage = ImportJob.Stage
IDLE = {Stage.READY, Stage.REHEARSED, Stage.STOPPED, Stage.FAILED}
# What each button does: where the import may be, and where it goes.
MOVES = {
    "rehearse": ({Stage.READY, Stage.REHEARSED, Stage.FAILED}, Stage.REHEARSING),
    "import": (IDLE, Stage.IMPORTING),
    "stop": ({Stage.IMPORTING}, Stage.STOPPED),
    "undo": ({Stage.DONE, Stage.STOPPED, Stage.FAILED}, Stage.UNDOING),
}


@admin.register(ImportJob)
class ImportJobAdmin(NarrowLookups, admin.ModelAdmin):
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
        context = {
            "original": job,
            "title": str(job),
            "authors": AuthorsForm(job),
            "told": told(job),
            "may": {name: job.stage in stages for name, (stages, _to) in MOVES.items()},
            "has_files": bool(job.files),
            "pictures": self._pictures(job),
        }
        return self._answer(request, "import", context)

    def act(self, request, pk, act):
        job = self._find(request, pk)
        if not self.has_change_permission(request, job):
            raise PermissionDenied
        if act == "forget":
            return self._forget(request, job)
        if act == "pictures":
            running_again = picture_tasks.try_again(ImportedPicture.objects.filter(batch=job.batch_id))
            messages.success(request, _("%d pictures are asked for once more.") % running_again)
            return redirect("admin:blog_importjob_change", pk)
        if act not in MOVES or (act != "undo" and act != "stop" and not job.files):
            raise PermissionDenied
        if act in {"rehearse", "import"}:
            self._keep_authors(request, job)
        stages, stage = MOVES[act]
        if job.move(stage, only_from=stages, error=""):
            self.log_change(request, job, _("Asked to: %s.") % act)
            if job.is_at_work:
                running.work.enqueue(job.pk)
        else:
            messages.warning(request, _("It has moved on meanwhile: see where it is now."))
        return HttpResponseRedirect(reverse("admin:blog_importjob_change", args=[pk]), status=303)

    def _keep_authors(self, request, job) -> None:
        form = AuthorsForm(job, request.POST)
        if form.is_valid() and not job.is_at_work:
            ImportJob.objects.filter(pk=job.pk).update(authors=form.chosen())

    def _forget(self, request, job):
        """The files and the note of it; what was imported stays, and can be taken back by the command."""
        if job.is_at_work or not self.has_delete_permission(request, job):
            raise PermissionDenied
        files.forget(job)
        self.log_deletions(request, [job])
        job.delete()
        messages.success(request, _("The files are gone, and the note of this import with them."))
        return redirect("admin:blog_importjob_changelist")

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
