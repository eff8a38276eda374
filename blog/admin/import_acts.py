"""The buttons of an import: each asks whether it may, some whether they should, and moves the import on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..importing import picture_tasks
from ..importing.desk import files, running
from ..importing.desk.forms import AuthorsForm
from ..models import ImportedPicture, ImportJob

Stage = ImportJob.Stage
IDLE = {Stage.READY, Stage.REHEARSED, Stage.STOPPED, Stage.FAILED}
# What each button does: where the import may be, and where it goes.
MOVES = {
    "rehearse": ({Stage.READY, Stage.REHEARSED, Stage.FAILED}, Stage.REHEARSING),
    "import": (IDLE, Stage.IMPORTING),
    "stop": ({Stage.IMPORTING}, Stage.STOPPED),
    "undo": (ImportJob.UNDOABLE, Stage.UNDOING),
}
# These take something away, and ask before they do.
ASKED = {"undo", "forget"}
WITH_FILES = {"rehearse", "import"}


class ImportActs:
    def act(self, request, pk, act):
        job = self._find(request, pk)
        self._check(request, job, act)
        if act in ASKED and "sure" not in request.POST:
            context = {"original": job, "title": str(job), "act": act}
            return self._answer(request, "import_sure", context)
        if act in WITH_FILES and not job.is_at_work:
            authors = AuthorsForm(job, request.POST)
            if not authors.is_valid():
                return self._page(request, job, authors, status=422)
            ImportJob.objects.filter(pk=job.pk).update(authors=authors.chosen())
        own_ways = {"forget": self._forget, "pictures": self._ask_for_pictures}
        return own_ways[act](request, job) if act in own_ways else self._move(request, job, act)

    def _check(self, request, job, act) -> None:
        is_known = act in {*MOVES, "forget", "pictures"}
        lacks_files = act in WITH_FILES and not job.has_files
        if not is_known or lacks_files or not self.has_change_permission(request, job):
            raise PermissionDenied

    def _move(self, request, job, act):
        stages, stage = MOVES[act]
        if job.move(stage, only_from=stages, error=""):
            self.log_change(request, job, _("Asked to: %s.") % act)
            if job.is_at_work:
                running.work.enqueue(job.pk)
        else:
            messages.warning(request, _("It has moved on meanwhile: see where it is now."))
        return HttpResponseRedirect(reverse("admin:blog_importjob_change", args=[job.pk]), status=303)

    def _ask_for_pictures(self, request, job):
        running_again = picture_tasks.try_again(ImportedPicture.objects.filter(batch=job.batch_id))
        messages.success(request, _("%d pictures are asked for once more.") % running_again)
        return redirect("admin:blog_importjob_change", job.pk)

    def _forget(self, request, job):
        """The files; and the note of it, unless something came that can be taken back from there."""
        if job.is_at_work or not self.has_delete_permission(request, job):
            raise PermissionDenied
        files.forget(job)
        if job.may_be_undone:
            self.log_change(request, job, _("Files forgotten."))
            messages.success(request, _("The files are gone. What came can still be taken back here."))
            return redirect("admin:blog_importjob_change", job.pk)
        self.log_deletions(request, [job])
        job.delete()
        messages.success(request, _("The files are gone, and the note of this import with them."))
        return redirect("admin:blog_importjob_changelist")
