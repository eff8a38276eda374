"""Where an address leads that nothing answers at: in one step, for one who may see what is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse

from ..models import Code, OldAddress
from . import goals
from .habits import FEEDS, PLAIN, Form, forms_of
from .spelling import as_asked, plain, plain_path

LONGEST_VALUE = 200


@dataclass(frozen=True)
class Found:
    location: str
    code: int = Code.MOVED
    old: OldAddress | None = None


class Circle(Exception):
    """Fixed targets that lead to each other."""


def find(path: str, query: str, user) -> Found | None:
    """Of a request. Links that were encoded twice are understood where nothing is known of them as they stand."""
    try:
        readings = dict.fromkeys([as_asked(path), plain_path(path)])
        return next(filter(None, (_find(each, query, user, frozenset()) for each in readings)), None)
    except Circle:
        return None


def find_query(query: QueryDict, user) -> Found | None:
    """For the front page with a query: WordPress's numbers, remembered by the importer, and its feeds."""
    if not any(name in query for name in (*PLAIN, "feed", "s")):
        return None
    try:
        return _find_query(query, user, frozenset())
    except Circle:
        return None


def _find(path: str, query: str, user, seen: frozenset) -> Found | None:
    if path in seen:
        raise Circle
    forms = forms_of(path)
    rows = _remembered([spelled for form in forms for spelled in _spellings(form, path, query)])
    standing = goals.goals_at(form.path for form in forms)
    for form in forms:
        if form.path == "/" and (found := _find_query(QueryDict(query), user, seen)):
            return found
        old = next((rows[each] for each in _spellings(form, path, query) if each in rows), None)
        if found := _at(form, old, standing.get(form.path), query, user, seen | {path}):
            return found
        if form.path != path and not form.tail and goals.is_place(form.path):
            return Found(_with_query(form.path, form.query, query))
    return None


def _at(form: Form, old, goal, query: str, user, seen) -> Found | None:
    """What stands at an address is stronger than what is remembered of it, and that than what is only called alike."""
    if goal and goals.stands_at(goal, form.path):
        return _to_goal(form, goal, query, user) or _to_old(form, old, query, user, seen)
    return _to_old(form, old, query, user, seen) or _to_goal(form, goal, query, user)


def _to_goal(form: Form, goal, query: str, user) -> Found | None:
    if goal is None or not goals.may_open(goal, user):
        return None
    return _shaped(form, goal, query)


def _to_old(form: Form, old: OldAddress | None, query: str, user, seen) -> Found | None:
    if old is None:
        return None
    if old.code == Code.GONE:
        return Found("", Code.GONE, old)
    if old.target:
        return _to_target(old, user, seen)
    goal = goals.open_goal(old, user)
    return _shaped(form, goal, "" if "?" in old.path else query, old) if goal else None


def _shaped(form: Form, goal, query: str, old: OldAddress | None = None) -> Found | None:
    """A goal's print page, feed and so on move with it; a picture has none, a term only its feed."""
    kind = goals.kind_of(goal)
    if kind == "post" and goal.is_locked:
        # Its number shows the lock, and tells nothing; its address is made of its title.
        return Found(reverse("blog:short", args=[goal.pk]), Code.ELSEWHERE, old)
    if form.tail and kind != "post" and (kind == "picture" or form.tail != "feed/"):
        return None
    address = _with_query(goals.address_of(goal) + form.tail, form.query, "" if kind == "picture" else query)
    return Found(address, old.code if old else Code.MOVED, old)


def _to_target(old: OldAddress, user, seen) -> Found | None:
    """Where a fixed target is today; what has left it is not asked for twice, what is hidden there is not named."""
    if not old.target.startswith("/"):
        return Found(old.target, old.code, old)
    parts = urlsplit(old.target)
    path = plain_path(parts.path)
    goal = goals.goals_at([path]).get(path)
    if goal and goals.stands_at(goal, path) and goals.may_open(goal, user):
        return Found(old.target, old.code, old)
    if goals.is_place(path) and not parts.query:
        return Found(old.target, old.code, old)
    if found := _find(path, parts.query, user, seen):
        fragment = f"#{parts.fragment}" if parts.fragment and found.location else ""
        return Found(found.location + fragment, Code.GONE if found.code == Code.GONE else old.code, old)
    return None if _is_hidden(path, parts.query) else Found(old.target, old.code, old)


def _is_hidden(path: str, query: str) -> bool:
    """Of a path at which nothing was found: whether there is something that this person may not see."""
    forms = forms_of(path)
    spellings = [spelled for form in forms for spelled in _spellings(form, path, query)]
    return bool(goals.goals_at(form.path for form in forms) or _remembered(spellings))


def _find_query(query: QueryDict, user, seen) -> Found | None:
    rows = _remembered(numbers := list(_numbers(query)))
    for number in numbers:
        if number in rows:
            if number in seen:
                raise Circle
            if found := _to_old(Form("/"), rows[number], "", user, seen | {number}):
                return found
    if words := query.get("s", "")[:LONGEST_VALUE]:
        return Found(f"{reverse('blog:search')}?{urlencode({'q': words})}")
    feed = FEEDS.get(query.get("feed", ""))
    return Found(feed) if feed else None


def _numbers(query: QueryDict) -> Iterator[str]:
    """A post's number is a number of its own in WordPress, by whichever name it is asked for."""
    for name in PLAIN:
        value = query.get(name, "")
        if not value or len(value) > LONGEST_VALUE:
            continue
        value = str(int(value)) if value.isdecimal() and len(value) < 19 else plain(value)
        names = dict.fromkeys([name, "p"] if name in {"page_id", "attachment_id"} else [name])
        yield from (f"{start}?{each}={value}" for each in names for start in ("/", "/index.php"))


def _remembered(paths: list[str]) -> dict[str, OldAddress]:
    return {old.path: old for old in OldAddress.objects.filter(path__in=set(paths))} if paths else {}


def _spellings(form: Form, path: str, query: str) -> list[str]:
    """With its query, as it stands, with the slash at its end or without."""
    other = form.path.rstrip("/") if form.path.endswith("/") else f"{form.path}/"
    asked = [f"{path}?{plain(query)}"] if query and form.path == path else []
    return [*asked, form.path, other] if other else asked


def _with_query(address: str, *queries: str) -> str:
    query = "&".join(each for each in queries if each)
    return f"{address}?{query}" if query else address
