import os
import shutil
import uuid
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest

from .processes import Site


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A folder with an empty, migrated site; copied for each test that wants a site of its own."""
    folder = tmp_path_factory.mktemp("site")
    result = Site(folder).manage("migrate", "--verbosity=0")
    assert result.returncode == 0, result.stderr
    # Static files take seconds to compress and are not what these tests are about.
    Site(folder).python("from config import static_files; static_files.collect()")
    return folder


@pytest.fixture
def site(migrated, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(migrated, folder)
    return Site(folder)


@pytest.fixture
def postgres_url():
    """The address of a new, empty PostgreSQL database."""
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        (pytest.fail if os.environ.get("BROADSHEET_REQUIRE_ALL") == "1" else pytest.skip)(
            "TEST_POSTGRES_URL is not set"
        )
    name = f"site_{uuid.uuid4().hex[:12]}"
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
