"""What becomes of a text in a book: notes, formulas, pictures, and what moves or unfolds on the site."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from blog.models import Picture
from blog.paper.choice import Choice
from blog.paper.epub import pictures
from blog.paper.sheet import sheet_of
from tests.builders import make_post

from .books import make_picture, page, post_book

pytestmark = pytest.mark.django_db


def text_of(body: str, **choice) -> str:
    return page(post_book(make_post("Tides", body=body), **choice), "piece-1.xhtml")


def image_in(book, number=1) -> Image.Image:
    [name] = [name for name in book.namelist() if f"pictures/{number}." in name]
    return Image.open(io.BytesIO(book.read(name)))


def test_a_note_opens_where_it_is_called_and_leads_back():
    text = text_of("Said[^a] and *again*[^a].\n\n[^a]: One.\n\n    Two.")
    calls = re.findall(r'<a epub:type="noteref" role="doc-noteref" id="([^"]+)" href="#([^"]+)">1</a>', text)
    assert len(calls) == 2 and calls[0][1] == calls[1][1]
    note = re.search(rf'<aside [^>]*id="{calls[0][1]}"[^>]*>', text)[0]
    assert 'epub:type="footnote"' in note and 'role="doc-footnote"' in note
    assert re.search(rf'<a [^>]*role="doc-backlink"[^>]* href="#{calls[0][0]}">1.</a> One.', text)
    assert "↩" not in text and "§" not in text


def test_the_number_behind_a_link_leads_to_its_address():
    book = post_book(make_post(body="A [link](https://a.example/ö) and [more](https://a.example/ö)."))
    text, addresses = page(book, "piece-1.xhtml"), page(book, "piece-1-addresses.xhtml")
    assert text.count('href="piece-1-addresses.xhtml#p1-address-1"') == 2
    assert 'id="p1-address-1"' in addresses and 'href="https://a.example/%C3%B6"' in addresses


def test_addresses_stand_in_brackets_or_not_at_all():
    assert "⟨https://a.example/⟩" in text_of("A [link](https://a.example/).", links="brackets")
    text = text_of("A [link](https://a.example/).", links="off")
    assert "⟨" not in text and "[1]" not in text and 'href="https://a.example/"' in text


def test_formulas_stay_mathml_that_says_its_source():
    book = post_book(make_post(body="$x < y$ and\n\n$$\n\\frac{a}{b}\n$$"))
    root = ElementTree.fromstring(book.read("EPUB/piece-1.xhtml"))
    formulas = list(root.iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert [each.get("alttext") for each in formulas] == ["x < y", "\\frac{a}{b}"]
    assert 'href="piece-1.xhtml" media-type="application/xhtml+xml" properties="mathml"' in page(book, "package.opf")


def test_what_moves_or_unfolds_on_the_site_is_open_or_a_link():
    body = '<audio src="/media/a.mp3"></audio>\n\n<video><source src="/media/b.mp4"></video>\n\n'
    body += (
        "https://youtu.be/abcdefghij\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n\n- [x] a\n- [ ] b"
    )
    text = text_of(body)
    assert re.search(r'<a class="medium" href="http[^"]+/media/a.mp3">Listen on the site</a>', text)
    assert re.search(r'<a class="medium" href="http[^"]+/media/b.mp4">Watch on the site</a>', text)
    assert re.search(r'<div class="link-embed"><a [^>]*href="https://youtu.be/abcdefghij">', text)
    assert "Inside." in text and not re.search("<(audio|video|source|details|summary|input|link-embed|iframe)", text)
    assert 'role="img" aria-label="Done"' in text and 'role="img" aria-label="Not done"' in text


def test_parts_that_were_left_out_are_not_in_the_book():
    post = make_post(body="Stays.\n\nGoes.")
    code = next(part.code for part in sheet_of(post, Choice()).parts if part.words == "Goes.")
    text = page(post_book(post, without=(code,)), "piece-1.xhtml")
    assert "Stays." in text and "Goes." not in text


def test_pictures_come_along_whatever_they_are_on_the_site_as_every_program_knows_them():
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(alt="x")
    buffer = io.BytesIO()
    Image.new("RGB", (3000, 300), "red").save(buffer, "WEBP")
    with picture.file.storage.open(picture.file.name, "wb") as file:
        file.write(buffer.getvalue())
    book = post_book(make_post(body=f'![A "wide" <script> field]({picture.file.url} "Wide")'))
    image = image_in(book)
    assert (image.format, image.size) == ("JPEG", (1600, 160))
    text = page(book, "piece-1.xhtml")
    assert 'alt="A &quot;wide&quot; &lt;script&gt; field"' in text and "<figcaption>Wide</figcaption>" in text
    assert "srcset" not in text and "loading" not in text


def test_pictures_are_grey_small_or_left_out_as_the_reader_chose():
    picture = make_picture()
    post = make_post(body=f"![A blue field]({picture.file.url})")
    assert image_in(post_book(post, ink="grey")).mode in {"L", "LA"}
    assert 'class="pictures-small' in page(post_book(post, pictures="small"), "piece-1.xhtml")
    without = post_book(post, pictures="none")
    assert "<img" not in page(without, "piece-1.xhtml") and "<figure" not in page(without, "piece-1.xhtml")
    assert not [name for name in without.namelist() if "pictures/" in name]


def test_a_single_picture_is_kept_where_all_others_go():
    picture = make_picture()
    post = make_post(body=f"![one]({picture.file.url})\n\n![two]({picture.file.url})")
    code = next(part.code for part in sheet_of(post, Choice()).parts if part.words == "two")
    text = page(post_book(post, pictures="none", each=((code, "small"),)), "piece-1.xhtml")
    assert 'alt="two"' in text and 'alt="one"' not in text


def test_a_picture_that_is_not_the_posts_own_or_gone_is_a_link():
    picture = make_picture()
    body = f"![Mine]({picture.file.url})\n\n![Not mine](/media/pictures/other.png)"
    post = make_post(body=body)
    assert 'pictures/other.png">Not mine</a>' in page(post_book(post), "piece-1.xhtml")
    picture.file.storage.delete(picture.file.name)
    book = post_book(post)
    assert f'{picture.file.url}">Mine</a>' in page(book, "piece-1.xhtml")
    assert not [name for name in book.namelist() if "pictures/" in name]


def test_a_book_carries_no_more_than_it_can(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    picture = make_picture()
    assert f'{picture.file.url}">A field</a>' in text_of(f"![A field]({picture.file.url})")


def test_a_picture_that_would_burst_is_left_outside(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST", 10)
    picture = make_picture()
    assert f'{picture.file.url}">A field</a>' in text_of(f"![A field]({picture.file.url})")


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("<ul>loose<li>item</li></ul>", "<ul><li>loose</li><li>item</li></ul>"),
        ("<li>alone</li>", "<div>alone</div>"),
        ("<p>a</p>\n<q><ul><li>a</li></ul></q>", "<ul><li>a</li></ul>"),
        ("<h2>a<div>b</div></h2>", '>a<span class="block">b</span></h2>'),
        ("<dl><dd>no term</dd></dl>", "<div><div>no term</div></div>"),
        ("<table><tr><td>a</td></tr><caption>c</caption></table>", "<caption>c</caption><tbody><tr><td>a"),
        ("<table><caption>a</caption><caption>b</caption></table>", "<tbody><tr><td>b</td></tr></tbody>"),
        ("<figure><figcaption>a</figcaption>x<figcaption>b</figcaption></figure>", "<figcaption>a</figcaption>x<div>b"),
        ("<ruby>a<b>c</b></ruby>", "<span>a<b>c</b></span>"),
        ("<ruby>a<rt>b</rt>c</ruby>", "<ruby>a<rt>b</rt>c<rt></rt></ruby>"),
        ("<div><ruby>a<div>b</div><rt>c</rt></ruby></div>", "<div>b</div><div>c</div>"),
        ("<dfn>a <b><dfn>b</dfn></b></dfn>", "<dfn>a <b><span>b</span></b></dfn>"),
        ("<div><a><p>no address</p></a></div>", "<div><div><p>no address</p></div></div>"),
        ("<bdo>a</bdo>", "<span>a</span>"),
        ('<p lang="not a language">a</p>', "<p>a</p>"),
        ("[a](https://exa..mple/)", "<span>a</span>"),
        ("[a](https://a.example/100%)", 'href="https://a.example/100%25"'),
    ],
)
def test_what_stands_in_a_wrong_place_keeps_its_words(typed, expected):
    assert expected in text_of(f"{typed}\n", links="off")
