"""Ghost's cards as plain HTML. The same facts, in the names of the editor, come from all ages of the export."""

from collections import Counter
from html import escape

from .rows import Row

# Only Ghost itself could fill these in.
FOR_MEMBERS = {"signup", "email", "email-cta", "call-to-action", "cta"}
ALERTS = {"💡": "TIP", "⚠": "WARNING", "🚨": "CAUTION", "❗": "IMPORTANT", "ℹ": "NOTE"}
ALIASES = {
    "card-markdown": "markdown", "hr": "horizontalrule", "members-only": "paywall", "code": "codeblock",
}  # fmt: skip


def html(name: str, facts: Row, seen: Counter) -> str:
    """`seen` counts what was left out, by the words for the report."""
    name = ALIASES.get(name, name)
    if write := WRITERS.get(name):
        return write(facts)
    if name in FOR_MEMBERS:
        seen[f"card “{name}”: it speaks to members by mail or on the old site"] += 1
    elif name == "paywall":
        seen["line between the part for everybody and the part for members"] += 1
    else:
        seen[f"card “{name[:40]}” has no place here and was left out"] += 1
    return ""


def is_hidden(facts: Row) -> bool:
    """Cards can be for some readers only, or for mail only; what a stranger did not see there is left out."""
    visibility = facts.row("visibility")
    web = visibility.values.get("web")
    if isinstance(web, dict):
        return web.get("nonMember", True) is not True
    return visibility.values.get("showOnWeb", True) is not True


def link(address: str, words: str) -> str:
    """`words` is HTML."""
    return f'<a href="{escape(address)}">{words or escape(address)}</a>' if address else words


def picture(facts: Row, source: str = "src") -> str:
    address, caption = facts.word(source), facts.word("caption")
    if not address:
        return ""
    alt, title = escape(facts.text("alt")), escape(facts.word("title"))
    image = f'<img src="{escape(address)}" alt="{alt}"' + (f' title="{title}">' if title else ">")
    image = link(facts.word("href"), image) if facts.word("href") else image
    return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _paragraph(*lines: str) -> str:
    said = "<br>".join(filter(None, lines))
    return f"<p>{said}</p>" if said else ""


def _gallery(facts: Row) -> str:
    return "".join(map(picture, facts.rows("images"))) + _paragraph(facts.word("caption"))


def _bookmark(facts: Row) -> str:
    about = facts.row("metadata")
    title = about.word("title") or facts.word("title")
    words = about.word("description") or facts.word("description")
    address = facts.word("url") or about.word("url")
    return _paragraph(link(address, escape(title)), escape(words), facts.word("caption"))


def _embed(facts: Row) -> str:
    """A quotation, as of a tweet, is kept with its words; of a frame its address, which becomes a card of our own."""
    code, address = facts.text("html"), facts.word("url")
    shown = code if "<blockquote" in code or not address else _paragraph(link(address, ""))
    return shown + _paragraph(facts.word("caption"))


def _callout(facts: Row) -> str:
    # With or without the mark that asks for a coloured one.
    emoji = facts.word("calloutEmoji").removesuffix("\ufe0f")
    kind = ALERTS.get(emoji, "NOTE")
    words = facts.text("calloutText") or facts.text("text") or facts.text("html")
    lead = escape(emoji) + " " if emoji and emoji not in ALERTS else ""
    if words.lstrip().startswith("<p>"):
        return f"<blockquote><p>\ufdd0{kind}</p>{words.replace('<p>', f'<p>{lead}', 1)}</blockquote>"
    return f"<blockquote><p>\ufdd0{kind}</p><p>{lead}{words}</p></blockquote>"


def _toggle(facts: Row) -> str:
    return f"<details><summary>{facts.text('heading')}</summary>{facts.text('content')}</details>"


def _button(facts: Row) -> str:
    return _paragraph(link(facts.word("buttonUrl"), escape(facts.word("buttonText"))))


def _file(facts: Row) -> str:
    words = facts.word("fileTitle") or facts.word("title") or facts.word("fileName")
    caption = facts.word("fileCaption")
    return _paragraph(link(facts.word("src"), escape(words)), escape(caption) or facts.word("caption"))


def _header(facts: Row) -> str:
    heading, words = facts.word("heading") or facts.word("header"), facts.word("subheading") or facts.word("subheader")
    shown = picture(facts, "backgroundImageSrc") + (f"<h2>{heading}</h2>" if heading else "") + _paragraph(words)
    return shown + (_button(facts) if facts.word("buttonText") else "")


def _product(facts: Row) -> str:
    title, button = facts.word("productTitle"), escape(facts.word("productButton"))
    shown = picture(facts, "productImageSrc") + (f"<h3>{title}</h3>" if title else "")
    shown += facts.text("productDescription")
    return shown + (_paragraph(link(facts.word("productUrl"), button)) if button else "")


def _code(facts: Row) -> str:
    language = facts.word("language").split(" ")[0]
    named = f' class="language-{escape(language)}"' if language else ""
    code = f"<pre><code{named}>{escape(facts.text('code'), quote=False)}</code></pre>"
    return code + _paragraph(facts.word("caption"))


WRITERS = {
    "image": picture,
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "audio": _file,
    "video": _file,
    "file": _file,
    "header": _header,
    "product": _product,
    "codeblock": _code,
    "html": lambda facts: facts.text("html"),
    "horizontalrule": lambda facts: "<hr>",
}
