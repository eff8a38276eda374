"""How long it is known from which network a comment or a report came."""

from datetime import timedelta

from django.utils import timezone

from .models import Appeal, Comment, CommentRules, ListedSource, Report


def forget_old() -> int:
    """What was decided by a network stays decided; a ban knows its own until it has ended so long ago."""
    long_ago = timezone.now() - timedelta(days=CommentRules.load().keep_network_days)
    for model in (Appeal, Report):
        model.objects.filter(created_at__lt=long_ago).filter(network__gt="").update(network="")
    bans = ListedSource.objects.filter(kind=ListedSource.Kind.NETWORK, ends_at__lt=long_ago)
    bans.filter(value__gt="").update(value="")
    return Comment.objects.filter(created_at__lt=long_ago).filter(network__gt="").update(network="")
