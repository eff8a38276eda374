"""What keeps the queue quick at a million comments: counted queries and plans, not seconds."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.admin import tabs
from comments.models import Comment, Decision
from comments.moderation import finding
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def test_an_act_on_many_takes_hardly_more_queries_than_one_on_a_few(client, mod):
    counts = []
    for size in (5, 60):
        comments = [make_comment(status="pending") for _ in range(size)]
        sent = {"action": "approve", "_selected_action": [each.pk for each in comments]}
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            client.post(QUEUE, sent)
        counts.append(len(queries))
        assert Decision.objects.filter(moderator=mod, after="approved").count() >= size
    assert counts[1] <= counts[0] + 4  # long statements are cut into several


def test_five_hundred_fit_on_one_screen_and_into_one_act(client, mod):
    post = make_post()
    made = (Comment(post=post, name="N", body="w", path=str(n).zfill(10), status="pending") for n in range(510))
    Comment.objects.bulk_create(made)
    page = client.get(QUEUE + "?all=").content.decode()
    shown = re.findall(r'name="_selected_action" value="(\d+)"', page)
    assert len(shown) == 500
    client.post(QUEUE + "?all=", {"action": "spam", "_selected_action": shown, "index": 0})
    assert Comment.objects.filter(status="spam").count() == 500
    assert "500 comments became spam" in client.get(QUEUE).content.decode()


def test_counts_stop_where_nobody_acts_on_the_number_any_more(client, mod, monkeypatch):
    monkeypatch.setattr(tabs, "COUNTED", 3)
    for _ in range(5):
        make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    assert '<span class="count">3+</span>' in page
    assert "3+ comments" in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
@pytest.mark.parametrize("query", ["", "?status=all", "?status=mine", "?status=spam", "?status=all&post=1",
                                   "?status=all&address_of=1", "?status=all&network_of=1", "?status=all&rule=learned",
                                   "?status=all&q=tide"])  # fmt: skip
def test_no_list_reads_through_all_comments(client, mod, query):
    make_comment(pk=1, network="n1", status="pending")
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(QUEUE + query).status_code == 200
    for each in queries:
        if '"comments_' not in each["sql"] or not each["sql"].startswith("SELECT") or each["sql"].endswith("LIMIT 1"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {each['sql']}")
            plan = [row[3] for row in cursor.fetchall()]
        scans = [step for step in plan if re.match(r"SCAN comments_(comment|decision)\b(?! USING)", step)]
        assert scans == [], each["sql"]


def test_a_search_reads_the_latest_letter_by_letter_and_finds_what_is_old_by_address_and_index(
    client, mod, monkeypatch
):
    monkeypatch.setattr(finding, "LETTER_BY_LETTER", 2)
    make_comment(status="pending", name="Old", email="old@example.org", body="harbour words of old")
    make_comment(status="approved", name="Public", email="p@example.org", body="harbour words in public")
    make_comment(status="pending", name="New", email="new@example.org", body="harbours, part of a word")
    make_comment(status="approved", name="Last", email="l@example.org", body="nothing")
    cases = {"arbour": {"New"}, "harbour words": {"Public"}, "old@example.org": {"Old"}, "LAST": {"Last"}}
    for typed, names in cases.items():
        page = client.get(QUEUE, {"status": "all", "q": typed}).content.decode()
        assert set(re.findall(r"letter-who\"><b><bdi>(\w+)", page)) == names, typed


def test_a_row_leads_to_the_same_post_address_network_and_reason(client, mod):
    post = make_post("About tides")
    comment = make_comment(post, status="pending", name="Noor", email="noor@example.org", network="n1")
    comment.mark_spam(rule="learned")
    comment.hold(rule="learned", reason="May be spam.")
    alike = {
        "post": make_comment(post, name="Post", email="1@example.org"),
        "address_of": make_comment(name="Address", email="noor@example.org"),
        "network_of": make_comment(name="Network", email="2@example.org", network="n1"),
    }
    alike["rule"] = make_comment(name="Rule", email="3@example.org")
    alike["rule"].hold(rule="learned")
    page = client.get(QUEUE).content.decode().partition(f'id="letter-{comment.pk}"')[2]
    for name, other in alike.items():
        link = re.search(rf'href="(\?status=all&amp;{name}=[^"]+)"', page)[1].replace("&amp;", "&")
        narrowed = client.get(QUEUE + link).content.decode()
        assert set(re.findall(r"letter-who\"><b><bdi>(\w+)", narrowed)) == {"Noor", other.name}, name
        assert "Show all" in narrowed
