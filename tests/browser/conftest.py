import os
import shutil
from urllib.parse import urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api")

from .site import Site  # noqa: E402

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        message = "Chromium is not installed; apt-get install chromium, or set CHROMIUM."
        pytest.fail(message) if os.environ.get("BROADSHEET_REQUIRE_ALL") else pytest.skip(message)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.close()


@pytest.fixture
def visit(chromium, site):
    """
    Opens a browser of its own: `visit(script=False, size=PHONE, dark=True)`; `guarded=False`: without the policy of the
    page. At the end of the test no page may have asked another site for anything, or have complained in its console.
    """
    contexts, faults = [], []

    def open_browser(*, script=True, size=DESKTOP, dark=False, guarded=True):
        context = chromium.new_context(
            base_url=site.url,
            viewport=size,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            bypass_csp=not guarded,
        )
        context.on("request", lambda request: _note_stranger(site, request, faults))
        context.on("console", lambda message: _note_complaint(message, faults))
        context.on("weberror", lambda error: faults.append(f"script failed: {error.error}"))
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []


def _note_stranger(site, request, faults):
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" != site.url:
        faults.append(f"asked {request.url}")


def _note_complaint(message, faults):
    # An answer of 4xx is told in the console too; tests of refusals ask for them.
    if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
        faults.append(f"{message.type}: {message.text}")


@pytest.fixture
def sign_in(site):
    def fill_in(page, name="ada"):
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(f"{name}@example.org")
        page.get_by_label("Password").fill(site.sign_ins[name])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()

    return fill_in
