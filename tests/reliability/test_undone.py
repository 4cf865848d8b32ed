"""Every method of Library that changes papers is undone and redone whole; so is what other programs have not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.errors import UndoRefused
from readlist.library import Library
from readlist.library.shelf import Shelf
from readlist.model.paper import Status
from tests.holdings import assert_undone_and_redone, holdings
from tests.reliability.script import begun, deeds, opened

PAPERS = 12
BESIDE = {
    "keys for good": "a key that was handed out stays",
    "color of a tag": "no paper changes",
    "saved view": "no paper changes",
}
"""Deeds that are no steps, and why."""
METHODS = {
    "accept": "import", "add": "import of text", "add_in_parts": "import in parts", "mark": "decision", "star": "star",
    "prioritize": "priority", "snooze": "snooze", "tag": "tag", "annotate": "note", "edit": "edit", "update": "new keys",
    "rekey": "citation key", "delete": "delete", "merge": "merge", "set_apart": "not a duplicate",
    "rename_tag": "rename tag", "delete_tag": "delete tag", "undo": "undo", "redo": "redo", "citekeys": "keys for good",
    "color_tag": "color of a tag", "save_view": "saved view",
}  # fmt: skip
"""The deed that each method is called in."""
UNCHANGING = frozenset(
    """
    open second reopened hurry draft rehearse export export_files keeping pushing
    rename_view keep_views move_view remove_view
    """.split()
)
"""Methods that change no paper: they look, write files, or change saved views, which have an undo of their own."""


def test_every_method_is_in_the_tables() -> None:
    methods = {name for name in vars(Library) if not name.startswith("_")} - vars(Shelf).keys()
    assert methods - UNCHANGING == METHODS.keys() - vars(Shelf).keys()
    assert METHODS.keys() <= set(dir(Library))
    assert set(METHODS.values()) <= deeds(PAPERS).keys()


def test_every_deed_is_undone_and_redone_whole(tmp_path: Path) -> None:
    path = begun(tmp_path / "library.db", PAPERS)
    for name, deed in deeds(PAPERS).items():
        with opened(path) as library:
            before, steps = holdings(library), library.history(1)[0].id
            deed(library)
            if name in BESIDE or name.startswith(("undo", "redo")):
                assert library.history(1)[0].id == steps, name
            else:
                assert_undone_and_redone(library, before)


@pytest.mark.parametrize("redo", [False, True])
def test_what_somebody_else_changed_since_is_left_alone_with_the_reason(tmp_path: Path, redo: bool) -> None:
    path = begun(tmp_path / "library.db", PAPERS)
    with opened(path) as library:
        library.mark([1, 2, 3], Status.READ)
        if redo:
            library.undo()
        library._store._connection.execute("UPDATE reading SET status = 'later' WHERE paper = 2")
        before = holdings(library)
        with pytest.raises(UndoRefused, match="status was changed elsewhere since"):
            library.redo() if redo else library.undo()
        assert holdings(library) == before
