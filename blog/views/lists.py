"""Front page, archives and everything that gathers posts. All start from the gate."""

from datetime import datetime

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from config.models import SiteSettings
from config.site import absolute

from ..models import Category, PaperSettings, Post, Series, Tag
from ..redirects.middleware import answer_to_query

BRIEFS = 4
# Up to here the archive names every piece; above it, months with their counts.
ARCHIVE_TITLES = 400


@require_safe
def home(request):
    if answer := answer_to_query(request):
        return answer
    page = page_of(request, Post.objects.published().posts().pinned_first())
    entries = list(page.object_list)
    context = {"page": page, "rows": entries}
    if page.number == 1 and len(entries) > 2 and entries[0].can_lead:
        context |= {"lead": entries[0], "briefs": entries[1 : 1 + BRIEFS], "rows": entries[1 + BRIEFS :]}
    return render(request, "blog/home.html", context | {"canonical": canonical(reverse("blog:home"), page)})


@require_safe
def tag(request, slug):
    term = get_object_or_404(Tag.objects.in_use(), slug=slug)
    return term_page(request, term, Post.objects.published().posts().filter(tags=term))


@require_safe
def category(request, slug):
    term = get_object_or_404(Category.objects.in_use(), slug=slug)
    posts = Post.objects.published().posts().filter(categories__in=term.branch_ids()).distinct()
    return term_page(request, term, posts, branches=term.children.in_use())


@require_safe
def series(request, slug):
    term = get_object_or_404(Series.objects.in_use(), slug=slug)
    posts = Post.objects.published().posts().filter(series=term)
    return term_page(request, term, posts.order_by("part", "published_at", "pk"), is_ordered=True)


@require_safe
def author(request, username):
    person = get_object_or_404(User, username=username)
    posts = Post.objects.published().posts().filter(author=person)
    if not posts.exists():
        raise Http404
    feed_url = reverse("blog:author_feed", args=[username])
    context = {"person": person, "title": person.name, "description": person.bio, "feed_url": feed_url}
    return list_page(request, posts, person.get_absolute_url(), "blog/author.html", **context)


@require_safe
def year(request, year):
    posts = Post.objects.published().posts().filter(published_at__year=year)
    return dated_page(request, posts, reverse("blog:year", args=[year]), year=year)


@require_safe
def month(request, year, month):
    posts = Post.objects.published().posts().filter(published_at__year=year, published_at__month=month)
    return dated_page(request, posts, reverse("blog:month", args=[year, month]), year=year, month=month)


@require_safe
def archive(request):
    posts = Post.objects.published().posts()
    months = list(
        posts.annotate(year=ExtractYear("published_at"), month=ExtractMonth("published_at"))
        .values("year", "month")
        .annotate(count=Count("pk"))
        .order_by("-year", "-month")
    )
    total = sum(each["count"] for each in months)
    titles = posts.order_by("-published_at", "-pk").defer("body", "body_html", "contents")
    context = {
        "months": [each | {"date": datetime(each["year"], each["month"], 1)} for each in months],
        "title": _("Archive"),
        "total": total,
        "posts": titles if total <= ARCHIVE_TITLES else None,
        "categories": terms_in_use(Category),
        "series_list": terms_in_use(Series),
        "tags": terms_in_use(Tag),
        "canonical": absolute(reverse("blog:archive")),
    }
    return render(request, "blog/archive.html", context)


def term_page(request, term, posts, **context):
    about = {"title": term.name, "description": term.description, "feed_url": term.feed_url}
    about["booklet_of"] = booklet_of(f"{term._meta.model_name}/{term.slug}")
    context = {"term": term, "kind": term._meta.verbose_name, **about, **context}
    return list_page(request, posts, term.get_absolute_url(), "blog/term.html", **context)


def dated_page(request, posts, path, *, year, month=None):
    if not posts.exists():
        raise Http404
    date = datetime(year, month or 1, 1)
    title = date_format(date, "YEAR_MONTH_FORMAT") if month else str(year)
    context = {"year": year, "month": month, "date": date, "title": title}
    context["booklet_of"] = "" if month else booklet_of(f"year/{year}")
    return list_page(request, posts, path, "blog/dated.html", **context)


def booklet_of(name: str) -> str:
    """The ready-made booklet of a list, where any file can be made of it."""
    paper = PaperSettings.load()
    return name if paper.offers("pdf") or paper.offers("epub") else ""


def list_page(request, posts, path, template, **context):
    page = page_of(request, posts if posts.query.order_by else posts.order_by("-published_at", "-pk"))
    return render(request, template, {"page": page, "canonical": canonical(path, page), **context})


def page_of(request, posts):
    """The wanted page of a list; a number that leads nowhere is a 404."""
    paginator = Paginator(posts.for_listing(), SiteSettings.load().posts_per_page)
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error


def canonical(path: str, page) -> str:
    return absolute(path) + (f"?page={page.number}" if page.number > 1 else "")


def terms_in_use(model):
    """Terms with the number of published posts, the empty ones left out."""
    published = Post.objects.published().posts().values("pk")
    return model.objects.filter(posts__in=published).annotate(count=Count("posts", distinct=True)).order_by("name")
