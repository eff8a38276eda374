"""What a reader finds, and in which order; one table for both databases."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from blog.models import Post, SearchEntry, Tag
from blog.models.search import SearchWord
from blog.search import spelling, upkeep
from comments.models import Comment
from tests.builders import make_comment, make_page, make_post, make_user

pytestmark = pytest.mark.django_db


def ask(client, typed, **more):
    return client.get("/search/", {"q": typed, **more})


def found(client, typed, **more) -> list[str]:
    """Headlines of posts and pages, and the words of comments, in their order."""
    page = ask(client, typed, **more).context["page"]
    return [
        result.post.headline if result.kind != "comment" else "".join(part.text for part in result.passage)
        for result in page.object_list
    ]


TEXTS = {
    "clock": ("The tidal clock", "It has one hand and no numbers. Snake_case and e-mail addresses."),
    "café": ("Café Größe", "Crème brûlée in der Straße, naïve ŁÓDŹ, ёлка, Ægir, don’t."),
    "tokyo": ("東京湾の潮汐", "大東京の港で働く人々は毎朝この表を見る。ガラス。"),
    "korean": ("검색엔진", "한국어로 쓰인 글을 찾는다."),
    "thai": ("ภาษาไทย", "น้ำขึ้นน้ำลง"),
    "hindi": ("हिन्दी", "समुद्र का पानी"),
    "arabic": ("المَدّ والجزر", "كتاب قديم"),
    "long": ("Proceedings", "spring tide, neap tide; tides and boats"),
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("clock", {"clock"}),
        ("CLOCK hand", {"clock"}),
        ("clock boats", set()),
        ("numb", {"clock"}),  # the last word may be the beginning of one
        ("numb hand", set()),
        ("snake", {"clock"}),
        ("e-mail", {"clock"}),
        ("hand clock", {"clock"}),  # one in the title, one in the text
        ('"one hand"', {"clock"}),
        ('"hand one"', set()),
        ('"clock it"', set()),  # a phrase does not go from the title into the text
        ("“neap tide”", {"long"}),
        ("tide -boats", set()),
        ("boat", {"long"}),  # a plural is forgiven
        ("clocks", {"clock"}),
        ('tidal -"one hand"', set()),
        ("tidal -nowhere", {"clock"}),
        ("cafe grosse", {"café"}),
        ("CAFÉ", {"café"}),
        ("strasse brulee", {"café"}),
        ("lodz елка aegir", {"café"}),
        ("don't", {"café"}),
        ("東京", {"tokyo"}),
        ("京湾", {"tokyo"}),
        ("大東京の港", {"tokyo"}),
        ("湾", {"tokyo"}),
        ("汐", {"tokyo"}),
        ("京東", set()),
        ("東京 人々", {"tokyo"}),
        ("ｶﾞﾗｽ", {"tokyo"}),
        ("엔진", {"korean"}),
        ("한국", {"korean"}),
        ("น้ำลง", {"thai"}),
        ("हिन्दी पानी", {"hindi"}),
        ("المد", {"arabic"}),
        ("كِتاب", {"arabic"}),
    ],
)
def test_the_same_is_found_on_every_database(client, typed, expected):
    ids = {name: make_post(title, body=body).pk for name, (title, body) in TEXTS.items()}
    page = ask(client, typed, exactly=1).context["page"]
    assert {result.post.pk for result in page.object_list} == {ids[name] for name in expected}


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", '"', '""', "-", "--", '-"', "*", "a*", "(", ")", "NEAR(a b)", "AND", "a OR", "NOT", "title:x",
        "{title}: x",
        "^a", "a + b", "'", "a'b", "\\", "a\\", "&", "|", "!", "<->", "a:*", ":*", "%", "%s", ";--", "👍", "\u202eabc",
        "x" * 8000, "字" * 3000, '"' * 300, "-a", "-a -b", "a " * 4000, "\u0301" * 500, "á́́́", "_", "½ ² ª", "\ufffd",
        "¶", "\u00a0", "0x1f 1e5 1.5e-10", "a\u2044b", "\U0001f468\u200d\U0001f469", "\x01\x02", "http://a.b/c?d=e@f",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_answered(client, typed):
    make_post("A tide", body="A short text of 1e5 words.")
    assert ask(client, typed).status_code == 200


def test_a_long_question_is_cut_and_says_so(client):
    make_post("Tides")
    response = ask(client, "tides " * 100)
    assert "the first 200 characters" in response.content.decode() and response.context["page"].paginator.count == 1


def test_titles_come_first_then_what_stands_exactly_so_then_the_newer(client):
    now = timezone.now()
    make_post("Older", body="One boat here.", published_at=now - timedelta(days=9))
    make_post("Newer", body="One boat here.", published_at=now - timedelta(days=2))
    make_post("Plural", body="Boats and boats, boats.", published_at=now - timedelta(days=1))
    make_post("A boat", body="Nothing else.", published_at=now - timedelta(days=99))
    assert found(client, "boat") == ["A boat", "Newer", "Older", "Plural"]


def test_pages_and_comments_are_found_and_lead_to_their_place(client):
    make_page("About tides")
    comment = make_comment(make_post("Hills"), body="I saw a *tide* once.", name="Ines")
    response = ask(client, "tide")
    assert f'href="/comment/{comment.pk}/"' in response.content.decode()
    assert found(client, "tide", kind="comment") == ["I saw a tide once."]
    assert found(client, "tide", kind="page") == ["About tides"]


def test_found_words_are_marked_and_markup_is_not_believed(client):
    make_post("Café <b>", body="Nous sommes au café &lt;script&gt;alert(1)&lt;/script&gt; `<img onerror=x>` 東京湾にて")
    page = ask(client, "cafe 東京").content.decode()
    assert "<mark>Café</mark> &lt;b&gt;" in page and "<mark>café</mark>" in page and "<mark>東京</mark>湾" in page
    assert "<script>alert" not in page and "<img onerror" not in page


def test_the_passage_shows_the_part_where_the_words_stand(client):
    make_post(
        "Long", body="Filler words. " * 400 + "Here the lighthouse stands by the harbour. " + "More filler. " * 400
    )
    page = ask(client, "harbour lighthouse").content.decode()
    assert "<mark>lighthouse</mark> stands by the <mark>harbour</mark>" in page


def test_facets_count_what_is_left_and_can_be_taken_away(client):
    sea, sky = Tag.objects.create(name="Sea"), Tag.objects.create(name="Sky")
    bob = make_user("bob", role="author")
    old = timezone.now().replace(year=2019)
    make_post("Boat one", tags=[sea])
    make_post("Boat two", tags=[sea, sky], author=bob)
    make_post("Boat three", tags=[sky], published_at=old)
    assert set(found(client, "boat", tag="sea")) == {"Boat one", "Boat two"}
    assert found(client, "boat", tag="sea", author="bob") == ["Boat two"]
    assert found(client, "boat", year="2019") == ["Boat three"]
    facets = {facet.name: facet for facet in ask(client, "boat", tag="sea").context["facets"]}
    assert {(choice.label, choice.count, choice.is_chosen) for choice in facets["tag"].choices} == {
        ("Sea", 2, True),
        ("Sky", 2, False),
    }
    chosen = next(choice for choice in facets["tag"].choices if choice.is_chosen)
    assert "tag=" not in chosen.address and 'aria-current="true"' in ask(client, "boat", tag="sea").content.decode()


WRONG = [{"year": "x"}, {"year": "99999"}, {"tag": "nowhere"}, {"author": "x" * 900}, {"kind": "'"}]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_choice_that_nothing_has_finds_nothing_and_can_be_taken_away(client, wrong):
    make_post("Boat")
    response = ask(client, "boat", **wrong)
    assert response.status_code == 200 and response.context["page"].paginator.count == 0
    assert any(choice.is_chosen for facet in response.context["facets"] for choice in facet.choices)


def test_pages_of_results_keep_the_question(client):
    for number in range(12):
        make_post(f"Boat {number}")
    assert len(found(client, "boat")) == 10 and len(found(client, "boat", page=2)) == 2
    assert "?q=boat&amp;page=2" in ask(client, "boat").content.decode()
    for wrong in ("0", "3", "x", "-1", "9" * 50):
        assert ask(client, "boat", page=wrong).status_code == 404


def test_time_is_read_when_somebody_searches(client):
    now = timezone.now()
    make_post("Boat of tomorrow", published_at=now + timedelta(days=1))
    post = make_post("Boat of today")
    assert found(client, "boat") == ["Boat of today"]
    Post.objects.filter(pk=post.pk).update(expires_at=now - timedelta(minutes=1))
    assert found(client, "boat") == []


def test_the_index_follows_every_change(client):
    post = make_post("Boat", body="First words.")
    post.body = "Second thoughts."
    post.save()
    assert found(client, "thoughts") == ["Boat"] and found(client, "first") == []
    post.unpublish(by=None)
    assert found(client, "thoughts") == []
    post.publish(by=None)
    assert found(client, "thoughts") == ["Boat"]
    post.delete()
    assert found(client, "thoughts") == [] and not SearchEntry.objects.exists()


def test_a_comment_is_found_while_it_is_approved(client):
    comment = make_comment(status="pending", body="A peculiar thought.")
    assert found(client, "peculiar") == []
    comment.approve(by=None)
    assert len(found(client, "peculiar")) == 1
    comment.trash(by=None)
    assert found(client, "peculiar") == [] and not SearchEntry.objects.filter(kind="comment").exists()
    comment.approve(by=None)
    Comment.objects.filter(pk=comment.pk).delete()
    assert found(client, "peculiar") == [] and not SearchEntry.objects.filter(kind="comment").exists()


def test_housekeeping_repairs_what_was_changed_behind_its_back(client):
    post, comment = make_post("Boat"), make_comment(body="A peculiar thought.")
    SearchEntry.objects.all().delete()
    assert found(client, "boat") == []
    upkeep.repair()
    assert found(client, "boat") == ["Boat"] and len(found(client, "peculiar")) == 1
    Comment.objects.filter(pk=comment.pk).update(status="spam")
    Post.objects.filter(pk=post.pk).update(title="Ship", updated_at=timezone.now())
    upkeep.repair()
    assert found(client, "ship") == ["Ship"] and SearchEntry.objects.filter(kind="comment").count() == 0


def test_a_slip_of_the_pen_is_forgiven_and_said(client):
    make_post("The lighthouse", body="It stands there.")
    spelling.learn()
    page = ask(client, "lighthuose stands").content.decode()
    assert "These are the results for <b>lighthouse stands</b>" in page and "<mark>lighthouse</mark>" in page
    assert found(client, "lighthuose", exactly=1) == []


def test_words_are_learnt_without_keeping_writers_waiting(monkeypatch):
    monkeypatch.setattr(spelling, "AT_ONCE", 3)
    for word in ("tidal", "clock", "harbour", "lantern"):
        make_post(word, body=f"Words about {word}s and anchors.")
    held, outside = {"texts": 0, "rows": 0}, len(connection.savepoint_ids)

    def watched(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if len(connection.savepoint_ids) > outside:
            held["texts"] += '"text"' in sql and sql.startswith("SELECT")
            held["rows"] = max(held["rows"], context["cursor"].rowcount if sql.startswith("INSERT") else 0)
        return answer

    with connection.execute_wrapper(watched):
        spelling.learn()
    assert held == {"texts": 0, "rows": 3}
    assert SearchWord.objects.get(word="anchors").seen == 4 and not SearchEntry.objects.filter(is_counted=False)


def test_a_text_that_is_edited_while_words_are_learnt_is_read_again():
    post = make_post("Harbour")

    def edited_meanwhile(execute, sql, params, many, context):
        if post.title == "Harbour" and "blog_searchword" in sql:
            post.title = "Lantern"
            post.save()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(edited_meanwhile):
        spelling.learn()
    spelling.learn()
    assert SearchWord.objects.filter(word="lantern").exists()


def test_a_word_of_a_hidden_text_is_never_suggested(client):
    post = make_post("Public once", body="The xanthocarpous tree.")
    hidden = make_comment(body="An ultracrepidarian remark.")
    spelling.learn()
    assert "xanthocarpous" in ask(client, "xanthocarpus").content.decode()
    post.unpublish(by=None)
    hidden.trash(by=None)
    make_post("Alike", body="Said xanthocarpously and ultracrepidarianly.")
    for typed in ("xanthocarpus", "ultracrepidaran"):
        page = ask(client, typed).content.decode()
        assert "xanthocarpous<" not in page and "ultracrepidarian<" not in page
    assert "xanthocarpous" not in ask(client, "tre").content.decode()


def test_the_page_is_the_same_for_staff_and_for_no_machine_that_lists_pages(client):
    make_post("Boat of nobody yet", published_at=None, author=make_user("ada", role="author"))
    client.force_login(make_user("edit", role="editor"))
    assert found(client, "boat") == []
    assert '<meta name="robots" content="noindex">' in ask(client, "boat").content.decode()


def test_search_stands_in_the_masthead_and_on_the_page_that_is_not_there(client):
    assert 'href="/search/"' in client.get("/").content.decode()
    assert 'role="search"' in client.get("/2024/01/rule-of-tides/").content.decode()


def test_a_browser_learns_to_search_here(client, settings):
    front = client.get("/").content.decode()
    assert 'href="/search/opensearch.xml"' in front and '"@type": "SearchAction"' in front
    response = client.get("/search/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert f"{settings.SITE_URL}/search/?q={{searchTerms}}" in response.content.decode()


def test_a_search_asks_the_database_a_bounded_number_of_things(client, django_assert_max_num_queries):
    tag = Tag.objects.create(name="Sea")
    for number in range(12):
        make_comment(make_post(f"Boat {number}", tags=[tag]), body="A boat.")
    with django_assert_max_num_queries(22):
        client.get("/search/?" + urlencode({"q": "boat"}))
