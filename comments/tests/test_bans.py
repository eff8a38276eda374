from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import rechecking, spam
from comments.lists import pasting
from comments.models import Comment, CommentRules, ListedSource, Status
from config.networks import network_of
from tests.builders import make_comment, make_post, make_user

from .acts import latest, make_known_member, stamp_of_age, write

pytestmark = pytest.mark.django_db

Kind, Effect = ListedSource.Kind, ListedSource.Effect
LISTS = "/admin/comments/listedsource/"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


@pytest.fixture
def anyone_appears():
    CommentRules.objects.update(first_comment_waits=False, flood_seconds=0)


def make_listed(kind, value, effect=Effect.SPAM, **fields):
    return ListedSource.objects.create(kind=kind, value=value, effect=effect, **fields)


def say(client, origin="192.0.2.7", **fields):
    """A comment that would appear at once."""
    post = make_post()
    data = {"comment": "I like the tides.", "author": "Noor", "email": "noor@example.org", "url": "", **fields}
    data["stamp"] = stamp_of_age(post, 60)
    return client.post(post.url_of("comments:conversation"), data, headers=HERE, REMOTE_ADDR=origin)


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        (Kind.EMAIL, "noor@example.org", {"email": "Noor@Example.org"}),
        (Kind.EMAIL_DOMAIN, "example.org", {"email": "noor@mail.example.org"}),
        (Kind.EMAIL_DOMAIN, "xn--bcher-kva.example", {"email": "noor@bücher.example"}),
        (Kind.ADDRESS, "192.0.2.7/32", {}),
        (Kind.ADDRESS, "192.0.0.0/16", {}),
        (Kind.ADDRESS, "2001:db8::/32", {"origin": "2001:db8:5::1"}),
        (Kind.ADDRESS, "192.0.2.0/24", {"origin": "::ffff:192.0.2.7"}),
        (Kind.LINK_DOMAIN, "shop.example", {"comment": "See https://www.cheap.shop.example/x for more."}),
        (Kind.LINK_DOMAIN, "shop.example", {"url": "https://SHOP.example/"}),
        (Kind.LINK_DOMAIN, "cheap-shoes.com", {"comment": "Go to cheap-shoes dot com today."}),
        (Kind.LINK_DOMAIN, "xn--bcher-kva.example", {"comment": "<https://bücher.example/>"}),
    ],
)
def test_what_comes_from_a_listed_source_is_what_the_list_says(client, anyone_appears, kind, value, sent):
    entry = make_listed(kind, value, reason="Sells shoes.")
    say(client, **sent)
    assert latest().status == Status.SPAM
    decision = latest().decisions.get()
    assert decision.rule == "listed" and f"no. {entry.pk}" in decision.reason and "Sells shoes." in decision.reason
    assert "192.0" not in decision.reason and "noor@" not in decision.reason
    ListedSource.objects.update(effect=Effect.WAIT)
    say(client, **{"comment": "Other words.", **sent})
    assert latest().status == Status.PENDING


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        (Kind.EMAIL_DOMAIN, "example.org", {"email": "noor@notexample.org"}),
        (Kind.ADDRESS, "192.0.2.0/25", {"origin": "192.0.2.200"}),
        (Kind.LINK_DOMAIN, "shop.example", {"comment": "See https://workshop.example/ or shop.example.org."}),
        (Kind.EMAIL, "noor@example.org", {"email": "noor@example.org", "is_ended": True}),
    ],
)
def test_neighbours_and_what_has_ended_are_left_alone(client, anyone_appears, kind, value, sent):
    ends_at = timezone.now() - timedelta(seconds=1) if sent.pop("is_ended", False) else None
    make_listed(kind, value, ends_at=ends_at)
    say(client, **sent)
    assert latest().decisions.get().rule != "listed" and latest().status != Status.SPAM


def test_a_list_of_any_length_is_asked_by_one_query(client, django_assert_num_queries):
    ListedSource.objects.bulk_create(
        ListedSource(kind=Kind.LINK_DOMAIN, value=f"shop{n}.example", effect=Effect.SPAM) for n in range(1000)
    )
    comment = make_comment(body=" ".join(f"https://a.b{n}.example/" for n in range(300)))
    with django_assert_num_queries(1):
        assert spam.checks.listed(comment, spam.Sender(address="2001:db8::1"), None) is None


def test_allow_beats_block(client, anyone_appears):
    make_listed(Kind.ADDRESS, "192.0.2.0/24")
    make_listed(Kind.ADDRESS, "192.0.2.7/32", Effect.ALLOW)
    say(client)
    assert latest().status == Status.APPROVED and latest().decisions.get().rule == "listed"
    say(client, origin="192.0.2.8", email="tom@example.org")
    assert latest().status == Status.SPAM


def test_an_allowed_domain_of_links_speaks_for_itself_alone(client, anyone_appears):
    make_listed(Kind.LINK_DOMAIN, "example")
    make_listed(Kind.LINK_DOMAIN, "good.example", Effect.ALLOW)
    say(client, comment="https://good.example/ is worth it.")
    assert latest().status == Status.APPROVED
    say(client, comment="https://good.example/ and https://bad.example/ are.", email="tom@example.org")
    assert latest().status == Status.SPAM


def test_nobody_borrows_what_is_allowed_by_typing_it(client):
    make_listed(Kind.EMAIL, "noor@example.org", Effect.ALLOW)
    make_listed(Kind.EMAIL_DOMAIN, "example.org", Effect.ALLOW)
    say(client)
    assert latest().status == Status.PENDING
    member = make_user("noor")
    client.force_login(member)
    write(client, make_post(), comment="It is me.")
    assert latest().status == Status.APPROVED


def test_a_banned_member_is_told_why_and_until_when_and_keeps_the_words(client):
    member = make_known_member("maria")
    end = timezone.now() + timedelta(days=7)
    make_listed(Kind.ACCOUNT, str(member.pk), Effect.REFUSE, note="Three insults in a week.", ends_at=end)
    make_listed(Kind.ADDRESS, "127.0.0.1/32", Effect.ALLOW)
    client.force_login(member)
    response = write(client, make_post(), comment="My new words")
    page = response.content.decode()
    assert response.status_code == 403 and "My new words" in page
    assert "You may not write comments here until" in page and "Three insults in a week." in page
    assert f"{timezone.localtime(end):%Y}" in page
    assert not Comment.objects.filter(body="My new words").exists()
    ListedSource.objects.update(ends_at=timezone.now())
    assert write(client, make_post(), comment="My new words").status_code == 303


def test_who_only_types_a_banned_address_learns_nothing_of_that(client, anyone_appears):
    make_listed(Kind.EMAIL, "noor@example.org", Effect.REFUSE, note="Three insults.")
    response = say(client)
    assert response.status_code == 303 and "insults" not in client.get(response.url).content.decode()
    assert latest().status == Status.SPAM


def test_staff_are_not_shut_out_of_their_own_house(client):
    ada = make_user("ada", role="author")
    make_listed(Kind.ACCOUNT, str(ada.pk), Effect.REFUSE, note="By mistake.")
    make_listed(Kind.ADDRESS, "127.0.0.0/8")
    client.force_login(ada)
    write(client, make_post(author=ada))
    assert latest().status == Status.APPROVED


def test_the_writer_of_a_comment_is_banned_from_the_queue_in_one_form(client, mod, anyone_appears):
    comment = make_comment(
        status="pending", email="noor@mail.example", network=network_of("192.0.2.7"), body="https://shop.example/"
    )
    address = reverse("admin:comments_listedsource_ban", args=[comment.pk])
    assert f'href="{address}"' in client.get("/admin/comments/comment/").content.decode()
    page = client.get(address).content.decode()
    for offered in ("email:noor@mail.example", "email_domain:mail.example", "link_domain:shop.example", "network:"):
        assert f'value="{offered}' in page
    what = ["email:noor@mail.example", f"network:{comment.network}"]
    data = {"what": what, "effect": "refuse", "lasts": "7", "note": "Insults.", "reason": "Again"}
    assert client.post(address, data).status_code == 302
    email, network = ListedSource.objects.order_by("pk")
    assert (email.effect, network.effect) == ("refuse", "spam")
    assert (email.by, email.reason, email.note) == (mod, "Again", "Insults.")
    assert timedelta(days=6) < network.ends_at - timezone.now() < timedelta(days=8)
    client.logout()
    say(client, email="other@example.org", origin="192.0.2.200")
    assert latest().status == Status.SPAM


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": []}, "Choose at least one."),
        ({"what": ["email:somebody@else.example"]}, "is not one of the available choices"),
        ({"note": ""}, "whoever is banned is told"),
        ({"what": ["network:" + "a" * 32], "lasts": ""}, "Networks change hands"),
        ({"lasts": "12"}, "is not one of the available choices"),
    ],
)
def test_an_unfair_ban_comes_back_with_what_was_typed(client, mod, changes, said):
    comment = make_comment(email="noor@example.org", network="a" * 32)
    data = {"what": ["email:noor@example.org"], "effect": "refuse", "lasts": "7", "note": "Insults.", "reason": "Kept"}
    response = client.post(reverse("admin:comments_listedsource_ban", args=[comment.pk]), data | changes)
    assert response.status_code == 422 and said in response.content.decode()
    assert 'value="Kept"' in response.content.decode() and not ListedSource.objects.exists()


def test_many_are_pasted_at_once_and_what_each_is_is_guessed(client, mod):
    maria = make_user("maria")
    make_listed(Kind.EMAIL, "known@example.org")
    lines = "noor@Example.org # rude\n\n@example.net\n192.0.2.9/24\n2001:DB8::1\nhttps://www.shop.example/x\nmaria\n"
    data = {"lines": f"{lines}known@example.org\nNOOR@example.org", "effect": "spam", "lasts": "", "reason": "Old list"}
    page = client.post(LISTS + "paste/", data, follow=True).content.decode()
    assert "6 sources listed. 1 was listed before." in page
    assert set(ListedSource.objects.exclude(value="known@example.org").values_list("kind", "value", "reason")) == {
        ("email", "noor@example.org", "Old list"), ("email_domain", "example.net", "Old list"),
        ("address", "192.0.2.0/24", "Old list"), ("address", "2001:db8::1/128", "Old list"),
        ("link_domain", "shop.example", "Old list"), ("account", str(maria.pk), "Old list"),
    }  # fmt: skip


def test_a_line_that_is_wrong_is_named_and_nothing_is_kept(client, mod):
    data = {"lines": "good@example.org\nnobody-here\n192.0.2.0/99\na@b", "effect": "spam", "lasts": ""}
    response = client.post(LISTS + "paste/", data)
    page = response.content.decode()
    assert response.status_code == 422 and not ListedSource.objects.exists()
    for said in ("Line 2: Nobody has an account", "Line 3:", "Line 4: “a@b” is no email address.", "good@example.org"):
        assert said in page
    assert client.post(LISTS + "paste/", data | {"lines": "x.example\n" * 5001}).status_code == 422
    assert client.post(LISTS + "paste/", data | {"lines": "\x00"}).status_code == 422


def test_what_is_too_long_is_named_and_many_accounts_cost_no_more_than_one(client, mod, django_assert_max_num_queries):
    lines = f"noor@{'a.' * 150}example\n{'b' * 60}.{'c.' * 120}example"
    response = client.post(LISTS + "paste/", {"lines": lines, "effect": "spam", "lasts": ""})
    page = response.content.decode()
    assert response.status_code == 422 and "Line 1:" in page and "Line 2:" in page
    for number in range(5):
        make_user(f"Member{number}")
    with django_assert_max_num_queries(3):
        sheet = pasting.read(
            "member0\nMEMBER1\nmember2@example.org\nmember3\nmember4\nnobody", kind="account", effect="spam", lasts=""
        )
    assert (len(sheet.entries), [number for number, _ in sheet.errors]) == (5, [6])


def test_one_is_added_changed_and_ended_and_stays_as_history(client, mod):
    data = {"kind": "email_domain", "value": "@Example.ORG", "effect": "spam", "note": "", "reason": "x"}
    client.post(LISTS + "add/", data)
    entry = ListedSource.objects.get()
    assert (entry.value, entry.by) == ("example.org", mod)
    assert "This is listed already." in client.post(LISTS + "add/", data).content.decode()
    assert "Only a person can be refused" in client.post(LISTS + "add/", data | {"effect": "refuse"}).content.decode()
    client.post(f"{LISTS}{entry.pk}/change/", data | {"value": "other.example", "effect": "wait"})
    entry.refresh_from_db()
    assert (entry.value, entry.effect) == ("example.org", "wait")
    client.post(LISTS, {"action": "end", "_selected_action": [entry.pk]})
    assert not ListedSource.objects.acting().exists()
    assert "ended " in client.get(LISTS).content.decode()
    make_listed(Kind.EMAIL_DOMAIN, "example.org")
    assert "This is listed already." in client.post(f"{LISTS}{entry.pk}/change/", data).content.decode()
    assert client.post(f"{LISTS}{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_may_not_moderate_may_not_ban(client):
    comment = make_comment()
    client.force_login(make_user("ada", role="author"))
    for address in (LISTS, LISTS + "paste/", f"{LISTS}ban/{comment.pk}/"):
        assert client.get(address).status_code == 403


def test_what_is_listed_later_is_found_by_rechecking(mod):
    comment = make_comment(status="pending", body="https://shop.example/")
    make_listed(Kind.LINK_DOMAIN, "shop.example")
    [difference] = rechecking.differences()
    assert (difference.comment, difference.verdict.rule) == (comment, "listed")


def test_a_ban_goes_with_the_account():
    member = make_user("maria")
    make_listed(Kind.ACCOUNT, str(member.pk), Effect.REFUSE, note="Insults.")
    member.delete()
    assert not ListedSource.objects.exists()
