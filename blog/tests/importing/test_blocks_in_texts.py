"""The block editor's blocks: what they say stays, their comments go, what the old blog made anew is counted."""

# ruff: noqa: E501, SIM905 (markup is easier to read as it stands in a file)

from collections import Counter
from random import Random

import pytest

from blog import markdown
from blog.importing.classic import to_markdown

SAID = {
    "columns": (
        '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column {"width":"50%"} --><div><!-- wp:paragraph --><p>a</p>'
        "<!-- /wp:paragraph --></div><!-- /wp:column --><!-- wp:column --><div><p>b</p></div><!-- /wp:column --></div>"
        "<!-- /wp:columns -->",
        "a\n\nb",
    ),
    "nested lists": (
        "<!-- wp:list --><ul><!-- wp:list-item --><li>a<!-- wp:list --><ul><!-- wp:list-item --><li>b</li><!-- /wp:list-item -->"
        "</ul><!-- /wp:list --></li><!-- /wp:list-item --></ul><!-- /wp:list -->",
        "- a\n  - b",
    ),
    "a quotation": ("<!-- wp:quote --><blockquote><p>a</p><cite>B</cite></blockquote><!-- /wp:quote -->", "> a\n>\n> <cite>B</cite>"),
    "a pull quote": (
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>a</p></blockquote></figure><!-- /wp:pullquote -->',
        '<blockquote class="pullquote">\n\na\n\n</blockquote>',
    ),
    "details": (
        "<!-- wp:details --><details><summary>S</summary><!-- wp:paragraph --><p>*a*</p><!-- /wp:paragraph --></details><!-- /wp:details -->",
        "<details>\n<summary>S</summary>\n\n\\*a\\*\n\n</details>",
    ),
    "buttons": ('<!-- wp:buttons --><div><div class="wp-block-button"><a href="/x">Go</a></div></div><!-- /wp:buttons -->', "[Go](/x)"),
    "a file": (
        '<!-- wp:file --><div class="wp-block-file"><a href="/f.pdf">F</a><a href="/f.pdf" class="wp-block-file__button" download>'
        "Download</a></div><!-- /wp:file -->",
        "[F](/f.pdf)",
    ),
    "a table": (
        '<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td>'
        '<td class="has-text-align-right" data-align="right"><b>x</b></td></tr></tbody></table></figure><!-- /wp:table -->',
        "| A | B |\n| --- | --: |\n| 1\\|2 | **x** |",
    ),
    "a verse": ('<!-- wp:verse --><pre class="wp-block-verse">a\n<em>b</em></pre><!-- /wp:verse -->', "a\\\n*b*"),
    "a rule and a gap": ("<!-- wp:separator --><hr/><!-- /wp:separator --><!-- wp:spacer --><div></div><!-- /wp:spacer -->", "---"),
    "links to people": (
        '<!-- wp:social-links --><ul><!-- wp:social-link {"url":"https://a.example/me"} /--></ul><!-- /wp:social-links -->',
        "- <https://a.example/me>",
    ),
    "words of the classic editor between blocks": ("<!-- wp:paragraph --><p>a\nb</p><!-- /wp:paragraph -->\nc\nd", "a b\n\nc\\\nd"),
    "a heading in the middle": (
        '<!-- wp:heading --><h2 class="wp-block-heading has-text-align-center">A</h2><!-- /wp:heading -->',
        '<div class="align-center">\n\n## A\n\n</div>',
    ),
    "the old way to the middle": ("<center>a<br><b>b</b></center>", '<div class="align-center">\n\na\\\n**b**\n\n</div>'),
    "from right to left": ('<div dir="rtl"><p>a</p><p>b</p></div>', '<div dir="rtl">\n\na\n\nb\n\n</div>'),
    "a link around a heading": ('<a href="/x"><h3>A</h3></a>', "### [A](/x)"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_it_is_said_in_markdown(name):
    source, expected = SAID[name]
    seen = Counter()
    assert to_markdown(source, seen).strip() == expected and not seen


def test_what_the_old_blog_made_anew_is_left_out_with_all_in_it_and_counted():
    seen = Counter()
    text = to_markdown(
        '<p>a</p><!-- wp:query --><div><!-- wp:query {"n":2} --><p>x</p><!-- /wp:query --><!-- wp:post-title /--><p>y</p></div>'
        '<!-- /wp:query --><p>b</p><!-- wp:block {"ref":5} /--><!-- wp:acme/map {"z":1} /-->',
        seen,
    )
    assert text == "a\n\nb\n" and sorted(seen.values()) == [1, 1, 1]


CLASSIC = {
    "a<br />\nb": "a\\\nb",
    "a<br><br />b": "a\n\nb",
    "a\r\n\r\nb\r\nc": "a\n\nb\\\nc",
    "a\n \t\nb": "a\n\nb",
    "<div>a\n\nb</div>c": "a\n\nb\n\nc",
    "<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>": "- a\n- b",
    "<!-- a note -->a": "a",
    "&amp;amp; &lt;b&gt;": "\\&amp; \\<b>",
    "“a” – ‘b’…": "“a” – ‘b’…",
    "a&nbsp;b\n\n&nbsp;\n\nc": "a\xa0b\n\nc",
    "<em><strong>a</strong></em>": "***a***",
}


@pytest.mark.parametrize("source", CLASSIC)
def test_paragraphs_of_the_classic_editor(source):
    assert to_markdown(source, Counter()).strip() == CLASSIC[source]


ELEMENTS = "a address blockquote center code dd details div dl dt em figcaption figure h2 li ol p pre q span strong summary table td th tr ul".split()
SAYINGS = [
    "",
    ' dir="rtl"',
    ' style="text-align:center;background:url(/b.jpg)"',
    ' class="gallery alignleft wp-caption is-classic"',
    ' href="/x" src="/y"',
]


def test_no_mixture_of_elements_is_too_odd():
    chance = Random(1)
    for _ in range(400):
        parts = []
        for _ in range(chance.randrange(1, 14)):
            name = chance.choice(ELEMENTS)
            opening = f"<{name}{chance.choice(SAYINGS)}>"
            parts.append(
                chance.choice(
                    [opening, opening, f"</{name}>", "words\n\n", '<img src="/a.jpg" class="alignright">', "<br>"]
                )
            )
        text = to_markdown("".join(parts), Counter())
        assert ("words" in text) == ("words\n\n" in parts)
        markdown.render_post(text)


KEPT = (
    '<p style="text-align:right;color:red" class="x">a</p><dl><dt>t</dt><dd>d</dd></dl><address>x</address>'
    '<table><tr><td colspan="2">c</td></tr></table><p dir="rtl">r</p><ins>i</ins><kbd>k</kbd><ruby>漢<rt>kan</rt></ruby>'
    '<abbr title="T">A</abbr>'
)


def test_what_stays_html_passes_the_sanitiser_without_its_clutter():
    text = to_markdown(KEPT, Counter())
    html = markdown.render_post(text).html
    for kept in (
        '<p class="align-right">a</p>',
        "<dt>t</dt>",
        "<address>x</address>",
        '<td colspan="2">',
        '<p dir="rtl">r</p>',
    ):
        assert kept in text and kept in html
    assert "<ins>i</ins><kbd>k</kbd><ruby>漢<rt>kan</rt></ruby>" in html and "style=" not in text and "red" not in text
