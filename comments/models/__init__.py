from .comment import Comment
from .decision import Decision
from .removed import RemovedComment
from .rules import CommentRules
from .spam_filter import SpamFilter, TaughtComment
from .status import Status

__all__ = ["Comment", "CommentRules", "Decision", "RemovedComment", "SpamFilter", "Status", "TaughtComment"]
