"""`…/revision/<n>/`: what was public once stays readable, and nothing else does."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from blog import pictures
from blog.models import Post, Revision
from blog.tests.exporting.exports import export
from tests.builders import make_page, make_post, make_user

from .desk import sign_in
from .locks import is_locked, try_password
from .pictures import image, saved, upload

pytestmark = pytest.mark.django_db


def make_revised(*bodies, make=make_post, **fields):
    """A public piece that said each of these in turn."""
    post = make(fields.pop("title", "Tides"), body=bodies[0], **fields)
    for body in bodies[1:]:
        post.body = body
        post.save()
    return post


def version(post, number):
    return f"{post.get_absolute_url()}revision/{number}/"


def status(client, post, number):
    return client.get(version(post, number)).status_code


@pytest.mark.parametrize("make", [make_post, make_page])
def test_an_earlier_version_is_shown_whole_with_its_dates_and_the_way_to_today(client, make):
    post = make_revised("The *old* words.", "The new words.", make=make, summary="In short.")
    response = client.get(version(post, 1))
    page = response.text
    assert "<h1>Tides</h1>" in page and "In short." in page and "<em>old</em> words." in page
    assert "new words" not in page
    first = post.revisions.get(number=1)
    assert f"This is revision 1, public from {_said(first.public_from)} to {_said(first.public_until)}." in page
    assert f'<a href="{post.get_absolute_url()}">Today’s version</a>' in page and 'href="?diff"' in page
    assert first.digest in page and "Author" in page


def _said(moment):
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"


def test_todays_version_is_shown_too_and_says_so(client):
    post = make_revised("Old.", "New.")
    page = client.get(version(post, 2)).text
    assert "It is today’s version." in page and "<p>New.</p>" in page and "?diff" not in page


def test_a_version_whose_words_have_not_changed_says_so(client):
    post = make_post("Tides")
    post.is_pinned = True
    post.save()
    page = client.get(version(post, 1)).text
    assert "still the same today" in page and "?diff" not in page
    assert "Nothing: title, summary and text" in client.get(version(post, 1) + "?diff").text


def test_what_has_changed_is_struck_out_and_underlined_and_can_be_heard(client):
    post = make_revised("The <b>sea</b> comes.", "The <b>sea</b> goes.")
    page = client.get(version(post, 1) + "?diff").text
    assert '<del><span class="unseen">[taken out: </span>comes.<span class="unseen"> ]</span></del>' in page
    assert '<ins><span class="unseen">[put in: </span>goes.<span class="unseen"> ]</span></ins>' in page
    assert "The &lt;b&gt;sea&lt;/b&gt; " in page
    assert f'href="{version(post, 1)}"' in page


def test_it_leads_to_the_public_versions_before_and_after(client):
    post = make_revised("One.", "Two.", "Three.", "Four.")
    post.revisions.get(number=2).withdraw(by=None)
    page = client.get(version(post, 3)).text
    assert f'rel="prev nofollow" href="{version(post, 1)}"' in page
    assert f'rel="next nofollow" href="{version(post, 4)}"' in page
    assert version(post, 2) not in page


def test_the_list_names_the_public_versions_only(client):
    post = make_post("Tides", published_at=None)
    post.publish(by=None)
    post.body = "Better."
    post.save()
    page = client.get(post.url_of("blog:revisions")).text
    assert version(post, 2) in page and version(post, 3) in page and version(post, 1) not in page
    for odd in ("0", "-1", "2", "999999", "x"):
        assert client.get(post.url_of("blog:revisions"), {"page": odd}).status_code == 404, odd
    assert client.get(make_post(published_at=None).url_of("blog:revisions")).status_code == 404


def test_what_never_was_public_does_not_exist(client):
    post = make_post(published_at=timezone.now() + timedelta(days=1))
    post.body = "Better, and still before its time."
    post.save()
    post.visibility = "private"
    post.publish(by=None, at=timezone.now() - timedelta(minutes=1))
    post.visibility = "public"
    post.save()
    assert [status(client, post, number) for number in (1, 2, 3, 4, 5)] == [404, 404, 404, 200, 404]
    for odd in ("0", "9" * 30, "9" * 5000, "-1", "x"):
        assert status(client, post, odd) == 404


def test_while_the_piece_is_hidden_so_are_its_versions_and_they_come_back_with_it(client):
    now = timezone.now()
    states = {
        "draft": {"published_at": None},
        "scheduled": {"published_at": now + timedelta(days=1)},
        "expired": {"expires_at": now - timedelta(minutes=1)},
        "private": {"visibility": "private"},
        "trashed": {"trashed_at": now},
    }
    for name, fields in states.items():
        post = make_revised("Old.", "New.")
        before = {field: getattr(post, field) for field in fields}
        _set(post, fields)
        assert post.status == name
        assert [status(client, post, number) for number in (1, 2, 3)] == [404, 404, 404], name
        _set(post, before)
        assert [status(client, post, number) for number in (1, 2, 3)] == [200, 200, 404], name


def _set(post, fields):
    for field, value in fields.items():
        setattr(post, field, value)
    post.save()


def test_a_locked_piece_answers_with_its_lock_and_its_key_opens_its_public_versions(client):
    post = make_revised("Old words.", "New words.")
    post.visibility, post.password = "password", "ebb and flow"
    post.save()
    for number in (1, 2, 3, 99):
        assert is_locked(client, version(post, number)) and is_locked(client, version(post, number) + "?diff")
    assert is_locked(client, post.url_of("blog:revisions"))
    try_password(client, post)
    response = client.get(version(post, 1))
    assert "Old words." in response.text and response.headers["Cache-Control"] == "private, no-store"
    for number in (3, 99):  # as everything that is not there below a locked piece
        assert client.get(version(post, number)).headers["Location"] == f"/p/{post.pk}/"


def test_the_author_of_a_hidden_piece_reads_its_public_versions_and_no_store_keeps_them(client):
    author = sign_in(client, "author")
    post = make_revised("Old words.", "New words.", author=author)
    post.unpublish(by=author)
    response = client.get(version(post, 1))
    assert "Old words." in response.text and "A draft: only you" in response.text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert status(client, post, 3) == 404


def test_an_earlier_version_is_the_same_for_all_strangers_and_not_for_search_engines(client, settings):
    post = make_revised("Old.", "New.")
    for address in (version(post, 1), version(post, 1) + "?diff", post.url_of("blog:revisions")):
        response = client.get(address)
        assert (
            response.headers["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in response.text
        )
        assert f'<link rel="canonical" href="{settings.SITE_URL}{post.get_absolute_url()}">' in response.text
        assert "no-store" not in response.headers.get("Cache-Control", "") and not response.cookies
        assert client.get(address).text == response.text


def test_it_is_only_looked_at(client):
    post = make_revised("Old.", "New.")
    assert client.post(version(post, 1)).status_code == 405
    assert client.head(version(post, 1)).status_code == 200


def test_an_address_on_paper_leads_on_when_the_piece_has_moved(client):
    post = make_revised("Old words.", "New words.")
    printed = version(post, 1)
    post.slug = "ebb-and-flow"
    post.save()
    response = client.get(printed)
    assert response.status_code == 301 and response.headers["Location"] == version(post, 1)
    assert "Old words." in client.get(version(post, 1)).text


def test_a_picture_that_is_gone_or_hidden_leaves_its_words(client):
    seen, hidden, lost = (
        pictures.take_in(upload(saved(image(colour=(shade, 0, 0)))), by=None, alt="") for shade in (9, 99, 199)
    )
    words = [f"![{name}]({each.file.url})" for name, each in [("Sea", seen), ("Secret", hidden), ("Lost", lost)]]
    post = make_revised("\n\n".join(words), f"{words[0]}\n\nNothing more.", cover=lost)
    lost_address = lost.file.url
    pictures.remove(lost)
    page = client.get(version(post, 1)).text
    assert f'src="{seen.file.url}" alt="Sea"' in page
    assert hidden.file.url not in page and '<span class="gone">Picture: Secret</span>' in page
    assert lost_address not in page and '<span class="gone">Picture: Lost</span>' in page
    make_post(body=words[1])
    assert f'src="{hidden.file.url}" alt="Secret"' in client.get(version(post, 1)).text


def test_the_cover_is_shown_as_long_as_it_may_be_seen(client):
    cover, other = (pictures.take_in(upload(saved(image(colour=(9, shade, 0)))), by=None) for shade in (9, 99))
    post = make_revised("Old.", "New.", cover=cover)
    assert cover.file.url in client.get(version(post, 1)).text
    post.cover = other
    post.save()
    page = client.get(version(post, 1)).text
    assert cover.file.url not in page and other.file.url not in page
    make_post(cover=cover)
    assert cover.file.url in client.get(version(post, 1)).text


def test_it_names_who_was_its_author_then_and_nobody_once_they_are_gone(client):
    ada = make_user("ada", role="author")
    post = make_revised("Old.", author=ada)
    post.author, post.body = make_user("ines", role="author"), "New."
    post.save()
    assert "By <bdi>Ada</bdi>" in client.get(version(post, 1)).text
    ada.delete()
    page = client.get(version(post, 1)).text
    assert "Ada" not in page and "Ines" not in page


# --- The hash on paper -----------------------------------------------------------------------------------------------


def test_the_hash_is_the_beginning_of_sha256_over_title_summary_and_text():
    post = make_post("Tides", summary="In short.", body="The sea.")
    expected = hashlib.sha256(b"Tides\0In short.\0The sea.").hexdigest()[:8]
    assert post.revisions.get().digest == expected


def test_a_post_knows_the_hash_of_its_latest_version_without_asking(django_assert_num_queries):
    post = make_post("  Two\n words ", summary="\x00In short.", body="One.\r\nTwo.\x00 \U0001f30a\n")
    assert post.latest_digest == post.revisions.first().digest
    for body in ("Other words.", "Once more."):
        post.body = body
        post.save()
        assert post.latest_digest == post.revisions.first().digest
    with django_assert_num_queries(1):
        assert len(Post.objects.get(pk=post.pk).latest_digest) == 8
    assert len({each.digest for each in post.revisions.all()}) == 3


def test_no_two_fields_run_into_one_another():
    one, other = make_post("Ebb", summary="flow", body="x"), make_post("Ebbflow", body="x")
    assert one.latest_digest != other.latest_digest


# --- Withdrawn by staff ----------------------------------------------------------------------------------------------


def desk(post, number, act="", model="post"):
    return f"/admin/blog/{model}/{post.pk}/revisions/{number}/{act}"


@pytest.mark.parametrize(("make", "model"), [(make_post, "post"), (make_page, "page")])
def test_staff_withdraw_a_version_and_let_it_be_read_again(client, make, model):
    editor = sign_in(client, "editor")
    post = make_revised("A slip.", "Corrected.", make=make)
    answer = client.post(desk(post, 1, "withdrawal/", model), {"withdrawal_reason": "A name that must not stand there"})
    assert answer.headers["Location"] == desk(post, 1, "", model)
    revision = post.revisions.get(number=1)
    assert revision.withdrawn_by == editor and revision.withdrawal_reason == "A name that must not stand there"
    page = client.get(desk(post, 1, "", model)).text
    assert "A name that must not stand there" in page and "<del>A slip.</del>" in page
    assert [status(client, post, number) for number in (1, 2)] == [404, 200]
    client.post(desk(post, 1, "reopening/", model))
    assert status(client, post, 1) == 200
    history = client.get(f"/admin/blog/{model}/{post.pk}/history/").text
    assert "Revision 1 withdrawn from readers. A name that must not stand there" in history
    assert "Revision 1 may be read again." in history


def test_a_withdrawal_needs_no_reason_and_stays_with_whoever_was_first():
    ada, ines = make_user("ada", role="editor"), make_user("ines", role="editor")
    revision = make_revised("Old.", "New.").revisions.get(number=1)
    revision.withdraw(by=ada)
    revision.withdraw(by=ines, reason="Late")
    revision.refresh_from_db()
    assert (revision.withdrawn_by, revision.withdrawal_reason) == (ada, "")


def test_who_may_publish_withdraws_on_what_they_may_change(client):
    alice = make_user("alice", role="author")
    post = make_revised("Old.", "New.", author=alice)
    for act in ("withdrawal/", "reopening/"):
        assert client.post(desk(post, 1, act)).status_code == 302
        for role, expected in {"member": 302, "contributor": 404, "author": 404, "moderator": 404}.items():
            user = sign_in(client, role)
            assert client.post(desk(post, 1, act)).status_code == expected, role
            client.logout()
            user.delete()
    assert post.revisions.get(number=1).withdrawn_at is None
    client.force_login(alice)
    assert client.get(desk(post, 1, "withdrawal/")).status_code == 405
    assert client.post(desk(post, 1, "withdrawal/")).status_code == 302
    assert post.revisions.get(number=1).withdrawn_by == alice


def test_a_contributor_withdraws_nothing_even_of_a_draft(client):
    author = sign_in(client, "contributor")
    post = make_revised("Old.", "New.", author=author)
    post.unpublish(by=None)
    assert "Withdraw" not in client.get(desk(post, 1)).text
    assert client.post(desk(post, 1, "withdrawal/")).status_code == 403
    assert client.post(desk(post, 1, "reopening/")).status_code == 403


def test_what_cannot_be_withdrawn_is_told_with_a_sentence(client):
    sign_in(client, "editor")
    post = make_post("Tides", published_at=None)
    post.publish(by=None)
    never, today = (client.post(desk(post, number, "withdrawal/")) for number in (1, 2))
    assert never.status_code == 422 and "never was public" in never.text
    assert today.status_code == 422 and "what readers see today" in today.text
    assert "Withdraw this version" not in client.get(desk(post, 1)).text + client.get(desk(post, 2)).text
    assert not Revision.objects.exclude(withdrawn_at=None).exists()


def test_a_reason_that_is_too_long_is_kept_and_told(client):
    sign_in(client, "editor")
    post = make_revised("Old.", "New.")
    response = client.post(desk(post, 1, "withdrawal/"), {"withdrawal_reason": "x" * 301})
    assert response.status_code == 422 and "at most 300 characters" in response.text and "x" * 301 in response.text
    assert post.revisions.get(number=1).withdrawn_at is None


def test_the_twin_of_once_public_says_the_same():
    now = timezone.now()
    hour = timedelta(hours=1)
    cases = {
        (None, None): False,
        (None, now): False,
        (now - hour, None): True,
        (now - hour, now + hour): True,
        (now - 2 * hour, now - hour): True,
        (now - hour, now - hour): False,
        (now - hour, now - 2 * hour): False,
        (now + hour, None): False,
        (now + hour, now): False,
    }
    revision = make_post().revisions.get()
    for (revision.public_from, revision.public_until), expected in cases.items():
        revision.save()
        assert revision.was_public is expected, (revision.public_from, revision.public_until)
        assert Revision.objects.once_public().exists() is expected


def test_a_withdrawn_version_is_withdrawn_in_an_export(tmp_path):
    post = make_revised("Old.", "New.")
    post.revisions.get(number=1).withdraw(by=post.author, reason="A slip")
    first, second = export(tmp_path).lines(f"revisions/{post.pk}.jsonl")
    assert first["withdrawn"] and (first["withdrawn_by"], first["withdrawal_reason"]) == ("author", "A slip")
    assert "withdrawn" not in second and "withdrawal_reason" not in second


# --- Cost ------------------------------------------------------------------------------------------------------------


def test_it_takes_as_few_queries_however_many_versions_there_are(client, django_assert_max_num_queries):
    post = make_revised(*(f"Version {number}." for number in range(30)))
    for address in (version(post, 15), version(post, 15) + "?diff", post.url_of("blog:revisions")):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
