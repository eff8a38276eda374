"""What people write at the top of a file, in three languages and many spellings."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from blog.importing.markdown_folder.folder import Unfit
from blog.importing.markdown_folder.front_matter import read_document
from blog.importing.markdown_folder.moments import moment

from .folders import hugo, names, only, pieces


def read(text, repairs=None):
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(data, Counter() if repairs is None else repairs)


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\ntitle: One\n---\nBody\n", {"title": "One"}, "Body\n"),
        ("---\r\ntitle: One\r\n---\r\nBody\r\n", {"title": "One"}, "Body\n"),
        ("\ufeff---\ntitle: One\n---\nBody", {"title": "One"}, "Body"),
        ("--- \t\ntitle: One\n---  \nBody", {"title": "One"}, "Body"),
        ("---\ntitle: One\n...\nBody", {"title": "One"}, "Body"),
        ("---\ntitle: One\n---", {"title": "One"}, ""),
        ("---\n---\nBody", {}, "Body"),
        ("+++\ntitle = 'One'\n+++\nBody", {"title": "One"}, "Body"),
        ('{\n"title": "One"\n}\nBody', {"title": "One"}, "Body"),
        ('---json\n{"title": "One"}\n---\nBody', {"title": "One"}, "Body"),
        ("---toml\ntitle = 'One'\n---\nBody", {"title": "One"}, "Body"),
        ("No front matter", None, "No front matter"),
        ("---\nA rule and no end", None, "---\nA rule and no end"),
        ("{{< figure src=x >}}", None, "{{< figure src=x >}}"),
        ("{: .lead}\nText", None, "{: .lead}\nText"),
        ("", None, ""),
    ],
)
def test_three_languages_and_none(text, fields, body):
    document = read(text)
    assert (document.fields, document.body) == (fields, body)


def test_utf_16_from_a_notepad_is_read():
    assert read("---\ntitle: Ünï\n---\nBody".encode("utf-16")).fields == {"title": "Ünï"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("tags: [Yes, no, 3.10, 2024-01-01, 010, 1e3, 12:30:45, 0x1F, .inf]",
         ["Yes", "no", "3.10", "2024-01-01", "010", "1e3", "12:30:45", "0x1F", ".inf"]),
        ("tags:\n- null\n- ~\n- 'null'", ["", "", "null"]),
        ("TAGS: x", "x"),
        ("tags: one\ntags: two", "two"),
        ("tags: !!python/object/apply:os.system ['true']", ["true"]),
        ("tags: !custom word", "word"),
        ("tags: &a word", "word"),
        ("tags: |\n  two\n  lines", "two\nlines\n"),
        ("? tags\n: word", "word"),
        ("<<: {tags: x}\ntags: y", "y"),
    ],
)  # fmt: skip
def test_values_of_yaml_stay_the_words_that_were_typed(line, value):
    assert read(f"---\n{line}\n---\n").fields["tags"] == value


def test_values_of_toml_and_json_become_words_again():
    toml = read("+++\na = 3.10\nb = true\nc = 2024-01-02\nd = 2024-01-02T03:04:05Z\ne = [1, '2']\n[F]\nG = 1\n+++\n")
    assert toml.fields == {
        "a": "3.10", "b": "true", "c": "2024-01-02", "d": "2024-01-02T03:04:05+00:00", "e": ["1", "2"], "f": {"g": "1"},
    }  # fmt: skip
    assert read('{"a": 3.10, "b": false, "c": null, "d": 1e400}').fields == {
        "a": "3.10", "b": "false", "c": "", "d": "1e400",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: Part two: the return", "Part two: the return"),
        ('title: He said: "no" \\ yes', 'He said: "no" \\ yes'),
        ("title: @home", "@home"),
        ("title: `code`", "`code`"),
        ("title:\tA tab", "A tab"),
        ("title: x\nparams:\n\ttags: y", "x"),
    ],
)
def test_what_nearly_is_yaml_is_mended(written, title):
    repairs = Counter()
    assert read(f"---\n{written}\n---\n", repairs).fields["title"] == title


def test_mending_is_counted():
    repairs = Counter()
    read("---\ntitle: Part two: the return\n---\n", repairs)
    assert sum(repairs.values()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [unclosed\n---\n",
        "---\njust words\n---\n",
        "---\n- a\n- list\n---\n",
        "---\n[a, list]: as a name\n---\n",
        "+++\ntitle = unquoted\n+++\n",
        '{"title": }\nBody',
        "---js\nmodule.exports = {}\n---\n",
        "---\na: &x [1]\nb: *x\n---\n",
        "---\n" + "a: {" * 60 + "\n---\n",
        "---\na: " + "[" * 60_000 + "\n---\n",
        "---\na: " + "[\n" * 30_000 + "\n---\n",
        "---\n" + "".join("  " * n + f"a{n}:\n" for n in range(200)) + "---\n",
        "+++\na = " + "[" * 60_000 + "\n+++\n",
        "+++\n" + "a." * 30_000 + "b = 1\n+++\n",
        '{"a": ' + "[" * 60_000,
        "---\na: [" + "x," * 20_000 + "]\n---\n",
        "---\na: " + "x" * 70_000 + "\n---\n",
        b"---\ntitle: caf\xe9\n---\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"text\x00text",
    ],
)
def test_what_cannot_be_read_is_refused_at_once_with_a_reason(text):
    with pytest.raises(Unfit) as refused:
        read(text)
    assert str(refused.value)


def test_nothing_grows_out_of_what_was_named_once():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    with pytest.raises(Unfit, match="repeats parts of itself"):
        read("---\n" + "\n".join(lines) + "\n---\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02", "2024-01-02 00:00"),
        ("2024-1-2", "2024-01-02 00:00"),
        ("2024/01/02", "2024-01-02 00:00"),
        ("2024-01-02 10:20", "2024-01-02 10:20"),
        ("2024-01-02T10:20:30Z", "2024-01-02 10:20"),
        ("2024-01-02T10:20:30.123456789+02:00", "2024-01-02 08:20"),
        ("2024-01-02 10:20:30 -0330", "2024-01-02 13:50"),
        ("2024-01-02 10:20:30 +0200 CEST", "2024-01-02 08:20"),
        ("2024-01-02 10:20 PM", "2024-01-02 22:20"),
        ("Tue, 02 Jan 2024 10:20:30 +0000", "2024-01-02 10:20"),
        ("2 January 2024", "2024-01-02 00:00"),
        ("January 2, 2024", "2024-01-02 00:00"),
    ],
)
def test_dates_in_all_spellings(text, expected):
    assert moment(text, UTC) == datetime.strptime(expected, "%Y-%m-%d %H:%M").replace(
        tzinfo=UTC, second=30 if ":30" in text else 0
    )


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "0000-00-00", "9999-01-01", "2024-01-01T99:00", "1" * 5000])
def test_what_is_no_date_is_none(text):
    assert moment(text, UTC) is None


def test_a_date_without_a_zone_is_in_the_zone_of_the_blog(tmp_path):
    settings = "baseURL = 'https://old.example.org/'\ntimeZone = 'Europe/Berlin'\n"
    record = hugo(tmp_path, "---\ntitle: x\ndate: 2024-07-01 12:00\n---\n", **{"hugo.toml": settings})
    assert record.published_at == datetime(2024, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "front_matter",
    [
        "draft: true", "draft: 'true'", "draft: True", "draft: yes", "draft: maybe", "draft: [x]", "Draft: 1",
        "published: false", "publish: no", "headless: true", "build: {render: never}", "_build:\n  render: false",
        "status: private", "date: someday", "expiryDate: when it is over", "publishDate: later",
        "private: true", "encrypted: yes", "unlisted: 1",
        "params: {draft: true}",
    ],
)  # fmt: skip
def test_a_doubt_does_not_publish(tmp_path, front_matter):
    assert hugo(tmp_path, f"---\ntitle: x\ndate: 2020-01-01\n{front_matter}\n---\nx").status == "draft"


@pytest.mark.parametrize(
    "front_matter", ["draft: false", "draft: 'false'", "draft: no", "draft:", "published: 2020-01-01"]
)
def test_a_clear_no_is_no_draft(tmp_path, front_matter):
    assert hugo(tmp_path, f"---\ntitle: x\n{front_matter}\n---\nx").status == "publish"


def test_a_password_is_kept(tmp_path):
    assert hugo(tmp_path, "---\ntitle: x\npassword: 0123\n---\nx").password == "0123"


def test_the_time_of_publishing_counts_and_not_the_date_of_the_text(tmp_path):
    text = (
        "---\ntitle: x\ndate: 2020-01-01\npublishDate: 2990-01-01\nexpiryDate: 2995-01-01\nlastmod: 2021-01-01\n---\n"
    )
    record = hugo(tmp_path, text)
    assert [record.published_at.year, record.expires_at.year, record.updated_at.year] == [2990, 2995, 2021]


def test_every_spelling_of_what_a_post_can_have(tmp_path):
    record = hugo(
        tmp_path,
        "---\nTitle: 'Ti: tle'\nslug: s\nDESCRIPTION: d\nweight: 7\npinned: true\ncomments: false\nlang: de\n"
        "tags: [C++, c#, C]\ncategories: one, two\nseries: [Long one]\nseries_order: 3\nauthors:\n- name: Ann\n"
        "  email: ann@example.org\n- Bob\naliases: [/old/, older]\n"
        "cover:\n  image: https://x.example/a.jpg\n  alt: A\n  caption: C\n---\nx",
    )
    assert (record.title, record.slug, record.excerpt, record.menu_order) == ("Ti: tle", "s", "d", 7)
    assert (record.is_sticky, record.comments_open, record.language, record.part) == (True, False, "de", 3)
    assert [(t.slug, t.name) for t in record.terms if t.kind == "tag"] == [
        ("c-plus-plus", "C++"), ("c-sharp", "c#"), ("", "C"),
    ]  # fmt: skip
    assert names(record, "category") == ["one", "two"]
    assert names(record, "series") == ["Long one"]
    assert (record.login, record.coauthors) == ("Ann", ("Bob",))
    assert record.old_links == ("https://old.example.org/old/", "https://old.example.org/posts/older")
    assert (record.cover.address, record.cover.alt, record.cover.caption) == ("https://x.example/a.jpg", "A", "C")


WRONG = ["", "x", "3", "[]", "[[x]]", "{}", "{a: {b: c}}", "[{a: b}, {c: d}]", "-", "''", "2020-01-01", "true", "'\\0'"]


def test_values_of_the_wrong_type_harm_nobody(tmp_path):
    fields = (  # noqa: SIM905 (a row of names is easier to read)
        "title slug date lastmod draft tags categories series series_order author authors aliases cover images image "
        "weight summary lang params extra taxonomies build comments url type layout expiryDate resources cascade "
        "permalink header pinned"
    ).split()
    files = {"hugo.toml": "baseURL = 'https://old.example.org/'\n"}
    for number, name in enumerate(fields):
        for other, value in enumerate(WRONG):
            files[f"content/posts/{number}-{other}.md"] = f"---\n{name}: {value}\n---\nText of {name}.\n"
    found = pieces(tmp_path, files)
    assert len(found) == len(fields) * len(WRONG)
    assert all(record.unfit or "Text of" in record.content for record in found.values())


@pytest.mark.parametrize(
    ("name", "text", "title", "body"),
    [
        ("a-plain-note.md", "Only text", "A plain note", "Only text"),
        ("x.md", "# The *title*\n\nText", "The *title*", "Text"),
        ("x.md", "# Title {#id}\nText", "Title", "Text"),
        ("x.md", "Title\n=====\n\nText", "Title", "Text"),
        ("x.md", "Text\n\n# Later", "X", "Text\n\n# Later"),
        ("Ünïcode ノート.md", "Text", "Ünïcode ノート", "Text"),
        ("2020-01-02-dated.md", "Text", "Dated", "Text"),
    ],
)
def test_without_front_matter_the_title_is_found(tmp_path, name, text, title, body):
    record = only(tmp_path, {name: text})
    assert (record.title, record.content, record.status) == (title, body, "draft")
