"""A folder or a zip becomes a source: which program wrote it is seen from what lies at its top."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import tzinfo
from pathlib import Path

from django.utils.translation import gettext as _

from .. import archives
from ..sources import Unreadable
from .constructs.dialect import Dialect
from .constructs.hugo import Hugo as HugoDialect
from .constructs.hugo import Zola as ZolaDialect
from .constructs.liquid import Liquid, Nunjucks
from .constructs.obsidian import Obsidian as ObsidianDialect
from .folder import Folder
from .front_matter import LONGEST
from .own.export import OwnExport, is_own
from .programs.eleventy import Eleventy
from .programs.hugo import Hugo, Zola
from .programs.jekyll import Jekyll
from .programs.plain import Obsidian, Plain
from .programs.program import Program
from .settings import LANGUAGES, read_settings
from .source import MarkdownFolder

DIALECTS: dict[type[Program], type[Dialect]] = {
    Hugo: HugoDialect,
    Zola: ZolaDialect,
    Jekyll: Liquid,
    Eleventy: Nunjucks,
    Obsidian: ObsidianDialect,
    Plain: ObsidianDialect,
}
OF_ELEVENTY = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts")


@contextmanager
def opened(path: Path, zone: tzinfo, name: str = "") -> Iterator[MarkdownFolder | OwnExport]:
    """`zone` is that of dates which name none, `name` what its owner calls the file. Raises Unreadable."""
    with ExitStack() as stack:
        if path.is_dir():
            root = path
        elif path.is_file():
            root = stack.enter_context(archives.unpacked(path))
        else:
            raise Unreadable(_("there is no such folder or file."))
        yield source_in(_top(root), name or path.resolve().name, zone)


def source_in(root: Path, name: str, zone: tzinfo) -> MarkdownFolder | OwnExport:
    if is_own(root):
        return OwnExport(root, name)
    kind = recognised(root)
    folder = Folder(root, kind.leaves_out)
    program = kind(folder, read_settings(folder, kind.settings_files), zone)
    return MarkdownFolder(folder, program, DIALECTS[kind](), name)


def recognised(root: Path) -> type[Program]:
    def has(*names: str) -> bool:
        return any((root / f"{name}{ending}").is_file() for name in names for ending in LANGUAGES)

    if has("_config") or (root / "_posts").is_dir():
        return Jekyll
    if any((root / name).is_file() for name in OF_ELEVENTY):
        return Eleventy
    if (root / "content").is_dir() or has("hugo"):
        return Zola if has("zola") or "base_url" in _top_settings(root) else Hugo
    return Obsidian if (root / ".obsidian").is_dir() else Plain


def _top_settings(root: Path) -> str:
    """Zola writes `base_url` where Hugo has `baseURL`."""
    path = root / "config.toml"
    if not path.is_file() or path.is_symlink():
        return ""
    with path.open("rb") as file:
        return file.read(LONGEST).decode("utf-8", "replace")


def _top(root: Path) -> Path:
    """Whoever packs a folder gets a zip with that folder in it, and nothing else."""
    entries = [entry for entry in root.iterdir() if entry.name not in {"__MACOSX", ".DS_Store"}]
    is_wrapped = len(entries) == 1 and entries[0].is_dir() and not entries[0].is_symlink()
    return entries[0] if is_wrapped and entries[0].name not in {"content", "_posts"} else root
