"""Windows that slide, and what is said to whoever must wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.limits import seconds_to_wait, try_again

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("minutes_ago", "most", "expected"),
    [([], 1, 0), ([5], 2, 0), ([5, 10], 2, 50 * 60), ([5, 10, 59], 2, 50 * 60), ([1, 61], 2, 0), ([1, 2, 61], 3, 0)],
)
def test_whoever_had_their_share_waits_until_the_oldest_of_it_has_gone_out_of_the_window(minutes_ago, most, expected):
    moments = [timezone.now() - timedelta(minutes=minutes) for minutes in minutes_ago]
    assert expected - 2 <= seconds_to_wait(moments, most, HOUR) <= expected


def test_a_fraction_of_a_second_is_still_a_wait():
    assert seconds_to_wait([timezone.now() - HOUR + timedelta(milliseconds=300)], 1, HOUR) == 1


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (1, "Try again in 1 second."),
        (90, "Try again in 90 seconds."),
        (121, "Try again in 3 minutes."),
        (6000, "Try again in 100 minutes."),
        (55000, "Try again in 16 hours."),
    ],
)
def test_the_wait_is_said_as_a_person_would_say_it(seconds, sentence):
    assert try_again(seconds) == sentence
