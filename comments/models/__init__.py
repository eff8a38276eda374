from .appeal import Appeal
from .comment import Comment
from .correspondent import AskedLetter, Correspondent
from .decision import Decision
from .removed import RemovedComment
from .report import Report
from .rules import CommentRules, Order, WhoMayWrite
from .spam_filter import SpamFilter, TaughtComment
from .status import Status

__all__ = [
    "Appeal", "AskedLetter", "Comment", "CommentRules", "Correspondent", "Decision", "Order", "RemovedComment",
    "Report", "SpamFilter", "Status", "TaughtComment", "WhoMayWrite",
]  # fmt: skip
