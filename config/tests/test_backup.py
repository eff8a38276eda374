import json
import shutil
import stat
from zipfile import ZipFile

import pytest

from .processes import Site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def filled(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled") / "site"
    shutil.copytree(migrated, folder)
    site = Site(folder)
    site.python("from config.tests import filled_site; filled_site.fill()")
    return site


@pytest.fixture(scope="session")
def backup(filled):
    file = filled.folder / "site.zip"
    done(filled.manage("backup", file))
    return file


def test_what_is_restored_is_what_was_saved_row_by_row_and_file_by_file(filled, backup, tmp_path):
    other = Site(tmp_path / "other")
    done(other.manage("restore", backup))
    assert rows(other) == rows(filled)
    assert "Tides" in rows(other)
    assert files(other) == files(filled)
    assert len(files(other).splitlines()) == 2


def test_a_site_moves_to_postgresql_with_its_media_and_back(filled, backup, tmp_path, postgres_url):
    there = Site(tmp_path / "there", DATABASE_URL=postgres_url, MEDIA_STORAGE_URL="database:")
    done(there.manage("restore", backup))
    assert rows(there) == rows(filled)
    assert files(there) == files(filled)
    assert there.python("from tests.builders import *; make_comment(); print(make_user('new').pk)")  # ids go on
    done(there.manage("backup", tmp_path / "back.zip"))
    back = Site(tmp_path / "back")
    done(back.manage("restore", tmp_path / "back.zip"))
    assert rows(back) == rows(there)
    assert files(back) == files(filled)


def test_a_waiting_mail_survives(backup, tmp_path):
    other = Site(tmp_path / "other")
    done(other.manage("restore", backup))
    assert other.python("from config.tests import filled_site; print(filled_site.waiting_mails())") != "0\n"


def test_only_the_owner_may_read_it_and_the_secret_key_is_not_in_it(filled, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    secret = (filled.folder / "secret_key").read_bytes()
    with ZipFile(backup) as archive:
        assert not [name for name in archive.namelist() if "session" in name or secret in archive.read(name)]


def test_a_backup_is_taken_of_one_moment_while_the_site_is_written_to(site):
    site.python("from tests.builders import make_post; make_post('Before')")
    code = """
from config.backup import tables, write
from pathlib import Path
import sqlite3
real = tables.columns
def meddling(model):
    database = sqlite3.connect(django.conf.settings.DATABASES["default"]["NAME"])
    database.execute("UPDATE config_sitesettings SET title = 'Meanwhile'")
    database.commit()
    return real(model)
tables.columns = meddling
write(Path(django.conf.settings.DATA_DIR / "moment.zip"))
"""
    site.python(code)
    assert site.rows("SELECT title FROM config_sitesettings") == [("Meanwhile",)]
    with ZipFile(site.folder / "moment.zip") as archive:
        assert b"Meanwhile" not in archive.read("tables/config_sitesettings.jsonl")


def test_a_site_with_people_is_not_overwritten_unless_asked_to(filled, backup, site):
    site.python("from tests.builders import *; make_post('Precious')")
    before = rows(site)
    refused(site.manage("restore", backup), "not empty")
    refused(site.manage("restore", backup, "--replace", input="no\n"), "Nothing was changed")
    assert rows(site) == before
    done(site.manage("restore", backup, "--replace", "--noinput"))
    assert rows(site) == rows(filled)
    assert files(site) == files(filled)


@pytest.mark.parametrize(
    "change",
    ["cut", "flip", "text", "manifest", "extra", "outside", "newer", "newer tables", "rows"],
)
def test_a_damaged_foreign_or_newer_file_is_refused_in_a_sentence_and_nothing_changes(change, filled, backup, tmp_path):
    before = filled.dump()
    file = spoilt(backup, change, tmp_path / "bad.zip")
    refused(filled.manage("restore", file, "--replace", "--noinput"), "Nothing was changed")
    assert filled.dump() == before


def test_a_backup_that_does_not_fit_leaves_rows_and_media_as_they_were(filled, backup, tmp_path):
    before = filled.dump(), files(filled)
    file = spoilt(backup, "dangling", tmp_path / "bad.zip")
    refused(filled.manage("restore", file, "--replace", "--noinput"), "Nothing was changed")
    assert (filled.dump(), files(filled)) == before


def spoilt(backup, change, target):
    """A copy of the backup with one thing wrong."""
    data = backup.read_bytes()
    if change in {"cut", "flip", "text"}:
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 255] * 50) + data[middle + 50 :]
        target.write_bytes({"cut": data[:middle], "flip": flipped, "text": b"hello"}[change])
        return target
    with ZipFile(backup) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(entries["manifest.json"])
    SPOIL[change](entries, manifest)
    with ZipFile(target, "w") as archive:
        for name, content in {**entries, "manifest.json": json.dumps(manifest)}.items():
            archive.writestr(name, content)
    return target


def _outside(entries, manifest):
    entries["media/../../evil"] = entries.pop("media/paper/x.pdf")
    manifest["entries"]["media/../../evil"] = manifest["entries"].pop("media/paper/x.pdf")


def _dangling(entries, manifest):
    """A comment of a post that is not there: found out only at the very end."""
    import hashlib

    name = "tables/blog_post.jsonl"
    entries[name] = entries[name].splitlines(keepends=True)[0]
    facts = {"size": len(entries[name]), "sha256": hashlib.sha256(entries[name]).hexdigest(), "rows": 0}
    manifest["entries"][name] = facts


SPOIL = {
    "manifest": lambda entries, manifest: manifest.pop("format"),
    "extra": lambda entries, manifest: entries.update({"media/more.txt": b"x"}),
    "outside": _outside,
    "newer": lambda entries, manifest: manifest.update(version=99),
    "newer tables": lambda entries, manifest: manifest["migrations"].append(["blog", "9999_from_the_future"]),
    "rows": lambda entries, manifest: entries.update({"tables/blog_post.jsonl": b"{}\n"}),
    "dangling": _dangling,
}


def rows(site) -> str:
    return site.python("from config.tests import filled_site; filled_site.print_rows()")


def files(site) -> str:
    return site.python("from config.tests import filled_site; filled_site.print_files()")


def done(result):
    assert result.returncode == 0, result.stderr + result.stdout


def refused(result, words):
    assert result.returncode == 1
    assert result.stderr.startswith("CommandError: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
