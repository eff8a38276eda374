import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.tests.pages import link_in_last_mail
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SIGNUP = "/accounts/signup/"


def form(**values):
    values = {"display_name": "Nora Blum", "email": "nora@example.org", "password1": PASSWORD, **values}
    return {"password2": values["password1"], **values}


def test_a_person_signs_up_confirms_and_signs_in(client, run_tasks):
    answer = client.post(SIGNUP, form())
    assert answer.status_code == 302 and answer.url == reverse("account_email_verification_sent")
    run_tasks()
    link = link_in_last_mail()

    page = client.get(link)
    assert "nora@example.org" in page.content.decode()
    assert not User.objects.get().is_confirmed, "looking at the link, as mail scanners do, confirms nothing"

    client.post(link)
    nora = User.objects.get()
    assert nora.is_confirmed
    answer = client.post("/accounts/login/", {"login": "NORA@Example.org", "password": PASSWORD})
    assert answer.url == reverse("accounts:profile")
    assert nora.display_name == "Nora Blum" and nora.username == "nora-blum"


def test_nobody_signs_in_before_the_address_is_confirmed(client):
    client.post(SIGNUP, form())
    answer = client.post("/accounts/login/", {"login": "nora@example.org", "password": PASSWORD})
    assert answer.url == reverse("account_email_verification_sent")
    assert client.get("/accounts/profile/").status_code == 302


def test_a_used_or_wrong_link_says_so(client, run_tasks):
    client.post(SIGNUP, form())
    run_tasks()
    link = link_in_last_mail()
    client.post(link)
    for address in (link, "/accounts/confirm-email/nonsense/"):
        answer = client.get(address)
        assert answer.status_code == 200 and "too old" in answer.content.decode()
    assert client.post(link).status_code == 404


def test_signing_up_with_a_known_address_looks_the_same_and_writes_to_its_owner(client, run_tasks):
    make_user("nora")
    answer = client.post(SIGNUP, form(email="Nora@example.org"))
    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    run_tasks()
    assert "There is an account with it already" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["nora@example.org"]


def test_the_mail_is_decent_and_carries_no_words_of_the_visitor(client, run_tasks):
    client.post(SIGNUP, form(display_name="Buy pills at evil.example", email="victim@example.org"))
    run_tasks()
    message = mail.outbox[-1]
    assert message.subject == "Confirm your address at Broadsheet"
    assert "evil.example" not in message.body + message.alternatives[0][0]
    assert "http://127.0.0.1:8000/accounts/confirm-email/" in message.alternatives[0][0]


def test_links_in_mails_have_the_sites_address_whatever_host_was_asked(client, run_tasks):
    client.post(SIGNUP, form(), HTTP_HOST="localhost")
    run_tasks()
    assert "http://127.0.0.1:8000/accounts/confirm-email/" in mail.outbox[-1].body


def test_the_username_comes_from_the_name_and_never_from_the_address(client):
    for number, (name, expected) in enumerate(
        [("Nora Blum", "nora-blum"), ("Nora Blum", "nora-blum-2"), ("😀", "reader"), ("Ольга", "ольга"), ("a.b", "ab")]
    ):
        client.post(SIGNUP, form(display_name=name, email=f"secret{number}@example.org"))
        assert User.objects.get(email=f"secret{number}@example.org").username == expected


def test_a_name_loses_what_is_invisible_or_turns_text_round(client):
    cases = {
        "No\u200bra\u202e Blum\u2066": "Nora Blum",
        "  Nora \n\t Blum ": "Nora Blum",
        "N\x00ora": "Nora",
        "No\u200dra": "Nora",
        "No\u202e\u200d\u202era": "Nora",
        "نرگس\u200cها": "نرگس\u200cها",
        "👩\u200d🚀": "👩\u200d🚀",
        "𝒩ora 🦊": "𝒩ora 🦊",
    }
    for number, (typed, kept) in enumerate(cases.items()):
        client.post(SIGNUP, form(display_name=typed, email=f"n{number}@example.org"))
        assert User.objects.get(email=f"n{number}@example.org").display_name == kept


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u2800\u3164", "x" * 81])
def test_a_name_is_asked_for_and_has_a_limit(client, name):
    answer = client.post(SIGNUP, form(display_name=name))
    assert answer.context["form"].errors["display_name"]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["Vera Lind", "VERA LIND", "Vеra  Lind", "Véra-Lind", "vera.l", "Admin", "аdmin", "M0derator"]
)
def test_nobody_takes_a_name_of_the_staff(client, name):
    make_user("vera.l", role="editor", display_name="Vera Lind")
    answer = client.post(SIGNUP, form(display_name=name))
    assert "Choose another one" in str(answer.context["form"].errors["display_name"])
    assert answer.context["form"]["email"].value() == "nora@example.org", "what was typed is kept"


def test_a_members_name_may_be_shared(client):
    make_user("nora", display_name="Nora Blum", email="other@example.org")
    client.post(SIGNUP, form())
    assert User.objects.filter(display_name="Nora Blum").count() == 2


@pytest.mark.parametrize("password", ["short", "password123", "nora@example.org", "x" * 501])
def test_weak_and_endless_passwords_are_refused_with_a_reason(client, password):
    answer = client.post(SIGNUP, form(password1=password))
    assert answer.status_code == 200 and answer.context["form"].errors["password1"]


@pytest.mark.parametrize(
    "email", ["no", "a@b", "n\x00@example.org", f"{'n' * 250}@example.org", "a@example.org\nBcc: b@example.org"]
)
def test_bad_addresses_are_refused_with_a_reason(client, email):
    answer = client.post(SIGNUP, form(email=email))
    assert answer.status_code == 200 and answer.context["form"].errors["email"]


def test_a_form_sent_twice_at_once_makes_one_account(client, monkeypatch):
    from allauth.account.internal.flows import manage_email

    client.post(SIGNUP, form())
    # The second request has looked before the first one wrote.
    monkeypatch.setattr(manage_email, "assess_unique_email", lambda *args, **kwargs: True)
    answer = client.post(SIGNUP, form())
    assert answer.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


def test_a_robot_that_signs_up_in_rows_is_told_to_wait(client):
    for number in range(21):
        answer = client.post(SIGNUP, form(email=f"n{number}@example.org", password1="short"))
    assert answer.status_code == 429
    assert "Wait some minutes" in answer.content.decode()
