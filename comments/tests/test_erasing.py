import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from blog.models import PaperFile
from comments import learning
from comments.mine import address_keys, erasing
from comments.models import Comment, Correspondent, Erasure, RemovedComment, SpamFilter, TaughtComment
from comments.spam import remembering
from config.models import OutgoingMail
from tests.builders import PASSWORD, make_comment, make_post, make_user

from .acts import write

pytestmark = pytest.mark.django_db
NOOR = "noor@example.org"
WORDS = "Rare walrus words"


@pytest.fixture
def mod():
    return make_user("mod", role="moderator")


@pytest.fixture
def thread(mod):
    """A comment of Noor, answered, taught to the spam filter."""
    post = make_post("Tides")
    fields = {"name": "Noor", "email": NOOR, "url": "https://noor.example", "network": "n1", "body": WORDS}
    comment = make_comment(post, status="pending", **fields)
    comment.approve(by=mod, reason="Noor is kind", note="Dear Noor")
    make_comment(post, parent=comment, name="Tom", body="An answer")
    learning.study.func(comment.pk)
    return comment


def erase(way, email=NOOR, **data):
    return Client().post(f"{address_keys.page_of(email)}erase/", {"way": way, "sure": "on", **data})


def pages(post) -> str:
    addresses = [post.get_absolute_url(), post.url_of("comments:conversation"), post.url_of("comments:post_feed"),
                 "/comments/feed/", "/search/?q=walrus", f"{post.url_of('blog:print')}?comments=all"]  # fmt: skip
    return " ".join(Client().get(address).content.decode() for address in addresses)


def test_the_words_stay_and_the_person_goes(thread, run_tasks):
    post = thread.post
    assert erase("anonymous").status_code == 303
    run_tasks()
    row = Comment.objects.filter(pk=thread.pk).values().get()
    known = ("name", "email", "url", "network", "account_id", "confirmed_at", "picture")
    assert [row[name] for name in known] == ["Anonymous", "", "", "", None, None, ""]
    assert "Noor" not in str(row) and "Noor" not in str(list(thread.decisions.values()))
    text = pages(post)
    assert "Noor" not in text and "noor.example" not in text
    assert WORDS in text and "An answer" in text and "Anonymous" in text


def test_what_an_account_wrote_with_an_address_that_is_not_its_own_is_not_erased(thread):
    theirs = make_comment(thread.post, account=make_user("ines", email=NOOR, confirmed=False), email=NOOR)
    page = Client().get(f"{address_keys.page_of(NOOR)}erase/").content.decode()
    assert "This is about 1 comment." in page
    erase("removed")
    assert Comment.objects.filter(pk=theirs.pk).exists()
    assert Erasure.objects.get().count == 1


def test_the_words_go_too_and_the_thread_keeps_its_shape(thread, run_tasks):
    post, alone = thread.post, make_comment(email=NOOR)
    assert erase("removed").status_code == 303
    run_tasks()
    assert not Comment.objects.filter(pk__in=[thread.pk, alone.pk]).exists()
    assert set(RemovedComment.objects.values_list("pk", flat=True)) == {thread.pk, alone.pk}
    text = pages(post)
    assert WORDS not in text and "Noor" not in text
    assert "This comment was removed." in text and "An answer" in text
    assert Client().get(f"/comment/{thread.pk}/").status_code == 410


@pytest.mark.parametrize("way", ["anonymous", "removed"])
def test_the_spam_filter_forgets(thread, run_tasks, way):
    assert TaughtComment.objects.filter(pk=thread.pk).exists()
    erase(way)
    run_tasks()
    learning.study.func(thread.pk)
    assert not TaughtComment.objects.exists()
    memory = remembering.own_memory(SpamFilter.load())
    assert memory.to_bytes() == type(memory)().to_bytes()


def test_copies_for_paper_and_records_of_mail_are_forgotten(thread, django_capture_on_commit_callbacks):
    other = make_post()
    for post in (thread.post, other, None):
        PaperFile.objects.create(subject=f"post-{post}", key="1-x", post=post)
    OutgoingMail.objects.create(subject="A reply", recipients=[NOOR], state="sent")
    with django_capture_on_commit_callbacks(execute=True):
        erase("anonymous")
    assert [each.post for each in PaperFile.objects.all()] == [other]
    assert OutgoingMail.objects.get().recipients == []


def test_the_log_does_not_tell_who_it_was(thread):
    Correspondent.of(NOOR).confirm()
    erase("anonymous")
    log = Erasure.objects.get()
    assert (log.count, log.way, log.with_account) == (1, "anonymous", False)
    assert "noor" not in str(Erasure.objects.values().get())
    assert not Correspondent.objects.exists()
    client = Client()
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    assert log.address_hash[:12] in client.get("/admin/comments/erasure/").content.decode()


def test_where_mail_was_stopped_it_stays_stopped(thread, run_tasks):
    Correspondent.objects.create(email=NOOR, stopped="complained")
    erase("anonymous")
    make_comment(email=NOOR)
    Client().post("/comment/mine/", {"email": NOOR})
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["author@example.org"]]


@pytest.mark.parametrize("data", [{"sure": ""}, {"way": ""}, {"way": "signed"}, {"way": "all"}])
def test_it_asks_twice(thread, data):
    answer = erase(data.pop("way", "removed"), **data)
    assert answer.status_code == 422
    assert Comment.objects.get(pk=thread.pk).email == NOOR


def test_very_much_is_erased_by_the_worker(thread, run_tasks, monkeypatch):
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    for _ in range(4):
        make_comment(thread.post, email=NOOR)
    erase("anonymous")
    assert Comment.objects.filter(email=NOOR).count() == 5
    run_tasks()
    assert not Comment.objects.filter(email=NOOR).exists()


def test_whoever_writes_again_begins_anew(thread, run_tasks):
    erase("anonymous")
    assert write(Client(), make_post(), email=NOOR).status_code == 303


def leave(client, way="anonymous", **data):
    return client.post("/accounts/delete/", {"way": way, "sure": "on", **data})


def signed_in(member):
    client = Client()
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_a_member_leaves_and_chooses_what_stays():
    kept = {}
    for way in ("signed", "anonymous", "removed"):
        member = make_user(f"m{way}", display_name=f"Name {way}")
        comment = make_comment(account=member, name=member.name, email=member.email)
        client, elsewhere = signed_in(member), signed_in(member)
        assert leave(client, way)["Location"] == "/comment/mine/?left"
        assert not get_user_model().objects.filter(pk=member.pk).exists()
        assert elsewhere.get("/accounts/profile/").status_code == 302
        kept[way] = Comment.objects.filter(pk=comment.pk).values_list("name", "email", "account").first()
    assert kept == {"signed": ("Name signed", "", None), "anonymous": ("Anonymous", "", None), "removed": None}
    assert Erasure.objects.filter(with_account=True).count() == 3


def test_leaving_asks_for_the_password(client):
    member = make_user("maria")
    client.force_login(member)
    for answer in (client.get("/accounts/delete/"), leave(client)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert get_user_model().objects.filter(pk=member.pk).exists()
    assert client.get("/accounts/delete/").status_code == 302


def test_an_author_with_posts_and_the_last_administrator_stay():
    for member in (make_post().author, make_user("root", is_staff=True, is_superuser=True)):
        client = signed_in(member)
        assert 'role="alert"' in client.get("/accounts/delete/").content.decode()
        assert leave(client).status_code == 409
        assert get_user_model().objects.filter(pk=member.pk).exists()


def test_a_member_erases_and_keeps_the_account(client):
    member = make_user("maria")
    comment = make_comment(account=member, name=member.name, email=member.email)
    client.force_login(member)
    asked = {"way": "anonymous", "sure": "on"}
    for answer in (client.get("/accounts/data/erase/"), client.post("/accounts/data/erase/", asked)):
        assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    comment.refresh_from_db()
    assert comment.account == member
    client = signed_in(member)
    assert client.get("/accounts/data/erase/").status_code == 200
    client.post("/accounts/data/erase/", asked)
    comment.refresh_from_db()
    assert (comment.name, comment.account) == ("Anonymous", None)
    assert "It is erased." in client.get("/accounts/data/?erased").content.decode()
