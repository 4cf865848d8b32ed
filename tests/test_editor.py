from __future__ import annotations

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from readlist.editor import NoteDraft, editor
from readlist.errors import ReadlistError


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes a line behind what is there."""
    path = tmp_path / "an editor"
    path.write_text('#!/bin/sh\necho "line by $2" >> "$3"\n')
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{path}' --by me")
    return path


@pytest.mark.usefixtures("program")
def test_a_note_is_written_in_the_users_editor(tmp_path: Path) -> None:
    draft = NoteDraft(tmp_path / "library.db", 3, "before\n")
    assert draft.edit() == "before\nline by me"
    assert stat.S_IMODE(draft.path.stat().st_mode) == 0o600
    assert not draft.is_left_over
    draft.forget()
    assert not draft.path.exists()


@pytest.mark.usefixtures("program")
def test_what_was_never_stored_is_there_again(tmp_path: Path) -> None:
    NoteDraft(tmp_path / "library.db", 3, "before").edit()
    again = NoteDraft(tmp_path / "library.db", 3, "before")
    assert again.edit() == "beforeline by me\nline by me"
    assert again.is_left_over


def test_an_editor_that_fails_leaves_the_draft(tmp_path: Path, program: Path) -> None:
    program.write_text("#!/bin/sh\nexit 3\n")
    draft = NoteDraft(tmp_path / "library.db", 3, "kept")
    with pytest.raises(ReadlistError, match="ended with 3") as caught:
        draft.edit()
    assert str(draft.path) in caught.value.hint
    assert draft.path.read_text() == "kept"


def test_an_editor_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadlistError, match="the editor nowhere was not found"):
        editor({"EDITOR": "nowhere -w"})
    with pytest.raises(ReadlistError, match="cannot edit"):
        NoteDraft(tmp_path / "no folder" / "library.db", 1, "").edit()
    assert editor({"VISUAL": "sh -c", "EDITOR": "cat"}) == ["sh", "-c"]


def test_a_draft_is_begun_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", failing)
    draft = NoteDraft(tmp_path / "library.db", 1, "a note")
    with pytest.raises(ReadlistError, match="cannot edit"):
        draft.edit()
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_that_is_lost_meanwhile_ends_the_program_and_keeps_the_draft(tmp_path: Path, program: Path) -> None:
    program.write_text('#!/bin/sh\necho "line by $2" >> "$3"\nkill -HUP $PPID\nsleep 9\n')
    code = (
        "import signal, pathlib; from readlist.editor import NoteDraft\n"
        "signal.signal(signal.SIGHUP, lambda *_: None)\n"
        f"NoteDraft(pathlib.Path({str(tmp_path)!r}) / 'library.db', 3, 'before').edit()"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert done.returncode == -signal.SIGHUP
    assert NoteDraft(tmp_path / "library.db", 3, "before").path.read_text() == "beforeline by me\n"
