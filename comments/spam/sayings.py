"""What the classifier found, in the words of a moderator."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from .learned.clues import Clue
from .learned.writing import LINK

MOST, MOST_OF = 5, {"pair": 2, "link": 2}

MEANINGS = {
    "act": _l("asks to act"), "own": _l("speaks of itself"), "thing": _l("names a page, product or channel"),
    "money": _l("speaks of money"), "plea": _l("pleads or greets"), "link": _l("gives a link"),
    "trade": _l("speaks of what spam often sells"),
}  # fmt: skip
SHAPES = {
    "links": _l("number of links"), "words": _l("its length"), "signs": _l("its length"), "capitals": _l("capitals"),
    "digits": _l("digits"), "different": _l("how often words are repeated"), "foreign": _l("unusual signs"),
    "lines": _l("number of lines"), "end": _l("how it ends"), "!": _l("exclamation marks"), "?": _l("question marks"),
    "...": _l("dots"), "#": _l("hashtags"), "@": _l("mentions"), ",": _l("commas"), "email": _l("an email address"),
    "phone": _l("a phone number"), "time": _l("a time"), "amount": _l("an amount of money"),
}  # fmt: skip
NAMES = {
    "name of": _l("the length of the name"), "digits in": _l("digits in the name"),
    "name in": _l("capitals in the name"), "names themselves": _l("the name in the text"),
    "meaning of": _l("what the name says"), "has a": _l("a website is given"),
}  # fmt: skip


def spoken(clues: list[Clue]) -> str:
    """The strongest of each kind that spoke, the kind that weighed most first."""
    by_kind: dict[str, list[Clue]] = {}
    for clue in clues:
        by_kind.setdefault(clue.kind, []).append(clue)
    heaviest = sorted(by_kind, key=lambda kind: -sum(abs(clue.weight) for clue in by_kind[kind]))
    said = [text for kind in heaviest for text in _each_once(by_kind[kind])[: MOST_OF.get(kind, 1)]]
    return "; ".join(said[:MOST])


def sentence(clue: Clue) -> str:
    if clue.kind in WITNESSED and not _is_witnessed(clue):
        return ""
    return str(SPEAKERS[clue.kind](clue))


def _each_once(clues: list[Clue]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(sentence, clues))))


def _words(clue: Clue) -> str:
    spelt = {LINK: _("(link)"), "0": _("(number)")}
    words = " ".join(spelt.get(word, word) for word in clue.name.split())
    return f"“{words}” {_seen(clue)}"


def _edge(clue: Clue) -> str:
    said = _words(replace(clue, name=clue.name.strip("… ")))
    return (_("ends with %s") if clue.name.startswith("…") else _("begins with %s")) % said


def _intent(clue: Clue) -> str:
    meant = [str(MEANINGS[word]) for word in clue.name.split() if word in MEANINGS]
    if meant and clue.name.endswith(" 0"):
        return _("nothing that %s") % meant[0]
    return _(", then ").join(dict.fromkeys(meant)) or _("what it asks for")


def _link(clue: Clue) -> str:
    if clue.name.startswith(("/", "*")):
        return ""
    return _("a link to %(domain)s %(seen)s") % {"domain": clue.name, "seen": _seen(clue)}


def _author(clue: Clue) -> str:
    known = next((text for start, text in NAMES.items() if clue.name.startswith(start)), None)
    if known:
        return str(known)
    if clue.name.startswith("@"):
        return _("an address at %(domain)s %(seen)s") % {"domain": clue.name[1:], "seen": _seen(clue)}
    return _("the name %s") % _words(clue)


def _seen(clue: Clue) -> str:
    if clue.spam >= clue.good:
        return ngettext("(known from %d spam comment)", "(known from %d spam comments)", clue.spam) % clue.spam
    return ngettext("(known from %d good comment)", "(known from %d good comments)", clue.good) % clue.good


def _is_witnessed(clue: Clue) -> bool:
    """Whether what is said of it agrees with how it weighed."""
    return clue.spam > clue.good if clue.weight > 0 else clue.good > clue.spam


WITNESSED = {"pair", "edge", "author", "link"}
SPEAKERS = {
    "pair": _words,
    "frame": lambda clue: "",  # said better by pairs and intents
    "intent": _intent,
    "shape": lambda clue: SHAPES.get(clue.name.split()[0], ""),
    "link": _link,
    "edge": _edge,
    "author": _author,
    "answer": lambda clue: _("how close it is to the post"),
    "here": lambda clue: _("what else is said below this post"),
}
