from .audit import AuditAdmin
from .comments import CommentAdmin
from .correspondents import CorrespondentAdmin
from .erasures import ErasureAdmin
from .lists import ListedSourceAdmin
from .locks import LockAdmin
from .rules import CommentRulesAdmin

__all__ = [
    "AuditAdmin", "CommentAdmin", "CommentRulesAdmin", "CorrespondentAdmin", "ErasureAdmin", "ListedSourceAdmin",
    "LockAdmin",
]  # fmt: skip
