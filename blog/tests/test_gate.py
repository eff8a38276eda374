from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.models import Post, Visibility
from tests.builders import make_post, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
CASES = {
    "draft": {"published_at": None},
    "scheduled": {"published_at": HOUR},
    "published": {"published_at": -HOUR},
    "published, expires later": {"published_at": -HOUR, "expires_at": HOUR},
    "expired": {"published_at": -2 * HOUR, "expires_at": -HOUR},
    "password": {"published_at": -HOUR, "visibility": Visibility.PASSWORD, "password": "tide"},
    "password, lost": {"published_at": -HOUR, "visibility": Visibility.PASSWORD, "password": ""},
    "password draft": {"published_at": None, "visibility": Visibility.PASSWORD, "password": "tide"},
    "password, ahead": {"published_at": HOUR, "visibility": Visibility.PASSWORD, "password": "tide"},
    "password, expired": {"published_at": -2 * HOUR, "expires_at": -HOUR, "visibility": Visibility.PASSWORD},
    "password, trashed": {"published_at": -HOUR, "trashed_at": -HOUR, "visibility": Visibility.PASSWORD},
    "members": {"published_at": -HOUR, "visibility": Visibility.MEMBERS},
    "members, ahead": {"published_at": HOUR, "visibility": Visibility.MEMBERS},
    "members, expired": {"published_at": -2 * HOUR, "expires_at": -HOUR, "visibility": Visibility.MEMBERS},
    "members, trashed": {"published_at": -HOUR, "trashed_at": -HOUR, "visibility": Visibility.MEMBERS},
    "private": {"published_at": -HOUR, "visibility": Visibility.PRIVATE},
    "private draft": {"published_at": None, "visibility": Visibility.PRIVATE},
    "private, ahead": {"published_at": HOUR, "visibility": Visibility.PRIVATE},
    "trashed": {"published_at": -HOUR, "trashed_at": -HOUR},
    "trashed draft": {"published_at": None, "trashed_at": -HOUR},
}
STATES = ["draft", "scheduled", "published", "expired", "password", "members", "private", "trashed"]
LOCKED = {"password", "password, lost", "members"}


def in_state(case):
    now = timezone.now()
    return make_post(**{k: now + v if isinstance(v, timedelta) else v for k, v in CASES[case].items()})


@pytest.mark.parametrize("case", CASES)
def test_the_rule_on_many_rows_and_on_one_agree(case):
    post = in_state(case)
    expected = case.startswith("published")
    assert post.is_published is expected
    assert Post.objects.published().filter(pk=post.pk).exists() is expected
    assert Post.objects.visible_to(AnonymousUser()).filter(pk=post.pk).exists() is expected


@pytest.mark.parametrize("case", CASES)
def test_what_is_locked_is_out_and_in_no_list(case):
    post = in_state(case)
    assert post.is_locked is (case in LOCKED)
    assert post.is_out is (post.is_published or case in LOCKED)
    assert Post.objects.out().filter(pk=post.pk).exists() is post.is_out
    assert Post.objects.answering(AnonymousUser()).filter(pk=post.pk).exists() is post.is_out


@pytest.mark.parametrize("case", CASES)
def test_members_may_open_what_is_for_members_and_nothing_else_that_is_hidden(case):
    post, member = in_state(case), make_user("mia")
    expected = case.startswith("published") or case == "members"
    assert Post.objects.visible_to(member).filter(pk=post.pk).exists() is expected
    member.is_active = False
    assert Post.objects.visible_to(member).filter(pk=post.pk).exists() is case.startswith("published")


@pytest.mark.parametrize("case", CASES)
def test_the_desk_filters_by_the_word_that_the_post_shows(case):
    post = in_state(case)
    found = [state for state in STATES if Post.objects.all().in_status(state).filter(pk=post.pk).exists()]
    assert found == [post.status]


def test_authors_see_their_own_and_editors_see_all():
    alice, bob, eve = (
        make_user("alice", role="author"),
        make_user("bob", role="author"),
        make_user("eve", role="editor"),
    )
    draft = make_post(author=alice, published_at=None)
    assert Post.objects.visible_to(alice).filter(pk=draft.pk).exists()
    assert not Post.objects.visible_to(bob).filter(pk=draft.pk).exists()
    assert Post.objects.visible_to(eve).filter(pk=draft.pk).exists()


def test_nobody_opens_what_lies_in_the_trash():
    eve = make_user("eve", role="editor")
    post = make_post(author=eve)
    post.trash(by=eve)
    assert not Post.objects.visible_to(eve).filter(pk=post.pk).exists()
    post.restore(by=eve)
    assert Post.objects.visible_to(eve).filter(pk=post.pk).exists()


@pytest.mark.parametrize("year", [202, 1000, 2999, 9999])
def test_a_year_that_cannot_be_meant_is_refused_with_a_sentence(client, year):
    when = timezone.now().replace(year=year, day=5)
    with pytest.raises(ValidationError, match="cannot be meant"):
        make_post(published_at=when)
    ada = make_user("ada", role="author")
    client.force_login(ada)
    form = {
        "title": "A slip",
        "body": "x",
        "published_at_0": f"{year:04d}-05-01",
        "published_at_1": "10:00",
        "visibility": "public",
    }
    response = client.post("/admin/blog/post/add/", form)
    assert response.status_code == 200 and "cannot be meant" in response.content.decode()
    assert client.get("/").status_code == 200
