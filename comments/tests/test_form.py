import pytest

from comments.models import CommentRules
from tests.builders import make_comment, make_page, make_post, make_user

from .acts import write

pytestmark = pytest.mark.django_db

WORDS = [
    "Leave a Reply",
    '<span id="email-notes">Your email address will not be published.</span> Required fields are marked *',
    '<label for="comment">Comment *</label>',
    '<label for="author">Name *</label>',
    '<label for="email">Email *</label>',
    '<label for="url">Website</label>',
    "Save my name, email, and website in this browser for the next time I comment.",
    "Post Comment",
    'id="respond" class="comment-respond"',
    'id="commentform"',
    'autocomplete="name"',
    'autocomplete="email"',
    'autocomplete="url"',
    'maxlength="65525"',
    'maxlength="245"',
    'maxlength="100"',
    'maxlength="200"',
    'aria-describedby="email-notes"',
]


@pytest.mark.parametrize("words", WORDS)
def test_the_form_speaks_the_words_that_people_know(client, words):
    assert words in client.get(make_post().get_absolute_url()).content.decode()


def test_the_text_is_asked_first_then_name_email_website_and_consent(client):
    page = client.get(make_post().get_absolute_url()).content.decode()
    names = ['name="comment"', 'name="author"', 'name="email"', 'name="url"', 'id="comment-consent"', "Post Comment"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)


def test_the_consent_is_hidden_where_there_is_no_script_and_never_sent(client):
    page = client.get(make_post().get_absolute_url()).content.decode()
    assert '<p class="comment-form-consent" hidden>' in page
    assert 'type="checkbox" id="comment-consent" value="yes">' in page


def test_the_trap_is_kept_from_people(client):
    page = client.get(make_post().get_absolute_url()).content.decode()
    assert '<p class="comment-aside" aria-hidden="true"><label for="subject">Leave this field empty</label>' in page
    assert 'name="subject" tabindex="-1" autocomplete="off"' in page


def test_a_page_can_be_answered_too(client):
    page = make_page("About")
    assert "Leave a Reply" in client.get(page.get_absolute_url()).content.decode()
    assert write(client, page).status_code == 303


def test_a_strangers_page_has_no_token_and_no_cookie(client):
    post = make_post()
    make_comment(post)
    response = client.get(post.get_absolute_url())
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_a_member_is_greeted_instead_of_asked(client):
    client.force_login(make_user("maria", display_name="Maria"))
    response = client.get(make_post().get_absolute_url())
    page = response.content.decode()
    assert "Logged in as Maria." in page
    assert "Log out?" in page
    assert "csrfmiddlewaretoken" in page
    assert 'name="author"' not in page
    assert "no-store" in response["Cache-Control"]


def test_a_reply_link_opens_the_form_without_script(client):
    post = make_post()
    comment = make_comment(post, name="Tom & <Co>")
    page = client.get(post.get_absolute_url()).content.decode()
    assert f'href="{post.get_absolute_url()}?replytocom={comment.pk}#respond"' in page
    page = client.get(f"{post.get_absolute_url()}?replytocom={comment.pk}").content.decode()
    assert "Leave a Reply to Tom &amp; &lt;Co&gt;" in page
    assert "Cancel reply" in page
    assert f'name="comment_parent" id="comment_parent" value="{comment.pk}"' in page


@pytest.mark.parametrize("asked", ["x", "-1", "0", "9" * 40, "999999", "٣"])
def test_an_odd_reply_link_opens_the_plain_form(client, asked):
    response = client.get(f"{make_post().get_absolute_url()}?replytocom={asked}")
    assert response.status_code == 200
    assert 'name="comment_parent" id="comment_parent" value="0"' in response.content.decode()


def test_a_waiting_comment_cannot_be_chosen_for_a_reply(client):
    post = make_post()
    comment = make_comment(post, name="Secret", status="pending")
    assert "Secret" not in client.get(f"{post.get_absolute_url()}?replytocom={comment.pk}").content.decode()


def test_a_closed_post_says_so(client):
    page = client.get(make_post(comments_open=False).get_absolute_url()).content.decode()
    assert "Comments are closed." in page
    assert "<form id=" not in page


def test_an_old_post_closes_by_itself(client):
    CommentRules.objects.update(close_after_days=14)
    from datetime import timedelta

    from django.utils import timezone

    old = make_post(published_at=timezone.now() - timedelta(days=15))
    assert "Comments are closed." in client.get(old.get_absolute_url()).content.decode()
    assert write(client, old).status_code == 403
    assert write(client, make_post()).status_code == 303


def test_a_preview_shows_the_text_and_keeps_everything(client):
    post = make_post()
    response = write(client, post, preview="1", comment="*soft* <script>", author="Zoë", email="half an address")
    page = response.content.decode()
    assert response.status_code == 200
    assert "<em>soft</em> &lt;script&gt;" in page
    assert "*soft* &lt;script&gt;</textarea>" in page
    assert 'value="Zoë"' in page
    assert 'value="half an address"' in page
    assert 'role="alert"' not in page
    assert not post.comments.exists()


def test_a_preview_of_a_reply_stays_a_reply(client):
    post = make_post()
    parent = make_comment(post, name="Tom")
    page = write(client, post, preview="1", comment_parent=parent.pk).content.decode()
    assert "Leave a Reply to Tom" in page
    assert f'value="{parent.pk}"' in page


def test_a_preview_of_nothing_asks_for_a_text(client):
    response = write(client, make_post(), preview="1", comment="")
    assert response.status_code == 422
    assert "Please type your comment text." in response.content.decode()
