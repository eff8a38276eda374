import pytest

from tests.builders import make_post

LONG = "Take a sheet of paper, any sheet, and ask it why it is that size. " * 60


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LONG, True),
        ("Short.\n\n" + LONG, False),
        ("## Heading\n\n" + LONG, False),
        ("“" + LONG, False),
        ("Brief.", False),
    ],
)
def test_a_large_first_letter_stands_only_beside_a_long_first_paragraph(client, body, expected):
    page = client.get(make_post(body=body).get_absolute_url()).content.decode()
    assert ('class="prose long"' in page) is expected


@pytest.mark.django_db
def test_a_lead_without_a_picture_quotes_its_first_paragraphs(client):
    make_post("Two"), make_post("Three")
    make_post(
        "Lead",
        body="One **bold** paragraph.[^1]\n\n```\ncode\n```\n\nAnother & a second.\n\n" + LONG + "\n\n[^1]: A note.",
    )
    page = client.get("/").content.decode()
    assert "One bold paragraph. Another &amp; a second." in page and "code" not in page
