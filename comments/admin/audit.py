"""The audit log at the desk: to be read and narrowed, never to be written."""

from datetime import date

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .. import spam
from ..mine import standing
from ..models import AuditEntry, Comment, CommentRules, Decision, ListedSource, Report, Status
from ..models.decision import IMPORTED
from ..moderation import audit

ANY = ("", _("all"))
OTHER_WORDS = {"listed": _("listed"), "dismissed": _("reports dismissed"), "deleted": _("deleted")}
MODELS = {
    AuditEntry.Kind.LIST: ListedSource,
    AuditEntry.Kind.REPORTS: Report,
    AuditEntry.Kind.WORDS: Comment,
}


class Day(forms.DateField):
    """At either end of the calendar a day falls off it in another time zone."""

    default_validators = [
        MinValueValidator(date(audit.FIRST_YEAR, 1, 1)),
        MaxValueValidator(date(audit.LAST_YEAR, 12, 31)),
    ]

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}), **options)


class AuditForm(forms.Form):
    """What is looked for, in the address."""

    by = forms.ChoiceField(label=_("By"), required=False)
    about = forms.ChoiceField(
        label=_("About"), required=False, choices=[ANY, (audit.DECISIONS, _("comments")), *AuditEntry.Kind.choices]
    )
    state = forms.ChoiceField(label=_("Became"), required=False, choices=[ANY, *Status.choices])
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    since, until = Day(label=_("From")), Day(label=_("Until"))
    comment = forms.IntegerField(label=_("Comment no."), required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, data):
        super().__init__(data)
        people = [(str(person.pk), person.name) for person in _who_may_stand_there()]
        self.fields["by"].choices = [ANY, (audit.MACHINE, _("the machine")), *people]
        names = dict.fromkeys(
            [*(check.__name__ for check in (*spam.CHECKS, *spam.ADMISSION)), *standing.WAITS, *standing.GONE, IMPORTED]
        )
        self.fields["rule"].choices = [ANY, *((name, name.replace("_", " ")) for name in names)]

    @property
    def wanted(self) -> audit.Wanted:
        return audit.Wanted(**self.cleaned_data)


def _who_may_stand_there():
    """Staff, and whoever has decided something before they were staff no more."""
    decided = Exists(Decision.objects.filter(moderator=OuterRef("pk")))
    changed = Exists(AuditEntry.objects.filter(by=OuterRef("pk")))
    return User.objects.filter(Q(is_staff=True) | decided | changed).order_by("display_name", "username")


@admin.register(AuditEntry)
class AuditAdmin(admin.ModelAdmin):
    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="comments_auditentry_changelist")]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = AuditForm(request.GET)
        is_good = form.is_valid()
        rows, end = audit.read(form.wanted, audit.Place.read(request.GET.get("after", ""))) if is_good else ([], None)
        query = request.GET.copy()
        query["after"] = str(end or "")
        context = {
            **self.admin_site.each_context(request), "title": _("Audit log"), "opts": self.opts, "form": form,
            "lines": lines_of(rows), "next": f"?{query.urlencode()}" if end else "",
            "is_first": "after" not in request.GET,
        }  # fmt: skip
        return TemplateResponse(request, "admin/comments/auditentry/log.html", context, status=200 if is_good else 400)


def lines_of(rows: list) -> list[dict]:
    """What a page shows of its rows; what a list named is looked up once for all of them."""
    numbers = [row.about for row in rows if isinstance(row, AuditEntry) and row.kind == AuditEntry.Kind.LIST]
    listed = ListedSource.objects.select_related("account").in_bulk([number for number in numbers if number])
    return [_of_decision(row) if isinstance(row, Decision) else _of_entry(row, listed) for row in rows]


def _of_decision(row: Decision) -> dict:
    labels = dict(Status.choices)
    before, after = labels.get(row.before, row.before), labels.get(row.after, row.after)
    return {
        "when": row.created_at, "who": row.moderator, "comment": row.comment, "kind": "",
        "changes": [("", before, after)], "reason": row.reason, "rule": row.rule.replace("_", " "), "note": row.note,
    }  # fmt: skip


def _of_entry(row: AuditEntry, listed: dict) -> dict:
    about = f"#{row.about}" if row.about else ""
    if row.kind == AuditEntry.Kind.LIST and row.about in listed:
        about = f"{about} {listed[row.about]}"
    changes = [(_field(row.kind, name), before, after) for name, before, after in row.changes]
    return {"when": row.created_at, "who": row.by, "kind": row.get_kind_display(), "about": about, "changes": changes}


def _field(kind: str, name: str) -> str:
    """As the form calls it."""
    if name in OTHER_WORDS:
        return OTHER_WORDS[name]
    model = MODELS.get(kind, CommentRules)
    names = {field.name: field.verbose_name for field in model._meta.fields}
    return capfirst(names.get(name) or dict(Status.choices).get(name) or name)
