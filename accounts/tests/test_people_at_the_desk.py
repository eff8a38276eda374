"""Staff keep accounts in the admin."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core import mail

from accounts.models import User
from accounts.tests.pages import FORBIDDEN, link_in_last_mail
from tests.builders import PASSWORD, make_post, make_user

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def administrator(client):
    person = make_user("boss", role="administrator")
    client.force_login(person)
    return person


@pytest.fixture
def owner(client):
    person = User.objects.create_superuser("owner@example.org", "owner", PASSWORD)
    client.force_login(person)
    return person


def address(person, act="change"):
    return f"{PEOPLE}{person.pk}/{act}/"


def group(name):
    return Group.objects.get(name=name)


def change(client, person, **values):
    person.refresh_from_db()
    form = {
        "email": person.email, "username": person.username, "display_name": person.display_name, "bio": "",
        "website": "", "is_active": "on" if person.is_active else "",
        "groups": [each.pk for each in person.groups.all()], **values,
    }  # fmt: skip
    answer = client.post(address(person), {name: value for name, value in form.items() if value is not None})
    person = User.objects.get(pk=person.pk)
    return answer, person


def add(client, **values):
    form = {"email": "nora@example.org", "display_name": "Nora Blum", "username": "", "password1": "", "password2": ""}
    return client.post(f"{PEOPLE}add/", {**form, **values})


def test_the_list_shows_roles_and_confirmed_addresses_in_few_queries(
    client, administrator, django_assert_max_num_queries
):
    for number in range(6):
        make_user(f"writer{number}", role="author", confirmed=number % 2)
    client.get("/admin/password_change/")  # the first page of a session writes down that it is in use
    with django_assert_max_num_queries(12):
        html = client.get(PEOPLE).content.decode()
    assert "writer1@example.org" in html and "author" in html
    assert 'alt="False"' in html and 'alt="True"' in html


@pytest.mark.parametrize("words", ["alice@example.org", "Wonder", "alice"])
def test_people_are_found_by_name_username_and_address(client, administrator, words):
    make_user("alice", display_name="Alice Wonder")
    make_user("bob")
    html = client.get(PEOPLE, {"q": words}).content.decode()
    assert "alice@example.org" in html and "bob@example.org" not in html


def test_every_page_of_people_obeys_the_policy(client, owner):
    alice = make_user("alice", role="author")
    pages = [PEOPLE, f"{PEOPLE}add/", address(alice), address(alice, "password"), address(alice, "history")]
    for page in [*pages, address(alice, "delete"), "/admin/auth/group/add/"]:
        answer = client.get(page)
        assert answer.status_code == 200 and not FORBIDDEN.search(answer.content.decode()), page


def test_an_invited_person_sets_the_password_and_is_in(client, administrator, run_tasks):
    answer = add(client, groups=[group("author").pk])
    nora = User.objects.get(email="nora@example.org")
    assert answer.url == address(nora)
    assert nora.username == "nora-blum" and nora.is_staff and not nora.has_usable_password()
    client.logout()
    run_tasks()
    assert mail.outbox[-1].to == ["nora@example.org"] and "Boss has made an account" in mail.outbox[-1].body
    page = client.get(link_in_last_mail(), follow=True)
    client.post(page.context["action_url"], {"password1": PASSWORD, "password2": PASSWORD})
    answer = client.post("/accounts/login/", {"login": "nora@example.org", "password": PASSWORD})
    assert answer.url == "/admin/"


def test_a_person_added_with_a_password_gets_no_invitation(client, administrator, run_tasks):
    add(client, password1=PASSWORD, password2=PASSWORD)
    run_tasks()
    assert mail.outbox == []
    nora = User.objects.get(email="nora@example.org")
    assert nora.check_password(PASSWORD) and not nora.is_staff


@pytest.mark.parametrize(
    "field, values",
    [
        ("email", {"email": "ALICE@example.org"}),
        ("email", {"email": "second@example.org"}),
        ("email", {"email": "no"}),
        ("username", {"username": "Alice"}),
        ("username", {"username": "a b"}),
        ("display_name", {"display_name": "\u200b"}),
        ("password1", {"password1": "short", "password2": "short"}),
        ("password2", {"password1": PASSWORD, "password2": ""}),
        ("password2", {"password2": PASSWORD}),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_at_the_field(client, administrator, field, values):
    alice = make_user("alice")
    EmailAddress.objects.create(user=alice, email="second@example.org", verified=True)
    answer = add(client, **values)
    assert answer.status_code == 200 and list(answer.context["adminform"].form.errors) == [field]
    assert User.objects.count() == 2


def test_a_role_makes_a_person_staff_and_taking_it_away_makes_them_a_member(client, administrator):
    alice = make_user("alice")
    _answer, alice = change(client, alice, groups=[group("editor").pk])
    assert alice.is_staff
    _answer, alice = change(client, alice, groups=None)
    assert not alice.is_staff


def test_an_administrator_makes_nobody_an_owner(client, administrator):
    alice = make_user("alice")
    everything = [permission.pk for permission in Permission.objects.all()]
    _answer, alice = change(client, alice, is_superuser="on", is_staff="on", user_permissions=everything)
    assert not alice.is_superuser and not alice.is_staff and not alice.user_permissions.exists()


def test_an_administrator_does_not_touch_owners(client, administrator):
    owner = User.objects.create_superuser("owner@example.org", "owner", PASSWORD)
    assert change(client, owner, email="mine@example.org")[0].status_code == 403
    assert client.get(address(owner, "password")).status_code == 403
    client.post(PEOPLE, {"action": "confirm_email", "_selected_action": [owner.pk]})
    client.post(PEOPLE, {"action": "send_invitation", "_selected_action": [owner.pk]})
    owner.refresh_from_db()
    assert owner.email == "owner@example.org" and owner.check_password(PASSWORD)


def test_an_administrator_gains_nothing_and_gives_nothing_beyond_their_own(client, administrator):
    beyond = Group.objects.create(name="keepers")
    beyond.permissions.add(Permission.objects.get(codename="delete_user"))
    _answer, boss = change(client, administrator, groups=[beyond.pk, group("administrator").pk], is_active="")
    assert boss.is_active and [each.name for each in boss.groups.all()] == ["administrator"]

    alice = make_user("alice")
    answer, alice = change(client, alice, groups=[beyond.pk])
    assert answer.status_code == 200 and not alice.groups.exists()

    keeper = make_user("keeper", is_active=False)
    keeper.groups.add(beyond)
    assert change(client, keeper, is_active="on")[0].status_code == 403


def test_a_new_address_is_unconfirmed_until_its_owner_shows_it(client, administrator):
    alice = make_user("alice")
    _answer, alice = change(client, alice, email="New@example.org")
    assert alice.email == "new@example.org" and not alice.is_confirmed
    assert not EmailAddress.objects.filter(email="alice@example.org").exists()
    client.post(PEOPLE, {"action": "confirm_email", "_selected_action": [alice.pk]})
    assert alice.is_confirmed


def test_an_address_that_is_confirmed_elsewhere_is_not_counted_as_confirmed(client, administrator):
    alice, bob = make_user("alice"), make_user("bob", confirmed=False)
    EmailAddress.objects.create(user=alice, email="bob@example.org", verified=True)
    answer = client.post(PEOPLE, {"action": "confirm_email", "_selected_action": [bob.pk]}, follow=True)
    assert "There is an account with this email address already." in answer.content.decode()
    assert not bob.is_confirmed


def test_a_password_is_set_at_the_desk(client, administrator):
    alice = make_user("alice")
    client.post(
        address(alice, "password"),
        {"password1": "another horse", "password2": "another horse", "usable_password": "true"},
    )
    alice.refresh_from_db()
    assert alice.check_password("another horse")


def test_a_person_with_posts_is_not_deleted_but_named(client, owner):
    alice = make_user("alice", role="author")
    make_post("Tides", author=alice)
    page = client.get(address(alice, "delete"))
    assert "Tides" in page.content.decode() and "Untick “active” instead" in page.content.decode()
    for answer in [
        client.post(address(alice, "delete"), {"post": "yes"}),
        client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"}),
    ]:
        assert answer.status_code == 200
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_person_without_posts_may_be_deleted_by_an_owner_only(client, owner):
    alice, bob, boss = make_user("alice"), make_user("bob"), make_user("boss", role="administrator")
    client.post(address(alice, "delete"), {"post": "yes"})
    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [bob.pk], "post": "yes"})
    assert set(User.objects.all()) == {owner, boss}
    assert client.get(address(owner, "delete")).status_code == 403, "not oneself"
    client.force_login(boss)
    assert client.get(address(owner, "delete")).status_code == 403


def test_addresses_are_kept_with_their_people_only(client, owner):
    assert client.get("/admin/account/emailaddress/").status_code == 404
