"""Folders and zips from strangers: nothing outside of them is read, and one bad file harms no other."""

import os
import socket
import stat
import zipfile
from collections import Counter

import pytest

from blog.importing.markdown_folder import folder as folders
from blog.importing.markdown_folder import opened
from blog.importing.records import PostRecord
from blog.importing.sources import Unreadable

from .folders import HUGO, PNG, ZONE, all_records, make_folder, pieces

POST = "---\ntitle: x\n---\nText"


def test_links_are_not_followed_and_are_told(tmp_path):
    make_folder(tmp_path / "outside", {"secret.md": "secret", "secret.png": PNG})
    blog = make_folder(tmp_path / "blog", {"hugo.toml": HUGO, "content/posts/a.md": POST + "![](linked.png)"})
    (blog / "content/posts/linked.md").symlink_to(tmp_path / "outside/secret.md")
    (blog / "content/posts/linked.png").symlink_to(tmp_path / "outside/secret.png")
    (blog / "content/folder").symlink_to(tmp_path / "outside")
    (blog / "content/circle").symlink_to(blog)
    repairs = Counter()
    found = [each for each in all_records(blog, repairs) if isinstance(each, PostRecord)]
    assert [each.id for each in found] == ["content/posts/a.md"]
    assert list(repairs.values()) == [4]
    with opened(blog, ZONE) as source:
        assert source.picture("https://old.example.org/content/posts/linked.png") is None


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png", "/../secret.png", "https://old.example.org/../secret.png", "/%2e%2e/secret.png",
        "https://old.example.org/static/..%2f..%2fsecret.png", "file:///etc/passwd", "/etc/passwd", "//old.example.org",
        "https://other.example/in.png", "https://[", "\x00", "/in.png\x00", "", ".", "/", "x" * 100_000,
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_folder(tmp_path, address):
    make_folder(tmp_path, {"secret.png": PNG})
    blog = make_folder(tmp_path / "blog", {"hugo.toml": HUGO, "static/in.png": PNG, "content/posts/a.md": POST})
    with opened(blog, ZONE) as source:
        assert source.picture("https://www.old.example.org/in.png").read_bytes() == PNG
        assert source.picture(address) is None


def test_one_bad_file_fails_alone(tmp_path):
    found = pieces(
        tmp_path,
        {
            "hugo.toml": HUGO,
            "content/posts/good.md": POST,
            "content/posts/huge.md": b"x" * (folders.MOST_TEXT + 1),
            "content/posts/binary.md": PNG,
            "content/posts/latin.md": "Café".encode("cp1252"),
            "content/posts/empty.md": "",
            "content/posts/bomb.md": "---\na: &a [x]\nb: [*a, *a]\n---\n",
            "content/posts/object.md": "---\ntitle: !!python/object/apply:os.system ['false']\n---\nText",
            "content/posts/nested.md": "> " * 10_000 + "[" * 10_000,
        },
    )
    assert {name.rpartition("/")[2] for name, each in found.items() if each.unfit} == {
        "huge.md", "binary.md", "latin.md", "bomb.md",
    }  # fmt: skip
    assert len(found) == 8


def test_what_is_no_ordinary_file_is_passed_by(tmp_path, monkeypatch):
    blog = make_folder(tmp_path, {"a.md": POST})
    os.mkfifo(blog / "pipe.md")
    (blog / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        # The path of a socket may not be long.
        monkeypatch.chdir(blog)
        listener.bind("s.md")
        assert list(pieces(blog)) == ["a.md"]


def test_names_in_every_script_and_from_every_system(tmp_path):
    names = [
        "日本語.md",
        "العربية.md",
        "e\u0301.md",
        "🦊.md",
        "a b.md",
        "CON.md",
        "back\\slash.md",
        "quote'\".md",
        "%41.md",
        "#?.md",
    ]
    root = make_folder(tmp_path, {"hugo.toml": HUGO, **{f"content/posts/{name}": POST for name in names}})
    (root / "content/posts").joinpath(os.fsdecode(b"raw\xff.md")).write_text(POST)
    found = pieces(root)
    assert len(found) == len(names) + 1
    for record in found.values():
        "".join([record.id, record.link, record.guid, record.slug, record.title]).encode()


def test_a_picture_is_found_whatever_spelling_its_name_has(tmp_path):
    root = make_folder(tmp_path, {"hugo.toml": HUGO, "static/Bild é.PNG": PNG, "content/posts/a.md": POST})
    with opened(root, ZONE) as source:
        for address in ("/Bild é.PNG", "/bild%20e%CC%81.png", "https://old.example.org/static/Bild%20%C3%A9.PNG"):
            assert source.picture(address).read_bytes() == PNG


def packed(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_read_like_its_folder_also_when_the_folder_is_in_it(tmp_path):
    for number, top in enumerate(("", "blog-main/")):
        path = packed(tmp_path / f"{number}.zip", {f"{top}hugo.toml": HUGO, f"{top}content/posts/a.md": POST})
        (record,) = [each for each in all_records(path) if isinstance(each, PostRecord)]
        assert (record.id, record.link) == ("content/posts/a.md", "https://old.example.org/posts/a/")


@pytest.mark.parametrize("name", ["../evil.md", "/evil.md", "a/../../evil.md", "..\\evil.md", "C:\\evil.md"])
def test_a_zip_that_reaches_outside_is_refused(tmp_path, name):
    with pytest.raises(Unreadable), opened(packed(tmp_path / "x.zip", {name: POST}), ZONE):
        pass


def test_a_zip_with_links_or_too_much_air_is_refused(tmp_path):
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.md", bytes(60 * 1024**2))
    for name, reason in (("link", "links"), ("bomb", "bomb")):
        with pytest.raises(Unreadable, match=reason), opened(tmp_path / f"{name}.zip", ZONE):
            pass


@pytest.mark.parametrize("files", [{}, {"a.txt": "x"}, {"hugo.toml": HUGO}, {"_config.yml": ": ["}])
def test_what_holds_no_blog_is_refused_as_a_whole(tmp_path, files):
    with pytest.raises(Unreadable) as refused:
        all_records(make_folder(tmp_path, files))
    assert str(refused.value)


def test_nothing_is_guessed_without_the_settings(tmp_path):
    with pytest.raises(Unreadable, match=r"_config\.yml"):
        all_records(make_folder(tmp_path, {"_config.yml": "a: &x [1]\nb: *x\n", "_posts/2020-01-01-a.md": POST}))


def test_what_is_not_there_and_what_is_no_zip_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"no zip")
    for name in ("nowhere", "a.zip"):
        with pytest.raises(Unreadable), opened(tmp_path / name, ZONE):
            pass


def test_too_many_files_and_too_deep_folders_are_refused(tmp_path, monkeypatch):
    make_folder(tmp_path / "deep", {"/".join("d" * 80) + "/a.md": POST})
    with pytest.raises(Unreadable, match="deep"):
        all_records(tmp_path / "deep")
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    with pytest.raises(Unreadable, match="more than 3 files"):
        all_records(make_folder(tmp_path / "many", {f"{number}.md": POST for number in range(5)}))
