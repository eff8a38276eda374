"""Code in a text, in the spelling of many plugins: marked as such first, so that nothing in it is taken for markup."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import json
import re
from html import escape, unescape

from .closings import Closings

ALIASES = frozenset(
    "actionscript3 applescript as3 bash c c-sharp clojure coldfusion cpp csharp css delphi diff erl erlang fsharp "
    "golang groovy html java javafx javascript jfx js jscript lua matlab matlabkey objc obj-c pascal perl php plain "
    "powershell py python r rails rb ruby scala shell sql text vb vbnet xhtml xml xslt yaml yml".split()
)
FORMULAS = frozenset({"latex", "tex", "math", "katex"})
CODE = frozenset({"code", "sourcecode", "source", "syntax", "highlight_code", "crayon", *ALIASES})
OPENING = re.compile(
    r"<(?P<tag>pre|code)(?=[\s>])(?P<attributes>[^<>]*)>"
    r"|(?P<escape>\[?)\[(?P<shortcode>[A-Za-z][\w-]{1,20})(?P<options>(?:\s[^\[\]]{0,500})?)\]"
    r"|(?P<formula>\$)latex\s"
    r"|<!--\s*wp:(?P<block>kevinbatdorf/code-block-pro|code|syntaxhighlighter/code|jetpack/markdown|math)\s"
    r"+(?=\{)",
    re.IGNORECASE,
)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
# In code that is set as code these are what its editor wrote; any other tag is what the author writes about.
FORMATTING = frozenset("a abbr b br cite code del em font i ins kbd mark s small span strong sub sup tt u var".split())
# Where a plugin colours the code, it writes no more than these.
COLOURING = frozenset("br code span".split())
LANGUAGE = re.compile(
    r"""(?:\b(?:language|lang)-|brush:\s*|\blang:|data-enlighter-language=["']?|data-lang=["']?|\blang=["']?"""
    r"""|\blanguage=["']?|data-language=["']?)([\w.+#-]{1,40})""",
    re.IGNORECASE | re.ASCII,
)
LONGEST_FORMULA = 2_000
FORMULA_OPTIONS = re.compile(r"&(?:amp;|#038;)?(?:bg|fg|s)=[\w.#-]{0,40}")
LINE_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
NO_LANGUAGE = {"default", "plain", "plaintext", "text", "none", "generic", "raw", "true", "false", "no-highlight"}
# Classes by which the writer knows what needs no writing.
MARKDOWN = "is-markdown"
FORMULA = "is-formula"
LITERAL = {ord("["): "&#91;", ord("]"): "&#93;", ord("$"): "&#36;", ord("("): "&#40;"}


def protected(text: str) -> str:
    """The same text, with all code in `<pre>` or `<code>`, and no sign in it that means anything outside of HTML."""
    out, position, closings = [], 0, Closings(text)
    # What the comment of a block says of the code below it.
    language = ""
    while found := OPENING.search(text, position):
        out.append(text[position : found.start()])
        if found["block"]:
            written, position, language = _block(found, closings)
        else:
            kind = _element if found["tag"] else _formula if found["formula"] else _shortcode
            written, position = kind(found, closings, language)
            language = ""
        out.append(written)
    return "".join(out) + text[position:]


def literal(code: str) -> str:
    """This very code, as HTML in which not even a shortcode would be found."""
    return escape(code, quote=False).translate(LITERAL)


def preformatted(code: str, language: str = "") -> str:
    name = "" if language.lower() in NO_LANGUAGE else language
    marked = f' class="language-{escape(name)}"' if name else ""
    return f"\n\n<pre><code{marked}>{code.strip(chr(10))}</code></pre>\n\n"


def _element(found: re.Match, closings: Closings, language: str) -> tuple[str, int]:
    name = found["tag"].lower()
    content, end = closings.content(f"</{name}>", found.end())
    if content is None:
        return found[0], found.end()
    if name == "code" and content.lstrip().lower().startswith("<pre"):
        return "", found.end()
    inner = re.fullmatch(r"\s*<code\b([^<>]*)>(.*)</code>\s*", content, re.DOTALL | re.IGNORECASE)
    attributes = found["attributes"] + (inner[1] if inner and name == "pre" else "")
    named = LANGUAGE.search(attributes)
    language = named[1] if named else language
    if name == "code":
        return f"<code{found['attributes']}>{_as_html(content, FORMATTING)}</code>", end
    content = LINE_BREAK.sub("\n", inner[2] if inner else content)
    if language or "crayon" in attributes or "decode:" in attributes:
        return preformatted(_as_html(content, COLOURING), language), end
    # Before the first line end HTML drops one.
    return f"<pre{found['attributes']}>\n{_as_html(content, FORMATTING)}</pre>", end


def _formula(found: re.Match, closings: Closings, language: str) -> tuple[str, int]:
    """`$latex x^2&bg=ffffff$`, as WordPress.com has it."""
    content, end = closings.content("$", found.end())
    if content is None or len(content) > LONGEST_FORMULA or "\n\n" in content:
        return found[0], found.end()
    return _formula_of(FORMULA_OPTIONS.sub("", content)), end


def _formula_of(html: str) -> str:
    return f'<code class="{FORMULA}">{literal(unescape(TAG.sub("", html)).strip())}</code>'


def _shortcode(found: re.Match, closings: Closings, language: str) -> tuple[str, int]:
    name = found["shortcode"].lower()
    content, end = closings.content(f"[/{name}]", found.end()) if name in CODE | FORMULAS else (None, 0)
    if content is None:
        return found[0], found.end()
    if name in FORMULAS and not found["escape"]:
        return _formula_of(content), end
    if found["escape"]:
        # `[[code]…[/code]]` is about the shortcode.
        return literal(f"[{found[0][2:]}{content}[/{name}]"), end + _follows(closings.text, end, "]")
    named = LANGUAGE.search(found["options"])
    language = named[1] if named else name if name in ALIASES else ""
    content = LINE_BREAK.sub("\n", content) if "\n" not in content else content
    # The old editor kept code with entities, or as typed.
    has_entities = re.search(r"&(?:lt|gt|amp|quot|#0?39|#091|#8217);", content) is not None
    return preformatted(literal(unescape(content) if has_entities else content), language), end


def _follows(text: str, position: int, mark: str) -> int:
    return len(mark) if text.startswith(mark, position) else 0


def _block(found: re.Match, closings: Closings) -> tuple[str, int, str]:
    """What stands there instead, where the text goes on, and the language of the code that follows."""
    name = found["block"].lower()
    written, comment_end = closings.content("-->", found.end())
    if written is None:
        return found[0], found.end(), ""
    facts, is_empty = _facts(written.rstrip().removesuffix("/")), written.rstrip().endswith("/")
    language = str(facts.get("language") or "")[:40]
    own = {"kevinbatdorf/code-block-pro": "code", "jetpack/markdown": "source", "math": "latex"}.get(name)
    source = facts.get(own) if own else None
    if not isinstance(source, str):
        return "", comment_end, language
    end = comment_end if is_empty else closings.content(f"<!-- /wp:{name} -->", comment_end)[1] or comment_end
    if name == "jetpack/markdown":
        return f'\n\n<pre class="{MARKDOWN}">\n{literal(source)}</pre>\n\n', end, ""
    if name == "math":
        return f'\n\n<pre class="{FORMULA}">\n{literal(source)}</pre>\n\n', end, ""
    return preformatted(literal(source), language), end, ""


def _facts(json_text: str) -> dict:
    try:
        facts = json.loads(json_text)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _as_html(content: str, markup: frozenset[str]) -> str:
    """What is not markup of the code is the code itself: `<script>`, `<?php`, `<!-- -->`, `a < b`."""
    out, position = [], 0
    for found in TAG.finditer(content):
        if found[1].lower() in markup:
            out += [_with_entities(content[position : found.start()]), found[0]]
            position = found.end()
    return "".join(out) + _with_entities(content[position:])


def _with_entities(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").translate(LITERAL)
