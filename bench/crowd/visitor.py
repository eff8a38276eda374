"""Somebody on the web: an address, manners, cookies. They send what a browser would, the fields as they came."""

import re
import time
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

LONGEST_WAIT = 60
QUICK_AS_A_PERSON = 3.4  # seconds from the first touch of the form to the button
FORM = "application/x-www-form-urlencoded"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
MODERN = {"User-Agent": FIREFOX, "Accept": "text/html", "Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}
OLD = {"User-Agent": "Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0", "Accept": "text/html"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    page: str
    seconds: float


@dataclass(frozen=True)
class Sent:
    """What became of one comment, as its sender saw it. Words are lost if they are neither kept nor given back."""

    status: int
    number: int | None = None
    receipt: str = ""
    words_are_lost: bool = False
    complaint: str = ""


class Visitor:
    def __init__(self, url: str, address: str, manners: dict = MODERN):
        self.url, self.address, self.manners = url, address, manners
        self.cookies: dict[str, str] = {}
        self._line: HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict) -> Answer:
        origin = {"Origin": self.url} if self.manners is MODERN else {}
        return self._ask("POST", path, urlencode(fields), {"Content-Type": FORM, **origin})

    def sign_in(self, email: str, password: str) -> None:
        path = "/accounts/login/"
        fields = fields_of(self.get(path).page, path)
        answer = self.post(path, {**fields, "login": email, "password": password})
        if answer.status not in {302, 303}:
            raise RuntimeError(f"{email} could not sign in: {answer.status}")

    def open(self, post, number: int = 0) -> dict:
        """The fields of the form, as a reply to a comment if a number is given."""
        return fields_of(self.get(f"{post.address}?replytocom={number}" if number else post.address).page)

    def touch(self, post, form: dict) -> None:
        """What the page's script does when somebody begins to write."""
        form["stamp"] = re.search(r'"stamp": *"([^"]*)"', self.get(post.stamp).page)[1]

    def send(self, post, form: dict, **typed) -> Sent:
        fields = {**form, **typed}
        return _sent(self.post(post.conversation, fields), fields["comment"])

    def write(self, post, *, seconds: float = QUICK_AS_A_PERSON, **typed) -> Sent:
        """The whole way, with script."""
        form = self.open(post)
        self.touch(post, form)
        time.sleep(seconds)
        return self.send(post, form, **typed)

    def edit(self, sent: Sent, text: str) -> Sent:
        form = fields_of(self.get(sent.receipt).page, f"/comment/{sent.number}/edit/")
        return _sent(self.post(f"/comment/{sent.number}/edit/", {**form, "comment": text}), text)

    def _ask(self, method, path, body=None, headers=None) -> Answer:
        headers = {**self.manners, "X-Forwarded-For": self.address, **(headers or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        started = time.monotonic()
        try:
            response = self._request(method, path, body, headers)
        except (HTTPException, ConnectionError):  # the line was dropped between two requests
            self._line = None
            response = self._request(method, path, body, headers)
        page = response.read().decode("utf-8", "replace")
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers, page, time.monotonic() - started)

    def _request(self, method, path, body, headers):
        if self._line is None:
            self._line = HTTPConnection(urlsplit(self.url).netloc, timeout=LONGEST_WAIT)
        self._line.request(method, path, body, headers)
        return self._line.getresponse()


class _Fields(HTMLParser):
    def __init__(self, wanted: str):
        super().__init__()
        self.wanted, self.inside, self.found = wanted, False, {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = self.wanted in {attrs.get("id"), attrs.get("action")} or self.wanted in attrs.get("class", "")
        elif self.inside and tag in {"input", "textarea"} and attrs.get("name"):
            self.found.setdefault(attrs["name"], attrs.get("value") or "")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"


def fields_of(page: str, form: str = "commentform") -> dict:
    """Names and values of a form's fields; textareas come empty."""
    reader = _Fields(form)
    reader.feed(page)
    return reader.found


def _sent(answer: Answer, text: str) -> Sent:
    if answer.status == 303:
        receipt = answer.headers["Location"]
        return Sent(303, int(receipt.rpartition("#comment-")[2]), receipt.partition("#")[0])
    complaint = re.search(r'<div class="errors".*?</div>', answer.page, re.DOTALL)
    lost = " ".join(text.split()) not in " ".join(unescape(answer.page).split())
    return Sent(answer.status, words_are_lost=lost, complaint=_plain(complaint[0]) if complaint else "")


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
