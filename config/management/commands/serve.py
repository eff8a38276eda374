import errno
import io
import os
import re
import socket
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection

from config import static_files
from config.serving import Address, Site


class Command(BaseCommand):
    help = "Serves the site: web server, static files and one task worker, ended by one signal."
    requires_system_checks = []

    def add_arguments(self, parser):
        port = os.environ.get("PORT")
        default = f"0.0.0.0:{port}" if port else "127.0.0.1:8000"
        parser.add_argument("--bind", default=default, metavar="HOST:PORT", help=f"Where to listen; now {default}.")
        count = os.environ.get("WEB_CONCURRENCY", "1")
        parser.add_argument("--workers", default=count, metavar="N", help=f"Web processes; now {count}.")

    def handle(self, *, bind, workers, **options):
        address, count = _address(bind), _count(workers)
        _require_a_free(address)
        _require_a_migrated_database()
        self.check(databases=["default"])
        connection.close()
        static_files.collect()
        _require_a_free(address)  # again: two web servers on one port would both be let in
        sys.exit(Site(address, count, say=self._say).run())

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def _address(text: str) -> Address:
    match = re.fullmatch(r"(\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^:\s\[\]]+)):(?P<port>\d{1,5})", text)
    if not match or not 0 < int(match["port"]) < 65536:
        raise CommandError(f"--bind {text} (or PORT): write a host and a port from 1 to 65535, like 127.0.0.1:8000.")
    return Address(match["six"] or match["host"], int(match["port"]))


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 64:
        raise CommandError(f"--workers {text} (or WEB_CONCURRENCY): write a number from 1 to 64.")
    return int(text)


def _require_a_free(address: Address) -> None:
    try:
        family, kind, _protocol, _name, place = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise CommandError(_why_not(address, error)) from error


def _why_not(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"{address} is taken by another program: end that one, or choose another port: "
            f"manage.py serve --bind {address.host}:{address.port + 1}."
        )
    if error.errno == errno.EACCES:
        return f"Port {address.port} needs special rights: choose one above 1023 and put a reverse proxy before it."
    return f"This machine has no address {address.host} ({error.strerror}): try --bind 127.0.0.1:{address.port}."


def _require_a_migrated_database() -> None:
    try:
        call_command("migrate", check_unapplied=True, interactive=False, verbosity=0, stdout=io.StringIO())
    except SystemExit as unapplied:
        raise CommandError("The database is not up to date: run `python manage.py migrate` first.") from unapplied
    except DatabaseError as error:
        raise CommandError(f"The database does not answer, look at DATABASE_URL: {error}") from error
