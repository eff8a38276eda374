import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from accounts.tests.pages import assert_in_our_look, link_in_last_mail
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

EMAIL = "/accounts/email/"


@pytest.fixture
def alice(client):
    alice = make_user()
    client.force_login(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return alice


def change(client, email):
    return client.post(EMAIL, {"email": email, "action_add": "1"}, follow=True)


def test_a_new_address_counts_once_it_is_confirmed(client, alice, run_tasks):
    page = change(client, "New@example.org")
    assert "new@example.org waits to be confirmed" in page.content.decode()
    assert_in_our_look(page)
    alice.refresh_from_db()
    assert alice.email == "alice@example.org" and alice.is_confirmed
    run_tasks()
    client.post(link_in_last_mail())
    alice.refresh_from_db()
    assert alice.email == "new@example.org" and alice.is_confirmed
    assert not EmailAddress.objects.filter(email="alice@example.org").exists()
    run_tasks()
    assert mail.outbox[-1].to == ["alice@example.org"], "the old address is told"


def test_a_change_can_be_given_up(client, alice):
    change(client, "new@example.org")
    client.post(EMAIL, {"email": "new@example.org", "action_remove": "1"})
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    assert [each.email for each in EmailAddress.objects.all()] == ["alice@example.org"]


def test_an_address_that_belongs_to_somebody_else_stays_theirs(client, alice, run_tasks):
    make_user("bob", confirmed=False)
    change(client, "bob@example.org")
    run_tasks()
    page = client.post(link_in_last_mail(), follow=True)
    assert "another account has this address" in page.content.decode()
    assert {user.email for user in User.objects.all()} == {"alice@example.org", "bob@example.org"}


@pytest.mark.parametrize("email", ["", "no", "alice@example.org", "x\x00@example.org", f"{'n' * 250}@example.org"])
def test_a_bad_address_is_refused_with_a_reason(client, alice, email):
    assert change(client, email).context["form"].errors["email"]


def test_whoever_changes_the_address_is_asked_for_the_password_first(client):
    client.force_login(make_user())
    page = change(client, "new@example.org")
    assert page.redirect_chain[0][0].startswith("/accounts/reauthenticate/")
    assert_in_our_look(page)
    page = client.post(page.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    assert "new@example.org" in page.content.decode()
