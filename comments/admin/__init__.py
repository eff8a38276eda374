from .comments import CommentAdmin
from .correspondents import CorrespondentAdmin
from .locks import LockAdmin
from .rules import CommentRulesAdmin

__all__ = ["CommentAdmin", "CommentRulesAdmin", "CorrespondentAdmin", "LockAdmin"]
