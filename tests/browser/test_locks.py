"""A post behind a password: set at the desk, opened on a phone without script, by night, by a screen reader."""

import pytest

from .conftest import PHONE
from .test_accessibility import faults_of

pytestmark = pytest.mark.browser


def publish(page, title, visibility, password="") -> str:
    """Where it stands."""
    page.goto("/admin/blog/post/add/")
    page.get_by_label("Title", exact=False).first.fill(title)
    page.locator("#id_body").fill("Among ourselves.")
    page.get_by_label("Who may read it").select_option(visibility)
    page.get_by_label("Password", exact=False).fill(password)
    page.get_by_role("button", name="Publish now").click()
    return page.get_by_role("link", name="View on site").first.get_attribute("href")


def test_a_password_opens_a_post_without_script(visit, sign_in):
    desk = visit()
    sign_in(desk)
    address = publish(desk, "Behind a word", "password", "ebb and flow")
    reader = visit(script=False, size=PHONE)
    reader.goto(address + "print/")
    assert "Behind a word" not in reader.content()
    reader.get_by_label("Password").fill("spring tide")
    reader.get_by_role("button", name="Open it").click()
    assert reader.get_by_role("alert").inner_text().startswith("That is not the password.")
    reader.get_by_label("Password").fill("ebb and flow")
    reader.get_by_role("button", name="Open it").click()
    assert reader.url.endswith(address + "print/")
    assert reader.locator(".sheet").get_by_text("Among ourselves.").is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_the_locks(visit, sign_in, dark):
    desk = visit()
    sign_in(desk)
    kinds = [("password", "ebb and flow"), ("members", "")]
    addresses = [publish(desk, f"Locked {dark}", kind, password) for kind, password in kinds]
    page, found = visit(size={"width": 320, "height": 640}, dark=dark), []
    for address in addresses:
        page.goto(address)
        found += faults_of(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(addresses[0])
    page.get_by_label("Password").fill("spring tide")
    page.get_by_role("button", name="Open it").click()
    assert page.evaluate("document.activeElement.id") == "password"
    assert found + faults_of(page) == []
