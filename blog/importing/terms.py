"""Tags and categories: found by their key or their address, made where they are missing, merged where two are one."""

from urllib.parse import unquote

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Category, Series, Tag
from ..slugs import make_slug
from .ledger import Ledger
from .plain_text import shortened
from .records import TermRecord, digest

MODELS = {"tag": Tag, "category": Category, "series": Series}


def take_in(record: TermRecord, ledger: Ledger) -> None:
    if record.kind not in MODELS:
        ledger.report.tell("term", "skipped", _("taxonomy “%s” has no place here") % record.taxonomy[:40])
        return
    if not _slug(record):
        ledger.report.tell(record.kind, "failed", _("has no name"))
        return
    key = _key(record, ledger)
    if key in ledger.known:
        ledger.report.tell(record.kind, "skipped", _("listed more than once"))
    elif item := ledger.find(key):
        _update(item, record, ledger)
    else:
        _enter(record, key, ledger)


def ids(records: tuple[TermRecord, ...], kind: str, ledger: Ledger) -> list[int]:
    """The rows of these terms, made now if the file lists them nowhere else."""
    found = []
    for record in records:
        if record.kind != kind or not _slug(record):
            continue
        key = _key(record, ledger)
        if key not in ledger.known:
            item = ledger.find(key)
            if item and MODELS[kind].objects.filter(pk=item.object_id).exists():
                ledger.known[key] = item.object_id
            else:
                if item:
                    item.delete()
                ledger.report.meet(kind)
                _enter(record, key, ledger)
        found.append(ledger.known[key])
    return found


def plant(children: dict[str, TermRecord], ledger: Ledger) -> None:
    """Give categories their parents, which may come later in the file; once, so that a later move by people stays."""
    for key, record in children.items():
        item, parent = ledger.find(key), ledger.known.get(_key(TermRecord("category", record.parent, ""), ledger))
        if item is None or parent is None or item.original.get("planted"):
            continue
        category = Category.objects.filter(pk=item.object_id, parent=None).first()
        if category is None:
            continue
        category.parent_id = parent
        if category.pk in category.parent.lineage_ids():
            sentence = _("lies inside itself in the file; it is at the top here.")
            ledger.report.remark("category", record.slug[:60], sentence)
        else:
            category.save()
        item.original["planted"] = True
        item.save()


def key_of_child(record: TermRecord, ledger: Ledger) -> str | None:
    return _key(record, ledger) if record.kind == "category" and record.parent else None


@transaction.atomic
def _enter(record: TermRecord, key: str, ledger: Ledger) -> None:
    model, slug = MODELS[record.kind], _slug(record)
    row = model.objects.filter(slug=slug).first()
    is_own = row is None
    if row:
        ledger.report.tell(record.kind, "skipped", _("one of this address is here already and is used"))
    else:
        row = model.objects.create(slug=slug, **_words(record), **_buttons(record))
        ledger.report.tell(record.kind, "created")
    ledger.enter(key, record.kind, row, {"own": is_own, "digest": digest(record), **_words(record)})
    ledger.known[key] = row.pk


def _update(item, record: TermRecord, ledger: Ledger) -> None:
    ledger.known[item.key] = item.object_id
    row = MODELS[record.kind].objects.filter(pk=item.object_id).first()
    words, before = _words(record), {name: item.original.get(name) for name in ("name", "description")}
    if row is None:
        item.delete()
        _enter(record, item.key, ledger)
    elif words == before and item.original.get("own") and ledger.is_own(item):
        ledger.report.tell(record.kind, "created")
    elif words == before or not item.original.get("own"):
        ledger.report.tell(record.kind, "skipped", _("unchanged"))
    elif before != {"name": row.name, "description": row.description}:
        ledger.report.tell(record.kind, "skipped", _("edited here since, and kept as it is"))
    else:
        row.name, row.description = words["name"], words["description"]
        row.save()
        item.original |= words
        item.save()
        ledger.report.tell(record.kind, "updated")


def _words(record: TermRecord) -> dict[str, str]:
    name = shortened(record.name or unquote(record.slug), 120)
    return {"name": name, "description": shortened(record.description, 1000)}


def _buttons(record: TermRecord) -> dict:
    return {"paper_buttons": record.paper_buttons} if record.kind == "category" else {}


def _slug(record: TermRecord) -> str:
    return make_slug(unquote(record.slug), 140) or make_slug(record.name, 140)


def _key(record: TermRecord, ledger: Ledger) -> str:
    return ledger.key(record.kind, _slug(record))
