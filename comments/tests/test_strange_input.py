"""Names and texts that try something: harmless, or refused with a reason; never a 500."""

import re
import time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.fields import NameField, WebsiteField
from comments import pace, receipts
from comments.forms import Text
from comments.models import Comment, CommentRules
from tests.builders import make_comment, make_post

from .acts import latest, write

pytestmark = pytest.mark.django_db

NAMES = {
    "emoji": ("Noor 👩‍💻🏳️‍🌈", "Noor 👩‍💻🏳️‍🌈"),
    "Arabic": ("نور", "نور"),
    "Persian with a joiner": ("می\u200cخواهم", "می\u200cخواهم"),
    "four bytes": ("𐍈𝔸", "𐍈𝔸"),
    "bidi override": ("\u202eroon\u202c", "roon"),
    "zero width": ("No\u200bor\ufeff", "Noor"),
    "Latin joiner": ("No\u200dor", "Noor"),
    "NUL": ("No\x00or", "Noor"),
    "lines": ("Noor\r\nBcc: x", "Noor Bcc: x"),
    "decomposed": ("Zoe\u0308", "Zoë"),
    "markup": ("<b>Noor</b>", "<b>Noor</b>"),
}


@pytest.mark.parametrize("case", NAMES)
def test_a_name_is_kept_where_it_is_harmless(client, case):
    typed, kept = NAMES[case]
    post = make_post()
    assert write(client, post, author=typed).status_code == 303
    comment = latest()
    assert comment.name == kept
    comment.approve()
    page = client.get(post.get_absolute_url()).content.decode()
    assert f"<bdi>{kept.replace('<', '&lt;').replace('>', '&gt;')}</bdi>" in page
    assert client.get("/comments/feed/").status_code == 200


def test_control_characters_in_a_text_break_no_feed(client):
    from xml.etree import ElementTree

    post = make_post()
    write(client, post, comment="bell \x07 null \x00 form \x0c fffe \ufffe end")
    latest().approve()
    ElementTree.fromstring(client.get("/comments/feed/").content)


MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='vbscript:x'>y</a>",
    '![x](http://a.example/x.png" onload="alert(1))',
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<svg/onload=alert(1)>",
    "</li></ol></section><form action=//evil.example>",
    "<p id=respond class=comment-respond>",
    "`</code><script>`",
    "[a][b]\n\n[b]: javascript:alert(1)",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_stays_text(client, text):
    post = make_post()
    write(client, post, comment=text + "\n\nwords", url="")
    comment = latest()
    comment.approve()
    page = client.get(post.get_absolute_url()).content.decode()
    words = page.split(f'id="{comment.anchor}"')[1].split("</article>")[0]
    assert not re.search(r"<(script|style|iframe|svg|form|img)\b", words, re.I)
    assert not re.search(r"<[^>]*\s(on\w+|style|id)\s*=", words.split('class="words" dir="auto">')[1], re.I)
    assert not re.search(r'href="(?!http|/)', words)


def test_visitors_links_carry_no_weight(client):
    post = make_post()
    make_comment(post, url="https://noor.example", body="http://a.example [b](http://b.example)")
    page = client.get(post.get_absolute_url()).content.decode()
    talk = page.split('<ol class="thread">')[1].split("</ol>")[0]
    outside = re.findall(r'<a [^>]*href="https?:[^>]*>', talk)
    assert len(outside) == 3
    assert all('rel="nofollow ugc"' in link for link in outside)


HOSTILE = ["[" * 60_000, "> " * 10_000 + "x", "*a " * 20_000, "`" * 60_000, "<" * 60_000, "a@" * 30_000]


@pytest.mark.parametrize("text", HOSTILE, ids=["brackets", "quotes", "stars", "ticks", "angles", "ats"])
def test_hostile_text_is_answered(client, text):
    assert write(client, make_post(), comment=text).status_code in {303, 422}


@pytest.mark.parametrize(
    "query", ["replies=x", "replies=-1", "replies=0", "replies=2", "replies=" + "9" * 50, "replies=%00"]
)
def test_an_odd_page_of_replies_is_not_found(client, query):
    assert client.get(f"{make_post().get_absolute_url()}?{query}").status_code in {400, 404}


@pytest.mark.parametrize("path", ["/comment/0/", "/comment/999/", "/comment/" + "9" * 40 + "/", "/comment/1/decide/x/"])
def test_an_unknown_comment_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_huge_number_has_no_receipt(client):
    data = {"receipt": receipts.make(make_comment()), "comment": "x"}
    assert client.post("/comment/" + "9" * 40 + "/edit/", data).status_code == 404


PILES = ["\u0301\u0316", "\u0f73", "\uff9e\u0301"]  # the second and third hide their marks until they are taken apart


@pytest.mark.parametrize("pile", PILES, ids=["plain", "tibetan", "halfwidth"])
@pytest.mark.parametrize("field", ["author", "url", "comment"])
def test_a_pile_of_marks_is_answered_at_once(client, field, pile):
    CommentRules.objects.update(moderation_words="casino")
    typed = {
        "author": "a" + pile * 40_000,
        "url": "https://a" + pile * 40_000,
        "comment": "a" + (pile * 20_000)[:20_000],
    }
    started = time.process_time()
    response = write(client, make_post(), **{field: typed[field]})
    assert time.process_time() - started < 1
    assert response.status_code == (303 if field == "comment" else 422)
    if field == "author":
        assert "at most 245 characters" in response.content.decode()


def test_a_numbered_control_character_breaks_no_feed(client):
    from xml.etree import ElementTree

    post = make_post()
    write(client, post, comment="form &#12; fffe &#xfffe; end", author="Noor\ufffe")
    latest().approve()
    for path in ("/comments/feed/", post.url_of("comments:post_feed")):
        ElementTree.fromstring(client.get(path).content)


def test_a_name_with_control_characters_breaks_no_feed(client):
    from xml.etree import ElementTree

    make_comment(name="No\x0cor", url="https://noor.example/\x0c")
    ElementTree.fromstring(client.get("/comments/feed/").content)


@pytest.fixture
def within_a_minute(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(pace, "MOST", 30)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.mark.usefixtures("within_a_minute")
def test_preview_and_posting_have_a_pace(client):
    post = make_post()
    for _ in range(30):
        assert write(client, post, preview="1").status_code == 200
    for extra in ({"preview": "1"}, {}):
        response = write(client, post, comment="And <more>", **extra)
        assert response.status_code == 429
        assert 1 <= int(response["Retry-After"]) <= 60
        assert "And &lt;more&gt;</textarea>" in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.usefixtures("within_a_minute")
def test_edits_have_the_same_pace(client):
    comment = make_comment(status="pending", body="Before")
    data = {"receipt": receipts.make(comment), "comment": " "}
    for _ in range(30):
        assert client.post(f"/comment/{comment.pk}/edit/", data).status_code == 422
    response = client.post(f"/comment/{comment.pk}/edit/", data | {"comment": "After <all>"})
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "After &lt;all&gt;</textarea>" in response.content.decode()
    comment.refresh_from_db()
    assert comment.body == "Before"


@pytest.mark.usefixtures("within_a_minute")
def test_a_sign_that_stands_for_a_sentence_counts_as_one(client):
    post = make_post()
    assert write(client, post, preview="1", comment="a" * 21_000).status_code == 200
    assert write(client, post, preview="1", comment="\ufdfa" * 21_000).status_code == 429
    assert pace.size_of("\ud800") == 1


@pytest.mark.usefixtures("within_a_minute")
def test_the_pace_is_that_of_one_network(client):
    post = make_post()
    for _ in range(31):
        response = write(client, post, preview="1")
    assert response.status_code == 429
    url = post.url_of("comments:conversation")
    assert client.post(url, {"comment": "Hello", "preview": "1"}, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("within_a_minute")
def test_long_texts_use_the_pace_up_sooner(client):
    post, long = make_post(), "word " * 13_000
    said = [write(client, post, preview="1", comment=long).status_code for _ in range(4)]
    assert said == [200, 200, 200, 429]


def test_half_a_character_is_taken_out_or_refused():
    assert Text().clean("a\ud800b") == "ab"
    assert NameField().clean("No\udfffor") == "Noor"
    with pytest.raises(ValidationError):
        WebsiteField().clean("https://a.example/\ud800")
