"""
Erasing a person: their name, address, site and network go from what they wrote, or the words as well. The thread keeps
its shape, and the spam filter, the files for paper and the outbox forget with it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.paper import blocking, store
from config.addresses import known_as
from config.tasks import task

from .. import learning
from ..letters import subscriptions, telling
from ..models import Appeal, Comment, Correspondent, Decision, Erasure, ListedSource, Report

AT_ONCE = 500  # comments in one task; fewer are done while the person waits


@transaction.atomic
def erase(owner, way: str, *, with_account=False) -> Erasure:
    """Written in a log that keeps of the address a keyed hash."""
    address = owner.email or owner.member.email
    ids = list(owner.erasable.order_by("pk").values_list("pk", flat=True))
    log = Erasure.objects.create(address_hash=known_as(address), way=way, count=len(ids), with_account=with_account)
    if len(ids) <= AT_ONCE:
        erase_these.func(ids, way)
    else:
        for start in range(0, len(ids), AT_ONCE):
            erase_these.enqueue(ids[start : start + AT_ONCE], way)
    if owner.member:
        Report.objects.filter(account=owner.member).update(account=None)
    if owner.email:
        _forget_address(owner.email)
    return log


@task
def erase_these(ids: list[int], way: str) -> None:
    """Done twice, it does nothing the second time."""
    with transaction.atomic():
        comments = Comment.objects.filter(pk__in=ids)
        posts = set(comments.order_by().values_list("post_id", flat=True))
        if way == Erasure.Way.REMOVED:
            comments.delete()
        else:
            _strip(comments, is_signed=way == Erasure.Way.SIGNED)
        learning.forget_gone_soon()
        transaction.on_commit(lambda: store.forget_copies(posts))


@transaction.atomic
def disown(comment: Comment) -> None:
    """Whoever holds the address did not write it: the address leaves it, and a person decides about the rest."""
    Comment.objects.filter(pk=comment.pk).update(email="", picture="")
    comment.refresh_from_db()
    reason = _("Whoever holds the address says that they did not write it.")
    if comment.is_approved:
        comment.hold(reason=reason, rule="disowned")
    else:
        comment.decisions.create(before=comment.status, after=comment.status, reason=reason, rule="disowned")
    telling.tell.enqueue(comment.pk)


def _strip(comments, *, is_signed: bool) -> None:
    """Of decisions it stays known that they were taken, by whom and by which rule; what was said of the person goes."""
    decisions = Decision.objects.filter(comment__in=comments)
    Appeal.objects.filter(decision__in=decisions).delete()
    decisions.forget_words()
    gone = {"email": "", "network": "", "account": None, "confirmed_at": None, "picture": ""}
    if not is_signed:
        gone |= {"name": _("Anonymous"), "url": ""}
    comments.update(**gone, erased_on=timezone.localdate())


def _forget_address(email: str) -> None:
    """Where mail had to stop it stays stopped, without the address."""
    subscriptions.forget(email)
    ListedSource.objects.ended().filter(kind=ListedSource.Kind.EMAIL, value=email).delete()
    people = Correspondent.objects.filter(email=email)
    if people.exclude(stopped="").exists():
        blocking.block(known_as(email))
    people.delete()
