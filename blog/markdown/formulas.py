r"""Mathematics between dollars: `$x^2$` in a line, `$$x^2$$` on lines of its own.

Strict on purpose, so that "$5 and $6" stays text: no space inside the dollars, no digit after the closing one, no
letter or digit before the opening one, and no second guess if the next dollar cannot close.
"""

from markdown_it import MarkdownIt

from .meter import spend

# Shared with the converter: longer is no formula.
LONGEST_FORMULA = 2_000
MOST_LINES = 50
# In the meter's coin: even a formula that ends up as code is a good deal of HTML.
COST = 20


def formula_plugin(md: MarkdownIt) -> None:
    md.inline.ruler.before("escape", "formula", _formula)
    alternatives = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "formula_block", _formula_block, alternatives)


def _formula(state, silent: bool) -> bool:
    src, start = state.src, state.pos
    if src[start] != "$" or (start and (src[start - 1].isalnum() or src[start - 1] == "$")):
        return False
    mark = "$$" if src.startswith("$$", start) else "$"
    first = start + len(mark)
    end = _closing(src, mark, first, min(state.posMax, first + LONGEST_FORMULA))
    after = end + len(mark)
    if end <= first or src[first].isspace() or src[end - 1].isspace() or src[after : after + 1].isdigit():
        return False
    if not silent:
        spend(state.env, COST)
        token = state.push("formula", "span", 0)
        token.content, token.markup = src[first:end], mark
    state.pos = after
    return True


def _closing(src: str, mark: str, first: int, limit: int) -> int:
    position = src.find(mark, first, limit)
    while position > first and _is_escaped(src, position, first):
        position = src.find(mark, position + 1, limit)
    return position


def _is_escaped(src: str, position: int, first: int) -> bool:
    text = src[first:position]
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _formula_block(state, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or not _line(state, start_line).startswith("$$"):
        return False
    lines = [_line(state, start_line)[2:]]
    line = start_line
    while not lines[-1].rstrip().endswith("$$"):
        line += 1
        if line >= min(end_line, start_line + MOST_LINES) or state.isEmpty(line) or _is_outside(state, line):
            return False
        lines.append(_line(state, line))
    tex = "\n".join(lines).rstrip().removesuffix("$$").strip()
    if not tex or "$$" in tex:
        return False
    if not silent:
        spend(state.env, COST)
        token = state.push("formula_block", "div", 0)
        token.content, token.block, token.map = tex, True, [start_line, line + 1]
        state.line = line + 1
    return True


def _line(state, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_outside(state, line: int) -> bool:
    return state.sCount[line] < state.blkIndent
