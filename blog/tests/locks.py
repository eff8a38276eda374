"""Locked posts, and what readers do before them."""

from django.urls import reverse

from tests.builders import make_post

SAME_SITE = {"sec-fetch-site": "same-origin"}


def make_locked(title=None, *, password="ebb and flow", **fields):
    return make_post(title, visibility="password", password=password, **fields)


def try_password(client, post, typed="ebb and flow", *, then=None, words="", headers=SAME_SITE, **extra):
    data = {"password": typed, "then": post.get_absolute_url() if then is None else then, "comment": words}
    return client.post(reverse("blog:unlock", args=[post.pk]), data, headers=headers, **extra)


def is_locked(client, address) -> bool:
    return "opens with a password" in client.get(address).content.decode()
