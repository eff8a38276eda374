"""The QR code of a short address, drawn here: one path of an inline SVG."""

from functools import lru_cache

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 2  # modules of white around it; the sheet itself is white


@lru_cache(maxsize=256)
def qr_svg(address: str, label: str) -> SafeString:
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    matrix = code.get_matrix()
    rows = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_black in enumerate(row) if is_black)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img"><title>{1}</title><path d="{2}"/></svg>',
        len(matrix),
        label,
        "".join(rows),
    )
