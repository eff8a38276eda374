"""What staff see of letters: that, when, by whom and to what kind of place; never to whom, once it has left."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import BlockedAddress, EmailRequest
from blog.paper import emailing
from tests.builders import make_post, make_user

from .letters import confirm, no_more_link, to_friend, to_myself

pytestmark = pytest.mark.django_db
LIST = reverse("admin:blog_emailrequest_changelist")


@pytest.fixture
def desk():
    desk = Client()
    desk.force_login(make_user("owner", role="administrator"))
    return desk


def listed(desk, **query) -> str:
    return desk.get(LIST, query).content.decode().partition('id="result_list"')[2]


def test_a_letter_of_a_guest_is_followed_from_asked_to_sent(client, desk, postman, run_tasks):
    to_friend(client, make_post("Tides"), note="Look <at> this")
    page = listed(desk)
    for words in ("Tides", "a friend", "guest <bdi>Ines</bdi>", "Look &lt;at&gt; this", "l…@example.org", "asked"):
        assert words in page
    assert "leo@" not in page and "ines@" not in page
    run_tasks()
    confirm(client, postman.received[0])
    run_tasks()
    page = listed(desk)
    assert "sent</td>" in page and "@example.org" not in page
    assert f"#{EmailRequest.objects.get().address_hash[:12]}" in page


def test_members_blocked_and_refused_letters_are_told_apart(client, desk, postman, run_tasks, monkeypatch):
    monkeypatch.setattr("blog.paper.email_limits.BY_PERSON", 2)
    client.force_login(make_user("alice"))
    to_friend(client, make_post("First"))
    run_tasks()
    client.post(no_more_link(postman.received[0]))
    to_friend(client, make_post("Second"))
    run_tasks()
    to_myself(client, make_post("Third"))
    page = listed(desk)
    for words in ("member Alice", "blocked by its recipient", "refused by a limit", "oneself"):
        assert words in page
    assert "First" not in listed(desk, state="refused") and "Third" in listed(desk, state="refused")


def test_whoever_complains_is_found_by_the_address_they_name_and_by_nothing_less(client, desk, run_tasks):
    client.force_login(make_user("alice"))
    to_friend(client, make_post("Tides"), friend="Leo@Example.org")
    to_friend(client, make_post("Clocks"), friend="kim@example.org")
    run_tasks()
    page = listed(desk, q="leo@example.org")
    assert "Tides" in page and "Clocks" not in page
    assert "Tides" not in listed(desk, q="leo@example")
    assert "Clocks" in listed(desk, q="clock")


def test_nobody_changes_or_deletes_what_was_noted(client, desk):
    to_friend(client, make_post())
    row = EmailRequest.objects.get()
    opened = desk.get(reverse("admin:blog_emailrequest_change", args=[row.pk]))
    assert opened.status_code == 200 and 'name="_save"' not in opened.content.decode()
    assert "leo@" not in opened.content.decode()
    assert desk.post(reverse("admin:blog_emailrequest_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert desk.get(reverse("admin:blog_emailrequest_add")).status_code == 403


@pytest.mark.parametrize("role", ["contributor", "author", "editor", "moderator"])
def test_only_administrators_look(client, role):
    client.force_login(make_user("ed", role=role))
    assert client.get(LIST).status_code == 403


def test_after_thirty_days_the_log_is_empty_and_a_block_still_holds(client, postman, run_tasks):
    client.force_login(make_user("alice"))
    to_friend(client, make_post())
    run_tasks()
    client.post(no_more_link(postman.received[0]))
    long_ago = timezone.now() - emailing.KEEP_RECORDS - timedelta(minutes=1)
    EmailRequest.objects.update(requested_at=long_ago)
    emailing.forget_old()
    assert not EmailRequest.objects.exists() and BlockedAddress.objects.exists()
    to_friend(client, make_post())
    run_tasks()
    assert len(postman.received) == 1


def test_no_list_asks_more_often_for_more_letters(client, desk):
    client.force_login(make_user("alice"))
    to_friend(client, make_post())
    desk.get(LIST)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))
        for friend in range(4):
            to_friend(client, make_post(), friend=f"f{number}{friend}@example.org")
    assert counts[0] == counts[1]


def test_the_row_below_a_piece_hands_on_its_address_and_not_that_of_a_draft(client):
    author = make_user("ada", role="author")
    client.force_login(author)
    post, draft = make_post("Tides", author=author), make_post("Unready", author=author, published_at=None)
    page = client.get(post.get_absolute_url()).content.decode()
    assert f'<share-link data-url="http://127.0.0.1:8000{post.get_absolute_url()}" data-title="Tides"' in page
    assert "<share-link" not in client.get(draft.get_absolute_url()).content.decode()
