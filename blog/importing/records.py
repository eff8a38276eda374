"""What a reader hands to the writer, whatever the file was: plain facts, cleaned of what no file may bring."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True)
class AuthorRecord:
    login: str
    email: str = ""
    name: str = ""


@dataclass(frozen=True)
class TermRecord:
    """`kind` is tag, category, series, or `other` for a taxonomy that has no place here."""

    kind: str
    slug: str
    name: str
    description: str = ""
    parent: str = ""
    taxonomy: str = ""


@dataclass(frozen=True)
class AttachmentRecord:
    """A file of the old blog's library: where it was, and what was said of it."""

    id: str
    address: str
    parent: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    link: str = ""
    guid: str = ""


@dataclass(frozen=True)
class CommentRecord:
    id: str
    parent: str
    type: str
    status: str
    name: str
    email: str
    url: str
    content: str
    created_at: datetime | None

    @property
    def digest(self) -> str:
        return digest(self)


@dataclass(frozen=True)
class PostRecord:
    """
    `status` is one of WordPress's words: publish, future, draft, pending, private, trash; any other becomes a draft.
    `markup` says what `content` is, and with it which converter makes Markdown of it: wordpress, html or markdown.
    `guid` becomes the feed id. Addresses are as they stood in the source, relative ones too.
    """

    id: str
    guid: str
    type: str
    status: str
    title: str
    slug: str
    link: str
    login: str
    content: str
    excerpt: str
    published_at: datetime | None
    updated_at: datetime | None
    parent: str = ""
    menu_order: int = 0
    is_sticky: bool = False
    comments_open: bool = True
    terms: tuple[TermRecord, ...] = ()
    meta: dict = field(default_factory=dict)
    markup: str = "wordpress"
    password: str = ""
    members_only: bool = False
    expires_at: datetime | None = None
    language: str = ""
    part: int | None = None
    # The address of the cover picture and what was said of it.
    cover: AttachmentRecord | None = None
    # Where it stood before, besides `link`: addresses or paths.
    old_links: tuple[str, ...] = ()
    # Those who wrote it with `login`.
    coauthors: tuple[str, ...] = ()
    comments: tuple[CommentRecord, ...] = ()
    is_oversized: bool = False

    @property
    def digest(self) -> str:
        return digest(self, leave_out={"comments"})


@dataclass(frozen=True)
class Site:
    """The blog that a file came from."""

    title: str = ""
    address: str = ""


def digest(record, leave_out=frozenset()) -> str:
    """Two records with one digest say the same."""
    facts = [f"{name}={getattr(record, name)!r}" for name in record.__dataclass_fields__ if name not in leave_out]
    return sha256("\n".join(facts).encode("utf-8", "surrogatepass")).hexdigest()
