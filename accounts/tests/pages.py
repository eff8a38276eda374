"""What tests of forms and mails read."""

import re

from django.core import mail

FORBIDDEN = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", re.I)


def link_in_last_mail() -> str:
    """The path of the link; it carries the site's own address."""
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/\S+)", mail.outbox[-1].body)[1]


def assert_in_our_look(response):
    html = response.content.decode()
    assert "css/forms" in html, "not our layout"
    assert "<title>" in html and "Broadsheet</title>" in html
    assert not FORBIDDEN.search(html), FORBIDDEN.search(html)
    assert response["Cache-Control"] == "private, no-store"
    for field in re.findall(r'<input(?![^>]*(?:type="(?:hidden|submit)"|\shidden>))[^>]*>|<textarea[^>]*>', html):
        identity = re.search(r'\bid="([^"]+)"', field)[1]
        assert f'<label for="{identity}"' in html, f"no label for {field}"
