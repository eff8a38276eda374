"""
A letter is written when it leaves: what has been decided otherwise by then, or is not wanted any more, is not said,
and where nothing is left there is no letter.
"""

from django.urls import reverse

from config import mail
from config.site import absolute

from .. import models
from ..mine import address_keys, standing
from ..moderation import moderation_keys
from . import telling, unfollowing
from .showing import shown

MOST_LISTED = 30
WITH = ["correspondent", "account", "subscription", "comment__post__author", "comment__parent", "comment__account"]
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def write(about: dict):
    """The writer that is registered with config.mail; None where there is nothing to say."""
    found = models.Notice.objects.filter(pk__in=about["notices"]).exclude(comment=None)
    notices = list(found.select_related(*WITH).order_by("comment__created_at", "pk"))
    return WRITERS[notices[0].kind](notices[0].correspondent, notices) if notices else None


def _ask(person, notices):
    moderator = notices[0].account
    waiting = _comments(_true(notices, lambda each: each.comment.status == models.Status.PENDING))
    may = telling.moderators().filter(pk=moderator.pk).exists()
    if not (waiting and may and models.CommentRules.load().notify_moderators):
        return None
    listed = [_to_decide(comment, moderator) for comment in waiting[:MOST_LISTED]]
    context = {"waiting": models.Comment.objects.waiting().count()}
    if len(listed) == 1:
        return mail.written("comment_waiting", person.email, listed[0] | context, headers=AUTOMATIC)
    context |= {"listed": listed, "count": len(waiting), "more": len(waiting) - len(listed)}
    return mail.written("comments_waiting", person.email, context, headers=AUTOMATIC)


def _report(person, notices):
    may = telling.moderators().filter(pk=notices[0].account_id).exists()
    reports = models.Report.objects.open().select_related("comment__post")
    listed = [
        telling.about(report.comment) | {"report": report}
        for report in reports.filter(pk__in=[each.report for each in notices]).order_by("pk")
    ]
    if not (listed and may and models.CommentRules.load().notify_moderators):
        return None
    link = absolute(f"{reverse('admin:comments_comment_changelist')}?status=reported")
    if len(listed) == 1:
        return mail.written("comment_reported", person.email, listed[0] | {"link": link}, headers=AUTOMATIC)
    context = {"listed": listed[:MOST_LISTED], "count": len(listed), "more": max(0, len(listed) - MOST_LISTED)}
    return mail.written("comments_reported", person.email, context | {"link": link}, headers=AUTOMATIC)


def _announce(person, notices):
    fresh = _comments(_true(notices, lambda each: each.comment.is_approved))
    author = notices[0].account
    if not fresh or person.is_out_of_reach or not author.is_active:
        return None
    if len(fresh) == 1:
        return mail.written("comment_published", person.email, telling.about(fresh[0]), headers=AUTOMATIC)
    listed = [telling.about(comment) for comment in fresh[:MOST_LISTED]]
    context = {"listed": listed, "count": len(fresh), "more": len(fresh) - len(listed)}
    return mail.written("comments_published", person.email, context, headers=AUTOMATIC)


def _tell_follower(person, notices):
    notices = _wanted(notices)
    public = models.Comment.objects.visible().filter(pk__in=[each.comment_id for each in notices])
    ids = set(public.values_list("pk", flat=True))
    notices = _true(notices, lambda each: each.comment_id in ids)
    if not notices:
        return None
    posts = list({each.comment.post_id: each.comment.post for each in notices}.values())
    notices.sort(key=lambda each: posts.index(each.comment.post))
    listed = [_to_read(each, is_alone=len(notices) == 1) for each in notices[:MOST_LISTED]]
    context = {"listed": listed, "count": len(notices), "more": len(notices) - len(listed), "posts": posts}
    return _to_subscriber("comment_follow_ups", person, posts, context)


def _tell_writer(person, notices):
    (notice,) = notices
    decision = notice.comment.decisions.first()
    if not _wanted(notices) or decision.pk != notice.decision or not models.CommentRules.load().tell_writers:
        return None
    context = telling.about(notice.comment) | {"decision": decision, "words": shown(notice.comment)}
    context["status_url"] = absolute(standing.address_of(notice.comment))
    if notice.why == models.Why.PUBLISHED:
        is_there = models.Comment.objects.visible().filter(pk=notice.comment_id).exists()
        return _to_subscriber("comment_approved", person, [notice.comment.post], context) if is_there else None
    return _to_subscriber("comment_removed", person, [notice.comment.post], context)


WRITERS = {
    models.Kind.ASKING: _ask,
    models.Kind.REPORTING: _report,
    models.Kind.ANNOUNCING: _announce,
    models.Kind.FOLLOWING: _tell_follower,
    models.Kind.ANSWERING: _tell_writer,
}


def _true(notices, is_true) -> list:
    """What has become untrue is forgotten, not told: should it come true again, it is told then."""
    untrue = [each.pk for each in notices if not is_true(each)]
    models.Notice.objects.filter(pk__in=untrue).delete()
    return [each for each in notices if each.pk not in untrue]


def _wanted(notices) -> list:
    """What their subscription still asks for."""
    if not models.CommentRules.load().offer_subscriptions:
        return []
    active = models.Subscription.objects.active().filter(pk__in=[each.subscription_id for each in notices])
    ids = set(active.values_list("pk", flat=True))
    return [each for each in notices if each.subscription_id in ids]


def _comments(notices) -> list:
    """Each once, however many wordings of it were told of."""
    return list({notice.comment_id: notice.comment for notice in notices}.values())


def _to_decide(comment, moderator) -> dict:
    return telling.about(comment) | {
        "link": absolute(moderation_keys.address(comment, moderator)),
        "reason": comment.decisions.values_list("reason", flat=True).first(),
    }


def _to_read(notice, *, is_alone) -> dict:
    comment = notice.comment
    words = shown(comment) if is_alone else comment.excerpt
    return telling.about(comment) | {"why": notice.why, "words": words}


def _to_subscriber(template: str, person, posts, context):
    link = unfollowing.link_for(person, posts)
    context |= {
        "post": posts[0],
        "unfollow_url": link,
        "is_one_conversation": len(posts) == 1,
        "mine_url": absolute(address_keys.page_of(person.email)),
    }
    return mail.written(template, person.email, context, headers=unfollowing.headers_for(link, posts))
