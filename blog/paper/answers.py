"""What the pages of this room have in common, and the two answers of `…/pdf/`."""

from urllib.parse import quote

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from config.models import WorkerPulse
from config.site import absolute

from ..views.pieces import keep_private

# Younger than this, a PDF is simply being made; older, the reader is told what is the matter.
USUAL_SECONDS = 6
PAUSE, LONGER_PAUSE = 1, 5


def ways(post) -> dict:
    return {
        "post": post,
        "canonical": absolute(post.get_absolute_url()),
        "print_url": post.url_of("blog:print"),
        "pdf_url": post.url_of("blog:pdf"),
        "email_url": post.url_of("blog:email"),
    }


def guarded(response, post):
    """Not for search engines; and what strangers may not see, for no shared store."""
    response.headers["X-Robots-Tag"] = "noindex"
    if not post.is_published:
        keep_private(response)
    return response


def pdf_file(post, paper_file, file):
    response = FileResponse(file, content_type="application/pdf")
    response.headers["Content-Disposition"] = _named(f"{post.slug}.pdf")
    response.headers["Content-Length"] = str(paper_file.size)
    response.headers["ETag"] = f'"{paper_file.key}"'
    response.headers["Link"] = f'<{absolute(post.get_absolute_url())}>; rel="canonical"'
    patch_cache_control(response, no_cache=True)
    return response


def waiting_page(request, post, paper_file):
    seconds = (timezone.now() - paper_file.wanted_at).total_seconds()
    is_slow = seconds > USUAL_SECONDS
    context = {
        **ways(post),
        "has_failed": paper_file.has_failed,
        "is_slow": is_slow,
        "nobody_works": is_slow and not WorkerPulse.objects.alive().exists(),
        "pause": LONGER_PAUSE if is_slow else PAUSE,
    }
    response = render(request, "blog/paper/making.html", context, status=503 if paper_file.has_failed else 202)
    patch_cache_control(response, no_store=True)
    return response


def _named(name: str) -> str:
    """RFC 6266: the name in plain letters for old programs, and the real one."""
    plain = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))
    header = f'inline; filename="{plain if plain != ".pdf" else "sheet.pdf"}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"
