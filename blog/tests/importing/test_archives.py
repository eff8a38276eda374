"""Zips from strangers are looked at whole before anything of them is written."""

import stat
import tempfile
import zipfile

import pytest

from blog.importing import archives
from blog.importing.sources import Unreadable


def packed(path, *entries, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where something would be written, were anything written."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def refused(path) -> str:
    with pytest.raises(Unreadable) as error, archives.unpacked(path):
        pass
    return str(error.value)


def test_what_is_in_it_lies_in_a_folder_until_it_is_read(tmp_path, temporary):
    with archives.unpacked(packed(tmp_path / "x.zip", ("a/b.md", "words"), ("c.md", "more"))) as folder:
        assert (folder / "a" / "b.md").read_text() == "words" and (folder / "c.md").read_text() == "more"
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../x.md", "a/../../x.md", "/etc/x.md", "..\\x.md", "\\x.md", "C:/x.md", "a\\..\\..\\x.md"]
)
def test_nothing_is_written_outside_of_it(tmp_path, temporary, name):
    assert "outside" in refused(packed(tmp_path / "x.zip", ("good.md", "words"), (name, "bad")))
    assert list(temporary.rglob("*")) == []


def test_links_are_refused(tmp_path, temporary):
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "links" in refused(packed(tmp_path / "x.zip", (link, "/etc/passwd")))


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path, temporary):
    assert "bomb" in refused(packed(tmp_path / "x.zip", ("zeros", bytes(60_000_000))))
    assert list(temporary.rglob("*")) == []


def test_one_that_says_less_than_it_holds_is_refused_too(tmp_path, temporary):
    path = packed(tmp_path / "x.zip", ("zeros", bytes(1_000_000)))
    data = path.read_bytes()
    path.write_bytes(data.replace((1_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refused(path)
    assert list(temporary.rglob("*")) == []


def test_too_many_files_or_too_much_of_them(tmp_path, temporary, monkeypatch):
    path = packed(tmp_path / "x.zip", ("a", "1"), ("b", "2"), ("c", "3"))
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    assert "more than 2 files" in refused(path)
    monkeypatch.setattr(archives, "MOST_FILES", 10)
    monkeypatch.setattr(archives, "MOST_BYTES", 2)
    assert "larger" in refused(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"no zip at all"])
def test_what_is_no_zip(tmp_path, temporary, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert "no zip" in refused(path)


def test_cut_off_or_damaged_inside(tmp_path, temporary):
    path = packed(tmp_path / "x.zip", ("a.md", bytes(range(256)) * 500), compression=zipfile.ZIP_STORED)
    whole = path.read_bytes()
    path.write_bytes(whole[:2000])
    assert refused(path)
    path.write_bytes(whole[:300] + b"\0\0\0\0" + whole[304:])
    assert refused(path)
    assert list(temporary.rglob("*")) == []


def test_one_that_is_locked(tmp_path, temporary):
    path = packed(tmp_path / "x.zip", ("a.md", "words"))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    assert refused(path)
