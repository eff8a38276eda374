"""A moderator at the keyboard."""

import pytest

from .conftest import PHONE
from .test_accessibility import faults_of

pytestmark = pytest.mark.browser

QUEUE = "/admin/comments/comment/"
SOW = """
from blog.models import Post
from comments.models import Comment
post = Post.objects.published().first()
for n in range({count}):
    comment = Comment(post=post, name=f"{name} {{n}}", email=f"{name}{{n}}@example.net", body=f"Words of {name} {{n}}")
    comment.arrive("pending", reason="Written by a guest; guests wait.")
"""
STATES = """
from comments.models import Comment
print(",".join(Comment.objects.filter(name__startswith="{name}").order_by("pk").values_list("status", flat=True)))
"""


@pytest.fixture
def sow(site):
    """Comments by `name` that wait; asks for their states."""

    def plant(name: str, count: int):
        site.manage("shell", "-c", SOW.format(name=name, count=count))
        return lambda: site.manage("shell", "-c", STATES.format(name=name)).split()[-1].split(",")

    return plant


def open_queue(page, name: str):
    page.goto(f"{QUEUE}?q={name}")
    page.locator(".letter[data-open]").first.wait_for()


def told(page, words: str):
    page.locator("#queue-said").get_by_text(words).wait_for()


def focused(page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")


def test_ten_comments_are_handled_with_keys_alone_undo_included(visit, sign_in, sow):
    states = sow("Keyed", 10)
    page = visit()
    sign_in(page, "mira")
    open_queue(page, "Keyed")
    press = page.keyboard.press
    press("j")
    assert "Keyed 9" in focused(page)
    press("j")
    press("k")
    assert "Keyed 9" in focused(page)
    for key, after in [("a", "Keyed 8"), ("s", "Keyed 7"), ("d", "Keyed 6")]:
        press(key)
        assert after in focused(page)
    told(page, "1 comment: trash.")
    press("z")
    told(page, "1 comment is what it was before.")
    assert "Keyed 7" in focused(page)
    press("d")  # again, and on
    assert "Keyed 6" in focused(page)
    press("r")
    page.locator(".place textarea").wait_for()
    page.keyboard.type("Thanks, says the moderator. jk asdz?")
    press("Tab")
    press("Enter")
    told(page, "Your reply is published.")
    press("j")
    assert "Keyed 5" in focused(page)
    press("q")
    page.locator(".place textarea").wait_for()
    for _ in range(3):
        press("Tab")
    press("End")
    page.keyboard.type(" mended")
    press("Tab")
    press("Enter")
    told(page, "The words are changed.")
    assert "Keyed 5" in focused(page)
    press("x")
    press("j")
    press("x")
    press("Shift+A")
    told(page, "2 comments: approved.")
    assert "Keyed 3" in focused(page)
    press("s")
    press("s")
    press("Shift+X")
    press("Shift+D")
    told(page, "2 comments: trash.")
    assert page.evaluate("document.activeElement.id") == "queue-anew"
    press("z")
    told(page, "2 comments are what they were before.")
    press("a")
    told(page, "1 comment: approved.")
    assert states() == ["pending", "approved", "spam", "spam", "approved", "approved", "approved", "trash", "spam",
                        "approved"]  # fmt: skip
    assert page.url.endswith("?q=Keyed")


def test_enter_in_the_note_to_the_writer_decides_nothing(visit, sign_in, sow):
    states = sow("Noted", 1)
    page = visit()
    sign_in(page, "mira")
    open_queue(page, "Noted")
    page.get_by_text("Note to the writer").click()
    note = page.get_by_label("What the writer is told")
    note.fill("No advertising here, please.")
    note.press("Enter")
    assert states() == ["pending"]
    page.get_by_role("button", name="Trash, with this note").click()
    page.locator(".letter.is-done").wait_for()
    assert states() == ["trash"]


def test_keys_are_silent_while_something_is_typed_with_modifiers_and_when_turned_off(visit, sign_in, sow):
    states = sow("Silent", 2)
    page = visit()
    sign_in(page, "mira")
    open_queue(page, "Silent")
    page.keyboard.press("j")
    for key in ("Control+Alt+s", "Alt+a", "Meta+d"):
        page.keyboard.press(key)
    page.get_by_label("Search in this list").focus()
    page.keyboard.type("asd?")
    page.locator("#queue-help").wait_for(state="hidden")
    page.locator(".letter").first.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.get_by_label("Single keys act").uncheck()
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    for key in ("j", "s", "?", "z"):
        page.keyboard.press(key)
    assert not dialog.is_visible()
    open_queue(page, "Silent")  # it is remembered
    page.locator(".letter").first.focus()
    page.keyboard.press("s")
    page.get_by_role("button", name="Keys").click()
    assert not dialog.get_by_label("Single keys act").is_checked()
    dialog.get_by_label("Single keys act").check()
    page.keyboard.press("Escape")
    page.locator(".letter").first.focus()
    page.keyboard.press("a")
    told(page, "1 comment: approved.")
    assert states() == ["pending", "approved"]


def test_a_begun_reply_is_not_lost_by_another_key(visit, sign_in, sow):
    states = sow("Begun", 2)
    page = visit()
    sign_in(page, "mira")
    open_queue(page, "Begun")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.locator(".place textarea").fill("A long reply")
    page.locator(".letter").first.focus()
    for key in ("s", "i", "q"):
        page.keyboard.press(key)
        told(page, "You have begun to write here.")
        assert page.evaluate("document.activeElement.value") == "A long reply"
        page.locator(".letter").first.focus()
    assert states() == ["pending", "pending"]


def test_all_of_it_works_without_script(visit, sign_in, sow):
    states = sow("Plain", 4)
    page = visit(script=False)
    sign_in(page, "mira")
    page.goto(f"{QUEUE}?q=Plain")
    row = page.locator(".letter").first
    row.get_by_role("button", name="Spam").click()
    page.locator("#queue-last").get_by_role("button", name="Undo").click()
    page.locator(".letter").first.get_by_role("link", name="Approve and reply").click()
    page.get_by_label("Comment").fill("Thank you, plainly.")
    page.get_by_role("button", name="Approve and reply").click()
    assert page.url.endswith("?q=Plain")
    page.locator(".letter").first.get_by_role("link", name="History, clues, log").click()
    page.get_by_text("What the filter finds now").wait_for()
    page.go_back()
    for box in page.locator(".letter-select input").all()[:2]:
        box.check()
    page.locator("#changelist-form").get_by_role("button", name="Trash").click()
    assert states() == ["pending", "trash", "trash", "approved"]
    page.get_by_role("link", name="What you did").click()
    page.get_by_role("button", name="Undo 2").first.click()
    assert states() == ["pending", "pending", "pending", "approved"]


@pytest.mark.parametrize("look", ["day", "night", "phone"])
def test_axe_finds_nothing_in_what_opens_and_no_page_is_too_wide(visit, sign_in, sow, look):
    sow(f"Axe{look}", 3)
    page = visit(size=PHONE, dark=False) if look == "phone" else visit(dark=look == "night")
    sign_in(page, "ada")
    open_queue(page, f"Axe{look}")
    found, press = {}, page.keyboard.press
    press("j")
    for key, name in {"i": "about", "r": "reply", "q": "words"}.items():
        press(key)
        page.locator(".place").filter(has=page.locator("section, form")).first.wait_for()
        page.wait_for_function("document.activeElement.closest('.place')")
        found[name] = faults_of(page)
        press("Escape")
    press("?")
    found["keys"] = faults_of(page)
    press("Escape")
    press("s")
    told(page, "1 comment: spam.")
    found["done"] = faults_of(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.goto(f"{QUEUE}acts/")
    found["acts"] = faults_of(page)
    page.goto(f"{QUEUE}?status=spam")
    found["spam"] = faults_of(page)
    page.get_by_role("button", name="Empty spam").click()
    page.get_by_text("This cannot be undone").wait_for()
    found["sure"] = faults_of(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
