import json
import os
import re
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from .processes import until

pytestmark = pytest.mark.slow


def test_the_procfile_starts_a_site_that_answers_on_the_port_of_the_platform(site):
    assert site.manage("migrate", "--noinput").returncode == 0  # the release line
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    log = (site.folder / "honcho.txt").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "honcho", "-f", "Procfile", "-e", "/dev/null", "start", "web"],
        cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True,
        env={**site.environment, "PORT": str(site.port), "PATH": path},
    )  # fmt: skip
    try:
        until(
            lambda: "Serving http://0.0.0.0" in (site.folder / "honcho.txt").read_text(), 60, site.folder / "honcho.txt"
        )
        assert site.get("/healthz") == (200, "ok\n")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_the_platforms_files_agree():
    procfile = (settings.BASE_DIR / "Procfile").read_text()
    assert procfile.startswith("release: python manage.py migrate --noinput\nweb: python manage.py serve")
    app = json.loads((settings.BASE_DIR / "app.json").read_text())
    assert app["env"]["SECRET_KEY"]["generator"] == "secret"
    assert app["env"]["MEDIA_STORAGE_URL"]["value"] == "database:"
    for package in (settings.BASE_DIR / "Aptfile").read_text().split():
        assert package in (settings.BASE_DIR / "Dockerfile").read_text()


def test_every_setting_is_in_the_example():
    example = (settings.BASE_DIR / ".env.example").read_text()
    used = re.findall(r'(?:environment\.\w+|text)\(\s*"([A-Z_]+)"', "".join(
        (settings.BASE_DIR / "config" / name).read_text() for name in ("settings.py", "environment.py")
    ))  # fmt: skip
    assert used
    assert not [name for name in used if f"{name}=" not in example]
