"""`readlist push` and `readlist add --from-zotero`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Program
from tests.push.fakes import JabRefAnswers, ZoteroAnswers, running
from tests.store import zotero_data


def test_papers_are_pushed_once(program: Program, page: Path) -> None:
    program("add", page)
    with running(ZoteroAnswers) as server:
        at = ("--address", server.address)
        done = program("push", "zotero", *at)
        count = len(server.items)
        assert (done.code, count > 1) == (0, True)
        assert f"{count} papers pushed: Zotero 7.0.15, My Library / Reading" in done.err
        assert all("Citation Key: " in item["extra"] for item in server.items)
        again = program("push", "zotero", *at)
        assert f"nothing to push ({count} pushed before" in again.err
        assert len(server.items) == count
        program("push", "zotero", "--again", *at)
        assert len(server.items) == 2 * count
    with running(JabRefAnswers) as server:
        assert "JabRef, by its HTTP server" in program("push", "jabref", "--address", server.address).err
        assert server.items[0]["bibtex"].count("\n@") == count - 1


def test_what_was_not_taken_is_not_remembered(program: Program, page: Path) -> None:
    program("add", page)
    with running(ZoteroAnswers) as server:
        server.conflicts = 2
        failed = program("push", "zotero", "--address", server.address)
        assert (failed.code, len(server.items)) == (1, 0)
        assert "did not take the papers" in failed.err
        program("push", "zotero", "--address", server.address)
        assert server.items
    closed = program("push", "zotero", "--again", "--address", server.address)
    assert closed.code == 1
    assert "Zotero is not running" in closed.err


def test_a_zotero_is_added(program: Program, tmp_path: Path) -> None:
    with closing(zotero_data.make(tmp_path / "Zotero")):
        done = program("add", "--from-zotero", str(tmp_path / "Zotero"), "--tag", "from zotero")
    assert "Zotero: zotero_json, 2 found: 2 new" in done.out
    assert "Maps of Everything" in program("list", 'tag:"from zotero"').out
