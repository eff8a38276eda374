"""The bench in a real browser: pointer, keyboard, finger; with script and without; and no page asks another site."""

import io
import re

import pikepdf
import pytest
from playwright.sync_api import expect

from .conftest import PHONE

pytestmark = pytest.mark.browser

BENCH = "/2026/08/the-rule-of-twelfths/print/"
FIRST = "The table gives you the two ends"
SECOND = "There is an old rule"


def sheet(page):
    return page.get_by_role("region", name="The sheet")


def settled(page, pattern):
    expect(sheet(page)).to_have_attribute("aria-busy", "false")
    expect(page).to_have_url(re.compile(pattern))


def test_a_click_leaves_a_part_out_and_undoing_has_no_end_also_after_a_reload(visit):
    page = visit()
    page.goto(BENCH)
    sheet(page).get_by_text(FIRST).click()
    expect(sheet(page).get_by_text(FIRST)).to_have_count(0)
    settled(page, r"without=\w{4}$")
    expect(page.get_by_role("status")).to_contain_text(f"Left out: {FIRST}")
    expect(page.get_by_role("status")).to_be_in_viewport()
    sheet(page).get_by_text(SECOND).click()
    settled(page, r"without=\w{8}$")
    page.get_by_label("Text size").select_option("14")
    settled(page, r"size=14&without=\w{8}$")
    page.reload()
    for _ in range(3):
        page.get_by_role("button", name="Undo").first.click()
    expect(page).to_have_url(re.compile(re.escape(BENCH) + "$"))
    expect(sheet(page).get_by_text(FIRST)).to_be_visible()
    expect(page.get_by_label("Text size")).to_have_value("11")
    page.keyboard.press("Control+y")
    settled(page, r"without=\w{4}$")
    page.get_by_role("link", name=re.compile(rf"Put back ?: {FIRST}")).click()
    settled(page, re.escape(BENCH) + "$")
    expect(sheet(page).get_by_text(FIRST)).to_be_visible()


def test_by_keyboard_alone_a_part_is_reached_left_out_and_the_next_one_has_the_focus(visit):
    page = visit()
    page.goto(BENCH)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.part ?? ''"):
            break
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_contain_text(SECOND)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    settled(page, r"without=\w{4}$")
    expect(page.locator(":focus")).to_contain_text(SECOND)
    expect(page.get_by_role("status")).to_contain_text(f"Left out: {FIRST}")
    page.keyboard.press("Control+z")
    settled(page, re.escape(BENCH) + "$")
    expect(sheet(page).get_by_text(FIRST)).to_be_visible()


def test_a_picture_grows_and_shrinks_by_itself_by_keyboard(visit):
    page = visit()
    page.goto("/2026/10/how-this-paper-is-printed/print/")
    figure = sheet(page).locator("figure[data-part]").first
    before = figure.locator("img").bounding_box()["width"]
    figure.focus()
    page.keyboard.press("-")
    settled(page, r"each=\w{4}l$")
    assert sheet(page).locator("figure[data-part] img").first.bounding_box()["width"] < before
    page.keyboard.press("+")
    settled(page, r"each=\w{4}f$")


def test_a_comment_is_left_out_by_a_finger(visit):
    page = visit(size=PHONE)
    page.goto(BENCH + "?comments=all")
    comments = sheet(page).locator(".comment article")
    count = comments.count()
    assert count > 1
    comments.first.click()
    settled(page, r"without=\w{4}$")
    expect(sheet(page).locator(".comment article")).to_have_count(count - 1)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_script_all_of_it_is_a_form(visit):
    page = visit(script=False)
    page.goto(BENCH)
    page.get_by_label("Text size").select_option("14")
    page.get_by_label("Paper", exact=True).select_option("a5")
    page.get_by_text("Leave parts out").click()
    page.get_by_role("checkbox", name=FIRST).check()
    page.get_by_role("button", name="Update the sheet").click()
    expect(page).to_have_url(re.compile(r"\?paper=a5&size=14&without=\w{4}$"))
    expect(sheet(page).get_by_text(FIRST)).to_have_count(0)
    page.get_by_role("link", name=re.compile(rf"Put back ?: {FIRST}")).click()
    expect(page).to_have_url(re.compile(r"\?paper=a5&size=14$"))
    expect(sheet(page).get_by_text(FIRST)).to_be_visible()
    page.get_by_role("button", name="PDF").click()
    expect(page).to_have_url(re.compile(r"/pdf/\?paper=a5&size=14$"))


@pytest.mark.parametrize(
    ("query", "inches"), [("", (8.27, 11.69)), ("?paper=letter", (8.5, 11)), ("?paper=a5", (5.83, 8.27))]
)
def test_the_browser_prints_on_the_chosen_paper_and_nothing_but_the_sheet(visit, query, inches):
    page = visit()
    page.goto(BENCH + query)
    printed = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = (float(side) / 72 for side in printed.pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (round(inches[0], 1), round(inches[1], 1))
    page.emulate_media(media="print")
    expect(page.get_by_label("Text size")).to_be_hidden()
    expect(page.get_by_text("Back to the piece")).to_be_hidden()


def test_pieces_added_from_several_posts_come_into_one_booklet(visit):
    page = visit()
    for number in (11, 12):
        page.goto(f"/p/{number}/")
        page.get_by_role("link", name="Booklet", exact=True).click()
    expect(page).to_have_url(re.compile(r"with=11\.12#joined-12$"))
    expect(page.get_by_text("It has been added to the booklet that you began")).to_be_visible()
    page.get_by_label("Title").fill("Sunday")
    page.get_by_role("button", name=re.compile("Move up")).click()
    expect(page).to_have_url(re.compile(r"with=12\.11&title=Sunday#item-12$"))
    page.goto("/booklet/?add=13")
    expect(page).to_have_url(re.compile(r"with=12\.11\.13&title=Sunday#joined-13$"))
    page.get_by_role("link", name="Begin a new one with it").click()
    expect(page).to_have_url(re.compile(r"with=13$"))


@pytest.mark.parametrize("query", ["", "?size=18&paper=a5", "?columns=2&size=9&comments=all"])
def test_the_number_of_pages_is_that_of_the_sheets_one_sees(visit, query):
    page = visit()
    page.goto(BENCH + query)
    printed = len(pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    said = re.search(r"(\d+) page", page.locator(".count").text_content())
    assert abs(int(said[1]) - printed) <= 1


@pytest.mark.parametrize("width", [900, 1100, 1280, 1440])
def test_a_sheet_fits_between_the_edges_of_any_screen(visit, width):
    page = visit(size={"width": width, "height": 800})
    page.goto(BENCH)
    box = page.locator(".sheet").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
