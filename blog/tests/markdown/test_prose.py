from blog.markdown import Rendered, render_post


def test_the_more_marker_ends_the_excerpt_and_leaves_nothing_behind():
    rendered = render_post("First *words*.\n\n<!--more-->\n\nThe rest.")
    assert rendered.excerpt == "First words."
    assert "more" not in rendered.html and "rest" in rendered.html


def test_wordpress_writes_a_text_into_the_marker():
    assert render_post("One.\n\n<!--more Continue reading-->\n\nTwo.").excerpt == "One."


def test_a_marker_inside_a_paragraph_counts_too():
    rendered = render_post("One <!--more--> two")
    assert rendered.excerpt == "One" and "<!--" not in rendered.html


def test_a_long_opening_is_cut_after_a_sentence():
    excerpt = render_post("Ten words make a sentence of just this very length. " * 9).excerpt
    assert excerpt == ("Ten words make a sentence of just this very length. " * 5).strip() + " …"


def test_without_a_sentence_it_is_cut_after_a_word():
    excerpt = render_post("word " * 200).excerpt
    assert excerpt == ("word " * 50).strip() + "…"


def test_an_excerpt_of_one_endless_word_ends():
    assert len(render_post("x" * 5000).excerpt) <= 402


def test_the_excerpt_leaves_out_code_headings_footnotes_and_long_formulas():
    source = "# Title\n\n```python\ncode\n```\n\nWords[^1] with $x^2$ and $\\frac{a}{b}$.\n\n[^1]: A note."
    assert render_post(source).excerpt == "Words with x^2 and …."


def test_the_plain_text_has_every_block_on_a_line_and_no_markup():
    source = "# Title\n\nA <b>bold</b> &amp; *light* word.\n\n- one\n- two\n\n|a|b|\n|-|-|\n|c|d|\n\n<script>x</script>"
    assert render_post(source).plain == "Title\nA bold & light word.\none\ntwo\na\nb\nc\nd"


def test_words_are_counted_in_languages_without_spaces_too():
    assert render_post("One two, don't three-four.").word_count == 4
    assert render_post("漢字かな").word_count == 4
    assert render_post("Python は 楽しい").word_count == 5


def test_nothing_at_all_gives_nothing_at_all():
    assert render_post("") == Rendered(html="", contents=(), excerpt="", word_count=0, plain="")
