"""
The whole road, once for all three people: write a post with a picture, read it on a phone, print it, keep its PDF, mail
it to oneself, leave a reply as a guest, find it in the queue and approve it; then the machine is killed, and nothing is
gone. With a script and without, on a desk and on a phone.
"""

import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE
from .site import link_in

pytestmark = pytest.mark.browser

WAYS = {
    "with script": {"script": True, "size": DESKTOP},
    "with script, on a phone": {"script": True, "size": PHONE},
    "without script": {"script": False, "size": DESKTOP},
    "without script, on a phone": {"script": False, "size": PHONE},
}


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "harbour.jpg"
    Image.effect_mandelbrot((1400, 900), (-2, -1, 1, 1), 80).convert("RGB").save(path, quality=80)
    return path


@pytest.mark.parametrize("way", WAYS)
def test_the_road(site, visit, sign_in, photograph, way):
    title = f"The harbour {way}"
    desk = visit(**WAYS[way])
    sign_in(desk)
    address = write_and_publish(desk, title, photograph, has_script=WAYS[way]["script"])

    reader = visit(**WAYS[way])
    read_from_the_front_page(reader, title, address)
    print_it(reader, title)
    keep_the_pdf(reader, address)
    mail_it_to_oneself(site, reader, address, title)
    leave_a_reply(reader, address, way)

    assert "salt on the window" not in visit().goto(address).text()
    approve_in_the_queue(desk, way)
    assert "salt on the window" in visit().goto(address).text()


def test_nothing_is_gone_after_a_power_cut(site, visit):
    page = visit()
    page.goto("/p/13/")
    address = page.url
    for number in range(3):
        fill_in_the_reply(
            page, address, f"Written before the lights went out, {number}.", f"reader{number}@example.org"
        )
        expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    receipt = page.url
    site.kill()
    site.start()
    page.goto(receipt)
    expect(page.get_by_role("paragraph").get_by_text("Written before the lights went out, 2.")).to_be_visible()


def write_and_publish(page, title, photograph, *, has_script) -> str:
    """Returns the path under which the post is read."""
    if not has_script:
        picture = add_the_picture_by_its_own_form(page, photograph)
    page.goto("/admin/blog/post/add/")
    page.get_by_label("Title").fill(title)
    body = page.locator("textarea[name=body]")
    body.fill("The boats came back at **noon**.\n\n## On the quay\n\nNobody was in a hurry.\n\n")
    if has_script:
        add_the_picture_beside_the_text(page, photograph)
        expect(page.locator(".markdownx-preview strong")).to_have_text("noon")
    else:
        body.fill(body.input_value() + f"![Boats in a harbour]({picture})\n")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("It is now: published")).to_be_visible()
    page.locator(".messagelist, .success").get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def add_the_picture_beside_the_text(page, photograph):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture…").click()
    chooser.value.set_files(photograph)
    page.get_by_label("Alternative text").fill("Boats in a harbour")
    page.locator(".picture-seen img").wait_for(state="visible")
    page.get_by_role("button", name="Insert").click()
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile(r"!\[Boats in a harbour\]\(/media/pictures/"))


def add_the_picture_by_its_own_form(page, photograph) -> str:
    page.goto("/admin/blog/picture/add/")
    page.locator("input[type=file]").set_input_files(photograph)
    page.get_by_label("Alternative text").fill("Boats in a harbour")
    page.get_by_role("button", name="Save and continue editing").click()
    return re.search(r"/media/pictures/[\w.-]+", page.locator(".field-markdown code").text_content())[0]


def read_from_the_front_page(page, title, address):
    page.goto("/?page=1")
    page.get_by_role("link", name=title, exact=True).first.click()
    assert page.url == address
    expect(page.get_by_role("heading", name="On the quay")).to_be_visible()
    picture = page.get_by_role("img", name="Boats in a harbour")
    picture.scroll_into_view_if_needed()
    assert page.request.get(picture.get_attribute("src")).ok
    assert picture.get_attribute("width") and picture.get_attribute("height")


def print_it(page, title):
    page.get_by_role("link", name="Print", exact=True).click()
    assert page.url.endswith("/print/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if page.pdf(format="A4")[:4] != b"%PDF":
        raise AssertionError("the print page does not print")


def keep_the_pdf(page, address):
    """A browser without a viewer downloads the file; so it is asked for until it is there."""
    deadline = time.monotonic() + 60
    while True:
        answer = page.request.get(address + "pdf/")
        if answer.headers["content-type"] == "application/pdf":
            break
        assert answer.status == 202 and time.monotonic() < deadline
        time.sleep(0.5)
    assert answer.body()[:5] == b"%PDF-"


def mail_it_to_oneself(site, page, address, title):
    me = f"me-{abs(hash(title))}@example.org"
    page.goto(address)
    page.get_by_role("link", name="Email", exact=True).click()
    page.locator("#me-email").fill(me)
    page.get_by_role("button", name="Send me the link", exact=True).click()
    expect(page.get_by_text("If the address is right, a letter is on its way.")).to_be_visible()
    page.goto(link_in(site.mailbox.wait_for(me, "")))
    page.get_by_role("button", name="Send it to me").click()
    expect(page.get_by_text("The piece is on its way to you.")).to_be_visible()
    assert "Nobody was in a hurry." in site.mailbox.wait_for(me, title).get_body(("html",)).get_content()


def leave_a_reply(page, address, way):
    fill_in_the_reply(page, address, f"There was salt on the window, {way}.", "guest@example.org")
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(page.get_by_role("paragraph").get_by_text("There was salt on the window")).to_be_visible()


def fill_in_the_reply(page, address, words, email):
    page.goto(address)
    page.get_by_label("Comment *").fill(words)
    page.get_by_label("Name *").fill("Wanda")
    page.get_by_label("Email *").fill(email)
    time.sleep(1)
    page.get_by_role("button", name="Post Comment").click()


def approve_in_the_queue(page, way):
    page.goto("/admin/comments/comment/?status=pending")
    row = page.locator("li.letter", has_text=f"salt on the window, {way}.")
    row.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("li.letter", has_text=f"salt on the window, {way}.")).to_have_count(0)
