"""The database does not answer: pages say so kindly, and nobody loses a word."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from comments.models import Comment

from .builders import make_post

pytestmark = pytest.mark.django_db


def refuse(execute, sql, parameters, many, context):
    raise OperationalError("database or disk is full")


def refuse_writing(execute, sql, parameters, many, context):
    if sql.startswith("INSERT"):
        raise OperationalError("database or disk is full")
    return execute(sql, parameters, many, context)


@pytest.fixture
def stranger():
    return Client(raise_request_exception=False)


WORDS = {"comment": "A long thought </textarea> of mine", "author": "Ines", "email": "ines@example.org", "url": ""}


def test_a_comment_that_cannot_be_kept_comes_back_to_be_sent_again(stranger):
    address = make_post().url_of("comments:conversation")
    with connection.execute_wrapper(refuse_writing):
        response = stranger.post(address, WORDS, headers={"sec-fetch-site": "same-origin"})
    page = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "A long thought &lt;/textarea&gt; of mine</textarea>" in page and 'value="ines@example.org"' in page
    assert f'action="{address}"' in page
    again = stranger.post(address, WORDS, headers={"sec-fetch-site": "same-origin"})
    assert again.status_code == 303 and Comment.objects.count() == 1


def test_a_page_without_a_database_is_a_503_and_not_a_500(stranger):
    post = make_post()
    with connection.execute_wrapper(refuse):
        for address in ("/", post.get_absolute_url(), "/archive/", "/feed/", "/accounts/login/", "/nowhere/"):
            assert stranger.get(address).status_code == 503, address
        assert stranger.get("/healthz").status_code == 503


def test_a_password_is_never_sent_back(stranger):
    with connection.execute_wrapper(refuse):
        page = stranger.post("/accounts/login/", {"login": "a@example.org", "password": "tell nobody"}).content.decode()
    assert "tell nobody" not in page
