import pytest
from django.core import mail
from django.core.management import call_command


@pytest.fixture(autouse=True)
def _embedded(settings, tmp_path):
    """Each test has files of its own; mail takes the real way through the outbox and ends in `mail.outbox`."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "config.mail.OutboxBackend"
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture
def run_tasks():
    """Run every task that is due, as the worker would; returns nothing."""

    def run():
        call_command("db_worker", "--batch", "--interval=0", "--no-startup-delay", verbosity=0)

    return run
