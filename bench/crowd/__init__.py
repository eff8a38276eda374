"""
The crowd: twelve kinds of bots and fifty people come to a running site, all at once. At most one bot's comment in a
hundred may appear, nobody may be refused, and whom the site trusts appears at once. Ends with 1 if a promise is broken.

`python -m bench crowd`: the rules as a site starts with them. `python -m bench crowd-open`: the owner lets unknown
people appear at once where the classifier is sure; what bots reach then is shown, and promised to nobody. With
CROWD_DATABASE_URL another, empty database than SQLite is used.
"""

import os
import subprocess
import sys
import tempfile

from tests.post_office import free_port


def run() -> None:
    if came("as shipped").returncode:
        sys.exit(1)


def run_open() -> None:
    if came("open").returncode:
        sys.exit(1)


def came(day: str, **options) -> subprocess.CompletedProcess:
    """One of day.DAYS, on a site of its own."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-crowd-") as folder:
        own = {
            "DATA_DIR": folder,
            "DATABASE_URL": os.environ.get("CROWD_DATABASE_URL", ""),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SITE_URL": f"http://127.0.0.1:{free_port()}",
            "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
            # Everybody comes by one proxy, which tells their address.
            "TRUSTED_PROXIES": "127.0.0.1",
        }
        environment = {**os.environ, **own}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
        return subprocess.run([sys.executable, "-m", "bench.crowd.day", day], env=environment, **options)
