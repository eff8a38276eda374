"""What staff set for paper, from the desk to the sheet that a reader prints."""

import socket

import pytest

pytestmark = pytest.mark.browser

BENCH = "/about/print/"
COLOUR = "getComputedStyle(document.querySelector('.sheet h1')).color"


@pytest.fixture
def set_paper(visit, sign_in):
    """As the administrator does it; everything is empty again afterwards."""
    page = visit()
    sign_in(page)

    def fill_in(tagline="", licence="", css=""):
        page.goto("/admin/blog/papersettings/")
        page.get_by_label("Line at the head").fill(tagline)
        page.get_by_label("Licence line").fill(licence)
        page.get_by_label("CSS").fill(css)
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_load_state()

    yield fill_in
    fill_in()


def test_head_foot_and_style_are_on_the_bench_and_on_paper(visit, set_paper):
    set_paper("Since 1892", "Copy it and share it", ".sheet h1 { color: rgb(0, 0, 139); }")
    page = visit()
    page.goto(BENCH)
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        assert page.locator(".sheet").get_by_text("Since 1892").is_visible(), medium
        assert page.locator(".sheet").get_by_text("Copy it and share it").is_visible(), medium
        assert page.evaluate(COLOUR) == "rgb(0, 0, 139)", medium


def test_a_style_that_asks_other_sites_asks_nobody(chromium, site, set_paper):
    with socket.create_server(("127.0.0.1", 0)) as server:
        outside = f"http://127.0.0.1:{server.getsockname()[1]}"
        set_paper(
            css=f"@import url({outside}/a.css);"
            f"@font-face {{ font-family: x; src: url({outside}/x.woff2) }}"
            f".sheet {{ background: url({outside}/b.png) }} .sheet h1 {{ color: rgb(0, 0, 139); font-family: x }}"
        )
        page = chromium.new_page(base_url=site.url)
        page.goto(BENCH)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(COLOUR) == "rgb(0, 0, 139)"
        page.context.close()
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody has knocked
