"""A real Chromium, as in tests/browser; its visitors come from addresses of their own."""

import os
import shutil
import sys
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS

from .visitor import Sent

PATIENCE = 90_000  # ms: the machine is busy


@contextmanager
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        sys.exit("Chromium is not installed; apt-get install chromium, or set CHROMIUM.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def page_for(browser, town, address: str):
    context = browser.new_context(base_url=town.url, extra_http_headers={"X-Forwarded-For": address})
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def sent_by(page, press) -> Sent:
    """What became of the comment that `press` sends off."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as waited:
        press()
    answer = waited.value
    page.wait_for_load_state()
    if answer.status != 303:
        words = page.locator("#commentform textarea").input_value()
        complaint = page.locator(".errors").first
        told = complaint.inner_text() if complaint.count() else ""
        return Sent(answer.status, words_are_lost=not words, complaint=" ".join(told.split()))
    receipt, _, number = answer.headers["location"].partition("#comment-")
    return Sent(303, int(number), receipt)
