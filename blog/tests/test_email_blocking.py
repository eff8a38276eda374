"""A recipient ends all further letters with one click, in the letter or in the mail program; a look ends nothing."""

import pytest
from django.test import Client

from blog.models import BlockedAddress, EmailRequest
from config.models import OutgoingMail
from tests.builders import make_post, make_user

from .letters import confirm, let_time_pass, links_in, no_more_link, to_friend, to_myself, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(client, postman, run_tasks):
    """To leo, from alice, who stays signed in."""
    client.force_login(make_user("alice"))
    to_friend(client, make_post("Tides"))
    run_tasks()
    return postman.received[0]


def test_a_mail_program_blocks_with_one_post_without_cookies_as_rfc_8058_has_it(letter, client, postman, run_tasks):
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip().startswith("<http://127.0.0.1:8000/p/no-more/")
    program = Client(enforce_csrf_checks=True)
    for body in ({"data": {"List-Unsubscribe": "One-Click"}}, FORM):
        BlockedAddress.objects.all().delete()
        response = program.post(no_more_link(letter), **body)
        assert response.status_code == 200 and not response.cookies
        assert BlockedAddress.objects.count() == 1
    to_friend(client, make_post())
    run_tasks()
    assert len(postman.received) == 1


FORM = {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}


def test_a_person_blocks_from_the_page_and_may_take_it_back(letter, client, postman, run_tasks):
    link = no_more_link(letter)
    assert link in links_in(letter) and "No more letters" in words_of(letter)
    stranger = Client()
    assert "Would you like no more letters?" in stranger.get(link).content.decode()
    assert "<h1>No more letters</h1>" in stranger.post(link).content.decode()
    assert "Allow them again" in stranger.get(link).content.decode()
    assert "Letters may come again" in stranger.post(link, {"act": "allow"}).content.decode()
    to_friend(client, make_post())
    run_tasks()
    assert len(postman.received) == 2


def test_whoever_sends_to_a_blocked_address_is_told_the_same_as_ever(letter, client, postman, run_tasks):
    client.post(no_more_link(letter))
    post = make_post()
    blocked = to_friend(client, post, friend="Leo+post@example.org").content
    assert blocked == to_friend(client, post, friend="other@example.org").content
    run_tasks()
    assert [each["To"] for each in postman.received] == ["leo@example.org", "other@example.org"]
    row = EmailRequest.objects.get(state="blocked")
    assert (row.friend, row.email) == ("", "")


def test_a_guest_learns_nothing_either_and_a_blocked_address_is_not_asked_whether_it_is_theirs(
    letter, client, postman, run_tasks
):
    client.post(no_more_link(letter))
    client.logout()
    post = make_post()
    for ask in (to_myself, to_friend):
        one = ask(client, post, email="leo@example.org")
        other = ask(client, post, email="free@example.org")
        assert (one.status_code, one.content) == (other.status_code, other.content)
    run_tasks()
    assert {each["To"] for each in postman.received[1:]} == {"free@example.org"}


def test_blocked_after_the_guest_confirmed_nothing_comes(letter, client, postman, run_tasks):
    client.logout()
    to_friend(client, make_post())
    run_tasks()
    client.post(no_more_link(letter))
    assert "on its way to your friend" in confirm(client, postman.letters_to("ines@example.org")[0]).content.decode()
    run_tasks()
    assert len(postman.letters_to("leo@example.org")) == 1


def test_the_letter_that_asks_can_be_ended_in_the_same_way(client, postman, run_tasks):
    to_myself(client, make_post(), "victim@example.org")
    run_tasks()
    client.post(no_more_link(postman.received[0]), {"List-Unsubscribe": "One-Click"})
    to_myself(client, make_post(), "victim@example.org")
    run_tasks()
    assert len(postman.received) == 1


def test_what_a_member_asks_for_while_signed_in_still_comes(client, postman, run_tasks):
    to_myself(client, make_post(), "alice@example.org")
    run_tasks()
    client.post(no_more_link(postman.received[0]))
    client.force_login(make_user("alice"))
    to_myself(client, make_post())
    run_tasks()
    assert len(postman.received) == 2
    assert "List-Unsubscribe" not in postman.received[1]


def test_no_address_is_kept_for_a_block(letter, client):
    client.post(no_more_link(letter))
    assert "leo" not in str(BlockedAddress.objects.values())


@pytest.mark.parametrize("key", ["x", "1:abc:def", "é" * 400, "a" * 3000])
def test_a_key_that_is_not_ours_is_not_found(client, key):
    assert client.post(f"/p/no-more/{key}/").status_code == 404
    assert not BlockedAddress.objects.exists()


def test_a_key_of_a_confirmation_blocks_nobody(client, postman, run_tasks):
    to_myself(client, make_post())
    run_tasks()
    (link,) = [link for link in links_in(postman.received[0]) if "?key=" in link]
    key = link.partition("?key=")[2]
    assert client.post(f"/p/no-more/{key}/").status_code == 404


def test_a_scanner_that_follows_every_link_of_every_letter_changes_nothing(client, postman, run_tasks):
    to_friend(client, make_post("Tides"))
    to_myself(client, make_post())
    run_tasks()
    client.force_login(make_user("alice"))
    to_friend(client, make_post(), friend="kim@example.org", pdf="on")
    run_tasks()
    let_time_pass()  # the last one waits for its PDF
    run_tasks()
    before = state()
    scanner = Client()
    for letter in postman.received:
        for link in links_in(letter):
            for method in (scanner.get, scanner.head, scanner.options):
                assert method(link).status_code in {200, 202, 301, 302, 405}, link
    run_tasks()
    assert state() == before


def state():
    return [*EmailRequest.objects.values(), *BlockedAddress.objects.values(), OutgoingMail.objects.count()]
