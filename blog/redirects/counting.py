"""How often an old address was asked for."""

from django.db.models import F

from ..models import OldAddress
from ..tally import UNCOUNTED, Seen, Tally, after


def write_hits(taken: dict[int, Seen]) -> None:
    for pk, seen in sorted(taken.items()):
        OldAddress.objects.filter(pk=pk).update(hits=F("hits") + seen.times, last_hit_at=seen.at)


hits = Tally(write_hits)


def note_hit(request, response, old: OldAddress) -> None:
    if UNCOUNTED not in request.META:
        hits.add(old.pk)
        after(response, hits.flush)
