"""Papers into reference managers that run on this machine, played by servers on the loopback interface."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readlist.errors import PushError
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record, Status
from readlist.push import jabref
from readlist.push._items import item
from readlist.push.zotero import Zotero
from tests.push.fakes import JabRefAnswers, RedirectingAnswers, StrangerAnswers, ZoteroAnswers, running

PREPRINT = Paper(
    record=Record(
        title=r"Maps of {\em Everything}",
        authors=(Name.parse("Ana van der Berg"), Name.parse("The Atlas Collaboration"), Name.parse("Vaibhav")),
        authors_complete=False,
        date=PartialDate(2023, 6),
        entry_type=EntryType.PREPRINT,
        abstract="We map everything.",
        arxiv="2306.01234",
        categories=("cs.CV",),
        keywords=("maps",),
        code="https://example.org/code",
        citekey="vanderberg2023maps",
    ),
    status=Status.READING,
    tags=("vision/maps",),
    note="First & <b>second</b>\nline.\n\nNew paragraph.",
)
CHAPTER = Paper(
    record=Record(
        title="Inns",
        editors=(Name.parse("Bo Lind"),),
        entry_type=EntryType.CHAPTER,
        venue="Roads",
        pages="3–9",
        publisher="Example & Sons",
        doi="10.1000/x_y",
        citekey="inns",
    )
)


def test_a_preprint_becomes_an_item_with_everything() -> None:
    found = item(PREPRINT)
    assert found["itemType"] == "preprint"
    assert found["title"] == "Maps of Everything"
    assert found["creators"] == [
        {"firstName": "Ana", "lastName": "van der Berg", "creatorType": "author"},
        {"lastName": "The Atlas Collaboration", "fieldMode": 1, "creatorType": "author"},
        {"lastName": "Vaibhav", "fieldMode": 1, "creatorType": "author"},
    ]
    assert (found["repository"], found["archiveID"]) == ("arXiv", "arXiv:2306.01234")
    assert (found["DOI"], found["url"]) == ("10.48550/arXiv.2306.01234", "https://arxiv.org/abs/2306.01234")
    assert found["date"] == "2023-06"
    assert found["extra"].splitlines() == [
        "Citation Key: vanderberg2023maps",
        "arXiv: 2306.01234 [cs.CV]",
        "Code: https://example.org/code",
        "Authors: incomplete",
    ]
    assert [tag["tag"] for tag in found["tags"]] == ["vision/maps", "maps", "status/reading"]
    assert found["notes"] == [{"note": "<p>First &amp; &lt;b&gt;second&lt;/b&gt;<br/>line.</p><p>New paragraph.</p>"}]


def test_what_an_item_type_has_no_field_for_stands_in_extra() -> None:
    found = item(CHAPTER)
    assert (found["itemType"], found["bookTitle"], found["pages"]) == ("bookSection", "Roads", "3–9")
    assert found["extra"].splitlines() == ["DOI: 10.1000/x_y", "Citation Key: inns"]
    assert found["url"] == "https://doi.org/10.1000/x_y"


@pytest.mark.parametrize("kind", EntryType)
def test_every_type_of_entry_is_an_item(kind: EntryType) -> None:
    found = item(Paper(record=Record(title="One", entry_type=kind, venue="V", volume="1", number="2", pages="3")))
    told = json.dumps(found)
    assert all(f'"{value}"' in told or f": {value}" in found["extra"] for value in ("V", "1", "2", "3"))


def test_papers_go_to_the_collection_that_is_selected() -> None:
    with running(ZoteroAnswers) as server:
        zotero = Zotero.find(server.address)
        zotero.add([PREPRINT, CHAPTER])
    assert (zotero.version, zotero.selected) == ("7.0.15", "My Library / Reading")
    assert [found["title"] for found in server.items] == ["Maps of Everything", "Inns"]
    method, path, headers, body = server.asked[-1]
    assert (method, path) == ("POST", "/connector/saveItems")
    assert headers["content-type"] == "application/json"
    assert headers["x-zotero-connector-api-version"] == "3"
    assert headers["user-agent"] == "readlist"
    assert json.loads(body)["sessionID"] in server.sessions


def test_a_session_that_exists_is_followed_by_another() -> None:
    with running(ZoteroAnswers) as server:
        server.conflicts = 1
        Zotero.find(server.address).add([CHAPTER])
        assert len(server.items) == 1
        server.conflicts = 2
        with pytest.raises(PushError, match="status 409"):
            Zotero.find(server.address).add([CHAPTER])


def test_a_library_that_cannot_be_changed_is_told_before_anything_is_sent() -> None:
    with running(ZoteroAnswers) as server:
        server.editable = False
        with pytest.raises(PushError, match="cannot be changed"):
            Zotero.find(server.address)
    assert [path for _, path, _, _ in server.asked] == ["/connector/ping", "/connector/getSelectedCollection"]


@pytest.mark.parametrize("answers", [StrangerAnswers, JabRefAnswers])
def test_only_zotero_is_taken_for_zotero(answers: type[StrangerAnswers]) -> None:
    with running(answers) as server, pytest.raises(PushError, match="is not Zotero"):
        Zotero.find(server.address)
    assert [method for method, *_ in server.asked] == ["GET"]


def test_nobody_is_sent_elsewhere() -> None:
    with running(RedirectingAnswers) as server:
        with pytest.raises(PushError, match="did not take the papers: status 307"):
            Zotero(server.address, "7", "x").add([CHAPTER])
        assert len(server.asked) == 1


def test_nothing_listens() -> None:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        with pytest.raises(PushError, match="Zotero is not running"):
            Zotero.find(f"http://127.0.0.1:{place.getsockname()[1]}")


@pytest.mark.parametrize(
    "address", ["http://example.org", "https://127.0.0.1", "file:///etc", "http://127.0.0.1:x", "http://[", "zotero"]
)
def test_only_this_machine_is_asked(address: str) -> None:
    with pytest.raises(PushError, match="no address on this machine"):
        Zotero.find(address)
    with pytest.raises(PushError, match="no address on this machine"):
        jabref.add("@misc{a}", Path("/nowhere"), address)


def test_jabrefs_server_takes_bibtex(tmp_path: Path) -> None:
    with running(JabRefAnswers) as server:
        assert jabref.add("@misc{a,\n}\n", tmp_path / "x.bib", server.address) == "its HTTP server"
        assert server.items == [{"bibtex": "@misc{a,\n}\n"}]
        assert server.asked[-1][2]["content-type"] == "application/x-bibtex"
        server.editable = False
        with pytest.raises(PushError, match="Only possible in GUI mode"):
            jabref.add("@misc{a,\n}\n", tmp_path / "x.bib", server.address)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the program")
@pytest.mark.parametrize("port", [StrangerAnswers, ZoteroAnswers])
def test_jabrefs_program_is_handed_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: type[StrangerAnswers]
) -> None:
    program = tmp_path / "jabref"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/asked.new\nmv {tmp_path}/asked.new {tmp_path}/asked\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with running(port) as server:
        told = jabref.add("@misc{a,\n}\n", tmp_path / "kept" / "x.bib", server.address)
    assert told == str(program)
    for _ in range(100):
        if (tmp_path / "asked").exists():
            break
        time.sleep(0.05)
    assert (tmp_path / "asked").read_text().splitlines() == ["--importToOpen", str(tmp_path / "kept" / "x.bib")]
    assert (tmp_path / "kept" / "x.bib").read_text() == "@misc{a,\n}\n"


def test_no_jabref_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with running(StrangerAnswers) as server, pytest.raises(PushError, match="neither running"):
        jabref.add("@misc{a}", tmp_path / "x.bib", server.address)


def test_the_reading_list_itself_loads_no_network() -> None:
    code = "import sys, readlist.library, readlist.tui.app; print('urllib.request' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
