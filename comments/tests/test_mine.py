import json
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.mine import address_keys, standing
from comments.models import Comment, Correspondent
from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db
NOOR = "noor@example.org"


@pytest.fixture
def proven():
    """A guest who has confirmed the address, and two comments: her own, and one that somebody signed with it."""
    from django.utils import timezone

    Correspondent.of(NOOR).confirm()
    post = make_post("Tides")
    own = make_comment(post, name="Noor", email=NOOR, body="My own words", network="n1", confirmed_at=timezone.now())
    other = make_comment(post, name="Nora", email=NOOR, body="Not my words", network="n2", status="pending")
    make_comment(post, email="tom@example.org", body="Words of Tom")
    return own, other


def page_of(email=NOOR) -> str:
    answer = Client().get(address_keys.page_of(email))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    return answer.content.decode()


def act(name, email=NOOR, **data):
    return Client().post(f"{address_keys.page_of(email)}{name}/", data)


def unpacked(answer) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_page_lists_what_is_theirs_with_its_state(proven):
    own, other = proven
    own.trash(by=make_user("mod", role="moderator"), reason="Secret reason", note="Off topic, sorry.")
    page = page_of()
    for words in ("My own words", "Removed.", "Off topic, sorry.", standing.address_of(own),
                  "Not my words", "Signed “Nora”", "Waiting.", "Tides"):  # fmt: skip
        assert words in page
    for hidden in ("Words of Tom", "Secret reason", "n1", "n2", standing.key_of(other)):
        assert f">{hidden}" not in page and f'"{hidden}' not in page


def test_what_somebody_else_wrote_with_the_address_can_be_disowned(proven):
    _own, other = proven
    other.approve(by=make_user("mod", role="moderator"))
    assert act("claim", comment=other.pk, act="not-mine").status_code == 303
    other.refresh_from_db()
    assert (other.email, other.status, other.picture) == ("", "pending", "")
    assert "did not write it" in other.decisions.first().reason
    assert "Not my words" not in page_of()


def test_what_an_account_wrote_is_not_offered_to_be_claimed(proven):
    account = make_user("ines", email=NOOR, confirmed=False)
    theirs = make_comment(account=account, email=NOOR, body="Of an account")
    page = page_of()
    assert "Of an account" in page and page.count("It was not me") == 1
    assert act("claim", comment=theirs.pk, act="not-mine").status_code == 404


def test_what_was_their_own_can_be_claimed(proven):
    _own, other = proven
    act("claim", comment=other.pk, act="mine")
    other.refresh_from_db()
    assert other.confirmed_at
    assert standing.address_of(other) in page_of()


def test_nothing_of_others_can_be_claimed(proven):
    tom = Comment.objects.get(email="tom@example.org")
    for number in (tom.pk, proven[0].pk, "x", "-1", "٣", "9" * 40, ""):
        assert act("claim", comment=number, act="not-mine").status_code == 404
    assert Comment.objects.exclude(email="").count() == 3


def test_looking_changes_nothing_and_forms_come_from_here(proven):
    address = address_keys.page_of(NOOR)
    for name in ("claim", "browsers"):
        assert Client().get(f"{address}{name}/").status_code == 405
    for name in ("claim", "browsers", "erase"):
        data = {"comment": proven[1].pk, "act": "not-mine", "way": "removed", "sure": "on"}
        answer = Client().post(f"{address}{name}/", data, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    Client().get(f"{address}erase/")
    assert Comment.objects.exclude(email="").count() == 3
    assert Correspondent.objects.get().browser_keys == 0


@pytest.mark.parametrize("key", ["forged", "a:b:c", "é" * 900])
def test_without_the_key_there_is_nothing(client, key):
    for name in ("", "download/", "erase/"):
        assert client.get(f"/comment/mine/{key}/{name}").status_code == 410
    for name in ("claim/", "browsers/", "erase/"):
        assert client.post(f"/comment/mine/{key}/{name}").status_code == 410


def test_all_browsers_can_be_forgotten(proven):
    key = address_keys.for_browser(Correspondent.objects.get())
    assert address_keys.email_in_browser(key) == NOOR and "data-proof" in page_of()
    assert act("browsers").status_code == 303
    assert address_keys.email_in_browser(key) == ""
    assert address_keys.email_in_browser(address_keys.for_browser(Correspondent.objects.get())) == NOOR


def test_the_page_takes_so_many_queries_however_many_comments(proven):
    address, taken = address_keys.page_of(NOOR), []
    for more in (1, 30):
        for number in range(more):
            make_comment(email=NOOR, body=f"Thought {more} {number}").trash(reason="x")
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 12


def test_a_guest_takes_everything_along(proven):
    own, _other = proven
    own.decide("trash", by=make_user("mod", role="moderator"), reason="Secret reason", note="Off topic, sorry.")
    answer = Client().get(f"{address_keys.page_of(NOOR)}download/")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert "no-store" in answer["Cache-Control"]
    packed = unpacked(answer)
    facts = json.loads(packed.read("data.json"))
    assert [each["markdown"] for each in facts["comments"]] == ["Not my words", "My own words"]
    theirs = facts["comments"][1]
    assert theirs["decisions"][0]["note"] == "Off topic, sorry."
    assert (theirs["network_hash"], theirs["address_shown_to_be_yours"]) == ("n1", True)
    assert "network_hash" not in facts["comments"][0]
    for name in ("data.json", "data.html"):
        text = packed.read(name).decode()
        assert "My own words" in text
        for hidden in ("Words of Tom", "Secret reason", "n2", "mod@"):
            assert hidden not in text


def test_a_member_sees_takes_and_is_asked_who_they_are(client):
    member = make_user("maria", bio="Born by the sea")
    make_comment(account=member, email="old@example.org", body="Under an old address", status="spam")
    for path in ("/accounts/comments/", "/accounts/data/", "/accounts/data/download/", "/accounts/data/erase/"):
        assert client.get(path)["Location"].startswith("/accounts/login/?next=/accounts/")
    client.force_login(member)
    page = client.get("/accounts/comments/").content.decode()
    assert "Under an old address" in page
    assert 'href="/accounts/comments/"' in client.get("/accounts/profile/").content.decode()
    facts = json.loads(unpacked(client.get("/accounts/data/download/")).read("data.json"))
    assert facts["account"]["bio"] == "Born by the sea"
    assert facts["comments"][0]["markdown"] == "Under an old address"
    assert "password" not in json.dumps(facts)


def test_an_unconfirmed_member_sees_nothing_by_address(client):
    make_comment(email="maria@example.org", body="Of the real Maria")
    client.force_login(make_user("maria", confirmed=False))
    assert "Of the real Maria" not in client.get("/accounts/comments/").content.decode()
    data = unpacked(client.get("/accounts/data/download/")).read("data.json").decode()
    assert "Of the real Maria" not in data


def test_the_title_of_a_hidden_post_is_not_told(client):
    make_comment(make_page("Canary", visibility="private"), email=NOOR)
    Correspondent.of(NOOR).confirm()
    assert "Canary" not in page_of()
    text = unpacked(Client().get(f"{address_keys.page_of(NOOR)}download/")).read("data.html").decode()
    assert "Canary" not in text
