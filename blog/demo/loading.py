"""Fills an empty site with the posts, pages and pictures of this folder, and takes them away again."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from config.models import SiteSettings

from .. import pictures, revising
from ..models import Category, Kind, Picture, Post, Series, Tag, Visibility

FOLDER = Path(__file__).parent
FEED_ID = "urn:broadsheet:demo:"
TITLE, TAGLINE = "Broadsheet", "A small paper about making things and keeping them"
DESCRIPTION = "Letters, paper, maps, tides, gardens, repair, type and small software. Printed on whatever you have."
COLOPHON = "Set in Source Serif, printed on whatever you have"


def load(people: dict) -> None:
    SiteSettings(
        title=TITLE, tagline=TAGLINE, description=DESCRIPTION, colophon=COLOPHON, time_zone=settings.TIME_ZONE
    ).save()
    shown = load_pictures(by=people["ada"])
    for path in sorted(FOLDER.glob("posts/*.md")):
        load_post(*read(path), people, shown)
    pages = [read(path) for path in FOLDER.glob("pages/*.md")]
    for facts, body in sorted(pages, key=lambda page: ("parent" in page[0], page[0].get("order", 0))):
        load_page(facts, body, people["ada"], shown)


def remove() -> None:
    """Everything that `load` made, and what belongs to it; a person's own posts stay."""
    Post.objects.filter(feed_id__startswith=FEED_ID).delete()
    for picture in Picture.objects.filter(uploaded_by__is_demo=True, posts=None, covered=None):
        pictures.remove(picture)
    for model, names in names_of_terms().items():
        model.objects.filter(name__in=names, posts=None).delete()
    SiteSettings.objects.filter(title=TITLE, tagline=TAGLINE).update(tagline="", description="", colophon="")


def read(path: Path) -> tuple[dict, str]:
    """Front matter between `+++` lines, and the text."""
    _, facts, body = path.read_text().split("+++\n", 2)
    return tomllib.loads(facts), body.strip() + "\n"


def load_pictures(by) -> dict[str, Picture]:
    facts = tomllib.loads((FOLDER / "pictures" / "pictures.toml").read_text())
    loaded = {}
    for name, words in facts.items():
        with (FOLDER / "pictures" / name).open("rb") as file:
            loaded[name] = pictures.take_in(file, by=by, **words)
    return loaded


def load_post(facts: dict, body: str, people: dict, shown: dict) -> Post:
    now, state = timezone.now(), facts.get("state", "published")
    published_at = now - timedelta(days=facts["days_ago"])
    post = Post(
        title=facts.get("title", ""),
        slug=facts["slug"],
        summary=facts.get("summary", ""),
        body=with_pictures(body, shown),
        author=people[facts["author"]],
        cover=shown.get(facts.get("cover")),
        language="" if facts.get("language", "en") == "en" else facts["language"],
        series=_term(Series, facts["series"]) if "series" in facts else None,
        part=facts.get("part"),
        is_pinned=facts.get("pinned", False),
        comments_open=facts.get("comments") != "closed",
        published_at=None if state == "draft" else published_at,
        expires_at=now - timedelta(days=facts["expires_days_ago"]) if "expires_days_ago" in facts else None,
        trashed_at=published_at if state == "trashed" else None,
        visibility=Visibility.PRIVATE if state == "private" else Visibility.PUBLIC,
        created_at=min(published_at, now),
        feed_id=FEED_ID + facts["slug"],
    )
    return _save(post, [_term(Tag, name) for name in facts.get("tags", [])], facts.get("categories", []))


def load_page(facts: dict, body: str, author, shown: dict) -> Post:
    page = Post(
        kind=Kind.PAGE,
        title=facts["title"],
        slug=facts["slug"],
        parent=Post.objects.filter(slug=facts.get("parent", ""), kind=Kind.PAGE).first(),
        menu_order=facts.get("order", 0),
        body=with_pictures(body, shown),
        author=author,
        comments_open=facts.get("comments") == "open",
        published_at=timezone.now() - timedelta(days=600),
        feed_id=FEED_ID + facts["slug"],
    )
    return _save(page, [], [])


def with_pictures(body: str, shown: dict) -> str:
    for name, picture in shown.items():
        body = body.replace(f"/media/demo/{name}", picture.file.url)
    return body


def names_of_terms() -> dict:
    facts = [read(path)[0] for path in FOLDER.glob("posts/*.md")]
    return {
        Tag: {name for each in facts for name in each.get("tags", [])},
        Series: {each["series"] for each in facts if "series" in each},
        Category: {name for each in facts for path in each.get("categories", []) for name in path.split("/")},
    }


def own_posts() -> Q:
    """Posts that a person wrote under a demo account: they are not part of the demo."""
    return Q(author__is_demo=True) & ~Q(feed_id__startswith=FEED_ID)


def _save(post: Post, tags: list, categories: list[str]) -> Post:
    post.save(keep_revision=False)
    post.tags.set(tags)
    post.categories.set([_category(path) for path in categories])
    revising.keep(post, by=post.author)
    return post


def _category(path: str) -> Category:
    parent = None
    for name in path.split("/"):
        parent = _term(Category, name, parent=parent)
    return parent


def _term(model, name: str, **fields):
    return model.objects.get_or_create(name=name, **fields)[0]
