"""Pictures of an old blog: found however they are written, with what was said of them, where they stood."""

# ruff: noqa: E501 (markup is easier to read as it stands in a file)

from collections import Counter

import pytest

from blog import markdown
from blog.importing.classic import Library, TextFacts, to_markdown
from blog.importing.picture_addresses import candidates, canonical
from blog.importing.records import AttachmentRecord

UPLOADS = "https://old.example/wp-content/uploads/2012/03"
LIBRARY = {
    "1": AttachmentRecord(
        "1", f"{UPLOADS}/a.jpg", alt="From the library", caption="One", link="https://old.example/a/"
    ),
    "2": AttachmentRecord("2", f"{UPLOADS}/b-scaled.jpg", title="B", caption='By <a href="/z">Z</a>'),
    "3": AttachmentRecord("3", f"{UPLOADS}/song.mp3", title="Song"),
    "4": AttachmentRecord("4", f"{UPLOADS}/c-150x150.jpg"),
    "5": AttachmentRecord("5", f"{UPLOADS}/c.jpg"),
}
ABOUT = TextFacts(attachments=Library(LIBRARY), own=("2", "1", "3"), base="https://old.example")


def said(text: str, seen: Counter | None = None) -> str:
    return to_markdown(text, Counter() if seen is None else seen, ABOUT).strip()


CANONICAL = {
    "//old.example/a.jpg": "https://old.example/a.jpg",
    "/wp-content/a.jpg": "https://old.example/wp-content/a.jpg",
    "https://i0.wp.com/old.example/wp-content/uploads/a.jpg?resize=3%2C2&ssl=1": "https://old.example/wp-content/uploads/a.jpg",
    "http://me.files.wordpress.com/2012/a.jpg?w=300": "http://me.files.wordpress.com/2012/a.jpg",
    "https://cdn.example/a.jpg?fit=3%2C2&id=7": "https://cdn.example/a.jpg?id=7",
    "https://cdn.example/picture?id=7&w=3": "https://cdn.example/picture?id=7&w=3",
    "https://old.example/ä b.jpg": "https://old.example/ä b.jpg",
    "data:image/gif;base64,R0lGOD": "",
    "javascript:alert(1)": "",
    "http://[": "",
}


@pytest.mark.parametrize("written", CANONICAL)
def test_an_address_has_one_spelling(written):
    assert canonical(written, "https://old.example/") == CANONICAL[written]


def test_the_original_is_tried_before_the_smaller_copy():
    assert candidates("https://x.example/a-300x200.jpg") == [
        "https://x.example/a.jpg", "https://x.example/a-scaled.jpg", "https://x.example/a-300x200.jpg",
    ]  # fmt: skip
    assert candidates("https://x.example/a-scaled.jpg") == ["https://x.example/a-scaled.jpg", "https://x.example/a.jpg"]


def test_a_name_that_looks_like_a_size_is_kept_if_the_library_has_it():
    assert said(f'<img src="{UPLOADS}/c-150x150.jpg" alt="">') == f"![]({UPLOADS}/c-150x150.jpg)"
    assert said(f'<img src="{UPLOADS}/c-300x200.jpg" alt="">') == f"![]({UPLOADS}/c.jpg)"
    assert ABOUT.library.candidates(f"{UPLOADS}/c-150x150.jpg")[0] == f"{UPLOADS}/c-150x150.jpg"


A = f"![From the library]({UPLOADS}/a.jpg)"
FOUND = {
    "by its number": f'<img class="wp-image-1" src="{UPLOADS}/a-300x200.jpg">',
    "by its address": f'<img src="{UPLOADS}/a-300x200.jpg">',
    "on a mirror": '<img src="https://i2.wp.com/old.example/wp-content/uploads/2012/03/a.jpg?w=3">',
    "linked to itself": f'<a href="{UPLOADS}/a.jpg"><img src="{UPLOADS}/a-300x200.jpg"></a>',
    "linked to its page": f'<a href="https://old.example/a"><img src="{UPLOADS}/a.jpg"></a>',
    "linked to its page by number": f'<a href="/?attachment_id=1" rel="attachment wp-att-1"><img src="{UPLOADS}/a.jpg"></a>',
    "loaded late": f'<img src="data:image/gif;base64,xx" data-src="{UPLOADS}/a.jpg">',
    "loaded late, with a twin": f'<img class="lazy" data-lazy-src="{UPLOADS}/a.jpg"><noscript><img src="{UPLOADS}/a.jpg"></noscript>',
    "only in the twin": f'<img src="data:image/gif;base64,xx"><noscript><img src="{UPLOADS}/a.jpg"></noscript>',
    "the full size first": f'<img src="{UPLOADS}/x-3x2.jpg" data-orig-file="{UPLOADS}/a.jpg" data-large-file="/l.jpg">',
    "two sources": f'<img src="/blank.gif" alt="" src="{UPLOADS}/a.jpg">',
    "the largest of a set": f'<img src="/lazy.gif" srcset="{UPLOADS}/x.jpg 300w, {UPLOADS}/a.jpg 1200w">',
    "a film's still": f'<img src="/still.gif" data-gif="{UPLOADS}/a.jpg">',
    "in bold, in a paragraph": f'<p><strong><img src="{UPLOADS}/a.jpg"></strong></p>',
    "with a pixel that counts": f'<img src="{UPLOADS}/a.jpg"><img src="https://count.example/p" width="1" height="1">',
    "with a title": f'<img src="{UPLOADS}/a.jpg" title="a.jpg">',
}


@pytest.mark.parametrize("name", FOUND)
def test_a_picture_is_found(name):
    assert said(FOUND[name]) == A


def test_a_number_of_another_blog_does_not_name_a_picture():
    assert said('<img class="wp-image-1" src="https://old.example/x.jpg" alt="X">') == "![X](https://old.example/x.jpg)"


def test_a_picture_that_leads_elsewhere_is_still_a_link():
    assert said('<a href="https://shop.example/"><img src="/x.jpg" alt="X"></a>') == (
        "[![X](https://old.example/x.jpg)](https://shop.example/)"
    )


CAPTIONED = {
    "a shortcode": '[caption id="attachment_9" width="300"]<img src="/x.jpg" alt="X" /> Costs "$1" \\1 & more[/caption]',
    "a figure": '<figure><img src="/x.jpg" alt="X"><figcaption>Costs "$1" \\1 &amp; more</figcaption></figure>',
    "an old frame": '<div class="wp-caption"><img src="/x.jpg" alt="X"><p class="wp-caption-text">Costs "$1" \\1 & more</p></div>',
}


@pytest.mark.parametrize("name", CAPTIONED)
def test_a_caption_stays_with_its_picture(name):
    html = markdown.render_post(said(CAPTIONED[name]), origin="https://old.example").html
    assert '<img src="https://old.example/x.jpg" alt="X"' in html
    assert '<figcaption>Costs "$1" \\1 &amp; more</figcaption></figure>' in html


def test_a_caption_with_a_link_keeps_it():
    assert said('[caption align="alignnone"]<img src="/x.jpg" alt="X"> By <a href="/z">Z</a>[/caption]') == (
        '<figure>\n<img src="https://old.example/x.jpg" alt="X">\n<figcaption>By <a href="/z">Z</a></figcaption>\n</figure>'
    )


@pytest.mark.parametrize("place, css", [("left", "left"), ("right", "right"), ("wide", "wide"), ("full", "wide")])
def test_a_picture_stands_where_it_stood(place, css):
    html = markdown.render_post(
        said(f'<img class="align{place}" src="/x.jpg" alt="X" width="200">Words'), origin="https://old.example"
    ).html
    assert f'<figure class="{css}">' in html and html.index("<figure") < html.index("<p>Words</p>")


def test_pictures_alone_on_their_lines_are_figures_and_others_stand_among_the_words():
    assert said('a\n<img src="/x.jpg" alt="X">\nb <img src="/y.jpg" alt="Y"> c') == (
        "a\n\n![X](https://old.example/x.jpg)\n\nb ![Y](https://old.example/y.jpg) c"
    )


def test_a_smiley_is_what_it_says():
    assert said('so <img src="/s.gif" alt=":-)" class="wp-smiley">') == "so :-)"


GALLERIES = {
    "by numbers": '[gallery ids="1,2" columns="5" size="large" link="file"]',
    "by the files of the post": '[gallery order="DESC"]',
    "without some": '[gallery ids="1,2,5" exclude="5"]',
    "the block of today": (
        '<!-- wp:gallery --><figure class="wp-block-gallery has-nested-images"><!-- wp:image -->'
        f'<figure class="wp-block-image"><img src="{UPLOADS}/a-3x2.jpg" class="wp-image-1"/><figcaption>One</figcaption>'
        f'</figure><!-- /wp:image --><figure class="wp-block-image"><a href="{UPLOADS}/b.jpg"><img src="{UPLOADS}/b-3x2.jpg"/></a>'
        '<figcaption>By <a href="/z">Z</a></figcaption></figure></figure><!-- /wp:gallery -->'
    ),
    "the block of before": (
        f'<ul class="wp-block-gallery"><li class="blocks-gallery-item"><figure><img src="{UPLOADS}/a.jpg"/><figcaption>One'
        f'</figcaption></figure></li><li><figure><img src="{UPLOADS}/b-3x2.jpg"/><figcaption>By <a href="/z">Z</a></figcaption>'
        "</figure></li></ul>"
    ),
    "as HTML": (
        f'<div class="gallery"><dl class="gallery-item"><dt><a href="/?attachment_id=1"><img src="{UPLOADS}/a.jpg"></a></dt>'
        f'<dd class="gallery-caption">One</dd></dl><dl class="gallery-item"><dt><img src="{UPLOADS}/b.jpg"></dt>'
        '<dd class="gallery-caption">By <a href="/z">Z</a></dd></dl></div>'
    ),
    "tiled": (
        f'<div class="wp-block-jetpack-tiled-gallery"><div><div><figure><img data-url="{UPLOADS}/a.jpg" '
        f'src="https://i1.wp.com/old.example/a.jpg?ssl=1"><figcaption>One</figcaption></figure></div><div><figure>'
        f'<img src="{UPLOADS}/b.jpg"><figcaption>By <a href="/z">Z</a></figcaption></figure></div></div></div>'
    ),
}


@pytest.mark.parametrize("name", GALLERIES)
def test_a_gallery_is_a_group_of_pictures_with_their_words(name):
    seen = Counter()
    html = markdown.render_post(said(GALLERIES[name], seen), origin="https://old.example").html
    assert html.startswith('<div class="gallery">') and html.count("<img") == html.count("<figcaption>") == 2
    assert f'src="{UPLOADS}/a.jpg" alt="From the library"' in html and f'src="{UPLOADS}/b-scaled.jpg"' in html
    assert "<figcaption>One</figcaption>" in html and '<figcaption>By <a href="/z">Z</a></figcaption>' in html
    assert not seen


def test_what_a_gallery_lacks_is_counted():
    seen = Counter()
    assert "a.jpg" in said('[gallery ids="1,98,99"]', seen) and said('[gallery ids="97"]', seen) == ""
    assert sorted(seen.values()) == [1, 2]


def test_a_cover_shows_its_picture_and_its_words():
    cover = '<!-- wp:cover --><div class="wp-block-cover" style="background-image:url(/x.jpg)"><p>In</p></div><!-- /wp:cover -->'
    assert said(cover) == "![](https://old.example/x.jpg)\n\nIn"


def test_a_picture_in_a_table_stays_there():
    assert '<td><img src="https://old.example/x.jpg" alt="X"></td>' in said('<table><tr><td><img src="/x.jpg" alt="X">')
