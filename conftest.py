from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command


@pytest.fixture(autouse=True)
def _embedded(settings, tmp_path, monkeypatch):
    """
    Each test has files of its own; mail takes the real way through the outbox and ends in `mail.outbox`; counts are
    written without a pause.
    """
    monkeypatch.setattr("blog.tally.PAUSE", 0)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "config.mail.OutboxBackend"
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def run_tasks():
    """Run every task that is due, as the worker would; returns nothing."""

    def run():
        # The worker drops a connection whose autocommit is off, which is that of the test's own transaction.
        with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
            call_command("db_worker", "--batch", "--interval=0", "--no-startup-delay", verbosity=0)

    return run


@pytest.fixture
def postman(settings):
    """Mail leaves by SMTP, and he keeps what arrives."""
    from tests.post_office import Postman, free_port

    postman = Postman(free_port())
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", postman.port, 5
    postman.come()
    yield postman
    postman.leave()
