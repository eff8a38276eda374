from unicodedata import bidirectional

from django import template
from django.utils.translation import gettext as _

from ..paper.qr import qr_svg

register = template.Library()


@register.filter
def direction(text: str) -> str:
    """What `dir="auto"` stands for, which WeasyPrint does not know: that of the first letter that has one."""
    kinds = (bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


@register.simple_tag
def qr_code(address: str):
    return qr_svg(address, _("QR code of %(address)s") % {"address": address})


@register.simple_tag(takes_context=True)
def put_back_url(context, part=None) -> str:
    """The same bench with one part back on the sheet, or with all of them."""
    order = context["order"]
    return order.url("print", without=tuple(code for code in order.choice.without if part and code != part.code))
