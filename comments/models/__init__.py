from .comment import Comment, Status
from .decision import Decision
from .removed import RemovedComment
from .rules import CommentRules

__all__ = ["Comment", "CommentRules", "Decision", "RemovedComment", "Status"]
