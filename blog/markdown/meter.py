"""Counts the parser's work and stops it at an allowance, so that no text takes longer than its length deserves.

The parser tries its rules again for every line at every level of nesting and for every character that could be
markup. One rule that never matches stands before all others and counts those attempts: the same text always costs
the same, on a slow machine and on a quick one.
"""

from markdown_it import MarkdownIt

# A three-line table of 300 columns can stand for thousands of cells that nobody typed.
MOST_TOKENS = 200_000
# A link's definition of 2 KB used 50,000 times would make 100 MB of HTML out of 200 KB.
MOST_ATTRIBUTE_TEXT = 1_500_000
# Little work to parse and much to write: colours, ids, links there and back.
DEAR_LATER = frozenset({"code_block", "fence", "footnote_anchor", "footnote_ref", "heading_open", "image"})
DEAR = 12


class TooMuchWork(Exception):
    pass


def meter_plugin(md: MarkdownIt) -> None:
    """Reads the allowance from `env["allowance"]`; without one nothing is refused."""
    md.block.ruler.before("table", "meter", _count_line, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("text", "meter", _count_position)
    md.core.ruler.push("weigh", _weigh)


def _count_line(state, start_line, end_line, silent) -> bool:
    # A line costs about as much as three places inside a line.
    spend(state.env, 3)
    if len(state.tokens) > MOST_TOKENS:
        raise TooMuchWork
    return False


def _count_position(state, silent) -> bool:
    spend(state.env, 1)
    return False


def spend(env, amount: int) -> None:
    left = env.get("allowance")
    if left is None:
        return
    if left < amount:
        raise TooMuchWork
    env["allowance"] = left - amount


def _weigh(state) -> None:
    inline = [child for token in state.tokens for child in token.children or ()]
    spend(state.env, DEAR * sum(token.type in DEAR_LATER for token in (*state.tokens, *inline)))
    attribute_text = sum(len(str(value)) for token in inline for value in token.attrs.values())
    if len(state.tokens) + len(inline) > 2 * MOST_TOKENS or attribute_text > MOST_ATTRIBUTE_TEXT:
        raise TooMuchWork
