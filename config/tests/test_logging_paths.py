import logging

import pytest
from django.core import signing

from config.logging_paths import WithoutKeys

SIGNED = signing.dumps([12, 3, 45], salt="comment-decision")


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (f"/comment/12/decide/{SIGNED}/", "/comment/12/decide/…/"),
        ("/accounts/password/reset/key/2c-d3rk9x-0123456789abcdef0123456789abcdef/", "/accounts/password/reset/key/…/"),
        ("/2026/11/a-post-about-tides/", "/2026/11/a-post-about-tides/"),
    ],
    ids=["decision", "password", "post"],  # signed with the time, the path itself is another one in each process
)
def test_no_key_of_an_address_stands_in_the_log(path, written, caplog):
    caplog.handler.addFilter(WithoutKeys())
    logging.getLogger("django.request").warning("%s: %s", "Conflict", path)
    assert caplog.messages == [f"Conflict: {written}"]
