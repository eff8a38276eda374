"""With real processes: an import that is killed again and again goes on, doubles nothing, and can be taken back."""

import json
import signal
import time

import pytest

from bench import old_blog
from config.tests.processes import MANAGE, Site

pytestmark = pytest.mark.slow

COUNT = """
import json
from blog.models import ImportBatch, ImportedItem, Post
from comments.models import Comment
rows = {"post": Post, "comment": Comment, "item": ImportedItem, "batch": ImportBatch}
print(json.dumps({name: model.objects.count() for name, model in rows.items()}))
"""


def test_killed_three_times_nothing_doubles_and_all_is_taken_back(tmp_path):
    site, export = Site(tmp_path), tmp_path / "old.xml"
    old_blog.write(export, posts=240, comments=400, kilobytes=2)
    assert site.manage("migrate", "-v0").returncode == 0
    for round_number in range(1, 4):
        process = site.start(MANAGE, "import_wordpress", export)
        # Asked of the file itself: a process that counts takes as long as the rest of the import.
        _wait_for(lambda wanted=50 * round_number: site.rows("SELECT count(*) FROM blog_post")[0][0] >= wanted)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert json.loads(site.python(COUNT))["post"] < 240
    result = site.manage("import_wordpress", str(export))
    assert result.returncode == 0, result.stderr
    counts = json.loads(site.python(COUNT))
    assert (counts["post"], counts["comment"], counts["batch"]) == (240, 400, 1)
    assert _told(result.stdout, "post") == [240, 240, 0, 0, 0]
    assert _told(result.stdout, "comment") == [400, 400, 0, 0, 0]
    assert site.manage("import_wordpress", "--undo", "1").returncode == 0
    assert set(json.loads(site.python(COUNT)).values()) == {0}


def _told(printed: str, kind: str) -> list[int]:
    return next([int(word) for word in line.split()[1:]] for line in printed.splitlines() if line.startswith(kind))


def _wait_for(condition) -> None:
    until = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
