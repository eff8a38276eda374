"""
Spelling forgiven: a word that finds nothing is replaced by the nearest word of public texts. The words are gathered by
housekeeping; before one is suggested, the gate is asked whether it stands in something public this moment.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from ..models.search import SearchEntry, SearchWord
from .finding import is_found, public_entries
from .queries import Query, Term

SHORTEST, LONGEST = 4, 30
MOST_WORDS = 60_000
AT_ONCE, PORTION = 500, 5_000
# How many known words are compared with a mistyped one, how many of the nearest are tried, and for how many words.
MOST_COMPARED = 2_000
MOST_TRIED = 3
MOST_MENDED = 2


def mended(query: Query) -> Query | None:
    """The query as it was probably meant, if a stranger finds something by it. Mended words are meant exactly."""
    terms, count = list(query.terms), 0
    for at, term in enumerate(terms):
        if term.is_plain_word and count < MOST_MENDED and not _stands_somewhere(term):
            better = _better(term)
            if better is None:
                return None
            terms[at], count = better, count + 1
    meant = replace(query, typed=" ".join(map(_as_typed, terms)), terms=tuple(terms))
    return meant if count and is_found(meant) else None


def _stands_somewhere(term: Term) -> bool:
    return is_found(Query("", (term,)))


def _better(term: Term) -> Term | None:
    for word in nearest(term.words[0])[:MOST_TRIED]:
        better = Term((word,), (word,), is_quoted=True)
        if _stands_somewhere(better):
            return better
    return None


def _as_typed(term: Term) -> str:
    words = " ".join(term.parts)
    is_phrase = len(term.parts) > 1
    return ("-" if term.is_excluded else "") + (f'"{words}"' if is_phrase else words)


def nearest(word: str) -> list[str]:
    """Known words that a slip or two away are this one, the nearest and the most used first."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    most = 1 if len(word) < 6 else 2
    alike = SearchWord.objects.filter(size__range=(len(word) - most, len(word) + most)).order_by("-seen", "word")
    known = dict(alike.filter(first=word[0]).values_list("word", "seen")[:MOST_COMPARED])
    known |= dict(alike.filter(last=word[-1]).values_list("word", "seen")[:MOST_COMPARED])
    known.pop(word, None)
    letters = set(word)
    near = [each for each in known if len(letters ^ set(each)) <= 2 * most]
    slips = {each: _slips(word, each, most) for each in near}
    return sorted((each for each in near if slips[each] <= most), key=lambda each: (slips[each], -known[each], each))


def _slips(one: str, other: str, most: int) -> int:
    """Letters missing, added, changed or swapped with their neighbour; more than `most` is just more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


# --- The known words ------------------------------------------------------------------------------------------------


def learn() -> None:
    """
    For housekeeping: the words of what became public since. It is read outside of any transaction and written a few
    rows at a time, so that nobody who writes waits for it; so counts are a little inexact after edits and a crash.
    """
    last: int | None = 0
    while last is not None:
        last = _learn_portion(last)
    _forget_rare()


def _learn_portion(last: int) -> int | None:
    """Returns the last one's number."""
    ids, seen, began_at = [], Counter(), timezone.now()
    entries = public_entries().filter(is_counted=False, pk__gt=last).order_by("pk").values_list("pk", "title", "text")
    for pk, title, text in entries[:PORTION].iterator(AT_ONCE):
        ids.append(pk)
        seen.update({word for word in f"{title} {text}".split() if _is_learnt(word)})
    for words in _parts(sorted(seen)):
        _add({word: seen[word] for word in words})
    for part in _parts(ids):
        # What was edited meanwhile is read again by the next housekeeping.
        SearchEntry.objects.filter(pk__in=part, made_at__lt=began_at).update(is_counted=True)
    return ids[-1] if ids else None


@transaction.atomic
def _add(seen: dict[str, int]) -> None:
    known = SearchWord.objects.in_bulk(list(seen))
    counts = {word: times + (known[word].seen if word in known else 0) for word, times in seen.items()}
    rows = [SearchWord(word=w, first=w[0], last=w[-1], size=len(w), seen=n) for w, n in counts.items()]
    SearchWord.objects.bulk_create(rows, update_conflicts=True, unique_fields=["word"], update_fields=["seen"])


def _parts(rows: list) -> Iterator[list]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _is_learnt(word: str) -> bool:
    """Pairs of letters are no words, numbers have no spelling."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _forget_rare() -> None:
    surplus = SearchWord.objects.count() - MOST_WORDS
    if surplus > 0:
        rarest = list(SearchWord.objects.order_by("seen", "word").values_list("pk", flat=True)[:surplus])
        for part in _parts(rarest):
            SearchWord.objects.filter(pk__in=part).delete()
