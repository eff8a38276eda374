"""Who may do what at the desk, asked of one post: the admin's answers for posts and pages."""


def may_publish(user) -> bool:
    return user.has_perm("blog.publish_post")


def may_edit_any(user) -> bool:
    return user.has_perm("blog.edit_any_post")


def may_change(user, post) -> bool:
    """Their own, or everybody's for editors; whoever may not publish leaves alone what has left the draft."""
    own = post.author_id == user.pk or may_edit_any(user)
    return own and (post.published_at is None or may_publish(user))


def may_destroy(user, post) -> bool:
    """For good: only out of the trash."""
    return post.trashed_at is not None and may_change(user, post)


class PostRights:
    """For a ModelAdmin of posts: Django's permission of the kind of thing, and the above of the one thing."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=self.kind).editable_by(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_destroy(request.user, obj))

    def has_publish_permission(self, request):
        return may_publish(request.user)
