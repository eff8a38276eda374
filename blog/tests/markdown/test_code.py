from blog.markdown import render_comment, render_post


def test_known_languages_have_colours_by_class():
    html = render_post("```python\ndef f(): pass\n```").html
    assert '<code class="language-python"><span class="k">def</span>' in html
    assert "style=" not in html


def test_other_names_of_a_language_are_known():
    assert '<span class="k' in render_post("```js\nvar x\n```").html


def test_an_unknown_language_is_plain():
    html = render_post("```nonsense\n<b> & x\n```").html
    assert '<code class="language-nonsense">&lt;b&gt; &amp; x\n</code>' in html


def test_code_can_be_scrolled_by_keyboard():
    assert render_post("    x").html.startswith('<pre tabindex="0"><code>x')


def test_a_long_line_and_a_long_block_go_without_colours():
    assert "<span" not in render_post("```python\n" + "x = 1; " * 200 + "\n```").html
    assert "<span" not in render_post("```python\n" + "x = 1\n" * 4000 + "```").html


def test_colours_run_out_before_time_does():
    html = render_post(("```python\n" + "x = 1\n" * 3000 + "```\n\n") * 7).html
    assert html.count("<pre") == 7 and html.count("<span") < 7 * 3 * 3000


def test_comments_have_colours_too():
    assert '<span class="k">def</span>' in render_comment("```python\ndef f(): pass\n```")
