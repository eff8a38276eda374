"""The conversation on a sheet: which comments a reader takes along, and what stands between them."""

from collections import Counter
from dataclasses import replace

from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.paper.parts import words_of

from .models import Comment, CommentRules
from .models.comment import STEP
from .reading.lines import Line, close
from .reading.thread import Thread

MOST_HIGHLIGHTS = 10
FEW_ANSWERS = 2
MOST_OPENINGS = 300


def talk_of(post, which: str, root: int, cutter) -> SafeString:
    """`which` is one of blog.paper.choice.COMMENTS; `root` opens the one thread."""
    if which == "none":
        return SafeString("")
    thread = Thread(post, CommentRules.load(), is_whole=True)
    lines = _kept(_chosen(thread.lines, which, root), cutter)
    if not lines:
        return SafeString("")
    shown = sum(1 for line in lines if line.code)
    return render_to_string("comments/_on_paper.html", {"thread": thread, "lines": lines, "shown": shown})


def openings(post) -> list[tuple[int, str]]:
    """The comments that open a thread, as far as a list of them is of use: their ids and how they begin."""
    roots = Comment.objects.visible_on(post).annotate(steps=Length("path")).filter(steps=STEP).in_reading_order()
    return [(comment.pk, _opening_words(comment)) for comment in roots.defer("body")[:MOST_OPENINGS]]


def _chosen(lines: list[Line], which: str, root: int) -> list[Line]:
    if which == "all":
        return lines
    if which == "thread":
        return [line for line in lines if _lineage(line)[-1].pk == root]
    wanted = _by_author(lines) if which == "author" else _highlights(lines)
    return _with_those_above(lines, wanted)


def _by_author(lines: list[Line]) -> set[int]:
    return {line.pk for line in lines if line.comment and line.comment.is_by_author}


def _highlights(lines: list[Line]) -> set[int]:
    """The author's answers and what they answer; then what was answered most. Nobody votes, and nothing is promoted."""
    by_author = _by_author(lines)
    answered = [line.parent.pk for line in lines if line.pk in by_author and line.parent]
    answers = Counter(line.parent.pk for line in lines if line.parent)
    much = [pk for pk, count in answers.most_common() if count >= FEW_ANSWERS]
    chosen = set(list(dict.fromkeys([*answered, *much]))[:MOST_HIGHLIGHTS])
    return chosen | {line.pk for line in lines if line.pk in by_author and line.parent and line.parent.pk in chosen}


def _kept(lines: list[Line], cutter) -> list[Line]:
    """Without those that the reader left out; one that holds replies stays as an empty place."""
    kept, codes = set(), {}
    for line in lines:
        if line.comment:
            codes[line.pk] = cutter.take(f"comment:{line.pk}", "comment", _opening_words(line.comment))
            if codes[line.pk]:
                kept.add(line.pk)
    placed = _with_those_above(lines, kept)
    for line in placed:
        line.code = codes.get(line.pk, "")
    return close([replace(line, opens=True, goes_on=False, closes=[]) for line in placed])


def _with_those_above(lines: list[Line], wanted: set[int]) -> list[Line]:
    needed = {above.pk for line in lines if line.pk in wanted for above in _lineage(line)}
    return [line for line in lines if line.pk in needed]


def _lineage(line: Line) -> list[Line]:
    found = [line]
    while found[-1].parent:
        found.append(found[-1].parent)
    return found


def _opening_words(comment: Comment) -> str:
    return f"{comment.name}: {words_of(comment.body_html)}"
