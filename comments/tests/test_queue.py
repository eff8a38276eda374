import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import receipts
from comments.models import Comment, CommentRules, Decision, ListedSource, Status
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def act(client, name, comments):
    return client.post(QUEUE, {"action": name, "_selected_action": [each.pk for each in comments]}, follow=True)


def statuses(*comments) -> list[str]:
    return [Comment.objects.get(pk=each.pk).status for each in comments]


def test_what_waits_comes_first_with_counts_of_every_state(client, mod):
    make_comment(status="pending", body="waiting words")
    make_comment(status="approved", body="approved words")
    make_comment(status="spam", body="spam words")
    page = client.get(QUEUE).content.decode()
    assert "waiting words" in page
    assert "approved words" not in page
    make_comment(account=mod)
    page = client.get(QUEUE).content.decode()
    tabs = re.findall(r'status=(\w+)"[^>]*>\w+ <span class="count">(\d+)', page)
    counts = {"all": "4", "mine": "1", "pending": "1", "approved": "2", "spam": "1", "trash": "0"}
    assert tabs == list(counts.items())
    assert "spam words" in client.get(QUEUE + "?status=spam").content.decode()
    assert "approved words" in client.get(QUEUE + "?status=all").content.decode()


def test_a_line_tells_what_a_moderator_weighs(client, mod):
    post = make_post("About tides")
    parent = make_comment(post, name="Tom", body="The question")
    make_comment(email="noor@example.org", network="n1")
    make_comment(email="noor@example.org", status="spam")
    comment = make_comment(post, parent=parent, email="noor@example.org", network="n1")
    comment.hold(reason="Contains 2 links.")
    page = client.get(QUEUE).content.decode()
    text = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    for words in ("About tides", "Tom : The question", "Contains 2 links.", "address not confirmed",
                  "Same address: 1 approved, 1 spam . Same network: 1 approved ."):  # fmt: skip
        assert words in text


def test_bulk_acts_touch_what_was_selected_and_nothing_else(client, mod):
    one, two, other = (make_comment(status="pending") for _ in range(3))
    cases = {"approve": "approved", "spam": "spam", "trash": "trash", "hold": "pending"}
    for name, status in cases.items():
        Comment.objects.exclude(pk=other.pk).update(status="pending" if name != "hold" else "approved")
        client.post(QUEUE + "?status=all", {"action": name, "_selected_action": [one.pk, two.pk]})
        assert statuses(one, two, other) == [status, status, "pending"], name
        assert len({decision.batch for decision in Decision.objects.filter(after=status)}) == 1


def test_nothing_offers_to_act_on_more_than_the_screen_shows(client, mod):
    for _ in range(60):
        make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    assert "Select all 60" not in page
    assert page.count('name="_selected_action"') == 25


def test_the_last_act_can_be_undone_right_there(client, mod):
    one, two = make_comment(status="pending"), make_comment(status="pending")
    page = act(client, "spam", [one, two]).content.decode()
    assert "Your last act: 2 comments became spam." in page
    batch = re.search(r'name="batch" value="([^"]+)"', page)[1]
    page = client.post(reverse("admin:comments_comment_undo"), {"batch": batch}, follow=True).content.decode()
    assert statuses(one, two) == ["pending", "pending"]
    assert "Your last act" not in page
    assert one.decisions.first().reason == "Undone."


def test_an_undo_leaves_alone_what_was_decided_since(client, mod):
    one, two = make_comment(status="pending"), make_comment(status="pending")
    act(client, "spam", [one, two])
    batch = one.decisions.first().batch
    Comment.objects.get(pk=one.pk).approve(by=make_user("other", role="moderator"))
    client.post(reverse("admin:comments_comment_undo"), {"batch": batch})
    assert statuses(one, two) == ["approved", "pending"]


def test_nobody_undoes_what_another_did(client, mod):
    one = make_comment(status="pending")
    act(client, "spam", [one])
    batch = one.decisions.first().batch
    client.force_login(make_user("other", role="moderator"))
    assert "Your last act" not in client.get(QUEUE).content.decode()
    client.post(reverse("admin:comments_comment_undo"), {"batch": batch})
    assert statuses(one) == ["spam"]


def test_a_row_has_buttons_that_decide_at_once(client, mod):
    comment = make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    url = reverse("admin:comments_comment_decide")
    for verb, status in {"approve": "approved", "spam": "spam", "trash": "trash", "hold": "pending"}.items():
        if verb != "hold":
            assert f'name="act" value="{verb}:{comment.pk}"' in page
        client.post(url, {"act": f"{verb}:{comment.pk}"})
        assert statuses(comment) == [status]
    client.post(url, {"act": f"undo:{comment.pk}"})
    assert statuses(comment) == ["trash"]


def test_buttons_need_a_post_with_its_token(mod):
    comment = make_comment(status="pending")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mod)
    url = reverse("admin:comments_comment_decide")
    assert strict.post(url, {"act": f"approve:{comment.pk}"}).status_code == 403
    assert strict.get(url, {"act": f"approve:{comment.pk}"}).status_code == 405
    assert statuses(comment) == ["pending"]


@pytest.mark.parametrize("sent", ["", "approve", "approve:x", "delete:1", "approve:" + "9" * 30])
def test_a_broken_button_is_a_400(client, mod, sent):
    assert client.post(reverse("admin:comments_comment_decide"), {"act": sent}).status_code == 400
    assert client.post(reverse("admin:comments_comment_undo"), {"batch": sent}).status_code == 400


@pytest.mark.parametrize("role", ["author", "contributor", None])
def test_only_moderators_enter(client, role):
    comment = make_comment(status="pending", body="canary")
    client.force_login(make_user("someone", role=role))
    for response in (
        client.get(QUEUE),
        client.post(reverse("admin:comments_comment_decide"), {"act": f"approve:{comment.pk}"}),
        client.post(reverse("admin:comments_comment_undo"), {"batch": "x"}),
    ):
        assert response.status_code in {302, 403}
    assert statuses(comment) == ["pending"]


def test_the_text_can_be_mended_and_the_state_cannot(client, mod):
    comment = make_comment(status="pending", body="teh words")
    url = f"{QUEUE}{comment.pk}/change/"
    logs = {f"decisions-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    data = {"name": "Noor", "email": "noor@example.org", "url": "", "body": "*the* words", "status": "approved", **logs}
    assert client.post(url, data).status_code == 302
    comment.refresh_from_db()
    assert (comment.body_html, comment.status) == ("<p><em>the</em> words</p>\n", "pending")
    response = client.post(url, data | {"body": "ü" * 40_000})
    assert response.status_code == 200
    assert "too long" in response.content.decode()


def test_a_comments_page_shows_its_log(client, mod):
    comment = make_comment(status="approved")
    comment.hold(reason="Contains 2 links.")
    page = client.get(f"{QUEUE}{comment.pk}/change/").content.decode()
    assert "Contains 2 links." in page
    assert "Undo the last decision" in page
    assert 'name="decisions-0-reason"' not in page


def test_the_queue_is_searched_and_narrowed(client, mod):
    post = make_post("About tides")
    make_comment(post, status="pending", name="Noor", email="noor@example.org", body="needle words")
    make_comment(status="pending", name="Tom", email="tom@example.org", body="other words")
    for query in ("q=noor", "q=noor@example.org", "q=needle", f"post={post.pk}"):
        page = client.get(f"{QUEUE}?{query}").content.decode()
        assert "needle words" in page, query
        assert "other words" not in page, query
    for odd in ("post=x", "post=" + "9" * 40, "status=x", "created_at__gte=x", "p=999", "q=%00"):
        assert client.get(f"{QUEUE}?{odd}").status_code in {200, 302, 400}, odd


def test_a_long_queue_costs_no_more_queries(client, mod):
    client.get(QUEUE)  # the first page of a session writes down that it is in use
    counts = []
    for size in (5, 45):
        for _ in range(size):
            make_comment(make_post(), status="pending", parent=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(QUEUE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_rules_are_one_page(client):
    client.force_login(make_user("admin", role="administrator"))
    response = client.get("/admin/comments/commentrules/")
    assert response["Location"] == "/admin/comments/commentrules/1/change/"
    assert client.get(response["Location"]).status_code == 200
    assert client.get("/admin/comments/commentrules/add/").status_code == 403
    assert CommentRules.objects.count() == 1


def test_the_desk_says_how_many_wait(rf, mod):
    for _ in range(3):
        make_comment(status="pending")
    request = rf.get("/admin/")
    line = "{% load moderation %}{% queue_line %}"
    request.user = mod
    assert "3 comments wait" in Template(line).render(Context({"request": request}))
    request.user = make_user("reader")
    assert Template(line).render(Context({"request": request})).strip() == ""


def test_the_queue_needs_no_inline_script_or_style(client, mod):
    make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)(?![^>]*type=\"application/json\")", page)


def test_the_queue_shows_the_words_as_readers_would_see_them_and_where_links_lead(client):
    client.force_login(make_user("mira", role="moderator"))
    make_comment(status=Status.PENDING, body="Some *wet* words and [a link](https://garden.example.net/x?a=1&b=2) <b>.")
    page = client.get("/admin/comments/comment/").content.decode()
    assert "Some <em>wet</em> words and a link &lt;b&gt;." in page
    assert "Links: https://garden.example.net/x?a=1&amp;b=2" in page
    assert 'href="https://garden.example.net' not in page


def test_nobody_decides_in_the_queue_on_words_that_they_have_not_seen(client, mod):
    comment = make_comment(status="pending")
    button = reverse("admin:comments_comment_decide"), {"act": f"approve:{comment.pk}"}
    bulk = QUEUE, {"action": "approve", "_selected_action": [comment.pk]}
    for page, (url, data) in [(QUEUE, button), (f"{QUEUE}{comment.pk}/change/", button), (QUEUE, bulk)]:
        seen = re.findall(r'name="read" value="([^"]+)"', client.get(page).content.decode())
        words = {"receipt": receipts.make(comment), "comment": f"Not what stood at {page}"}
        assert Client().post(f"/comment/{comment.pk}/edit/", words).status_code == 303
        answer = client.post(url, data | {"read": seen}, follow=True).content.decode()
        assert "has changed the comment meanwhile" in answer
        assert statuses(comment) == ["pending"]
        seen = re.findall(r'name="read" value="([^"]+)"', client.get(page).content.decode())
        client.post(url, data | {"read": seen})
        assert statuses(comment) == ["approved"]
        Comment.objects.get(pk=comment.pk).hold()


@pytest.mark.parametrize("number", ["²", "9" * 30, "x"])
@pytest.mark.parametrize(("rows", "act"), [("comment", "spam"), ("listedsource", "end")])
def test_an_act_on_what_is_no_number_is_not_understood(client, number, rows, act):
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    make_comment()
    ListedSource(kind="email", value="noor@example.org").enter()
    sent = {"action": act, "_selected_action": number, "index": 0}
    assert client.post(f"/admin/comments/{rows}/", sent).status_code == 400
