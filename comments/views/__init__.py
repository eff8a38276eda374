from .changing import edit, withdraw
from .confirming import confirm
from .conversation import conversation, stamp
from .deciding import decide
from .mine import ask_for_mine, mine
from .permalink import permalink
from .reporting import report

__all__ = [
    "ask_for_mine", "confirm", "conversation", "decide", "edit", "mine", "permalink", "report", "stamp", "withdraw",
]  # fmt: skip
