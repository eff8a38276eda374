"""How a PDF comes about: a task sets the sheet and hands it to the press (a process with limits), then keeps it."""

import hashlib
import json
import logging
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from config.models import SiteSettings
from config.site import absolute
from config.tasks import BEHIND_MAIL, task

from ..models import PaperFile
from . import press, store
from .fonts import fonts_for
from .sheet import sheet_of

logger = logging.getLogger("broadsheet.paper")

LONGEST_WAIT = 240
# To be raised when the press prints the same sheet differently: then every PDF is made anew.
PRESS_VERSION = 1
# A printed column is 174 mm wide: more than this is not seen at 200 dots per inch.
WIDE_ENOUGH = 1400


class NotMade(Exception):
    """The press gave nothing; the text says why, for staff."""


def edition_of(post, html: str | None = None) -> str:
    """The name of what a PDF is made from: the revision, and everything that would make it look different."""
    parts = [html or html_of(post), _css(), version("weasyprint"), str(PRESS_VERSION)]
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
    return f"{post.latest_number}-{digest}"


def html_of(post) -> str:
    context = {"site": SiteSettings.load(), "site_url": settings.SITE_URL, **sheet_of(post)}
    return render_to_string("blog/paper/pdf.html", context)


@task(priority=BEHIND_MAIL)
def make(paper_file_id: int) -> None:
    wanted = PaperFile.objects.wanted().select_related("post__author", "post__cover")
    paper_file = wanted.filter(pk=paper_file_id).first()
    if paper_file is None:
        return
    html = html_of(paper_file.post)
    if edition_of(paper_file.post, html) != paper_file.key:
        paper_file.delete()  # changed since it was asked for: whoever waits asks for the new one
        return
    try:
        pdf = run_press(paper_file.post, html)
    except NotMade as error:
        logger.error("No PDF of post %s: %s", paper_file.post_id, error)
        paper_file.fail(str(error))
    else:
        store.keep(paper_file, pdf)


def run_press(post, html: str) -> bytes:
    faces, files = fonts_for(html)
    with TemporaryDirectory(prefix="broadsheet-press-") as folder:
        files |= _pictures(post, Path(folder))
        job = {
            "html": html,
            "css": [faces, _css()],
            "address": absolute(post.get_absolute_url()),
            "files": {address: str(path) for address, path in files.items()},
        }
        return _child(json.dumps(job), folder)


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
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        said = done.stderr.decode(errors="replace").strip()[-1000:]
        raise NotMade(f"The press ended with {done.returncode}. {said}")
    return done.stdout


def _pictures(post, folder: Path) -> dict[str, Path]:
    """The post's own pictures, fetched from the storage, by the address the sheet has for them."""
    files = {}
    for picture in {*post.pictures.all(), *([post.cover] if post.cover else [])}:
        path = folder / f"{picture.pk}"
        try:
            with picture.file.storage.open(_size_for_paper(picture)) as source, path.open("wb") as target:
                copyfileobj(source, target)
        except OSError as error:
            logger.warning("Picture %s is not in the storage: %s", picture.pk, error)
            continue
        files[absolute(picture.file.url)] = path
    return files


def _size_for_paper(picture) -> str:
    enough = sorted((int(width), name) for width, name in picture.sizes.items() if int(width) >= WIDE_ENOUGH)
    return enough[0][1] if enough else picture.file.name


def _css() -> str:
    return Path(finders.find("css/pdf.css")).read_text()
