"""A bot that drives a browser: every script runs, every header is right."""

import time
from collections.abc import Iterator

from . import browsing
from .town import Town
from .visitor import Sent
from .wares import all_of, network, who

TIMES = 8


def bot(town: Town) -> Iterator[Sent]:
    """Half of the time it fills in the form at once, half of the time it waits as a person would."""
    with browsing.chromium() as browser:
        for number in range(TIMES):
            page = browsing.page_for(browser, town, network(900 + number))
            yield _pitch(page, town.posts[number], number)
            page.context.close()


def _pitch(page, post, number: int) -> Sent:
    page.goto(post.address)
    for name, words in (who(900 + number) | all_of(number)).items():
        page.fill(f"#commentform [name={name}]", words)
    time.sleep(0.1 if number % 2 else 4)
    return browsing.sent_by(page, lambda: page.click("#commentform [type=submit]:not([name])"))
