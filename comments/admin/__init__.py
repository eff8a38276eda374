from .comments import CommentAdmin
from .correspondents import CorrespondentAdmin
from .erasures import ErasureAdmin
from .locks import LockAdmin
from .rules import CommentRulesAdmin

__all__ = [
    "CommentAdmin", "CommentRulesAdmin", "CorrespondentAdmin", "ErasureAdmin", "LockAdmin",
]  # fmt: skip
