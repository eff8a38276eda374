"""Letters of the conversation as people and mail programs handle them."""

import re

from blog.tests.letters import html_of, links_in, words_of

__all__ = ["html_of", "link_to", "links_in", "one_click", "press", "words_of"]

SAME = {"Sec-Fetch-Site": "same-origin"}


def link_to(letter, place: str) -> str:
    """The one link of this letter whose address begins so."""
    (link,) = [link for link in links_in(letter) if link.startswith(place)]
    return link


def one_click(client, letter):
    """What a mail program does (RFC 8058): one POST to the address in the header, without cookies or Origin."""
    address = re.fullmatch(r"<http://127.0.0.1:8000(/\S+)>", letter["List-Unsubscribe"])[1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = "List-Unsubscribe=One-Click"
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


def press(client, address: str, **typed):
    """The button on a page, with what is ticked there."""
    return client.post(address, typed, headers=SAME)
