"""The rules of the house that a machine can hold."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

from comments.leaks import PLAIN, SHAPES

ROOT = Path(__file__).resolve().parent.parent

# Lowest first. Each package may import itself and those to its left.
LAYERS = ["config", "accounts", "blog", "comments"]


def imported_packages(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module.split(".")[0]


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_point_one_way(layer):
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    sources = [path for path in (ROOT / layer).rglob("*.py") if "tests" not in path.parts]
    upward = [
        f"{path.relative_to(ROOT)}:{line} imports {package}"
        for path in sources
        for line, package in imported_packages(path)
        if package in above
    ]
    assert sources and not upward, upward


def templates():
    return [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt", ".xml"}]


def test_no_template_marks_anything_safe():
    marked = [str(path) for path in templates() if re.search(r"\|\s*safe\b|autoescape off", path.read_text())]
    assert [path for path in marked if not path.endswith(".txt")] == []


def test_no_page_carries_inline_script_style_or_handlers():
    inline = re.compile(r"""<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|\sstyle\s*=|javascript:""", re.IGNORECASE)
    pages = [path for path in templates() if path.suffix == ".html" and "mail" not in path.parts]
    odd = [f"{path.relative_to(ROOT)}: {match[0]}" for path in pages if (match := inline.search(path.read_text()))]
    assert odd == []


@pytest.mark.parametrize("name", ["utils", "helpers", "misc", "common"])
def test_no_module_has_a_name_that_says_nothing(name):
    assert [path for layer in LAYERS for path in (ROOT / layer).rglob(f"{name}.py")] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def routes(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix, pattern
        else:
            namespace = f"{prefix}{pattern.namespace}:" if getattr(pattern, "namespace", None) else prefix
            yield from routes(pattern.url_patterns, namespace)


# Walked by the tests of their own rooms: they take a key, a file's name, or a person who is signed in.
NOT_WALKED = {
    "favicon", "accounts:index", "accounts:profile", "accounts:end_session", "accounts:passkey_door",
    "blog:media", "blog:no_more", "blog:paper_css", "blog:markdownx_markdownify",
    "blog:markdownx_upload", "comments:stamp", "comments:edit", "comments:withdraw", "comments:decide",
    "comments:confirm", "comments:status", "comments:withdraw_for_good", "comments:appeal",
    "comments:ask_to_confirm", "comments:unfollow", "comments:change_subscriptions",
    *(f"comments:{whose}{name}" for whose in ("", "my_") for name in ("claim", "download", "erase", "forget", "mine")),
    "comments:my_data", "comments:leave",
}  # fmt: skip
BY_ROWS = {
    "blog:booklet", "blog:booklet_pdf", "blog:booklet_epub",
    "comments:comment", "comments:report", "blog:short", "blog:unlock", "blog:revision", "blog:year", "blog:month",
    "blog:author", "blog:author_feed", "blog:sitemap_section",
    *(f"blog:{kind}{feed}" for kind in ("tag", "category", "series") for feed in ("", "_feed")),
}  # fmt: skip


# Doors and what lies behind them: a stranger is sent to sign in.
OF_SIGNING_IN = ("account_", "mfa_", "usersessions_")


def test_the_walk_over_every_address_leaves_none_out():
    ours = {
        f"{prefix}{pattern.name}"
        for prefix, pattern in routes(get_resolver().url_patterns)
        if not prefix.startswith("admin") and not (pattern.name or "").startswith(OF_SIGNING_IN)
    }
    assert ours == {name for name in (*PLAIN, *SHAPES) if not name.startswith(OF_SIGNING_IN)} | NOT_WALKED | BY_ROWS


def test_every_route_of_ours_has_a_name():
    ours = [pattern for prefix, pattern in routes(get_resolver().url_patterns) if not prefix.startswith("admin")]
    assert [str(pattern.pattern) for pattern in ours if not pattern.name] == []
