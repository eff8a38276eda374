from .comments import CommentAdmin
from .rules import CommentRulesAdmin

__all__ = ["CommentAdmin", "CommentRulesAdmin"]
