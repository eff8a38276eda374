"""What a WordPress status becomes here. Whatever a stranger could not read there, no stranger reads here."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from ..models import Post, Visibility
from .records import PostRecord

LONGEST_PASSWORD = Post._meta.get_field("password").max_length


@dataclass(frozen=True)
class State:
    published_at: datetime | None = None
    visibility: str = Visibility.PUBLIC
    password: str = ""
    trashed_at: datetime | None = None
    remark: str = ""


def state_of(record: PostRecord, now: datetime, *, as_drafts: bool = False) -> State:
    if record.visibility and not as_drafts:
        password = record.password[:LONGEST_PASSWORD]
        return State(record.published_at, record.visibility, password, record.trashed_at)
    date = record.published_at or record.updated_at or now
    if record.status == "trash":
        return State(trashed_at=record.updated_at or now)
    if record.status == "private":
        return State(published_at=date, visibility=Visibility.PRIVATE)
    state = _by_status(record, date, now, as_drafts)
    if record.password:
        return replace(state, visibility=Visibility.PASSWORD, password=record.password[:LONGEST_PASSWORD])
    return replace(state, visibility=Visibility.MEMBERS) if record.members_only else state


def _by_status(record: PostRecord, date: datetime, now: datetime, as_drafts: bool) -> State:
    if record.status == "publish":
        return State(None if as_drafts else date)
    if record.status == "future":
        return _scheduled(record, now, as_drafts)
    if record.status not in {"draft", "pending", "auto-draft"}:
        return State(remark=_("has the unknown status “%s” and is a draft here.") % record.status[:40])
    return State()


def _scheduled(record: PostRecord, now: datetime, as_drafts: bool) -> State:
    if as_drafts:
        return State()
    if record.published_at and record.published_at > now:
        return State(record.published_at)
    return State(remark=_("was scheduled for a time that is over, and never published there: it is a draft here."))
