"""Fifty people, each in their own way. Each way yields what became of their comments."""

import random
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.builders import PASSWORD

from . import browsing
from .forging import stamp_of_age
from .town import Town, settle, settle_guest
from .visitor import MODERN, OLD, Sent

LETTERS = tomllib.loads((Path(__file__).parent / "people.toml").read_text())
OFFICE = "203.0.113.7"
HOUR = 3600
FIRST, GAP = 3.6, 18  # seconds of writing; from the first of two comments to the second


@dataclass(frozen=True)
class Person:
    number: int
    way: str
    standing: str
    name: str
    words: list[str]

    @property
    def username(self) -> str:
        first = self.name.split()[0].lower()
        return first if first.isascii() and first.isalpha() else f"person{self.number}"

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"

    @property
    def address(self) -> str:
        return OFFICE if self.way == "behind one office" else f"2001:db8:f{self.number:03x}::2"

    @property
    def is_member(self) -> bool:
        return self.standing in {"trusted", "members"}

    @property
    def is_trusted(self) -> bool:
        return self.standing in {"trusted", "known"}

    def typed(self, town: Town) -> dict:
        """And what the browser of a known guest adds by itself."""
        if self.is_member:
            return {}
        proof = {"proof": town.proofs[self.email]} if self.email in town.proofs else {}
        return {"author": self.name, "email": self.email, "url": "", **proof}

    def post(self, town: Town):
        return town.posts[self.number % len(town.posts)]

    def visitor(self, town: Town, manners: dict = MODERN):
        return town.member(self.username, self.address) if self.is_member else town.visitor(self.address, manners)


def everybody() -> list[Person]:
    entries = [
        (way, standing, name, words)
        for way, groups in LETTERS.items()
        for standing, people in groups.items()
        for name, *words in people
    ]
    return [Person(number, *entry) for number, entry in enumerate(entries)]


def settle_members(town: Town, people: list[Person]) -> None:
    for person in people:
        if person.is_member:
            settle(town, person.username, person.name, is_trusted=person.is_trusted)
        elif person.is_trusted:
            settle_guest(town, person.email, person.name)


def by_plain_form(person: Person, town: Town) -> Iterator[Sent]:
    """An old browser without script: no stamp, no Origin, no Sec-Fetch."""
    visitor = person.visitor(town, OLD)
    form = visitor.open(person.post(town))
    time.sleep(FIRST)
    yield visitor.send(person.post(town), form, **person.typed(town), comment=person.words[0])


def at_their_pace(person: Person, town: Town) -> Iterator[Sent]:
    """With script; whoever has a second thought sends it within the minute."""
    visitor = person.visitor(town)
    for words in person.words:
        yield visitor.write(person.post(town), seconds=FIRST, **person.typed(town), comment=words)
        if words is not person.words[-1]:
            time.sleep(GAP)


def from_the_office(person: Person, town: Town) -> Iterator[Sent]:
    """All read the same round mail, and answer within the minute."""
    time.sleep(random.Random(person.number).uniform(0, 45))
    yield from at_their_pace(person, town)


def slowly(person: Person, town: Town) -> Iterator[Sent]:
    """The form was opened hours or days ago."""
    visitor, post = person.visitor(town), person.post(town)
    form = visitor.open(post) | {"stamp": stamp_of_age(post, [8, 12, 20, 50][person.number % 4] * HOUR)}
    yield visitor.send(post, form, **person.typed(town), comment=person.words[0])


def from_an_old_tab(person: Person, town: Town) -> Iterator[Sent]:
    """Signed out meanwhile: the form comes back with the words; they sign in and press the button once more."""
    visitor, post = person.visitor(town), person.post(town)
    form = visitor.open(post)
    visitor.touch(post, form)
    visitor.cookies = {"sessionid": "run-out", "csrftoken": visitor.cookies["csrftoken"]}
    time.sleep(FIRST)
    refused = visitor.send(post, form, comment=person.words[0])
    if refused.status < 500 and not refused.words_are_lost:
        again = person.visitor(town)
        yield again.send(post, again.open(post) | {"stamp": form["stamp"]}, comment=person.words[0])
    else:
        yield refused


def with_autofill(person: Person, town: Town, browser) -> Iterator[Sent]:
    """The browser fills in every field that can be seen."""
    page = browsing.page_for(browser, town, person.address)
    page.goto(person.post(town).address)
    page.click("#comment")
    page.keyboard.type(person.words[0])
    known = {"name": person.name, "email": person.email, "url": "https://my-own-page.example/"}
    for field in page.locator("#commentform input:visible").all():
        if kind := known.get(field.get_attribute("autocomplete")) or known.get(field.get_attribute("type")):
            field.fill(kind)
    time.sleep(FIRST)
    yield browsing.sent_by(page, lambda: page.click("#commentform [type=submit]:not([name])"))
    page.context.close()


def by_keyboard(person: Person, town: Town, browser) -> Iterator[Sent]:
    """Tab, letters, Enter; nothing is pointed at."""
    page = browsing.page_for(browser, town, person.address)
    if person.is_member:
        page.goto("/accounts/login/")
        _tab_to(page, "login")
        page.keyboard.type(person.email)
        _tab_to(page, "password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "login" not in address)
    page.goto(f"{person.post(town).address}#respond")
    for name, words in {"comment": person.words[0], **person.typed(town)}.items():
        _tab_to(page, name)
        page.keyboard.type(words, delay=15)
    time.sleep(FIRST)
    _tab_to(page, "", tag="BUTTON")
    yield browsing.sent_by(page, lambda: page.keyboard.press("Enter"))
    page.context.close()


def _tab_to(page, name: str, tag: str = "") -> None:
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.name, document.activeElement.tagName]")
        if found[0] == name and tag in {"", found[1]}:
            return
    raise RuntimeError(f"The keyboard does not reach {name or tag}.")


WAYS = {
    "plain form": by_plain_form,
    "slow": slowly,
    "fast replier": at_their_pace,
    "right to left": at_their_pace,
    "behind one office": from_the_office,
    "member": at_their_pace,
    "with trust": at_their_pace,
    "old tab": from_an_old_tab,
}
BROWSER_WAYS = {"autofill": with_autofill, "keyboard": by_keyboard}
AT_ONCE = 20


def come(town: Town, people: list[Person]) -> Iterator[tuple[Person, list[Sent]]]:
    """Those with plain HTTP side by side, those with Chromium one after the other meanwhile."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        drivers = [person for person in people if person.way in BROWSER_WAYS]
        seen = threads.submit(lambda: list(_with_browsers(town, drivers)) if drivers else [])
        plain = [person for person in people if person.way in WAYS]
        yield from zip(plain, threads.map(lambda person: list(WAYS[person.way](person, town)), plain), strict=True)
        yield from seen.result()


def _with_browsers(town: Town, people: list[Person]) -> Iterator[tuple[Person, list[Sent]]]:
    with browsing.chromium() as browser:
        for person in people:
            yield person, list(BROWSER_WAYS[person.way](person, town, browser))
