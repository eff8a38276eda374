from .account import data, leave
from .changing import edit, withdraw
from .confirming import confirm
from .conversation import conversation, stamp
from .deciding import decide
from .following import change_subscriptions, follow, unfollow
from .mine import ask_for_mine, claim, download, erase, forget_browsers, mine
from .permalink import permalink
from .reporting import report
from .status import appeal, ask_to_confirm, status, withdraw_for_good

__all__ = [
    "appeal", "ask_for_mine", "ask_to_confirm", "change_subscriptions", "claim", "confirm", "conversation", "data",
    "decide", "download", "edit", "erase", "follow", "forget_browsers", "leave", "mine", "permalink", "report", "stamp",
    "status", "unfollow", "withdraw", "withdraw_for_good",
]  # fmt: skip
