import re

import pytest
from django.core import mail

from comments.letters import subscriptions
from comments.mine import address_keys
from comments.models import CommentRules, Correspondent, Subscription
from tests.builders import make_comment, make_post, make_subscription, make_user

from .acts import latest, write
from .letters import SAME, link_to, press

pytestmark = pytest.mark.django_db


def follow(client, post, email="leo@example.org", **typed):
    return client.post(post.url_of("comments:follow"), {"email": email, "how_often": "at once", **typed}, headers=SAME)


def test_the_form_offers_it_unticked_and_with_a_choice(client):
    post = make_post()
    page = client.get(post.get_absolute_url()).content.decode()
    assert "Notify me of follow-up comments by email." in page
    box = re.search(r'<input[^>]*name="subscribe"[^>]*>', page)[0]
    assert "checked" not in box
    assert re.findall(r'<option value="(\w+)"', page[page.index('name="subscribe_to"') :]) == ["replies", "all"]
    CommentRules.objects.update(offer_subscriptions=False)
    page = client.get(post.get_absolute_url()).content.decode()
    assert 'name="subscribe"' not in page
    assert "comments/follow/" not in page
    assert client.get(post.url_of("comments:follow")).status_code == 404


@pytest.mark.parametrize(("scope", "is_whole"), [({}, False), ({"subscribe_to": "all"}, True)])
def test_a_guest_who_ticks_the_box_is_asked_by_one_letter_and_gets_nothing_before(client, run_tasks, scope, is_whole):
    post = make_post()
    write(client, post, subscribe="on", **scope)
    wish = Subscription.objects.get()
    assert (wish.comment is None, wish.is_confirmed) == (is_whole, False)
    make_comment(post, parent=latest(), status="pending").approve(by=make_user("mod", role="moderator"))
    run_tasks()
    letters = [each for each in mail.outbox if each.to == ["noor@example.org"]]
    assert len(letters) == 1, "the letter that asks, and nothing of the answer"
    assert "What happens" not in letters[0].body and "Noor" not in letters[0].body


def test_the_box_not_ticked_asks_nobody(client, run_tasks):
    write(client, make_post())
    run_tasks()
    assert not Subscription.objects.exists()
    assert mail.outbox == []


def test_the_wish_of_what_the_machine_takes_for_spam_is_not_kept(client, run_tasks):
    CommentRules.objects.update(disallowed_words="casino")
    write(client, make_post(), comment="casino", subscribe="on")
    run_tasks()
    assert not Subscription.objects.exists() and mail.outbox == []


def test_who_ticks_the_box_has_to_give_an_address(client):
    CommentRules.objects.update(require_name_email=False)
    post = make_post()
    assert write(client, post, email="").status_code == 303
    response = write(client, post, comment="More", email="", subscribe="on")
    assert response.status_code == 422
    assert 'id="email-error"' in response.content.decode()


@pytest.mark.parametrize("scope", ["replies", "all"])
def test_the_sender_reads_on_the_receipt_that_a_letter_asks(client, scope):
    answer = write(client, make_post(), subscribe="on", subscribe_to=scope)
    page = client.get(answer["Location"]).content.decode()
    assert "once you have answered the letter" in page


def test_the_button_behind_the_letter_begins_what_was_ticked_and_forgets_the_rest(client, postman, run_tasks):
    post, other = make_post(), make_post("Storms")
    follow(client, post)
    follow(client, other)
    run_tasks()
    (letter,) = postman.letters_to("leo@example.org")
    link = link_to(letter, "/comment/confirm/")
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert not Subscription.objects.active().exists(), "to look at it does nothing"
    page = client.get(link).content.decode()
    assert "Storms" in page
    wanted = Subscription.objects.get(post=post)
    assert press(client, link, follow=[wanted.pk]).status_code == 303
    assert list(Subscription.objects.all()) == [wanted]
    assert Subscription.objects.active().exists()


def test_the_letter_comes_once_a_day_and_holds_nothing_that_was_typed(client, run_tasks):
    post = make_post("About tides")
    for _time in range(3):
        assert follow(client, post)["Location"].endswith("?asked")
    run_tasks()
    assert len(mail.outbox) == 1
    assert "tides" not in mail.outbox[0].body


def test_the_answer_is_the_same_for_whoever_follows_already(client, run_tasks):
    post = make_post()
    make_subscription(post)
    assert follow(client, post)["Location"] == follow(client, post, "nobody@example.org")["Location"]
    page = client.get(post.url_of("comments:follow") + "?asked").content.decode()
    assert "example.org" not in page


def test_somebody_else_cannot_change_or_begin_what_an_inbox_gets(client, run_tasks):
    post, other = make_post(), make_post()
    make_subscription(post, how_often="daily")
    follow(client, post, how_often="at once")
    follow(client, other)
    assert Subscription.objects.get(post=post).how_often == "daily"
    assert not Subscription.objects.active().filter(post=other).exists()


def test_nobody_fills_the_page_of_somebody_else(client):
    for _number in range(subscriptions.MOST_UNCONFIRMED + 2):
        follow(client, make_post())
    assert Subscription.objects.count() <= subscriptions.MOST_UNCONFIRMED


def test_too_many_letters_from_one_network_are_refused_with_the_form(client):
    for number in range(11):
        response = follow(client, make_post(), f"reader{number}@example.org")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert 'value="reader10@example.org"' in response.content.decode()


def test_a_comment_is_kept_although_no_letter_can_leave(client):
    for number in range(10):
        follow(client, make_post(), f"reader{number}@example.org")
    assert write(client, make_post(), subscribe="on").status_code == 303


@pytest.mark.parametrize(
    ("typed", "headers", "status"),
    [
        ({"email": "no address"}, SAME, 422),
        ({"how_often": "x"}, SAME, 422),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_what_cannot_be_taken_comes_back(client, typed, headers, status):
    typed = {"email": "leo@example.org", "how_often": "at once"} | typed
    response = client.post(make_post().url_of("comments:follow"), typed, headers=headers)
    assert response.status_code == status
    assert typed["email"] in response.content.decode()
    assert not Subscription.objects.exists()


def test_a_member_with_a_confirmed_address_needs_no_letter(client, run_tasks):
    post = make_post()
    client.force_login(make_user("maria"))
    write(client, post, subscribe="on", author=None, email=None, url=None)
    answer = client.post(post.url_of("comments:follow"), {"how_often": "daily"}, headers=SAME)
    assert answer["Location"].endswith("?done")
    assert Subscription.objects.active().filter(correspondent__email="maria@example.org").count() == 2
    run_tasks()
    assert mail.outbox == []


def test_the_box_ticked_again_keeps_how_often(client):
    post = make_post()
    client.force_login(make_user("maria"))
    client.post(post.url_of("comments:follow"), {"how_often": "daily"}, headers=SAME)
    write(client, post, subscribe="on", subscribe_to="all", author=None, email=None, url=None)
    assert Subscription.objects.get().how_often == "daily"


def test_a_member_whose_address_is_not_confirmed_is_asked_like_a_guest(client, run_tasks):
    client.force_login(make_user("maria", confirmed=False))
    post = make_post()
    answer = client.post(post.url_of("comments:follow"), {"how_often": "daily"}, headers=SAME)
    assert answer["Location"].endswith("?asked")
    run_tasks()
    assert not Subscription.objects.active().exists()
    assert len(mail.outbox) == 1


def test_only_what_any_stranger_may_read_can_be_followed(client):
    post = make_post(visibility="password", password="x")
    assert client.get(post.url_of("comments:follow")).status_code == 200, "the lock"
    assert client.get(make_post(published_at=None).url_of("comments:follow")).status_code == 404


def test_what_nobody_has_confirmed_is_forgotten_after_a_week(client):
    follow(client, make_post())
    kept = make_subscription(make_post(), "ines@example.org")
    week_ago = kept.created_at - subscriptions.KEEP_UNCONFIRMED
    Subscription.objects.update(created_at=week_ago)
    subscriptions.forget_unconfirmed()
    assert list(Subscription.objects.all()) == [kept]


def test_the_page_of_all_that_is_theirs_changes_and_ends_it(client):
    post, other = make_post("Tides"), make_post("Storms")
    first, second = make_subscription(post), make_subscription(other)
    stranger = make_subscription(post, "ines@example.org")
    page_address = address_keys.page_of("leo@example.org")
    page = client.get(page_address).content.decode()
    assert "Tides" in page and "Storms" in page
    act = f"{page_address}subscriptions/"
    assert client.get(act).status_code == 405
    press(client, act, **{f"often-{first.pk}": "daily", f"often-{stranger.pk}": "daily", f"often-{second.pk}": "x"})
    first.refresh_from_db()
    stranger.refresh_from_db()
    assert (first.how_often, stranger.how_often) == ("daily", "at once")
    press(client, act, cancel=stranger.pk)
    press(client, act, cancel=second.pk)
    assert set(Subscription.objects.all()) == {first, stranger}
    press(client, act, stop="all")
    assert list(Subscription.objects.all()) == [stranger]
    assert client.post("/comment/mine/x/subscriptions/", {"stop": "all"}).status_code == 404


def test_what_another_site_sends_changes_nothing_and_says_so(client):
    make_subscription(make_post("Tides"))
    address = f"{address_keys.page_of('leo@example.org')}subscriptions/"
    answer = client.post(address, {"stop": "all"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Tides" in answer.content.decode()
    assert Subscription.objects.exists()


def test_all_that_is_kept_of_an_address_can_be_listed_and_forgotten(client, run_tasks):
    post = make_post()
    make_subscription(post)
    make_comment(post, status="pending").approve(by=make_user("mod", role="moderator"))
    run_tasks()
    assert [each.post for each in subscriptions.of("Leo@example.org")] == [post]
    subscriptions.forget("leo@example.org")
    assert not subscriptions.of("leo@example.org").exists()
    person = Correspondent.objects.get(email="leo@example.org")
    assert not person.notices.exists()
