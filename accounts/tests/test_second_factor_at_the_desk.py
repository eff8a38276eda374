"""The owner asks a second factor of staff; and helps somebody who has lost theirs."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.second_factor import factor
from accounts.tests.codes import confirm, give_app, give_password, give_recovery_codes, is_in
from accounts.tests.pages import FORBIDDEN
from config.models import SiteSettings
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def required():
    SiteSettings(second_factor="staff").save()


@pytest.fixture
def owner():
    return make_user("owner", is_staff=True, is_superuser=True)


def reset_address(person):
    return f"/admin/accounts/user/{person.pk}/second-factor/"


def test_nobody_is_asked_unless_the_owner_says_so(client, owner):
    client.force_login(owner)
    assert client.get("/admin/").status_code == 200
    page = client.get("/admin/config/sitesettings/1/change/").content.decode()
    assert "required of everybody with a role" in page


@pytest.mark.parametrize("role", ["contributor", "author", "editor", "moderator", "administrator"])
def test_where_it_is_required_the_desk_leads_staff_to_it_first(client, required, role):
    person = make_user(role=role)
    client.force_login(person)
    for page in ("/admin/", "/admin/blog/post/", "/admin/blog/post/add/", "/markdownx/markdownify/"):
        assert client.get(page).url == "/accounts/2fa/"
        assert client.post(page, {"content": "x"}).url == "/accounts/2fa/"
    assert "The desk asks for a second factor" in client.get("/accounts/2fa/").content.decode()
    for page in ("/", "/archive/", "/accounts/profile/"):
        assert client.get(page).status_code == 200
    give_app(person)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, required, owner):
    give_recovery_codes(owner)
    client.force_login(owner)
    assert client.get("/admin/").status_code == 302


def test_they_can_still_sign_out(client, required, owner):
    client.force_login(owner)
    client.post("/admin/logout/")
    assert not is_in(client)


def test_readers_are_not_asked(client, required):
    client.force_login(make_user())
    assert client.get("/accounts/profile/").status_code == 200
    assert client.get("/admin/", follow=True).status_code == 403


# --- somebody has lost theirs


def test_the_owner_takes_it_off_after_showing_who_they_are(client, owner, run_tasks):
    bob = make_user("bob", role="author")
    give_app(bob)
    elsewhere = type(client)()
    elsewhere.force_login(bob)
    elsewhere.get("/accounts/profile/")
    client.force_login(owner)
    assert reset_address(bob) in client.get(f"/admin/accounts/user/{bob.pk}/change/").content.decode()
    assert client.post(reset_address(bob)).url.startswith("/accounts/reauthenticate/") and factor.is_held_by(bob)
    confirm(client)
    page = client.get(reset_address(bob))
    assert page.status_code == 200 and not FORBIDDEN.search(page.content.decode()) and factor.is_held_by(bob)
    client.post(reset_address(bob))
    assert not factor.is_held_by(bob)
    assert elsewhere.get("/accounts/profile/").status_code == 302, "signed out everywhere"
    assert "Second factor taken off" in str(LogEntry.objects.get().get_change_message())
    run_tasks()
    assert mail.outbox[-1].to == [bob.email] and "taken off by those who keep the site" in mail.outbox[-1].body


@pytest.mark.parametrize(("role", "other", "allowed"), [
    ("administrator", "author", True),
    ("administrator", "owner", False),
    ("editor", "author", False),
    ("moderator", "contributor", False),
])  # fmt: skip
def test_only_who_may_edit_a_person_may_do_it(client, owner, role, other, allowed):
    person = owner if other == "owner" else make_user("person", role=other)
    give_app(person)
    client.force_login(make_user("helper", role=role))
    confirm(client)
    client.post(reset_address(person))
    assert factor.is_held_by(person) != allowed


def test_only_owners_see_who_has_one(client, owner):
    client.force_login(owner)
    assert "column-has_second_factor" in client.get("/admin/accounts/user/").content.decode()
    client.force_login(make_user("boss", role="administrator"))
    assert "column-has_second_factor" not in client.get("/admin/accounts/user/").content.decode()


def test_ones_own_password_is_changed_where_the_present_one_is_asked_for(client, owner):
    client.force_login(owner)
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.post(f"/admin/accounts/user/{owner.pk}/password/", {}).url == "/accounts/password/change/"


def test_secrets_and_sessions_have_no_pages_at_the_desk(client, owner):
    client.force_login(owner)
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/usersessions/usersession/").status_code == 404


def test_an_owner_who_has_lost_everything_has_the_command(client, owner, capsys, run_tasks):
    give_app(owner)
    call_command("reset_second_factor", "OWNER@example.org")
    assert "by password alone" in capsys.readouterr().out
    give_password(client, "owner")
    assert is_in(client)
    run_tasks()
    assert mail.outbox
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", owner.email)
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.org")
