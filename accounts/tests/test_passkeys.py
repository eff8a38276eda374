"""What a server can be told about passkeys without a browser; with one, see tests/browser/test_passkeys.py."""

import json

import pytest
from allauth.mfa.webauthn.internal.auth import WebAuthn

from accounts.tests.codes import CODE, confirm, give_app, give_password, is_in
from accounts.tests.pages import assert_in_our_look
from tests.builders import make_user

pytestmark = pytest.mark.django_db

ADD, DOOR = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"
ODD_ANSWERS = [
    "",
    "null",
    "[]",
    "1",
    '"text"',
    "{",
    "{}",
    "[" * 15_000,
    '{"a":' * 3_000,
    '{"x": "' + "y" * 30_000 + '"}',
    '{"id": "\\u0000", "rawId": "\\u0000"}',
    json.dumps({"id": "MQ", "rawId": "MQ", "type": "public-key", "response": []}),
    json.dumps({"id": "MQ", "rawId": "MQ", "type": "public-key", "response": {"userHandle": "MQ"}}),
    json.dumps({"id": "MQ", "rawId": "MQ", "type": "public-key", "response": {"userHandle": "enp6enp6enp6enp6eg"}}),
    json.dumps({
        "id": "MQ", "rawId": "MQ", "type": "public-key",
        "response": {"clientDataJSON": "e30", "authenticatorData": "MQ", "signature": "MQ", "userHandle": "MQ"},
    }),
    json.dumps({
        "id": "MQ", "rawId": "MQ", "type": "public-key",
        "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
    }),
    json.dumps({
        "id": "MQ", "rawId": "MQ", "type": "public-key",
        "response": {"clientDataJSON": "bnVsbA", "attestationObject": "_____w"},
    }),
]  # fmt: skip


@pytest.fixture
def by_name(settings):
    settings.SITE_URL, settings.SITE_HOST = "http://localhost:8000", "localhost"


@pytest.fixture
def alice():
    return make_user()


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_an_answer_that_is_none_opens_nothing_at_the_door(client, by_name, alice, answer):
    assert client.get(DOOR, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]["challenge"]
    response = client.post(DOOR, {"credential": answer}, follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/" and not is_in(client)


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_nor_as_a_second_factor(client, by_name, alice, answer):
    give_app(alice)
    give_password(client)
    client.get(CODE)
    assert client.post(CODE, {"credential": answer}).status_code in (422, 429) and not is_in(client)


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_nor_is_it_added(client, by_name, alice, answer):
    client.force_login(alice)
    confirm(client)
    client.get(ADD)
    response = client.post(ADD, {"name": "Phone", "credential": answer})
    assert response.status_code == 422 and not alice.authenticator_set.exists()
    assert 'value="Phone"' in response.content.decode()


def test_questions_at_the_door_are_limited_for_each_makes_a_session(client, by_name):
    answers = [client.get(DOOR, headers={"accept": "application/json"}).status_code for _each in range(31)]
    assert answers == [200] * 30 + [429]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "http://192.168.1.4", "http://blog.example.org", "https://10.0.0.1"]
)
def test_where_an_address_cannot_have_passkeys_a_sentence_says_why(client, alice, settings, address):
    host = address.split("/")[2].partition(":")[0]
    settings.SITE_URL, settings.SITE_HOST, settings.IS_SECURE = address, host, address.startswith("https")
    assert "passkey" not in client.get("/accounts/login/").content.decode().lower()
    client.force_login(alice)
    confirm(client)
    page = client.get(ADD)
    assert_in_our_look(page)
    assert f"Passkeys do not work at {address}" in page.content.decode() and "passkey-form" not in page.content.decode()
    assert client.post(ADD, {"name": "x", "credential": ODD_ANSWERS[-1]}).status_code == 422


def test_a_passkey_is_bound_to_the_sites_address_and_title_whatever_host_was_asked(client, by_name, alice, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    answer = client.get(DOOR, headers={"accept": "application/json", "host": "elsewhere.example"}).json()
    assert answer["request_options"]["publicKey"]["rpId"] == "localhost"


def test_the_door_shows_a_way_that_waits_for_script_and_says_so_where_there_is_none(client, by_name):
    page = client.get("/accounts/login/")
    assert_in_our_look(page)
    text = page.content.decode()
    assert "<passkey-form" in text and "needs JavaScript" in text and "js/passkey" in text


def test_passkeys_are_named_renamed_and_listed_as_text(client, by_name, alice):
    passkey = WebAuthn.add(alice, "Phone", {}).instance
    client.force_login(alice)
    confirm(client)
    edit = f"/accounts/2fa/webauthn/keys/{passkey.pk}/edit/"
    assert_in_our_look(client.get(edit))
    assert client.post(edit, {"name": "  "}).status_code == 422
    assert client.post(edit, {"name": "x" * 61}).status_code == 422
    client.post(edit, {"name": "<b>Key\u202e</b>"})
    page = client.get("/accounts/2fa/webauthn/")
    assert_in_our_look(page)
    assert "&lt;b&gt;Key&lt;/b&gt;" in page.content.decode()
    assert_in_our_look(client.get(f"/accounts/2fa/webauthn/keys/{passkey.pk}/remove/"))


def test_nobody_touches_somebody_elses_passkey(client, by_name, alice):
    passkey = WebAuthn.add(alice, "Phone", {}).instance
    client.force_login(make_user("bob"))
    confirm(client)
    for act in ("edit", "remove"):
        assert client.post(f"/accounts/2fa/webauthn/keys/{passkey.pk}/{act}/", {"name": "Mine"}).status_code == 404
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Phone"
