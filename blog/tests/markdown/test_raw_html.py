import pytest

from blog.markdown import render_post


@pytest.mark.parametrize(
    "html",
    [
        "<details><summary>More</summary><p>x</p></details>",
        "<figure><p>x</p><figcaption>y</figcaption></figure>",
        '<p>H<sub>2</sub>O <mark>x</mark> <kbd>Ctrl</kbd> <abbr title="Hyper">H</abbr></p>',
        '<p lang="ar" dir="rtl">x</p>',
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        '<blockquote cite="https://a.example/"><p>x</p></blockquote>',
    ],
)
def test_what_belongs_into_a_text_is_kept(html):
    assert render_post(f"<div>\n{html}\n</div>").html.strip() == f"<div>\n{html}\n</div>"


def test_classes_are_kept_where_the_site_knows_them():
    html = render_post('<p class="lead evil my-own comment-form">x</p>').html
    assert html.strip() == '<p class="lead my-own">x</p>'


def test_an_id_cannot_stand_for_one_of_the_pages_own():
    html = render_post('<p id="respond">x</p><p id="a b">y</p><a name="email" href="#respond">z</a>').html
    assert html.strip() == '<p id="body-respond">x</p><p>y</p><a href="#body-respond">z</a>'


def test_a_cell_cannot_claim_a_hundred_thousand_columns():
    html = render_post('<table><tr><td colspan="100000">x</td><td colspan="2">y</td></tr></table>').html
    assert "100000" not in html and 'colspan="2"' in html


def test_comments_in_html_leave_nothing():
    assert render_post("a <!-- secret --> b").html == "<p>a  b</p>\n"


def test_markup_of_our_own_cannot_be_forged():
    html = render_post('<link-embed data-frame="https://x"><span data-slot="1-0">x</span></link-embed>').html
    assert "link-embed" not in html and "data-" not in html


def test_what_is_left_open_is_closed():
    assert render_post("<div><b>x").html.strip() == "<div><b>x</b></div>"
