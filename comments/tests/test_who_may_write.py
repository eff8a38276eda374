import pytest
from django.test import Client

from comments.mine import address_keys
from comments.models import Comment, CommentRules, Correspondent
from tests.builders import make_post, make_user

from .acts import latest, make_known_member, stamp_of_age, write

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


def page_of(client, post) -> str:
    return client.get(post.get_absolute_url()).content.decode()


def test_where_members_write_a_stranger_is_asked_to_log_in(client):
    CommentRules.objects.update(who_may_write="members")
    post = make_post()
    page = page_of(client, post)
    assert "You must be logged in to post a comment." in page
    assert f'href="/accounts/login/?next={post.get_absolute_url()}"' in page
    assert 'id="commentform"' not in page
    answer = write(client, post, comment="My <own> words")
    assert answer.status_code == 403
    assert "My &lt;own&gt; words</textarea>" in answer.content.decode()
    assert not post.comments.exists()
    client.force_login(make_known_member())
    assert "Logged in as Maria." in page_of(client, post)
    assert write(client, post).status_code == 303


def test_name_and_email_may_be_optional(client):
    CommentRules.objects.update(require_name_email=False)
    post = make_post()
    page = page_of(client, post)
    assert "Comment *</label>" in page
    for label in ("Name", "Email", "Website"):
        assert f"{label}</label>" in page
    assert write(client, post, author="", email="").status_code == 303
    assert (latest().name, latest().email) == ("Anonymous", "")
    assert write(client, make_post(), author="", email="half an address").status_code == 422
    latest().approve(by=make_user("mod", role="moderator"))
    assert "Anonymous" in page_of(client, post)


def test_who_must_confirm_an_address_must_give_one(client):
    CommentRules.objects.update(require_name_email=False, who_may_write="confirmed")
    answer = write(client, make_post(), author="", email="")
    assert answer.status_code == 422
    assert "Please enter your email address." in answer.content.decode()


def test_guests_are_offered_to_be_remembered_or_not(client):
    post = make_post()
    page = page_of(client, post)
    assert "Save my name, email, and website in this browser" in page
    assert 'name="proof"' in page
    CommentRules.objects.update(offer_memory=False)
    page = page_of(client, post)
    for part in ("comment-consent", 'name="proof"', "comment-memory"):
        assert part not in page


def make_correspondent(email="noor@example.org") -> Correspondent:
    person = Correspondent.of(email)
    person.confirm()
    return person


def write_with(client, post, key, **fields):
    return write(client, post, proof=key, stamp=stamp_of_age(post, 60), headers=HERE, **fields)


@pytest.fixture
def letters_ask():
    CommentRules.objects.update(who_may_write="confirmed", first_comment_waits=False, flood_seconds=0)


def test_a_browser_that_keeps_the_proof_shows_whose_address_it_is(client, letters_ask):
    person, post = make_correspondent(), make_post()
    write_with(client, post, address_keys.for_browser(person), email="Noor@Example.org")
    assert (latest().status, bool(latest().confirmed_at)) == ("approved", True)


def test_the_proof_is_worth_nothing_with_another_address(client, letters_ask):
    person, post = make_correspondent(), make_post()
    write_with(client, post, address_keys.for_browser(person), email="mira@example.org")
    assert (latest().status, latest().confirmed_at) == ("pending", None)


def test_the_proof_can_be_made_worthless(client, letters_ask):
    person, post = make_correspondent(), make_post()
    key = address_keys.for_browser(person)
    person.forget_browsers()
    write_with(client, post, key)
    assert latest().confirmed_at is None
    write_with(client, post, address_keys.for_browser(person), comment="Once more")
    assert latest().confirmed_at
    Correspondent.objects.all().delete()
    make_correspondent()
    write_with(client, post, key, comment="And again")
    assert latest().confirmed_at is None


@pytest.mark.parametrize("key", ["", "forged", "a:b:c", "é" * 900, "WzEsMF0:x:y"])
def test_a_forged_proof_proves_nothing(client, letters_ask, key):
    make_correspondent()
    assert write_with(client, make_post(), key).status_code == 303
    assert latest().confirmed_at is None


def test_the_key_of_a_letter_is_no_proof(client, letters_ask):
    person = make_correspondent()
    write_with(client, make_post(), address_keys.for_letter(person.email))
    assert latest().confirmed_at is None


def test_the_page_stays_the_same_for_all_strangers():
    post = make_post()
    person = make_correspondent()
    own = Client()
    write_with(own, post, address_keys.for_browser(person))
    Comment.objects.all().delete()
    assert page_of(own, post) == page_of(Client(), post)
    assert not own.cookies
