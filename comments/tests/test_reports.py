import pytest
from django.core import mail
from django.urls import reverse

from comments.models import Comment, CommentRules, Report, Status
from comments.receiving import revise
from comments.spam import Sender
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def mod(client):
    moderator = make_user("mod", role="moderator")
    client.force_login(moderator)
    return moderator


def address(comment) -> str:
    return reverse("comments:report", args=[comment.pk])


def report(client, comment, *, origin="192.0.2.7", headers=HERE, **fields):
    data = {"reason": "insult", "text": "", **fields}
    return client.post(address(comment), data, headers=headers, REMOTE_ADDR=origin)


def test_each_comment_has_a_link_to_a_page_with_its_words_and_a_few_reasons(client):
    post = make_post()
    comment = make_comment(post, body="Words that hurt. [buy](https://shop.example/)")
    assert f'href="{address(comment)}"' in client.get(post.get_absolute_url()).content.decode()
    page = client.get(address(comment))
    text = page.content.decode()
    assert "Words that hurt." in text and "shop.example" not in text and "noindex" in text
    assert "Insulting or hateful" in text and 'maxlength="500"' in text
    assert not page.cookies and "csrf" not in text


def test_a_guest_reports_and_the_comment_stays_until_somebody_decides(client):
    comment = make_comment()
    response = report(client, comment, text="He means my sister.")
    assert (response.status_code, response.url) == (303, f"{address(comment)}?kept")
    assert "Your report is with the moderators." in client.get(response.url).content.decode()
    said = Report.objects.get()
    assert (said.reason, said.text, said.account, len(said.network)) == ("insult", "He means my sister.", None, 32)
    assert Comment.objects.get().status == Status.APPROVED


def test_saying_it_twice_is_saying_it_once_but_new_words_may_be_reported_again(client):
    comment, member = make_comment(), make_user("maria")
    for _ in range(2):
        assert report(client, comment).status_code == 303
    report(client, comment, origin="198.51.100.1")
    assert Report.objects.count() == 2
    client.force_login(member)
    for _ in range(2):
        response = client.post(address(comment), {"reason": "spam"}, headers=HERE)
    assert response.status_code == 303
    assert Report.objects.filter(account=member, network="").count() == 1
    revise(comment, "Other words.", Sender(opened_seconds=60, origin_proven=True))
    comment.approve(by=make_user("mod", role="moderator"))
    report(client, comment)
    assert Report.objects.open().count() == 1


def test_one_network_reports_so_much_an_hour_and_keeps_its_words(client):
    for comment in [make_comment() for _ in range(10)]:
        assert report(client, comment).status_code == 303
    response = report(client, make_comment(), text="My words")
    assert response.status_code == 429 and int(response.headers["Retry-After"]) > 3000
    assert "My words" in response.content.decode()
    assert report(client, make_comment(), origin="198.51.100.1").status_code == 303


@pytest.mark.parametrize(
    ("fields", "headers", "status", "said"),
    [
        ({"reason": ""}, HERE, 422, "Please choose what is wrong with it."),
        ({"reason": "bogus"}, HERE, 422, "bogus"),
        ({"text": "x" * 501}, HERE, 422, "501"),
        ({"text": "Kept \x00 words"}, {"Sec-Fetch-Site": "cross-site"}, 403, "Kept"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_its_words(client, fields, headers, status, said):
    response = report(client, make_comment(), headers=headers, **{"text": "My words", **fields})
    assert response.status_code == status
    assert said in response.content.decode() and not Report.objects.exists()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_nobody_reports_what_they_cannot_see(client):
    hidden = [make_comment(status=status) for status in ("pending", "spam", "trash")]
    hidden += [make_comment(make_post(published_at=None)), make_comment(make_post(visibility="private"))]
    for comment in hidden:
        assert client.get(address(comment)).status_code == report(client, comment).status_code == 404
    assert client.get("/comment/999999999999999999/report/").status_code == 404
    locked = make_comment(make_post(visibility="password", password="sesame"), body="Behind the lock")
    assert "Behind the lock" not in client.get(address(locked)).content.decode()
    assert report(client, locked).status_code == 403
    assert not Report.objects.exists()


def test_the_owner_may_do_without(client):
    CommentRules.objects.update(readers_may_report=False)
    comment = make_comment()
    assert address(comment) not in client.get(comment.post.get_absolute_url()).content.decode()
    assert client.get(address(comment)).status_code == report(client, comment).status_code == 404


def test_the_queue_has_a_tab_of_what_is_reported_with_what_readers_say(client, mod, django_assert_max_num_queries):
    comments = [make_comment(body=f"Reported {n}") for n in range(3)]
    make_comment(body="Nobody minds")
    client.logout()
    for comment in comments:
        report(client, comment, text="<b>He</b> lies.")
        report(client, comment, reason="spam", origin="198.51.100.1")
    revise(comments[2], "Sweet words.", Sender(opened_seconds=60, origin_proven=True))
    client.force_login(mod)
    with django_assert_max_num_queries(30):
        page = client.get(QUEUE + "?status=reported").content.decode()
    assert 'status=reported" aria-current="page">Reported <span class="count">3' in page
    assert "Nobody minds" not in page
    assert page.count("2 readers have reported this:") == 3
    assert "&lt;b&gt;He&lt;/b&gt; lies." in page and "Spam or advertising" in page
    assert page.count("of words that were changed since") == 2


@pytest.mark.parametrize(("verb", "outcome"), [("spam", "upheld"), ("trash", "upheld"), ("hold", "upheld")])
def test_a_decision_answers_the_reports_and_its_undoing_asks_again(client, mod, verb, outcome):
    comment = make_comment()
    report(client, comment)
    decide = reverse("admin:comments_comment_decide")
    client.post(decide, {"act": f"{verb}:{comment.pk}"})
    said = Report.objects.get()
    assert (said.outcome, said.settled_by) == (outcome, mod)
    client.post(decide, {"act": f"undo:{comment.pk}"})
    assert Report.objects.open().count() == 1
    assert Comment.objects.get().status == Status.APPROVED


def test_dismissing_answers_them_and_leaves_the_comment_alone(client, mod):
    comment = make_comment()
    report(client, comment)
    page = client.post(reverse("admin:comments_comment_dismiss"), {"dismiss": comment.pk}, follow=True)
    assert "1 report dismissed; the comment stays." in page.content.decode()
    assert (Report.objects.get().outcome, Comment.objects.get().status) == ("dismissed", Status.APPROVED)
    page = client.post(reverse("admin:comments_comment_dismiss"), {"dismiss": comment.pk}, follow=True)
    assert "Somebody has answered these reports already." in page.content.decode()
    assert "the comment stays (Mod)" in client.get(f"{QUEUE}{comment.pk}/change/").content.decode()
    assert client.post(reverse("admin:comments_comment_dismiss"), {"dismiss": "x"}).status_code == 400
    client.force_login(make_user("ada", role="author"))
    assert client.post(reverse("admin:comments_comment_dismiss"), {"dismiss": comment.pk}).status_code == 403


def test_a_moderator_gets_one_letter_about_a_comment_however_many_report_it(client, run_tasks):
    make_user("mod", role="moderator")
    post = make_post("About tides")
    comment = make_comment(post, body="Words that hurt.")
    for n in range(5):
        report(client, comment, origin=f"198.51.{n}.1", text="He means my sister.")
    run_tasks()
    [letter] = [each for each in mail.outbox if each.to == ["mod@example.org"]]
    assert letter.subject.endswith('A comment on "About tides" was reported')
    assert "Words that hurt." in letter.body and "He means my sister." in letter.body
    assert f"{QUEUE}?status=reported" in letter.body


def test_what_its_writer_took_back_needs_no_answer(client):
    comment = make_comment()
    report(client, comment)
    comment.trash(reason="Withdrawn by its author.")
    assert Report.objects.get().outcome == "gone"


def test_a_member_who_goes_leaves_the_report_without_a_name(client):
    member, comment = make_user("maria"), make_comment()
    report(client, comment)
    client.force_login(member)
    client.post(address(comment), {"reason": "spam"}, headers=HERE)
    member.delete()
    assert [each.account for each in Report.objects.all()] == [None, None]
