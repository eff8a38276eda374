import subprocess

import pytest

from bench import crowd


@pytest.mark.slow
def test_a_crowd_of_bots_gets_nowhere_and_no_person_is_refused():
    """The whole crowd, with browsers and a thousand at once: `python -m bench crowd`."""
    came = crowd.came("short", stdout=subprocess.PIPE, text=True)
    assert came.returncode == 0, came.stdout
