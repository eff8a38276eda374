from .comment import Comment, Status
from .decision import Decision
from .rules import CommentRules

__all__ = ["Comment", "CommentRules", "Decision", "Status"]
