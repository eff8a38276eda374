"""WordPress's texts become Markdown that reads here as it read there."""

import re
from collections import Counter
from html import unescape
from time import process_time

import pytest

from blog import markdown
from blog.importing.classic import comment_to_markdown, to_markdown

# What was written, what it is in Markdown.
SAID = {
    "blank lines are paragraphs": ("One.\n\nTwo.", "One.\n\nTwo."),
    "a line end is a line break": ("One\ntwo", "One\\\ntwo"),
    "also inside a paragraph": ("<p>One\ntwo</p>", "One\\\ntwo"),
    "but not in the block editor": ("<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->", "One two"),
    "the more marker stays": ("One.\n\n<!--more-->\n\nTwo.", "One.\n\n<!--more-->\n\nTwo."),
    "also inside its block": ("<!-- wp:more -->\n<!--more Go on-->\n<!-- /wp:more -->", "<!--more-->"),
    "headings, and words right below": ("<h2>Head</h2>\nWords", "## Head\n\nWords"),
    "emphasis, spaces outside": ("a <em>b </em>c <strong>d</strong>", "a *b* c **d**"),
    "emphasis that Markdown cannot see": ("a<b>(b)</b>c", "a<strong>(b)</strong>c"),
    "links": ('<a href="http://a.example/x_y" title="T">l</a>', '[l](http://a.example/x_y "T")'),
    "code": ("<code>a*b</code> <code>`</code>", "`a*b` `` ` ``"),
    "code in lines": ('<pre class="language-php">a\n\n  b</pre>', "```php\na\n\n  b\n```"),
    "lists in lists": ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
    "two lists in a row": ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
    "quotations": ("<blockquote>a\n\nb</blockquote>", "> a\n>\n> b"),
    "marks that mean nothing": ("2 * 3 _x_ [y] `z` a_b #", "2 \\* 3 \\_x\\_ \\[y\\] \\`z\\` a_b #"),
    "a line that looks like a list": ("1. May\n- no -\n# no", "1\\. May\\\n\\- no -\\\n\\# no"),
    "written tags": ("&lt;script&gt; &amp;copy; &amp; co", "\\<script> \\&copy; & co"),
    "prices are no formula": ("$5 and $6", "\\$5 and \\$6"),
    "an address keeps its letters": ("see http://a.example/~x_y*z.", "see <http://a.example/~x_y*z>."),
    "what Markdown cannot say": ("H<sub>2</sub>O", "H<sub>2</sub>O"),
    "set in the middle": ('<p style="text-align:center">a</p>', '<p class="align-center">a</p>'),
    "a shortcode that is quoted": ("[[caption]]", "\\[caption\\]"),
    "a caption": (
        '[caption id="1" width="2"]<img src="/a.jpg" alt="A"/> Cost $1[/caption]',
        '![A](/a.jpg "Cost $1")',
    ),
    "a caption of the old kind": (
        '[caption caption="B"]<img src="/a.jpg" alt="A">[/caption]',
        '![A](/a.jpg "B")',
    ),
    "an address to embed": ("[embed]https://youtu.be/abcdefgh[/embed]", "<https://youtu.be/abcdefgh>"),
    "code of the old kind": ('[sourcecode language="css"]\na > b[/sourcecode]', "```css\na > b\n```"),
    "a picture in a link": ('<a href="/b.jpg"><img src="/a.jpg" alt="A"></a>', "[![A](/a.jpg)](/b.jpg)"),
    "script and style": ("a<script>x</script><style>y</style>b", "ab"),
    "words without paragraph beside one": ("a<p>b</p>c", "a\n\nb\n\nc"),
}


@pytest.mark.parametrize("name", SAID)
def test_it_is_said_in_markdown(name):
    source, expected = SAID[name]
    assert to_markdown(source, Counter()).strip() == expected


KEPT = {
    "a table with blank lines": "<table>\n\n<tr><td>1</td>\n\n<td>2</td></tr>\n\n</table>",
    "an indented table": "<table>\n        <tr>\n            <td>*1*</td></tr></table>",
    "a definition list": "<dl>\n<dt>a</dt>\n\n<dd>b</dd></dl>",
    "a list that counts down": '<ol reversed="reversed"><li>a</li><li>b</li></ol>',
    "code with marks": "<pre>a\n\n<strong>b</strong>\n \n    c</pre>",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_stays_html_is_whole(name):
    html = markdown.render_post(to_markdown(KEPT[name], Counter())).html
    assert words(html) == words(KEPT[name])
    assert "&lt;" not in html and "<p>" not in html and "<code>" not in html and "<em>" not in html


def test_code_keeps_its_blank_lines():
    html = markdown.render_post(to_markdown("<pre>a\n\n<b>b</b>\n \n    c</pre>", Counter())).html
    assert "a\n\n<b>b</b>\n \n    c" in html.replace('<pre tabindex="0">', "<pre>")


def test_what_is_left_out_or_unknown_is_counted():
    seen = Counter()
    text = to_markdown('[gallery ids="1,2"] [slider id="3"] [sic] <!-- wp:latest-posts {"a":1} /-->', seen)
    assert "[slider" in text.replace("\\", "") and "gallery" not in text
    assert sorted(seen.values()) == [1, 1, 1] and any("[slider]" in name for name in seen)


HOSTILE = [
    "a <i>b</i> ",
    "[caption]",
    "[audio]",
    "[[",
    "<div>",
    "<!-- wp:a ",
    "<b>",
    "<blockquote>",
    "<ul><li>",
    "*",
    "[embed",
    "<a href='",
    "<code>",
    "<pre>x",
    "[code]",
    "[[code] ",
    "[ref]a",
    "((a ",
    "((a (b) ",
    "$latex x ",
    "<!-- wp:code {",
    "<!-- wp:a" + " " * 5_000,
    "<!-- wp:query -->",
    "<noscript><img src=a>",
    "<img src=/a.jpg class=alignleft>",
    "<img src=a src=b ",
    "[vc_row]",
    "[su_button]",
    "[row]",
    "[one_half][/one_half]",
    "[gallery ids=1,2]",
    "<figure><img src=/a.jpg>",
    "<figure><figcaption>",
    "<div class=gallery><img src=/a.jpg>",
    "<a href=/x><h2>",
    "<details>",
    "<object>",
    "<foot-note>",
    "<p dir=rtl>",
    "<table><tr><th>",
    "<img srcset='a 1w, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_linear_to_its_length(piece):
    """Quadratic time would be minutes for this."""
    begun = process_time()
    to_markdown(piece * (200_000 // len(piece)), Counter())
    assert process_time() - begun < 15


COMMENTS = {
    "a <strong>b</strong> <em>c</em>": "a **b** *c*",
    '<a href="http://a.example/">l</a>': "[l](http://a.example/)",
    "<blockquote>q</blockquote>\nr": "> q\n\nr",
    "<h1>Loud</h1>": "**Loud**",
    "<table><tr><td>cell</td></tr></table>": "cell",
    "a\nb\n\n\n\tc": "a\nb\n\nc",
    '<img src="http://a.example/x.gif" alt="pixel">': "[Picture: pixel](http://a.example/x.gif)",
    '<a href="javascript:x()">l</a><script>y</script>': "l",
    "x<sup>2</sup> <span>y</span>": "x2 y",
}


@pytest.mark.parametrize("source", COMMENTS)
def test_a_comment_becomes_the_small_set(source):
    assert comment_to_markdown(source).strip() == COMMENTS[source]


def words(html: str) -> list[str]:
    return re.findall(r"\w+", unescape(re.sub(r"<[^<>]*>", " ", html)))
