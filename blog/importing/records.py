"""What a reader hands to the writer, whatever the file was: plain facts, cleaned of what no file may bring."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True)
class AuthorRecord:
    login: str
    email: str = ""
    name: str = ""
    bio: str = ""
    website: str = ""
    # The name of its file, from another Broadsheet.
    avatar: str = ""


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
    """
    A file of the old blog's library: where it was, and what was said of it. From another Broadsheet: `sha256` of what
    was uploaded there (the file is kept as it is, under the same address), when and by whom.
    """

    id: str
    address: str
    parent: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    link: str = ""
    guid: str = ""
    sha256: str = ""
    created_at: datetime | None = None
    login: str = ""
    # How many comments stood under it; there is no place for them.
    comments: int = 0


@dataclass(frozen=True)
class RedirectRecord:
    """An address of the old blog and where it led: a path of the old blog, or another site's address."""

    path: str
    target: str
    code: int = 301


@dataclass(frozen=True)
class RevisionRecord:
    """One of `blog.models.Revision`, with other rows in `fields` named by slug, username or file instead of number."""

    number: int
    fields: dict
    editor: str
    created_at: datetime
    public_from: datetime | None = None
    public_until: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawal_reason: str = ""


@dataclass(frozen=True)
class CommentRecord:
    """
    `markup` is html or markdown. From another Broadsheet: `own_id`, the number that is kept where it is free, and
    `login`, whose account it was written with.
    """

    id: str
    parent: str
    type: str
    status: str
    name: str
    email: str
    url: str
    content: str
    created_at: datetime | None
    edited_at: datetime | None = None
    markup: str = "html"
    own_id: int | None = None
    login: str = ""

    @property
    def digest(self) -> str:
        return digest(self)


@dataclass(frozen=True)
class PostRecord:
    """
    `status` is one of WordPress's words: publish, future, draft, pending, private, trash; any other becomes a draft.
    `markup` says what `content` is, and with it which converter makes Markdown of it: wordpress, html or markdown.
    `guid` becomes the feed id. Addresses are as they stood in the source, relative ones too. `own_id` and `revisions`
    come from another Broadsheet: the number is kept where it is free, for the sake of short links on paper.
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
    created_at: datetime | None = None
    own_id: int | None = None
    revisions: tuple[RevisionRecord, ...] = ()
    comments: tuple[CommentRecord, ...] = ()
    # Why it cannot be taken, and what its reader had to leave out, in words for the report.
    unfit: str = ""
    losses: tuple[str, ...] = ()
    # Another Broadsheet's own words, which say more than `status` can: taken as they are.
    visibility: str = ""
    trashed_at: datetime | None = None

    @property
    def digest(self) -> str:
        return digest(self, leave_out={"comments"})


@dataclass(frozen=True)
class Site:
    """The blog that a file came from."""

    title: str = ""
    address: str = ""
    tagline: str = ""
    description: str = ""
    language: str = ""
    time_zone: str = ""
    colophon: str = ""
    # Another Broadsheet's export says all of this, and of the whole site.
    is_own: bool = False
    # What the reader had to leave out of the blog as a whole, in words for the report.
    losses: tuple[str, ...] = ()


def digest(record, leave_out=frozenset()) -> str:
    """Two records with one digest say the same."""
    facts = [f"{name}={getattr(record, name)!r}" for name in record.__dataclass_fields__ if name not in leave_out]
    return sha256("\n".join(facts).encode("utf-8", "surrogatepass")).hexdigest()
