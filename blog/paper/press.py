"""
The press: a process of its own that turns one sheet into a PDF. It knows neither settings nor database, opens only the
files it is handed, and is ended when it takes too much, so that no text can harm the worker or read what is not its.

    python -m blog.paper.press < job.json > out    # a line with the number of pages, then the PDF
"""

import gc
import io
import json
import logging
import os
import resource
import sys
import warnings

MEMORY = 1024 * 1024 * 1024
SECONDS = 120
NO_LIBRARY = 69
SHARP_ENOUGH = 200  # dots per inch
LARGEST_PICTURE = 40_000_000
OPTIONS = {"pdf_variant": "pdf/ua-1", "optimize_images": True, "jpeg_quality": 85, "dpi": SHARP_ENOUGH}


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a short life: to look for rubbish costs a tenth of the time
    job = json.load(sys.stdin)
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        sys.stderr.write(f"WeasyPrint or one of its libraries is missing: {error}")
        return NO_LIBRARY
    pdf, pages = press(**job)
    sys.stdout.buffer.write(b"%d\n" % pages + pdf)
    return 0


def press(html: str, css: list[str], address: str, files: dict[str, str], is_grey: bool = False) -> tuple[bytes, int]:
    """
    The PDF and its number of pages. `files`: what addresses in the sheet stand for; any other address is answered by
    nothing.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from . import formulas, list_numbers, ruby

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    html, drawings = formulas.draw(ruby.above(list_numbers.counted(html)))
    fetcher, fonts = only(files, drawings, is_grey), FontConfiguration()
    sheets = [CSS(string=each, url_fetcher=fetcher, font_config=fonts) for each in css]
    document = HTML(string=html, base_url=address, url_fetcher=fetcher).render(
        stylesheets=sheets, font_config=fonts, **OPTIONS
    )
    return document.write_pdf(**OPTIONS), len(document.pages)


def only(files: dict[str, str], drawings: dict[str, bytes], is_grey: bool):
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Only(URLFetcher):
        """Nothing from outside, no file by its path: what was handed in, or nothing."""

        def fetch(self, url, headers=None):
            if url in drawings:
                return URLFetcherResponse(url, drawings[url], {"Content-Type": "image/svg+xml"})
            if url not in files:
                raise ValueError("not part of this sheet")
            if url.startswith("font:"):
                return URLFetcherResponse(url, open(files[url], "rb"))
            return URLFetcherResponse(url, _printable(files[url], is_grey))

    return Only()


def _printable(path: str, is_grey: bool) -> bytes:
    """The picture as it is, or as JPEG or PNG where it is something that a PDF cannot hold, or is to be grey."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path) as picture:
        if is_grey or picture.format not in {"JPEG", "PNG"}:
            is_clear = picture.has_transparency_data
            modes = ("LA", "L") if is_grey else ("RGBA", "RGB")
            out = io.BytesIO()
            picture = picture.convert("RGBA") if is_clear else picture
            picture.convert(modes[0 if is_clear else 1]).save(out, "PNG" if is_clear else "JPEG", quality=88)
            return out.getvalue()
    with open(path, "rb") as file:
        return file.read()


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # nobody needs the memory given back piece by piece
