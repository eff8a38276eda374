"""What `export_site` wrote (docs/exporting.md) comes back as the records it was made of."""

import json
from collections import Counter
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from blog.importing.markdown_folder import opened
from blog.importing.records import (
    AttachmentRecord,
    AuthorRecord,
    PostRecord,
    RedirectRecord,
    RevisionRecord,
    Site,
    TermRecord,
)
from blog.importing.sources import Unreadable
from blog.models import Post

from .folders import PNG, ZONE, all_records, make_folder

HOME = "https://new.example.org"
SITE = {
    "format": "broadsheet", "version": 1, "title": "T", "tagline": "G", "description": "D", "colophon": "",
    "language": "en", "time_zone": "Europe/Paris", "address": HOME,
}  # fmt: skip
BODY = "\n\r\n{{< figure src=x >}} {% raw %} [[x]] ![](/media/pictures/a.png)\t\r\n---\n# Not the title\n\n "
POST = """---
title: ' A: title '
slug: one
date: '2020-01-02T03:04:05.123456+01:00'
lastmod: '2021-01-02T03:04:05+01:00'
expiryDate: '2030-01-02T03:04:05+01:00'
summary: S
language: fr
author: ann
tags:
- 'no'
- '3.10'
categories:
- X
series:
- Long
series_order: 2
aliases:
- /old/one/
- /old  twice/
cover:
  image: /media/pictures/a.png
  alt: A
weight: 3
params:
  id: 12
  feed_id: tag:x,2020:1
  kind: post
  visibility: password
  password: ' pass '
  pinned: true
  comments: closed
  created: '2019-01-02T03:04:05+01:00'
  series:
  - long-one
---
"""


def lines(*rows) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def make_export(root, files=None, site=SITE):
    return make_folder(root, {"site.json": json.dumps(site), **(files or {})})


def posts(root, files) -> dict[str, PostRecord]:
    found = all_records(make_export(root, files))
    return {each.slug or each.id: each for each in found if isinstance(each, PostRecord)}


def piece(slug="a", kind="post", visibility="public", more="", params="") -> str:
    return (
        f"---\nslug: {slug}\n{more}params:\n  id: 1\n  feed_id: feed-{slug}\n  kind: {kind}\n"
        f"  visibility: {visibility}\n{params}---\nText"
    )


def at(year, **more) -> datetime:
    return datetime(year, 1, 2, 2, 4, 5, tzinfo=UTC).replace(**more)


def test_a_post_comes_back_word_for_word(tmp_path):
    record = posts(tmp_path, {"content/posts/one/index.md": POST + BODY})["one"]
    assert record.content == BODY
    assert (record.title, record.slug, record.excerpt, record.login) == (" A: title ", "one", "S", "ann")
    assert record.published_at == at(2020, microsecond=123456)
    assert (record.updated_at, record.expires_at, record.created_at) == (at(2021), at(2030), at(2019))
    assert (record.guid, record.own_id, record.menu_order, record.part) == ("tag:x,2020:1", 12, 3, 2)
    assert (record.visibility, record.password, record.status) == ("password", " pass ", "publish")
    assert (record.is_sticky, record.comments_open, record.language) == (True, False, "fr")
    assert record.old_links == ("/old/one/", "/old  twice/")
    assert record.terms == (
        TermRecord("tag", "", "no"),
        TermRecord("tag", "", "3.10"),
        TermRecord("category", "", "X"),
        TermRecord("series", "long-one", "Long"),
    )
    assert record.cover == AttachmentRecord("", "/media/pictures/a.png", alt="A")


@pytest.mark.parametrize(
    ("visibility", "more", "params", "status", "kept"),
    [
        ("public", "date: '2020-01-01T00:00:00+00:00'\ndraft: true\n", "", "publish", "public"),
        ("public", "", "", "draft", "public"),
        ("members", "date: '2020-01-01T00:00:00+00:00'\n", "", "publish", "members"),
        ("private", "date: '2020-01-01T00:00:00+00:00'\n", "", "private", "private"),
        ("password", "date: '2020-01-01T00:00:00+00:00'\n", "", "private", "private"),
        ("nonsense", "date: '2020-01-01T00:00:00+00:00'\n", "", "private", "private"),
        (
            "public",
            "date: '2020-01-01T00:00:00+00:00'\n",
            "  trashed: '2020-02-01T00:00:00+00:00'\n",
            "trash",
            "public",
        ),
        ("public", "date: '2020-01-01T00:00:00+00:00'\n", "  trashed: badly\n", "trash", "public"),
        ("public", "date: last year\n", "", "draft", "public"),
    ],
)
def test_what_was_hidden_stays_hidden(tmp_path, visibility, more, params, status, kept):
    record = posts(tmp_path, {"content/posts/a/index.md": piece("a", "post", visibility, more, params)})["a"]
    assert (record.status, record.visibility) == (status, kept)


def test_pages_come_after_the_pages_above_them(tmp_path):
    found = posts(
        tmp_path,
        {
            "content/pages/top/_index.md": piece("top", "page", more="url: /top/\n"),
            "content/pages/top/below/index.md": piece(
                "below", "page", more="url: /top/below/\n", params="  parent: top\n"
            ),
        },
    )
    assert [each.slug for each in found.values()] == ["top", "below"]
    assert found["below"].parent == found["top"].id
    assert found["below"].link == f"{HOME}/top/below/"


def test_terms_people_pictures_and_the_site(tmp_path):
    found = all_records(
        make_export(
            tmp_path,
            {
                "content/categories/x/_index.md": "---\ntitle: X\nslug: x\nparams: {parent: up}\n---\n About\n",
                "content/tags/t/_index.md": "---\ntitle: 'no'\nslug: t\ndraft: true\n---\n",
                "content/authors/ann/_index.md": (
                    "---\ntitle: Ann\nslug: ann\nparams:\n  website: https://ann.example\n  display_name: Ann\n---\nBio"
                ),
                "pictures.jsonl": lines(
                    {"file": "pictures/a.png", "sha256": "00", "alt": "A", "caption": "C", "credit": "R"},
                    {"file": "pictures/gone.png", "sha256": "11", "missing": True},
                ),
                "redirects.csv": (
                    "source,target,code\n/old/a/,/2020/01/a/,301\n/now/a/,/2020/01/a/,302\n/c%23/,/2020/01/a/,301\n"
                    '/?p=12,/2020/01/a/\n"/a,b",https://x.example/,302\n/gone/,,410\n/none/,,\n/odd/,/x/,200\n'
                ),
                "content/posts/a/index.md": piece("a", more="aliases:\n- /old/a/\n- /now/a/\n- /c#/\n"),
            },
        )
    )
    assert found[0] == Site("T", HOME, "G", "D", "en", "Europe/Paris", is_own=True)
    assert TermRecord("category", "x", "X", " About\n", "up") in found
    assert TermRecord("tag", "t", "no") in found
    assert AuthorRecord("ann", "", "Ann", "Bio", "https://ann.example") in found
    assert [each for each in found if isinstance(each, AttachmentRecord)] == [
        AttachmentRecord("pictures/a.png", "/media/pictures/a.png", alt="A", caption="C", credit="R", sha256="00"),
        AttachmentRecord("pictures/gone.png", "/media/pictures/gone.png"),
    ]
    assert [each for each in found if isinstance(each, RedirectRecord)] == [
        RedirectRecord("/now/a/", "/2020/01/a/", 302),
        RedirectRecord("/?p=12", "/2020/01/a/"),
        RedirectRecord("/a,b", "https://x.example/", 302),
        RedirectRecord("/gone/", "", 410),
    ]


def test_comments_are_in_their_posts_whatever_their_order(tmp_path):
    def comment(number, post, **more):
        return {"id": number, "post": post, "name": "N", "date": "2020-01-02T02:04:05+00:00", "state": "approved",
                "markdown": f"*{number}*", "html": "x"} | more  # fmt: skip

    repairs = Counter()
    root = make_export(
        tmp_path,
        {
            "content/posts/a/index.md": piece("a"),
            "content/posts/b/index.md": piece("b"),
            "comments.jsonl": lines(
                comment(1, "feed-a", website="https://n.example", author="ann"),
                comment(2, "feed-b", state="pending"),
                comment(3, "feed-a", parent=1, state="spam", edited="2021-01-02T02:04:05+00:00"),
                comment(4, "feed-a", state="invented"),
                comment(5, "feed-gone"),
                [6],
            )
            + "{broken\n\n"
            + json.dumps(comment(7, "feed-b", state="trash")),
        },
    )
    records = [each for each in all_records(root, repairs) if isinstance(each, PostRecord)]
    found = {each.slug: each.comments for each in records}
    assert [(c.own_id, c.parent, c.status, c.content) for c in found["a"]] == [
        (1, "", "1", "*1*"), (3, "1", "spam", "*3*"), (4, "", "invented", "*4*"),
    ]  # fmt: skip
    assert [(c.id, c.status, c.markup) for c in found["b"]] == [("2", "0", "markdown"), ("7", "trash", "markdown")]
    assert [c.login for c in found["a"]] == ["ann", "", ""]
    assert (found["a"][0].created_at, found["a"][1].edited_at) == (at(2020), at(2021))
    assert sorted(repairs.values()) == [1, 2]


def test_versions(tmp_path):
    row = {
        "number": 1,
        "created": "2020-01-02T02:04:05+00:00",
        "editor": "ann",
        "fields": {"title": "T", "tags": ["t"]},
    }
    record = posts(
        tmp_path,
        {
            "content/posts/a/index.md": piece("a"),
            "revisions/1.jsonl": lines(row, row, {"number": "x"}, row | {"number": 2, "public_from": row["created"]}),
        },
    )["a"]
    assert record.revisions == (
        RevisionRecord(1, row["fields"], "ann", at(2020)),
        RevisionRecord(2, row["fields"], "ann", at(2020), at(2020)),
    )


def test_what_was_withdrawn_stays_withdrawn_however_badly_it_is_said(tmp_path):
    row = {"number": 1, "created": "2020-01-02T02:04:05+00:00", "fields": {}, "withdrawal_reason": "A slip"}
    rows = [
        row | {"withdrawn": "2021-01-02T02:04:05+00:00", "withdrawn_by": "ann"},
        row | {"number": 2, "withdrawn": "yesterday"},
        row | {"number": 3, "withdrawn": True},
        row | {"number": 4, "withdrawn": None},
    ]
    files = {"content/posts/a/index.md": piece("a"), "revisions/1.jsonl": lines(*rows)}
    first, *others = posts(tmp_path, files)["a"].revisions
    assert (first.withdrawn_at, first.withdrawn_by, first.withdrawal_reason) == (at(2021), "ann", "A slip")
    assert [each.withdrawn_at for each in others] == [at(2020), at(2020), None]


def test_a_picture_is_found_by_its_address_and_nothing_else_is(tmp_path):
    files = {"uploads/pictures/ä b.png": PNG, "comments.jsonl": "", "secret.png": PNG}
    with opened(make_export(tmp_path, files), ZONE) as source:
        for address in ("/media/pictures/ä b.png", f"{HOME}/media/pictures/%C3%A4%20b.png"):
            assert source.picture(address).read_bytes() == PNG
        for address in (
            "/media/../secret.png", "/media/pictures/../../../secret.png", "/media/%2e%2e/%2e%2e/secret.png",
            "/secret.png",
            "https://other.example/media/pictures/ä b.png", "/media/", "//[", "/media/pictures/\x00.png", "",
        ):  # fmt: skip
            assert source.picture(address) is None


@pytest.mark.parametrize("version", [2, None, "1"])
def test_an_export_of_another_version_is_refused(tmp_path, version):
    with pytest.raises(Unreadable, match="newer"):
        all_records(make_export(tmp_path, site=SITE | {"version": version}))


@pytest.mark.parametrize(
    "text", ["", "---\n", "no front matter", "---\n{\n---\n", b"---\n\xff\n---\n", b"\x00" * 3_000_000]
)
def test_a_damaged_text_fails_alone(tmp_path, text):
    found = posts(tmp_path, {"content/posts/bad/index.md": text, "content/posts/a/index.md": piece("a")})
    assert found["a"].unfit == ""
    assert found["content/posts/bad/index.md"].unfit


WRONG = ["", "x", "-1", "[]", "{}", "[[x]]", "9999999999999999999999", "'\\0'", "true"]


def test_values_of_the_wrong_type_harm_nobody(tmp_path):
    names = ["title", "slug", "url", "date", "series", "series_order", "aliases", "cover", "weight", "params", "tags"]
    files = {
        f"content/posts/{number}-{name}/index.md": f"---\n{name}: {value}\nparams:\n  {name}: {value}\n---\nText"
        for name in names
        for number, value in enumerate(WRONG)
    }
    found = [each for each in all_records(make_export(tmp_path, files)) if isinstance(each, PostRecord)]
    assert len(found) == len(files)


def test_an_export_of_exports_own_program_needs_no_markdown(tmp_path):
    assert all_records(make_export(tmp_path)) == [Site("T", HOME, "G", "D", "en", "Europe/Paris", is_own=True)]


@pytest.mark.django_db
def test_versions_of_any_kind_are_shown_to_readers_without_harm(client, tmp_path):
    row = {"created": "2020-01-02T02:04:05+00:00", "public_from": "2020-01-02T02:04:05+00:00"}
    odd = [
        {"title": 7, "summary": None, "body": ["x"], "language": {}, "cover": 3, "author": 5},
        {"title": "Half a letter \ud800", "body": "And a NUL \0."},
        {"title": "Too long", "body": "x" * 600_000},
        {},
    ]
    files = {
        "content/posts/a/index.md": piece("a", more="date: 2020-01-02T02:04:05+00:00\n"),
        "revisions/1.jsonl": lines(*(row | {"number": n, "fields": each} for n, each in enumerate(odd, 1))),
    }
    call_command("import_markdown", str(make_export(tmp_path, files)), stdout=StringIO())
    post = Post.objects.get(slug="a")
    for number, expected in {1: 200, 2: 200, 3: 404, 4: 200, 5: 200, 6: 404}.items():
        for more in ("", "?diff"):
            address = f"{post.get_absolute_url()}revision/{number}/{more}"
            assert client.get(address).status_code == expected, address
    latest = post.revisions.first()
    assert (latest.number, latest.digest) == (5, post.latest_digest)
