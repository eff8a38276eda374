from .appeal import Appeal
from .audit import AuditEntry
from .comment import Comment
from .correspondent import AskedLetter, Correspondent
from .decision import Decision
from .erasure import Erasure
from .likeness import CommentLikeness, LikenessMark
from .listed_source import ListedSource
from .lock import Lock
from .notice import Kind, Notice, Why
from .removed import RemovedComment
from .report import Report
from .rules import CommentRules, Order, WhoMayWrite
from .spam_filter import LearnedMemory, MemoryChange, SpamFilter, TaughtComment
from .status import Status
from .subscription import HowOften, Scope, Subscription

__all__ = [
    "Appeal", "AskedLetter", "AuditEntry", "Comment", "CommentLikeness", "CommentRules", "Correspondent", "Decision",
    "Erasure", "HowOften", "Kind", "LearnedMemory", "LikenessMark", "ListedSource", "Lock", "MemoryChange", "Notice",
    "Order", "RemovedComment", "Report", "Scope", "SpamFilter", "Status", "Subscription", "TaughtComment",
    "WhoMayWrite", "Why",
]  # fmt: skip
