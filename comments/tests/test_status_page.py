from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from comments import receipts
from comments.mine import standing
from comments.models import Appeal, Comment, Decision
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, write
from .test_receipt import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def mod():
    return make_user("mod", role="moderator")


def page_of(comment) -> str:
    return Client().get(standing.address_of(comment)).content.decode()


def act(comment, name, **data):
    return Client().post(f"{standing.address_of(comment)}{name}/", data)


def an_old_one(**fields) -> Comment:
    comment = make_comment(**fields)
    comment.decisions.create(before="", after=comment.status)
    backdate(comment, days=40)
    return comment


def test_the_receipt_leads_to_a_page_that_stays(client, mod):
    write(client, make_post("Tides"))
    receipt = look(client, receipts.address(latest())).content.decode()
    assert f'href="{standing.address_of(latest())}"' in receipt
    backdate(latest(), days=400)
    answer = client.get(standing.address_of(latest()))
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    for words in (
        "Your comment waits",
        "A moderator reads it before it appears.",
        "What happens in the dark?",
        "Tides",
    ):
        assert words in answer.content.decode()
    latest().approve(by=mod)
    assert "Your comment is published" in page_of(latest())
    latest().trash(by=mod, reason="Mean to Tom", note="Please no names.")
    page = page_of(latest())
    for words in ("Your comment was removed", "A moderator removed it.", "Please no names."):
        assert words in page
    assert "Mean to Tom" not in page
    assert "mod" not in page.lower().replace("moderat", "")


def test_the_machine_teaches_no_spammer(mod):
    comment = an_old_one(status="pending")
    comment.mark_spam(reason="Contains “casino”, a disallowed word.", rule="disallowed_words")
    assert "Your comment waits" in page_of(comment)
    Decision._base_manager.filter(comment=comment).update(created_at=timezone.now() - timedelta(hours=2))
    page = page_of(comment)
    assert "It was taken for advertising by a machine." in page
    for clue in ("casino", "disallowed"):
        assert clue not in page


def test_nobody_else_sees_it(client):
    comment, other = make_comment(), make_comment()
    key = standing.key_of(other)
    for act_name in ("", "withdraw/", "appeal/", "confirm/"):
        for wrong in (key, "forged", "é" * 900):
            assert client.post(f"/comment/{comment.pk}/status/{wrong}/{act_name}").status_code in {404, 405}
    assert client.get(f"/comment/{comment.pk}/status/{key}/").status_code == 404
    comment.refresh_from_db()
    assert comment.status == "approved"


@pytest.mark.parametrize("hidden", [{"visibility": "private"}, {"visibility": "password", "password": "x"}, "draft"])
def test_what_became_of_a_hidden_post_is_not_told(hidden):
    hidden = {"published_at": None} if hidden == "draft" else hidden
    post = make_post("Canary", slug="canary", **hidden)
    comment = make_comment(post, body="My own words", status="pending")
    page = page_of(comment)
    assert "My own words" in page
    assert "canary" not in page.lower()


def test_it_can_be_withdrawn_for_ever_and_its_place_stays(client, mod):
    post = make_post()
    comment = an_old_one(post=post, body="My own words")
    make_comment(post, parent=comment, body="An answer")
    assert client.get(f"{standing.address_of(comment)}withdraw/").status_code == 405
    assert act(comment, "withdraw").status_code == 303
    page = client.get(post.get_absolute_url()).content.decode()
    assert "My own words" not in page and "An answer" in page
    page = page_of(comment)
    assert "You took it back." in page
    assert "Ask them to look again" not in page
    assert act(comment, "appeal", words="Please").status_code == 303
    assert not Appeal.objects.exists()


def test_fresh_and_unanswered_it_goes_for_good(client):
    post = make_post()
    write(client, post)
    comment = latest()
    assert act(comment, "withdraw").status_code == 303
    assert not Comment.objects.exists()
    page = client.get(standing.address_of(comment))
    assert page.status_code == 410
    assert "Your comment is gone" in page.content.decode() and "stood here" not in page.content.decode()
    assert f'href="{post.get_absolute_url()}#conversation"' in page.content.decode()


def test_a_writer_appeals_once_for_each_decision(mod, run_tasks):
    comment = an_old_one(body="My own words")
    comment.trash(by=mod)
    assert act(comment, "appeal", words="It was <b>meant</b> kindly.").status_code == 303
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert "It was <b>meant</b> kindly." in comment.decisions.first().reason
    assert "You have asked the moderators to look at it again." in page_of(comment)
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["mod@example.org"]]
    assert act(comment, "appeal", words="Again!").status_code == 303
    assert Appeal.objects.count() == 1
    comment.trash(by=mod)
    act(comment, "appeal", words="Once more")
    assert Appeal.objects.count() == 2


def test_the_moderator_reads_the_whole_appeal(client, mod):
    comment = an_old_one()
    comment.trash(by=mod)
    words = "Because " * 120
    act(comment, "appeal", words=words)
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    page = client.get(f"/admin/comments/comment/{comment.pk}/change/").content.decode()
    assert words.strip() in page


@pytest.mark.parametrize("words", ["", "  \n", "\u200b", "x" * 1001])
def test_an_appeal_is_a_short_text(mod, words):
    comment = an_old_one()
    comment.trash(by=mod)
    answer = act(comment, "appeal", words=words)
    assert answer.status_code == 422
    assert not Appeal.objects.exists()


def test_a_network_appeals_so_often(mod):
    for number in range(6):
        comment = an_old_one()
        comment.trash(by=mod)
        answer = act(comment, "appeal", words=f"Reason {number}")
    assert answer.status_code == 429
    assert "Reason 5" in answer.content.decode()
    assert int(answer["Retry-After"]) > 60


def test_a_form_from_elsewhere_changes_nothing(mod):
    comment = an_old_one()
    comment.trash(by=mod)
    for name in ("withdraw", "appeal", "confirm"):
        address = f"{standing.address_of(comment)}{name}/"
        data = {"words": "Kept words"}
        answer = Client().post(address, data, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert name != "appeal" or "Kept words" in answer.content.decode()
    assert comment.decisions.count() == 2


def test_a_guest_asks_for_the_letter_without_script(client, run_tasks):
    write(client, make_post())
    comment = latest()
    assert "Confirm my address" in look(client, receipts.address(comment)).content.decode()
    answer = act(comment, "confirm")
    assert answer.status_code == 303
    assert "a letter is on its way" in client.get(answer["Location"]).content.decode()
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["noor@example.org"]]


def test_a_member_needs_no_letter(client, run_tasks):
    member = make_user("maria")
    comment = make_comment(account=member, email=member.email)
    assert "Confirm my address" not in page_of(comment)
    act(comment, "confirm")
    run_tasks()
    assert mail.outbox == []
