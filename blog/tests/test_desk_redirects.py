"""Redirects at the desk: listed, written by hand, out to a sheet and in from one."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from blog.models import Category, MissedAddress, OldAddress
from tests.builders import make_page, make_post

from .desk import sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/oldaddress/"
ADD, IMPORT, EXPORT = f"{LIST}add/", f"{LIST}import/", f"{LIST}export/"


def add(client, path, leads_to="", code=301):
    return client.post(ADD, {"path": path, "leads_to": leads_to, "code": code}, follow=True)


def rows(client, query=""):
    return {old.path for old in client.get(LIST + query).context["cl"].result_list}


def sheet(text, name="redirects.csv"):
    return {"file": SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)}


def verdicts(response):
    return [(line.number, line.verdict, line.reason) for line, _word in response.context["lines"]]


# --- By hand -----------------------------------------------------------------------------------------------------


def test_a_redirect_is_written_changed_and_deleted_by_hand(client):
    sign_in(client)
    post = make_post(slug="tides")
    MissedAddress.objects.create(path="/old/über uns/")
    add(client, "https://old.example.org/old/%C3%BCber uns/", post.get_absolute_url())
    old = OldAddress.objects.get()
    assert (old.path, old.post, old.target) == ("/old/über uns/", post, "")
    assert not MissedAddress.objects.exists()
    change = f"{LIST}{old.pk}/change/"
    assert client.get(change).context["adminform"].form.initial["leads_to"] == post.get_absolute_url()
    client.post(change, {"path": old.path, "leads_to": "https://example.net/", "code": 302})
    old.refresh_from_db()
    assert (old.post, old.target, old.code) == (None, "https://example.net/", 302)
    client.post(change, {"path": old.path, "leads_to": "", "code": 410})
    old.refresh_from_db()
    assert (old.target, old.code) == ("", 410)
    client.post(f"{LIST}{old.pk}/delete/", {"post": "yes"})
    assert not OldAddress.objects.exists()


@pytest.mark.parametrize(
    ("path", "leads_to", "code", "sentence"),
    [
        ("/", "/about/", 301, "The front page cannot be led away"),
        ("https://old.example.org", "/about/", 301, "The front page cannot be led away"),
        ("/" + "x" * 600, "/about/", 301, "at most 600 characters"),
        ("/%E2%80%AEx/", "/about/", 301, "cannot be seen"),
        ("/x/", "", 301, "Say where it leads"),
        ("/x/", "/x/", 301, "lead to itself"),
        ("/x/", "http://testserver/x", 301, "https://"),
        ("/x/", "/loop/", 301, "in a circle"),
        ("/x/", "javascript:alert(1)", 301, "another site’s address with https://"),
        ("/x/", "//evil.example/", 301, "another site’s address with https://"),
        ("/x/", "/\\evil.example/", 301, "a backslash"),
        ("/x/", "https://[", 301, "This is no address"),
        ("/x/", "/about/", 307, "Select a valid choice"),
        ("/loop/", "/about/", 301, "already exists"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept_in_the_form(client, path, leads_to, code, sentence):
    sign_in(client)
    OldAddress.objects.lead("/loop/", "/x/")
    response = add(client, path, leads_to, code)
    assert sentence in response.content.decode().replace("&#x27;", "'")
    assert response.context["adminform"].form["leads_to"].value() == leads_to
    assert OldAddress.objects.count() == 1


def test_a_redirect_where_a_page_stands_is_taken_with_a_warning(client):
    sign_in(client)
    make_page("About")
    assert "the redirect waits" in add(client, "/about/", "/archive/").content.decode()
    assert "the redirect waits" not in add(client, "/nowhere/", "/archive/").content.decode()
    assert OldAddress.objects.count() == 2


def test_the_list_says_where_each_leads_and_is_narrowed(client, django_assert_max_num_queries):
    sign_in(client)
    draft = make_post(slug="tides", published_at=None)
    OldAddress.objects.remember("/post/", draft)
    OldAddress.objects.remember_term("/term/", Category.objects.create(name="Sea"))
    OldAddress.objects.lead("/fixed/", "https://example.net/x")
    OldAddress.objects.lead("/gone/", "", code=410)
    OldAddress.objects.filter(path="/gone/").update(hits=3)
    client.get(LIST)  # the first page of a session writes that it was seen
    with django_assert_max_num_queries(10):
        page = client.get(LIST).content.decode()
    assert draft.get_absolute_url() in page and '<span class="state">draft</span>' in page
    assert 'href="/category/sea/"' in page and 'href="https://example.net/x"' in page
    for kind in ("post", "term", "gone"):
        assert rows(client, f"?kind={kind}") == {f"/{kind}/"}
    assert rows(client, "?kind=address") == {"/fixed/"} and rows(client, "?kind=picture") == set()
    assert rows(client, "?used=yes") == {"/gone/"} and len(rows(client, "?used=never")) == 3
    assert rows(client, "?q=example.net") == {"/fixed/"} and rows(client, "?q=tides") == {"/post/"}
    assert client.get(f"{LIST}?kind=nonsense&used=x").status_code in {200, 302}
    assert client.get(f"{LIST}?post__body__contains=a").status_code == 400


def test_what_cannot_be_seen_in_an_address_is_shown(client):
    sign_in(client)
    OldAddress.objects.remember("/\u202egpj.<script>/", make_post())
    page = client.get(LIST).content.decode()
    assert "⟨U+202E⟩gpj.&lt;script&gt;" in page and "\u202e" not in page


def test_whoever_may_only_look_sees_where_it_leads(client):
    reader = sign_in(client, "member")
    reader.is_staff = True
    reader.save()
    reader.user_permissions.add(Permission.objects.get(codename="view_oldaddress"))
    OldAddress.objects.lead("/x/", "https://example.net/")
    page = client.get(f"{LIST}{OldAddress.objects.get().pk}/change/")
    assert page.status_code == 200 and 'href="https://example.net/"' in page.content.decode()
    assert client.get(IMPORT).status_code == client.get(ADD).status_code == 403


def test_an_address_with_odd_signs_stays_itself(client):
    sign_in(client)
    row, post = MissedAddress.objects.create(path="/50%/a#b?c/"), make_post()
    client.post("/admin/blog/missedaddress/lead/", {"lead": f"{row.pk}:{post.pk}"})
    old = OldAddress.objects.get()
    change = f"{LIST}{old.pk}/change/"
    client.post(change, {**client.get(change).context["adminform"].form.initial, "code": 302})
    data = b"".join(client.get(EXPORT).streaming_content)
    client.post(IMPORT, {"sheet": data.decode("utf-8-sig").replace(",302,", ",301,")})
    old.refresh_from_db()
    assert (old.path, old.code, OldAddress.objects.count()) == ("/50%/a#b?c/", 301, 1)
    assert client.get("/50%25/a%23b%3Fc/").headers["Location"] == post.get_absolute_url()


# --- Out and in ----------------------------------------------------------------------------------------------------


def test_what_goes_out_comes_in_again_unchanged(client):
    sign_in(client)
    OldAddress.objects.remember('/über, "uns"; ;/', make_post())
    OldAddress.objects.lead("/fixed/", "https://example.net/a,b")
    OldAddress.objects.lead("/gone/", "", code=410)
    response = client.get(EXPORT)
    data = b"".join(response.streaming_content)
    assert response.headers["Content-Type"].startswith("text/csv") and data.startswith(b"\xef\xbb\xbf")
    heading, *lines = csv.reader(StringIO(data.decode("utf-8-sig")))
    assert heading == ["path", "target", "code", "kind", "hits", "last_hit", "created"]
    assert [line[0] for line in lines] == ["/fixed/", "/gone/", '/über, "uns"; ;/']
    assert {verdict for _n, verdict, _r in verdicts(client.post(IMPORT, sheet(data)))} == {"unchanged"}


def test_no_cell_is_a_formula(client):
    sign_in(client)
    OldAddress.objects.create(path="=cmd()", target="@x")
    assert b"'=cmd(),'@x," in b"".join(client.get(EXPORT).streaming_content)


def test_a_sheet_is_rehearsed_first_and_then_taken(client):
    sign_in(client)
    post, other = make_post(slug="tides"), make_post(slug="ebb")
    OldAddress.objects.remember("/known/", post)
    OldAddress.objects.remember("/moved/", other)
    MissedAddress.objects.create(path="/new/")
    text = (
        "Source;Target;Code\r\n"
        f"https://old.example.org/new/;{post.get_absolute_url()};301\r\n"
        f"/known/;{post.get_absolute_url()};\r\n"
        "/moved/;/known/;302\r\n\r\n"
        "/gone/;;410\r\n"
        "/bad/;javascript:alert(1);301\r\n"
        "/new/;/archive/;301\r\n"
        "/teapot/;/archive/;418\r\n"
        "/a/;/b/\r\n/b/;/a/\r\n"
        "/archive/;/b/\r\n"
    )
    rehearsal = client.post(IMPORT, sheet("\ufeff" + text))
    assert "nothing has changed yet" in rehearsal.content.decode() and OldAddress.objects.count() == 2
    said = {number: verdict for number, verdict, _reason in verdicts(rehearsal)}
    assert said == {2: "taken", 3: "unchanged", 4: "taken", 5: "taken", 6: "refused", 7: "refused", 8: "refused",
                    9: "taken", 10: "refused", 11: "taken"}  # fmt: skip
    assert all(reason for _n, verdict, reason in verdicts(rehearsal) if verdict == "refused")
    done = client.post(IMPORT, {"sheet": rehearsal.context["sheet"]})
    assert "Done" in done.content.decode() and verdicts(done) == verdicts(rehearsal)
    assert {old.path: (old.post, old.target, old.code) for old in OldAddress.objects.all()} == {
        "/new/": (post, "", 301), "/known/": (post, "", 301), "/moved/": (post, "", 302), "/gone/": (None, "", 410),
        "/a/": (None, "/b/", 301), "/archive/": (None, "/b/", 301),
    }  # fmt: skip
    assert not MissedAddress.objects.exists()
    again = client.post(IMPORT, {"sheet": rehearsal.context["sheet"]})
    assert "taken" not in {verdict for _n, verdict, _r in verdicts(again)}


def test_columns_are_known_by_their_headings_and_without_any(client):
    sign_in(client)
    client.post(IMPORT, {"sheet": "regex,code,target,source\n0,302,/archive/,/a/"})
    client.post(IMPORT, {"sheet": "/b/\t/archive/\n/c/\t/archive/\t302"})
    assert dict(OldAddress.objects.values_list("path", "code")) == {"/a/": 302, "/b/": 301, "/c/": 302}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n", "no rows"),
        (b"source,target\n", "no rows"),
        ("/über/,/x/".encode("latin-1"), "not UTF-8"),
        (b"/x/,/y/\n" * 20_002, "20,000 rows"),
        (b"/x/,/y/\n" * 200_000, "1 MB"),
        (b'"' + b"x" * 200_000, "not a CSV file"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_whole(client, data, sentence):
    sign_in(client)
    response = client.post(IMPORT, sheet(data))
    assert response.status_code == 422 and sentence in response.content.decode()
    assert client.post(IMPORT).status_code == 200 and not OldAddress.objects.exists()


@pytest.mark.parametrize("data", ["\x00,\x00\n\x1b", ",,,,\n;;;", "'=1+1,'@x", "/x/," + "y" * 5000, "%,%\n%ff,/%zz/"])
def test_odd_lines_are_refused_one_by_one(client, data):
    sign_in(client)
    assert client.post(IMPORT, sheet(data)).status_code in {200, 422}


def test_nothing_is_half_done(client, monkeypatch):
    sign_in(client)

    def fail(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("blog.redirects.taking.MissedAddress.objects.filter", fail)
    client.raise_request_exception = False
    assert client.post(IMPORT, {"sheet": "/a/,/archive/"}).status_code >= 500
    assert not OldAddress.objects.exists()


def test_a_large_sheet_takes_few_questions(client, django_assert_max_num_queries):
    sign_in(client)
    posts = [make_post(slug=f"tide-{n}") for n in range(30)]
    text = "\n".join(f"/old/{post.slug}.html,{post.get_absolute_url()}" for post in posts)
    with django_assert_max_num_queries(25):
        client.post(IMPORT, {"sheet": text})
    assert OldAddress.objects.filter(post__isnull=False).count() == 30


@pytest.mark.parametrize("role", ["contributor", "author", "moderator"])
def test_only_those_who_answer_for_all_pieces_manage_redirects(client, role):
    sign_in(client, role)
    for address in (LIST, ADD, IMPORT, EXPORT, "/admin/blog/missedaddress/"):
        assert client.get(address).status_code == 403
    assert client.post(IMPORT, {"sheet": "/a/,/archive/"}).status_code == 403
    assert client.post("/admin/blog/missedaddress/lead/", {"lead": "1:1"}).status_code == 403
