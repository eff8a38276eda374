"""What the desk does alike for posts and pages."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from config.admin_lookups import NarrowLookups

from .. import revising, seams
from ..models import Kind
from .actions import Actions
from .listing import STATES, PieceList, moment
from .picture_number import picture_number
from .post_form import body_field
from .revisions import RevisionPages
from .rights import PostRights, may_edit_any, may_publish

MOMENTS = {"published_at", "expires_at"}
FOR_PUBLISHERS = {*MOMENTS, "visibility", "password", "is_pinned"}
FOR_EDITORS = {"author"}
STAY = {"_publish", "_unpublish", "_restore"}


class PieceAdmin(RevisionPages, Actions, PostRights, NarrowLookups, admin.ModelAdmin):
    kind: str
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # Titles and slugs only: to look through every text is the site's search, not a scan of the table here.
    search_fields = ["title", "slug"]
    raw_id_fields = ["cover"]

    def get_changelist(self, request, **kwargs):
        return PieceList

    def get_ordering(self, request):
        """The last touched first. What is public comes by date: both have an index to walk along."""
        return ["-published_at"] if request.GET.get("state") == "published" else ["-updated_at"]

    def get_fieldsets(self, request, obj=None):
        """Without the fields that this person may not set."""
        hidden = set() if may_publish(request.user) else set(FOR_PUBLISHERS)
        hidden |= set() if may_edit_any(request.user) else FOR_EDITORS
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in self.fieldsets
        ]

    def get_changeform_initial_data(self, request):
        """Without dates: out of an address they are words, and the two inputs of a moment want a moment."""
        asked = super().get_changeform_initial_data(request)
        usual = {"author": request.user.pk, "comments_open": self.takes_replies_at_first()}
        return usual | {name: asked[name] for name in asked.keys() - MOMENTS}

    def takes_replies_at_first(self) -> bool:
        """A page says what holds, and is seldom talked about: there the author opens the conversation."""
        return self.kind == Kind.POST and all(each.opens_under_new_posts() for each in seams.conversations())

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return body_field(db_field)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # Nobody deletes a person or a picture in the middle of a sentence.
            field.widget.can_change_related = field.widget.can_delete_related = False
            field.widget.can_add_related = field.widget.can_add_related and db_field.name not in {"author", "parent"}
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cover":
            kwargs |= picture_number(db_field, request, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def view_on_site(self, obj):
        return None if obj.trashed_at else obj.get_absolute_url()

    def render_change_form(self, request, context, *args, **kwargs):
        post = context.get("original")
        context |= {"may_publish": may_publish(request.user), "state": post.status if post else "draft"}
        context["state_word"] = STATES[context["state"]]
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Saving ------------------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if obj.author_id is None:
            obj.author = request.user
        obj.save(by=request.user, keep_revision=False)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        revising.keep(form.instance, by=request.user)

    def delete_model(self, request, obj):
        """The pages below move up and are found at their old addresses still."""
        children = [child.pk for child in obj.children.all()]
        super().delete_model(request, obj)
        for child in type(obj).objects.filter(pk__in=children):
            child.save(by=request.user)

    def delete_queryset(self, request, queryset):
        for post in queryset:
            self.delete_model(request, post)

    def get_deleted_objects(self, objs, request):
        """Whoever may delete a post may delete what belongs to it."""
        deleted, counts, _perms, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected

    def response_add(self, request, obj, post_url_continue=None):
        return self._after_button(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if "_trash" in request.POST:
            obj.trash(by=request.user)
            sentence = _("It is in the trash. Choose the state “in the trash” to find it.")
            self.message_user(request, sentence, messages.SUCCESS)
            return redirect(f"admin:blog_{self.opts.model_name}_changelist")
        if "_restore" in request.POST:
            obj.restore(by=request.user)
        return self._after_button(request, obj) or super().response_change(request, obj)

    def _after_button(self, request, obj):
        """Publishing and its opposite stay with the piece and say what it is now."""
        if not STAY & request.POST.keys():
            return None
        sentence = format_html(
            '{} <a href="{}">{}</a>',
            _("Saved. It is now: %(state)s.") % {"state": STATES[obj.status]},
            obj.get_absolute_url(),
            _("View on site"),
        )
        self.message_user(request, sentence, messages.SUCCESS)
        return redirect(reverse(f"admin:blog_{self.opts.model_name}_change", args=[obj.pk]))

    # --- Columns of the list -----------------------------------------------------------------------------------------

    @admin.display(description=_("headline"), ordering="title")
    def headline(self, post):
        return post.headline

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, post):
        return moment(post.published_at)

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, post):
        return moment(post.updated_at)

    @admin.display(description=_("state"))
    def state(self, post):
        pinned = format_html(' <span class="state">{}</span>', _("pinned")) if post.is_pinned else ""
        return format_html('<span class="state state-{}">{}</span>{}', post.status, STATES[post.status], pinned)
