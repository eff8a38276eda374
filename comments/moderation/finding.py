"""
A moderator's search, at any size: the latest comments letter by letter, an address of any age, and what is public by
the site's own index.
"""

from django.db.models import Q

from blog.search import finding, queries

from ..models import Comment
from ..searching import KIND

LETTER_BY_LETTER, MOST = 2_000, 1_000


def among(comments, typed: str):
    ids = {*_latest(comments, typed), *_of_address(typed), *finding.latest(KIND, queries.parse(typed), MOST)}
    return comments.filter(pk__in=ids)


def _latest(comments, typed: str):
    latest = comments.order_by("-created_at", "-pk").values("pk")[:LETTER_BY_LETTER]
    wanted = Q()
    for word in typed.split()[:12]:
        wanted &= Q(name__icontains=word) | Q(email__icontains=word) | Q(url__icontains=word) | Q(body__icontains=word)
    return Comment.objects.filter(wanted, pk__in=latest).values_list("pk", flat=True)


def _of_address(typed: str):
    same = Comment.objects.filter(email=typed.strip().lower()).exclude(email="")
    return same.order_by("-created_at").values_list("pk", flat=True)[:MOST]
