import re

import pytest

from comments.models import Comment
from comments.receiving import receive
from comments.spam import Sender
from tests.builders import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"
PITCH = "My cousin earns nine thousand a month from her kitchen with this one course, see {} and start tonight {}"


def arrive(number: int) -> Comment:
    words = PITCH.format("https://course.example/join", "friends " * (number % 2))
    comment = Comment(post=make_post(), name=f"Name {number}", email=f"n{number}@example.net", body=words)
    sender = Sender(network=f"n{number}", opened_seconds=60, origin_proven=True)
    return receive(comment, sender)


def test_a_campaign_is_judged_as_one_and_undone_as_one(client):
    client.force_login(make_user("mod", role="moderator"))
    members = [arrive(number) for number in range(4)]
    Comment.objects.update(status="pending")
    bystander = make_comment(status="pending")
    page = client.get(QUEUE).content.decode()
    assert page.count("And 3 more like it wait.") == 4
    newest = re.search(r'name="newest" value="(\d+)"', page)[1]
    late = arrive(9)
    Comment.objects.filter(pk=late.pk).update(status="pending")
    sent = {"act": f"spam-all:{members[0].pk}", "newest": newest}
    answer = client.post(f"{QUEUE}decide/", sent, headers={"X-In-Place": "1"}).content.decode()
    assert "4 comments: spam." in answer
    assert all(f'class="letter is-done" id="letter-{each.pk}"' in answer for each in members)
    states = dict(Comment.objects.values_list("pk", "status"))
    assert {states[each.pk] for each in members} == {"spam"}
    assert states[late.pk] == states[bystander.pk] == "pending"
    narrowed = client.get(f"{QUEUE}?status=all&campaign_of={members[0].pk}").content.decode()
    assert narrowed.count('name="_selected_action"') == 5
    batch = re.search(r'name="batch" value="([^"]+)"', answer)[1]
    client.post(f"{QUEUE}undo/", {"batch": batch})
    assert set(Comment.objects.values_list("status", flat=True)) == {"pending"}
