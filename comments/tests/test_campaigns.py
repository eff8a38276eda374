"""The same pitch on many posts by many names, and what only looks like one."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from comments import campaigns
from comments.models import Comment, CommentLikeness, CommentRules, LikenessMark
from comments.moderation import moderating
from tests.builders import make_comment, make_post, make_user

from .acts import latest, make_known_member, why
from .test_judging import open_house, send
from .test_receipt import change

__all__ = ["open_house"]

pytestmark = pytest.mark.django_db

PITCH = (
    "Our small workshop repairs old wooden furniture of every period and every style, customers bring broken chairs, "
    "tables and cabinets from all over the country; write to the workshop before Sunday and the first repair is cheaper"
)
OTHER_WORDS = [
    "morning", "river", "coffee", "window", "garden", "simple", "yellow", "people", "station", "market", "brother",
]  # fmt: skip
CHEAP = {"workshop": "studio", "repairs": "restores", "customers": "clients", "broken": "damaged", "cheaper": "free"}


@pytest.fixture
def moderator():
    return make_user("mod", role="moderator")


def reworded(text, number):
    random = Random(number)
    words = text.split()
    for at in random.sample(range(len(words)), round(len(words) * 0.3)):
        words[at] = random.choice(OTHER_WORDS)
    return " ".join(words)


def pitch(client, number, text=None, **fields):
    text = text or (reworded(PITCH, number) if number else PITCH)
    return send(client, comment=text, author=f"Person {number}", email=f"p{number}@example.org", **fields)


DISGUISES = {
    "reworded by a third": reworded,
    "synonyms": lambda text, n: " ".join(CHEAP.get(word, word) if n else word for word in text.split()),
    "greetings": lambda text, n: f"Hello number {n}, what a lovely page! {text}. Many greetings from {OTHER_WORDS[n]}",
    "zero width": lambda text, n: "\u200b".join(text) if n else text,
    "look-alikes": lambda text, n: text.translate(str.maketrans("aeop", "аеор")) if n else text,
    "spaced out": lambda text, n: text.replace("workshop", "w o r k s h o p").replace("furniture", "f.u.r.n.i.t.u.r.e"),
    "capitals": lambda text, n: text.upper() if n else text,
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_second_of_a_campaign_waits_and_the_third_is_spam(client, open_house, disguise):
    said = [pitch(client, n, DISGUISES[disguise](PITCH, n)) for n in range(3)]
    assert [comment.status for comment in said] == ["approved", "pending", "spam"]
    assert why(said[1]).startswith("Says the same as the comment by Person 0 under “Post ")
    assert why(said[2]).startswith("3 comments say the same")
    assert [comment.decisions.first().rule for comment in said] == ["", "repeated", "campaign"]
    assert {*campaigns.members_of(said[0])} == {*said}


SCRIPTS = {
    "Cyrillic": (
        "Продаём оригинальные часы и сумки известных брендов по лучшим ценам, быстрая доставка по всей стране",
        "Привет! Продаём оригинальные часы и рюкзаки известных брендов по низким ценам, быстрая доставка по стране",
    ),
    "Chinese": (
        "我在家里用手机做网络兼职每天可以赚五百元以上不需要任何经验只要会打字就行想了解的朋友请加我的微信",
        "大家好，我在家里用电脑做网络兼职每天能赚五百元以上不需要任何经验只要会打字就行想了解的请加我的微信",
    ),
    "Arabic": (
        "كنت أعاني من الديون لسنوات طويلة حتى تعرفت على خبير التداول الذي ساعدني في تحقيق أرباح يومية من المنزل",
        "مرحبا كنت أعاني من الديون لسنوات كثيرة حتى تعرفت على خبير التداول الذي ساعدني في تحقيق أرباح شهرية من البيت",
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_campaigns_are_known_in_every_script(client, open_house, script):
    for number, text in enumerate(SCRIPTS[script]):
        comment = pitch(client, number, text)
    assert (comment.status, comment.decisions.first().rule) == ("pending", "repeated")


# --- What is no campaign ---------------------------------------------------------------------------------------------

QUOTE = (
    "The tide rises twice a day because the earth turns beneath two bulges of water, and one of them is far from "
    "the moon."
)


def test_good_comments_that_quote_the_same_sentence_appear(client, open_house):
    post = make_post(body=f"It begins with water. {QUOTE} That is all.")
    first = make_comment(
        post, body="Why would the second bulge stand on the side that is turned away from everything that pulls?"
    )
    said = [
        f"“{QUOTE}” — never knew that.",
        f"> {QUOTE}\n\nIs it so on lakes?",
        f"{QUOTE} Really? My teacher said otherwise.",
    ]
    for number, text in enumerate(said):
        assert pitch(client, number, text, post=post).status == "approved"
    for number, text in enumerate(["I asked my uncle.", "Centrifugal force, they say."]):
        assert pitch(client, number, f"{first.body} {text}", post=post, comment_parent=first.pk).status == "approved"


def test_short_thanks_appear_however_often_they_are_said(client, open_house):
    for number in range(4):
        assert pitch(client, number, "Thank you so much for this wonderful article!").status == "approved"


def test_a_persons_own_greeting_under_every_post_is_their_habit(client, open_house):
    greeting = (
        "Greetings from the harbour of Bremen, where we read every single article together at breakfast on Sundays"
    )
    for number in range(4):
        assert send(client, comment=f"{greeting}, {number}", author="Tom", email="tom@example.org").status == "approved"


def test_one_person_who_leaves_the_same_link_everywhere_is_no_habit(client, open_house):
    said = [send(client, comment=f"{PITCH} https://chairs.example/{number}").status for number in range(3)]
    assert said == ["approved", "pending", "spam"]


def test_who_has_earned_trust_is_heard_by_a_person_first(client, open_house):
    pitch(client, 0)
    pitch(client, 1)
    client.force_login(make_known_member())
    assert send(client, comment=PITCH).status == "pending"


def test_what_the_house_says_is_no_campaign(client, open_house, moderator):
    for _number in range(3):
        make_comment(body=PITCH)
    client.force_login(moderator)
    assert [send(client, comment=PITCH).status for _ in range(3)] == ["approved"] * 3
    client.logout()
    assert send(client, comment=PITCH).status == "approved"


# --- Judged as one ---------------------------------------------------------------------------------------------------


def test_what_joins_a_campaign_that_a_person_marked_as_spam_is_spam_at_once(client, open_house, moderator):
    first = pitch(client, 0)
    first.mark_spam(by=moderator)
    second = pitch(client, 1)
    assert second.status == "spam"
    assert why(second).startswith("Says the same as what a moderator marked as spam, by Person 0 under “Post ")


def test_what_a_person_approved_is_not_held_for_coming_again(client, open_house, moderator):
    first = pitch(client, 0)
    for verb in ("hold", "approve"):
        moderating.decide([first], verb, by=moderator)
    assert [pitch(client, number).status for number in (1, 2)] == ["approved", "approved"]


def test_a_judgement_that_was_undone_counts_no_more(client, open_house, moderator):
    first = pitch(client, 0)
    moderating.decide([first], "spam", by=moderator)
    moderating.undo_latest(first, by=moderator)
    assert pitch(client, 1).status == "pending"


def test_two_campaigns_that_turn_out_to_be_one_are_one_from_then_on(client, open_house):
    start, _end = PITCH.split("; ")
    more = "All work is done by hand with glue from bones, and visitors may watch the carpenters on Saturday afternoons"
    for number, text in enumerate([start, start, more, more]):
        pitch(client, number, text)
    assert pitch(client, 5, f"{start} {more}").status == "spam"
    assert campaigns.members_of(latest()).count() == 5


def test_an_edit_into_a_campaign_is_seen(client, open_house):
    pitch(client, 0)
    harmless = pitch(client, 1, "I like the second picture best.")
    assert harmless.status == "approved"
    change(client, harmless, PITCH)
    harmless.refresh_from_db()
    assert (harmless.status, harmless.decisions.first().rule) == ("pending", "repeated")
    assert campaigns.members_of(harmless).count() == 2


# --- What had appeared before anybody noticed ------------------------------------------------------------------------


def test_the_first_is_taken_back_to_be_read_if_both_lead_to_one_place(client, open_house):
    first, second = (pitch(client, n, f"{reworded(PITCH, n)} https://chairs.example/") for n in (0, 1))
    first.refresh_from_db()
    assert (first.status, second.status) == ("pending", "pending")
    assert why(first).startswith("The same came again, by Person 1 under “Post ")


def test_nobody_hides_a_comment_by_copying_it(client, open_house, moderator):
    linked = f"{PITCH} https://chairs.example/"
    approved = pitch(client, 0, linked)
    for verb in ("hold", "approve"):
        moderating.decide([approved], verb, by=moderator)
    moderating.decide([pitch(client, 1, linked)], "spam", by=moderator)
    unlinked = pitch(client, 2, QUOTE * 2)
    for number in (3, 4, 5):
        pitch(client, number, linked)
        pitch(client, number + 10, f"{QUOTE * 2} https://chairs.example/")
    for comment in (approved, unlinked):
        comment.refresh_from_db()
        assert comment.status == "approved", why(comment)


# --- What is kept ----------------------------------------------------------------------------------------------------


def test_likenesses_are_kept_for_a_while_and_go_with_their_comment(client, open_house):
    pitch(client, 0)
    pitch(client, 1)
    CommentLikeness.objects.filter(comment=latest()).update(created_at=timezone.now() - timedelta(days=61))
    campaigns.forget_old()
    assert CommentLikeness.objects.count() == 1
    Comment.objects.all().delete()
    assert (CommentLikeness.objects.count(), LikenessMark.objects.count()) == (0, 0)


def test_only_so_many_are_kept(client, open_house, monkeypatch):
    for number in range(3):
        pitch(client, number)
    monkeypatch.setattr(campaigns, "MOST_KEPT", 2)
    campaigns.forget_old()
    assert CommentLikeness.objects.count() == 2
    assert not CommentLikeness.objects.filter(comment__name="Person 0").exists()


def test_looking_costs_one_query_where_nothing_is_alike(django_assert_num_queries):
    post = make_post()
    campaigns.keep(make_comment(post, body=PITCH))
    other = make_comment(post, body=QUOTE * 2)
    with django_assert_num_queries(1):
        assert campaigns.company_of(other).before == []


def test_a_campaign_of_thousands_costs_no_more_than_one_of_forty(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(campaigns, "ENOUGH", 5)
    post = make_post()
    CommentRules.objects.update(flood_seconds=0)
    for number in range(8):
        campaigns.keep(make_comment(post, body=PITCH, email=f"{number}@example.org"))
    assert LikenessMark.objects.values("likeness").distinct().count() == 5
    assert campaigns.members_of(latest()).count() == 8
    with django_assert_max_num_queries(4):
        assert len(campaigns.company_of(Comment(post=post, body=PITCH)).before) == 8
