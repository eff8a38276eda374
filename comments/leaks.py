"""Walks every address of the site as a stranger and looks for words of what is hidden."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from blog.models import Category, OldAddress, Post, Revision, Series, Tag
from blog.paper.booklets.contents import MOST_ITEMS
from blog.tally import UNCOUNTED

from .models import Comment

PLAIN = [
    "blog:home", "blog:archive", "blog:feed", "blog:feed_atom", "blog:feed_json", "blog:sitemap", "blog:robots",
    "blog:search", "blog:opensearch",
    "comments:feed", "comments:ask_for_mine", "healthz", "account_login", "account_signup", "account_reset_password",
]  # fmt: skip
SHAPES = [
    "blog:piece", "blog:print", "blog:pdf", "blog:epub", "blog:email", "blog:revisions",
    "comments:conversation", "comments:follow", "comments:post_feed",
]  # fmt: skip
BOOKLETS = ["blog:booklet", "blog:booklet_pdf", "blog:booklet_epub"]
PHRASE_WORDS = 6
PORTION = 100


def every_address() -> Iterator[str]:
    """All that take no secret, also those of hidden rows: what must not be found is asked for as well."""
    yield from (reverse(name) for name in PLAIN)
    yield from (reverse("blog:sitemap_section", args=[name]) for name in ("front", "pieces", "terms"))
    for model in (Tag, Category, Series):
        for term in model.objects.all():
            yield from (term.get_absolute_url(), term.feed_url)
            yield f"{reverse('blog:booklet')}?of={term._meta.model_name}/{quote(term.slug)}"
    for post in Post.objects.select_related("author").iterator():
        yield from _addresses_of(post)
    yield from (quote(path, safe="/?=&") for path in OldAddress.objects.values_list("path", flat=True).iterator())
    for pk in Comment.objects.values_list("pk", flat=True).iterator():
        yield from (reverse(name, args=[pk]) for name in ("comments:comment", "comments:report"))
    yield from _booklets()


def _booklets() -> Iterator[str]:
    """Of everything there is, as much in each as one holds: nothing hidden may be among it."""
    posts = [str(pk) for pk in Post.objects.values_list("pk", flat=True)]
    remarks = [f"c{pk}" for pk in Comment.objects.values_list("pk", flat=True)]
    for items in (*_portions(posts), *_portions(remarks)):
        yield from (f"{reverse(name)}?with={'.'.join(items)}" for name in BOOKLETS)


def _portions(items: list[str]) -> Iterator[list[str]]:
    yield from (items[start : start + MOST_ITEMS] for start in range(0, len(items), MOST_ITEMS))


def _addresses_of(post: Post) -> Iterator[str]:
    yield from (post.url_of(name) for name in SHAPES)
    yield f"{post.url_of('blog:print')}?comments=all"
    for number in post.revisions.values_list("number", flat=True):
        address = post.url_of("blog:revision", number=number)
        yield from (address, f"{address}?diff")
    yield from (reverse(name, args=[post.pk]) for name in ("blog:short", "blog:unlock"))
    yield post.author.get_absolute_url()
    yield reverse("blog:author_feed", args=[post.author.username])
    if not post.is_page:
        yield reverse("blog:year", args=[post.address["year"]])
        yield reverse("blog:month", args=[post.address["year"], post.address["month"]])


def secrets() -> dict[str, str]:
    """Phrases that stand in hidden posts, versions and comments and nowhere in public: phrase → where it stands."""
    found = dict(_hidden_phrases())
    for phrase in _standing_in(_public_texts(), set(found)):
        found.pop(phrase, None)
    return found


def _hidden_phrases() -> Iterator[tuple[str, str]]:
    versions = Revision.objects.exclude(pk__in=_open_versions().values("pk"))
    for version in versions.iterator(chunk_size=PORTION):
        where = f"revision {version.number} of post {version.post_id}"
        yield from ((phrase, where) for phrase in _phrases(_words_of(version)))
    for post in Post.objects.exclude(pk__in=_open_posts().values("pk")).iterator(chunk_size=PORTION):
        words = f"{post.title}\n\n{post.summary}\n\n{post.body}"
        yield from ((phrase, f"post {post.pk}") for phrase in _phrases(words))
    for comment in Comment.objects.exclude(pk__in=Comment.objects.visible().values("pk")).iterator():
        yield from ((phrase, f"comment {comment.pk}") for phrase in _phrases(comment.body))


def _public_texts() -> Iterator[str]:
    for row in _open_posts().values_list("title", "summary", "body").iterator(chunk_size=PORTION):
        yield _squeeze("\n".join(row))
    yield from (_squeeze(_words_of(version)) for version in _open_versions().iterator(chunk_size=PORTION))
    yield from (_squeeze(text) for text in Comment.objects.visible().values_list("body", flat=True).iterator())


def _standing_in(texts: Iterator[str], phrases: set[str]) -> Iterator[str]:
    """Found by the whole words in their middle, so that it takes as long as reading, however many there are."""
    by_middle = defaultdict(set)
    for phrase in phrases:
        by_middle[tuple(phrase.split()[1:-1])].add(phrase)
    for text in texts:
        words = text.split()
        middles = set(zip(*(words[start:] for start in range(PHRASE_WORDS - 2)), strict=False))
        yield from (phrase for middle in middles & by_middle.keys() for phrase in by_middle[middle] if phrase in text)


def _open_posts():
    return Post.objects.visible_to(AnonymousUser())


def _open_versions():
    return Revision.objects.readable().filter(post__in=_open_posts().values("pk")).order_by()


def _words_of(version: Revision) -> str:
    return "\n\n".join(version.fields[name] for name in ("title", "summary", "body"))


def leaks() -> Iterator[tuple[str, str, str]]:
    """(address, what is wrong, which row) for every hidden phrase that a stranger is shown, and every 500."""
    client = Client(raise_request_exception=False, SERVER_NAME=settings.SITE_HOST, **{UNCOUNTED: True})
    phrases = secrets()
    for address in sorted({*every_address(), *_searches(phrases)}):
        response = client.get(address, secure=settings.IS_SECURE)
        if response.status_code >= 500:
            yield address, f"answers {response.status_code}", ""
        if not response.streaming:
            text = _squeeze(response.content.decode(errors="replace"))
            yield from ((address, phrase, where) for phrase, where in phrases.items() if phrase in text)


def _searches(phrases: dict[str, str]) -> Iterator[str]:
    """For a word of each hidden phrase: the longest, which most likely stands nowhere else."""
    words = {max(phrase.split(), key=len) for phrase in phrases}
    yield from (f"{reverse('blog:search')}?{urlencode({'q': word})}" for word in words)


def _phrases(text: str) -> Iterator[str]:
    """The opening words of each paragraph: long enough to be nobody else's."""
    for paragraph in text.split("\n\n"):
        words = _squeeze(paragraph).split()
        if len(words) >= PHRASE_WORDS:
            yield " ".join(words[:PHRASE_WORDS])


def _squeeze(text: str) -> str:
    return " ".join(text.split()).lower()
