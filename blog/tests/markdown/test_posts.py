"""Tables, lists, notes and the rest of what a post may hold."""

import pytest

from blog.markdown import MAX_POST_BYTES, TooLong, render_post


def test_a_table_scrolls_by_keyboard_and_aligns_by_class():
    html = render_post("| Left | Right |\n|:-|-:|\n| a | b |").html
    assert '<div class="table" role="region" tabindex="0" aria-label="Table: Left, Right">' in html
    assert '<th class="align-left" scope="col">Left</th>' in html
    assert '<td class="align-right">b</td>' in html and "style" not in html


def test_a_task_list_says_what_is_done():
    html = render_post("- [ ] a\n- [x] b").html
    assert '<input type="checkbox" disabled aria-label="Not done"> a' in html
    assert '<input type="checkbox" disabled checked aria-label="Done"> b' in html


def test_an_alert_says_its_kind_in_words_of_the_texts_language():
    html = render_post("> [!WARNING]\n> Hot", language="de-AT").html
    assert '<div class="alert alert-warning" role="note">\n<p class="alert-title">Warnung</p>\n<p>Hot</p>' in html


def test_an_unknown_alert_is_a_quote():
    assert "<blockquote>" in render_post("> [!NOTHING]\n> x").html


def test_a_footnote_leads_there_and_back_from_every_mention():
    html = render_post("One[^n] two[^n]\n\n[^n]: The note.").html
    assert '<a id="body-fnref:1" href="#body-fn:1" role="doc-noteref" aria-label="Footnote 1">1</a>' in html
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">' in html
    assert 'href="#body-fnref:1"' in html and 'href="#body-fnref:1:2"' in html and 'id="body-fnref:1:2"' in html


def test_definitions_and_deletions():
    html = render_post("Term\n: Meaning\n\n~~gone~~").html
    assert "<dt>Term</dt>\n<dd>Meaning</dd>" in html and "<s>gone</s>" in html


@pytest.mark.parametrize(
    ("source", "href", "shown"),
    [
        ("https://a.example/b?c=d&e", "https://a.example/b?c=d&amp;e", "https://a.example/b?c=d&amp;e"),
        ("www.a.example.", "http://www.a.example", "www.a.example"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("a.b+c@d.example!", "mailto:a.b+c@d.example", "a.b+c@d.example"),
        ("**https://a.example/**", "https://a.example/", "https://a.example/"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC", "https://münchen.example/ü"),
    ],
)
def test_a_bare_address_is_a_link(source, href, shown):
    assert f'<a href="{href}">{shown}</a>' in render_post(source).html


@pytest.mark.parametrize(
    "source", ["www.", "http://", "a@b", "@b.example", "xhttps://a.example", "`www.a.example`", "a@b.c@d.e"]
)
def test_half_an_address_is_text(source):
    assert "<a " not in render_post(source).html


def test_line_ends_of_every_kind_mean_the_same_and_nul_is_gone():
    assert render_post("a\r\nb\rc\n\r\nd\x00").html == render_post("a\nb\nc\n\nd").html


def test_characters_that_neither_html_nor_xml_may_hold_are_gone():
    assert render_post("a\x01b &#1;c\n\n<div>&#2;d</div>").html == "<p>ab \ufffdc</p>\n<div>d</div>"


def test_a_text_that_is_too_long_is_refused_with_a_sentence_that_helps():
    with pytest.raises(TooLong, match=r"is 500,002 bytes long and 500,000 is the most .* shorten it by 2 bytes"):
        render_post("ä" * (MAX_POST_BYTES // 2 + 1))
