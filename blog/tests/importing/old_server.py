"""The server where the old blog stood: a real one on this machine, reached by names that only the test knows."""

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLIC = "93.184.216.34"


class OldServer:
    """Answers for every public name. `asked` are the paths, `connections` the addresses that somebody connected to."""

    def __init__(self):
        self.pages: dict[str, tuple[int, bytes, str]] = {}
        self.names = {"old.example.org": PUBLIC}
        self.asked: list[str] = []
        self.connections: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def has(self, path: str, body: bytes) -> None:
        self.pages[path] = (200, body, "")

    def answers(self, path: str, status: int) -> None:
        self.pages[path] = (status, b"no", "")

    def redirects(self, path: str, target: str) -> None:
        self.pages[path] = (302, b"", target)

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def reached_through(self, monkeypatch) -> None:
        """Names and connections at the edge of the machine; everything between them is real."""
        connect, resolve = socket.create_connection, socket.getaddrinfo

        def getaddrinfo(host, port, *args, **options):
            if host in self.names:
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (self.names[host], port))]
            if any(letter.isalpha() for letter in host) and ":" not in host and host != "localhost":
                raise socket.gaierror("no such name")
            return resolve(host, port, *args, **options)

        def create_connection(address, *args, **options):
            self.connections.append(address[0])
            return connect(self.server.server_address[:2], *args, **options)

        monkeypatch.setattr("blog.importing.fetching.socket.getaddrinfo", getaddrinfo)
        monkeypatch.setattr("blog.importing.fetching.socket.create_connection", create_connection)
        monkeypatch.setattr("blog.importing.fetching.ssl.create_default_context", lambda: _NoEncryption())

    def _handler(self):
        old = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                old.asked.append(self.path)
                status, body, target = old.pages.get(self.path, (404, b"no", ""))
                self.send_response(status)
                if target:
                    self.send_header("Location", target)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(OSError):  # the other side may have heard enough
                    self.wfile.write(body)

            def log_message(self, *args):
                pass

        return Handler


class _NoEncryption:
    def wrap_socket(self, connection, server_hostname):
        return connection
