"""A real SMTP server on this machine, and what it received."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Postman:
    """A real SMTP server's manners: what it answers to a recipient and to a message."""

    def __init__(self, port):
        self.port, self.office = port, None
        self.recipient, self.message, self.hang_up, self.received = "250 OK", "250 OK", False, []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []  # of all envelopes

    def come(self):
        self.office = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True)
        self.office.start()

    def leave(self):
        self.office.stop()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server, session, envelope):
        if self.hang_up:
            server.transport.abort()
            return "250 OK"
        if self.message.startswith("250"):
            self.raw.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.received.append(message_from_bytes(envelope.content, policy=default))
        return self.message

    def letters_to(self, address: str) -> list:
        return [letter for letter in self.received if letter["To"] == address]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
