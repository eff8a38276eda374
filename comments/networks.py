"""How long it is known from which network a comment came."""

from datetime import timedelta

from django.utils import timezone

from .models import Appeal, Comment

KEEP = timedelta(days=30)


def forget_old() -> int:
    """What was decided by a network stays decided."""
    old = Comment.objects.filter(created_at__lt=timezone.now() - KEEP)
    Appeal.objects.filter(created_at__lt=timezone.now() - KEEP).exclude(network="").update(network="")
    return old.exclude(network="").update(network="")
