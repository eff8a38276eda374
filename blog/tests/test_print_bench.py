"""What a reader may choose on the bench, and that the whole of it is in the address."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from blog import pictures
from blog.models import PaperFile, PaperSettings
from blog.paper import pdf
from blog.paper.choice import OPTIONS, Choice
from blog.paper.volume import volume_of_post
from tests.builders import make_comment, make_page, make_post, make_user

from .pictures import upload

pytestmark = pytest.mark.django_db


def bench(client, post, query="") -> str:
    response = client.get(post.url_of("blog:print") + query)
    assert response.status_code == 200, response.headers
    return response.content.decode()


def sheet_on(page: str) -> str:
    return page.split('<article class="sheet ')[1].split("</main>")[0]


def code_of(page: str, words: str) -> str:
    """Of the part that begins with these words, as the list of parts has it."""
    return re.search(rf'value="(\w{{4}})"> <span>(?:<span[^>]*>\w+</span> )?\s*<bdi>{re.escape(words)}', page)[1]


# --- The address


def test_a_form_sends_every_field_and_is_led_to_what_differs_from_the_usual(client):
    post = make_post()
    everything = {option.name: option.usual for option in OPTIONS} | {"size": "14", "each": "", "thread": "7"}
    response = client.get(post.url_of("blog:print"), everything)
    assert response.headers["Location"] == post.url_of("blog:print") + "?size=14"
    usual = {option.name: option.usual for option in OPTIONS}
    assert client.get(post.url_of("blog:pdf"), usual).headers["Location"] == post.url_of("blog:pdf")


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_value_of_every_option_comes_back_from_its_address(option):
    for value in option.values:
        choice = Choice.parse(f"{option.name}={value}")
        assert getattr(choice, option.name) == value
        assert Choice.parse(choice.query()) == choice
        assert (choice.query() == "") is (value == option.usual)


@pytest.mark.parametrize(
    "nonsense",
    ["size=900", "paper=a0&font=comic", "without=abc", "each=12345678", "thread=-1", "without=" + "ab!d" * 9],
)
def test_what_is_no_choice_is_as_usual(client, nonsense):
    post = make_post()
    response = client.get(post.url_of("blog:print") + "?" + nonsense)
    assert response.headers["Location"] == post.url_of("blog:print")


def test_an_address_without_end_is_cut(client):
    choice = Choice.read(QueryDict("without=" + "abcd" * 9 + "".join(f"{n:04}" for n in range(5000))))
    assert len(choice.query()) < 8000


def test_what_staff_have_set_is_usual_and_an_address_says_what_differs_from_it(client):
    PaperSettings(usual_for_posts="paper=letter&size=12", usual_for_pages="columns=2").save()
    post, page = make_post(), make_page()
    assert "paper-letter size-12" in bench(client, post)
    assert "paper-a4 size-11" in bench(client, page) and "columns-2" in bench(client, page)
    assert "paper-a4 size-12" in bench(client, post, "?paper=a4")
    led = client.get(post.url_of("blog:print") + "?paper=letter&size=11")
    assert led.headers["Location"].endswith("?size=11")


# --- Parts


def test_any_paragraph_heading_item_code_or_table_can_be_left_out_and_put_back(client):
    body = "First words.\n\n## A heading\n\n- one\n- two\n\n```\ncode here\n```\n\n| a |\n|---|\n| cell |\n\n> quoted"
    post = make_post(body=body)
    page = bench(client, post)
    for words, gone in [
        ("First", "First words."),
        ("A heading", "<h2"),
        ("two", ">two<"),
        ("code", "<pre"),
        ("a cell", "<table"),
        ("quoted", "<blockquote"),
    ]:
        code = code_of(page, words)
        shorter = bench(client, post, f"?without={code}")
        assert gone in sheet_on(page) and gone not in sheet_on(shorter)
        back = re.search(r'class="put-back" href="([^"]+)"', shorter)[1]
        assert back == post.url_of("blog:print")


def test_left_out_parts_are_listed_with_their_words_and_stay_so_when_the_form_is_sent(client):
    post = make_post(body="One word.\n\nTwo words.\n\nThree words.")
    page = bench(client, post)
    one, two = code_of(page, "One"), code_of(page, "Two")
    shorter = bench(client, post, f"?without={one}{two}")
    assert f'<input type="hidden" name="without" value="{one}{two}">' in shorter
    links = [unescape(link) for link in re.findall(r'class="put-back" href="([^"]+)"', shorter)]
    assert links == [post.url_of("blog:print") + f"?without={two}", post.url_of("blog:print") + f"?without={one}"]
    sent = client.get(post.url_of("blog:print"), {"without": [one, two]})
    assert sent.headers["Location"].endswith(f"?without={one}{two}")


def test_a_choice_leaves_out_the_same_words_after_an_edit_and_what_changed_is_back(client):
    post = make_post(body="Keep me.\n\nDrop me.\n\nDrop me too.")
    page = bench(client, post)
    query = f"?without={code_of(page, 'Drop me.')}{code_of(page, 'Drop me too.')}"
    post.body = "A new opening.\n\nKeep me.\n\nDrop me.\n\nDrop me not."
    post.save()
    sheet = sheet_on(bench(client, post, query))
    assert "A new opening." in sheet and "Drop me not." in sheet and "Drop me." not in sheet


def test_of_two_parts_that_are_alike_one_can_be_left_out(client):
    post = make_post(body="Again.\n\nAgain.")
    sheet = sheet_on(bench(client, post))
    codes = re.findall(r'data-part="(\w+)">Again', sheet)
    assert len(set(codes)) == 2
    assert sheet_on(bench(client, post, f"?without={codes[0]}")).count("Again.") == 1


def test_a_footnote_goes_with_the_last_words_that_call_it(client):
    post = make_post(body="Called here.[^a]\n\nCalled elsewhere.[^b]\n\n[^a]: Alpha.\n[^b]: Beta.")
    page = bench(client, post)
    shorter = sheet_on(bench(client, post, f"?without={code_of(page, 'Called here')}"))
    assert "Beta." in shorter and "Alpha." not in shorter


def test_a_list_whose_items_are_all_gone_is_gone(client):
    post = make_post(body="Words.\n\n- one\n- two")
    page = bench(client, post)
    shorter = bench(client, post, f"?without={code_of(page, 'one')}{code_of(page, 'two')}")
    assert "<ul" not in sheet_on(shorter)


def test_numbers_of_links_count_only_what_is_on_the_sheet(client):
    post = make_post(body="[a](https://a.example/)\n\n[b](https://b.example/)")
    page = bench(client, post)
    shorter = sheet_on(bench(client, post, f"?without={code_of(page, 'a')}"))
    assert 'b</a><sup class="link-number">[1]</sup>' in shorter and "a.example" not in shorter


# --- Pictures, links, code


def test_pictures_have_five_sizes_for_all_and_for_each(client):
    picture = pictures.take_in(upload(), by=None, alt="A blue field")
    post = make_post(body=f"Words.\n\n![A blue field]({picture.file.url})")
    page = bench(client, post, "?pictures=small")
    assert "pictures-small" in page
    code = re.search(r'for="each-(\w+)"', page)[1]
    assert f'class="picture-large" data-part="{code}"' in sheet_on(bench(client, post, f"?pictures=none&each={code}l"))
    assert "<img" not in sheet_on(bench(client, post, f"?without={code}"))


def test_a_picture_that_is_put_back_has_the_size_it_had(client):
    picture = pictures.take_in(upload(), by=None, alt="A blue field")
    post = make_post(body=f"Words.\n\n![A blue field]({picture.file.url})")
    code = re.search(r'for="each-(\w+)"', bench(client, post))[1]
    page = bench(client, post, f"?each={code}s&without={code}")
    assert f'<input type="hidden" name="each" value="{code}s">' in page
    assert unescape(re.search(r'class="put-back" href="([^"]+)"', page)[1]).endswith(f"?each={code}s")


def test_links_are_numbered_or_stand_in_brackets_or_are_left_alone(client):
    post = make_post(body="[One](https://a.example/x) and <https://b.example/>")
    assert "⟨https://a.example/x⟩" in sheet_on(bench(client, post, "?links=brackets"))
    assert "⟨https://b.example/⟩" not in sheet_on(bench(client, post, "?links=brackets"))
    off = sheet_on(bench(client, post, "?links=off"))
    assert "link-number" not in off and "addresses" not in off


def test_kept_lines_of_code_say_how_long_they_are(client):
    post = make_post(body="```\n" + "x" * 95 + "\n```\n\n```\nshort &amp; sweet\n```")
    sheet = sheet_on(bench(client, post, "?code=keep"))
    assert re.search(r'<pre[^>]* class="long-100"', sheet) and re.search(r'<pre[^>]* class="long-80 ', sheet)


# --- The conversation


@pytest.fixture
def talk():
    """A post and what was said: a thread that the author joined, one without, and one that waits."""
    author = make_user("author", role="author")
    post = make_post(author=author)
    ines = make_comment(post, name="Ines", body="The ebb is late.")
    make_comment(post, name="Ada", account=author, parent=ines, body="It is the wind.")
    tom = make_comment(post, name="Tom", body="I row [here](https://row.example/).")
    make_comment(post, name="Noor", status="pending", body="canary")
    return post, ines, tom


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        ("none", ()),
        ("all", ("The ebb", "the wind", "I row")),
        ("author", ("The ebb", "the wind")),
        ("highlights", ("The ebb", "the wind")),
    ],
)
def test_as_much_of_the_conversation_is_printed_as_was_chosen(client, talk, which, shown):
    sheet = sheet_on(bench(client, talk[0], "" if which == "none" else f"?comments={which}"))
    said = [words for words in ("The ebb", "the wind", "I row", "canary") if words in sheet]
    assert tuple(said) == shown


def test_one_thread_is_printed_alone(client, talk):
    post, ines, tom = talk
    sheet = sheet_on(bench(client, post, f"?comments=thread&thread={tom.pk}"))
    assert "I row" in sheet and "The ebb" not in sheet and "1 of 3 replies" in sheet
    assert f'<option value="{ines.pk}">Ines: The ebb is late.</option>' in bench(client, post)


def test_a_single_comment_is_left_out_and_its_answers_stay(client, talk):
    post, _ines, _tom = talk
    page = bench(client, post, "?comments=all")
    sheet = sheet_on(bench(client, post, f"?comments=all&without={code_of(page, 'Ines')}"))
    assert "The ebb" not in sheet and "the wind" in sheet and "2 of 3 replies" in sheet


def test_links_of_comments_count_on_from_the_text(client, talk):
    post = talk[0]
    post.body = "[a](https://a.example/)"
    post.save()
    sheet = sheet_on(bench(client, post, "?comments=all"))
    assert 'here</a><sup class="link-number">[2]</sup>' in sheet


# --- How many pages


def test_the_number_of_pages_is_about_until_the_pdf_is_made(client, run_tasks, monkeypatch):
    monkeypatch.setattr(pdf, "run_press", lambda volume, html: (b"%PDF", 7))
    monkeypatch.setattr("blog.paper.libraries.missing", list)
    post = make_post()
    assert "<em>about</em> 1 page, 1 sheet on both sides" in bench(client, post)
    client.get(post.url_of("blog:pdf"))
    run_tasks()
    assert PaperFile.objects.get().pages == 7
    page = bench(client, post)
    assert "7 pages, 4 sheets on both sides" in page and "about</em>" not in page
    assert "about</em>" in bench(client, post, "?size=12")  # another edition


def test_a_text_of_wide_letters_is_counted_as_wide(client):
    japanese = make_post(body="紙はいちばん長持ちする。" * 300)
    assert int(re.search(r"about</em> (\d+) page", bench(client, japanese))[1]) >= 3


def test_larger_letters_smaller_paper_and_a_longer_text_take_more_pages(client):
    def pages(post, query):
        return int(re.search(r"about</em> (\d+) page", bench(client, post, query))[1])

    post = make_post(body="Many words about the tide. " * 400)
    assert pages(post, "?size=8") < pages(post, "") < pages(post, "?size=18")
    assert pages(post, "?paper=a5") > pages(post, "")


# --- Head, foot and code


def test_the_qr_code_is_drawn_here_and_says_where_it_leads(client):
    post = make_post()
    sheet = sheet_on(bench(client, post))
    assert re.search(rf'<svg class="qr"[^>]*><title>QR code of http://[^<]+/p/{post.pk}/</title><path d="M', sheet)


def test_hostile_text_is_cut_into_parts_without_harm(client):
    body = ">" * 300 + " deep\n\n" + "<div>" * 60 + "x\n\n" + '<p title="</p><script>">y</p>\n\n' + "[" * 5000
    sheet = sheet_on(bench(client, make_post(body=body)))
    outside_values = re.sub(r'"[^"]*"', '""', sheet.split("</article>")[0])
    assert "<script" not in outside_values


def test_cutting_a_long_text_loses_nothing():
    post = make_post(body="\n\n".join(f"Paragraph {n} of *many*." for n in range(3000)))
    volume = volume_of_post(post, Choice())
    assert len({part.code for part in volume.sheets[0].parts}) == 3000
    assert re.sub(r' data-part="\w+"', "", volume.sheets[0].text) == post.body_html


def test_a_bench_of_thousands_of_parts_stays_a_page(client):
    post = make_post(body="\n".join(f"- item {number}" for number in range(3000)))
    codes = [part.code for part in volume_of_post(post, Choice()).sheets[0].parts]
    page = bench(client, post, f"?without={''.join(codes[:1500])}")
    assert len(page) < 1_500_000 and "Put all back" in page


def test_a_table_of_very_unequal_rows_is_looked_at_row_by_row(client):
    cells = "<td>x" * 2000
    post = make_post(body=f"<table><tr>{cells}</tr>{'<tr><td>y' * 2000}</table>")
    assert "needs-more" in bench(client, post)
