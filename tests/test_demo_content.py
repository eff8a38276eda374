import stat

import pytest
from django.core.management import CommandError, call_command

from accounts import demo
from accounts.models import User
from blog.models import Category, Picture, Post, Series, Tag
from comments.leaks import leaks
from comments.models import Comment

from .builders import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_it_fills_an_empty_site_with_something_of_everything(client, data_dir, capsys):
    call_command("demo_content")
    assert {post.status for post in Post.objects.all()} == {
        "published", "scheduled", "draft", "private", "expired", "trashed",
    }  # fmt: skip
    assert Post.objects.published().posts().count() >= 12 and Post.objects.published().pages().count() >= 4
    assert set(Comment.objects.values_list("status", flat=True)) == {"approved", "pending", "spam", "trash"}
    for address in ("/", "/archive/", "/about/letters-policy/", "/series/reading-the-tide/", "/feed/"):
        assert client.get(address).status_code == 200
    assert "/media/demo/" not in "".join(Post.objects.values_list("body_html", flat=True))


def test_each_account_gets_a_line_with_a_sign_in_that_works(client, data_dir, capsys):
    call_command("demo_content")
    printed = capsys.readouterr().out
    assert stat.S_IMODE((data_dir / "demo_accounts.txt").stat().st_mode) == 0o600
    for line in demo.sign_ins().splitlines():
        email, password, _ = line.split(maxsplit=2)
        assert email in printed and client.login(email=email, password=password)


def test_a_second_run_adds_nothing_and_says_the_sign_ins_again(data_dir, capsys):
    call_command("demo_content")
    posts, comments = Post.objects.count(), Comment.objects.count()
    capsys.readouterr()
    call_command("demo_content")
    assert (Post.objects.count(), Comment.objects.count()) == (posts, comments)
    assert "ada@example.org" in capsys.readouterr().out


def test_a_site_that_is_not_empty_is_left_alone(data_dir, capsys):
    make_post()
    call_command("demo_content")
    assert Post.objects.count() == 1 and "not empty" in capsys.readouterr().out


def test_remove_leaves_an_empty_site(client, data_dir):
    call_command("demo_content")
    call_command("demo_content", "--remove")
    for model in (Post, Comment, Tag, Category, Series, Picture, User):
        assert not model.objects.exists(), model
    assert not (data_dir / "demo_accounts.txt").exists()
    assert "Nothing has been published" in client.get("/").content.decode()


def test_remove_keeps_what_a_person_wrote(data_dir):
    call_command("demo_content")
    mine = make_post("My own", author=User.objects.get(username="ada"))
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("demo_content", "--remove")
    owner = make_user("owner", is_staff=True, is_superuser=True)
    call_command("demo_content", "--remove")
    assert list(Post.objects.all()) == [mine] and Post.objects.get().author == owner


@pytest.mark.slow
def test_nothing_hidden_in_the_demo_content_is_seen_by_a_stranger(data_dir):
    call_command("demo_content")
    assert list(leaks()) == []
