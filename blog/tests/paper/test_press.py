"""The press is small: it starts for every file, and knows nothing of the site."""

import subprocess
import sys

from django.conf import settings

from blog.paper import list_numbers, ruby

MODULES = "press, formulas, list_numbers, ruby"


def test_the_press_starts_without_django():
    code = f"import sys; from blog.paper import {MODULES}; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=settings.BASE_DIR)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_reading_stands_above_its_word_in_a_box_wide_enough_for_both():
    html = ruby.above(
        "<p><ruby>紙<rp>(</rp><rt>かみ</rt><rp>)</rp></ruby>と<ruby>活<rt>かつ</rt>版<rt>ぱん</rt></ruby></p>"
    )
    assert "(" not in html and "<ruby" not in html
    assert html.count('class="ruby"') == 3
    assert '<span class="ruby" style="min-width: 1.0em">紙<span class="reading">かみ</span></span>' in html


def test_a_list_begins_with_the_number_that_was_written():
    html = list_numbers.counted('<ol start="9" class="x"><li value="12">a</li></ol><ol><li>b</li></ol>')
    assert 'counter-reset: list-item 8"' in html and 'counter-set: list-item 12"' in html
    assert html.endswith("<ol><li>b</li></ol>")
    html = list_numbers.counted('<ol reversed=""><li>a</li><li>b</li></ol><ol start="9" reversed=""><li>c</li></ol>')
    assert 'counter-reset: list-item 3"' in html and 'counter-reset: list-item 10"' in html and "start" not in html
