"""What a book says of itself, how it is put together, and where its links lead."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings

from blog.models import PaperSettings, Series, Tag
from blog.paper.choice import Choice
from blog.paper.sheet import sheet_of
from config.models import SiteSettings
from tests.builders import make_comment, make_post, make_user

from .books import HOSTILE, book_of, booklet_of, make_picture, page, post_book, tree

pytestmark = pytest.mark.django_db

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def values(book, name: str) -> list[str]:
    package = tree(book, "package.opf")
    if name.startswith("dc:"):
        return [each.text for each in package.iter(f"{DC}{name[3:]}")]
    return [each.text for each in package.iter(f"{OPF}meta") if each.get("property") == name]


def spine(book) -> list[str]:
    package = tree(book, "package.opf")
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    return [names[each.get("idref")] for each in package.iter(f"{OPF}itemref")]


def properties(book) -> dict[str, str]:
    items = tree(book, "package.opf").iter(f"{OPF}item")
    return {item.get("href"): item.get("properties") for item in items if item.get("properties")}


def test_its_type_comes_first_and_plain_and_no_file_has_a_date_of_its_own():
    book = post_book(make_post())
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read("mimetype")) == ("mimetype", 0, b"application/epub+zip")
    assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_says_who_wrote_what_when_and_where_it_is_found():
    SiteSettings.objects.update(title="The Sheet")
    PaperSettings(licence="CC BY 4.0").save()
    post = make_post(
        "Tides & moons",
        author=make_user("ada", role="author", display_name="Ada <Quill>"),
        summary="Why the water goes.",
        language="en-GB",
        published_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
        tags=[Tag.objects.create(name="Sea"), Tag.objects.create(name="Moon")],
        series=Series.objects.create(name="Letters"),
        part=2,
    )
    book = post_book(post)
    assert values(book, "dc:identifier") == [post.feed_id]
    assert values(book, "dc:title") == ["Tides & moons"]
    assert values(book, "dc:creator") == ["Ada <Quill>"] and values(book, "role") == ["aut"]
    assert values(book, "dc:language") == ["en-GB"] and values(book, "dc:date") == ["2026-03-04"]
    assert values(book, "dc:description") == ["Why the water goes."] and values(book, "dc:subject") == ["Moon", "Sea"]
    assert values(book, "dc:source") == [f"{settings.SITE_URL}{post.get_absolute_url()}"]
    assert values(book, "dc:publisher") == ["The Sheet"] and values(book, "dc:rights") == ["CC BY 4.0"]
    assert values(book, "belongs-to-collection") == ["Letters"] and values(book, "group-position") == ["2"]
    assert values(book, "dcterms:modified") == [post.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")]


def test_it_promises_to_those_who_cannot_see_only_what_it_keeps():
    picture = make_picture()
    described = post_book(make_post(body=f"![A blue field]({picture.file.url})\n\n$x$"))
    features = values(described, "schema:accessibilityFeature")
    assert {"tableOfContents", "alternativeText", "MathML"} <= set(features)
    assert values(described, "schema:accessModeSufficient") == ["textual"]
    bare = post_book(make_post(body=f"![]({picture.file.url})"))
    assert "alternativeText" not in values(bare, "schema:accessibilityFeature")
    assert values(bare, "schema:accessModeSufficient") == ["textual,visual"]
    assert "Some pictures have no description." in values(bare, "schema:accessibilitySummary")[0]
    assert not values(described, "dcterms:conformsTo")


def test_its_contents_list_has_the_headings_one_below_the_other():
    post = make_post("Tides", body="## Ebb\n\n##### Deep[^1]\n\n## Flow & on\n\n[^1]: A note.")
    book = post_book(post)
    entries = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', page(book, "contents.xhtml").split("</nav>")[0])
    assert [words for _href, words in entries] == ["Title page", "Tides", "Ebb", "Deep", "Flow &amp; on", "Colophon"]
    text = page(book, "piece-1.xhtml")
    assert all(f'id="{href.partition("#")[2]}"' in text for href, _words in entries if "#" in href)
    assert re.search("<h3 id=[^>]*>Deep<", text)  # no level is left out
    points = [each.text for each in tree(book, "toc.ncx").iter("{http://www.daisy.org/z3986/2005/ncx/}text")]
    assert points == ["Tides", "Title page", "Tides", "Ebb", "Deep", "Flow & on", "Colophon"]


def test_a_single_post_is_read_from_cover_to_colophon_with_the_conversation_as_a_page_of_its_own():
    post = make_post("Tides", body="A [link](https://a.example/).")
    make_comment(post, body="A thought.")
    assert spine(post_book(post, links="off")) == ["cover.xhtml", "title.xhtml", "piece-1.xhtml", "colophon.xhtml"]
    book = post_book(post, comments="all")
    inside = ["piece-1.xhtml", "piece-1-replies.xhtml", "piece-1-addresses.xhtml"]
    assert spine(book) == ["cover.xhtml", "title.xhtml", *inside, "colophon.xhtml"]
    assert "A thought." in page(book, "piece-1-replies.xhtml") and "A thought." not in page(book, "piece-1.xhtml")


def test_the_colophon_says_how_to_cite_it_and_who_may_do_what():
    PaperSettings(licence="CC BY 4.0").save()
    post = make_post("Tides")
    colophon = page(post_book(post), "colophon.xhtml")
    assert "“Tides”" in colophon and "revision 1" in colophon and "CC BY 4.0" in colophon
    assert f'href="{settings.SITE_URL}{post.get_absolute_url()}"' in colophon
    assert f'href="{settings.SITE_URL}/p/{post.pk}/"' in colophon


def test_the_cover_is_the_posts_picture_or_is_drawn():
    picture = make_picture(alt="A blue field", caption="The field", credit="Ines")
    book = post_book(make_post("Tides", cover=picture))
    [(name, _)] = [each for each in properties(book).items() if each[1] == "cover-image"]
    assert f'src="{name}"' in page(book, "cover.xhtml") and 'alt="A blue field"' in page(book, "cover.xhtml")
    assert name not in page(book, "piece-1.xhtml") and "The field Ines" in page(book, "colophon.xhtml")
    drawn = post_book(make_post("Tides & moons"))
    assert properties(drawn)["cover.svg"] == "cover-image"
    assert "Tides &amp; moons" in page(drawn, "cover.svg")
    without = post_book(make_post("Tides", cover=picture), pictures="none")
    assert properties(without)["cover.svg"] == "cover-image" and not [n for n in without.namelist() if "pictures" in n]


@pytest.mark.parametrize("title", ["潮の満ち引き" * 20, "w" * 250, "A long title of many words " * 9, "المد"])
def test_a_title_of_any_length_stays_on_the_drawn_cover(title):
    lines = re.findall(r'<text x="\d+" y="(\d+)" font-size="(\d+)"', page(post_book(make_post(title)), "cover.svg"))
    assert max(int(y) for y, _size in lines) < 2200 and len(lines) <= 12


def test_each_chapter_is_in_its_own_language_and_direction():
    arabic = make_post("المد", body="نص", language="ar")
    japanese = make_post("潮", body="潮", language="ja")
    book = book_of(booklet_of(arabic, japanese))
    assert '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ar"' in page(
        book, "piece-1.xhtml"
    )
    assert 'lang="ja" xml:lang="ja" dir="ltr"' in page(book, "piece-2.xhtml")
    assert values(book, "dc:language") == ["en", "ar", "ja"]
    assert "page-progression-direction" not in page(book, "package.opf")
    assert 'page-progression-direction="rtl"' in page(post_book(arabic), "package.opf")


def test_a_booklet_has_a_contents_page_and_its_links_stay_inside():
    one = make_post("One", body="## Ebb\n\nWords.")
    two = make_post("Two", body=f"[one]({one.get_absolute_url()}) [short](/p/{one.pk}/) [out](https://a.example/)")
    comment = make_comment(two, name="Noor", body="A thought.")
    book = book_of(booklet_of(one, two, comment, links="off"))
    assert spine(book)[2:6] == ["contents.xhtml", "piece-1.xhtml", "piece-2.xhtml", "piece-3.xhtml"]
    text = page(book, "piece-2.xhtml")
    assert text.count('href="piece-1.xhtml"') == 2 and 'href="https://a.example/"' in text
    assert "Noor on “Two”" in page(book, "piece-3.xhtml") and "A thought." in page(book, "piece-3.xhtml")
    assert values(book, "dc:title") == ["Four letters & a note"]
    assert values(book, "dc:identifier")[0].startswith("urn:uuid:")


def test_a_link_to_a_place_that_was_left_out_leads_to_the_site():
    post = make_post(body="[there](#tides)\n\n<p id='tides'>Words.</p>")
    assert '<a href="#p1-tides">there</a>' in page(post_book(post, links="off"), "piece-1.xhtml")
    code = next(part.code for part in sheet_of(post, Choice()).parts if part.words == "Words.")
    text = page(post_book(post, links="off", without=(code,)), "piece-1.xhtml")
    assert f'<a href="{settings.SITE_URL}{post.get_absolute_url()}#body-tides">there</a>' in text


def test_no_name_of_a_place_stands_twice_in_a_book():
    note = "Again[^1].\n\n## Same\n\n[^1]: A note."
    book = book_of(booklet_of(make_post("One", body=note), make_post("Two", body=note)))
    names = [n for n in book.namelist() if n.startswith("EPUB/piece")]
    ids = [each.get("id") for n in names for each in ElementTree.fromstring(book.read(n)).iter() if each.get("id")]
    assert len(ids) > 6 and len(ids) == len(set(ids))


def test_only_who_chose_the_legible_letters_gets_them_and_their_licence():
    post = make_post(body="Łódź and *slanted*")
    assert not [name for name in post_book(post).namelist() if "fonts/" in name]
    book = post_book(post, font="legible")
    fonts = {name.removeprefix("EPUB/fonts/") for name in book.namelist() if "fonts/" in name}
    assert {"LICENSE-atkinson.txt", "atkinson-latin.woff2", "atkinson-latin-ext.woff2"} <= fonts
    assert 'font-family: "atkinson-latin", "atkinson-latin-ext", sans-serif' in page(book, "book.css")


def test_a_hostile_post_is_still_a_book_of_well_formed_pages():
    post = make_post("<script>alert(1)</script>\u202e" + "w" * 200, body=HOSTILE, summary="]]>&amp;\x01")
    book = book_of(booklet_of(post, make_comment(post, name="<b>\u202e&", body=HOSTILE[-3000:]), comments="all"))
    pages = [name for name in book.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml"))]
    for name in pages:
        root = ElementTree.fromstring(book.read(name))
        assert not [each for each in root.iter() if each.tag.endswith(("}script", "}iframe", "}style"))]
        assert not [each for each in root.iter() if any(key.startswith("on") for key in each.attrib)]
