import pytest
from django.urls import reverse

from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def sign_in(client, login="alice@example.org", password=PASSWORD, **values):
    return client.post(LOGIN, {"login": login, "password": password, **values})


@pytest.mark.parametrize("login", ["alice@example.org", "ALICE@EXAMPLE.ORG", " Alice@Example.org "])
def test_an_address_in_any_case_signs_in(client, login):
    make_user()
    assert sign_in(client, login).url == reverse("accounts:profile")


def test_a_username_is_no_sign_in_name(client):
    make_user()
    assert sign_in(client, "alice").status_code == 200
    assert "_auth_user_id" not in client.session


def test_members_land_on_their_profile_and_staff_at_the_desk(client):
    make_user("alice")
    make_user("bob", role="author")
    assert sign_in(client).url == reverse("accounts:profile")
    client.logout()
    assert sign_in(client, "bob@example.org").url == reverse("admin:index")


def test_next_leads_on_inside_the_site_only(client):
    make_user()
    good = ["/archive/", "http://testserver/archive/"]
    bad = [
        "//evil.example/",
        "https://evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
        "http://localhost/x",
        "\x00",
    ]
    for target, expected in [*((each, each) for each in good), *((each, reverse("accounts:profile")) for each in bad)]:
        client.logout()
        assert sign_in(client, next=target).url == expected


def test_keep_me_signed_in_outlives_the_browser_and_without_it_not(client):
    make_user()
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    client.logout()
    sign_in(client, remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_the_session_key_changes_at_sign_in(client):
    make_user()
    session = client.session
    session["seen"] = True
    session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    make_user()
    wrong = sign_in(client, password="wrong").context["form"].non_field_errors()
    unknown = sign_in(client, "nobody@example.org").context["form"].non_field_errors()
    assert wrong == unknown == ["The email address or the password is not right."]


def test_guessing_is_slowed_down_for_the_address_whatever_its_case(client):
    make_user()
    for number in range(5):
        sign_in(client, "Alice@example.org" if number % 2 else "alice@example.org", password="wrong")
    answer = sign_in(client)
    assert "Wait five minutes" in str(answer.context["form"].errors)
    assert "_auth_user_id" not in client.session


def test_many_requests_from_one_place_get_429_in_our_look(client):
    for _number in range(31):
        answer = client.post(LOGIN, {})
    assert answer.status_code == 429 and "masthead" in answer.content.decode()


def test_a_closed_account_is_told_so_and_a_running_session_ends(client):
    alice = make_user()
    sign_in(client)
    alice.is_active = False
    alice.save()
    assert client.get("/accounts/profile/").status_code == 302
    assert sign_in(client).url == reverse("account_inactive")


def test_demo_accounts_sign_in_only_on_this_machine(client, settings):
    make_user(is_demo=True)
    settings.IS_LOCAL = False
    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session
    settings.IS_LOCAL = True
    assert sign_in(client).status_code == 302
    assert client.get("/accounts/profile/").status_code == 200
    settings.IS_LOCAL = False
    assert client.get("/accounts/profile/").status_code == 302, "a running session ends with the next request"


def test_signing_out_takes_a_post(client):
    make_user()
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post("/accounts/logout/", follow=True)
    assert "_auth_user_id" not in client.session
    assert answer.redirect_chain == [("/", 302)]
    assert "messages" not in answer.cookies and not list(answer.context["messages"]), "the front page is a stranger's"


def test_the_desk_is_entered_by_our_own_door(client):
    make_user()
    assert client.get("/admin/").url.startswith("/admin/login/")
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"
    sign_in(client)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403 and "no permission" in answer.content.decode()
