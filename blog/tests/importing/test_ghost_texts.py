"""Ghost's texts become Markdown that reads here as it read there, whichever of its editors wrote them."""

import json
from collections import Counter

import pytest

from blog import markdown
from blog.importing.ghost.texts import to_markdown

from .ghost_exports import export, lexical, mobiledoc, paragraph, post, post_of_version_0, read, said, words

BOOKMARK = (
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/x">'
    '<div class="kg-bookmark-content"><div class="kg-bookmark-title">The *title*</div><div '
    'class="kg-bookmark-description">What it is.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" '
    'src="https://a.example/i.png"><span class="kg-bookmark-publisher">A</span></div></div></a></figure>'
)
TOGGLE = (
    '<div class="kg-card kg-toggle-card" data-kg-toggle-state="close"><div class="kg-toggle-heading"><h4 '
    'class="kg-toggle-heading-text"><span>More</span></h4><button class="kg-toggle-card-icon"><svg><path/></svg>'
    '</button></div><div class="kg-toggle-content"><p>Hidden <b>words</b>.</p></div></div>'
)
CALLOUT = (
    '<div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div>'
    '<div class="kg-callout-text">Mind the <a href="https://a.example/gap">gap</a></div></div>'
)
GALLERY = (
    '<figure class="kg-card kg-gallery-card kg-width-wide kg-card-hascaption"><div class="kg-gallery-container">'
    '<div class="kg-gallery-row"><div class="kg-gallery-image"><img src="/a.jpg" alt="One"></div>'
    '<div class="kg-gallery-image"><img src="/b.jpg" alt="Two"></div></div></div><figcaption>Both</figcaption></figure>'
)
AUDIO = (
    '<div class="kg-card kg-audio-card"><img class="kg-audio-thumbnail"><div class="kg-audio-player-container">'
    '<audio src="https://a.example/s.mp3" preload="metadata"></audio><div class="kg-audio-title">Sound</div>'
    '<div class="kg-audio-player"><button>play</button><span class="kg-audio-current-time">0:00</span></div></div>'
    "</div>"
)
FILE = (
    '<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="https://a.example/f.pdf" '
    'title="Download" download=""><div class="kg-file-card-contents"><div class="kg-file-card-title">Report</div>'
    '<div class="kg-file-card-metadata"><div class="kg-file-card-filename">f.pdf</div><div '
    'class="kg-file-card-filesize">1 MB</div></div></div></a></div>'
)
PRODUCT = (
    '<div class="kg-card kg-product-card"><div class="kg-product-card-container"><div '
    'class="kg-product-card-title-container"><h4 class="kg-product-card-title"><span>Lamp</span></h4></div><div '
    'class="kg-product-card-description"><p>Bright.</p></div><a href="https://a.example/buy" '
    'class="kg-product-card-button kg-product-card-btn-accent"><span>Buy</span></a></div></div>'
)
HEADER = (
    '<div class="kg-card kg-header-card kg-v2"><div class="kg-header-card-content"><h2 class="kg-header-card-heading">'
    '<span>Hello</span></h2><p class="kg-header-card-subheading">you</p><a href="https://a.example/go" '
    'class="kg-header-card-button">Go</a></div></div>'
)
FRAME = '<figure class="kg-card kg-embed-card"><iframe src="https://www.youtube.com/embed/abcdefgh"></iframe></figure>'

RENDERED = {
    "words": ("<p>One <em>two</em>.</p><h2 id='x'>Three</h2>", 'One *two*.\n\n## <a id="x"></a>Three'),
    "a bookmark": (BOOKMARK, "[The \\*title\\*](https://a.example/x)\\\nWhat it is."),
    "a toggle": (
        TOGGLE,
        "<details><summary>More</summary>Hidden **words**.</details>",
    ),
    "a callout": (CALLOUT, "> [!TIP]\n> Mind the [gap](https://a.example/gap)"),
    "a sound": (AUDIO, "[Sound](https://a.example/s.mp3)"),
    "a file": (FILE, "[Report](https://a.example/f.pdf)"),
    "a product": (PRODUCT, "### Lamp\n\nBright.\n\n[Buy](https://a.example/buy)"),
    "a header": (HEADER, "## Hello\n\nyou\n\n[Go](https://a.example/go)"),
    "a button": (
        '<div class="kg-card kg-button-card"><a href="https://a.example/" class="kg-btn">Read on</a></div>',
        "[Read on](https://a.example/)",
    ),
    "a frame": (FRAME, "<https://www.youtube.com/watch?v=abcdefgh>"),
    "code": ('<pre><code class="language-js">a &lt; b</code></pre>', "```js\na < b\n```"),
    "a card of HTML": ("<!--kg-card-begin: html--><p>a<sub>2</sub></p><!--kg-card-end: html-->", "a<sub>2</sub>"),
    "a card of HTML that Markdown cannot say": (
        "<!--kg-card-begin: html--><table><tr><td>1</td></tr></table><!--kg-card-end: html-->",
        '<div class="table"><table><tbody><tr><td>1</td></tr></tbody></table></div>',
    ),
    "scripts": ("<p>a</p><script>x</script><style>y</style>", "a"),
}


@pytest.mark.parametrize("name", RENDERED)
def test_what_ghost_rendered(tmp_path, name):
    html, expected = RENDERED[name]
    assert on_one_line_if_html(said(tmp_path, html=html)) == expected


NODES = {
    "words": (
        paragraph("a ", words("b", 1), " ", words("c", 2), " ", words("d*", 16), words("2", 32)),
        "a **b** *c* `d*`<sub>2</sub>",
    ),
    "headings": (paragraph("Head", kind="extended-heading", tag="h3"), "### Head"),
    "quotes": (paragraph("Said", kind="extended-quote"), "> Said"),
    "asides": (paragraph("Said", kind="aside"), "> Said"),
    "line ends": (paragraph("a", {"type": "linebreak"}, "b"), "a\\\nb"),
    "links": (
        paragraph({"type": "link", "url": "https://a.example/", "children": [words("l")]}),
        "[l](https://a.example/)",
    ),
    "lists in lists": (
        {
            "type": "list", "listType": "bullet", "children": [
                paragraph("a", kind="listitem"),
                paragraph({"type": "list", "listType": "number", "children": [paragraph("b", kind="listitem")]},
                          kind="listitem"),
            ],
        },
        "- a\n  1. b",
    ),
    "lists that begin later": (
        {"type": "list", "listType": "number", "start": 4, "children": [paragraph("a", kind="listitem")]}, "4. a",
    ),
    "code": ({"type": "codeblock", "code": "a < b", "language": "js"}, "```js\na < b\n```"),
    "rules": ({"type": "horizontalrule"}, "---"),
    "a bookmark": (
        {"type": "bookmark", "url": "https://a.example/", "metadata": {"title": "T", "description": "D & E"}},
        "[T](https://a.example/)\\\nD & E",
    ),
    "an embed": (
        {"type": "embed", "url": "https://youtu.be/abcdefgh", "html": "<iframe src='https://x.example'></iframe>"},
        "<https://youtu.be/abcdefgh>",
    ),
    "a callout": (
        {"type": "callout", "calloutText": "<p>Mind</p>", "calloutEmoji": "🦊"}, "> [!NOTE]\n> 🦊 Mind",
    ),
    "a toggle": (
        {"type": "toggle", "heading": "More", "content": "<p>a</p>"},
        "<details><summary>More</summary>a</details>",
    ),
    "a button": ({"type": "button", "buttonText": "Go", "buttonUrl": "https://a.example/"}, "[Go](https://a.example/)"),
    "a file": ({"type": "file", "src": "/f.pdf", "fileTitle": "", "fileName": "f.pdf"}, "[f.pdf](/f.pdf)"),
    "a film": ({"type": "video", "src": "/f.mp4", "fileName": "f.mp4", "caption": "Us"}, "[f.mp4](/f.mp4)\\\nUs"),
    "HTML": ({"type": "html", "html": "<p>a</p><script>b</script>"}, "a"),
    "written tags": (paragraph("<script>"), "\\<script>"),
}  # fmt: skip


@pytest.mark.parametrize("name", NODES)
def test_what_lexical_holds(tmp_path, name):
    node, expected = NODES[name]
    assert on_one_line_if_html(said(tmp_path, lexical=lexical(node))) == expected


def test_what_mobiledoc_holds(tmp_path):
    text = mobiledoc(
        [
            1,
            "p",
            [[0, [0], 1, "a"], [0, [], 0, " b "], [0, [1], 0, "c "], [0, [0], 2, "d"], [1, [], 0, 0]],
        ],
        [1, "h2", [[0, [], 0, "Head"]]],
        [3, "ol", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
        [10, 0],
        [10, 1],
        [1, "p", []],
        markups=[["strong"], ["a", ["href", "https://a.example/", "rel", "x"]]],
        atoms=[["mention", "@e", {}]],
        cards=[["code", {"code": "x", "language": "php"}], ["hr", {}]],
    )
    expected = "**a** b [c **d**](https://a.example/)@e\n\n## Head\n\n1. one\n2. two\n\n```php\nx\n```\n\n---"
    assert said(tmp_path, mobiledoc=text) == expected


def test_what_the_oldest_mobiledoc_holds(tmp_path):
    sections = [[["em"]], [[1, "p", [[[0], 1, "a"], [[], 0, " b"]]], [10, "card-markdown", {"markdown": "*c*  \nd"}]]]
    assert said(tmp_path, mobiledoc=json.dumps({"version": "0.2.0", "sections": sections})) == "*a* b\n\n*c*  \nd"


MARKDOWN = "\n# Tides\n\n* one\n* two  \nthree\n\n\n<div>\n\n[x]: y\n\n"


@pytest.mark.parametrize(
    "texts",
    [
        {"markdown": MARKDOWN},
        {"mobiledoc": mobiledoc([10, 0], [1, "p", []], cards=[["markdown", {"markdown": MARKDOWN}]])},
        {"lexical": lexical({"type": "markdown", "markdown": MARKDOWN}, paragraph())},
    ],
)
def test_a_post_that_was_written_in_markdown_is_the_same_to_the_byte(tmp_path, texts):
    record = read(tmp_path, export(post(**{"html": "<h1>Tides</h1>", **texts}))).post
    assert to_markdown(record.content, Counter()) == MARKDOWN


def test_a_card_of_markdown_among_others_is_the_authors_own(tmp_path):
    html = "<p>a</p><!--kg-card-begin: markdown--><h1 id=b>b</h1><!--kg-card-end: markdown--><p>c</p>"
    source = lexical(paragraph("a"), {"type": "markdown", "markdown": "# b\n* c"}, paragraph("c"))
    assert said(tmp_path, html=html, lexical=source) == "a\n\n# b\n* c\n\nc"


def test_rendered_markdown_without_its_source_is_read_as_html(tmp_path):
    html = "<!--kg-card-begin: markdown--><p><b>b</b></p><!--kg-card-end: markdown--><p>c</p>"
    assert said(tmp_path, html=html) == "**b**\n\nc"


def test_a_gallery_becomes_its_pictures(tmp_path):
    text = said(tmp_path, html=GALLERY)
    images = [{"src": "/a.jpg", "alt": "One"}, {"src": "/b.jpg", "alt": "Two"}]
    assert text == said(tmp_path, lexical=lexical({"type": "gallery", "caption": "Both", "images": images}))
    assert text.index("/a.jpg") < text.index("/b.jpg") < text.index("Both") and "One" in text and "Two" in text


GATED = (
    '<p>a</p><!--kg-gated-block:begin nonMember:{} memberSegment:"status:free" --><p>b</p>'
    "<!--kg-gated-block:end--><p>c</p>"
)


def test_what_was_for_members_only_does_not_become_public(tmp_path):
    seen = Counter()
    node = {"type": "html", "html": "<p>b</p>", "visibility": {"web": {"nonMember": False}}}
    assert said(tmp_path, seen, html=GATED.format("false")) == "a\n\nc"
    assert said(tmp_path, seen, lexical=lexical(paragraph("a"), node)) == "a"
    assert seen == {"card for some readers only, or for mail only": 2}
    assert said(tmp_path, html=GATED.format("true")) == "a\n\nb\n\nc"
    assert said(tmp_path, html=GATED.format("false").replace("<!--kg-gated-block:end-->", "")) == "a"


@pytest.mark.parametrize("rest", ["", ">", "<b>", " x" * 2_000, "\n", " nonMember:\n-->", "-", " nonMember:falsetrue"])
def test_however_a_gate_is_written_nothing_slips_through(tmp_path, rest):
    assert "b" not in said(tmp_path, html=f"<p>a</p><!-- kg-gated-block:begin{rest}--><p>b</p>").replace("<b>", "")


def test_what_is_left_out_is_counted(tmp_path):
    seen = Counter()
    nodes = [{"type": kind} for kind in ("signup", "email", "email-cta", "call-to-action", "paywall", "jukebox")]
    assert said(tmp_path, seen, lexical=lexical(*nodes, paragraph("a"), {"type": "html", "html": "<script>"})) == "a"
    assert sum(seen.values()) == 7 and any("jukebox" in words for words in seen)


def test_a_text_that_only_its_plain_words_are_left_of(tmp_path):
    assert said(tmp_path, lexical="{", plaintext="a < b\nc\n\nd") == "a \\< b\\\nc\n\nd"


def test_the_address_of_the_old_site_is_filled_in(tmp_path):
    html = '<p><a href="__GHOST_URL__/about/">us</a></p>'
    assert said(tmp_path, html=html) == "[us](https://old.example.org/about/)"
    node = {"type": "link", "url": "__GHOST_URL__/../../x", "children": [words("us")]}
    assert said(tmp_path, lexical=lexical(paragraph(node))) == "[us](https://old.example.org/../../x)"


def test_the_oldest_posts_are_their_markdown(tmp_path):
    record = read(tmp_path, {"meta": {"version": "003"}, "data": {"posts": [post_of_version_0()]}}).post
    assert to_markdown(record.content, Counter()) == "Some *words*."


@pytest.mark.parametrize("name", [*RENDERED, *NODES])
def test_no_card_leaves_a_broken_page(tmp_path, name):
    texts = {"html": RENDERED[name][0]} if name in RENDERED else {"lexical": lexical(NODES[name][0])}
    html = markdown.render_post(said(tmp_path, **texts)).html
    assert "\ufdd0" not in html and "kg-" not in html and "<script" not in html


HOSTILE = [
    "<!--kg-card-begin: markdown-->", "<!--kg-gated-block:begin", "<!-- ", '<div class="kg-card kg-callout-card">',
    '<div class="kg-toggle-card">', "<blockquote>", '<figure class="kg-gallery-card"><img src=x>',
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_html_ends(tmp_path, piece):
    to_markdown(json.dumps({"html": piece * (200_000 // len(piece))}), Counter())


def test_hostile_nesting_keeps_to_its_depth():
    node = "[" * 100_000
    for name in ("lexical", "mobiledoc"):
        assert to_markdown(json.dumps({name: node}), Counter()) == ""
    deep = {"type": "paragraph", "children": []}
    for _level in range(200):
        deep = {"type": "quote", "children": [deep]}
    to_markdown(json.dumps({"lexical": lexical(deep)}), Counter())


@pytest.mark.parametrize("section", [[10, 0], [1, "p", [[0, [0], 1, "x"]] * 1_000], [1, "p", [[1, [], 0, 0]] * 1_000]])
def test_a_short_text_that_asks_for_a_long_one_again_and_again_is_cut(section):
    long, seen = "word " * 4_000, Counter()
    named = {"cards": [["html", {"html": long}]], "markups": [["a", ["href", long]]], "atoms": [["x", long, {}]]}
    content = json.dumps({"mobiledoc": mobiledoc(*[section] * 1_000, **named)})
    assert len(to_markdown(content, seen)) < 5_000_000 and any("too often" in words for words in seen)


JUNK = [None, True, 0, -1, 10**30, 1e300, "x", "", [], [[]], [None], {}, {"x": []}]


@pytest.mark.parametrize("node", [node for node, _expected in NODES.values()])
def test_nodes_of_any_shape_are_no_reason_to_stop(node):
    for name in node:
        for junk in JUNK:
            to_markdown(json.dumps({"lexical": lexical({**node, name: junk}, junk)}), Counter())


def test_mobiledoc_of_any_shape_is_no_reason_to_stop():
    sections = [[1, "p", [[0, [0], 1, "a"]]], [3, "ol", [[[1, [], 0, 0]]]], [2, "x"], [10, 0]]
    valid = {"version": "0.3.1", "markups": [["a", ["href", "x"]]], "atoms": [["b", "c", {}]], "cards": [["html", {}]]}
    for version in ("0.3.1", "0.2.0"):
        for junk in JUNK:
            for broken in [{**valid, name: junk} for name in valid] + [valid]:
                spoilt = [[*section[:at], junk, *section[at + 1 :]] for section in sections for at in range(3)]
                document = {"sections": sections + spoilt + [junk], **broken, "version": version}
                to_markdown(json.dumps({"mobiledoc": json.dumps(document)}), Counter())
                to_markdown(json.dumps({"mobiledoc": json.dumps({**document, "sections": junk})}), Counter())


def on_one_line_if_html(text: str) -> str:
    return text.replace("\n", "") if text.startswith("<") else text
