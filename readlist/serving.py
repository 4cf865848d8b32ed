"""The terminal app in a browser on this machine: a server on the loopback address, for who has its key."""

from __future__ import annotations

import asyncio
import secrets
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError

try:
    from aiohttp import web
    from textual_serve.server import Server
except ImportError as error:
    raise ReadlistError(
        "the app in a browser needs the package textual-serve", "Install it: pip install 'readlist[web]'."
    ) from error

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
_COOKIE = "readlist-key"
_PAGE = Path(__file__).parent / "page"  # asks no other server for anything, as the package's own does


class LocalServer(Server):
    """Serves the app to browsers that were opened with the address which ``tell`` is given; to no other program.

    Pages of other sites cannot connect: the key is in a cookie that a browser sends from this server's own page only.
    """

    def __init__(self, library: Path, port: int, tell: Callable[[str], None]) -> None:
        # The package gives its command to a shell.
        command = shlex.join([sys.executable, "-m", "readlist", "--library", str(library)])
        super().__init__(command, HOST, port, "readlist", templates_path=_PAGE)
        self._key = secrets.token_urlsafe(24)
        self._tell = tell
        self._telling: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"{self.public_url}/?key={self._key}"

    def initialize_logging(self) -> None:
        """Log nothing: what went wrong is on the page."""

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002  the server's signature
        """Tell the address, once it can be opened."""
        self._telling = asyncio.create_task(self._tell_address())

    async def _tell_address(self) -> None:
        while True:
            try:
                _, writer = await asyncio.open_connection(self.host, self.port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                self._tell(self.address)
                return

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, for a browser that brings the key."""
        self._check(request, request.query.get("key", ""), request.cookies.get(_COOKIE, ""))
        page: web.StreamResponse = await super().handle_index(request)
        page.set_cookie(_COOKIE, self._key, httponly=True, samesite="Strict")
        return page

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """The app itself, for a page of this server."""
        self._check(request, request.cookies.get(_COOKIE, ""))
        if request.headers.get("Origin") != self.public_url:
            raise web.HTTPForbidden(text="not from another page")
        page: web.WebSocketResponse = await super().handle_websocket(request)
        return page

    def _check(self, request: web.Request, *keys: str) -> None:
        if request.host != f"{self.host}:{self.port}":
            raise web.HTTPForbidden(text="not by another name")
        if not any(secrets.compare_digest(key.encode(), self._key.encode()) for key in keys):
            raise web.HTTPForbidden(text="open the address that `readlist serve` has printed")
