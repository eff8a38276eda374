"""Redirects out as a sheet, and in: first a rehearsal, then all of it at once."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from ..redirects import sheets, taking
from ..redirects.goals import AT_ONCE

SHOWN = 1000
VERDICTS = {"taken": _("taken"), "unchanged": _("unchanged"), "refused": _("refused")}
ORDER = ["refused", "taken", "unchanged"]


class SheetForm(forms.Form):
    """The file first; what was read of it comes back as text once the rehearsal has been seen."""

    file = forms.FileField(
        label=_("CSV file"), required=False, widget=AdminFileWidget(attrs={"accept": ".csv,text/csv"})
    )
    sheet = forms.CharField(required=False, strip=False)

    def clean(self):
        file, sheet = self.cleaned_data.get("file"), self.cleaned_data.get("sheet")
        if not file and not sheet:
            raise ValidationError(_("Choose a CSV file."))
        if file and file.size > sheets.MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Split it in two."))
        data = file.read() if file else sheet.replace("\r\n", "\n").encode()
        self.lines = sheets.read(data)
        self.text = data.decode("utf-8-sig")
        return self.cleaned_data

    @property
    def is_rehearsal(self) -> bool:
        return bool(self.cleaned_data.get("file"))


class SheetPages:
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("export/", wrap(self.export_view), name="blog_oldaddress_export"),
            path("import/", wrap(self.import_view), name="blog_oldaddress_import"),
            *super().get_urls(),
        ]

    def export_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).order_by("path").iterator(chunk_size=AT_ONCE)
        response = StreamingHttpResponse(sheets.written(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="redirects.csv"'
        response["Cache-Control"] = "private, no-store"
        return response

    def import_view(self, request):
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = SheetForm(request.POST or None, request.FILES or None)
        context = {"form": form, "title": _("Redirects from a CSV file")}
        if form.is_valid():
            lines = (taking.rehearse if form.is_rehearsal else taking.take)(form.lines)
            context |= {"is_rehearsal": form.is_rehearsal, "sheet": form.text, **_report(lines)}
        status = 422 if form.is_bound and not form.is_valid() else 200
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, "admin/blog/redirect_sheet.html", context, status=status)


def _report(lines: list) -> dict:
    """What was refused comes first."""
    ordered = sorted(lines, key=lambda line: (ORDER.index(line.verdict), line.number))
    counts = {verdict: sum(line.verdict == verdict for line in lines) for verdict in VERDICTS}
    return {
        "lines": [(line, VERDICTS[line.verdict]) for line in ordered[:SHOWN]],
        "counts": [(VERDICTS[verdict], count) for verdict, count in counts.items()],
        "taken": counts["taken"],
        "not_shown": max(0, len(lines) - SHOWN),
    }
