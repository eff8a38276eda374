import pytest
from django.core import signals
from django.db import close_old_connections
from django.test import RequestFactory

from comments.models import Comment
from config.wsgi import application

from .builders import make_post

pytestmark = pytest.mark.django_db


def test_a_request_of_enormous_size_is_turned_away_unread(client, settings):
    settings.MAX_REQUEST_BYTES = 1000
    address = make_post().url_of("comments:conversation")
    response = client.post(address, {"comment": "x" * 2000}, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 413 and "Choose a smaller file" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/?q=%00",
        "/admin/blog/post/?q=%00",
        "/tag/%00/",
        "/author/a%00b/",
        "/?page=%00",
        "/static/%00",
        "/p/1/?x=%00",
    ],
)
def test_an_address_with_a_nul_is_not_understood(client, address):
    assert client.get(address).status_code == 400


def status_of(address, kind, body=b"", method="GET") -> int:
    """As a server asks: the client of the tests makes requests of its own kind."""
    environ = RequestFactory().generic(method, address, body, "text/plain").environ | {"CONTENT_TYPE": kind}
    said = []
    around = (signals.request_started, signals.request_finished)
    for signal in around:  # the connection is the test's, and stays open
        signal.disconnect(close_old_connections)
    try:
        application(environ, lambda status, headers: said.append(int(status[:3]))).close()
    finally:
        for signal in around:
            signal.connect(close_old_connections)
    return said[0]


@pytest.mark.parametrize(
    "charset", ["base64", "rot13", "zlib", "undefined", "idna", "utf-7", "utf-16", "\xe9", "x" * 999]
)
@pytest.mark.parametrize("address", ["/?x=1", "/search/?q=a", "/admin/?x=1"])
def test_no_charset_but_that_of_the_web_is_understood(address, charset):
    assert status_of(address, f"text/plain; charset={charset}") == 400


def test_a_form_in_another_charset_is_not_understood():
    address, kind = make_post().url_of("comments:conversation"), "multipart/form-data; boundary=b; charset=utf-7"
    part = b'--b\r\nContent-Disposition: form-data; name="comment"\r\n\r\nx+2AA-\r\n--b--\r\n'
    assert status_of(address, kind, part, "POST") == 400
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "us-ascii", '"utf-8"', ""])
def test_the_usual_charsets_are_understood(charset):
    assert status_of("/?x=1", f"application/x-www-form-urlencoded; charset={charset}") == 200
