"""People at the desk, and the forms they send."""

import pytest
from django.utils import timezone

from tests.builders import PASSWORD, make_user

ROLES = ["contributor", "author", "editor", "moderator", "administrator"]


def sign_in(client, role="editor", name=None):
    """A person of this role; `member` has an account and no role."""
    user = make_user(name or f"the-{role}", role=None if role == "member" else role)
    client.login(email=user.email, password=PASSWORD)
    return user


def post_data(**fields):
    """What the form of a post sends, by name of the field; a date goes as its two inputs."""
    data = {"title": "Tides", "body": "The sea comes and goes.", "slug": "", "summary": "", "language": "", **fields}
    data.setdefault("visibility", "public")
    if moment := data.pop("published_at", None):
        moment = timezone.localtime(moment)
        data |= {"published_at_0": f"{moment:%Y-%m-%d}", "published_at_1": f"{moment:%H:%M:%S}"}
    return {name: value for name, value in data.items() if value is not None}


every_role = pytest.mark.parametrize("role", ROLES)
