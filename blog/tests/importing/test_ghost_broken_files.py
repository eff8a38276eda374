"""A file of Ghost is refused whole, with a sentence, or every row of its posts comes as one record."""

import copy
import json
import zipfile
from collections import Counter

import pytest

from blog.importing.ghost import json_stream, tables
from blog.importing.ghost.texts import to_markdown
from blog.importing.records import PostRecord
from blog.importing.sources import Unreadable

from .ghost_exports import Read, export, post, post_of_version_0, read, setting, tag, user

WHOLE = json.dumps(export(post(), post()))
REFUSED = {
    "empty": "",
    "a page of HTML": "<!doctype html>",
    "words": "Dear diary",
    "a word": '"posts"',
    "a list": "[]",
    "an empty object": "{}",
    "another JSON": '{"name": "x", "rows": [1]}',
    "tables that are no lists": '{"data": {"posts": {"0": {}}}}',
    "cut in the middle": WHOLE[: len(WHOLE) // 2],
    "cut at the end": WHOLE[:-1],
    "more behind its end": WHOLE + "{}",
    "a comma too many": WHOLE.replace("}, {", "},, {", 1),
    "a name that is none": '{1: {"posts": []}}',
    "a bomb of lists": '{"data": {"posts": [' + "[" * 1_000_000,
    "a bomb of objects": '{"data":' * 100_000,
    "a bomb of exports": '{"db": [' * 100_000,
    "not UTF-8": WHOLE.replace("Some words", "Caf#").encode().replace(b"#", b"\xe9"),
    "UTF-16": WHOLE.encode("utf-16"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(tmp_path, name):
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path, REFUSED[name])
    assert str(refusal.value).startswith(("it ", "something ", "one ")) and str(refusal.value).endswith(".")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for name in ("gone.json", "gone.zip"):
        with pytest.raises(Unreadable):
            Read(tmp_path / name)


@pytest.mark.parametrize("files", [{}, {"package.json": "{}"}, {"../a.json": "{}"}, {"a/b/c/d/e.json": WHOLE}])
def test_a_zip_without_an_export_or_with_ways_out_is_refused(tmp_path, files):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    with pytest.raises(Unreadable):
        Read(tmp_path / "x.zip")
    assert not (tmp_path.parent / "a.json").exists()


def test_limits_are_said(tmp_path, monkeypatch):
    for module, name, value in [(json_stream, "MAX_FILE_BYTES", 50), (json_stream, "LONGEST_VALUE", 50)]:
        monkeypatch.setattr(module, name, value)
        monkeypatch.setattr(json_stream, "PIECE", 20)
        with pytest.raises(Unreadable):
            read(tmp_path, WHOLE)
        monkeypatch.undo()
    monkeypatch.setattr(tables, "MOST_CHARACTERS", 50)
    with pytest.raises(Unreadable):
        read(tmp_path, WHOLE)


MENDED = {
    "a byte order mark": "\ufeff" + WHOLE,
    "spaces around": "\n \t" + WHOLE + "\r\n",
    "numbers that are none": WHOLE.replace('"featured": 0', '"featured": NaN'),
    "endless numbers": WHOLE.replace('"featured": 0', f'"featured": {"9" * 100_000}, "x": 1e999, "y": -Infinity'),
    "names twice": WHOLE.replace('"featured": 0', '"featured": 1, "featured": 0'),
    "control characters": WHOLE.replace("Some words", "So\\u0000me\x07 words"),
    "half a letter": WHOLE.replace("Some words", "Some\\ud800 words"),
}


@pytest.mark.parametrize("name", MENDED)
def test_it_is_mended(tmp_path, name):
    first, _second = read(tmp_path, MENDED[name]).posts
    assert to_markdown(first.content, Counter()) == "Some words.\n" and not first.is_sticky


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_the_pieces_of_a_file_end(tmp_path, monkeypatch, size):
    data = export(
        post('Ümläut 🦊 \\ "', html="<p>é\n</p>"), 12, post("Two", featured=-12.5e2), settings=[setting("url", 1)]
    )
    whole = read(tmp_path, data).records
    monkeypatch.setattr(json_stream, "PIECE", size)
    assert read(tmp_path, data).records == whole and len(read(tmp_path, data).posts) == 3


def test_a_row_that_is_none_is_still_told(tmp_path):
    posts = read(tmp_path, export(post(), None, "x", [], {"title": "No id"}, 7, {"slug": "only"})).posts
    assert [bool(record.id or record.guid) for record in posts] == [True, False, False, False, False, False, True]


def test_a_text_longer_than_any_post_is_not_kept(tmp_path):
    long, short = read(tmp_path, export(post(html="x" * 4_000_001), post())).posts
    assert long.unfit and not long.content and not short.unfit


JUNK = [None, True, 0, -5, 10**18, 1e300, "", "x", "\ud800", "\0", "x" * 3_000, [], [[{}]], {}, {"a": {}}]


def everything() -> dict:
    return export(
        post(id="p", feature_image="/a.jpg", custom_excerpt="x", mobiledoc="{}", lexical="{}", canonical_url="x"),
        post_of_version_0(),
        users=[user()],
        tags=[tag("t", "a", description="x")],
        settings=[setting("permalinks", "/:year/:slug/"), setting("timezone", "Asia/Tokyo"), setting("title", "x")],
        posts_meta=[{"post_id": "p", "email_only": 0, "feature_image_alt": "x"}],
        posts_tags=[{"post_id": "p", "tag_id": "t", "sort_order": 0}],
        posts_authors=[{"post_id": "p", "author_id": "u1", "sort_order": 0}],
        members=[{"email": "x"}],
    )


def spoilt():
    """Every field, row and table of an export, with everything else in its place."""
    whole = everything()["db"][0]["data"]
    for junk in JUNK:
        for table, rows in whole.items():
            yield {**whole, table: junk}
            for place, row in enumerate(rows):
                for name in [None, *row]:
                    other = copy.deepcopy(rows)
                    other[place] = junk if name is None else {**row, name: junk}
                    yield {**whole, table: other}


def test_values_of_any_kind_are_no_reason_to_stop(tmp_path):
    for data in spoilt():
        posts = data["posts"] if isinstance(data["posts"], list) else []
        records = read(tmp_path, json.dumps({"data": data})).records
        records_of_posts = [record for record in records if isinstance(record, PostRecord)]
        assert len(records_of_posts) == len(posts)
        said = repr(records) + "".join(to_markdown(record.content, Counter()) for record in records_of_posts)
        # Neither halves of letters nor NUL, which no database takes.
        assert said.encode() and "\0" not in said and "\\x00" not in said and "\\ud800" not in said
