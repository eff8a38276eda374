import re

import pytest

from blog.markdown import MAX_COMMENT_BYTES, TooLong, render_comment


def test_the_small_set():
    html = render_comment("*a* **b** ~~c~~ `d`\n\n> e\n\n- f\n\n1. g")
    for part in (
        "<em>a</em>",
        "<strong>b</strong>",
        "<s>c</s>",
        "<code>d</code>",
        "<blockquote>",
        "<li>f</li>",
        "<ol>",
    ):
        assert part in html


def test_a_line_end_is_a_line_end():
    assert render_comment("a\nb") == "<p>a<br>\nb</p>\n"


def test_every_link_says_that_a_reader_made_it():
    html = render_comment("[a](https://a.example) https://b.example <https://c.example> ![d](/d.png) me@e.example")
    assert html.count("<a ") == html.count('rel="nofollow ugc"') == 5


def test_headings_are_bold_paragraphs():
    assert render_comment("# Loud *words*\n\nx\n---") == (
        "<p><strong>Loud <em>words</em></strong></p>\n<p>x</p>\n<hr>\n"
    )


def test_an_image_is_a_link_or_its_description():
    assert render_comment("![a cat](/cat.png)") == '<p><a href="/cat.png" rel="nofollow ugc">a cat</a></p>\n'
    assert render_comment("![](/cat.png)") == '<p><a href="/cat.png" rel="nofollow ugc">/cat.png</a></p>\n'
    assert render_comment("[![a cat](/cat.png)](/x)") == '<p><a href="/x" rel="nofollow ugc">a cat</a></p>\n'


def test_html_is_shown_as_it_was_typed():
    assert render_comment("<b>x</b> <script>y</script>") == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;script&gt;y&lt;/script&gt;</p>\n"
    )


def test_nothing_in_a_comment_has_an_id_or_a_table_or_a_formula():
    html = render_comment("# a\n\n| b | c |\n|-|-|\n| d | e |\n\n$x$ [^1]\n\n[^1]: n\n\n[toc]\n\n> [!NOTE]\n> x")
    assert not re.search(r"\bid=|<table|<math|<nav|alert", html)
    assert "$x$" in html


def test_a_comment_that_is_too_long_is_refused():
    render_comment("x" * MAX_COMMENT_BYTES)
    with pytest.raises(TooLong):
        render_comment("x" * (MAX_COMMENT_BYTES + 1))


def test_a_numbered_control_character_is_gone():
    assert render_comment("a&#12;b") == "<p>ab</p>\n"
