"""Small blogs in folders, as their programs lay them out, and what the reader makes of them."""

from collections import Counter
from datetime import UTC
from pathlib import Path

from blog.importing.markdown_folder import opened
from blog.importing.records import PostRecord

ZONE = UTC
HUGO = "baseURL = 'https://old.example.org/'\ntitle = 'Old'\n"
ZOLA = "base_url = 'https://old.example.org'\ntitle = 'Old'\n"
JEKYLL = "url: https://old.example.org\ntitle: Old\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccf"
    "c0f01f00050001ffa7b1c3a90000000049454e44ae426082"
)


def make_folder(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def all_records(root: Path, repairs: Counter | None = None) -> list:
    with opened(root, ZONE) as source:
        return list(source.records(Counter() if repairs is None else repairs))


def pieces(root: Path, files: dict[str, str | bytes] | None = None) -> dict[str, PostRecord]:
    """All posts, pages and what is neither, by their files."""
    found = [each for each in all_records(make_folder(root, files or {})) if isinstance(each, PostRecord)]
    assert len({each.id for each in found}) == len(found)
    return {each.id: each for each in found}


def only(root: Path, files: dict[str, str | bytes]) -> PostRecord:
    (record,) = pieces(root, files).values()
    return record


def hugo(root: Path, text: str, **files) -> PostRecord:
    """One post of a Hugo blog."""
    return pieces(root, {"hugo.toml": HUGO, "content/posts/a.md": text, **files})["content/posts/a.md"]


def names(record: PostRecord, kind: str) -> list[str]:
    return [term.name for term in record.terms if term.kind == kind]
