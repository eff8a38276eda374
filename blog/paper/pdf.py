"""A volume as a PDF: set as HTML, handed to the press (a process with limits)."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from config.models import SiteSettings

from ..models import PaperSettings
from . import press
from .files import pictures_of
from .fonts import fonts_for
from .volume import NotMade, Volume, edition_of

LONGEST_WAIT = 240
# To be raised when the press prints the same sheet differently: then every PDF is made anew.
PRESS_VERSION = 3


def edition(volume: Volume) -> str:
    return edition_of(volume, html_of(volume), *_css(volume), version("weasyprint"), str(PRESS_VERSION))


def make(volume: Volume) -> tuple[bytes, int]:
    return run_press(volume, html_of(volume))


def html_of(volume: Volume) -> str:
    context = {"site": SiteSettings.load(), "site_url": settings.SITE_URL, "paper": PaperSettings.load()}
    return render_to_string("blog/paper/pdf.html", {**context, "volume": volume, "choice": volume.choice})


def run_press(volume: Volume, html: str) -> tuple[bytes, int]:
    """The PDF and how many pages it has. Raises NotMade."""
    css = _css(volume)
    faces, files = fonts_for(html + css[-1], volume.choice.font)
    with TemporaryDirectory(prefix="broadsheet-press-") as folder:
        files |= pictures_of(volume, Path(folder))
        job = {
            "html": html,
            "css": [faces, *css],
            "address": volume.address,
            "files": {address: str(path) for address, path in files.items()},
            "is_grey": volume.choice.ink == "grey",
        }
        pages, _line, pdf = _child(json.dumps(job), folder).partition(b"\n")
    return pdf, int(pages)


def _child(job: str, folder: str) -> bytes:
    # No settings and no secrets in its environment.
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", press.__name__]
    try:
        done = subprocess.run(
            command,
            input=job.encode(),
            capture_output=True,
            timeout=LONGEST_WAIT,
            cwd=settings.BASE_DIR,
            env={**kept, "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise NotMade(f"The press was stopped after {LONGEST_WAIT} seconds.") from error
    if done.returncode or b"\n%PDF" not in done.stdout[:40]:
        said = done.stderr.decode(errors="replace").strip()[-1000:]
        raise NotMade(f"The press ended with {done.returncode}. {said}")
    return done.stdout


def _css(volume: Volume) -> list[str]:
    """The sheet's, the reader's choices, and what staff add."""
    names = ("printed", "choices", "pdf", *(["booklet-pages"] if volume.is_booklet else []))
    return [*(Path(finders.find(f"css/{name}.css")).read_text() for name in names), PaperSettings.load().css]
