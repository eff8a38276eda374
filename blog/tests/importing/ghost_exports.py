"""Exports of Ghost, valid by default; a test names only what it is about."""

import json
from collections import Counter
from itertools import count
from pathlib import Path

from blog.importing.ghost.export import opened
from blog.importing.ghost.texts import to_markdown
from blog.importing.records import AuthorRecord, PostRecord, Site, TermRecord

OLD_SITE = "https://old.example.org"
numbers = count(1)


def export(*posts, version="6.0.0", wrapped=True, **tables) -> dict:
    data = {"posts": list(posts), "users": [user()], "tags": [], "settings": [], **tables}
    whole = {"meta": {"exported_on": 1388318990000, "version": version}, "data": data}
    return {"db": [whole]} if wrapped else whole


def post(title="A post", **fields) -> dict:
    number = f"{next(numbers):024x}"
    return {
        "id": number, "uuid": f"uuid-{number}", "title": title, "slug": f"post-{number.lstrip('0')}",
        "html": "<p>Some words.</p>", "lexical": None, "mobiledoc": None, "type": "post", "status": "published",
        "visibility": "public", "featured": 0, "created_at": "2023-03-04T09:00:00.000Z",
        "updated_at": "2023-03-06T12:00:00.000Z", "published_at": "2023-03-04T10:00:00.000Z", **fields,
    }  # fmt: skip


def post_of_version_0(title="A post", **fields) -> dict:
    return {
        "id": next(numbers), "uuid": f"uuid-{title}", "title": title, "slug": "a-post", "markdown": "Some *words*.",
        "html": "<p>Some <em>words</em>.</p>", "image": None, "featured": 0, "page": 0, "status": "published",
        "language": "en_US", "meta_title": None, "meta_description": None, "author_id": 1,
        "created_at": 1388318990000, "updated_at": 1388318990000, "published_at": 1388318990000, **fields,
    }  # fmt: skip


def user(id="u1", slug="ada", **fields) -> dict:
    return {
        "id": id,
        "slug": slug,
        "name": slug.title(),
        "email": f"{slug}@example.org",
        "password": "$2a$10$x",
        **fields,
    }


def tag(id, slug, **fields) -> dict:
    return {"id": id, "slug": slug, "name": slug.title(), "visibility": "public", **fields}


def setting(key, value) -> dict:
    return {"id": key, "key": key, "value": value}


def lexical(*nodes) -> str:
    return json.dumps({"root": {"children": list(nodes), "type": "root", "version": 1}})


def paragraph(*texts, kind="paragraph", **fields) -> dict:
    children = [words(text) if isinstance(text, str) else text for text in texts]
    return {"type": kind, "children": children, "direction": "ltr", "version": 1, **fields}


def words(text, format=0) -> dict:
    return {"type": "extended-text", "text": text, "format": format, "version": 1}


def mobiledoc(*sections, **fields) -> str:
    empty = {"version": "0.3.1", "atoms": [], "cards": [], "markups": []}
    return json.dumps({**empty, "sections": list(sections), **fields})


def written(tmp_path, data, name="export.json") -> Path:
    """`data` is an export, or what is in the file instead."""
    path = tmp_path / name
    text = data if isinstance(data, str | bytes) else json.dumps(data, ensure_ascii=False)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class Read:
    """What a reader made of an export."""

    def __init__(self, path: Path, address: str = OLD_SITE):
        self.repairs: Counter = Counter()
        with opened(path, address) as source:
            self.folder = source.pictures and source.pictures.root
            self.records = list(source.records(self.repairs))

    def of(self, kind) -> list:
        return [record for record in self.records if isinstance(record, kind)]

    @property
    def site(self) -> Site:
        return self.of(Site)[0]

    @property
    def authors(self) -> list[AuthorRecord]:
        return self.of(AuthorRecord)

    @property
    def terms(self) -> list[TermRecord]:
        return self.of(TermRecord)

    @property
    def posts(self) -> list[PostRecord]:
        return self.of(PostRecord)

    @property
    def post(self) -> PostRecord:
        (only,) = self.posts
        return only


def read(tmp_path, data, address: str = OLD_SITE) -> Read:
    return Read(written(tmp_path, data), address)


def said(tmp_path, seen=None, **texts) -> str:
    """The Markdown of a post with these texts."""
    record = read(tmp_path, export(post(**{"html": None, **texts}))).post
    return to_markdown(record.content, Counter() if seen is None else seen).strip()
