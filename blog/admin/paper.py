"""The page where staff say what is on paper: head and foot, buttons, what is usual, and a style of their own."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.admin_lookups import NarrowLookups

from ..models import PaperSettings
from ..paper.choice import OPTIONS, Choice, Option
from .picture_number import picture_number
from .selects import Select, SelectsField

NEEDS_MORE = {"thread"}  # what somebody must choose on the sheet itself, so that it cannot be the usual


def _select(option: Option) -> Select:
    return Select(option.name, option.label, [each for each in option.values.items() if each[0] not in NEEDS_MORE])


def _values(query: str | None) -> dict[str, str]:
    choice = Choice.parse(query or "")
    return {option.name: getattr(choice, option.name) for option in OPTIONS}


class UsualField(SelectsField):
    """One select for each option of the bench; the value is a query, as in its address."""

    def __init__(self, label):
        super().__init__([_select(option) for option in OPTIONS], _values, label=label)

    def compress(self, data_list):
        return Choice(**super().compress(data_list)).query()


class PaperSettingsForm(forms.ModelForm):
    usual_for_posts = UsualField(_("For posts"))
    usual_for_pages = UsualField(_("For pages"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "css" in self.fields:
            most = self.fields["css"].max_length
            sentence = _("This style has more than %(most)s characters. Leave something out.") % {"most": f"{most:,}"}
            self.fields["css"].error_messages["max_length"] = sentence
            _show_as_code(self.fields["css"])


@admin.register(PaperSettings)
class PaperSettingsAdmin(NarrowLookups, admin.ModelAdmin):
    """One row: the list leads to it."""

    form = PaperSettingsForm
    raw_id_fields = ["logo"]
    fieldsets = [
        (
            _("Head and foot"),
            {
                "description": _("What stands on every sheet: on the bench, on paper and in PDFs."),
                "fields": ["logo", "tagline", "licence"],
            },
        ),
        (
            _("Buttons"),
            {
                "description": _(
                    "What readers are offered under a post or page. Where one is off, its address is not there either. "
                    "A category, a post and a page may each say otherwise."
                ),
                "fields": [("offers_print", "offers_pdf", "offers_epub", "offers_email")],
            },
        ),
        (
            _("Mail"),
            {
                "description": _("What readers send from “Email”. Administrators find the log under “Posts by email”."),
                "fields": ["mail_is_on", "mail_to_friends"],
            },
        ),
        (
            _("What is usual"),
            {
                "description": _(
                    "How a sheet is set as long as its reader chooses nothing else. An address that says otherwise, "
                    "as one that somebody shared, is stronger."
                ),
                "fields": ["usual_for_posts", "usual_for_pages"],
            },
        ),
        (
            _("Style for paper"),
            {
                "description": _(
                    "CSS that is read after the site’s own, on the bench, on paper and in PDFs, and on no other page. "
                    "Begin each rule with .sheet, so that it leaves the options beside the sheet alone. Fonts and "
                    "pictures from elsewhere are not fetched."
                ),
                "fields": ["css"],
            },
        ),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "logo":
            kwargs |= picture_number(db_field, request, self.admin_site)
            kwargs["help_text"] = format_lazy("{} {}", kwargs["help_text"], _("A logo is seen by everybody."))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        PaperSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:blog_papersettings_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _show_as_code(field) -> None:
    field.strip = False
    field.widget.attrs |= {"class": "vLargeTextField code", "rows": 14, "spellcheck": "false", "autocapitalize": "none"}
