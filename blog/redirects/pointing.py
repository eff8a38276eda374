"""What somebody wrote down about an old address, by hand or in a sheet, becomes a row, or a sentence why it cannot."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import GOALS, Code, MissedAddress, OldAddress
from . import goals
from .spelling import as_path, as_target, as_typed_path


def pointed(path: str, target: str, code: int = Code.MOVED) -> OldAddress:
    """A row that is not saved yet. Raises ValidationError, by field."""
    row = read(path, target, code)
    settle([row])
    if leads_in_circle(row, fixed_targets()):
        raise ValidationError({"target": _("It would lead in a circle: what it leads to leads back to it.")})
    return row


def read(path: str, target: str, code: int) -> OldAddress:
    """Looks at the words alone; where on this site the target is, `settle` finds out."""
    with _about("path"):
        row = OldAddress(path=as_typed_path(path), code=code)
    with _about("code"):
        if code not in Code.values:
            raise ValidationError(_("Choose 301 (for good), 302 (for now) or 410 (gone)."))
    if code == Code.GONE:
        return row
    with _about("target"):
        if not target.strip():
            raise ValidationError(_("Say where it leads, or choose that it is gone."))
        row.target = as_target(target)
        if path_of(row) == row.path:
            raise ValidationError(_("It would lead to itself."))
    return row


def settle(rows: list[OldAddress]) -> None:
    """
    What stands at a target, or was remembered of it, becomes the goal: so it is found wherever it moves. A target that
    says more than where (a query, a place in the page) stays as it was written.
    """
    paths = {id(row): path for row in rows if (path := path_of(row)) and "#" not in row.target}
    standing = goals.goals_at([path for path in paths.values() if "?" not in path], pictures=True)
    remembered = _remembered(paths.values())
    for row in rows:
        path = paths.get(id(row))
        if path in standing:
            setattr(row, goals.kind_of(standing[path]), standing[path])
            row.target = ""
        elif old := remembered.get(path):
            for name in GOALS:
                setattr(row, f"{name}_id", getattr(old, f"{name}_id"))
            row.target = ""


def leads_in_circle(row: OldAddress, fixed: dict[str, str]) -> bool:
    """`fixed`: which remembered path leads to which path of this site."""
    path, seen = path_of(row), set()
    while path and path not in seen:
        if path.rstrip("/") == row.path.rstrip("/"):
            return True
        seen.add(path)
        path = fixed.get(path)
    return False


def fixed_targets() -> dict[str, str]:
    rows = OldAddress.objects.filter(target__startswith="/").only("path", "target")
    return {row.path: path for row in rows.iterator() if (path := path_of(row))}


def stands_there(paths: Iterable[str]) -> set[str]:
    """At which of these paths a page answers by itself, which makes the redirect wait until it is gone."""
    paths = set(paths)
    found = goals.goals_at(paths)
    return {path for path in paths if goals.is_place(path) or (path in found and goals.stands_at(found[path], path))}


def keep(row: OldAddress) -> None:
    """By hand, one at a time: what was not found is found now."""
    row.save()
    MissedAddress.objects.filter(path=row.path).delete()


def where(old: OldAddress) -> str:
    """Its target as an address, empty for what is gone."""
    return goals.address_of(old.goal) if old.goal else old.target


def kind(old: OldAddress) -> str:
    """`gone`, the name of its goal's column, or `address` for a fixed target."""
    if old.code == Code.GONE:
        return "gone"
    return next((name for name in GOALS if getattr(old, f"{name}_id")), "address")


def path_of(row: OldAddress) -> str:
    """The target as a path that could be remembered; empty for other sites and the front page."""
    if not row.target.startswith("/"):
        return ""
    try:
        return as_path(row.target)
    except ValidationError:
        return ""


def _remembered(paths: Iterable[str]) -> dict[str, OldAddress]:
    """Those that lead to a goal."""
    paths, found = sorted(set(paths)), {}
    with_goal = OldAddress.objects.filter(target="").exclude(code=Code.GONE)
    for start in range(0, len(paths), goals.AT_ONCE):
        found |= {old.path: old for old in with_goal.filter(path__in=paths[start : start + goals.AT_ONCE])}
    return found


@contextmanager
def _about(field: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
