"""What an old address can lead to: found by the address it has by itself, opened only for those who may see it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve

from ..models import GOALS, Category, OldAddress, Picture, Post, Series, Tag

GATES = {
    "post": lambda user: Post.objects.answering(user),
    "picture": lambda user: Picture.objects.visible_to(user),
    "tag": lambda user: Tag.objects.in_use(),
    "category": lambda user: Category.objects.in_use(),
    "series": lambda user: Series.objects.in_use(),
}
TERMS = {"blog:tag": Tag, "blog:category": Category, "blog:series": Series}
# Lists that stand for themselves, with those whose address holds nothing but words of the site (the front page, feeds).
LISTS = {"blog:year", "blog:month", "blog:author", "blog:author_feed"}
AT_ONCE = 500


def open_goal(old: OldAddress, user) -> Model | None:
    """What a remembered address leads to, if this person may open it."""
    for name in GOALS:
        if number := getattr(old, f"{name}_id"):
            return _bare(GATES[name](user)).filter(pk=number).first()
    return None


def may_open(goal: Model, user) -> bool:
    return GATES[kind_of(goal)](user).filter(pk=goal.pk).exists()


def kind_of(goal: Model) -> str:
    """Its column in OldAddress; a page is a post."""
    return goal._meta.concrete_model._meta.model_name


def address_of(goal: Model) -> str:
    return goal.file.url if isinstance(goal, Picture) else goal.get_absolute_url()


def stands_at(goal: Model, path: str) -> bool:
    return unquote(address_of(goal)) == path


def goals_at(paths: Iterable[str], *, pictures: bool = False) -> dict[str, Model]:
    """
    Posts (by their slug, whatever the date), pages and terms that these paths speak of, whoever may see them. Pictures
    on demand: their names have no index.
    """
    wanted: dict[tuple, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        if key := _key(path):
            model, field, value = key
            if pictures or model is not Picture:
                wanted[model, field][value].append(path)
    found = {}
    for (model, field), by_value in wanted.items():
        for goal in _rows(model, field, list(by_value)):
            found |= dict.fromkeys(by_value[str(getattr(goal, field))], goal)
    return found


def is_place(path: str) -> bool:
    """One of the site's own pages that is neither a piece nor a term."""
    match = _match(path)
    return bool(match) and (not match.kwargs or match.view_name in LISTS)


def _key(path: str) -> tuple | None:
    """Model, column and value by which to look for what has this path."""
    match = _match(path)
    if match is None:
        return None
    name, words = match.view_name, match.kwargs
    if name == "blog:piece":
        return (Post, "slug", words["slug"]) if "slug" in words else (Post, "path", words["path"])
    if name == "blog:short":
        return Post, "pk", str(words["pk"])
    if name == "blog:media":
        return Picture, "file", words["name"]
    return (TERMS[name], "slug", words["slug"]) if name in TERMS else None


def _match(path: str) -> ResolverMatch | None:
    for each in (path, path if path.endswith("/") else f"{path}/"):
        try:
            match = resolve(each)
        except Resolver404:
            continue
        if match.view_name != "django.contrib.admin.sites.catch_all_view":
            return match
    return None


def _rows(model, field: str, values: list[str]) -> Iterator[Model]:
    if field == "pk":
        values = [value for value in values if len(value) < 19]
    rows = _bare(model.objects.all())
    if field == "slug" and model is Post:
        rows = rows.posts()
    for start in range(0, len(values), AT_ONCE):
        yield from rows.filter(**{f"{field}__in": values[start : start + AT_ONCE]})


def _bare(rows):
    return rows.defer("body", "body_html", "contents") if rows.model is Post else rows
