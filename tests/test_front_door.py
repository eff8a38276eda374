import pytest

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
