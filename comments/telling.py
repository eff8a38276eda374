"""Who hears of a comment: moderators when it waits, the post's author when it appears. One mail to one person."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from config import mail
from config.site import absolute
from config.tasks import task

from . import confirming, models, moderation_keys

PERMISSION = {"content_type__app_label": "comments", "codename": "moderate_comment"}


@task
def tell(comment_id: int) -> None:
    comment = models.Comment.objects.select_related("post__author", "parent").filter(pk=comment_id).first()
    if comment is None:
        return
    rules = models.CommentRules.load()
    if confirming.is_waited_for(comment):
        confirming.ask_about(comment)
    elif comment.status == models.Status.PENDING and rules.notify_moderators:
        for person in moderators().exclude(pk=comment.account_id):
            ask(person, comment)
    elif comment.status == models.Status.APPROVED and rules.notify_author:
        announce(comment)


def ask(person, comment) -> None:
    """A mail about each wording that waits: an edit may ask again."""
    asks_again = comment.edited_at or comment.decisions.filter(rule="appeal").exists()
    wording = moderation_keys.latest_decision(comment) if asks_again else 0
    link = absolute(moderation_keys.address(comment, person))
    context = about(comment) | {
        "link": link,
        "reason": comment.decisions.values_list("reason", flat=True).first(),
        "waiting": models.Comment.objects.waiting().count(),
    }
    mail.send("comment_waiting", person.email, context, key=_key(comment, person, wording))


def announce(comment) -> None:
    """Under the key of the first asking: an author who moderates has had that mail already."""
    author = comment.post.author
    decided_by = comment.decisions.values_list("moderator_id", flat=True).first()
    if author.pk in {comment.account_id, decided_by} or not (author.is_active and author.is_confirmed):
        return
    mail.send("comment_published", author.email, about(comment), key=_key(comment, author, 0))


def tell_of_report(person, report) -> None:
    """One letter about a comment, however many report it."""
    link = absolute(f"{reverse('admin:comments_comment_changelist')}?status=reported")
    context = about(report.comment) | {"report": report, "link": link}
    mail.send("comment_reported", person.email, context, key=f"comment-report-{report.pk}-{person.pk}")


def moderators():
    """Active staff who may moderate, at addresses that they have confirmed."""
    granted = Q(is_superuser=True)
    for way in ("groups__permissions", "user_permissions"):
        granted |= Q(**{f"{way}__{name}": value for name, value in PERMISSION.items()})
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=OuterRef("email"))
    able = User.objects.filter(granted, Exists(confirmed), is_active=True, is_staff=True)
    return User.objects.filter(pk__in=able.values("pk"))


def about(comment) -> dict:
    return {
        "comment": comment,
        "post": comment.post,
        "post_url": absolute(comment.post.get_absolute_url()),
        "comment_url": absolute(comment.get_absolute_url()),
    }


def _key(comment, person, wording: int) -> str:
    return f"comment-{comment.pk}-{wording}-{person.pk}"
