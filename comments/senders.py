"""Between a request and `spam.Sender`: below this line nobody sees the request."""

from config.networks import network_of

from .spam import Sender


def sender_of(request, *, trap=False, seconds=None) -> Sender:
    account = account_of(request)
    return Sender(
        network=network_of(request.META.get("REMOTE_ADDR", "")),
        trap=trap,
        opened_seconds=seconds,
        origin_proven=request.is_origin_proven,
        account=account,
        is_confirmed=bool(account) and account.is_confirmed,
        may_moderate=bool(account) and account.has_perm("comments.moderate_comment"),
    )


def account_of(request):
    return request.user if request.user.is_authenticated else None
