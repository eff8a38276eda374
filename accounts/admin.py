"""People and their roles. Nobody edits somebody who may do more than they, or makes anybody into such a person."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401  so that what they register can be taken out
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import roles
from .admin_forms import PersonAddForm, PersonChangeForm
from .admin_second_factor import SecondFactorAtTheDesk
from .inviting import invite
from .models import User

# An address is kept with its person (see `User.confirm_email`); factors and sessions are between them and the site.
admin.site.unregister([EmailAddress, Authenticator, UserSession])

CONFIRMED = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)


@admin.register(User)
class PersonAdmin(SecondFactorAtTheDesk, UserAdmin):
    form, add_form, add_form_template = PersonChangeForm, PersonAddForm, None
    list_display = ["name", "email", "held_roles", "is_staff", "is_active", "has_confirmed_email", "last_login"]
    list_display_links = ["name", "email"]
    list_filter = ["groups", "is_staff", "is_active"]
    search_fields = ["display_name", "username", "email"]
    ordering = ["username"]
    view_on_site = False  # most have no page of their own
    actions = ["send_invitation", "confirm_email"]
    filter_horizontal = ["user_permissions"]
    add_fieldsets = [
        (None, {"fields": ["email", "display_name", "username", "groups"]}),
        (_("Password"), {"fields": ["password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["email", "has_confirmed_email", "username", "password", "second_factor"]}),
        (_("Shown to readers"), {"fields": ["display_name", "bio", "website", "avatar"]}),
        (_("May do"), {"fields": ["is_active", "groups", "is_staff"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    owner_fieldset = (_("Beyond roles"), {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]})
    readonly_fields = ["has_confirmed_email", "second_factor", "is_staff", "last_login", "date_joined"]

    def get_queryset(self, request):
        people = super().get_queryset(request).prefetch_related("groups")
        return people.annotate(is_email_confirmed=Exists(CONFIRMED))

    @admin.display(description=_("name"), ordering="display_name")
    def name(self, person):
        return person.name

    @admin.display(description=_("roles"))
    def held_roles(self, person):
        names = [group.name for group in person.groups.all()]
        return ", ".join([str(_("owner"))] * person.is_superuser + names) or "–"

    @admin.display(description=_("address confirmed"), boolean=True, ordering=F("is_email_confirmed"))
    def has_confirmed_email(self, person):
        return person.is_email_confirmed

    # --- who may

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or roles.outranks(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        allowed = obj is None or (obj != request.user and roles.outranks(request.user, obj))
        return super().has_delete_permission(request, obj) and allowed

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, self.owner_fieldset] if obj and request.user.is_superuser else fieldsets

    def get_readonly_fields(self, request, obj=None):
        fields = [*self.readonly_fields]
        if obj == request.user:
            fields += ["is_active", "is_superuser"] + ([] if request.user.is_superuser else ["groups"])
        return fields

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"queryset": roles.grantable_by(request.user), "widget": forms.CheckboxSelectMultiple}
            return db_field.formfield(**kwargs, label=_("Roles"), help_text=_("A role makes the person staff."))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    # --- what follows

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.emailaddress_set.all().delete()
        if not change and not obj.has_usable_password():
            invite(obj, by=request.user)
            messages.info(request, _("%(name)s is invited by email to set a password.") % {"name": obj.name})

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        roles.follow(form.instance)

    def get_deleted_objects(self, objs, request):
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            # What stands in the way is said, not which permission the posts would ask for.
            lacking, protected = set(), [*protected, _("Whoever has written stays. Untick “active” instead.")]
        return shown, counts, lacking, protected

    def delete_queryset(self, request, queryset):
        for person in queryset:
            person.delete()

    @admin.action(description=_("Send an invitation to set a password"), permissions=["change"])
    def send_invitation(self, request, people):
        for person in self._within_reach(request, people.filter(is_active=True)):
            invite(person, by=request.user)

    @admin.action(description=_("Count the email address as confirmed"), permissions=["change"])
    def confirm_email(self, request, people):
        for person in self._within_reach(request, people):
            try:
                person.confirm_email()
            except ValidationError as error:
                messages.error(request, f"{person}: {' '.join(error.messages)}")

    def _within_reach(self, request, people) -> list[User]:
        reached = [person for person in people if self.has_change_permission(request, person)]
        count = len(reached)
        messages.info(request, ngettext("Done for %(n)d person.", "Done for %(n)d people.", count) % {"n": count})
        return reached
