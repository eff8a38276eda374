import pytest
from django.test import Client

from comments.models import Comment
from tests.builders import make_post, make_user

from .acts import latest, stamp_of_age, why, write

pytestmark = pytest.mark.django_db

HERE = {
    "same origin": {"Sec-Fetch-Site": "same-origin"},
    "typed": {"Sec-Fetch-Site": "none"},
    "fetch metadata decides": {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    "origin": {"Origin": "http://testserver"},
    "origin with its port": {"Origin": "http://testserver:80"},
}
ELSEWHERE = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "other origin": {"Origin": "https://evil.example"},
    "other port": {"Origin": "http://testserver:8080"},
    "no origin at all": {"Origin": "null"},
    "broken origin": {"Origin": "http://[::1"},
}


@pytest.mark.parametrize("case", HERE)
def test_a_form_of_this_site_is_taken(client, case):
    post = make_post()
    assert write(client, post, headers=HERE[case], stamp=stamp_of_age(post, 60)).status_code == 303
    assert "did not say" not in why(latest())


@pytest.mark.parametrize("case", ELSEWHERE)
def test_a_form_of_another_site_comes_back_with_the_text(client, case):
    response = write(client, make_post(), headers=ELSEWHERE[case])
    assert response.status_code == 403
    assert "What happens in the dark?</textarea>" in response.content.decode()
    assert not Comment.objects.exists()
    assert not response.cookies


def test_a_browser_that_tells_nothing_is_heard_and_held(client):
    post = make_post()
    assert write(client, post, stamp=stamp_of_age(post, 60)).status_code == 303
    assert "did not say" in why(latest())


def test_a_session_needs_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("maria"))
    post = make_post()
    response = write(client, post, headers={"Sec-Fetch-Site": "same-origin"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "What happens in the dark?</textarea>" in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert write(client, post, csrfmiddlewaretoken=token).status_code == 303


def test_an_expired_session_asks_for_a_name_and_keeps_the_text():
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "long gone"
    post = make_post()
    page = client.get(post.get_absolute_url()).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    response = write(client, post, author=None, email=None, csrfmiddlewaretoken=token)
    assert response.status_code == 422
    assert "What happens in the dark?</textarea>" in response.content.decode()
    assert 'name="author"' in response.content.decode()
