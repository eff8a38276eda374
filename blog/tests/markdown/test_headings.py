from blog.markdown import Heading, render_post


def test_the_page_keeps_its_only_first_level_heading():
    html = render_post("# One\n\n## Two").html
    assert "<h2 id=" in html and "<h3 id=" in html and "<h1" not in html


def test_headings_stay_where_they_are_if_none_is_of_the_first_level():
    assert [h.level for h in render_post("## Two\n\n### Three").contents] == [2, 3]


def test_no_heading_is_pushed_below_the_sixth_level():
    assert [h.level for h in render_post("# One\n\n###### Six").contents] == [2, 6]


def test_a_first_level_heading_in_html_moves_down_too():
    assert "<h2>x</h2>" in render_post("<h1>x</h1>").html


def test_ids_are_unique_in_any_script_and_never_the_pages_own():
    source = "## Straße nach Köln\n\n## हिन्दी\n\n## Comments\n\n## Comments\n\n## Comments 2\n\n## ?!"
    assert [h.id for h in render_post(source).contents] == [
        "body-straße-nach-köln",
        "body-हिन्दी",
        "body-comments",
        "body-comments-2",
        "body-comments-2-2",
        "body-section",
    ]


def test_contents_hold_the_words_of_a_heading_without_its_markup():
    source = "## *Some* `code`, [a link](/x) & more[^1]\n\n[^1]: Note"
    assert render_post(source).contents == (Heading(2, "body-some-code-a-link-more", "Some code, a link & more"),)


def test_a_permalink_is_no_noise_for_a_screen_reader():
    html = render_post("## Two").html
    assert '<a class="permalink" href="#body-two" aria-hidden="true" tabindex="-1"></a></h2>' in html


def test_the_contents_list_stands_where_it_is_asked_for_and_only_once():
    html = render_post("[TOC]\n\n## A\n\n### B\n\n## C\n\n[[toc]]").html
    nested = (
        '<ol><li><a href="#body-a">A</a><ol><li><a href="#body-b">B</a></li></ol></li>'
        '<li><a href="#body-c">C</a></li></ol>'
    )
    assert f'<nav class="contents" aria-label="Contents">{nested}</nav>' in html
    assert html.count("<nav") == 1 and "toc" not in html.lower()


def test_the_contents_list_copes_with_levels_in_disorder():
    html = render_post("[toc]\n\n#### A\n\n## B\n\n### C").html
    assert html.count("<ol>") == html.count("</ol>") and html.count("<li>") == html.count("</li>") == 3


def test_a_link_inside_the_post_finds_its_heading():
    assert 'href="#body-köln"' in render_post("[x](#köln)\n\n## Köln").html.replace("k%C3%B6ln", "köln")


def test_a_link_to_another_part_of_the_page_is_left_alone():
    assert 'href="#respond"' in render_post("[Reply](#respond)").html
