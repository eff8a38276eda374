"""A reader asks for a file: they get it, the page that waits for it, or a word on why not now."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from config.limits import TooMany
from config.networks import network_of

from . import making, making_limits, store
from .answers import file_answer, waiting_page
from .volume import Volume


def answer(request, form: str, volume: Volume, **context):
    """`context`: what the pages need to lead on, `headline`, `print_url` and `back_url` among it."""
    if on_its_way := store.on_its_way(form, volume):
        return waiting_page(request, on_its_way, **context)
    asked_by = making_limits.known_as(_member(request), network_of(request.META.get("REMOTE_ADDR", "")))
    try:
        if not store.has_made(form, volume):  # whoever is refused must not cost a setting first
            making_limits.check(asked_by)
        edition = making.FORMS[form].edition(volume)
        paper_file = store.want(form, volume, edition, making.make, asked_by=asked_by)
    except TooMany as refusal:
        return _too_many(request, refusal, **context)
    if file := store.open_file(paper_file) if paper_file.is_made else None:
        return file_answer(paper_file, file, volume.file_name, volume.address)
    return waiting_page(request, paper_file, **context)


def _member(request):
    return request.user if request.user.is_authenticated else None


def _too_many(request, refusal: TooMany, **context):
    response = render(request, "blog/paper/too_many.html", {**context, "message": refusal.message}, status=429)
    response.headers["Retry-After"] = str(refusal.retry_after)
    patch_cache_control(response, no_store=True)
    return response
