import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.tests.pages import link_in_last_mail
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
NEW = "another horse entirely"


def set_new(client, link):
    page = client.get(link, follow=True)
    return client.post(page.context["action_url"], {"password1": NEW, "password2": NEW})


def test_a_forgotten_password_is_set_anew_by_mail(client, run_tasks):
    make_user()
    assert client.post(RESET, {"email": "Alice@Example.org"}).url == reverse("account_reset_password_done")
    run_tasks()
    assert mail.outbox[-1].subject == "A new password for Broadsheet"
    link = link_in_last_mail()
    assert set_new(client, link).url == reverse("account_reset_password_from_key_done")
    assert User.objects.get().check_password(NEW)
    assert "too old" in client.get(link, follow=True).content.decode(), "a link works once"
    run_tasks()
    assert "set anew by a link" in mail.outbox[-1].body, "the owner is told"


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, run_tasks):
    assert client.post(RESET, {"email": "nobody@example.org"}).url == reverse("account_reset_password_done")
    run_tasks()
    assert mail.outbox == []


def test_a_reset_confirms_an_address_that_was_not(client, run_tasks):
    alice = make_user(confirmed=False)
    client.post(RESET, {"email": "alice@example.org"})
    run_tasks()
    set_new(client, link_in_last_mail())
    assert alice.is_confirmed


def test_resets_for_one_address_are_limited(client, run_tasks):
    make_user()
    for _number in range(6):
        answer = client.post(RESET, {"email": "alice@example.org"})
    assert answer.status_code == 429
    run_tasks()
    assert len(mail.outbox) == 5


def test_a_changed_password_keeps_this_session_and_ends_the_others(client, run_tasks):
    alice = make_user()
    client.force_login(alice)
    elsewhere = type(client)()
    elsewhere.force_login(alice)
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )
    assert "Your password is changed." in answer.content.decode()
    assert client.get("/accounts/profile/").status_code == 200
    assert elsewhere.get("/accounts/profile/").status_code == 302
    run_tasks()
    assert "password of your account was changed" in mail.outbox[-1].body


def test_the_present_password_is_asked_for(client):
    client.force_login(make_user())
    answer = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": NEW, "password2": NEW})
    assert answer.context["form"].errors["oldpassword"]
