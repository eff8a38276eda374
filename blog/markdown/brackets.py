"""Finds the `]` that belongs to a `[`, remembering every pair it passes.

The parser's own search starts anew at every `[`, which for thousands of `![` takes time quadratic to the length.
"""

from .meter import spend


def find_label_end(state, start: int, disableNested: bool = False) -> int:
    """The signature is the parser's. -1: the bracket is never closed, or a link lies inside where none may."""
    # What follows the bracket is read by rules that count nothing themselves.
    spend(state.env, 3)
    known = state.cache
    key = (start, state.posMax, disableNested)
    if key not in known:
        before = state.pos
        _pair_brackets(state, start, disableNested)
        state.pos = before
    return known[key]


def _pair_brackets(state, start: int, no_links_inside: bool) -> None:
    opened = [start]
    state.pos = start + 1
    while opened and state.pos < state.posMax:
        here, mark = state.pos, state.src[state.pos]
        if mark == "]":
            _remember(state, opened.pop(), no_links_inside, here)
            state.pos += 1
            continue
        state.md.inline.skipToken(state)
        is_single = mark == "[" and state.pos == here + 1
        inner = state.cache.get((here, state.posMax, no_links_inside)) if is_single else None
        if inner == -1 or (mark == "[" and not is_single and no_links_inside):
            # What keeps an inner pair from closing keeps the outer ones from it, too.
            break
        if inner is not None:
            state.pos = inner + 1
        elif is_single:
            opened.append(here)
    for bracket in opened:
        _remember(state, bracket, no_links_inside, -1)


def _remember(state, bracket: int, no_links_inside: bool, end: int) -> None:
    state.cache[bracket, state.posMax, no_links_inside] = end
