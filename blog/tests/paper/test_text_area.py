"""Nothing runs off the paper, no page is empty, no heading stands alone at a page's end."""

import pytest

from tests import specimens

from .proofs import needs_poppler, needs_press, proof

pytestmark = [pytest.mark.django_db, needs_press, needs_poppler]

QUICK = ["long_words", "constructs"]
HARD = ["tables", "code", "long_words", "pictures", "mathematics", "arabic"]
CHOICES = [
    "paper=letter&size=12",
    "paper=a5&size=9&columns=2",
    "columns=2&size=14&code=keep",
    "paper=a5&size=18&font=legible&lines=wide&links=brackets",
    "font=sans&pictures=small&ink=grey",
]


def check(name: str, query: str = ""):
    found = proof(name, query)
    for number, page in enumerate(found.pages, start=1):
        assert page.strays == [], f"page {number}"
        assert page.body or "/XObject" in found.book.pages[number - 1].Resources, f"page {number} is empty"


@pytest.mark.parametrize("name", QUICK)
def test_every_word_stands_in_the_text_area(name):
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({*specimens.NAMES} - {*QUICK}))
def test_every_word_of_every_specimen_stands_in_the_text_area(name):
    check(name, "comments=all" if name == "talk" else "")


@pytest.mark.slow
@pytest.mark.parametrize("query", CHOICES)
@pytest.mark.parametrize("name", HARD)
def test_whatever_a_reader_chooses_every_word_stands_in_the_text_area(name, query):
    check(name, query)


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "paper=a5&size=9", "size=18", "paper=letter&size=12&lines=wide"])
def test_no_heading_stands_alone_at_the_end_of_a_page(query):
    found = proof("headings", query)
    titles = {title for title, _page in found.outline}
    assert len(titles) > 80
    assert not [page.last_line for page in found.pages if any(title.endswith(page.last_line) for title in titles)]


@pytest.mark.slow
def test_a_row_that_is_higher_than_a_page_begins_under_its_head_and_is_whole():
    pages = proof("tables").pages
    (first,) = [page for page in pages if any(word.text == "Left" for word in page.body[:60])][:1]
    assert {"A", "cell", "of", "page"} <= {word.text for word in first.body}
    assert "After the last one." in proof("tables").text
