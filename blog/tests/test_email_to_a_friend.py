"""`…/email/`: a post, sent to a friend by somebody who has an inbox of their own. Letters go to a real SMTP server."""

from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser

from blog.models import EmailRequest, PaperSettings, Post, Visibility
from config.models import OutgoingMail
from tests.builders import make_post, make_user

from .letters import SAME, confirm, html_of, links_in, to_friend, to_myself, words_of

pytestmark = pytest.mark.django_db


def test_a_member_sends_it_at_once_and_the_letter_says_who_it_is_from(client, postman, run_tasks):
    client.force_login(make_user("alice"))
    post = make_post("Tides & ebb", body="It **goes** out.")
    response = to_friend(client, post, note="You asked why.\n<b>Here</b> is why.", sender="Somebody Else")
    assert "on its way to your friend" in response.content.decode()
    run_tasks()
    (letter,) = postman.received
    assert letter["To"] == "leo@example.org" and "Cc" not in letter and "Bcc" not in letter
    assert letter["From"] == "Broadsheet <broadsheet@127.0.0.1>"
    assert letter["Subject"] == "From Broadsheet: Tides & ebb"
    assert letter["Reply-To"] == "alice@example.org"
    words, html = words_of(letter), html_of(letter)
    assert "Alice (alice@example.org) sends you this piece and writes:" in words
    assert "> You asked why.\n> <b>Here</b> is why." in words and "It *goes* out." in words
    assert "<b><bdi>Alice</bdi></b> (alice@example.org)" in html and "<strong>goes</strong>" in html
    assert '<blockquote dir="auto">You asked why.<br>&lt;b&gt;Here&lt;/b&gt; is why.</blockquote>' in html
    assert "Somebody Else" not in words + html


def test_a_guest_confirms_first_and_until_then_the_friend_gets_nothing(client, postman, run_tasks):
    post = make_post()
    page = to_friend(client, post, note="Look at this").content.decode()
    assert "a letter is on its way to you" in page
    run_tasks()
    (letter,) = postman.received
    assert letter["To"] == "ines@example.org"
    for typed in ("Ines", "leo@", "Look at this"):
        assert typed not in words_of(letter) + html_of(letter) + str(letter["Subject"])
    assert "on its way to your friend" in confirm(client, letter).content.decode()
    run_tasks()
    (letter,) = postman.letters_to("leo@example.org")
    assert letter["Reply-To"] == "ines@example.org"
    assert "Ines (ines@example.org) sends you" in words_of(letter) and "> Look at this" in words_of(letter)


def test_the_guest_sees_before_the_button_what_will_go_where(client, postman, run_tasks):
    post = make_post()
    to_friend(client, post, note="One <i>two</i>")
    run_tasks()
    (link,) = [link for link in links_in(postman.received[0]) if "?key=" in link]
    page = client.get(link).content.decode()
    assert "leo@example.org" in page and "in the name of Ines" in page and "One &lt;i&gt;two&lt;/i&gt;" in page


def test_confirmed_twice_it_goes_once_and_both_addresses_are_forgotten(client, postman, run_tasks):
    to_friend(client, make_post())
    run_tasks()
    confirm(client, postman.received[0])
    (link,) = [link for link in links_in(postman.received[0]) if "?key=" in link]
    path, _, key = link.partition("?key=")
    assert "on its way to your friend" in client.post(path, {"key": unquote(key)}, headers=SAME).content.decode()
    run_tasks()
    assert len(postman.letters_to("leo@example.org")) == 1
    assert "@example.org" not in str([*EmailRequest.objects.values(), *OutgoingMail.objects.values()])


def test_a_guest_who_never_confirms_sends_nothing(client, postman, run_tasks):
    for number in range(3):
        to_friend(client, make_post(), friend=f"friend{number}@example.org")
    run_tasks()
    assert {letter["To"] for letter in postman.received} == {"ines@example.org"}


def test_a_member_whose_address_is_not_confirmed_is_asked_like_a_guest(client, postman, run_tasks):
    client.force_login(make_user("alice", confirmed=False))
    to_friend(client, make_post())
    run_tasks()
    assert [letter["To"] for letter in postman.received] == ["ines@example.org"]


RECIPIENTS = [
    "", "nobody", "a@example.org, b@example.org", "a@example.org;b@example.org", "a@example.org b@example.org",
    "a@example.org\nb@example.org", "a@example.org\r\nBcc: b@example.org", "a@example.org%0ABcc:b@example.org",
    "Leo <a@example.org>", '"a,b"@example.org', '"a b"@example.org', "a@[127.0.0.1]", "<a@example.org>",
    "a@example.org\u2028b@example.org", "a@example.org\x00", "mailto:a@example.org", "a(b)@example.org",
    "a@example.org?cc=b@example.org", "a" * 300 + "@example.org", "@example.org", "a@@example.org",
]  # fmt: skip


@pytest.mark.parametrize("field", ["friend", "email"])
@pytest.mark.parametrize("typed", RECIPIENTS)
def test_what_is_not_exactly_one_address_is_refused_and_kept(client, field, typed):
    response = to_friend(client, make_post(), note="Kept words", **{field: typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write one email address" in page or "Null characters" in page
    assert "Kept words" in page and f'id="friend-{field}_error"' in page
    assert not EmailRequest.objects.exists() and not OutgoingMail.objects.exists()


INJECTIONS = [
    "{}\nBcc: victim@example.net",
    "{}\r\nBcc: victim@example.net",
    "{}\r\n\r\nbody",
    "{}\u2028Cc: x",
    "{}\x0bTo: x",
]


@pytest.mark.parametrize("field", ["friend", "sender", "email", "note"])
@pytest.mark.parametrize("shape", INJECTIONS)
def test_no_field_writes_a_header(client, postman, run_tasks, field, shape):
    client.force_login(make_user("alice"))
    plain = {"friend": "leo@example.org", "sender": "Ines", "email": "ines@example.org", "note": "Well"}
    to_friend(client, make_post(), **plain | {field: shape.format(plain[field])})
    client.logout()
    to_friend(client, make_post(), **plain | {field: shape.format(plain[field])})
    run_tasks()
    for letter in postman.received:
        confirm(client, letter) if "?key=" in words_of(letter) else None
    run_tasks()
    known = {"ines@example.org", "leo@example.org"}
    assert set(postman.recipients) <= known and len(postman.recipients) == len(postman.received)
    for letter in postman.received:
        assert letter["To"] in known and "Bcc" not in letter and "Cc" not in letter
        assert letter["Reply-To"] in {None, "alice@example.org", "ines@example.org"}
        assert not letter.defects


def test_a_headline_writes_no_header_either(client, postman, run_tasks):
    client.force_login(make_user("alice"))
    post = make_post("Tides")
    Post.objects.filter(pk=post.pk).update(title="Tides\r\nBcc: victim@example.net")
    to_friend(client, post)
    run_tasks()
    (letter,) = postman.received
    assert letter["Subject"] == "From Broadsheet: Tides Bcc: victim@example.net" and "Bcc" not in letter


LINKS = [
    "see http://x.example/", "HTTPS://X.EXAMPLE", "hxxp://x", "www.pills", "go to example.com now", "pills.example/buy",
    "write to a@b.example", "ex\u200bample.com", "example．com", "bücher.de", "192.0.2.7", "mailto:x", "example.com.",
    "http", "кто.рф", "example。com", "EXAMPLE.COM",
]  # fmt: skip


@pytest.mark.parametrize("field", ["note", "sender"])
@pytest.mark.parametrize("typed", LINKS)
def test_links_are_refused_at_the_field_and_the_words_kept(client, field, typed):
    response = to_friend(client, make_post(), **{field: typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Links and addresses are not sent along." in page and f'id="friend-{field}_error"' in page
    assert typed in page
    assert not EmailRequest.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "Read this, e.g. tonight... It costs 3.50 and took from 9.30 a.m. to noon. Yours, Dr. Kay",
        "你好。请看这个。再见！",
        "مرحبا. انظر",
        "x" * 300,
        "one\r\n" * 59 + "last",
        "✂️ 🏳️‍🌈 d’accord ?",
        "Here is the data: none. The hotel: full.",
    ],
)
def test_plain_words_go_along(client, postman, run_tasks, typed):
    client.force_login(make_user("alice"))
    assert to_friend(client, make_post(), note=typed).status_code == 200
    run_tasks()
    assert typed.replace("\r\n", "\n").split("\n")[0] in words_of(postman.received[0])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"note": "x" * 301}, "300"),
        ({"sender": "x" * 61}, "60"),
        ({"sender": ""}, "Write your name."),
        ({"sender": "Ines\nOwner"}, "Write your name in one line."),
        ({"sender": "Admin"}, "reads as if you spoke for the site"),
        ({"sender": "\u202e\u200b"}, "Write your name."),
    ],
)
def test_what_is_too_long_or_borrowed_is_refused_with_a_sentence(client, typed, sentence):
    response = to_friend(client, make_post(), **typed)
    assert response.status_code == 422 and sentence in response.content.decode()


def test_a_member_whose_name_is_an_address_may_not_advertise_it(client):
    client.force_login(make_user("alice", display_name="Pills at pills.example"))
    response = to_friend(client, make_post())
    assert response.status_code == 422 and "Change it in your profile first." in response.content.decode()


def test_the_first_field_that_is_wrong_has_the_cursor_and_names_its_sentence(client):
    page = to_friend(client, make_post(), friend="x", email="y").content.decode()
    (field,) = [tag for tag in page.split("<") if "autofocus" in tag]
    assert 'name="friend"' in field and 'aria-invalid="true"' in field and "friend-friend_error" in field


# --- Who may, and what may go --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "private", "members", "password", "scheduled"])
def test_what_is_not_open_to_everybody_goes_to_no_friend(client, postman, run_tasks, state):
    post = make_hidden(state)
    client.force_login(post.author)
    page = client.get(post.url_of("blog:email")).content.decode()
    assert 'name="friend"' not in page and "mailto:" not in page
    response = to_friend(client, post)
    assert response.status_code == 403 and "it goes to nobody but you" in response.content.decode()
    assert to_myself(client, post).status_code == 200
    run_tasks()
    assert [letter["To"] for letter in postman.received] == ["ada@example.org"]


def test_a_members_post_goes_to_that_member_and_to_nobody_else(client, postman, run_tasks):
    post = make_hidden("members")
    client.force_login(make_user("alice"))
    to_myself(client, post, "victim@example.net")
    client.force_login(make_user("bob", confirmed=False))
    assert to_myself(client, post, "victim@example.net").status_code == 403
    run_tasks()
    assert [letter["To"] for letter in postman.received] == ["alice@example.org"]


def test_a_post_that_was_hidden_after_it_was_asked_for_does_not_leave(client, postman, run_tasks):
    client.force_login(make_user("alice"))
    for act in (to_friend, to_myself):
        post = make_post()
        act(client, post)
        post.visibility = Visibility.PASSWORD if act is to_friend else Visibility.PRIVATE
        post.password = "low water"
        post.save()
    run_tasks()
    assert postman.received == []
    assert {row.state for row in EmailRequest.objects.all()} == {"dropped"}
    assert {(row.email, row.friend) for row in EmailRequest.objects.all()} == {("", "")}


@pytest.mark.parametrize("switch", ["mail_is_on", "mail_to_friends"])
def test_switched_off_nothing_leaves_not_even_what_was_confirmed_later(client, postman, run_tasks, switch):
    post = make_post("Tides")
    to_friend(client, post)
    run_tasks()
    PaperSettings.objects.update_or_create(pk=1, defaults={switch: False})
    (link,) = [link for link in links_in(postman.received[0]) if "?key=" in link]
    response = client.get(link)
    assert response.status_code == 403 and "at present" in response.content.decode()
    path, _, key = link.partition("?key=")
    assert client.post(path, {"key": unquote(key)}, headers=SAME).status_code == 403
    assert to_friend(client, make_post(), friend="other@example.org").status_code == 403
    run_tasks()
    assert len(postman.received) == 1


@pytest.mark.parametrize("switch", ["mail_is_on", "offers_email"])
def test_switched_off_between_the_button_and_the_task_it_does_not_leave(client, postman, run_tasks, switch):
    client.force_login(make_user("alice"))
    to_friend(client, make_post())
    PaperSettings.objects.update_or_create(pk=1, defaults={switch: False})
    run_tasks()
    assert postman.received == [] and EmailRequest.objects.get().state == "dropped"


def test_switched_off_the_page_still_hands_on_the_address(client):
    PaperSettings.objects.update_or_create(pk=1, defaults={"mail_is_on": False})
    post = make_post("Tides & ebb, 100%")
    response = client.get(post.url_of("blog:email"))
    page = response.content.decode()
    assert response.status_code == 200 and "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert "mailto:?subject=Tides%20%26%20ebb%2C%20100%25&amp;body=http%3A%2F%2F127.0.0.1%3A8000%2F2" in page
    assert "<share-link with-copy" in page and post.get_absolute_url() in client.get("/").content.decode()
    assert post.url_of("blog:email") in client.get(post.get_absolute_url()).content.decode()


def make_hidden(state):
    fields = {
        "draft": {"published_at": None},
        "private": {"visibility": Visibility.PRIVATE},
        "members": {"visibility": Visibility.MEMBERS},
        "password": {"visibility": Visibility.PASSWORD, "password": "low water"},
        "scheduled": {},
    }[state]
    post = make_post("Unready", author=make_user("ada", role="author"), **fields)
    if state == "scheduled":
        post.published_at = post.published_at.replace(year=post.published_at.year + 1)
        post.save()
    assert not Post.objects.visible_to(AnonymousUser()).filter(pk=post.pk).exists()
    return post
