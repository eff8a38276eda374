"""The front page of the desk."""

import pytest
from django.core.management import call_command

from config.models import OutgoingMail, SiteSettings, WorkerPulse
from tests.builders import make_post

from .desk import every_role, sign_in

pytestmark = pytest.mark.django_db


def steps(client):
    return {step.name: step.done for step in client.get("/admin/").context.get("steps") or []}


def test_an_empty_site_shows_the_first_steps_and_ticks_them(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.DELIVERY_BACKEND = "django.core.mail.backends.console.EmailBackend"
    sign_in(client, "administrator")
    assert list(steps(client).values()) == [False] * 4
    SiteSettings.objects.update(title="The Tide")
    make_post()
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert list(steps(client).values()) == [True, True, True, False]
    call_command("backup", str(tmp_path / "site.zip"))
    assert steps(client) == {}


def test_a_site_in_use_shows_them_no_more(client):
    sign_in(client, "administrator")
    for _ in range(3):
        make_post()
    assert steps(client) == {}


def test_mail_that_was_given_up_and_a_missing_worker_are_told_to_who_runs_the_site(client):
    OutgoingMail.objects.create(subject="x", state=OutgoingMail.State.GIVEN_UP)
    sign_in(client, "administrator")
    page = client.get("/admin/").text
    assert "1 mail was given up" in page
    assert "No task worker is running" in page
    OutgoingMail.objects.all().delete()
    WorkerPulse.beat("w")
    assert "desk-warning" not in client.get("/admin/").text
    sign_in(client, "author")
    WorkerPulse.objects.all().delete()
    assert "desk-warning" not in client.get("/admin/").text


@every_role
def test_every_role_has_a_front_page_in_the_sites_dress(client, role):
    SiteSettings.objects.update(title="The Tide")
    sign_in(client, role)
    page = client.get("/admin/").text
    assert "The Tide" in page
    assert "css/desk" in page
    assert " style=" not in page
