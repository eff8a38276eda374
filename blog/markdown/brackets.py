"""Finds the `]` that belongs to a `[`, remembering every pair it passes.

The parser's own search starts anew at every `[`, which for thousands of `![` takes time quadratic to the length.
"""


def find_label_end(state, start: int, disableNested: bool = False) -> int:
    """The signature is the parser's. -1: the bracket is never closed, or a link lies inside where none may."""
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
        if mark == "[" and state.pos == here + 1:
            opened.append(here)
        elif mark == "[" and no_links_inside:
            break
    for bracket in opened:
        _remember(state, bracket, no_links_inside, -1)


def _remember(state, bracket: int, no_links_inside: bool, end: int) -> None:
    state.cache[bracket, state.posMax, no_links_inside] = end
