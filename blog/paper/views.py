"""Keep this: the three shapes in which a piece leaves the screen."""

from urllib.parse import quote

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from config.guest_form import guest_form
from config.models import WorkerPulse

from ..views.finding import find
from ..views.pieces import keep_private
from . import emailing, libraries, making, store
from .sheet import sheet_of

# Younger than this, a PDF is simply being made; older, the reader is told what is the matter.
USUAL_SECONDS = 6


@require_safe
def print_sheet(request, **address):
    return print_page(request, find(request.user, address))


def print_page(request, post, **context):
    response = render(request, "blog/paper/print.html", {**sheet_of(post), **_ways(post), **context})
    return _guarded(response, post)


@require_safe
def pdf(request, **address):
    post = find(request.user, address)
    if libraries.missing():
        return print_page(request, post, has_no_press=True)
    paper_file = store.want(post, making.edition_of(post, making.html_of(post)), making.make)
    file = paper_file.is_made and store.open_file(paper_file)
    return _guarded(_as_file(post, paper_file, file) if file else _waiting(request, post, paper_file), post)


@require_http_methods(["GET", "HEAD", "POST"])
@guest_form
def email(request, **address):
    post = find(request.user, address)
    answer = emailing.answer(request, post)
    response = render(request, answer.template, {**_ways(post), **answer.context}, status=answer.status)
    if answer.retry_after:
        response.headers["Retry-After"] = str(answer.retry_after)
    if answer.is_personal:
        keep_private(response)
    return _guarded(response, post)


def _as_file(post, paper_file, file):
    response = FileResponse(file, content_type="application/pdf")
    name = f"{post.slug}.pdf"
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    names = [f'filename="{plain if plain != ".pdf" else "sheet.pdf"}"']
    if not name.isascii():
        names.append(f"filename*=UTF-8''{quote(name)}")
    response.headers["Content-Disposition"] = "; ".join(["inline", *names])
    response.headers["ETag"] = f'"{paper_file.key}"'
    response.headers["Link"] = f'<{_ways(post)["canonical"]}>; rel="canonical"'
    patch_cache_control(response, no_cache=True)
    return response


def _waiting(request, post, paper_file):
    seconds = (timezone.now() - paper_file.wanted_at).total_seconds()
    context = {
        **_ways(post),
        "has_failed": paper_file.has_failed,
        "is_slow": seconds > USUAL_SECONDS,
        "nobody_works": seconds > USUAL_SECONDS and not WorkerPulse.objects.alive().exists(),
        "pause": 1 if seconds < USUAL_SECONDS else 5,
    }
    response = render(request, "blog/paper/making.html", context, status=503 if paper_file.has_failed else 202)
    patch_cache_control(response, no_store=True)
    return response
