"""Requests to a program on this machine: loopback only, no proxy, no redirect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from readlist.errors import PushError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SECONDS = 30
_LARGEST = 1 << 20  # bytes of an answer


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: what answers on this machine must not send papers elsewhere."""

    def redirect_request(self, *_: object) -> None:
        return None


class Answer(NamedTuple):
    """What a program answered: the status, its headers, the text."""

    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        """The value in the text; None where it is no JSON."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


def checked(address: str) -> str:
    """The address of a program on this machine; PushError for any other."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme == "http" and parts.hostname in _LOOPBACK and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise PushError(f"{address} is no address on this machine", "Name one like http://127.0.0.1:23119.")
    return address.rstrip("/")


def ask(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer | None:
    """The answer to a GET, or to a POST of a body; None where nobody answers."""
    given = {"User-Agent": "readlist", **(headers or {})}
    request = Request(address, body, given)  # noqa: S310  the address was checked
    opener = build_opener(ProxyHandler({}), _StayHere())
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return Answer(answer.status, _lowered(answer.headers), answer.read(_LARGEST).decode("utf-8", "replace"))
    except HTTPError as error:
        with error:
            return Answer(error.code, _lowered(error.headers), error.read(_LARGEST).decode("utf-8", "replace"))
    except (URLError, OSError):
        return None


def _lowered(headers: Message) -> dict[str, str]:
    return {name.casefold(): value for name, value in headers.items()}
