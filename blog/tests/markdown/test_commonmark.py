"""The specification's own 652 examples: through the parser alone, and through everything a post goes through."""

import json
import re
from pathlib import Path

from blog.markdown import render_post
from blog.markdown.commonmark import commonmark_parser

from .normalising import normalised

EXAMPLES = json.loads((Path(__file__).parent / "commonmark-0.31.2.json").read_text(encoding="utf-8"))
DOCUMENT = Path(__file__).parents[3] / "docs" / "markdown.md"


def test_the_whole_specification_is_here():
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


def test_the_parser_alone_follows_the_specification():
    parser = commonmark_parser()
    assert differing(parser.render) == set()


def test_posts_differ_from_the_specification_where_the_document_says_so_and_nowhere_else():
    assert differing(lambda source: render_post(source).html) == documented_differences()


def test_the_normaliser_tells_different_html_apart():
    assert normalised("<p>a  b</p>\n") == normalised("<p>a b</p>")
    assert normalised('<a b="1" c="2">') == normalised("<a c='2' b=1>")
    assert normalised("<pre>a  b</pre>") != normalised("<pre>a b</pre>")
    assert normalised("<p>a<em>b</em></p>") != normalised("<p>a <em>b</em></p>")
    assert normalised("<ul>\n<li>a</li>\n</ul>") == normalised("<ul><li>a</li></ul>")


def differing(render) -> set[int]:
    return {
        example["example"]
        for example in EXAMPLES
        if normalised(render(example["markdown"])) != normalised(example["html"])
    }


def documented_differences() -> set[int]:
    table = DOCUMENT.read_text(encoding="utf-8").split("| reason | examples |")[1]
    numbers = set()
    for row in re.findall(r"^\| [^|]+ \| ([\d–, ]+) \|$", table, re.MULTILINE):
        for part in row.split(", "):
            first, _, last = part.partition("–")
            numbers |= set(range(int(first), int(last or first) + 1))
    return numbers
