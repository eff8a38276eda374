"""axe finds nothing on any kind of page, by day, by night and on a phone."""

from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import DESKTOP, PHONE
from .site import code_of

pytestmark = pytest.mark.browser

READER = {
    "front": "/",
    "second page": "/?page=2",
    "post": "/p/13/",
    "note without title": "/p/2/",
    "post in German": "/p/6/",
    "post by most replies": "/2026/10/how-this-paper-is-printed/?order=replies",
    "page": "/about/",
    "page below": "/about/letters-policy/",
    "archive": "/archive/",
    "tag": "/tag/paper/",
    "category": "/category/workshop/",
    "series": "/series/reading-the-tide/",
    "author": "/author/ada/",
    "not found": "/nowhere/",
    "search": "/search/",
    "found": "/search/?q=tide&kind=post",
    "not found by words": "/search/?q=zzqqkk",
    "mended": "/search/?q=kettel",
    "bench with a choice": "/2026/10/how-this-paper-is-printed/print/?comments=all&columns=2&without=aaaa",
    "report of a comment": "/comment/1/report/",
    "booklet": "/booklet/?with=11.12&q=paper",
    "empty booklet": "/booklet/",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "all that is yours": "/comment/mine/",
}
BESIDE = ["print/", "email/", "comments/", "comments/follow/", "revision/", "revision/1/", "revision/1/?diff"]
DESK = {
    "front of the desk": "/admin/",
    "posts": "/admin/blog/post/",
    "editor": "/admin/blog/post/13/change/",
    "new post": "/admin/blog/post/add/",
    "pages": "/admin/blog/page/",
    "revisions": "/admin/blog/post/13/revisions/",
    "revision": "/admin/blog/post/13/revisions/1/",
    "pictures": "/admin/blog/picture/",
    "new picture": "/admin/blog/picture/add/",
    "outbox": "/admin/config/outgoingmail/",
    "site": "/admin/config/sitesettings/1/change/",
    "paper": "/admin/blog/papersettings/",
    "category": "/admin/blog/category/1/change/",
    "queue": "/admin/comments/comment/",
    "queue of spam": "/admin/comments/comment/?status=spam",
    "queue of one post": "/admin/comments/comment/?status=all&post=13",
    "what you did": "/admin/comments/comment/acts/",
    "comment": "/admin/comments/comment/1/change/",
    "about a comment": "/admin/comments/comment/1/about/",
    "rules": "/admin/comments/commentrules/1/change/",
    "locks": "/admin/comments/lock/",
    "new lock": "/admin/comments/lock/add/?post=13",
    "correspondents": "/admin/comments/correspondent/",
    "bans and lists": "/admin/comments/listedsource/",
    "new entry of a list": "/admin/comments/listedsource/add/",
    "many entries": "/admin/comments/listedsource/paste/",
    "ban of a writer": "/admin/comments/listedsource/ban/1/",
    "audit log": "/admin/comments/auditentry/",
    "people": "/admin/accounts/user/",
    "profile": "/accounts/profile/",
    "my comments": "/accounts/comments/",
    "my data": "/accounts/data/",
    "erasing": "/accounts/data/erase/",
    "signing in": "/accounts/2fa/",
    "passkeys": "/accounts/2fa/webauthn/",
    "sessions": "/accounts/sessions/",
}
# Each look is another person's, for a second factor stays.
WITH_FACTOR = {"day": "hana", "night": "obi", "phone": "jun"}
BEHIND_THE_PASSWORD = {
    "recovery codes": "/accounts/2fa/recovery-codes/",
    "new recovery codes": "/accounts/2fa/recovery-codes/generate/",
    "leaving": "/accounts/delete/",
    "new passkey": "/accounts/2fa/webauthn/add/",
    "app taken off": "/accounts/2fa/totp/deactivate/",
}


def faults_of(page) -> list[str]:
    # Without preload: axe would try to add styles of its own, which the policy rightly refuses.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} — {', '.join(str(node['target']) for node in rule['nodes'][:3])}"
        for rule in found
    ]


@pytest.mark.parametrize("look", ["day", "night", "phone"])
def test_axe_finds_nothing_on_the_readers_pages(visit, look):
    page = visit(size=PHONE if look == "phone" else DESKTOP, dark=look == "night")
    found = {}
    for name, address in READER.items():
        assert page.goto(address).status == (404 if name == "not found" else 200)
        found[name] = faults_of(page)
    page.goto("/p/13/")
    post = page.url
    for list_above in ("../", "../../"):
        assert page.goto(urljoin(post, list_above)).ok
        found[list_above] = faults_of(page)
    for shape in BESIDE:
        assert page.goto(post + shape).ok
        found[shape] = faults_of(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("look", ["day", "night", "phone"])
def test_axe_finds_nothing_at_the_desk(visit, sign_in, look):
    page = visit(size=PHONE if look == "phone" else DESKTOP, dark=look == "night")
    sign_in(page)
    found = {}
    for name, address in DESK.items():
        assert page.goto(address).ok, name
        found[name] = faults_of(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("look", list(WITH_FACTOR))
def test_axe_finds_nothing_while_a_second_factor_is_set_up_and_asked_for(visit, sign_in, site, look):
    name, page = WITH_FACTOR[look], visit(size=PHONE if look == "phone" else DESKTOP, dark=look == "night")
    sign_in(page, name)
    page.goto("/accounts/2fa/totp/activate/")
    found = {"is it you": faults_of(page)}
    page.get_by_label("Password").fill(site.sign_ins[name])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("The code that the app shows now").fill("no code")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_text("This code is not right").wait_for()
    found["app"] = faults_of(page)
    page.get_by_label("The code that the app shows now").fill(code_of(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Set it up").click()
    for title, address in BEHIND_THE_PASSWORD.items():
        assert page.goto(address).ok, title
        found[title] = faults_of(page)
    page = visit(size=PHONE if look == "phone" else DESKTOP, dark=look == "night")
    sign_in(page, name)
    page.get_by_role("heading", name="Your second factor").wait_for()
    found["second factor"] = faults_of(page)
    assert {title: faults for title, faults in found.items() if faults} == {}


def test_no_page_is_wider_than_a_narrow_phone(visit):
    page = visit(size={"width": 320, "height": 640})
    wide = []
    for name, address in READER.items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
    assert wide == []
