"""Keep this: on paper, as a file, by mail."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..views.finding import find
from . import libraries, making, store
from .answers import guarded, pdf_file, waiting_page, ways
from .email_views import email
from .sheet import sheet_of

__all__ = ["email", "pdf", "print_sheet"]


@require_safe
def print_sheet(request, **address):
    return _print_page(request, find(request, address))


@require_safe
def pdf(request, **address):
    post = find(request, address)
    if libraries.missing():
        return _print_page(request, post, has_no_press=True)
    paper_file = store.want(post, making.edition_of(post), making.make)
    file = store.open_file(paper_file) if paper_file.is_made else None
    return guarded(pdf_file(post, paper_file, file) if file else waiting_page(request, post, paper_file), post)


def _print_page(request, post, **context):
    response = render(request, "blog/paper/print.html", {**sheet_of(post), **ways(post), **context})
    return guarded(response, post)
