import shutil

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
