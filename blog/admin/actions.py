"""What can be done to many posts at once; each act is the verb of the model, on one post after the other."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import Post
from .rights import may_change

MOST_AT_ONCE = 500


class Actions:
    actions = ["publish", "unpublish", "trash", "restore", "delete_selected"]

    @admin.action(description=_("Publish now"), permissions=["publish"])
    def publish(self, request, posts):
        self._each(request, posts.kept(), lambda post: post.publish(by=request.user))

    @admin.action(description=_("Back to draft"), permissions=["publish"])
    def unpublish(self, request, posts):
        self._each(request, posts.kept(), lambda post: post.unpublish(by=request.user))

    @admin.action(description=_("Move to the trash"), permissions=["change"])
    def trash(self, request, posts):
        self._each(request, posts.kept(), lambda post: post.trash(by=request.user))

    @admin.action(description=_("Take out of the trash"), permissions=["change"])
    def restore(self, request, posts):
        self._each(request, posts.in_status("trashed"), lambda post: post.restore(by=request.user))

    @admin.action(description=_("Delete for good (only out of the trash)"), permissions=["delete"])
    def delete_selected(self, request, posts):
        """Takes the place of Django's own, whose confirming page comes back to this name."""
        in_trash = posts.in_status("trashed")
        if in_trash.exists():
            return delete_selected(self, request, in_trash)
        self.message_user(request, _("Only what is in the trash can be deleted for good."), messages.WARNING)
        return None

    def _each(self, request, posts, act) -> None:
        chosen = list(posts.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            self.message_user(request, _("Choose at most 500 at once."), messages.WARNING)
            return
        done = 0
        for post in Post.objects.filter(pk__in=chosen):
            if may_change(request.user, post):
                act(post)
                done += 1
        sentence = ngettext("%(count)s was changed.", "%(count)s were changed.", done) % {"count": done}
        self.message_user(request, sentence)
