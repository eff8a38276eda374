"""What is in the letter: the version that was chosen, as HTML and as text, and its PDF."""

from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from blog import pictures
from blog.models import EmailRequest, PaperFile, PaperSettings, Post, Visibility
from blog.paper import carrying, enclosing, libraries, pdf
from blog.paper.choice import Choice
from blog.paper.sheet import sheet_of
from config import housekeeping, mail
from config.models import OutgoingMail
from tests.builders import make_comment, make_post, make_user

from .letters import html_of, let_time_pass, to_friend, to_myself, words_of
from .pictures import image, saved, upload

pytestmark = pytest.mark.django_db
needs_press = pytest.mark.skipif(bool(libraries.missing()), reason="WeasyPrint's libraries are not here")

BODY = """Goes *out* with the [moon](https://moon.example/a).[^1]

## Why it **goes**

1. first
   - nested, and long enough that the line must be broken somewhere before it ends
2. second

> quoted
>
> twice

```python
def tide():
    return "<ebb>"
```

| place | metres |
|-------|-------:|
| Brest | 6.1    |
| 東京  | 2      |

- [x] seen

$$
y^3
$$

[^1]: A note.
"""


@pytest.fixture
def send(client, postman, run_tasks):
    """The letter that alice gets of a post, with a choice; she is the author of what is hidden."""

    def send(post, query="", **typed):
        client.force_login(post.author)
        assert to_myself(client, post, query=query, **typed).status_code == 200
        run_tasks()
        let_time_pass()  # with its PDF it waits until that is made
        run_tasks()
        return postman.received[-1]

    return send


@pytest.fixture
def quick_press(monkeypatch):
    """The press is another process, at the edge of the machine."""
    monkeypatch.setattr(pdf, "run_press", lambda volume, html: (b"%PDF-1.7 " + html.encode(), 3))


def test_both_parts_are_there_and_whole(send):
    letter = send(make_post("Tides", body=BODY))
    assert letter.get_content_type() == "multipart/alternative" and not letter.defects
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    html = html_of(letter)
    assert "<h2" in html and 'href="https://moon.example/a">moon</a>' in html and "<table" in html
    for odd in ("data-part", "data-tex", "<math", "<script", "<link ", "permalink", 'href="#', "srcset", 'href="/'):
        assert odd not in html.partition("</style>")[2], odd


def test_the_text_is_made_for_reading(send):
    text = words_of(send(make_post("Tides", body=BODY)))
    expected = """
Goes _out_ with the moon [1].¹

Why it *goes*
=============

1. first
   * nested, and long enough that the line must be broken somewhere
     before it ends
2. second

> quoted
>
> twice

    def tide():
        return "<ebb>"

place  metres
-----  ------
Brest  6.1
東京   2

* ☑ seen

`y^3`

1. A note.

Addresses
[1] https://moon.example/a
"""
    assert expected in text.replace("\n\n\n", "\n\n")


def test_a_wide_table_is_read_row_by_row(send):
    cell = "so many words that no line could ever hold them beside another cell"
    text = words_of(send(make_post(body=f"| a | b |\n|---|---|\n| {cell} | {cell} |\n| x | y |")))
    assert "a: so many words that no line could ever hold" in text and "a: x\nb: y" in text


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("", "moon [1].", "⟨"),
        ("?links=brackets", "moon ⟨https://moon.example/a⟩.", "[1]"),
        ("?links=off", "with the moon.", "https://moon.example/a"),
    ],
)
def test_links_are_as_they_were_chosen(send, query, there, gone):
    letter = send(make_post(body=BODY), query)
    assert there in words_of(letter) and gone not in words_of(letter)
    assert (gone in html_of(letter).partition("</style>")[2]) is (query == "?links=off")  # a link is one there


def test_what_was_left_out_on_the_bench_is_in_neither_part(send):
    post = make_post(body="One stays.\n\nTwo goes.\n\nThree stays.")
    code = next(part.code for part in sheet_of(post, Choice()).parts if part.words == "Two goes.")
    letter = send(post, f"?without={code}")
    for part in (words_of(letter), html_of(letter)):
        assert "One stays." in part and "Three stays." in part and "Two goes." not in part


def test_comments_come_along_as_chosen_and_only_those_that_anybody_may_read(send):
    post = make_post()
    comment = make_comment(post, body="First reply")
    make_comment(post, parent=comment, body="An answer")
    make_comment(post, status="pending", body="Not yet")
    none, everything = send(post), send(post, "?comments=all")
    assert "First reply" not in words_of(none) + html_of(none)
    for part in (words_of(everything), html_of(everything)):
        assert "First reply" in part and "An answer" in part and "Not yet" not in part
    assert "    An answer" in words_of(everything)


# --- Pictures ------------------------------------------------------------------------------------------------------


def make_pictured(**fields):
    url = pictures.take_in(upload(), by=None).file.url
    red = saved(image(1200, 800, colour=(200, 30, 30)))
    cover = pictures.take_in(upload(red), by=None, alt="A red cover")
    body = f"Before ![inline]({url}) after.\n\n![A field]({url})\n\n![far](https://far.example/x.png)"
    return make_post("Fields", body=body, cover=cover, **fields)


def test_pictures_of_a_public_post_are_named_by_their_address_and_those_of_others_are_not(send):
    post = make_pictured()
    html, text = (read(send(post)) for read in (html_of, words_of))
    assert f'src="{settings.SITE_URL}{post.cover.file.url}" width="560" alt="A red cover"' in html
    assert html.count("<img ") == 3 and html.count(f'src="{settings.SITE_URL}/media/') == 3
    assert 'src="https://far.example' not in html
    assert "[Picture: A red cover]" in text and "[Picture: A field]" in text


def test_smaller_pictures_are_smaller_and_none_is_none(send):
    post = make_pictured()
    assert 'width="168" alt="A red cover"' in html_of(send(post, "?pictures=small"))
    letter = send(post, "?pictures=none")
    assert "<img" not in html_of(letter) and "[Picture" not in html_of(letter) + words_of(letter)
    assert "Before after." in words_of(letter) and "A field" not in html_of(letter)


@pytest.mark.parametrize("fields", [{"published_at": None}, {"visibility": Visibility.PRIVATE}])
def test_pictures_of_a_hidden_post_are_words_in_its_letter(send, fields):
    html = html_of(send(make_pictured(**fields)))
    assert "<img" not in html and "/media/" not in html
    assert "[Picture: A red cover]" in html and "[Picture: A field]" in html


# --- The PDF -------------------------------------------------------------------------------------------------------


@needs_press
def test_the_pdf_of_the_same_choice_is_enclosed_and_opens(send):
    post = make_post("Ebb & flow", slug="ébb", body="Goes out.\n\nComes in.")
    code = next(part.code for part in sheet_of(post, Choice()).parts if part.words == "Comes in.")
    letter = send(post, f"?paper=a5&without={code}", pdf="on")
    (enclosed,) = letter.iter_attachments()
    assert (enclosed.get_content_type(), enclosed.get_filename()) == ("application/pdf", "ébb.pdf")
    book = pikepdf.open(BytesIO(enclosed.get_content()))
    assert str(book.docinfo.Title) == "Ebb & flow" and [round(float(n)) for n in book.pages[0].MediaBox] == [
        0,
        0,
        420,
        595,
    ]
    assert words_of(letter) and html_of(letter)


@needs_press
def test_a_pdf_that_is_made_already_goes_at_once_and_none_goes_unasked(send, client, run_tasks, quick_press):
    post = make_post()
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    assert len(list(send(post, pdf="on").iter_attachments())) == 1
    assert not list(send(post).iter_attachments())


@needs_press
@pytest.mark.parametrize("trouble", ["too large", "failed", "late"])
def test_where_there_is_no_pdf_the_letter_says_why_and_has_the_link(send, monkeypatch, trouble):
    if trouble == "too large":
        monkeypatch.setattr(enclosing, "MOST_BYTES", 10)
        monkeypatch.setattr(pdf, "run_press", lambda volume, html: (b"%PDF" * 10, 1))
    elif trouble == "failed":
        monkeypatch.setattr(pdf, "run_press", broken_press)
    else:
        monkeypatch.setattr(carrying, "PAUSES", [])
    post = make_post()
    letter = send(post, "?paper=a5", pdf="on")
    sentence = {"too large": "too large", "failed": "could not be made", "late": "was not ready in time"}[trouble]
    assert not list(letter.iter_attachments())
    for part in (words_of(letter), html_of(letter)):
        assert f"The PDF {'is ' if trouble == 'too large' else ''}{sentence}" in part
        assert f"{settings.SITE_URL}{post.url_of('blog:pdf')}?paper=a5" in part


def broken_press(volume, html):
    raise pdf.NotMade("the press jammed")


def test_where_no_pdf_can_be_made_none_is_offered_and_the_letter_goes(send, client, monkeypatch):
    monkeypatch.setattr(libraries, "missing", lambda: ["pango-1.0"])
    post = make_post()
    assert "Enclose the PDF" not in client.get(post.url_of("blog:email")).content.decode()
    assert words_of(send(post, pdf="on"))


@needs_press
def test_where_staff_offer_no_pdf_none_goes_along(send, client, quick_press):
    PaperSettings.objects.update_or_create(pk=1, defaults={"offers_pdf": False})
    post = make_post()
    assert "Enclose the PDF" not in client.get(post.url_of("blog:email")).content.decode()
    letter = send(post, pdf="on")
    assert not list(letter.iter_attachments()) and "PDF" not in words_of(letter)


# --- Once, whatever is killed --------------------------------------------------------------------------------------


def test_a_task_that_is_run_again_sends_nothing_more(send, run_tasks, postman):
    send(make_post())
    carrying.carry.call(EmailRequest.objects.get().pk)
    run_tasks()
    assert len(postman.received) == 1


def test_killed_while_the_letter_is_put_into_the_outbox_it_leaves_once(client, run_tasks, postman, monkeypatch):
    client.force_login(make_user("alice"))
    to_friend(client, make_post())
    real = mail.put

    def power_cut(message, **options):
        real(message, **options)
        raise SystemExit

    monkeypatch.setattr(mail, "put", power_cut)
    with pytest.raises(SystemExit):
        carrying.carry.call(EmailRequest.objects.get().pk)
    monkeypatch.setattr(mail, "put", real)
    assert EmailRequest.objects.get().state == "confirmed" and not OutgoingMail.objects.exists()
    run_tasks()
    carrying.carry.call(EmailRequest.objects.get().pk)
    run_tasks()
    assert len(postman.received) == 1


@needs_press
def test_killed_while_it_waits_for_its_pdf_it_leaves_once_with_it(client, run_tasks, postman, quick_press):
    client.force_login(make_user("alice"))
    to_friend(client, make_post(), pdf="on")
    DBTaskResult.objects.all().delete()
    EmailRequest.objects.update(confirmed_at=EmailRequest.objects.get().confirmed_at - carrying.FORGOTTEN_AFTER * 2)
    assert carrying.pick_up_forgotten in housekeeping.chores
    for _time in range(2):
        carrying.pick_up_forgotten()
        run_tasks()
        let_time_pass()
        run_tasks()
    (letter,) = postman.received
    assert len(list(letter.iter_attachments())) == 1
    assert PaperFile.objects.count() == 1


def test_a_letter_that_cannot_be_made_is_given_up_after_two_days_and_the_addresses_forgotten(client):
    from blog.paper import emailing

    client.force_login(make_user("alice"))
    to_friend(client, make_post())
    EmailRequest.objects.update(confirmed_at=EmailRequest.objects.get().confirmed_at - emailing.LINK_LASTS * 2)
    emailing.forget_old()
    row = EmailRequest.objects.get()
    assert (row.state, row.email, row.friend) == ("dropped", "", "")


def test_a_long_post_with_hostile_markup_becomes_a_letter(send):
    body = ">" * 200 + " deep\n\n" + "<blockquote>" * 100 + "x\n\n" + "- " * 50 + "y\n\n<table><tr><td>" * 20
    post = make_post(body=body)
    Post.objects.filter(pk=post.pk).update(summary="<script>x()</script>")
    letter = send(Post.objects.get(pk=post.pk))
    assert "> > > x" in words_of(letter) and "<script" not in html_of(letter)
