import os
import re
import signal
import socket
import time

import pytest

from .processes import Site, children_of, kill, until

pytestmark = pytest.mark.slow


def test_one_command_serves_pages_static_files_and_runs_tasks(site):
    with site.serve() as process:
        assert f"Serving http://127.0.0.1:{site.port}" in site.log.read_text()
        assert site.get("/healthz") == (200, "ok\n")
        assert len(children_of(process.pid)) >= 2
        notes = queue(site, "dawdle", 0)
        until(lambda: notes.exists() and "ended" in notes.read_text())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_everything_within_ten_seconds(site, number):
    with site.serve() as process:
        children = until(lambda: len(found := children_of(process.pid)) >= 3 and found)
        begun = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=12) == 0
        assert time.monotonic() - begun < 10
        until(lambda: not alive(children), 2)


def test_a_short_task_in_hand_is_finished_before_the_end(site):
    with site.serve() as process:
        notes = queue(site, "dawdle", 3)
        until(notes.exists)
        process.terminate()
        assert process.wait(timeout=12) == 0
    assert notes.read_text() == "begun\nended\n"
    assert statuses(site) == ["SUCCESSFUL"]


def test_a_long_task_in_hand_is_given_back_and_run_by_the_next_worker(site):
    with site.serve() as process:
        notes = queue(site, "dawdle_once", 60)
        until(notes.exists)
        begun = time.monotonic()
        process.terminate()
        assert process.wait(timeout=12) == 0
        assert time.monotonic() - begun < 10
    assert statuses(site) == ["READY"]
    with site.serve():
        until(lambda: statuses(site) == ["SUCCESSFUL"])


def test_a_killed_worker_is_replaced_and_its_task_run_again_once(site):
    with site.serve() as process:
        notes = queue(site, "dawdle_once", 60)
        until(notes.exists)
        kill(worker_of(process))
        until(lambda: statuses(site) == ["SUCCESSFUL"], 60, site.log)
    assert notes.read_text() == "begun\nbegun\nended\n"


def test_a_task_that_kills_its_worker_twice_is_given_up_with_a_record(site):
    with site.serve() as process:
        notes = queue(site, "dawdle", 60)
        for times in (1, 2):
            until(lambda times=times: notes.exists() and notes.read_text().count("begun") == times, 60, site.log)
            kill(worker_of(process))
        until(lambda: statuses(site) == ["FAILED"], 60, site.log)
    assert "died" in site.rows("SELECT traceback FROM django_tasks_database_dbtaskresult WHERE traceback != ''")[0][0]


def test_without_its_web_process_it_ends_with_an_error(site):
    with site.serve() as process:
        web = next(pid for pid, line in children_of(process.pid).items() if "granian" in line)
        children = children_of(process.pid)
        kill(web)
        assert process.wait(timeout=12) == 128 + signal.SIGKILL
        until(lambda: not alive(children), 2)


def test_nothing_is_left_when_the_parent_is_killed(site):
    with site.serve() as process:
        children = until(lambda: len(found := children_of(process.pid)) >= 3 and found)
        kill(process.pid)
        process.wait()
        until(lambda: not alive(children), 10)


def test_a_port_that_is_taken_is_said_in_one_sentence(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()
        result = site.manage("serve", "--bind", f"127.0.0.1:{site.port}")
    assert result.returncode == 1
    assert re.fullmatch(r"CommandError: .* is taken .*--bind 127\.0\.0\.1:\d+\.\n", result.stderr)


def test_a_database_that_is_not_migrated_is_said_in_one_sentence(tmp_path):
    result = Site(tmp_path).manage("serve")
    assert result.returncode == 1
    assert result.stderr == "CommandError: The database is not up to date: run `python manage.py migrate` first.\n"


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:99999", "http://127.0.0.1:8000"])
def test_a_bind_that_makes_no_sense_is_explained(site, bind):
    result = site.manage("serve", "--bind", bind)
    assert result.returncode == 1
    assert "write a host and a port" in result.stderr


def test_on_a_platform_it_listens_on_the_port_it_is_given(site):
    result = site.manage("serve", "--help", PORT="5123")
    assert "0.0.0.0:5123" in result.stdout


def test_the_address_of_the_client_reaches_django_plainly(site):
    (site.folder / "spy.py").write_text(SPY)
    process = site.start(
        "-m", "granian", "--interface", "wsgi", "--port", site.port, "--log-level", "warning",
        "--working-dir", site.folder, "spy:application",
    )  # fmt: skip
    try:
        assert until(lambda: answer(site)) == (200, "'127.0.0.1'")
    finally:
        process.terminate()
        process.wait(timeout=10)


SPY = """
def application(environ, start_response):
    start_response("200 OK", [])
    return [repr(environ["REMOTE_ADDR"]).encode()]
"""


def answer(site):
    try:
        return site.get("/")
    except OSError:
        return None


def queue(site, name: str, seconds: float):
    notes = site.folder / "notes.txt"
    site.python(f"from config.tests import slow_tasks\nslow_tasks.{name}.enqueue({str(notes)!r}, {seconds})")
    return notes


def statuses(site) -> list[str]:
    query = "SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%dawdle%'"
    return [status for (status,) in site.rows(query)]


def worker_of(process) -> int:
    def find():
        return [pid for pid, line in children_of(process.pid).items() if "manage.py worker" in line]

    return until(find)[0]


def alive(pids) -> list[int]:
    return [pid for pid in pids if os.path.exists(f"/proc/{pid}") and " Z " not in open(f"/proc/{pid}/stat").read()]
