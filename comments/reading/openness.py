"""Whether replies are taken under a post now, and if not, why: the words that stand in the place of the form."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..models import Comment, CommentRules, Lock
from ..models.comment import STEP


@dataclass(frozen=True)
class Openness:
    """As it stands, nothing is closed: so it is for moderators in the queue, who have the last word."""

    rules: CommentRules
    closed: str = ""
    post_lock: Lock | None = None
    threads: dict[int, Lock] = field(default_factory=dict)  # by the comment that each one holds

    @classmethod
    def of(cls, post, rules: CommentRules) -> "Openness":
        """One query, whatever the number of locks."""
        threads = {lock.comment_id: lock for lock in Lock.objects.holding().filter(post=post)}
        post_lock = threads.pop(None, None)
        return cls(rules, _why_closed(post, rules, post_lock), post_lock, threads)

    @property
    def is_open(self) -> bool:
        return not self.closed

    def lock_over(self, comment: Comment | None) -> Lock | None:
        """The lock of the thread that this comment stands in."""
        if comment is None or not self.threads:
            return None
        steps = (int(comment.path[i : i + STEP]) for i in range(0, len(comment.path), STEP))
        return next((self.threads[pk] for pk in steps if pk in self.threads), None)


def locked_thread(lock: Lock) -> str:
    words = _("This thread is locked: “%(reason)s” You can post your words as a reply to the article.")
    return words % {"reason": lock.reason}


def _why_closed(post, rules, post_lock) -> str:
    closed = _("Comments are closed.")
    if rules.is_read_only:
        return f"{closed} {_('Nobody can write on this site for now.')} {rules.read_only_reason}".strip()
    if post_lock:
        return f"{closed} {post_lock.reason}"
    return "" if rules.accept_on(post) else closed
