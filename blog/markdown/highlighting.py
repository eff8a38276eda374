"""Colours for code: spans with Pygments' short class names, which static/css/code.css knows."""

# ruff: noqa: SIM905 (long lists of names are easier to read in a row than each in quotes)

import re
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES

CLASSES = frozenset(STANDARD_TYPES.values()) - {""}

# Pygments has over 500 languages and now and then one that takes for ever on hostile code. These are common and were
# measured; any other is shown without colours.
LANGUAGES = frozenset(
    "bash c clojure cmake console cpp csharp css diff django docker elixir erlang fsharp go graphql groovy haskell "
    "html http ini java javascript json julia kotlin latex lua make markdown matlab nginx nix objective-c ocaml perl "
    "php powershell protobuf python pycon r ruby rust scala scheme scss sql swift terraform text toml typescript vim "
    "xml yaml zig".split()
)
OTHER_NAMES = {
    "c#": "csharp", "c++": "cpp", "clj": "clojure", "cs": "csharp", "dockerfile": "docker", "ex": "elixir",
    "f#": "fsharp", "golang": "go", "hs": "haskell", "htm": "html", "jinja": "django", "js": "javascript",
    "jsx": "javascript", "kt": "kotlin", "makefile": "make", "md": "markdown", "objc": "objective-c", "pl": "perl",
    "ps1": "powershell", "py": "python", "py3": "python", "python3": "python", "rb": "ruby", "rs": "rust",
    "sh": "bash", "shell": "bash", "shell-session": "console", "svg": "xml", "tex": "latex", "tf": "terraform",
    "ts": "typescript", "tsx": "typescript", "yml": "yaml", "zsh": "bash",
}  # fmt: skip

# A lexer's patterns may look back and forth over a line or a block: what is longer goes without colours.
LONGEST_BLOCK = 20_000
LONGEST_LINE = 1_000
LINE_TOO_LONG = re.compile(rf"[^\n]{{{LONGEST_LINE + 1}}}")

_format = HtmlFormatter(nowrap=True)


class Highlighter:
    """The code of one text: together it may cost so much and no more."""

    def __init__(self, allowance: int):
        self.left = allowance

    def render(self, code: str, language: str) -> str:
        name = OTHER_NAMES.get(language.lower(), language.lower())
        self.left -= len(code)
        if name not in LANGUAGES or self.left < 0 or len(code) > LONGEST_BLOCK or LINE_TOO_LONG.search(code):
            return escape(code)
        return highlight(code, get_lexer_by_name(name, stripnl=False, ensurenl=False), _format)
