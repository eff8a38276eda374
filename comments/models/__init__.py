from .appeal import Appeal
from .comment import Comment
from .correspondent import AskedLetter, Correspondent
from .decision import Decision
from .likeness import CommentLikeness, LikenessMark
from .removed import RemovedComment
from .report import Report
from .rules import CommentRules, Order, WhoMayWrite
from .spam_filter import SpamFilter, TaughtComment
from .status import Status

__all__ = [
    "Appeal", "AskedLetter", "Comment", "CommentLikeness", "CommentRules", "Correspondent", "Decision",
    "LikenessMark", "Order", "RemovedComment", "Report", "SpamFilter", "Status", "TaughtComment", "WhoMayWrite",
]  # fmt: skip
