"""How long the network a comment came from is known."""

from datetime import timedelta

from django.utils import timezone

from config.networks import network_of

__all__ = ["forget_old", "network_of"]

KEEP = timedelta(days=30)


def forget_old() -> int:
    """What was decided by a network stays decided."""
    old = Comment.objects.filter(created_at__lt=timezone.now() - KEEP)
    return old.exclude(network="").update(network="")
