"""Role by role, what the desk lets a person do."""

import pytest

from accounts import roles
from accounts.models import User
from tests.builders import make_user

pytestmark = pytest.mark.django_db

NOBODY, CONTRIBUTOR, AUTHOR, EDITOR, MODERATOR, ADMINISTRATOR = [None, *roles.ROLES]
STAFF = set(roles.ROLES)

ACTS = {
    "blog.add_post": {CONTRIBUTOR, AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.change_post": {CONTRIBUTOR, AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.view_post": {CONTRIBUTOR, AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.publish_post": {AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.delete_post": {AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.edit_any_post": {EDITOR, ADMINISTRATOR},
    "blog.add_picture": {CONTRIBUTOR, AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.delete_picture": {EDITOR, ADMINISTRATOR},
    "blog.add_tag": {CONTRIBUTOR, AUTHOR, EDITOR, ADMINISTRATOR},
    "blog.change_tag": {EDITOR, ADMINISTRATOR},
    "blog.add_page": {EDITOR, ADMINISTRATOR},
    "comments.moderate_comment": {EDITOR, MODERATOR, ADMINISTRATOR},
    "comments.view_comment": {EDITOR, MODERATOR, ADMINISTRATOR},
    "comments.change_commentrules": {ADMINISTRATOR},
    "config.change_sitesettings": {ADMINISTRATOR},
    "accounts.add_user": {ADMINISTRATOR},
    "accounts.change_user": {ADMINISTRATOR},
    "accounts.delete_user": set(),
    "auth.change_group": set(),
    "auth.add_permission": set(),
}


@pytest.mark.parametrize("act", list(ACTS))
def test_a_role_may_do_its_acts_and_no_others(act):
    people = {role: make_user(f"person-{role}", role=role) for role in [NOBODY, *roles.ROLES]}
    allowed = {role for role, person in people.items() if User.objects.get(pk=person.pk).has_perm(act)}
    assert allowed == ACTS[act]


PAGES = {
    "/admin/": STAFF,
    "/admin/accounts/user/": {ADMINISTRATOR},
    "/admin/accounts/user/add/": {ADMINISTRATOR},
    "/admin/auth/group/": {ADMINISTRATOR},
    "/admin/auth/group/add/": set(),
}


@pytest.mark.parametrize("page", list(PAGES))
def test_a_role_opens_its_pages_of_the_desk_and_no_others(client, page):
    for role in [NOBODY, *roles.ROLES]:
        client.force_login(make_user(f"person-{role}", role=role))
        answer = client.get(page, follow=True)
        assert answer.status_code == (200 if role in PAGES[page] else 403), role


def test_an_owner_may_do_everything(client):
    client.force_login(User.objects.create_superuser("owner@example.org", "owner", "x"))
    for page in PAGES:
        assert client.get(page).status_code == 200
