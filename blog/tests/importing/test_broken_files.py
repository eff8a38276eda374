"""A file is read whole before anything of it is kept."""

from collections import Counter
from datetime import UTC
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from blog.importing import elements, own_meta, wxr
from blog.importing.records import PostRecord
from blog.models import ImportBatch, Post

from .exports import author, counts, export, item, meta, page, run

pytestmark = pytest.mark.django_db

BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_doctype(doctype):
    return export(item("&c;&x;")).replace("?>\n", f"?>\n{doctype}", 1)


REFUSED = {
    "not XML": b"Dear diary",
    "empty": b"",
    "a page of HTML": b"<!doctype html><p>Sign in",
    "another XML": b"<?xml version='1.0'?><feed></feed>",
    "a feed": b"<rss><channel><title>T</title><item><title>x</title></item></channel></rss>",
    "cut in the middle": export(author(), item(), item()).encode()[:-400],
    "an entity bomb": with_doctype(BOMB).encode(),
    "an external entity": with_doctype(OUTSIDE).encode(),
    "an unknown encoding": export(item()).replace("UTF-8", "zip").encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_is_kept(tmp_path, name):
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, REFUSED[name])
    assert refusal.value.returncode == 1
    assert not (Post.objects.exists() or User.objects.exists() or ImportBatch.objects.exists())


def test_a_file_that_is_not_there_is_named(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_wordpress", str(tmp_path / "gone.xml"), stdout=out)
    assert "gone.xml was not imported" in out.getvalue()


def test_a_good_file_beside_a_bad_one_is_imported(tmp_path):
    (tmp_path / "bad.xml").write_text("no")
    (tmp_path / "good.xml").write_text(export(item()))
    with pytest.raises(CommandError):
        call_command("import_wordpress", str(tmp_path / "bad.xml"), str(tmp_path / "good.xml"), stdout=StringIO())
    assert Post.objects.count() == 1


MENDED = {
    "blank lines first": lambda text: "\n\n  \n" + text,
    "a byte order mark": lambda text: "\ufeff" + text,
    "control characters": lambda text: text.replace("Some", "So\x07me\x1f"),
    "a control character as a number": lambda text: text.replace("Old blog", "Old&#8; blog"),
    "a bare ampersand": lambda text: text.replace("Old blog", "Salt & pepper & Co"),
    "an entity of HTML": lambda text: text.replace("Old blog", "Old&nbsp;blog &hellip;"),
    "undeclared prefixes": lambda text: text.replace(' xmlns:wp="http://wordpress.org/export/1.2/"', ""),
    "the namespace of 1.0 in https": lambda text: text.replace(
        "http://wordpress.org/export/1.2/", "https://wordpress.org/export/1.0/"
    ),
    "no version": lambda text: text.replace("<wp:wxr_version>1.2</wp:wxr_version>", ""),
    "no declaration": lambda text: text.split("\n", 1)[1],
    "values in white space": lambda text: text.replace("<wp:post_id>", "<wp:post_id>\n  ").replace(
        "</wp:status>", "\n</wp:status>"
    ),
    "a title with characters that nobody sees": lambda text: text.replace("Tides", "T\u200bi\u202ed\u2066es\ufeff"),
    "half of a character": lambda text: text.replace("Old blog", "Old \ud83d blog"),
}


@pytest.mark.parametrize("name", MENDED)
def test_it_is_mended(tmp_path, name):
    printed = run(tmp_path, MENDED[name](export(item("Tides"))).encode("utf-8", "surrogatepass"))
    assert counts(printed, "post") == (1, 1, 0, 0, 0)
    assert (Post.objects.get().title, Post.objects.get().body) == ("Tides", "Some words.\n")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_the_pieces_of_a_file_end(tmp_path, monkeypatch, size):
    monkeypatch.setattr(wxr, "PIECE", size)
    text = export(item("Ümlaut & <b>bold</b>", "A ]]> & B &amp; C <!--more--> D")).replace(
        "Old blog", "Old & &nbsp; &#x1; blog"
    )
    path = tmp_path / "x.xml"
    path.write_text(text)
    repairs = Counter()
    records = list(wxr.Export(path, UTC).records(repairs))
    assert records[-1].title == "Ümlaut & bold" and records[-1].content == "A ]]> & B &amp; C <!--more--> D"
    assert repairs["ampersands"] == 3


STRAY_ENDS = {
    "code about itself": "a ]]> b <![CDATA[ c ]]> d",
    "a script's own": "<p>a</p><script>//<![CDATA[\nx\n//]]></script><p>b</p>",
    "before other elements": "x ]]></p></title> y ]]>\n\n</b> z",
    "at the very end": "x ]]>",
    "twice": "]]>]]>]]> x",
}


@pytest.mark.parametrize("name", STRAY_ENDS)
@pytest.mark.parametrize("size", [1, 5, 64 * 1024])
def test_an_end_of_cdata_inside_of_cdata_is_read_as_text(tmp_path, monkeypatch, name, size):
    monkeypatch.setattr(wxr, "PIECE", size)
    text = export(item("One", "#1#"), item("Two", "Plain.")).replace("#1#", STRAY_ENDS[name])
    path = tmp_path / "x.xml"
    path.write_text(text)
    repairs = Counter()
    records = [each for each in wxr.Export(path, UTC).records(repairs) if isinstance(each, PostRecord)]
    assert [each.content for each in records] == [STRAY_ENDS[name], "Plain."]
    assert repairs["marks of an end inside of CDATA"] == STRAY_ENDS[name].count("]]>")


def test_words_after_cdata_belong_to_the_element(tmp_path):
    printed = run(
        tmp_path, export(item("One"), item("Two")).replace("<title><![CDATA[One]]>", "<title><![CDATA[One]]> more")
    )
    assert counts(printed, "post")[:2] == (2, 2)
    assert {post.title for post in Post.objects.all()} == {"One more", "Two"}


@pytest.mark.parametrize("between", ["", "\n\n", "\ufeff"])
def test_several_documents_in_one_file_are_all_read(tmp_path, between):
    printed = run(tmp_path, export(item("One")) + between + export(item("Two"), author("bo")))
    assert counts(printed, "post")[:2] == (2, 2) and "documents in one file" in printed


def test_of_several_documents_one_that_is_cut_off_refuses_the_file(tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path, export(item("One")).replace("</rss>", "") + export(item("Two")))
    assert not Post.objects.exists()


def test_letters_of_windows_in_a_file_that_claims_utf_8(tmp_path):
    text = export(item("Caf# @quoted$", "d#j@"))
    raw = text.encode().replace(b"#", b"\xe9").replace(b"@", b"\x93").replace(b"$", b"\x94")
    printed = run(tmp_path, raw)
    assert Post.objects.get().title == "Café “quoted”" and "letters of another encoding" in printed


def test_a_character_in_two_halves_is_one_again(tmp_path):
    run(tmp_path, export(item("Hi #")).encode().replace(b"#", "\ud83d\ude00".encode("utf-8", "surrogatepass")))
    assert Post.objects.get().title == "Hi 😀"


def test_an_encoding_that_is_declared_is_used(tmp_path):
    run(tmp_path, export(item("Café")).replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    assert Post.objects.get().title == "Café"


def test_bytes_that_are_no_letters_do_not_stop_it(tmp_path):
    assert counts(run(tmp_path, export(item("Caf#")).encode().replace(b"#", b"\xe9")), "post")[1] == 1


def test_a_text_without_end_is_not_kept_while_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(elements, "LONGEST_TEXT", 10_000)
    printed = run(tmp_path, export(item("Endless", "word " * 50_000), item("Short")))
    assert counts(printed, "post") == (2, 1, 0, 0, 1) and "larger than any post" in printed


def test_odd_values_are_no_reason_to_fail(tmp_path):
    odd = {"post_date": "soon", "post_date_gmt": "-0001-11-30 00:00:00", "menu_order": "first", "post_parent": "x"}
    text = export(item("T" * 900, "Words.", id="<7>", slug="/" * 40, excerpt="s" * 900, **odd), page(id="", **odd))
    printed = run(tmp_path, text)
    assert counts(printed, "post") == (1, 1, 0, 0, 0) and counts(printed, "page") == (1, 1, 0, 0, 0)
    assert len(Post.objects.posts().get().title) == 300


@pytest.mark.parametrize(
    "fields",
    [
        {"part": "9" * 30},
        {"part": "40000"},
        {"published": "0001-01-01T00:00:00+14:00"},
        {"expires": "9999-12-31T23:59:59-14:00"},
        {"created": "0001-01-01T00:00:00+14:00", "changed": "0001-01-01T00:00:00+00:00"},
        {"series": "[" * 100_000},
        {"series": '{"slug": [1], "name": {}, "description": 7}'},
    ],
)
def test_odd_values_of_our_own_export_do_not_stop_the_others(tmp_path, fields):
    seal = own_meta.seal("publish", "", "Odd", "", "Words.")
    facts = own_meta.prefixed({"markdown": "Words.", "visibility": "public", "seal": seal, **fields})
    odd = item("Odd", "Words.", more="".join(meta(key, value) for key, value in facts.items()))
    printed = run(tmp_path, export(odd, item("Next")))
    assert counts(printed, "post")[0] == sum(counts(printed, "post")[1:]) == 2
    assert Post.objects.filter(title="Next").exists()


def test_numbers_of_five_thousand_digits_in_a_text_do_not_stop_it(tmp_path):
    digits = "9" * 5000
    text = f'<ol start="{digits}"><li>One</li></ol><img srcset="https://old.example.org/a.png {digits}w">'
    assert counts(run(tmp_path, export(item("Odd", text), item("Next"))), "post")[:2] == (2, 2)
