from .comments import CommentAdmin
from .correspondents import CorrespondentAdmin
from .rules import CommentRulesAdmin

__all__ = ["CommentAdmin", "CommentRulesAdmin", "CorrespondentAdmin"]
