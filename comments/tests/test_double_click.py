from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from comments.models import Comment
from tests.builders import make_post

from .acts import write


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="in memory, all threads share one connection")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_double_click_gives_one_row():
    post = make_post()

    def click(_):
        try:
            return write(Client(), post).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as people:
        answers = sorted(people.map(click, range(6)))
    close_old_connections()
    assert answers == [303, 409, 409, 409, 409, 409]
    assert Comment.objects.count() == 1
