from django import template
from django.utils.translation import gettext as _

from ..paper.qr import qr_svg

register = template.Library()


@register.simple_tag
def qr_code(address: str):
    return qr_svg(address, _("QR code of %(address)s") % {"address": address})


@register.simple_tag(takes_context=True)
def put_back_url(context, part=None) -> str:
    """The same bench with one part back on the sheet, or with all of them."""
    order = context["order"]
    return order.url("print", without=tuple(code for code in order.choice.without if part and code != part.code))
