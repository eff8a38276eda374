from .comment import Comment
from .correspondent import Correspondent
from .decision import Decision
from .likeness import CommentLikeness, LikenessMark
from .removed import RemovedComment
from .rules import CommentRules, Order, WhoMayWrite
from .spam_filter import SpamFilter, TaughtComment
from .status import Status

__all__ = [
    "Comment", "CommentLikeness", "CommentRules", "Correspondent", "Decision", "LikenessMark", "Order",
    "RemovedComment", "SpamFilter", "Status", "TaughtComment", "WhoMayWrite",
]  # fmt: skip
