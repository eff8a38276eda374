"""An export on somebody's disk: opened by a double click, with no network at all."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import PHONE

pytestmark = pytest.mark.browser


def test_it_is_read_offline_with_pictures_and_working_links(chromium, site, tmp_path):
    site.manage("export_site", str(tmp_path / "site.zip"))
    ZipFile(tmp_path / "site.zip").extractall(tmp_path / "site")
    asked, faults = [], []
    context = chromium.new_context(offline=True, viewport=PHONE)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(Path(tmp_path / "site" / "index.html").as_uri())
    assert page.locator(".h-feed .h-entry .e-content").count() > 10
    assert page.evaluate(BROKEN_PICTURES) == [] and page.evaluate(DEAD_LINKS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="The broad sheet").first.click()
    assert page.locator("article:target h2").first.inner_text() == "The broad sheet"
    assert faults == [] and all(address.startswith("file:") for address in asked)
    context.close()


BROKEN_PICTURES = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
}"""
DEAD_LINKS = """[...document.querySelectorAll('a[href^="#"]')]
  .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map((link) => link.href)"""
