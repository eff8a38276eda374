"""What plugins, page builders and other sites left in a text: said in Markdown where we know it, never lost."""

# ruff: noqa: E501 (markup is easier to read as it stands in a file)

from collections import Counter

import pytest

from blog import markdown
from blog.importing.classic import TextFacts, to_markdown
from blog.importing.records import AttachmentRecord

LIBRARY = {
    "1": AttachmentRecord("1", "https://old.example/a.jpg", alt="A"),
    "2": AttachmentRecord("2", "https://old.example/one.mp3", title="One"),
    "3": AttachmentRecord("3", "https://old.example/two.mp3", title="Two"),
}
ABOUT = TextFacts(
    LIBRARY, own=("1", "2", "3"), base="https://old.example", footnotes='[{"id":"u-1","content":"A <em>n</em>"}]'
)


def said(text: str, seen: Counter | None = None) -> str:
    return to_markdown(text, Counter() if seen is None else seen, ABOUT).strip()


YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
ADDRESSES = {
    "[youtube=http://youtu.be/abcdefghijk&amp;w=640]": "http://youtu.be/abcdefghijk&w=640",
    '[youtube id="abcdefghijk"]': YOUTUBE,
    f"[youtube]{YOUTUBE}[/youtube]": YOUTUBE,
    f"[embed width='3']{YOUTUBE}&amp;t=3[/embed]": f"{YOUTUBE}&t=3",
    "[vimeo 12345]": "https://vimeo.com/12345",
    "[tweet https://twitter.com/a/status/1 hide_thread='true']": "https://twitter.com/a/status/1",
    "[wpvideo abCD12 w=400]": "https://videopress.com/v/abCD12",
    "[googlemaps https://maps.google.com/maps?q=a&amp;z=3]": "https://maps.google.com/maps?q=a&z=3",
    "[gist id='12ab']": "https://gist.github.com/12ab",
    "<script src='https://gist.github.com/me/12ab.js'></script>": "https://gist.github.com/me/12ab",
    "[audio http://a.example/x.mp3|titles=T]": "http://a.example/x.mp3",
    '[video width="3" mp4="http://a.example/x.mp4"][/video]': "http://a.example/x.mp4",
    f"<p>{YOUTUBE}</p>": YOUTUBE,
    f'<!-- wp:embed {{"url":"x"}} --><figure class="wp-block-embed"><div>\n{YOUTUBE}\n</div></figure><!-- /wp:embed -->': YOUTUBE,
    f'<!-- wp:embed {{"url":"{YOUTUBE}"}} /-->': YOUTUBE,
    '<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0"></iframe>': YOUTUBE,
    '<iframe src="https://player.vimeo.com/video/12345"></iframe>': "https://vimeo.com/12345",
    '<object><param name="movie" value="http://www.youtube.com/v/abcdefghijk&hl=en"><embed src="x"></object>': YOUTUBE,
    '<!-- wp:audio --><figure><audio controls src="http://a.example/x.mp3"></audio></figure><!-- /wp:audio -->': "http://a.example/x.mp3",
    f"[vc_video link='{YOUTUBE}']": YOUTUBE,
}


@pytest.mark.parametrize("source", ADDRESSES)
def test_what_other_sites_show_is_an_address_on_a_line_of_its_own(source):
    assert said(f"a\n\n{source}\n\nb") == f"a\n\n<{ADDRESSES[source]}>\n\nb"


def test_a_film_of_a_known_host_becomes_a_card():
    assert "<link-embed" in markdown.render_post(said("[youtube abcdefghijk]")).html


def test_a_playlist_is_a_list_of_its_files():
    expected = "- [One](https://old.example/one.mp3)\n- [Two](https://old.example/two.mp3)"
    assert said('[playlist ids="2,3"]') == said("[playlist]") == expected


FOOTNOTES = {
    "the block editor's": '<p>a<sup data-fn="u-1" class="fn"><a href="#u-1" id="u-1-link">1</a></sup></p>\n<!-- wp:footnotes /-->',
    "ref": "a[ref]A <em>n</em>[/ref]\n\n[references /]",
    "efn_note": "a[efn_note]A <i>n</i>[/efn_note]",
    "footnote": "a[footnote]<p>A <em>n</em></p>[/footnote]",
    "double brackets": "a((A <em>n</em>))",
}


@pytest.mark.parametrize("name", FOOTNOTES)
def test_footnotes_are_footnotes(name):
    seen = Counter()
    assert said(FOOTNOTES[name], seen) == "a[^1]\n\n[^1]: A *n*" and not seen
    assert 'role="doc-noteref"' in markdown.render_post(said(FOOTNOTES[name])).html


def test_a_note_that_is_named_twice_stands_once():
    mark = '<sup data-fn="u-1" class="fn"><a href="#u-1">1</a></sup>'
    assert said(f"a{mark} b[ref]x y[/ref] c{mark}") == "a[^1] b[^2] c[^1]\n\n[^1]: A *n*\n\n[^2]: x y"


BUILDERS = {
    "WPBakery": (
        '[vc_row el_class="x"][vc_column width="1/2"][vc_custom_heading text="Head"][vc_column_text]One\n\nTwo[/vc_column_text]'
        '[vc_single_image image="1"][vc_btn title="Go" link="url:https%3A%2F%2Fa.example%2F|title:T"][/vc_column][/vc_row]',
        "### Head\n\nOne\n\nTwo\n\n![A](https://old.example/a.jpg)\n\n[Go](https://a.example/)",
    ),
    "HTML in Base64": ("[vc_raw_html]JTNDcCUzRWhpJTNDJTJGcCUzRQ==[/vc_raw_html]", "hi"),
    "Divi": (
        '[et_pb_section][et_pb_text admin_label="Text"]<p>One</p>[/et_pb_text][et_pb_image src="/b.jpg" alt="B" /]'
        '[et_pb_button button_text="Go" button_url="/x"][/et_pb_section]',
        "One\n\n![B](https://old.example/b.jpg)\n\n[Go](/x)",
    ),
    "Fusion": (
        '[fusion_title size="2"]T[/fusion_title][fusion_button link="/x"]Go[/fusion_button]',
        "### T\n\n[Go](/x)",
    ),
    "Enfold": ("[av_heading heading='T' tag='h2'][av_textblock]One[/av_textblock][av_hr]", "### T\n\nOne\n\n---"),
    "Shortcodes Ultimate": ('[su_row][su_box title="T"]One[/su_box][/su_row]', "### T\n\nOne"),
    "a grid": ("[one_half]a[/one_half][one_half_last]b[/one_half_last]", "a\n\nb"),
}


@pytest.mark.parametrize("name", BUILDERS)
def test_of_a_page_builder_the_words_stay_and_the_layout_is_counted(name):
    source, expected = BUILDERS[name]
    seen = Counter()
    assert said(source, seen) == expected
    assert seen and all("layout" in each for each in seen)


def test_unknown_ones_stay_as_text_and_are_counted_by_name():
    seen = Counter()
    text = said('[slider id="3"] [my_thing] [box]in[/box] [sic] [nggallery id=1]', seen)
    assert text.replace("\\", "") == '[slider id="3"] [my_thing] [box]in[/box] [sic] [nggallery id=1]'
    assert {name.split("]")[0] for name in seen} == {
        f"shortcode [{name}" for name in ("slider", "my_thing", "box", "nggallery")
    }


def test_a_shortcode_in_a_tag_is_left_to_the_tag():
    assert said('<a href="/x" title="[gallery]">y</a>') == '[y](/x "\\[gallery\\]")'


def test_an_inner_one_is_understood_too():
    assert said('[caption]<img src="/a.jpg" alt="A"> See[ref]a note[/ref][/caption]').count("a note") == 1


def test_the_parts_of_a_post_are_one_page_and_the_first_more_counts():
    text = "a<!--more Go on-->b<!--nextpage-->c\n\n[nextpage title='Two']\n\n<!--more--><!--noteaser-->d"
    assert said(text) == "a\n\n<!--more-->\n\nbc\n\n## Two\n\nd"


def test_scripts_and_forms_are_counted():
    seen = Counter()
    assert said("a<script>x</script><form><input></form>b", seen) == "a\n\nb" and sum(seen.values()) == 2
