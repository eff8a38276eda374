from urllib.parse import urlsplit

import pytest
from django.test import Client

from comments import receipts
from comments.models import Comment, CommentRules
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, make_known_member, stamp_of_age, why, write

pytestmark = pytest.mark.django_db


def look(client, address):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def change(client, comment, text, act="edit", **extra):
    data = {"receipt": receipts.make(comment), "comment": text, **extra}
    return client.post(f"/comment/{comment.pk}/{act}/", data)


def test_only_the_sender_sees_what_waits(client):
    post = make_post()
    answer = write(client, post, comment="A secret canary", author="Canary")
    response = look(client, answer["Location"])
    page = response.content.decode()
    assert "A secret canary" in page
    assert "Your comment is awaiting moderation." in page
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    pk = latest().pk
    stranger = Client()
    for path in [post.get_absolute_url(), post.url_of("comments:conversation"), post.url_of("comments:post_feed"),
                 "/comments/feed/", "/", f"{post.get_absolute_url()}?replytocom={pk}"]:  # fmt: skip
        page = stranger.get(path).content.decode()
        assert "canary" not in page.lower(), path
        assert "awaiting moderation" not in page
    assert stranger.get(f"/comment/{pk}/").status_code == 404


def test_a_receipt_is_private_above_the_conversation_alone_too(client):
    comment = make_comment(status="pending", body="canary")
    response = client.get(comment.post.url_of("comments:conversation"), {"receipt": receipts.make(comment)})
    assert "canary" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_links_of_what_waits_lead_nowhere_yet(client):
    answer = write(client, make_post(), comment="[click](http://evil.example)")
    page = look(client, answer["Location"]).content.decode()
    assert "<p>click</p>" in page


def test_spam_looks_to_its_sender_as_if_it_waited(client):
    comment = make_comment(status="spam", body="Cheap watches")
    page = look(client, receipts.address(comment)).content.decode()
    assert "Cheap watches" in page
    assert "Your comment is awaiting moderation." in page


def test_the_receipt_of_an_approved_comment_has_no_notice(client):
    page = look(client, receipts.address(make_comment())).content.decode()
    assert "awaiting moderation" not in page
    assert "Withdraw" in page


@pytest.mark.parametrize("key", ["", "forged", "a:b:c", "MQ:1xUZwK:AAAA", "%00", "é" * 3000])
def test_a_forged_receipt_shows_the_plain_page(client, key):
    post = make_post()
    comment = make_comment(post, status="pending", body="canary")
    response = client.get(post.get_absolute_url(), {"receipt": key})
    assert response.status_code == 200
    assert "canary" not in response.content.decode()
    assert comment.anchor not in response.content.decode()


def test_a_receipt_is_good_for_its_post_and_for_fifteen_minutes(client):
    comment = make_comment(status="pending", body="canary")
    other = make_post()
    query = urlsplit(receipts.address(comment)).query
    assert "canary" not in client.get(f"{other.get_absolute_url()}?{query}").content.decode()
    backdate(comment, minutes=14)
    assert "canary" in look(client, receipts.address(comment)).content.decode()
    backdate(comment, minutes=16)
    assert "canary" not in look(client, receipts.address(comment)).content.decode()


def test_a_guest_edits_and_stays_in_the_queue(client):
    write(client, make_post())
    comment = latest()
    response = change(client, comment, "Better *words*")
    assert response.status_code == 303
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("Better *words*", "pending")
    assert "<em>words</em>" in comment.body_html
    assert comment.edited_at
    assert "Better" in look(client, response["Location"]).content.decode()


def test_what_waits_is_changed_ten_times_at_most(client):
    write(client, make_post())
    for number in range(10):
        assert change(client, latest(), f"Wording {number}").status_code == 303
    answer = change(client, latest(), "One <more>")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "You have changed this comment often" in page and "One &lt;more&gt;</textarea>" in page
    assert latest().body == "Wording 9"
    assert latest().decisions.count() == 11


def test_an_edit_is_judged_again(client):
    maria = make_known_member()
    client.force_login(maria)
    post = make_post()
    write(client, post, stamp=stamp_of_age(post, 60))
    comment = latest()
    assert comment.status == "approved"
    change(client, comment, "A small correction")
    comment.refresh_from_db()
    assert comment.status == "approved"
    change(client, comment, "Now [a](http://a.example) and [b](http://b.example)")
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert "2 links" in why(comment)


def test_an_approved_guest_who_edits_waits_again(client):
    write(client, make_post())
    comment = latest()
    comment.approve(by=make_user("mod", role="moderator"))
    change(client, comment, "Something else entirely")
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_an_edit_never_lifts_what_was_judged(client):
    comment = make_comment(status="spam")
    change(client, comment, "Quite harmless")
    comment.refresh_from_db()
    assert comment.status == "spam"


def test_a_bad_edit_comes_back_with_its_text(client):
    comment = make_comment(status="pending")
    response = change(client, comment, "x" * 65_526)
    assert response.status_code == 422
    assert "too long" in response.content.decode()
    assert "<details open>" in response.content.decode()
    assert change(client, comment, " ").status_code == 422


def test_a_late_edit_gives_the_words_back(client):
    comment = make_comment(body="Before")
    backdate(comment, minutes=16)
    response = change(client, comment, "My <late> words")
    assert response.status_code == 403
    assert "My &lt;late&gt; words</textarea>" in response.content.decode()
    assert Comment.objects.get().body == "Before"


def test_what_is_withdrawn_while_it_is_fresh_is_gone_for_good(client):
    write(client, make_post())
    pk = latest().pk
    response = change(client, latest(), "", act="withdraw")
    assert response.status_code == 303
    assert not Comment.objects.exists()
    gone = look(client, response["Location"])
    assert (gone.status_code, "no-store" in gone["Cache-Control"]) == (410, True)
    assert client.get(f"/comment/{pk}/").status_code == 410


def test_what_was_answered_keeps_its_place_when_it_is_withdrawn(client):
    post = make_post()
    write(client, post)
    comment = latest()
    comment.approve(by=make_user("mod", role="moderator"))
    make_comment(post, parent=comment, body="An answer")
    response = change(client, comment, "", act="withdraw")
    comment.refresh_from_db()
    assert comment.status == "trash"
    assert why(comment) == "Withdrawn by its author."
    page = look(client, response["Location"]).content.decode()
    assert "You took it back." in page
    page = client.get(post.get_absolute_url()).content.decode()
    assert "This comment was removed." in page and "An answer" in page
    assert "What happens in the dark?" not in page


def test_withdrawn_words_may_be_said_again(client):
    CommentRules.objects.update(flood_seconds=0)
    post = make_post()
    write(client, post)
    change(client, latest(), "", act="withdraw")
    assert write(client, post).status_code == 303


def test_nobody_changes_without_the_receipt(client):
    comment, other = make_comment(body="Before"), make_comment()
    for key in ("", "forged", receipts.make(other)):
        for act in ("edit", "withdraw"):
            data = {"receipt": key, "comment": "After"}
            assert client.post(f"/comment/{comment.pk}/{act}/", data).status_code == 404
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("Before", "approved")


def test_changing_takes_a_post_from_this_site(client):
    comment = make_comment(body="Before")
    for act in ("edit", "withdraw"):
        assert client.get(f"/comment/{comment.pk}/{act}/").status_code == 405
        data = {"receipt": receipts.make(comment), "comment": "After"}
        answer = client.post(f"/comment/{comment.pk}/{act}/", data, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("Before", "approved")


def test_the_receipt_of_a_reply_on_a_later_page_opens_that_page(client):
    from comments.models import CommentRules

    CommentRules.objects.update(threads_per_page=5)
    post = make_post()
    for _ in range(7):
        make_comment(post)
    answer = write(client, post, comment="At the end", email="new@example.org")
    assert "At the end" in look(client, answer["Location"]).content.decode()


def test_the_name_of_what_waits_leads_nowhere_yet(client):
    comment = make_comment(status="pending", url="https://lent.example")
    assert 'href="https://lent.example"' not in look(client, receipts.address(comment)).content.decode()
    comment.approve()
    assert 'href="https://lent.example"' in look(client, receipts.address(comment)).content.decode()


def test_an_edit_of_what_waits_is_in_its_log(client):
    write(client, make_post())
    comment = latest()
    change(client, comment, "Better words")
    decision = comment.decisions.first()
    assert (decision.before, decision.after, decision.moderator) == ("pending", "pending", None)
    assert decision.reason.startswith("Edited by its author.")
