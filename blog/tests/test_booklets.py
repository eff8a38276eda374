"""`/booklet/`: posts and comments collected in the address, ordered, and taken along as one file."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pikepdf
import pytest
from django.conf import settings
from django.utils import timezone

from blog.models import Booklet, PaperFile, PaperSettings, Series, Tag
from blog.paper import libraries, pdf
from blog.paper.booklets.contents import MOST_ITEMS
from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db
needs_press = pytest.mark.skipif(bool(libraries.missing()), reason="WeasyPrint's libraries are not here")


@pytest.fixture
def quick_press(monkeypatch):
    made = []
    monkeypatch.setattr(libraries, "missing", list)
    monkeypatch.setattr(pdf, "run_press", lambda volume, html: made.append(html) or (b"%PDF-1.7 " + html.encode(), 3))
    return made


def names_on(page: str) -> list[str]:
    return re.findall(r"<bdi>(.*?)</bdi>", page.split("contents-list")[1].split("</ol>")[0])


def read(client, query: str) -> str:
    response = client.get(f"/booklet/?{query}")
    assert response.status_code == 200, (response.status_code, response.headers)
    return response.content.decode()


def test_an_address_is_a_booklet_in_its_own_order(client):
    one, two = make_post("One"), make_page("Two")
    assert names_on(read(client, f"with={two.pk}.{one.pk}")) == ["Two", "One"]


def test_pieces_are_moved_taken_out_and_added_by_buttons_that_take_title_and_options_along(client):
    one, two, three = make_post("One"), make_post("Two"), make_post("Three")
    fields = {"with": f"{one.pk}.{two.pk}.{three.pk}", "title": "Sunday", "size": "14", "paper": "a4"}
    page = read(client, f"with={one.pk}.{two.pk}.{three.pk}")
    for name, label in [("up", "Move up: Three"), ("down", "Move down: One"), ("out", "Take out: Two")]:
        assert re.search(rf'<button class="button" name="{name}" value="\d+" aria-label="{label}">', page)
    acts = {
        ("up", three): [one, three, two],
        ("down", one): [two, one, three],
        ("down", three): [one, two, three],
        ("out", two): [one, three],
        ("plus", two): [one, three, two],
    }
    for (act, piece), order in acts.items():
        led = client.get("/booklet/", {**fields, act: piece.pk}).headers["Location"]
        contents = ".".join(str(post.pk) for post in order)
        assert led == f"/booklet/?with={contents}&title=Sunday&size=14#item-{piece.pk}"


def test_whoever_adds_what_they_looked_for_goes_on_looking(client):
    one, two = make_post("One"), make_post("Two tides")
    assert 'name="plus"' in read(client, f"with={one.pk}&q=tides")
    led = client.get("/booklet/", {"with": one.pk, "q": "tides", "plus": two.pk}).headers["Location"]
    assert led == f"/booklet/?with={one.pk}.{two.pk}&q=tides#item-{two.pk}"


def test_a_piece_is_added_from_elsewhere_by_its_number(client):
    one, three = make_post("One"), make_post("Three")
    added = client.get(f"/booklet/?with={one.pk}&add={three.pk}")
    assert added.headers["Location"] == f"/booklet/?with={one.pk}.{three.pk}#added"


def test_a_post_leads_to_a_booklet_with_it(client):
    post = make_post("One")
    assert f'href="/booklet/?add={post.pk}"' in client.get(post.get_absolute_url()).content.decode()


def test_posts_and_comments_are_found_by_words_and_posts_by_their_address(client):
    post, other = make_post("Tides"), make_post("Lamps")
    comment = make_comment(other, name="Noor", body="A word about tides and lamps.")
    page = read(client, f"with={post.pk}&q=tides")
    assert f'name="plus" value="c{comment.pk}"' in page and "<bdi>Noor</bdi> on “<bdi>Lamps</bdi>”" in page
    assert 'name="plus"' not in read(client, f"with={post.pk}.{other.pk}.c{comment.pk}&q=tides")
    for address in (f"{settings.SITE_URL}{other.get_absolute_url()}", f"/p/{other.pk}/"):
        assert f'name="plus" value="{other.pk}"' in read(client, f"with={post.pk}&q={address}")


NONSENSE = [
    "with=x.y.-1.9999999999999999999", "with=" + "1." * 5000, "title=%00", "q=http://[x/", "q=/p/9999999999999999999/",
    "of=year/0000", "of=year/3000", "of=x",
]  # fmt: skip


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_strange_address_is_an_empty_booklet_and_no_error(client, nonsense):
    assert client.get(f"/booklet/?{nonsense}", follow=True).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "fields", [{"published_at": None}, {"visibility": "private"}, {"visibility": "password", "password": "sesame"}]
)
def test_what_is_hidden_lies_in_no_booklet_of_a_stranger(client, fields, quick_press):
    hidden, public = make_post("Xanthic words", body="xanthocarpous", **fields), make_post("Public")
    comment = make_comment(hidden, body="xanthocarpous too")
    query = f"with={hidden.pk}.{public.pk}.c{comment.pk}"
    page = read(client, query)
    assert "Xanthic" not in page and "2 pieces are gone, or not open to you." in page
    client.get(f"/booklet/pdf/?{query}")
    assert PaperFile.objects.get().recipe["with"] == str(public.pk)


def test_a_draft_in_the_booklet_of_its_author_stays_out_of_every_shared_store(client, run_tasks, quick_press):
    author = make_user("ada", role="author")
    draft = make_post("Draft", author=author, published_at=None)
    client.force_login(author)
    assert client.get(f"/booklet/?with={draft.pk}").headers["Cache-Control"] == "private, no-store"
    client.get(f"/booklet/pdf/?with={draft.pk}")
    run_tasks()
    response = client.get(f"/booklet/pdf/?with={draft.pk}")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get(f"/booklet/pdf/?with={draft.pk}").status_code == 404


def test_a_series_a_tag_and_a_year_are_booklets_ready_made(client):
    series, tag = Series.objects.create(name="The tide"), Tag.objects.create(name="Sea")
    now = timezone.now()
    last = make_post("Last", series=series, part=2, tags=[tag], published_at=now - timedelta(minutes=1))
    make_post("First", series=series, part=1, published_at=now - timedelta(minutes=2))
    page = client.get(series.get_absolute_url()).content.decode()
    assert 'href="/booklet/?of=series/the-tide"' in page
    assert names_on(read(client, "of=series/the-tide")) == ["First", "Last"]
    assert "<h1>The tide</h1>" in read(client, "of=series/the-tide")
    assert names_on(read(client, "of=tag/sea")) == ["Last"]
    year = timezone.localtime(last.published_at).year
    assert names_on(read(client, f"of=year/{year}")) == ["First", "Last"]
    assert client.get("/booklet/?of=tag/nothing").status_code == 404
    assert client.get("/booklet/?of=person/ada").status_code == 404


def test_once_it_is_changed_a_ready_made_one_keeps_its_name_alone(client):
    series = Series.objects.create(name="The tide")
    first, last = make_post("First", series=series, part=1), make_post("Last", series=series, part=2)
    led = client.get("/booklet/", {"of": "series/the-tide", "title": "The tide", "out": last.pk}).headers["Location"]
    assert led == f"/booklet/?with={first.pk}&title=The+tide#item-{last.pk}"
    assert names_on(client.get(led).content.decode()) == ["First"]


def test_a_member_keeps_booklets_and_forgets_them(client):
    member, post = make_user("mia"), make_post("One")
    client.force_login(member)
    client.post("/booklet/", {"with": post.pk, "title": "Sunday", "size": "14"})
    client.post("/booklet/", {"with": post.pk, "title": "Sunday", "size": "12"})  # the same name: the same booklet
    kept = member.booklets.get()
    assert (kept.title, kept.query) == ("Sunday", f"with={post.pk}&title=Sunday&size=12")
    page = read(client, "")
    assert f'href="/booklet/?with={post.pk}&amp;title=Sunday&amp;size=12"' in page
    stranger = type(client)()
    stranger.force_login(make_user("tom"))
    stranger.post("/booklet/", {"forget": kept.pk})
    assert Booklet.objects.count() == 1
    client.post("/booklet/", {"forget": kept.pk})
    assert not Booklet.objects.exists()


def test_a_guest_keeps_nothing_on_the_site(client):
    assert client.post("/booklet/", {"with": make_post().pk, "title": "Sunday"}).status_code == 403
    assert not Booklet.objects.exists()


def test_there_is_an_end_to_keeping(client, monkeypatch):
    monkeypatch.setattr(Booklet, "MOST", 1)
    member, post = make_user("mia"), make_post("One")
    client.force_login(member)
    client.post("/booklet/", {"with": post.pk, "title": "Sunday"})
    response = client.post("/booklet/", {"with": post.pk, "title": "Monday"})
    assert response.status_code == 422 and "Forget one first." in response.content.decode()


def test_the_booklet_is_made_once_and_named_after_its_title(client, run_tasks, quick_press):
    query = f"with={make_post('One').pk}.{make_post('Two').pk}&title=Sunday reading"
    response = client.get(f"/booklet/pdf/?{query}", follow=True)
    assert response.status_code == 202
    run_tasks()
    response = client.get(f"/booklet/pdf/?{query}", follow=True)
    assert response.headers["Content-Disposition"] == 'inline; filename="sunday-reading.pdf"'
    assert len(quick_press) == 1


def test_what_changed_since_it_was_asked_for_is_not_made_from_old_words(client, run_tasks, quick_press):
    post = make_post("One", body="First.")
    client.get(f"/booklet/pdf/?with={post.pk}")
    post.body = "Second."
    post.save()
    run_tasks()
    assert quick_press == []


def test_too_much_for_one_booklet_is_said(client, monkeypatch, quick_press):
    monkeypatch.setattr("blog.paper.booklets.binding.MOST_WORDS", 3)
    response = client.get(f"/booklet/pdf/?with={make_post('One').pk}")
    assert response.status_code == 422
    assert "too much for one booklet" in response.content.decode()


def test_an_empty_booklet_is_no_file(client, quick_press):
    assert client.get("/booklet/pdf/").status_code == 404


@needs_press
def test_the_file_has_contents_with_page_numbers_and_links_between_its_pieces(client, run_tasks):
    second = make_post("Second", body="## Same\n\nEnd.")
    first = make_post(
        "First", body=f"## Same\n\nSee [the second]({second.get_absolute_url()}) and [far](https://x.example/)."
    )
    comment = make_comment(second, name="Noor", body="Well said.")
    query = f"with={first.pk}.{second.pk}.c{comment.pk}&title=Both"
    client.get(f"/booklet/pdf/?{query}")
    run_tasks()
    response = client.get(f"/booklet/pdf/?{query}")
    assert response.status_code == 200, PaperFile.objects.values("state", "error")
    book = pikepdf.open(BytesIO(b"".join(response.streaming_content)))
    assert len(book.pages) == 5  # title, contents, three pieces
    with book.open_outline() as outline:
        titles = [top.title for top in outline.root]
    assert [title for title in titles if title != "Contents"] == ["First", "Second", "Noor on “Second”"]
    inside = [str(note.Dest) for page in book.pages for note in page.get("/Annots", []) if "/Dest" in note]
    assert f"piece-{second.pk}" in inside
    outside = {
        str(note.A.URI) for page in book.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})
    }
    assert "https://x.example/" in outside


def test_ids_of_pieces_do_not_clash_and_fragments_stay_within_theirs(client, quick_press, run_tasks):
    one, two = (
        make_post(name, body="[down](#body-same)\n\n## Same\n\nA note[^1].\n\n[^1]: Yes.") for name in ("One", "Two")
    )
    client.get(f"/booklet/pdf/?with={one.pk}.{two.pk}")
    run_tasks()
    (html,) = quick_press
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', html)) <= set(ids)


def test_a_piece_of_which_staff_offer_no_pdf_is_not_in_one(client, quick_press):
    one, two = make_post("One"), make_post("Two", paper_buttons={"pdf": "hidden"})
    client.get(f"/booklet/pdf/?with={one.pk}.{two.pk}")
    assert PaperFile.objects.get().recipe["with"] == str(one.pk)


def test_whoever_waits_costs_nothing_but_a_look(client, quick_press, monkeypatch):
    post = make_post("One")
    assert client.get(f"/booklet/pdf/?with={post.pk}").status_code == 202
    monkeypatch.setattr(pdf, "edition", None)  # to be set again would be an error now
    assert client.head(f"/booklet/pdf/?with={post.pk}").status_code == 202


def test_a_full_booklet_says_so_and_offers_nothing_more(client):
    post = make_post("Tides")
    full = ".".join(str(post.pk + number) for number in range(1, MOST_ITEMS + 1))
    page = read(client, f"with={full}&q=tides")
    assert "The booklet is full" in page and 'name="plus"' not in page


def test_the_longest_address_that_there_is_can_be_kept(client):
    member = make_user("mia")
    client.force_login(member)
    fields = {
        "with": ".".join(str(10**14 + number) for number in range(100)),
        "title": "𝄞" * 300,
        "without": "".join(f"{number:04}" for number in range(1200)),
        "each": "".join(f"{number:04}s" for number in range(1200)),
    }
    assert client.post("/booklet/", fields).status_code == 302
    assert 4000 < len(member.booklets.get().query) <= Booklet._meta.get_field("query").max_length


def test_a_percent_encoded_address_is_found_and_that_of_another_site_is_not(client):
    post = make_post("Χαρτί", slug="χαρτί")
    own = quote(settings.SITE_URL + post.get_absolute_url(), safe="")
    assert f'name="plus" value="{post.pk}"' in read(client, f"q={own}")
    elsewhere = quote("https://elsewhere.example" + post.get_absolute_url(), safe="")
    assert "Nothing found" in read(client, f"q={elsewhere}")


def test_what_a_text_says_of_ids_and_links_is_printed_as_it_was_written(client, quick_press, run_tasks):
    post = make_post("One", body='Write `<div id="main">` and ` href="#top"`, she said: id="x" and href="#y".')
    client.get(f"/booklet/pdf/?with={post.pk}")
    run_tasks()
    text = re.sub(r"<[^>]*>", "", quick_press[0])
    assert 'id="main"' in text and 'href="#top"' in text


def test_a_comment_leads_to_a_piece_of_the_booklet_by_its_page_too(client, quick_press, run_tasks):
    post = make_post("One")
    comment = make_comment(post, body=f"See [it]({settings.SITE_URL}{post.get_absolute_url()}).")
    client.get(f"/booklet/pdf/?with={post.pk}.c{comment.pk}")
    run_tasks()
    assert f'href="#piece-{post.pk}" data-page="page"' in quick_press[0].split(f'id="piece-c{comment.pk}"')[1]


def test_where_staff_offer_no_file_nothing_leads_to_a_booklet(client):
    PaperSettings(offers_pdf=False, offers_epub=False).save()
    tag = Tag.objects.create(name="Sea")
    post = make_post(tags=[tag])
    make_comment(post)
    for url in (post.get_absolute_url(), tag.get_absolute_url()):
        assert "/booklet/" not in client.get(url).content.decode()


def test_what_was_left_out_stays_so_while_pieces_are_moved(client):
    one, two = make_post("One"), make_post("Two")
    page = read(client, f"with={one.pk}.{two.pk}&each=abcds&without=wxyz")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    led = client.get("/booklet/", fields | {"up": two.pk}).headers["Location"]
    assert led == f"/booklet/?with={two.pk}.{one.pk}&each=abcds&without=wxyz#item-{two.pk}"
