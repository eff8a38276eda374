import re

import pytest
from django.urls import reverse

from comments.lists import trying
from comments.models import AuditEntry, CommentRules, ListedSource
from config.networks import network_of
from tests.builders import make_comment, make_user

from .test_audit import RULES, typed_rules

pytestmark = pytest.mark.django_db

LISTS = "/admin/comments/listedsource/"


@pytest.fixture
def boss(client):
    person = make_user("boss", role="administrator")
    client.force_login(person)
    return person


def try_rules(client, **changes) -> str:
    return client.post(RULES, typed_rules(client, **changes) | {"_try": "Try"}).content.decode()


def sentences(page) -> list[str]:
    return re.findall(r"Would have hit ([^.]+)\.", page)


def test_a_new_word_is_tried_on_what_is_stored_before_it_is_saved(client, boss):
    make_comment(body="My press is old, and *Press* is a word.")
    make_comment(body="WordPress is not meant.")
    for _ in range(2):
        make_comment(status="pending", name="Press office", body="Hello.")
    make_comment(status="spam", body="The PRESS!")
    page = try_rules(client, disallowed_words="press", flood_seconds=7)
    assert sentences(page) == ["1 approved, 2 pending, 1 spam"]
    assert "my <mark>press</mark> is old" in page
    assert page.index("state-approved") < page.index("state-pending") < page.index("state-spam")
    assert "All 5 stored comments were read." in page
    assert ">\npress</textarea>" in page and 'name="flood_seconds" value="7"' in page
    rules = CommentRules.load()
    assert (rules.disallowed_words, rules.flood_seconds) == ("", 15) and not AuditEntry.objects.exists()


def test_only_what_is_new_is_tried(client, boss):
    CommentRules.objects.update(moderation_words="casino", max_links=3)
    make_comment(body="A casino.")
    make_comment(body="A poker table.")
    make_comment(body="https://a.example/ https://b.example/ https://c.example/")
    make_comment(body="https://a.example/ https://b.example/")
    page = try_rules(client, moderation_words="casino\r\npoker", max_links=2)
    assert sentences(page) == ["1 approved, 0 pending, 0 spam"] * 2
    assert "<mark>poker</mark>" in page and "<mark>casino</mark>" not in page
    assert "<mark>https://a.example/, https://b.example/</mark>" in page
    assert "There is nothing new to try" in try_rules(client)


def test_what_is_wrong_in_the_form_is_said_instead(client, boss):
    page = try_rules(client, depth=99, disallowed_words="press")
    assert "errornote" in page and "Would have hit" not in page and ">\npress</textarea>" in page


@pytest.mark.parametrize(
    ("kind", "value", "hit"),
    [
        ("email", "ines@example.org", 1), ("email_domain", "@example.org", 2), ("link_domain", "shop.example", 1),
        ("address", "192.0.2.99", 2), ("address", "192.0.0.0/16", 2), ("address", "10.0.0.0/8", 0),
        ("account", "maria", 1),
    ],
)  # fmt: skip
def test_a_source_is_tried_before_it_is_listed(client, boss, kind, value, hit):
    maria = make_user("maria")
    make_comment(email="ines@example.org", network=network_of("192.0.2.1"))
    make_comment(email="tom@mail.example.org", network=network_of("192.0.2.1"), body="https://a.shop.example/")
    make_comment(email="maria@else.example", account=maria, network=network_of("198.51.100.1"))
    data = {"kind": kind, "value": value, "effect": "spam", "note": "", "reason": "Kept", "_try": "Try"}
    page = client.post(LISTS + "add/", data).content.decode()
    assert sentences(page) == [f"{hit} approved, 0 pending, 0 spam"]
    assert 'value="Kept"' in page and not ListedSource.objects.exists()


def test_a_ban_and_a_pasted_list_are_tried_too(client, boss):
    comment = make_comment(email="ines@example.org")
    make_comment(status="spam", email="ines@example.org")
    ban = {"what": ["email:ines@example.org"], "effect": "refuse", "lasts": "7", "note": "Insults.", "_try": "Try"}
    page = client.post(reverse("admin:comments_listedsource_ban", args=[comment.pk]), ban).content.decode()
    assert sentences(page) == ["1 approved, 0 pending, 1 spam"]
    paste = {"lines": "ines@example.org\n@example.net", "effect": "spam", "lasts": "", "_try": "Try"}
    page = client.post(LISTS + "paste/", paste).content.decode()
    assert sentences(page) == ["1 approved, 0 pending, 1 spam", "0 approved, 0 pending, 0 spam"]
    assert not ListedSource.objects.exists()


def test_it_ends_after_a_while_and_says_how_far_it_came(client, boss, monkeypatch):
    monkeypatch.setattr(trying, "PORTION", 2)
    monkeypatch.setattr(trying, "SECONDS", 0)
    for _ in range(5):
        make_comment(body="The press.")
    page = try_rules(client, disallowed_words="press")
    assert sentences(page) == ["2 approved, 0 pending, 0 spam"]
    assert "The newest 2 comments were read, back to" in page


def test_it_asks_the_database_a_constant_number_of_times(client, boss, django_assert_max_num_queries):
    for n in range(60):
        make_comment(email="ines@example.org", body=f"The press, https://a{n}.example/", account=boss)
    data = typed_rules(client, disallowed_words="press", moderation_words="The", max_links=1) | {"_try": "Try"}
    with django_assert_max_num_queries(25):
        client.post(RULES, data)


def test_who_may_not_change_the_rules_may_not_try_them(client, boss):
    data = typed_rules(client, disallowed_words="press") | {"_try": "Try"}
    client.force_login(make_user("mod", role="moderator"))
    assert client.post(RULES, data).status_code == 403
