"""Servers on this machine that answer as the reference managers' documentation says that those do."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fake(ThreadingHTTPServer):
    """A server on a free port: what it was asked for, and what it has taken."""

    daemon_threads = True

    def __init__(self, answers: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), answers)
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.items: list[dict[str, Any]] = []
        self.sessions: set[str] = set()
        self.editable = True
        self.conflicts = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def running(answers: type[BaseHTTPRequestHandler]) -> Iterator[Fake]:
    server = Fake(answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    server: Fake

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _asked(self) -> bytes:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.casefold(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, self.path, headers, body))
        return body

    def _answer(self, status: int, value: Any = None, **headers: str) -> None:
        text = b"" if value is None else value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        for name, header in {"Content-Length": str(len(text)), **headers}.items():
            self.send_header(name.replace("_", "-"), header)
        self.end_headers()
        self.wfile.write(text)


class ZoteroAnswers(_Answers):
    """Zotero's connector server, as its source has it (xpcom/server)."""

    def do_GET(self) -> None:
        self._asked()
        if self.path == "/connector/ping":
            versions = {"X_Zotero_Version": "7.0.15", "X_Zotero_Connector_API_Version": "3"}
            self._answer(200, "<!DOCTYPE html><html><body>Zotero is running</body></html>", **versions)
        else:
            self._answer(404)

    def do_POST(self) -> None:
        body = self._asked()
        if self.headers.get("User-Agent", "").startswith("Mozilla/"):
            self._answer(403)  # a browser without the connector's header
        elif self.path == "/connector/getSelectedCollection":
            found = {"libraryID": 1, "libraryName": "My Library", "libraryEditable": self.server.editable}
            self._answer(200, found | {"id": 7, "name": "Reading", "editable": self.server.editable})
        elif self.path == "/connector/saveItems":
            self._save(json.loads(body))
        else:
            self._answer(404)

    def _save(self, found: dict[str, Any]) -> None:
        if not self.server.editable:
            self._answer(500, {"libraryEditable": False})
        elif self.server.conflicts or found["sessionID"] in self.server.sessions:
            self.server.conflicts = max(0, self.server.conflicts - 1)
            self._answer(409, {"error": "SESSION_EXISTS"})
        else:
            self.server.sessions.add(found["sessionID"])
            self.server.items += found["items"]
            self._answer(201)


class JabRefAnswers(_Answers):
    """JabRef's HTTP server (jabsrv)."""

    def do_GET(self) -> None:
        self._asked()
        self._answer(200, ["papers.bib-1234"]) if self.path == "/libraries" else self._answer(404)

    def do_POST(self) -> None:
        body = self._asked()
        if self.path != "/libraries/current/entries":
            self._answer(404)
        elif not self.server.editable:
            self._answer(400, "Only possible in GUI mode.")
        else:
            self.server.items.append({"bibtex": body.decode()})
            self._answer(204)


class StrangerAnswers(_Answers):
    """Another program that has taken the port."""

    def do_GET(self) -> None:
        self._asked()
        self._answer(200, "hello")

    def do_POST(self) -> None:
        self._asked()
        self._answer(200, "hello")


class RedirectingAnswers(_Answers):
    """A program that would send the papers elsewhere."""

    def do_GET(self) -> None:
        self._asked()
        self._answer(307, Location="http://example.org/", X_Zotero_Version="7")

    def do_POST(self) -> None:
        self.do_GET()
