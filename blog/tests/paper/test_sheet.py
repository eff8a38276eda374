"""Tables and code on the sheet: how much room they need is said in classes, for css/choices.css."""

import pytest

from tests.builders import make_post

pytestmark = pytest.mark.django_db


def sheet(client, body: str) -> str:
    return client.get(make_post(body=body).url_of("blog:print")).content.decode().split('<article class="sheet ')[1]


def table(*rows: list[str]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def test_a_table_says_how_many_letters_it_needs_side_by_side(client):
    assert '<table class="needs-50 short">' in sheet(client, table(["a", "b"], ["1", "2"]))
    assert '<table class="needs-125 short">' in sheet(client, table(["1,234.50"] * 12, ["1"] * 12))
    assert '<table class="needs-more short">' in sheet(client, table(["column"] * 40, ["1"] * 40))


def test_only_words_that_are_too_long_for_any_column_may_be_broken_anywhere(client):
    page = sheet(client, table(["short", "x" * 30], ["words", "Buchstaben"]))
    assert page.count('class="breakable"') == 1


def test_a_row_that_may_be_higher_than_a_page_may_be_broken(client):
    page = sheet(client, table(["a", "b"], ["words " * 300, "c"], ["d", "e"]))
    assert page.count('<tr class="tall">') == 1 and " short" not in page.split("<table")[1].split(">")[0]


def test_code_with_short_words_is_broken_between_them_and_keeps_its_indentation(client):
    page = sheet(client, "```python\ndef f():\n    # A comment\n    return 1\n```")
    assert "short-words" in page
    assert '<span class="c1">    # A comment</span>' in page
    assert "short-words" not in sheet(client, f"```python\nx = '{'y' * 60}'\n```")


def test_a_link_that_is_its_own_address_is_not_hyphenated(client):
    page = sheet(client, "See https://example.org/a-long-one and [words](https://example.org/b).")
    assert page.count('class="address"') == 1


def test_a_list_with_long_numbers_has_room_for_them(client):
    page = sheet(client, "997. nine hundred\n998. and one")
    assert 'class="digits-4"' in page
    assert "digits" not in sheet(client, "1. one\n2. two")
