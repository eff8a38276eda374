"""Keep this: on paper, as a file, by mail."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..seams import conversations
from . import libraries
from .answers import guarded, leading_on, ways
from .asking import answer
from .buttons import shapes
from .choice import PICTURES
from .choosing import Order
from .counting import count_of
from .email_views import email
from .finding import find
from .volume import volume_of_post

__all__ = ["email", "epub_file", "pdf_file", "print_bench"]


@require_safe
def print_bench(request, **address):
    order = Order.read(request.GET, find(request, address))
    return order.short_form(request) or _bench(request, order)


@require_safe
def pdf_file(request, **address):
    order = Order.read(request.GET, find(request, address))
    if libraries.missing():
        return _bench(request, order, has_no_press=True)
    return order.short_form(request) or _file(request, "pdf", order)


@require_safe
def epub_file(request, **address):
    order = Order.read(request.GET, find(request, address))
    return order.short_form(request) or _file(request, "epub", order)


def _file(request, form: str, order: Order):
    volume = volume_of_post(order.post, order.choice)
    return guarded(answer(request, form, volume, **leading_on(order)), is_public=order.post.is_published)


def _bench(request, order: Order, **context):
    post, volume = order.post, volume_of_post(order.post, order.choice)
    context |= {
        "sheet": volume.sheets[0],
        "options": order.choice.options,
        "picture_sizes": list(PICTURES.items()),
        "openings": [opening for each in conversations() for opening in each.openings(post)],
        "count": count_of(volume),
        "plain_urls": {shape: post.url_of(f"blog:{shape}") for shape in shapes(post, order.paper)},
        **ways(order),
    }
    return guarded(render(request, "blog/paper/print.html", context), is_public=post.is_published)
