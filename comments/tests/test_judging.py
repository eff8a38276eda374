import pytest

from comments import stamps
from comments.models import Comment, CommentRules
from comments.spam import Sender, checks, words
from config import housekeeping
from tests.builders import make_comment, make_post, make_user

from .acts import backdate, latest, make_known_member, stamp_of_age, why, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_house():
    """Everybody may appear at once: what waits then waits for its own reason."""
    CommentRules.objects.update(first_comment_waits=False, flood_seconds=0)


def send(client, post=None, **fields):
    """As a browser with script sends it, after a minute of writing."""
    post = post or make_post()
    fields.setdefault("stamp", stamp_of_age(post, 60))
    assert write(client, post, headers={"Sec-Fetch-Site": "same-origin"}, **fields).status_code == 303
    return latest()


# --- Trust ---------------------------------------------------------------------------------------------------------


def test_a_known_member_appears_at_once(client):
    client.force_login(make_known_member())
    assert send(client).status == "approved"


def test_a_members_first_comment_waits(client):
    client.force_login(make_user("maria"))
    comment = send(client)
    assert (comment.status, why(comment)) == ("pending", "The member's first comment.")


def test_a_member_without_a_confirmed_address_waits(client):
    client.force_login(make_known_member(confirmed=False))
    comment = send(client)
    assert (comment.status, why(comment)) == ("pending", "The member has not confirmed the email address.")


def test_a_guest_waits_however_often_the_typed_address_was_approved(client):
    for _ in range(3):
        make_comment(name="Tom", email="tom@example.org")
    CommentRules.objects.update(flood_seconds=0)
    assert send(client, author="Tom", email="tom@example.org").status == "pending"


@pytest.mark.parametrize("role", ["moderator", "editor"])
def test_a_moderator_appears_at_once(client, role):
    client.force_login(make_user("mod", role=role))
    assert write(client, make_post()).status_code == 303
    assert latest().status == "approved"


def test_the_posts_author_appears_at_once_and_other_authors_wait(client):
    post = make_post()
    client.force_login(post.author)
    write(client, post)
    assert latest().status == "approved"
    backdate(latest(), minutes=1)
    client.force_login(make_user("other", role="author"))
    write(client, post)
    assert latest().status == "pending"


def test_without_the_rule_guests_appear_at_once(client, open_house):
    assert send(client).status == "approved"


def test_borrowed_names_and_addresses_wait(client, open_house):
    post = make_post(author=make_user("ada", role="author", display_name="Ada Quill"))
    maria = make_user("maria", email="maria@example.org", display_name="Maria")
    make_comment(account=maria, name="Maria", email=maria.email)
    make_user("silent", display_name="Noor")
    cases = {
        "a member's address": {"email": "Maria@Example.org"},
        "the author's address": {"email": "ada@example.org"},
        "the author's name": {"author": "ada  QUILL"},
        "a look-alike": {"author": "Аdа Quіll"},
        "a letter without its dot": {"author": "Ada Quıll"},
        "the author's name with a title": {"author": "Ada Quill (author)"},
        "a name and a title": {"author": "Official: Аda Quill – editor"},
        "a name within": {"author": "The real Ada Quill"},
        "a username with a title": {"author": "ada, staff"},
        "a member's name": {"author": "maria"},
        "an office": {"author": "Administrator"},
    }
    for case, fields in cases.items():
        comment = send(client, post, comment=case, **fields)
        assert comment.status == "pending", case
        assert why(comment).startswith("Claims to "), case
    for name in ("Noor", "Ada Lovelace", "Quill", "Adaquill Smith", "Maria Quill"):
        comment = send(client, post, comment=f"I am {name}", author=name)
        assert comment.status == "approved", why(comment)


def test_no_address_is_nobodys(open_house):
    """Neither a member without one is claimed to be, nor has anybody proven it."""
    make_user("old", email="")
    comment, rules = Comment(post=make_post(), name="Ida", email="", body="x"), CommentRules(who_may_write="confirmed")
    assert checks.impersonation(comment, Sender(), rules) is None
    assert checks.address_unconfirmed(comment, Sender(), rules).status == "pending"


# --- What looks odd but may be a person ------------------------------------------------------------------------------


def test_a_filled_trap_waits(client, open_house):
    comment = send(client, subject="buy")
    assert comment.status == "pending"
    assert "do not see" in why(comment)


def test_the_opening_stamp_speaks_for_a_person(client, open_house):
    post, other = make_post(), make_post()
    cases = {
        "missing": ("", "pending"),
        "forged": ("[1,2]:AAAA", "pending"),
        "broken": ("\x00é", "pending"),
        "too young": (stamp_of_age(post, 1), "pending"),
        "from tomorrow": (stamp_of_age(post, -3600), "pending"),
        "too old": (stamp_of_age(post, 25 * 3600), "pending"),
        "another post's": (stamp_of_age(other, 60), "pending"),
        "good": (stamp_of_age(post, 60), "approved"),
        "of this morning": (stamp_of_age(post, 8 * 3600), "approved"),
    }
    for case, (stamp, status) in cases.items():
        assert send(client, post, stamp=stamp, comment=case).status == status, case


def test_each_odd_opening_has_a_reason_of_its_own(client, open_house):
    post, other = make_post(), make_post()
    cases = {
        "": "No opening stamp: no script, or a robot.",
        "[1,2]:AAAA": "The opening stamp is not ours, or of another post.",
        stamp_of_age(other, 60): "The opening stamp is not ours, or of another post.",
        stamp_of_age(post, -60): "Sent -",
        stamp_of_age(post, 25 * 3600): "The form was opened more than a day before.",
    }
    for number, (stamp, reason) in enumerate(cases.items()):
        assert why(send(client, post, stamp=stamp, comment=f"Case {number}")).startswith(reason)


def test_a_stamp_that_comes_with_one_comment_after_the_other_waits(client, open_house):
    post = make_post()
    stamp = stamp_of_age(post, 60)
    said = [
        send(client, post, stamp=stamp, comment=f"Reply {number}", email=f"p{number}@example.org")
        for number in range(4)
    ]
    assert [comment.status for comment in said] == ["approved"] * 3 + ["pending"]
    assert why(said[3]) == "The opening stamp came with 3 comments before."
    assert send(client, post, comment="From a form opened anew").status == "approved"


def test_what_was_refused_does_not_use_a_stamp_up(client, open_house):
    post = make_post()
    stamp = stamp_of_age(post, 60)
    for _ in range(5):
        assert write(client, post, stamp=stamp, email="").status_code == 422
    assert send(client, post, stamp=stamp).status == "approved"


def test_stamps_are_forgotten_after_a_day(client):
    old, new = send(client), send(client, email="new@example.org")
    backdate(old, hours=25)
    housekeeping.run.func()
    assert [Comment.objects.get(pk=each.pk).stamp is None for each in (old, new)] == [True, False]


def test_the_stamp_is_fetched_and_never_stored(client):
    post = make_post()
    response = client.get(post.url_of("comments:stamp"))
    assert stamps.read(response.json()["stamp"], post).seconds < 5
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert client.head(post.url_of("comments:stamp")).status_code == 200
    assert client.post(post.url_of("comments:stamp")).status_code == 405


def test_a_refused_form_keeps_its_stamp(client):
    post = make_post()
    stamp = stamp_of_age(post, 60)
    assert stamp in write(client, post, stamp=stamp, email="").content.decode()


# --- Links and words -------------------------------------------------------------------------------------------------

LINKS = {
    "none": ("Nothing here", "approved"),
    "one": ("http://a.example", "approved"),
    "two bare": ("http://a.example and https://b.example", "pending"),
    "two in Markdown": ("[a](http://a.example) [b](http://b.example)", "pending"),
    "mixed": ("[a](http://a.example) <https://b.example>", "pending"),
    "pictures": ("![a](http://a.example/a.png) ![b](http://b.example/b.png)", "pending"),
    "in code": ("`http://a.example` and `http://b.example`", "approved"),
    "bare names": ("Best at a-shop.com and b-shop.com/now", "pending"),
    "spelt": ("Best at ashop dot com and bshop DOT com", "pending"),
    "in brackets": ("Best at ashop[.]com and bshop (dot) net", "pending"),
    "crippled": ("Best at hxxp://ashop.example and h t t p : // bshop.example", "pending"),
    "spaced": ("Best at www . ashop . example and bshop . com", "pending"),
    "shortened": ("Best at t.me/ashop and bit.ly/2bshop", "pending"),
    "full width": ("Best at ashop．com and bshop。com", "pending"),
    "invisible": ("Best at ash\u200bop.c\u200bom and bs\u00adhop.com", "pending"),
    "of other endings": ("Best at ashop.example, and BSHOP.EXAMPLE.", "pending"),
    "below a country": ("Best at ashop.de and www2.bshop.co.uk!", "pending"),
    "one shown, one hidden": ("http://a.example and bshop dot com", "pending"),
}
NO_LINKS = {
    "a boom": "Before the dot com boom and after the dot com crash, the dot and com were words",
    "programs": "node.js and vue.js, ASP.NET, socket.io, React.Component, foo.bar.baz(), System.out.println",
    "files": "Rename main.py and readme.md, then lib/util.js/index.html, a.out, .env and /etc/fstab",
    "abbreviations": "e.g. this, i.e. that, a.m./p.m., U.S./U.K., etc. and so on, no.1 and no.2",
    "sentences": "It was late.So we left.Then it rained.In the end.To be fair.It is.Me too",
    "numbers": "From 1.2.3 to 10.0.0.1, 3.14 and 2.5.x; 5.30 to 6.15; v1.0/v2.0",
    "places of dots": "Put a dot in front, connect the dots, the .com and .org registries, a .com domain",
    "members": "this.store and self.app, news.append(x), e.target, user.name, os.path, foo.de() and a_b.sh",
    "sentences in small letters": "it was late.so we left.then it rained.in the end.to be fair.it is.me too.no.yes",
    "choices": "he/she, and/or, his.hers, yes/no, 24/7",
    "scripts": "例えば。しかし、これは。そして彼は。",
    "brackets": "words [in brackets] (or so) and a list[int], f(x).y [1] [2]",
    "discussed in code": "Never write `<a href='http://a.example'>` or `a-shop.com` and `hxxp://b.example`",
}


@pytest.mark.parametrize("case", LINKS)
def test_many_links_wait(client, open_house, case):
    text, status = LINKS[case]
    assert send(client, comment=text, url="https://noor.example").status == status


@pytest.mark.parametrize("case", NO_LINKS)
def test_what_only_looks_like_a_link_is_none(client, open_house, case):
    CommentRules.objects.update(max_links=1)
    comment = send(client, comment=NO_LINKS[case])
    assert comment.status == "approved", why(comment)


@pytest.mark.parametrize(
    "typed", ["[url=http://a.example]a[/url]", "<a href='http://a.example'>a</a>", "[link]a[/link]"]
)
def test_links_in_the_markup_of_other_sites_wait(client, open_house, typed):
    CommentRules.objects.update(max_links=0)
    comment = send(client, comment=f"Read this: {typed}")
    assert (comment.status, why(comment)[:48]) == (
        "pending",
        "Contains a link in the markup of other sites: " + typed[:2],
    )


def test_no_limit_means_no_limit(client, open_house):
    CommentRules.objects.update(max_links=0)
    links = "http://a.example, http://b.example and http://c.example"
    assert send(client, comment=f"Three say the same: {links}. Which is right?").status == "approved"


WORDS = {
    "the word": ("press", "Stop the press!", True),
    "other case": ("press", "STOP THE PRESS", True),
    "inside a word": ("press", "WordPress and espresso", False),
    "a phrase over lines": ("free  money", "Get FREE\nmoney now", True),
    "hidden by marks": ("viagra", "via**gra**", True),
    "hidden by zero width": ("viagra", "via\u200bgra", True),
    "full width": ("viagra", "ｖｉａｇｒａ", True),
    "Cyrillic": ("казино", "Лучшее КАЗИНО!", True),
    "inside a Cyrillic word": ("кот", "который час", False),
    "Chinese": ("赌场", "最好的赌场在这里", True),
    "Japanese": ("カジノ", "オンラインカジノで", True),
    "Thai": ("พนัน", "เว็บพนันออนไลน์", True),
    "Arabic": ("قمار", "أفضل قمار هنا", True),
    "accents": ("CAFÉ", "un cafe\u0301 noir", True),
    "signs": ("$$$", "earn $$$ fast", True),
    "regular expression": (".*", "quite harmless", False),
    "a sign and a word": ("c++", "I write C++, mostly", True),
    "the beginning of a phrase": ("free money", "Free as in free speech", False),
    "a phrase that begins like another": (
        "free\nfree money\nfree money now",
        "Get freemoney, then free money nowhere",
        True,
    ),
    "part of an unspaced word": ("赌场大亨\n赌", "最好的赌场", True),
    "the end of an unspaced word": ("赌场大亨", "最好的赌场", False),
    "deep in a long text": ("casino", f"{'a word ' * 4500}casino{' a word' * 4500}", True),
}


@pytest.mark.parametrize("case", WORDS)
def test_listed_words_are_whole_words_in_any_script(client, open_house, case):
    listed, text, hits = WORDS[case]
    CommentRules.objects.update(disallowed_words=f"unrelated\n\n{listed}\n")
    assert send(client, comment=text).status == ("spam" if hits else "approved")


def test_the_longest_list_is_held_against_the_longest_text():
    """One sign that stands for a sentence, as often as fits; a list as long as its field."""
    listed = "\n".join(f"word{number:03d}" for number in range(2500))
    signs = "\ufdfa" * 21_790
    shape, *more = words.shapes(signs)
    assert len(shape) <= words.HEAD + words.TAIL + 1 and not more
    assert words.first_hit(listed, signs, f"{signs} word042") == "word042"
    assert words.shapes(signs) is words.shapes(signs), "made once for all lists"


def test_disallowed_words_are_found_in_every_field(client, open_house):
    CommentRules.objects.update(disallowed_words="casino")
    for name, value in {"author": "Casino", "email": "casino@example.org", "url": "https://casino.example"}.items():
        comment = send(client, comment=f"Hello by {name}", **{name: value})
        assert comment.status == "spam", name
        assert "casino" in why(comment)


def test_moderation_words_make_a_comment_wait(client, open_house):
    CommentRules.objects.update(moderation_words="politics")
    comment = send(client, comment="Politics again")
    assert (comment.status, "politics" in why(comment)) == ("pending", True)


def test_spam_is_answered_like_any_other_comment(client, open_house):
    CommentRules.objects.update(disallowed_words="casino")
    post = make_post()
    response = write(client, post, comment="casino")
    assert response.status_code == 303
    assert "receipt=" in response["Location"]


# --- Several reasons -------------------------------------------------------------------------------------------------


def test_the_first_check_decides_and_the_others_are_told_too(client, open_house):
    CommentRules.objects.update(moderation_words="politics")
    comment = send(client, comment="Politics: http://a.example http://b.example", stamp="", subject="x")
    assert why(comment) == (
        "The field that people do not see was filled in. No opening stamp: no script, or a robot. "
        "Contains 2 links; 2 make a comment wait. Contains “politics”, a word that makes a comment wait."
    )
    assert comment.decisions.get().rule == "trap_filled"


def test_what_is_spam_tells_what_else_spoke(client, open_house):
    CommentRules.objects.update(disallowed_words="casino")
    comment = send(client, comment="casino", subject="x")
    assert comment.status == "spam"
    assert why(comment) == "Contains “casino”, a disallowed word. The field that people do not see was filled in."
