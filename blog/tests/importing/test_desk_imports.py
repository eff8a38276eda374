"""Moving in at the desk: sent, looked at, rehearsed, imported, taken back."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.importing.desk import files, running
from blog.models import ImportBatch, ImportedPicture, ImportJob, Post, Tag
from config import housekeeping, tasks
from config.models import WorkerPulse
from tests.builders import make_post, make_user

from .exports import attachment, author, comment, export, item, tag

try:
    from django.tasks import TaskContext
except ImportError:
    from django_tasks import TaskContext

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/importjob/add/"
BLOG = export(author(), item(id=1, title="One", more=comment()), item(id=2, title="Two", status="private"))


@pytest.fixture
def desk(client):
    client.force_login(make_user("owner", role="administrator"))
    return client


@pytest.fixture
def send(desk, run_tasks):
    def sent(text=BLOG, **fields):
        upload = SimpleUploadedFile("old.xml", text.encode())
        response = desk.post(ADD, {"program": "wordpress", "uploads": [upload], **fields})
        assert response.status_code == 302, response.context["form"].errors
        run_tasks()
        return ImportJob.objects.get()

    return sent


@pytest.fixture
def click(desk, run_tasks):
    def clicked(job, act, **fields):
        response = desk.post(reverse("admin:blog_importjob_act", args=[job.pk, act]), fields)
        run_tasks()
        job.refresh_from_db()
        return response

    return clicked


def page(desk, job) -> str:
    return desk.get(reverse("admin:blog_importjob_change", args=[job.pk])).content.decode()


def test_what_was_sent_is_looked_at_and_changes_nothing(desk, send):
    job = send()
    assert job.stage == "ready" and not Post.objects.exists()
    assert job.found["in_file"] == {"author": 1, "post": 2, "comment": 1}
    assert "Old blog" in page(desk, job) and "Ada (ada)" in page(desk, job)


def test_a_rehearsal_tells_what_would_come_and_changes_nothing(desk, send, click):
    job = send()
    click(job, "rehearse")
    assert job.stage == "rehearsed" and job.report["outcomes"]["post"] == {"created": 2}
    assert not Post.objects.exists() and not ImportBatch.objects.exists()
    assert "This was a rehearsal" in page(desk, job)


def test_the_import_is_the_rehearsal_come_true(send, click):
    job = send()
    click(job, "rehearse")
    rehearsed = job.report
    click(job, "import")
    assert job.stage == "done" and job.report == rehearsed
    assert Post.objects.count() == 2 and Post.objects.published().count() == 1


def test_posts_become_those_of_whoever_was_chosen(send, click):
    bo = make_user("bo", role="author")
    job = send()
    click(job, "import", **{"author-0": "bo"})
    assert {post.author for post in Post.objects.all()} == {bo}


@pytest.mark.parametrize("act", ["import", "rehearse"])
def test_nobody_is_chosen_who_is_not_here_and_it_is_said(send, click, act):
    make_user("bo", role="author")
    job = send(export(author(), author("ben", name="Ben"), item()))
    answer = click(job, act, **{"author-0": "nobody-of-this-name", "author-1": "bo"})
    assert answer.status_code == 422 and job.stage == "ready" and not Post.objects.exists()
    words = answer.content.decode()
    assert "nobody-of-this-name is not one of the available choices" in words
    assert '<option value="bo" selected>' in words  # what was chosen besides is kept


def test_it_is_taken_back_by_one_click_and_a_yes(desk, send, click):
    job = send()
    click(job, "import")
    asked = click(job, "undo")
    assert job.stage == "done" and Post.objects.exists() and "cannot be undone" in asked.content.decode()
    click(job, "undo", sure="1")
    assert job.stage == "undone" and not Post.objects.exists() and not ImportBatch.objects.exists()


@pytest.fixture
def one_turn(monkeypatch):
    """Let the worker do one turn, which is over after one record if somebody waits."""

    def done(job, *, somebody_waits=True):
        with monkeypatch.context() as patched:
            patched.setattr(running, "SECONDS_IN_A_ROW", -1)
            patched.setattr(running, "NOTED_EVERY", 0)
            DBTaskResult.objects.all().delete()
            running.work.enqueue(job.pk)
            row = DBTaskResult.objects.get()
            row.claim("worker")
            WorkerPulse.beat("worker")
            if somebody_waits:
                housekeeping.run.enqueue()
            running.work.call(TaskContext(task_result=row.task_result), job.pk)
            row.set_successful(None)
        job.refresh_from_db()
        return job.stage

    return done


def test_a_long_import_is_done_in_turns_and_told_as_one(send, one_turn):
    job = send(export(*(item(id=number) for number in range(1, 8))))
    job.move("importing")
    turns = 1
    while one_turn(job) == "importing":
        turns += 1
        assert turns < 50
    assert turns > 7
    assert job.stage == "done" and job.report["outcomes"]["post"] == {"created": 7}
    assert Post.objects.count() == 7 and ImportBatch.objects.count() == 1


def test_a_turn_does_not_end_while_nobody_waits(send, one_turn):
    job = send(export(*(item(id=number) for number in range(1, 8))))
    job.move("importing")
    assert one_turn(job, somebody_waits=False) == "done"


def test_a_turn_ends_among_terms_and_pictures_too(send, one_turn):
    job = send(export(*(tag(f"t{number}") for number in range(9)), *(attachment(f"{n}.jpg") for n in range(9))))
    job.move("importing")
    assert one_turn(job) == "importing" and Tag.objects.count() == 1
    for _turn in range(11):
        assert one_turn(job) == "importing"
    assert Tag.objects.count() == 9 and 0 < ImportedPicture.objects.count() < 9
    assert job.done_of == 12 and job.of == 18


def test_what_one_worker_has_in_hand_no_other_begins(send, run_tasks):
    job = send()
    job.move("undoing")
    ImportJob.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    running.work.enqueue(job.pk)
    DBTaskResult.objects.ready().get().claim("one")
    WorkerPulse.beat("one")
    running.pick_up()  # housekeeping, while it takes long
    running.work.enqueue(job.pk)
    run_tasks()
    job.refresh_from_db()
    assert job.stage == "undoing"
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    tasks.reap()
    run_tasks()
    job.refresh_from_db()
    assert job.stage == "undone"


def test_what_was_lost_is_picked_up_and_what_waits_is_not_asked_for_twice(send):
    job = send()
    job.move("undoing")
    running.pick_up()
    running.pick_up()
    assert DBTaskResult.objects.ready().count() == 1


def test_a_stopped_import_goes_on_where_it_was(send, click, one_turn):
    job = send(export(*(item(id=number) for number in range(1, 8))))
    job.move("importing")
    one_turn(job)
    click(job, "stop")
    assert job.stage == "stopped" and 0 < Post.objects.count() < 7
    click(job, "import")
    assert job.stage == "done" and Post.objects.count() == 7
    assert job.report["outcomes"]["post"] == {"created": 7}


def test_what_cannot_be_read_is_told_and_nothing_is_kept(desk, send):
    job = send(BLOG[:600])
    assert job.stage == "failed" and "well-formed" in page(desk, job) and not Post.objects.exists()


def test_two_clicks_import_once(desk, send, run_tasks):
    job = send()
    for _click in range(2):
        desk.post(reverse("admin:blog_importjob_act", args=[job.pk, "import"]))
    run_tasks()
    assert Post.objects.count() == 2 and ImportBatch.objects.count() == 1


def test_files_are_forgotten_after_a_yes_and_the_note_with_them_where_nothing_came(desk, send):
    job = send()
    stored, address = job.files[0]["stored"], reverse("admin:blog_importjob_act", args=[job.pk, "forget"])
    assert "old.xml" in desk.post(address).content.decode() and default_storage.exists(stored)
    desk.post(address, {"sure": "1"})
    assert not default_storage.exists(stored) and not ImportJob.objects.filter(pk=job.pk).exists()


def test_what_came_can_be_taken_back_after_its_files_were_forgotten(desk, send, click):
    job = send()
    stored = job.files[0]["stored"]
    click(job, "import")
    click(job, "forget", sure="1")
    assert not default_storage.exists(stored) and "old.xml" in page(desk, job)
    assert "Take it back" in page(desk, job) and "Forget the files" not in page(desk, job)
    assert click(job, "rehearse").status_code == 403
    click(job, "undo", sure="1")
    assert job.stage == "undone" and not Post.objects.exists()
    assert "Forget this import" in page(desk, job)  # now there is nothing left to take back
    desk.post(reverse("admin:blog_importjob_act", args=[job.pk, "forget"]), {"sure": "1"})
    assert not ImportJob.objects.exists()


def test_files_that_nobody_touched_for_long_go_and_the_note_keeps_their_names(desk, send, click):
    job = send()
    stored = job.files[0]["stored"]
    click(job, "import")
    ImportJob.objects.update(changed_at=timezone.now() - timedelta(days=15))
    files.tidy()
    files.tidy()
    assert not default_storage.exists(stored) and "old.xml" in page(desk, job)
    assert "Take it back" in page(desk, job)


def test_nobody_reads_what_was_sent(desk, send, client):
    job = send()
    assert desk.get(f"/media/{job.files[0]['stored']}").status_code == 404


@pytest.mark.parametrize("role", ["editor", "moderator", "author", None])
def test_only_administrators_move_a_blog_in(client, role):
    client.force_login(make_user("somebody", role=role))
    response = client.post(ADD, {"program": "wordpress", "uploads": [SimpleUploadedFile("x.xml", BLOG.encode())]})
    assert response.status_code in {302, 403} and not ImportJob.objects.exists()


def test_a_large_blog_may_come_in_and_from_nobody_else(desk, client, settings):
    settings.MAX_REQUEST_BYTES = 100
    make_post()
    upload = SimpleUploadedFile("old.xml", BLOG.encode())
    assert desk.post(ADD, {"program": "wordpress", "uploads": [upload]}).status_code == 302
    desk.logout()
    assert desk.post(ADD, {"program": "wordpress", "uploads": [upload]}).status_code == 413


def test_it_does_not_come_from_another_site(settings):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("owner", role="administrator"))
    upload = SimpleUploadedFile("old.xml", BLOG.encode())
    assert strict.post(ADD, {"program": "wordpress", "uploads": [upload]}).status_code == 403
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"uploads": []}, "required"), ({"time_zone": "Mars/Base"}, "no time zone"), ({"program": "joomla"}, "joomla")],
)
def test_what_is_wrong_is_said_at_the_field(desk, fields, words):
    upload = SimpleUploadedFile("old.xml", BLOG.encode())
    response = desk.post(ADD, {"program": "wordpress", "uploads": [upload], **fields})
    assert response.status_code == 422 and words in response.content.decode()
