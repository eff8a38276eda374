import re

import pytest

from tests.builders import make_comment, make_post

from .test_thread import read

pytestmark = pytest.mark.django_db


def said(client, post, comment) -> str:
    page = read(client, post)
    return re.search(r'<div class="words" dir="auto">(.*?)</div>', page.split(f'id="comment-{comment.pk}"')[1], re.S)[1]


def test_a_name_of_the_conversation_leads_to_what_was_said(client):
    post = make_post()
    ines = make_comment(post, name="Ines")
    answer = make_comment(post, name="Tom", body="@Ines: yes, and @ines again")
    link = f'<a class="mention" href="#comment-{ines.pk}" rel="nofollow ugc">'
    assert said(client, post, answer) == f"<p>{link}@Ines</a>: yes, and {link}@ines</a> again</p>\n"


def test_the_longest_name_is_meant(client):
    post = make_post()
    make_comment(post, name="Ines")
    whole = make_comment(post, name="Ines Müller & Söhne")
    answer = make_comment(post, name="Tom", body="@Ines Müller & Söhne, really?")
    assert f'href="#comment-{whole.pk}" rel="nofollow ugc">@Ines Müller &amp; Söhne</a>, really?' in said(
        client, post, answer
    )


PLAIN = [
    "@Nobody here",
    "@Inesita",
    "ines@Ines",
    "`@Ines`",
    "```\n@Ines\n```",
    "[@Ines](https://a.example)",
    "@",
    "@@@",
]


@pytest.mark.parametrize("body", PLAIN)
def test_whatever_else_begins_so_stays_text(client, body):
    post = make_post()
    make_comment(post, name="Ines")
    assert "mention" not in said(client, post, make_comment(post, name="Tom", body=body))


def test_who_is_not_shown_is_not_named(client):
    post = make_post()
    make_comment(post, name="Ines", status="pending")
    assert "mention" not in said(client, post, make_comment(post, name="Tom", body="@Ines"))


def test_a_mention_smuggles_nothing(client):
    post = make_post()
    make_comment(post, name="<img src=x>")
    words = said(client, post, make_comment(post, name="Tom", body='@<img src=x> & "@x" <b>'))
    assert "<img" not in words
    assert "<b>" not in words


def test_a_thousand_calls_are_read_in_no_time(client):
    post = make_post()
    for number in range(40):
        make_comment(post, name=f"Reader {number}")
    answer = make_comment(post, name="Tom", body="@Reader 1 " * 5000)
    assert said(client, post, answer).count('class="mention"') == 30
