"""Stamps of another hour: the bench cannot wait for them, so it makes them as the site would have."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from comments import stamps


def stamp_of_age(post, seconds: float) -> str:
    opened = timezone.now() - timedelta(seconds=seconds)
    return signing.Signer(salt=stamps.SALT).sign_object([post.pk, opened.timestamp()])
