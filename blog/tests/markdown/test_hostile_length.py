"""Texts made to take for ever. How long they take is no matter of a test; that they end, and what they become, is."""

import re

import pytest

from blog.markdown import MAX_COMMENT_BYTES, MAX_POST_BYTES, render_comment, render_post

from .test_hostile_markup import faults

REPEATED = {
    "brackets": "[",
    "image brackets": "![",
    "half links": "[a](",
    "half images": "![](",
    "footnote marks": "[^",
    "emphasis": "*a ",
    "mixed emphasis": "*_",
    "quotes": ">",
    "quote lines": "> a\n",
    "less than": "<",
    "half comments": "<!--",
    "open elements": "<div>",
    "open formatting": "<b><i>",
    "new formatting in new paragraphs": "<p><b>",
    "backticks": "`a``",
    "dollars": "$",
    "half formulas": "$a ",
    "list items": "- a\n",
    "nested list items": "- ",
    "pipes": "|",
    "tables": "|a\n|-\n",
    "half mails": "a@a.a",
    "mails": "a@b.c ",
    "schemes": "mailto:",
    "addresses in brackets": "[ www.a.b ",
    "headings": "# a\n",
    "definitions": "a\n: b\n",
    "fences": "```python\nx\n```\n",
    "words": "漢字 ",
}


def built(size: int) -> dict[str, str]:
    note = "[^a]: n\n\n"
    return {
        "brackets closed at the end": "[" * (size // 2) + "]" * (size // 2),
        "brackets with a definition": "[a]: /b\n\n" + "[" * (size // 2 - 10) + "]" * (size // 2 - 10),
        "a growing ladder of backticks": "".join("`" * n + "a" for n in range(1, int((2 * size) ** 0.5) - 1)),
        "footnote marks with a footnote": note + "[^" * (size // 2 - 10),
        "one footnote mentioned everywhere": note + "[^a]" * (size // 4 - 10),
        "a long address defined once, used often": f"[a]: /{'x' * 1900}\n\n" + "[a]" * (size // 3 - 1000),
        "a long title defined once, used often": f"[a]: /b '{'x' * (size // 2)}'\n\n" + "[a]" * (size // 8),
        "deep quotes with lazy lines": ">" * 39 + "a\n" + "a\n" * (size // 2 - 30),
        "rows that are filled up": "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|\n" * (size // 2 - 200),
        "closing brackets after an address": "http://a.b" + ")" * (size - 20),
        "a list that goes deeper and deeper": "\n".join(" " * 2 * n + "- a" for n in range(int(size**0.5) - 4)),
    }


@pytest.mark.parametrize("name", [*REPEATED, *built(1_000)])
def test_a_hostile_comment_ends_and_keeps_its_words(name):
    html = render_comment(filled(name, MAX_COMMENT_BYTES // 4))
    assert faults(html) == [] and html.count("<p>") == html.count("</p>")
    assert len(html) < 40 * MAX_COMMENT_BYTES


@pytest.mark.parametrize("name", ["brackets", "open elements"])
def test_a_hostile_post_ends_and_is_shown_plainly(name):
    source = filled(name, MAX_POST_BYTES)
    rendered = render_post(source)
    assert rendered.contents == () and rendered.html.startswith("<p>")
    assert set(re.findall("<[^ >]+", rendered.html)) <= {"<p", "</p", "<br"}


@pytest.mark.parametrize("name", [*REPEATED, *built(1_000)])
def test_a_hostile_post_does_not_swell(name):
    assert len(render_post(filled(name, MAX_POST_BYTES // 40)).html) < 4_000_000


def test_one_definition_used_everywhere_does_not_swell_either():
    name = "a long address defined once, used often"
    assert len(render_post(filled(name, MAX_POST_BYTES)).html) < 4_000_000


def filled(name: str, size: int) -> str:
    if name in REPEATED:
        part = REPEATED[name]
        return (part * (size // len(part) + 1)).encode()[:size].decode(errors="ignore")
    return built(size)[name]
