"""A running Zotero, through the connector that it offers to browsers."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, NamedTuple, Self

from readlist.errors import PushError
from readlist.push._http import Answer, ask, checked
from readlist.push._items import item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.paper import Paper

ADDRESS = "http://127.0.0.1:23119"
BATCH = 50  # papers in one request

_HEADERS = {"X-Zotero-Connector-API-Version": "3", "Content-Type": "application/json"}
_NOT_RUNNING = "Start Zotero, or write a file for it: `readlist export -o papers.bib`."


class Zotero(NamedTuple):
    """A Zotero that runs: its address, version, and the library or collection that is selected in its window."""

    address: str
    version: str
    selected: str

    @classmethod
    def find(cls, address: str = ADDRESS) -> Self:
        """The Zotero at an address; PushError where nobody answers, somebody else does, or nothing may be added."""
        address = checked(address)
        answer = ask(f"{address}/connector/ping", headers=_HEADERS)
        if answer is None:
            raise PushError("Zotero is not running", _NOT_RUNNING)
        version = answer.headers.get("x-zotero-version")
        if version is None:
            raise PushError(f"what answers at {address} is not Zotero", _NOT_RUNNING)
        return cls(address, version, _selected(ask(f"{address}/connector/getSelectedCollection", b"{}", _HEADERS)))

    def add(self, papers: Sequence[Paper]) -> None:
        """Add papers, at most BATCH of them, to what is selected; PushError where Zotero does not take them."""
        answer = self._save(papers)
        if answer.status == 409:  # there is a session of that name: another one is free
            answer = self._save(papers)
        if not 200 <= answer.status < 300:
            raise PushError(f"Zotero did not take the papers: {_reason(answer)}", "Select another library in Zotero.")

    def _save(self, papers: Sequence[Paper]) -> Answer:
        session = {"sessionID": secrets.token_urlsafe(12), "uri": "https://arxiv.org/"}
        body = json.dumps(session | {"items": [item(paper) for paper in papers]}).encode()
        answer = ask(f"{self.address}/connector/saveItems", body, _HEADERS)
        if answer is None:
            raise PushError("Zotero went away", f"{_NOT_RUNNING} What was pushed before is remembered.")
        return answer


def _selected(answer: Answer | None) -> str:
    """The names of the selected library and collection."""
    found = answer.json() if answer and answer.status == 200 else None
    if not isinstance(found, dict):
        return "the selected collection"
    if found.get("libraryEditable") is False or found.get("editable") is False:
        raise PushError("the library selected in Zotero cannot be changed", "Select another one in Zotero.")
    names = dict.fromkeys(str(found[key]) for key in ("libraryName", "name") if found.get(key))
    return " / ".join(names) or "the selected collection"


def _reason(answer: Answer) -> str:
    found = answer.json()
    if isinstance(found, dict) and found.get("libraryEditable") is False:
        return "the selected library cannot be changed"
    return f"status {answer.status} {answer.text[:200]}".rstrip()
