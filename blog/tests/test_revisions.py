from datetime import timedelta

import pytest
from django.utils import timezone

from blog import revising
from blog.models import Tag
from tests.builders import make_post, make_user

pytestmark = pytest.mark.django_db


def test_every_save_keeps_who_when_and_all_fields():
    ada = make_user("ada", role="editor")
    post = make_post("First", body="One.")
    post.body = "Two."
    post.save(by=ada)
    latest, first = post.revisions.all()
    assert (first.number, first.fields["body"]) == (1, "One.")
    assert (latest.number, latest.fields["body"], latest.editor) == (2, "Two.", ada)
    assert latest.fields["title"] == "First" and latest.fields["published_at"]


def test_a_save_without_a_change_keeps_nothing():
    post = make_post()
    post.save()
    assert post.revisions.count() == 1


def test_tags_are_part_of_a_revision():
    post = make_post()
    post.tags.add(Tag.objects.create(name="Tides"))
    revising.keep(post)
    assert [len(each.fields["tags"]) for each in post.revisions.all()] == [1, 0]


def test_a_revision_knows_when_it_was_public():
    post = make_post(published_at=None)
    assert not post.revisions.once_public().exists()
    post.publish(by=None)
    assert [each.number for each in post.revisions.once_public()] == [2]
    post.body = "A correction."
    post.save()
    post.unpublish(by=None)
    assert [each.number for each in post.revisions.once_public()] == [3, 2]


def test_a_version_replaced_before_its_time_never_was_public():
    post = make_post(published_at=timezone.now() + timedelta(days=1))
    post.body = "Better."
    post.save()
    assert not post.revisions.once_public().exists()


def test_restoring_brings_words_back_and_not_the_state():
    post = make_post("Old title", body="Old words.", published_at=None)
    post.title, post.body = "New title", "New words."
    post.publish(by=None)
    revising.restore(post, post.revisions.get(number=1), by=None)
    post.refresh_from_db()
    assert (post.title, post.body) == ("Old title", "Old words.")
    assert post.is_published and post.revisions.count() == 3


def test_the_source_comes_back_byte_for_byte_but_for_line_ends():
    source = "# Tabs\there\r\n\r\n  trailing  \r\nend \u202bעברית\u202c &amp; <b>x</b>\n\n\n"
    post = make_post(body=source)
    post.refresh_from_db()
    assert post.body == source.replace("\r\n", "\n")
