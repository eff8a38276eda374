"""`…/email/`: a post, sent to one's own address."""

from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from blog.models import EmailRequest
from blog.paper import email_limits, emailing
from config import housekeeping
from config.models import OutgoingMail
from tests.builders import make_page, make_post, make_user

pytestmark = pytest.mark.django_db

SAME = {"Sec-Fetch-Site": "same-origin"}


def ask(client, post, email="reader@example.org", **extra):
    return client.post(post.url_of("blog:email"), {"email": email}, headers=SAME, **extra)


def link_in_letter() -> str:
    (line,) = [line for line in mail.outbox[-1].body.splitlines() if "?key=" in line]
    return line.removeprefix(settings.SITE_URL)


def confirm(client, link):
    path, _, key = link.partition("?key=")
    return client.post(path, {"key": unquote(key)}, headers=SAME)


def test_a_guest_confirms_the_address_and_gets_the_whole_post(client, run_tasks):
    post = make_post("Tides & ebb", summary="Why it goes.", body="It **goes** [out](/about/). $x^2$\n\n- [x] seen")
    response = ask(client, post)
    assert response.status_code == 200
    assert "If the address is right, a letter is on its way." in response.content.decode()
    run_tasks()
    link = link_in_letter()
    assert client.get(link).status_code == 200
    assert len(mail.outbox) == 1  # looking does nothing
    assert "on its way to you" in confirm(client, link).content.decode()
    run_tasks()
    letter = mail.outbox[1]
    assert letter.to == ["reader@example.org"]
    assert letter.subject == "Tides & ebb"
    assert "It *goes* out [1]. `x^2`" in letter.body and "Why it goes." in letter.body
    html = letter.alternatives[0][0]
    assert f'<strong>goes</strong> <a href="{settings.SITE_URL}/about/">' in html
    assert "<code>x^2</code>" in html and "☑" in html and "<script" not in html


def test_the_letter_that_asks_holds_nothing_that_anybody_typed(client, run_tasks):
    post = make_post("Buy my pills https://spam.example/")
    ask(client, post)
    run_tasks()
    letter = mail.outbox[0]
    assert letter.subject == "Broadsheet: the piece you asked for"
    assert "pills" not in letter.body.replace(post.get_absolute_url(), "")
    assert "We do not know who asked." in letter.body


def test_confirmed_twice_it_is_sent_once_and_the_address_is_forgotten(client, run_tasks):
    post = make_post()
    ask(client, post)
    run_tasks()
    link = link_in_letter()
    confirm(client, link)
    assert "on its way to you" in confirm(client, link).content.decode()
    assert "on its way to you" in client.get(link).content.decode()
    run_tasks()
    assert len(mail.outbox) == 2
    request = EmailRequest.objects.get()
    assert request.email == "" and request.sent_at


@pytest.mark.parametrize("key", ["", "x", "1:abc:def", "\x00", "é" * 9000])
def test_a_key_that_is_not_ours_leads_to_the_form(client, key):
    response = client.post(make_post().url_of("blog:email") + "?key=", {"key": key}, headers=SAME)
    assert response.status_code == 410
    assert 'name="email"' in response.content.decode()


def test_a_key_is_good_for_one_post_and_two_days(client):
    post, other = make_post(), make_post()
    ask(client, post)
    key = emailing.key_of(EmailRequest.objects.get())
    assert client.get(other.url_of("blog:email"), {"key": key}).status_code == 410
    EmailRequest.objects.update(requested_at=timezone.now() - timedelta(days=3))
    emailing.forget_old()
    assert client.get(post.url_of("blog:email"), {"key": key}).status_code == 410


def test_the_page_behind_the_link_is_kept_nowhere(client):
    post = make_post()
    ask(client, post)
    response = client.get(post.url_of("blog:email"), {"key": emailing.key_of(EmailRequest.objects.get())})
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_post_that_was_hidden_meanwhile_is_not_sent(client):
    post = make_post()
    ask(client, post)
    key = emailing.key_of(EmailRequest.objects.get())
    post.unpublish(by=None)
    assert client.post(post.url_of("blog:email"), {"key": key}, headers=SAME).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "nobody",
        "a@b",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\n\r\nbody",
        "Name <a@example.org>",
        "a@example.org\x00",
        "ａ＠example.org",
        "\u202ea@example.org",
        "a" * 260 + "@example.org",
        "🙂@example.org",
    ],
)
def test_what_is_not_one_address_is_refused_with_a_sentence_and_the_text_kept(client, typed):
    response = ask(client, make_post(), typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Write one email address" in page or "Null characters" in page
    assert not OutgoingMail.objects.exists() and not EmailRequest.objects.exists()


def test_what_was_typed_stays_in_the_field(client):
    assert 'value="nobody@"' in ask(client, make_post(), "nobody@").content.decode()


def test_the_answer_is_the_same_for_a_members_address_and_a_strangers(client):
    make_user("alice")
    post = make_post()
    assert ask(client, post, "alice@example.org").content == ask(client, post, "nobody@example.org").content


def test_a_second_click_on_the_button_sends_no_second_letter(client):
    post = make_post()
    assert ask(client, post).content == ask(client, post).content
    assert OutgoingMail.objects.count() == 1


def test_a_form_on_another_site_sends_nothing(client):
    post = make_post()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        response = client.post(post.url_of("blog:email"), {"email": "a@example.org"}, headers=headers)
        assert response.status_code == 403
        assert 'value="a@example.org"' in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_one_address_is_not_flooded(client):
    for _ in range(email_limits.BY_ADDRESS):
        assert ask(client, make_post(), "victim@example.org").status_code == 200
    response = ask(client, make_post(), "Victim@Example.org")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 3600
    assert 'value="Victim@Example.org"' in response.content.decode()
    assert OutgoingMail.objects.count() == email_limits.BY_ADDRESS


def test_one_network_does_not_flood_many_addresses(client):
    for number in range(email_limits.BY_NETWORK):
        assert ask(client, make_post(), f"a{number}@example.org", REMOTE_ADDR=f"192.0.2.{number}").status_code == 200
    assert ask(client, make_post(), "b@example.org", REMOTE_ADDR="192.0.2.99").status_code == 429
    assert ask(client, make_post(), "b@example.org", REMOTE_ADDR="198.51.100.1").status_code == 200


@pytest.mark.parametrize("limit", ["BY_POST", "BY_SITE"])
def test_a_post_and_the_site_have_a_limit_of_their_own(client, monkeypatch, limit):
    monkeypatch.setattr(email_limits, limit, 2)
    post = make_post()
    codes = [ask(client, post, f"a{n}@example.org").status_code for n in range(3)]
    assert codes == [200, 200, 429]


def test_a_member_gets_it_at_once_at_their_own_address(client, run_tasks):
    user = make_user("alice")
    client.force_login(user)
    post = make_page("About")
    page = client.get(post.url_of("blog:email")).content.decode()
    assert "Send it to me (alice@example.org)" in page and 'name="email"' not in page
    assert client.post(post.url_of("blog:email"), {"email": "victim@example.org"}).status_code == 200
    client.post(post.url_of("blog:email"))
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]
    assert EmailRequest.objects.get().email == ""


def test_a_member_who_has_not_confirmed_is_asked_like_a_guest(client):
    client.force_login(make_user("alice", confirmed=False))
    assert 'name="email"' in client.get(make_post().url_of("blog:email")).content.decode()


def test_a_members_form_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("alice"))
    post = make_post()
    assert client.post(post.url_of("blog:email"), headers=SAME).status_code == 403
    page = client.get(post.url_of("blog:email")).content.decode()
    token = page.split('csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert client.post(post.url_of("blog:email"), {"csrfmiddlewaretoken": token}).status_code == 200
    assert EmailRequest.objects.count() == 1


def test_an_author_mails_a_draft_to_themselves(client, run_tasks):
    author = make_user("ada", role="author")
    post = make_post("Unready", author=author, published_at=None)
    client.force_login(author)
    assert client.post(post.url_of("blog:email")).status_code == 200
    run_tasks()
    assert mail.outbox[0].subject == "Unready"


def test_a_strangers_page_is_the_same_for_all_and_carries_no_token(client):
    post = make_post()
    response = client.get(post.url_of("blog:email"))
    assert not response.cookies and "csrf" not in response.content.decode()


def test_unconfirmed_requests_are_forgotten_after_two_days(client):
    ask(client, make_post())
    EmailRequest.objects.update(requested_at=timezone.now() - timedelta(days=2, minutes=1))
    assert emailing.forget_old in housekeeping.chores
    emailing.forget_old()
    assert not EmailRequest.objects.exists()


def test_a_description_that_looks_like_markup_stays_one_in_the_letter(client, run_tasks):
    client.force_login(make_user("alice"))
    trick = '<p title="<link-embed" class="lead">a</p><p title="> <script>x()</script>">b</p>'
    client.post(make_post(body=trick).url_of("blog:email"))
    run_tasks()
    seen = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: seen.append(tag)
    parser.feed(mail.outbox[0].alternatives[0][0])
    assert "script" not in seen
