"""What a screen reader, a search and a copying hand find in the file."""

import re
from io import BytesIO

import pytest
import qrcode
from PIL import Image

from blog.models import Post
from blog.paper.sheet import sheet_of

from .proofs import needs_fonts, needs_poppler, needs_press, proof

pytestmark = [pytest.mark.django_db, needs_press, needs_poppler]
HEADING = re.compile(r'<h[2-6] id="[^"]*"[^>]*>(.*?)<a class="permalink"')
QUIET = 2  # modules of white around the code


def test_the_file_says_what_it_is_and_its_bookmarks_are_its_headings():
    found = proof("constructs")
    root = found.book.Root
    assert root.MarkInfo.Marked and "/StructTreeRoot" in root and str(root.Lang) == "en"
    assert str(found.book.docinfo.Title) == "Everything else that can be written"
    assert str(found.book.docinfo.Author) == "Author"
    titles = [title for title, _page in found.outline]
    assert titles == [found.book.docinfo.Title, "Lists", "Tasks", "Terms", "Boxes", "Marks", "Films", "Tables"]
    assert [page for _title, page in found.outline] == sorted(page for _title, page in found.outline)
    for kind in ("H1", "H2", "H3", "L", "LI", "Table", "TH", "BlockQuote", "Link"):
        assert found.elements(kind), kind


def test_the_contents_list_leads_to_its_headings_and_names_their_pages():
    found = proof("constructs")
    targets = {str(link.Dest) for link in found.links if "/Dest" in link}
    names = found.book.Root.Names.Dests.Names
    known = {str(names[place]): names[place + 1] for place in range(0, len(names), 2)}
    assert {"body-lists", "body-tables"} <= targets <= set(known)
    numbers = {page.objgen: number for number, page in enumerate(found.book.pages)}
    pages = dict(found.outline)
    assert numbers[known["body-tables"][0].objgen] == pages["Tables"]
    assert re.search(rf"Tables [. ]*{pages['Tables'] + 1} ", found.text)


def test_every_picture_says_what_it_shows():
    figures = proof("constructs").elements("Figure")
    assert figures and all(str(figure.get("/Alt", "")) for figure in figures)


@pytest.mark.slow
def test_pictures_of_all_shapes_say_what_they_show():
    shown = [str(figure.get("/Alt", "")) for figure in proof("pictures").elements("Figure")]
    assert {"A panorama of hills", "A tower", "A square, at the left", "In a table"} <= set(shown) and "" not in shown


def test_numbers_of_lists_are_those_that_were_written():
    for words in ("9. nine", "11. eleven", "997. nine hundred", "1000. a thousand", "2. the last"):
        assert words in proof("constructs").text


@needs_fonts
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("arabic", ["من اليمين إلى اليسار", "الطريق الطويل", "Koenig", "1,250"]),
        ("japanese", ["祖母は便箋を選ぶ人だった", "和紙", "わし", "Donaudampfschifffahrtsgesellschaft"]),
    ],
)
def test_words_of_any_script_can_be_copied_and_their_fonts_are_inside(name, words):
    check_words(name, words)


@pytest.mark.slow
@needs_fonts
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hebrew", ["סבתא שלי בחרה נייר", "CSS2"]),
        ("chinese_korean", ["祖母選紙", "祖母选纸", "할머니는 종이를 골랐다"]),
        ("emoji", ["🖨", "🎉", "0123456789", "हिन्दी", "Ελληνικά", "𝄞"]),
        ("mathematics", ["five dollars"]),
    ],
)
def test_words_of_more_scripts_can_be_copied_too(name, words):
    check_words(name, words)


def check_words(name, words):
    found = proof(name)
    for each in words:
        assert each in found.text
    for font in found.fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/ToUnicode" in font and ("/FontFile2" in descriptor or "/FontFile3" in descriptor)


@needs_fonts
@pytest.mark.parametrize(("name", "family"), [("arabic", "Naskh"), ("japanese", "Serif-CJK-JP")])
def test_each_script_has_a_font_of_its_own_kind(name, family):
    assert any(family in str(font.BaseFont) for font in proof(name).fonts)


def test_what_is_read_from_the_right_has_its_page_number_at_the_left():
    for name, is_left in (("arabic", True), ("constructs", False)):
        page = proof(name).pages[0]
        foot = [word for word in page.words if word.top > page.height - page.margins[2] + 10]
        slash = next(word for word in foot if word.text.strip("0123456789") == "/")
        assert (slash.left < page.width / 2) == is_left


def test_the_code_on_the_last_page_is_that_of_the_short_address():
    found = proof("constructs")
    address = next(str(link.A.URI) for link in found.links if "/p/" in str(link.get("/A", {}).get("/URI", "")))
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    assert modules_on(found, len(code.get_matrix())) == code.get_matrix()


def modules_on(found, count: int, dots: int = 300) -> list[list[bool]]:
    """The code as a camera would see it: at the lower right, 20 mm wide with the white around it."""
    picture = (
        Image.open(BytesIO(found.picture(len(found.pages) - 1, dots)))
        .convert("L")
        .point(lambda grey: 255 * (grey < 128))
    )
    mm = dots / 25.4
    step, right = 20 * mm / (count + 2 * QUIET), picture.width - 30 * mm
    _left, _top, _right, lower = picture.crop((round(right - 18 * mm), 0, round(right), round(270 * mm))).getbbox()
    left, upper = right - (count + QUIET) * step, lower - count * step
    return [
        [bool(picture.getpixel((left + (x + 0.5) * step, upper + (y + 0.5) * step))) for x in range(count)]
        for y in range(count)
    ]


@pytest.mark.slow
def test_the_sixty_pages_have_bookmarks_for_all_their_headings_in_order():
    found = proof("book")
    assert len(found.pages) >= 60
    headings = HEADING.findall(sheet_of(Post.objects.get(slug="book"), found.choice).text)
    assert [title for title, _page in found.outline][1:] == headings and len(headings) == 90
