"""
The fonts of the system for scripts that are not shipped. Named one by one: of itself the system sets Arabic and Hebrew
in whatever it finds first, Chinese in a sans serif, and Japanese in Chinese letters.
"""

import re

LANG = re.compile(r'\blang="([A-Za-z0-9-]+)"')
LAST = {
    "Serif": ["Noto Serif", "DejaVu Serif", "serif"],
    "Sans": ["Noto Sans", "DejaVu Sans", "sans-serif"],
    "Sans Mono": ["Noto Sans Mono", "DejaVu Sans Mono", "monospace"],
}
# By the first and last letters of a script.
HEBREW, ARABIC = [(0x590, 0x5FF)], [(0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF)]
KANA, HANGUL, HAN = [(0x3040, 0x30FF)], [(0x1100, 0x11FF), (0xAC00, 0xD7AF)], [(0x3000, 0x303F), (0x3400, 0x9FFF)]
# The first that fits; Han letters look differently in each of these.
CJK_BY_LANGUAGE = [
    ("ja", "JP"), ("ko", "KR"), ("zh-hk", "HK"), ("zh-mo", "HK"), ("zh-tw", "TC"), ("zh-hant", "TC"), ("zh", "SC")
]  # fmt: skip
CJK_BY_LETTERS = [(KANA, "JP"), (HANGUL, "KR"), (HAN, "SC")]


def languages_in(html: str) -> list[str]:
    """As the elements of `html` say, that of the whole first."""
    return list(dict.fromkeys(LANG.findall(html))) or [""]


def of_the_system(kind: str, letters: set[int], language: str) -> list[str]:
    """Names for a stack, of the kind Serif, Sans or Sans Mono."""
    names = []
    if _has(letters, HEBREW) and kind != "Sans Mono":
        names.append(f"Noto {kind} Hebrew")
    if _has(letters, ARABIC) and kind != "Sans Mono":
        names.append("Noto Naskh Arabic" if kind == "Serif" else "Noto Sans Arabic")
    if region := _cjk(letters, language):
        names.append(f"Noto {kind} CJK {region}")
    return [f'"{name}"' if name[0].isupper() else name for name in [*names, *LAST[kind]]]


def _cjk(letters: set[int], language: str) -> str:
    if not any(_has(letters, script) for script, _region in CJK_BY_LETTERS):
        return ""
    by_language = [region for prefix, region in CJK_BY_LANGUAGE if language.lower().startswith(prefix)]
    return (by_language or [region for script, region in CJK_BY_LETTERS if _has(letters, script)])[0]


def _has(letters: set[int], script: list[tuple[int, int]]) -> bool:
    return any(first <= letter <= last for first, last in script for letter in letters)
