"""`content/tags`, `content/categories`, `content/series`: what each is called and described as."""

from ..models import Category, Series, Tag
from ..paper.buttons import known
from .archive import Archive
from .front_matter import document, folder
from .names import Names

FOLDERS = {"tags": Tag, "categories": Category, "series": Series}


def write(archive: Archive, names: Names) -> None:
    for kind, model in FOLDERS.items():
        in_use = set(model.objects.in_use().values_list("pk", flat=True))
        for term in model.objects.order_by("pk"):
            facts = {
                "title": term.name,
                "slug": term.slug,
                # Hugo would make a page of it, and nobody has heard of it yet.
                "draft": None if term.pk in in_use else True,
                "params": {
                    "id": term.pk,
                    "parent": names.terms[kind].get(getattr(term, "parent_id", None) or 0),
                    "paper_buttons": known(getattr(term, "paper_buttons", None)),
                },
            }
            archive.write(f"content/{kind}/{folder(term.slug)}/_index.md", document(facts, term.description))
