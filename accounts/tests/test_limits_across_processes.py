"""Four processes try side by side: together they get no more tries than one would."""

import subprocess
import sys
import time

import pytest
from django.conf import settings

from config.tests.conftest import postgres_url  # noqa: F401  a fixture
from config.tests.processes import Site

pytestmark = pytest.mark.slow

MAKE = """
from accounts.models import User
from accounts.tests.codes import give_app
alice = User.objects.create_user("alice@example.org", "alice", "correct horse battery")
alice.confirm_email()
give_app(alice)
"""
START = """
import sys, time
import django
django.setup()
from django.test import Client
from accounts.tests.codes import give_code, give_password
client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=f"203.0.{sys.argv[1]}.1")
"""
# All begin at the same moment, which is told as they start.
WAIT = "time.sleep(max(0, float(sys.argv[2]) - time.time()))\n"
CODES = f"""{START}
give_password(client)
{WAIT}
print(sum(give_code(client, f"{{number:06}}").status_code == 422 for number in range(6)))
"""
PASSWORDS = f"""{START}
{WAIT}
answers = [give_password(client, password="wrong").content.decode() for number in range(6)]
print(sum("is not right" in answer for answer in answers))
"""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def site(request, tmp_path):
    database = request.getfixturevalue("postgres_url") if request.param == "PostgreSQL" else ""
    site = Site(tmp_path, **({"DATABASE_URL": database} if database else {}))
    assert site.manage("migrate", "--verbosity=0").returncode == 0
    site.python(MAKE)
    return site


def tries_of_four(site, code: str) -> int:
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    start = str(time.time() + 12)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(number), start],
            env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True,
        )
        for number in range(1, 5)
    ]  # fmt: skip
    return sum(int(process.communicate(timeout=90)[0]) for process in processes)


def test_five_wrong_codes_are_looked_at_and_not_one_more(site):
    assert tries_of_four(site, CODES) == 5


def test_five_wrong_passwords_are_looked_at_and_not_one_more(site):
    # A process that waits too long for its turn to count is turned away as well.
    assert 1 <= tries_of_four(site, PASSWORDS) <= 5
