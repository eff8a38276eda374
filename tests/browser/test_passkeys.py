"""Passkeys in a real browser, whose authenticator is a virtual one; a site named `localhost`, for they need a name."""

import pytest
from playwright.sync_api import expect

from .site import Site
from .test_accessibility import faults_of

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("site"), host="localhost")
    yield site
    site.close()


def plug_in(page, **differences):
    """A phone or key of this browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | differences})


def add_passkey(page, site, person, name):
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(site.sign_ins[person])
    page.get_by_role("button", name="Go on").click()
    assert faults_of(page) == []
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def sign_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()


def use_passkey(page):
    page.get_by_role("button", name="Use a passkey").click()


def test_a_passkey_is_added_signs_in_alone_and_is_removed(site, visit, sign_in):
    page = visit()
    plug_in(page)
    sign_in(page)
    add_passkey(page, site, "ada", "My phone")
    sign_out(page)
    page.goto("/accounts/login/?next=/accounts/sessions/")
    assert faults_of(page) == []
    use_passkey(page)
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()

    page.goto("/accounts/2fa/webauthn/")
    assert faults_of(page) == []
    page.get_by_role("link", name="Remove My phone").click()
    # Signing in without the password is no answer to the question who it is.
    page.get_by_role("link", name="Use a passkey").click()
    use_passkey(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none.")).to_be_visible()
    sign_out(page)
    page.goto("/accounts/login/")
    use_passkey(page)
    expect(page.get_by_text("This passkey was not accepted.")).to_be_visible()


def test_a_plain_key_is_asked_for_after_the_password(site, visit, sign_in):
    page = visit()
    plug_in(page, hasResidentKey=False, hasUserVerification=False, isUserVerified=False)
    sign_in(page, "mira")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(site.sign_ins["mira"])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(page)
    sign_in(page, "mira")
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    assert page.goto("/admin/").url.endswith("/accounts/login/?next=/admin/") or "2fa" in page.url
    page.goto("/accounts/2fa/authenticate/")
    use_passkey(page)
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()


def test_somebody_without_the_key_is_told_that_it_did_not_work(site, visit, sign_in):
    page = visit()
    plug_in(page, isUserVerified=False)
    page.goto("/accounts/login/")
    use_passkey(page)
    expect(page.get_by_text("That did not work, or was cancelled.")).to_be_visible(timeout=30_000)


def test_without_script_the_page_says_that_passkeys_need_it(visit):
    page = visit(script=False)
    page.goto("/accounts/login/")
    expect(page.locator("noscript p")).to_contain_text("A passkey needs JavaScript")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
