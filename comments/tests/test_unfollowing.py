import pytest
from django.core import signing
from django.test import Client

from comments.models import Correspondent, Notice, Subscription
from config import housekeeping
from tests.builders import make_comment, make_post, make_subscription, make_user

from .acts import let_pass
from .letters import html_of, link_to, links_in, one_click, press, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(postman, run_tasks):
    """Comments under these posts are approved; returns the letters to Leo."""
    mod = make_user("mod", role="moderator")

    def tell(*posts):
        for post in posts:
            make_comment(post, status="pending").approve(by=mod)
        run_tasks()
        return postman.letters_to("leo@example.org")

    return tell


def test_a_letter_has_the_heads_of_a_list(told):
    post = make_post("About tides")
    make_subscription(post)
    (letter,) = told(post)
    assert letter["List-Id"] == f"<post-{post.pk}.conversation.127.0.0.1>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Precedence"] == "bulk"
    way_out = letter["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    for part in (words_of(letter), html_of(letter)):
        assert way_out in part
        assert "/comment/mine/" in part


def test_the_one_click_of_a_mail_program_ends_this_conversation(client, told):
    post, other = make_post(), make_post()
    make_subscription(post)
    make_subscription(post, comment=make_comment(post))
    kept = make_subscription(other)
    stranger = make_subscription(post, "ines@example.org")
    letter = told(post)[0]
    assert one_click(client, letter).status_code == 200
    assert set(Subscription.objects.all()) == {kept, stranger}
    assert one_click(client, letter).status_code == 200, "once more does no harm"
    assert len(told(post, other)) == 2


def test_the_one_click_needs_no_cookie_and_no_token(told):
    make_subscription(post := make_post())
    careful = Client(enforce_csrf_checks=True)
    assert one_click(careful, told(post)[0]).status_code == 200
    assert not Subscription.objects.exists()


def test_a_scanner_that_opens_every_link_changes_nothing(client, told, run_tasks):
    post = make_post()
    make_subscription(post)
    own = make_comment(post, status="pending", email="leo@example.org")
    make_subscription(post, comment=own)
    own.approve(by=make_user("ed", role="editor"))
    letters = told(post)
    before = state()
    seen = set()
    for link in set().union(*(links_in(letter) for letter in letters)):
        for method in (client.get, client.head, client.options):
            response = method(link, follow=True)
            seen.add(response.status_code)
            assert not response.cookies
    assert seen <= {200, 405}
    assert state() == before


def state() -> list:
    kept = (Subscription, Notice, Correspondent)
    return [sorted(model.objects.values_list()) for model in kept]


def test_the_link_shows_a_button_for_this_and_one_for_all(client, told):
    post, other = make_post("Tides"), make_post("Storms")
    make_subscription(post)
    make_subscription(other)
    link = link_to(told(post)[0], "/comment/unfollow/")
    response = client.get(link)
    page = response.content.decode()
    assert "Tides" in page and "Storms" not in page and "leo@" not in page
    assert response["Cache-Control"] == "private, no-store"
    press(client, link, act="these")
    assert [each.post for each in Subscription.objects.all()] == [other]
    page = press(client, link, act="all").content.decode()
    assert "You are unsubscribed from all conversations" in page
    assert not Subscription.objects.exists()


def test_a_digest_of_several_conversations_ends_those(client, told, run_tasks, postman):
    posts = [make_post(), make_post()]
    for post in posts:
        make_subscription(post, how_often="hourly")
    kept = make_subscription(make_post(), how_often="hourly")
    assert told(*posts) == []
    let_pass(hours=1)
    housekeeping.run.func()
    run_tasks()
    (letter,) = postman.letters_to("leo@example.org")
    assert letter["List-Id"] == "<conversation.127.0.0.1>"
    one_click(client, letter)
    assert list(Subscription.objects.all()) == [kept]


def test_a_forged_key_is_not_found(client):
    make_subscription(make_post())
    for key in ("x", signing.dumps([1, [1]], salt="another"), signing.dumps("x", salt="comments.unfollow")):
        assert client.get(f"/comment/unfollow/{key}/").status_code == 404
        assert client.post(f"/comment/unfollow/{key}/").status_code == 404
    assert Subscription.objects.exists()
