"""Code of many plugins: every line end, space and sign as it was, and nothing in it taken for markup."""

# ruff: noqa: E501 (markup is easier to read as it stands in a file)

import json
from collections import Counter

import pytest

from blog import markdown
from blog.importing.classic import to_markdown

PHP = "<?php echo '<script>alert(1)</script>'; ?>\n\n  [gallery] $a = [1]; // ((note of two)) &amp;\n<!--more-->"
ENTITIES = PHP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
BLOCK_FACTS = (
    json.dumps({"code": PHP, "language": "php"})
    .replace("<", "\\u003c")
    .replace(">", "\\u003e")
    .replace("--", "\\u002d\\u002d")
)
SPELLINGS = {
    "a class": f'<pre class="language-php">{ENTITIES}</pre>',
    "code in pre": f'<pre><code class="language-php">{ENTITIES}</code></pre>',
    "an attribute": f'<pre lang="php" line="1">{ENTITIES}</pre>',
    "Crayon": f'<pre class="lang:php decode:true " title="x">{ENTITIES}</pre>',
    "Enlighter": f'<pre class="EnlighterJSRAW" data-enlighter-language="php">{ENTITIES}</pre>',
    "SyntaxHighlighter": f'<pre class="brush: php; title: ; notranslate">{ENTITIES}</pre>',
    "colours already in it": f'<pre><code class="language-php"><span class="k">{ENTITIES}</span></code></pre>',
    "a shortcode": f"[code language='php']\n{PHP.replace('&amp;', '&')}\n[/code]",
    "a shortcode with entities": f'[sourcecode lang="php"]{ENTITIES}[/sourcecode]',
    "an alias": f"[php]{ENTITIES}[/php]",
    "the block's comment": f'<!-- wp:code {{"language":"php"}} --><pre class="wp-block-code"><code>{ENTITIES}</code></pre><!-- /wp:code -->',
    "SyntaxHighlighter's block": (
        '<!-- wp:syntaxhighlighter/code {"language":"php"} --><pre class="wp-block-syntaxhighlighter-code">'
        f"{ENTITIES}</pre><!-- /wp:syntaxhighlighter/code -->"
    ),
    "Code Block Pro": (
        f"<!-- wp:kevinbatdorf/code-block-pro {BLOCK_FACTS} --><div><pre><code>other</code></pre></div>"
        "<!-- /wp:kevinbatdorf/code-block-pro -->"
    ),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_it_is_code_of_its_language_to_the_letter(name):
    seen = Counter()
    text = to_markdown(f"Before.\n\n{SPELLINGS[name]}\n\nAfter.", seen)
    expected = PHP.replace("&amp;", "&") if name == "a shortcode" else PHP
    assert text == f"Before.\n\n```php\n{expected}\n```\n\nAfter.\n" and not seen
    assert "<script>" not in markdown.render_post(text).html


RAW = {
    "a script": "<pre><script>alert(1)</script>\n<!-- c --></pre>",
    "a page": "<pre><!DOCTYPE html>\n<html><div>x</div></html></pre>",
    "code about code": "<pre>[code]x[/code]\n[[gallery]]</pre>",
    "line ends as elements": "<pre>a<br />b<br>  c</pre>",
}


@pytest.mark.parametrize("name", RAW)
def test_tags_in_code_are_the_code(name):
    code = RAW[name].removeprefix("<pre>").removesuffix("</pre>").replace("<br />", "\n").replace("<br>", "\n")
    assert to_markdown(RAW[name], Counter()) == f"```\n{code}\n```\n"


INLINE = {
    "<code><div></code>": "`<div>`",
    "<code>[gallery] *a* `</code>": "`` [gallery] *a* ` ``",
    "<code>a\n  b\n\nc</code>": "```\na\n  b\n\nc\n```",
    "x\n<code>a\nb</code>\ny": "x\n\n```\na\nb\n```\n\ny",
    "[[code]x[/code]]": "\\[code\\]x\\[/code\\]",
    "[code] never closed": "\\[code\\] never closed",
    "<code><pre>a</pre></code>": "```\na\n```",
}


@pytest.mark.parametrize("source", INLINE)
def test_code_among_words(source):
    assert to_markdown(source, Counter()).strip() == INLINE[source]


def test_markdown_is_not_written_twice():
    block = (
        '<!-- wp:jetpack/markdown {"source":"# A *b*\\n\\n* [gallery] c_d"} --><h1>A</h1><!-- /wp:jetpack/markdown -->'
    )
    assert to_markdown(block, Counter()).strip() == "# A *b*\n\n* [gallery] c_d"


FORMULAS = {
    "$latex x^2$": "$x^2$",
    "$latex a_b &bg=ffffff&s=2$ and $5": "$a_b$ and \\$5",
    r"[latex]\frac{a}{b} &lt; 1[/latex]": r"$\frac{a}{b} < 1$",
    '<!-- wp:math {"latex":"e=mc^2"} --><div><math><mi>e</mi></math></div><!-- /wp:math -->': "$$\ne=mc^2\n$$",
}


@pytest.mark.parametrize("source", FORMULAS)
def test_formulas_stay_formulas(source):
    assert to_markdown(source, Counter()).strip() == FORMULAS[source]
