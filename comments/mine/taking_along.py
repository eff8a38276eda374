"""Everything the site keeps of a person, to take along: one file for machines, one to read, and the picture."""

import json
import zipfile
from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from config.site import absolute

from ..letters import subscriptions
from ..models import Report
from . import standing

IN_MEMORY = 5 * 1024 * 1024
ACCOUNT = ["email", "username", "display_name", "bio", "website", "is_staff", "date_joined", "last_login"]


def pack(owner):
    """A zip, open at its beginning."""
    facts = facts_of(owner)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        packed.writestr("data.html", render_to_string("comments/taken_along.html", {"facts": facts}))
        if owner.member and owner.member.avatar:
            with owner.member.avatar.open() as picture:
                packed.writestr("picture.webp", picture.read())
    file.seek(0)
    return file


def facts_of(owner) -> dict:
    person = owner.correspondent
    return {
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        "address": owner.email,
        "address_confirmed_at": person and person.confirmed_at,
        "mail_stopped": person.stopped if person else "",
        "account": _account(owner.member) if owner.member else None,
        "subscriptions": [_subscription(each) for each in subscriptions.of(owner.email)] if owner.email else [],
        "comments": [_comment(owner, each) for each in in_full(owner)],
    }


def in_full(owner):
    comments = owner.comments.select_related("post").prefetch_related("decisions__appeal")
    return comments.order_by("-created_at", "-pk")


def _comment(owner, comment) -> dict:
    """Of what somebody else may have written with this address only what stands in public besides the address."""
    told, is_theirs = standing.of(comment), owner.may_steer(comment)
    post = comment.post if comment.post.is_published else None
    shared = {
        "id": comment.pk,
        "post": post and post.headline,
        "post_address": post and absolute(post.get_absolute_url()),
        "address_shown_to_be_yours": is_theirs,
        "name": comment.name,
        "email": comment.email,
        "website": comment.url,
        "written_at": comment.created_at,
        "edited_at": comment.edited_at,
        "state": told.status,
        "why": told.why,
        "markdown": comment.body,
        "html": comment.html,
    }
    if not is_theirs:
        return shared
    return shared | {
        "in_reply_to": comment.parent_id,
        "network_hash": comment.network,
        "decisions": [_decision(each) for each in comment.decisions.all()] if told.status == comment.status else [],
    }


def _decision(decision) -> dict:
    answer = decision.appeal.text if hasattr(decision, "appeal") else ""
    return {"at": decision.created_at, "state": decision.after, "note": decision.note, "your_answer": answer}


def _subscription(wish) -> dict:
    post = wish.post if wish.post.is_published else None
    return {
        "post": post and post.headline,
        "post_address": post and absolute(post.get_absolute_url()),
        "replies_to": wish.comment_id,
        "how_often": wish.how_often,
        "asked_at": wish.created_at,
        "confirmed_at": wish.confirmed_at,
    }


def _account(member) -> dict:
    facts = {name: getattr(member, name) for name in ACCOUNT}
    sessions = member.usersession_set.values("created_at", "last_seen_at", "ip", "user_agent")
    posts = [{"title": post.title, "address": absolute(post.get_absolute_url())} for post in member.posts.kept()]
    reports = Report.objects.filter(account=member).values("comment", "reason", "text", "created_at")
    return facts | {"sessions": list(sessions), "posts": posts, "reports": list(reports)}
