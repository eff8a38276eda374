"""TeX becomes MathML, of which only what is listed here gets through: `\\href` and `\\style` would carry anything."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html import escape
from xml.etree import ElementTree

from latex2mathml.converter import Converter

from .formulas import LONGEST_FORMULA

# Converting costs about 12 µs a character; beyond this much in one text, formulas stay code.
MOST_TEX = 60_000
# The converter calls itself for every level.
DEEPEST_TEX = 30
# A macro that calls a macro twice, thirty times over, is a billion symbols.
MACRO = re.compile(r"\\(?:(?:re|provide)?(?:new)?command|newenvironment|[egx]?def|let|DeclareMathOperator)(?![a-z])")
OPENING = re.compile(r"(?<!\\)\{|\\left\b|\\begin\b")
CLOSING = re.compile(r"(?<!\\)\}|\\right\b|\\end\b")
CHARACTER_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")

ELEMENTS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
ATTRIBUTES = frozenset(
    "accent columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop "
    "linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace "
    "scriptlevel separator stretchy symmetric voffset width".split()
)
VALUE = re.compile(r"[#+-]?[\w.% -]{0,60}", re.ASCII)


class Formulas:
    """The formulas of one text: together they may cost so much and no more."""

    def __init__(self):
        self.left = MOST_TEX

    def render(self, tex: str, *, display: bool) -> str:
        tex = tex.strip()
        # A wide formula scrolls inside its place, and so must be reached by keyboard.
        tag, focus = ("div", ' tabindex="0"') if display else ("span", "")
        self.left -= len(tex)
        math = _to_mathml(tex, display) if self.left >= 0 else None
        if math is None:
            return f'<code class="math-source">{escape(tex)}</code>'
        return f'<{tag} class="math" data-tex="{escape(tex)}"{focus}>{math}</{tag}>'


def _to_mathml(tex: str, display: bool) -> str | None:
    if len(tex) > LONGEST_FORMULA or MACRO.search(tex) or _depth(tex) > DEEPEST_TEX:
        return None
    try:
        tree = Converter(display="block" if display else "inline").convert_to_element(tex)
    except Exception:
        # Broken TeX raises whatever the converter stumbles over: its own errors, IndexError, RecursionError.
        return None
    return ElementTree.tostring(_clean(tree), encoding="unicode", short_empty_elements=False)


def _depth(tex: str) -> int:
    depth = deepest = 0
    for mark in sorted(
        [(found.start(), 1) for found in OPENING.finditer(tex)]
        + [(found.start(), -1) for found in CLOSING.finditer(tex)]
    ):
        depth += mark[1]
        deepest = max(deepest, depth)
    # Each accent, script or root without braces is a level, too: `\hat\hat\hat x`.
    return deepest + max(map(len, re.findall(r"(?:\\[a-z]+\s*){8,}|[_^]{4,}", tex)), default=0) // 20


def _clean(element: ElementTree.Element) -> ElementTree.Element:
    tag = element.tag if element.tag in ELEMENTS else "mrow"
    kept = {name: value for name, value in element.attrib.items() if name in ATTRIBUTES and VALUE.fullmatch(value)}
    clean = ElementTree.Element(tag, kept)
    clean.text = CHARACTER_REFERENCE.sub(_character, element.text or "")
    clean.extend(_clean(child) for child in element)
    return clean


def _character(reference: re.Match) -> str:
    number = int(reference[1], 16)
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else "\ufffd"
