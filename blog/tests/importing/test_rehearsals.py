"""With a database in a file, as a site has it: a rehearsal is held in a copy, and the site goes on beside it."""

import json

import pytest

from bench import old_blog

pytestmark = pytest.mark.slow

# The copy is this thread's alone: the worker's pulse beats in another, and so does whatever else runs in the process.
BESIDE = """
import json, threading
from blog.importing.rehearsing import rehearsal
from blog.models import Tag
from config import housekeeping
from config.models import SiteSettings, WorkerPulse
from django.db import connection
from django_tasks_db.models import DBTaskResult

def live_on():
    WorkerPulse.beat("one")
    housekeeping.run.enqueue()
    seen.append(Tag.objects.count())
    connection.close()

def rows():
    return [Tag.objects.count(), WorkerPulse.objects.count(), DBTaskResult.objects.count()]

seen = []
with rehearsal():
    Tag.objects.create(name="Rehearsed", slug="rehearsed")
    beside = threading.Thread(target=live_on)
    beside.start()
    beside.join()
    during = rows()
print(json.dumps({"beside": seen, "during": during, "after": rows()}))
"""


def test_what_happens_beside_a_rehearsal_is_kept_and_what_was_rehearsed_is_not(site):
    told = json.loads(site.python(BESIDE))
    assert told == {"beside": [0], "during": [1, 0, 0], "after": [0, 1, 1]}


def test_a_rehearsal_that_breaks_off_leaves_the_site_with_its_own_database(site):
    broken = site.python(
        "from blog.importing.rehearsing import rehearsal\nfrom blog.models import Tag\n"
        "try:\n    with rehearsal():\n        Tag.objects.create(name='a', slug='a')\n        raise KeyError\n"
        "except KeyError:\n    Tag.objects.create(name='b', slug='b')"
    )
    assert broken == "" and site.rows("SELECT slug FROM blog_tag") == [("b",)]


def test_a_dry_run_of_the_command_tells_all_and_changes_nothing(site):
    export = site.folder / "old.xml"
    old_blog.write(export, posts=3, comments=2, kilobytes=1)
    before = site.dump()
    result = site.manage("import_wordpress", export, "--dry-run")
    assert result.returncode == 0 and "nothing has been changed" in result.stdout, result.stderr
    assert site.dump() == before
