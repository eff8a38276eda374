"""Every page of the account looks like the site and obeys the policy."""

import pytest
from django.urls import reverse

from accounts.tests.pages import assert_in_our_look, link_in_last_mail
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

FOR_STRANGERS = [
    "account_login", "account_signup", "account_inactive", "account_email_verification_sent", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done",
]  # fmt: skip
FOR_MEMBERS = [
    "account_logout", "account_email", "account_change_password", "account_reauthenticate", "accounts:profile",
    "account_reset_password",
]  # fmt: skip


@pytest.mark.parametrize("name", FOR_STRANGERS)
def test_a_strangers_page_is_in_our_look(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_in_our_look(answer)


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_a_members_page_is_in_our_look(client, name):
    client.force_login(make_user())
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_in_our_look(answer)


@pytest.mark.parametrize("name", FOR_MEMBERS[1:-1])
def test_a_members_page_asks_strangers_to_sign_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))


def test_forms_that_were_refused_are_in_our_look_and_tie_errors_to_fields(client):
    for name in ("account_login", "account_signup", "account_reset_password"):
        answer = client.post(reverse(name), {})
        assert_in_our_look(answer)
        html = answer.content.decode()
        for field in answer.context["form"].errors:
            assert f'id="id_{field}_error"' in html
            assert f'id_{field}_error"' in html.split(f'name="{field}"')[1].split(">")[0]


def test_browsers_are_told_what_to_fill_in(client):
    html = client.get(reverse("account_signup")).content.decode()
    for value in ("name", "email", "new-password"):
        assert f'autocomplete="{value}"' in html
    assert 'autocomplete="current-password"' in client.get(reverse("account_login")).content.decode()
    assert "placeholder=" not in html


def test_closed_sign_up_is_in_our_look(client, monkeypatch):
    monkeypatch.setattr("accounts.adapter.AccountAdapter.is_open_for_signup", lambda *args: False)
    answer = client.get(reverse("account_signup"))
    assert "no new accounts" in answer.content.decode()
    assert_in_our_look(answer)


def test_links_from_mails_open_pages_in_our_look(client, run_tasks):
    make_user()
    client.post(reverse("account_reset_password"), {"email": "alice@example.org"})
    run_tasks()
    assert_in_our_look(client.get(link_in_last_mail(), follow=True))
    assert_in_our_look(client.get("/accounts/password/reset/key/1-nonsense/"))
    assert_in_our_look(client.get("/accounts/confirm-email/nonsense/"))


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzz-x", "0-x", "1-" + "x" * 4000, "1-%E2%80%AE"])
def test_any_reset_link_gets_an_answer(client, key):
    answer = client.get(f"/accounts/password/reset/key/{key}/")
    assert answer.status_code == 200 and "too old" in answer.content.decode()


def test_a_person_without_a_password_sets_one(client):
    alice = make_user()
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    answer = client.get(reverse("account_change_password"))
    assert answer.url == reverse("account_set_password")
    assert_in_our_look(client.get(answer.url))
    client.post(answer.url, {"password1": PASSWORD, "password2": PASSWORD})
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_the_root_of_the_account_leads_to_the_profile(client):
    client.force_login(make_user())
    assert client.get("/accounts/").url == reverse("accounts:profile")
