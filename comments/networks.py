"""How long the network a comment came from is known."""

from datetime import timedelta

from django.utils import timezone

from config.networks import network_of

__all__ = ["forget_old", "network_of"]

KEEP = timedelta(days=30)


def forget_old(comments) -> int:
    """Empty what is older than thirty days in this queryset; what was decided by it stays decided."""
    return comments.filter(created_at__lt=timezone.now() - KEEP).exclude(network="").update(network="")
