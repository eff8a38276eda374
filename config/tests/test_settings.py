"""What the owner writes into the environment, and what they are told when it is wrong."""

import re

import pytest

from .processes import Site

pytestmark = pytest.mark.slow

WRONG = {
    "DEBUG": ["ture"],
    "SITE_URL": ["nonsense", "https://example.org/blog", "https://example.org:99999", "https://exa mple.org"],
    "ALLOWED_HOSTS": ["https://example.org"],
    "DATABASE_URL": ["mysql://u:p@h/n", "nonsense", "postgres://u:p@h:port/n"],
    "CACHE_URL": ["nonsense", "redis://host:port/0", "dbcache://another_table"],
    "EMAIL_URL": ["nonsense", "pigeon://host", "smtp://host:port", "filemail:///letters"],
    "DEFAULT_FROM_EMAIL": ["nobody"],
    "MEDIA_STORAGE_URL": ["ftp://host"],
    "DATA_DIR": ["/proc/no"],
    "TRUSTED_PROXIES": ["10.0.0.300/8"],
    "TIME_ZONE": ["Mars/Base"],
    "LANGUAGE_CODE": ["xx-nonsense"],
    "SECRET_KEY_FILE": ["/no/such/file"],
    "TASK_BROKER_URL": ["amqp://host"],
}
CASES = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """One process reads all the wrong settings, one after the other, for each start costs a second."""
    site = Site(tmp_path_factory.mktemp("wrong"))
    code = f"""
import importlib, json, os, sys
from django.core.exceptions import ImproperlyConfigured
from config import settings
answers = {{}}
for name, value in {CASES!r}:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        importlib.reload(settings)
        answers[f"{{name}}={{value}}"] = ""
    except ImproperlyConfigured as error:
        answers[f"{{name}}={{value}}"] = str(error)
    os.environ.pop(name) if before is None else os.environ.update({{name: before}})
print(answers)
"""
    return eval(site.python(code))


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(answers, name, value):
    assert re.match(rf"{name}\b", answers[f"{name}={value}"])
    assert "\n" not in answers[f"{name}={value}"].strip()


def test_the_sentence_is_all_the_owner_sees(site):
    result = site.manage("check", DEBUG="ture")
    assert result.returncode == 1
    assert result.stderr == "DEBUG='ture': write one of 0, 1, false, no, off, on, true, yes.\n"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://example.org"])
def test_the_deployment_check_has_no_warning(site, url):
    result = site.manage("check", "--deploy", "--fail-level", "WARNING", SITE_URL=url)
    assert result.returncode == 0, result.stderr


def test_what_a_platform_sets_besides_is_left_unread(site):
    result = site.manage("check", REDIS_URL="redis://host", CLOUDAMQP_URL="amqp://host")
    assert result.returncode == 0, result.stderr


def test_an_open_address_for_the_public_is_warned_of(site):
    result = site.manage("check", "--deploy", SITE_URL="http://example.org")
    assert "SITE_URL=http://example.org: passwords would travel in the open" in result.stderr


@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_on_a_disk_that_vanishes_nothing_is_begun(site, command):
    result = site.manage(command, DYNO="web.1")
    assert result.returncode == 1
    for variable in ("DATABASE_URL", "MEDIA_STORAGE_URL", "SECRET_KEY"):
        assert variable in result.stderr


def test_another_time_zone_than_the_first_is_refused(site):
    result = site.manage("serve", TIME_ZONE="Europe/Paris")
    assert result.returncode == 1
    assert "TIME_ZONE=UTC" in result.stderr
