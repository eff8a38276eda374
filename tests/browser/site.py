"""A whole site of its own for the browser: `serve` with its worker, demo content, and a real mail server beside it."""

import base64
import hmac
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parent.parent.parent


class Mailbox:
    """aiosmtpd's handler: keeps what arrives."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"

    def wait_for(self, recipient: str, subject: str, seconds: float = 20):
        """The newest letter to this person whose subject contains these words."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for recipients, letter in reversed(self.letters):
                if recipient in recipients and subject in letter["Subject"]:
                    return letter
            time.sleep(0.2)
        raise AssertionError(
            f"no letter to {recipient} about {subject!r}: {[str(each[1]['Subject']) for each in self.letters]}"
        )


class Site:
    def __init__(self, folder: Path, host: str = "127.0.0.1"):
        self.folder, self.mailbox = folder, Mailbox()
        self.smtp = Controller(self.mailbox, hostname="127.0.0.1", port=free_port())
        self.smtp.start()
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "SITE_URL": self.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp.port}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": "",
        }
        self.manage("migrate", "--verbosity=0")
        self.sign_ins = dict(
            re.findall(r"^(\w+)@example\.org\s+(\S+)", self.manage("demo_content"), flags=re.MULTILINE)
        )
        # Everybody in these tests sits behind one address.
        self.manage(
            "shell", "-c", "from comments.models import *; CommentRules(flood_seconds=0, flood_per_hour=900).save()"
        )
        self.start()

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def start(self):
        log = (self.folder / "serve.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{self.port}"],
            cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < deadline and self.process.poll() is None, (self.folder / "serve.log").read_text()
            time.sleep(0.2)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        """As a power cut would: no process gets to say goodbye."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while self.answers():
            time.sleep(0.1)

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
        self.smtp.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def link_in(letter) -> str:
    """The first address in a letter's text."""
    return re.search(r"http://\S+", letter.get_body(("plain",)).get_content())[0]


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
