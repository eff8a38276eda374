"""Whether replies are taken under a post now, and if not, why: the words that stand in the place of the form."""

from django.utils.translation import gettext as _

from .models import Comment, CommentRules, Lock
from .models.comment import STEP


class Openness:
    """Asked once for a page: a query for the locks, whatever their number."""

    def __init__(self, post, rules: CommentRules):
        self.rules = rules
        locks = {lock.comment_id: lock for lock in Lock.objects.holding().filter(post=post)}
        self.post_lock = locks.pop(None, None)
        self.threads: dict[int, Lock] = locks
        self.closed = self._why(post, rules)

    @property
    def is_open(self) -> bool:
        return not self.closed

    def lock_over(self, comment: Comment | None) -> Lock | None:
        """The lock of the thread that this comment stands in."""
        if comment is None or not self.threads:
            return None
        steps = (int(comment.path[i : i + STEP]) for i in range(0, len(comment.path), STEP))
        return next((self.threads[pk] for pk in steps if pk in self.threads), None)

    def _why(self, post, rules) -> str:
        closed = _("Comments are closed.")
        if rules.is_read_only:
            return f"{closed} {_('Nobody can write on this site for now.')} {rules.read_only_reason}".strip()
        if self.post_lock:
            return f"{closed} {self.post_lock.reason}"
        return "" if rules.accept_on(post) else closed


def locked_thread(lock: Lock) -> str:
    words = _("This thread is locked: “%(reason)s” You can post your words as a reply to the article.")
    return words % {"reason": lock.reason}
