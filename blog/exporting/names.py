"""Numbers of rows mean nothing elsewhere: what to call these rows instead."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User

from ..models import Category, Picture, Post, Series, Tag


@dataclass
class Names:
    """Read once for a whole export: one short text for each row that may be named."""

    @cached_property
    def people(self) -> dict[int, str]:
        return dict(User.objects.values_list("pk", "username"))

    @cached_property
    def pictures(self) -> dict[int, str]:
        return dict(Picture.objects.values_list("pk", "file"))

    @cached_property
    def pages(self) -> dict[int, str]:
        return dict(Post.objects.pages().values_list("pk", "path"))

    @cached_property
    def parents(self) -> set[int]:
        """Pages with pages below them."""
        return set(Post.objects.pages().exclude(parent=None).values_list("parent_id", flat=True))

    @cached_property
    def terms(self) -> dict[str, dict[int, str]]:
        models = {"tags": Tag, "categories": Category, "series": Series}
        return {kind: dict(model.objects.values_list("pk", "slug")) for kind, model in models.items()}

    @cached_property
    def shared(self) -> set[str]:
        """Names that two terms of one kind carry, so that a name alone does not find its slug."""
        counts = [Counter(model.objects.values_list("name", flat=True)) for model in (Tag, Category, Series)]
        return {name for count in counts for name, number in count.items() if number > 1}
