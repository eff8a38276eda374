import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments import receipts
from comments.models import Comment, CommentRules
from comments.reading import pictures
from tests.builders import make_comment, make_post, make_user

from .test_receipt import look

pytestmark = pytest.mark.django_db


def pictures_on(post) -> list[str]:
    return re.findall(r'<span class="picture ?([^"]*)"', Client().get(post.get_absolute_url()).content.decode())


def test_one_address_has_one_picture_on_one_site(settings):
    post = make_post()
    for email in ("noor@example.org", "Noor@Example.org", "tom@example.org"):
        make_comment(post, email=email)
    noor, again, tom = pictures_on(post)
    assert noor == again != tom
    assert re.fullmatch(r"a[0-9a-f] b[0-9a-f] c[0-9a-f] d[0-9a-f] ink[0-3]", noor)
    settings.SECRET_KEY = "another site"
    assert pictures.mark_of("noor@example.org") != Comment.objects.filter(email="noor@example.org")[0].picture


def test_no_address_follows_from_it():
    """Twenty bits: thousands of addresses share each."""
    assert len(pictures.mark_of("noor@example.org")) == 5
    marks = {pictures.mark_of(f"reader{number}@example.org") for number in range(3000)}
    assert len(marks) > 2900


def test_nothing_is_fetched_and_nothing_is_read_out():
    post = make_post()
    make_comment(post)
    page = Client().get(post.get_absolute_url()).content.decode()
    assert re.search(r'<span class="picture [^"]+" aria-hidden="true"></span>', page)
    assert not re.search(r'<img[^>]+class="picture"', page)
    assert "gravatar" not in page


def test_a_members_own_picture_is_shown():
    post, member = make_post(), make_user("maria")
    member.avatar.save("x.webp", ContentFile(b"x"))
    make_comment(post, account=member, email=member.email)
    page = Client().get(post.get_absolute_url()).content.decode()
    assert f'<img class="picture" src="{member.avatar.url}" alt=""' in page
    member.delete()
    assert pictures_on(post)


def test_what_waits_and_who_was_erased_have_none(client):
    comment = make_comment(status="pending")
    page = look(client, receipts.address(comment)).content.decode()
    assert 'class="picture"' in page and "ink" not in re.search(r'class="picture[^"]*"', page)[0]
    comment.approve()
    Comment.objects.update(email="", picture="")
    assert pictures_on(comment.post) == [""]


def test_the_owner_switches_them_off():
    post = make_post()
    make_comment(post)
    CommentRules.objects.update(show_pictures=False)
    assert 'class="picture' not in Client().get(post.get_absolute_url()).content.decode()


def test_pictures_ask_the_database_for_nothing():
    post, taken = make_post(), []
    for number in range(2):
        for count in range(3):
            make_comment(post, account=make_user(f"m{number}{count}"))
        with CaptureQueriesContext(connection) as queries:
            Client().get(post.get_absolute_url())
        taken.append(len(queries))
    assert taken[0] == taken[1]
