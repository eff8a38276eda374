"""A guest shows whose address it is, with and without script, and the browser remembers."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE
from .site import link_in
from .test_accessibility import faults_of

pytestmark = pytest.mark.browser


def write(page, email, words, *, consent=False):
    page.goto("/p/13/")
    page.get_by_label("Comment *").fill(words)
    page.get_by_label("Name *").fill("Noor")
    page.get_by_label("Email *").fill(email)
    if consent:
        page.get_by_label(re.compile("Save my name")).check()
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()


def ask_and_open(page, site, email):
    page.get_by_role("button", name="Confirm my address").click()
    expect(page.get_by_text("a letter is on its way")).to_be_visible()
    page.goto(link_in(site.mailbox.wait_for(email, "is this your address?")))


@pytest.mark.parametrize("look", ["day", "night", "phone"])
def test_a_browser_that_may_remember_shows_whose_address_it_is(visit, site, look):
    email, found = f"noor-{look}@example.org", {}
    page = visit(size=PHONE if look == "phone" else DESKTOP, dark=look == "night")
    write(page, email, f"By {look}, the first time", consent=True)
    found["receipt"] = faults_of(page)
    ask_and_open(page, site, email)
    found["letter's page"] = faults_of(page)
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_text("This browser shows with each comment that the address is yours.")).to_be_visible()
    found["mine"] = faults_of(page)
    mine = page.url
    page.goto(f"{mine}erase/")
    found["erase"] = faults_of(page)
    page.goto(mine)
    page.get_by_role("link", name=re.compile("What can be done")).click()
    expect(page.get_by_role("heading", name="Your comment waits")).to_be_visible()
    found["status"] = faults_of(page)
    site.manage(
        "shell", "-v0", "-c", "from comments.models import CommentRules as R; R.objects.update(flood_seconds=0)"
    )
    page.goto("/p/13/")
    expect(page.get_by_label("Email *")).to_have_value(email)
    page.get_by_label("Comment *").fill(f"By {look}, the second time")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("button", name="Withdraw")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm my address")).to_have_count(0)
    assert page.context.cookies() == []
    page.goto(mine)
    page.get_by_role("button", name="Forget me in this browser").click()
    expect(page.get_by_role("button", name="Remember me in this browser")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    found["not remembered"] = faults_of(page)
    assert {title: faults for title, faults in found.items() if faults} == {}


def test_without_script_a_letter_is_enough(visit, site):
    page, email = visit(script=False), "plain@example.org"
    write(page, email, "Without any script")
    ask_and_open(page, site, email)
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_text("Without any script")).to_be_visible()
    page.get_by_role("link", name="Erase").click()
    page.get_by_label("Remove the words too").check()
    page.get_by_label("I know that nobody can bring it back.").check()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_text("It is erased.")).to_be_visible()
