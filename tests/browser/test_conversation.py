"""Joining the conversation: by keyboard, by quoting, after a reload, without script; and what hostile comments do."""

import pytest
from playwright.sync_api import expect

from .conftest import PHONE
from .test_accessibility import faults_of

pytestmark = pytest.mark.browser

POST = "/p/13/"
TALK = """
from blog.models import Post
from comments.models import Comment, Lock
from comments.tests.hostile_markup import strings
from tests.builders import make_comment, make_post
"""


def run(site, code: str) -> str:
    return site.manage("shell", "--verbosity=0", "-c", TALK + code).strip().splitlines()[-1]


@pytest.fixture(scope="module")
def talk(site):
    """The address of a post under which Ines and Tom have spoken."""
    return run(site, """
post = make_post("A talk to join")
root = make_comment(post, name="Ines", body="The first thing.\\n\\nThe second thing.")
make_comment(post, name="Tom", body="@Ines, a third.", parent=root)
make_comment(post, name="Uma")
print(post.get_absolute_url())
""")  # fmt: skip


def fill_in(page, text, name):
    page.get_by_label("Comment *").fill(text)
    page.get_by_label("Name *").fill(name)
    page.get_by_label("Email *").fill(f"{name.lower()}@example.org")


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_a_reply_is_written_by_keyboard_alone_and_the_focus_comes_back(visit, talk):
    page = visit()
    page.goto(talk)
    link = page.get_by_role("link", name="Reply to Ines")
    link.focus()
    page.keyboard.press("Enter")
    assert focused(page) == "comment"
    expect(page.get_by_role("heading", name="Leave a Reply to Ines")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "cancel-comment-reply-link"
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Typed without a mouse.")
    for word in ("Kay", "kay@example.org"):
        page.keyboard.press("Tab")
        page.keyboard.type(word)
    page.get_by_role("button", name="Post Comment").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(page.get_by_text("reply to Ines, level 2")).to_have_count(2)


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_form_tells_so_and_leads_to_the_field(visit, talk, script):
    page = visit(script=script)
    page.goto(talk)
    page.locator("#commentform").evaluate("form => form.noValidate = true") if script else None
    fill_in(page, "Something", "Lea")
    page.get_by_label("Email *").fill("nowhere@x")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_label("Email *")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Please enter a valid email address.")
    email = page.get_by_label("Email *")
    expect(email).to_have_attribute("aria-invalid", "true")
    assert "email-error" in email.get_attribute("aria-describedby")
    expect(page.get_by_label("Comment *")).to_have_value("Something")
    page.get_by_role("alert").get_by_role("link", name="Email").click()
    expect(page.get_by_label("Email *")).to_be_focused()
    assert faults_of(page) == [] if script else True


def test_what_was_not_sent_survives_a_reload_and_the_way_back(visit, talk):
    page = visit()
    page.goto(talk)
    page.get_by_role("link", name="Reply to Ines").click()
    page.keyboard.type("Half a thou")
    page.reload()
    expect(page.get_by_label("Comment *")).to_have_value("Half a thou")
    expect(page.get_by_role("heading", name="Leave a Reply to Ines")).to_be_visible()
    expect(page.get_by_text("These words of yours were not sent yet.")).to_be_visible()
    page.goto("/")
    page.goto(talk)
    expect(page.get_by_label("Comment *")).to_have_value("Half a thou")
    page.get_by_label("Comment *").fill("Half a thought, and the other half")
    page.get_by_label("Name *").fill("Half")
    page.get_by_label("Email *").fill("half@example.org")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    page.goto(talk)
    expect(page.get_by_label("Comment *")).to_have_value("")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_kept_draft_can_be_thrown_away_and_no_other_tab_has_it(visit, talk):
    page = visit()
    page.goto(talk)
    page.get_by_label("Comment *").fill("Not for everybody")
    other = page.context.new_page()
    other.goto(talk)
    expect(other.get_by_label("Comment *")).to_have_value("")
    page.reload()
    page.get_by_role("button", name="Throw them away").click()
    expect(page.get_by_label("Comment *")).to_have_value("")
    page.reload()
    expect(page.get_by_text("These words of yours")).to_be_hidden()


def test_a_press_quotes_a_comment_or_what_is_selected_of_it(visit, talk):
    page = visit()
    page.goto(talk)
    page.get_by_role("button", name="Quote Ines").click()
    field = page.get_by_label("Comment *")
    expect(field).to_have_value("> The first thing.\n>\n> The second thing.\n\n")
    expect(field).to_be_focused()
    expect(page.get_by_role("heading", name="Leave a Reply to Ines")).to_be_visible()
    field.fill("")
    page.get_by_text("The second thing.").select_text()
    page.get_by_role("button", name="Quote Ines").click()
    expect(field).to_have_value("> The second thing.\n\n")
    page.locator(".prose p").first.select_text()
    page.get_by_role("button", name="Quote A talk to join").click()
    expect(field).to_have_value("> The second thing.\n\n> A short text about tides.\n\n")
    field.fill("")


def test_name_email_and_website_are_kept_only_on_consent(visit, talk):
    page = visit()
    page.goto(talk)
    consent = page.get_by_label("Save my name, email, and website in this browser")
    expect(consent).not_to_be_checked()
    fill_in(page, "Without consent", "Mia")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    page.goto(talk)
    expect(page.get_by_label("Name *")).to_have_value("")
    fill_in(page, "With consent", "Mia")
    consent.check()
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    page.goto(talk)
    expect(page.get_by_label("Name *")).to_have_value("Mia")
    expect(page.get_by_label("Email *")).to_have_value("mia@example.org")
    assert page.context.cookies() == []
    consent.uncheck()
    page.reload()
    expect(page.get_by_label("Name *")).to_have_value("")


def test_all_of_it_works_without_script(visit, talk):
    page = visit(script=False, size=PHONE)
    page.goto(talk)
    page.get_by_role("link", name="Newest first").click()
    page.get_by_role("link", name="Reply to Tom").click()
    expect(page.get_by_role("heading", name="Leave a Reply to Tom")).to_be_visible()
    fill_in(page, "> a third.\n\nAnd a fourth.", "Ole")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("status").locator("blockquote")).to_have_text("a third.")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.get_by_role("status").get_by_text("Your comment is awaiting moderation.")).to_be_visible()
    expect(page.get_by_text("reply to Tom, level 3")).to_have_count(1)


def test_no_hostile_comment_runs(visit, site):
    """Also where the policy of the page is switched off, so that the sanitiser alone stands in between."""
    address = run(site, """
post = make_post("Two hundred hostile comments")
for number, text in enumerate(strings()):
    make_comment(post, body=text + "\\n\\nwords", name=f"Reader {number}")
print(post.url_of("comments:conversation"))
""")  # fmt: skip
    dialogs: list[str] = []
    for guarded in (True, False):
        page = visit(guarded=guarded)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        expect(page.locator(".words")).to_have_count(208)
        for element in page.locator(".words a, .words span, .words code").all():
            element.dispatch_event("mouseover")
            element.dispatch_event("focus")
        links = page.eval_on_selector_all(".words a[href]", "links => links.map((link) => link.protocol)")
        assert set(links) <= {"http:", "https:", "mailto:"}
        assert dialogs == []


NAME = "Wolfeschlegelsteinhausenbergerdorff" * 3


@pytest.mark.parametrize("dark", [False, True])
def test_deep_threads_long_names_and_locks_fit_a_narrow_phone(visit, site, dark):
    address = run(site, f"""
post = make_post("Narrow {dark}")
above = None
for number in range(8):
    above = make_comment(post, parent=above, name=["{NAME}", "نور الدين", "明"][number % 3], body="{NAME} نور")
lock = Lock.objects.create(post=post, comment=above.parent, reason="It goes in circles.")
make_comment(post)
print(post.get_absolute_url())
""")  # fmt: skip
    page = visit(size={"width": 320, "height": 640}, dark=dark)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults_of(page) == []
