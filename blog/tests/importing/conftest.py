import pytest

from config.tests.conftest import migrated, site  # noqa: F401  fixtures

from .old_server import OldServer


@pytest.fixture
def old_server(monkeypatch):
    server = OldServer()
    server.reached_through(monkeypatch)
    yield server
    server.end()
