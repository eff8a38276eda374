"""What staff set for paper: head and foot, what is usual, a style of their own."""

import socket
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from blog import pictures
from blog.models import PaperSettings
from blog.paper import libraries
from tests.builders import make_page, make_post, make_user

from .desk import ROLES, sign_in
from .pictures import image, saved, upload
from .test_pdf import pdf_of

pytestmark = pytest.mark.django_db
needs_press = pytest.mark.skipif(bool(libraries.missing()), reason="WeasyPrint's libraries are not here")

LIST = "/admin/blog/papersettings/"
PAGE = "/admin/blog/papersettings/1/change/"
BUTTONS = {f"offers_{shape}": "on" for shape in ("print", "pdf", "epub", "email")}


def set_paper(**fields):
    PaperSettings(**fields).save()


def form_data(**fields):
    """What the page sends; the selects as they are usually set."""
    return {"logo": "", "tagline": "", "licence": "", "css": "", **BUTTONS, **fields}


def bench_of(client, post, query=""):
    return client.get(f"{post.url_of('blog:print')}?{query}" if query else post.url_of("blog:print"))


def make_logo(**fields):
    return pictures.take_in(upload(saved(image(300, 90))), by=make_user("painter", role="editor"), **fields)


# --- The page at the desk ---


def test_the_list_leads_to_the_one_row_and_nobody_adds_or_deletes_it(client):
    sign_in(client)
    assert client.get(LIST, follow=True).redirect_chain == [(PAGE, 302)]
    assert client.get(f"{LIST}add/").status_code == client.get(PAGE.replace("change", "delete")).status_code == 403


def test_editors_and_administrators_set_it_and_nobody_else(client):
    for role in ROLES:
        sign_in(client, role)
        may = role in {"editor", "administrator"}
        assert client.get(LIST).status_code == (302 if may else 403), role
        assert client.post(PAGE, form_data(tagline=role)).status_code == (302 if may else 403), role
        assert (PaperSettings.load().tagline == role) == may
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_what_is_set_stands_at_the_head_and_foot_of_every_sheet(client):
    sign_in(client)
    client.get(LIST)
    logo = make_logo()
    data = form_data(logo=logo.pk, tagline="Since 1892", licence="Copy it & share it")
    assert client.post(PAGE, data).status_code == 302
    client.logout()
    for piece in (make_post(), make_page()):
        sheet = bench_of(client, piece).text.split('<article class="sheet ')[1]
        assert '<span class="tagline" dir="ltr">Since 1892</span>' in sheet
        assert '<p class="licence" dir="ltr">Copy it &amp; share it</p>' in sheet
        assert f'{logo.file.url}" width="300" height="90" alt="">' in sheet
    assert "Since 1892" not in client.get(piece.get_absolute_url()).text


def test_each_line_runs_in_the_direction_of_its_own_script(client):
    set_paper(tagline="„1892“ منذ", licence="CC BY 4.0, 2026")
    sheet = bench_of(client, make_post("ورق", language="ar")).text
    assert '<span class="tagline" dir="rtl">' in sheet and '<p class="licence" dir="ltr">' in sheet


def test_a_button_that_is_unticked_is_off(client):
    sign_in(client)
    client.get(LIST)
    client.post(PAGE, form_data(offers_pdf=""))
    paper = PaperSettings.load()
    assert (paper.offers_print, paper.offers_pdf, paper.offers_epub, paper.offers_email) == (True, False, True, True)


def test_a_number_that_is_no_picture_is_refused_with_a_sentence_and_the_rest_is_kept(client):
    sign_in(client)
    client.get(LIST)
    for number in ("4711", "many", "9" * 40):
        page = client.post(PAGE, form_data(logo=number, tagline="Typed with care"))
        assert page.status_code == 200 and "Typed with care" in page.text and 'class="errorlist"' in page.text
    assert PaperSettings.load().tagline == ""


# --- The logo ---


def test_the_logo_is_seen_by_everybody_for_as_long_as_it_is_the_logo(client):
    logo = make_logo()
    assert client.get(logo.file.url).status_code == 404
    set_paper(logo=logo)
    response = client.get(logo.file.url)
    assert response.status_code == 200 and response["Cache-Control"] == "public, max-age=3600"
    set_paper(logo=None)
    assert client.get(logo.file.url).status_code == 404


def test_the_library_says_where_the_logo_is_used_and_keeps_it(client):
    sign_in(client)
    logo = make_logo()
    set_paper(logo=logo)
    assert "the head of every sheet" in client.get(reverse("admin:blog_picture_change", args=[logo.pk])).text
    delete = reverse("admin:blog_picture_delete", args=[logo.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    set_paper(logo=None)
    assert client.post(delete, {"post": "yes"}).status_code == 302


@needs_press
def test_the_logo_the_line_and_the_licence_are_in_the_file(client, run_tasks):
    set_paper(logo=make_logo(), tagline="Since 1892", licence="Copy it and share it")
    book = pikepdf.open(BytesIO(pdf_of(client, make_post(), run_tasks)))
    sizes = {(int(o.Width), int(o.Height)) for o in book.objects if getattr(o, "Subtype", None) == "/Image"}
    assert (300, 90) in sizes


# --- What is usual ---


def test_what_is_usual_needs_no_word_in_an_address_and_a_word_is_stronger(client):
    set_paper(usual_for_posts="paper=letter&size=12")
    post = make_post()
    assert "paper-letter size-12" in bench_of(client, post).text
    assert "paper-a4 size-12" in bench_of(client, post, "paper=a4").text
    short = bench_of(client, post, "paper=letter&size=14")
    assert short.status_code == 302 and short.headers["Location"].endswith("/print/?size=14")


def test_posts_and_pages_have_a_usual_of_their_own(client):
    set_paper(usual_for_posts="paper=letter", usual_for_pages="paper=a5&columns=2")
    assert "paper-letter size-11" in bench_of(client, make_post()).text
    page = bench_of(client, make_page()).text
    assert "paper-a5 size-11" in page and "columns-2" in page


def test_the_selects_of_the_desk_say_what_is_usual_and_set_it(client):
    sign_in(client)
    client.get(LIST)
    data = form_data(usual_for_posts_paper="letter", usual_for_posts_size="12", usual_for_pages_font="sans")
    assert client.post(PAGE, data).status_code == 302
    paper = PaperSettings.load()
    assert (paper.usual_for_posts, paper.usual_for_pages) == ("paper=letter&size=12", "font=sans")
    page = client.get(PAGE).text
    for option in ('"letter"', '"12"', '"sans"', '"11"', '"a4"'):
        assert f"<option value={option} selected>" in page
    assert client.post(PAGE, form_data(usual_for_posts_paper="a4")).status_code == 302
    assert PaperSettings.load().usual_for_posts == ""


def test_what_is_no_choice_is_refused_and_neither_is_one_thread_the_usual(client):
    sign_in(client)
    client.get(LIST)
    for field, word in (("usual_for_posts_paper", "a0"), ("usual_for_pages_comments", "thread")):
        page = client.post(PAGE, form_data(**{field: word}))
        assert page.status_code == 200 and f"{word} is not one of the available choices" in page.text


# --- The style for paper ---


def test_the_style_is_read_on_the_bench_and_on_no_other_page(client):
    post = make_post()
    link = f'<link rel="stylesheet" href="{reverse("blog:paper_css")}?v='
    assert link not in bench_of(client, post).text
    set_paper(css=".sheet h1 { color: teal; }")
    assert link in bench_of(client, post).text
    for address in (post.get_absolute_url(), post.url_of("blog:email"), "/"):
        assert reverse("blog:paper_css") not in client.get(address).text


def test_the_style_may_be_kept_under_its_version_and_another_text_has_another(client):
    address = reverse("blog:paper_css")
    assert client.get(address).status_code == 404
    set_paper(css=".sheet h1 { color: teal; }")
    first = PaperSettings.load().css_version
    response = client.get(f"{address}?v={first}")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.text == ".sheet h1 { color: teal; }"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address)["Cache-Control"] == client.get(f"{address}?v=x")["Cache-Control"] == "no-cache"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405
    set_paper(css=".sheet h1 { color: navy; }")
    assert PaperSettings.load().css_version != first
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 200


def test_nothing_in_the_style_can_leave_its_file(client):
    set_paper(css="</style><script>alert(1)</script>")
    assert "alert(1)" not in bench_of(client, make_post()).text
    response = client.get(reverse("blog:paper_css"))
    assert response["Content-Type"].startswith("text/css") and response["X-Content-Type-Options"] == "nosniff"


def test_a_style_that_is_too_long_is_refused_with_a_sentence_and_kept_in_the_field(client):
    sign_in(client)
    client.get(LIST)
    css = ".sheet { color: black; }\n" * 801
    page = client.post(PAGE, form_data(css=css))
    assert page.status_code == 200 and "has more than 20,000 characters" in page.text
    assert page.text.count(".sheet { color: black; }") == 801
    assert PaperSettings.load().css == ""
    assert client.post(PAGE, form_data(css=css[:20_000])).status_code == 302


@needs_press
def test_the_style_is_in_the_file_and_a_new_one_makes_a_new_file(client, run_tasks):
    post = make_post(body="Plain words.")
    plain = pikepdf.open(BytesIO(pdf_of(client, post, run_tasks)))
    set_paper(css="@page a4 { size: 100mm 100mm; margin: 5mm }")
    styled = pikepdf.open(BytesIO(pdf_of(client, post, run_tasks)))
    assert [round(float(book.pages[0].MediaBox[2]) / 72 * 25.4) for book in (plain, styled)] == [210, 100]


@needs_press
def test_the_style_opens_nothing_of_the_machine_and_nothing_outside(client, run_tasks, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="77" height="7"><text>Treasure</text></svg>')
    with socket.create_server(("127.0.0.1", 0)) as server:
        outside = f"http://127.0.0.1:{server.getsockname()[1]}"
        set_paper(
            css=f'@import url({outside}/a.css); @import "file://{secret}";'
            f"@font-face {{ font-family: x; src: url({outside}/x.woff2), url(file:///etc/passwd) }}"
            f".sheet {{ font-family: x; background: url({outside}/b.png) }}"
            f".sheet h1 {{ content: url(file://{secret}) }} .sheet h1::before {{ content: url({secret}) }}"
            ".sheet p::after { content: url(file:///etc/passwd); color: teal }"
        )
        content = pdf_of(client, make_post("Tides"), run_tasks)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody has knocked
    book = pikepdf.open(BytesIO(content))
    streams = b"".join(o.read_bytes() for o in book.objects if isinstance(o, pikepdf.Stream) and "/Width" not in o)
    assert b"Treasure" not in streams and b"root:" not in streams
    assert "/EmbeddedFiles" not in book.Root.get("/Names", {})
