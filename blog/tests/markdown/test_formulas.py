import pytest

from blog.markdown import render_post


def test_a_formula_becomes_mathml_and_keeps_its_source():
    html = render_post("It is $x^2$.").html
    assert '<span class="math" data-tex="x^2"><math display="inline">' in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html


@pytest.mark.parametrize("source", ["$$\nx\n$$", "```math\nx\n```", "$$x$$"])
def test_a_formula_on_its_own_lines_is_displayed(source):
    html = render_post(source).html
    assert '<div class="math" data-tex="x" tabindex="0"><math display="block">' in html


@pytest.mark.parametrize(
    "source",
    ["$5 and $6", "US$5 or US$6", "$ x $", "$x$5", r"\$x\$", "a$x$", "$$", "`$x$`", "$x\n\ny$"],
)
def test_money_stays_text(source):
    html = render_post(source).html
    assert "<math" not in html and "math-source" not in html and "$" in html


def test_markup_inside_a_formula_is_none():
    assert "<em>" not in render_post("$a*b*c_d_e$").html


@pytest.mark.parametrize(
    "tex", [r"\frac{a", r"x^", r"\left(", r"\begin{matrix}", "{" * 40 + "}" * 40, "^^^^", r"\\hat" * 300]
)
def test_broken_tex_is_shown_as_it_was_typed(tex):
    html = render_post(f"```math\n{tex}\n```").html
    assert '<code class="math-source">' in html or "<math" in html


def test_a_macro_that_multiplies_itself_is_not_worked_out():
    doubling = "".join(rf"\newcommand{{\{chr(98 + n)}}}{{\{chr(97 + n)}\{chr(97 + n)}}}" for n in range(24))
    assert '<code class="math-source">' in render_post(f"```math\n{doubling}\\y\n```").html


def test_what_tex_may_say_about_links_styles_and_classes_is_dropped():
    html = render_post(r"$\href{javascript:x}{a}$ $\style{color:red}{b}$ $\class{comment}{c}$").html
    assert html.count("<math") == 3
    assert "href=" not in html and "style=" not in html and 'class="comment"' not in html


def test_a_long_formula_and_too_many_formulas_stay_code():
    assert '<code class="math-source">' in render_post("```math\n" + "x+" * 1500 + "y\n```").html
    html = render_post("\n\n".join(f"$x_{{{n}}} + y_{{{n}}} = z_{{{n}}}$" for n in range(3000))).html
    assert 0 < html.count("<math") < 3000
    assert html.count("<math") + html.count("math-source") == 3000
