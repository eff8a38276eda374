"""Nothing that can run gets through, whatever the technique: the output is parsed again and every part looked at."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html.parser import HTMLParser

from blog.markdown import render_comment, render_post

from .hostile_markup import attempts

HARMLESS = set(
    "a abbr b blockquote br cite code del details div dl dt dd em figcaption figure h2 h3 h4 h5 h6 hr i img input kbd "
    "li link-embed mark nav ol p pre q rt ruby s section small span strong sub summary sup table tbody td th thead "
    "tr u ul audio video source math mrow mi mo mn mtext msup mstyle mspace msub mfrac mpadded".split()
)
ADDRESS_ATTRIBUTES = {"href", "src", "poster", "cite", "srcset", "data-frame", "action", "formaction"}
SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[^:]*[/?#]|[^:]*$)", re.IGNORECASE)
NEVER = {"style", "srcdoc", "target", "ping", "name", "is", "data-slot", "contenteditable", "popover", "autofocus"}


def test_nothing_that_runs_gets_through_a_post():
    found = {source: faults(render_post(source).html) for source in attempts()}
    assert {source: wrong for source, wrong in found.items() if wrong} == {}


def test_nothing_that_runs_gets_through_a_comment():
    found = {source: faults(render_comment(source)) for source in attempts()}
    assert {source: wrong for source, wrong in found.items() if wrong} == {}


def test_there_are_more_than_a_hundred_attempts_and_the_judge_sees_through_bare_ones():
    assert len(attempts()) > 500
    assert faults("<script>1</script>") and faults("<p onclick=x>") and faults("<a href='java\nscript:x'>")
    assert faults("<a href=' data:x'>") and faults("<p style=x>") and faults("<svg>") and faults("<p id=comments>")


def test_an_attribute_value_does_not_leave_its_quotes():
    html = render_post('<p title="&quot; onclick=&quot;alert(1)">x</p>').html
    assert html.strip() == '<p title="&quot; onclick=&quot;alert(1)">x</p>'


def faults(html: str) -> list[str]:
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.faults


class _Judge(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in HARMLESS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            value = value or ""
            if name.startswith("on") or name in NEVER or ":" in name:
                self.faults.append(name)
            if name in ADDRESS_ATTRIBUTES and not SAFE_ADDRESS.match(re.sub(r"[\x00-\x20\x7f-\xa0\u200b]", "", value)):
                self.faults.append(f"{name}={value}")
            if name == "id" and not value.startswith("body-"):
                self.faults.append(f"id={value}")
            if tag == "input" and name == "type" and value != "checkbox":
                self.faults.append(f"input {value}")

    def handle_comment(self, data):
        self.faults.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment
