"""Between a request and `spam.Sender`: below this line nobody sees the request."""

from config.networks import network_of

from .spam import Sender


def sender_of(request, *, trap=False, seconds=None, has_stamp=False, stamp=None, proven_email="") -> Sender:
    account = account_of(request)
    address = request.META.get("REMOTE_ADDR", "")
    is_confirmed = bool(account) and account.is_confirmed
    return Sender(
        address=address,
        network=network_of(address),
        trap=trap,
        opened_seconds=seconds,
        has_stamp=has_stamp,
        stamp=stamp,
        origin_proven=request.is_origin_proven,
        account=account,
        is_confirmed=is_confirmed,
        proven_email=account.email.lower() if is_confirmed else proven_email,
        may_moderate=bool(account) and account.has_perm("comments.moderate_comment"),
    )


def account_of(request):
    return request.user if request.user.is_authenticated else None
