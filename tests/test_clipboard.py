from __future__ import annotations

from pathlib import Path

import pyperclip
import pytest

from readlist import clipboard
from readlist.errors import ClipboardError

REMOTE = {"SSH_TTY": "/dev/pts/1"}


def fail(*_: object) -> str:
    raise pyperclip.PyperclipException("no clipboard")


def test_what_is_copied_is_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", held.append)
    monkeypatch.setattr(pyperclip, "paste", lambda: held[-1].replace("\n", "\r\n"))
    assert clipboard.copy("one\ntwo", None, {}) == "copied to the clipboard"
    assert clipboard.paste() == "one\r\ntwo"


@pytest.mark.parametrize(("paste", "reason"), [(fail, "cannot be read"), (lambda: " \n", "no text")])
def test_a_clipboard_without_a_text_is_told(monkeypatch: pytest.MonkeyPatch, paste: object, reason: str) -> None:
    monkeypatch.setattr(pyperclip, "paste", paste)
    with pytest.raises(ClipboardError, match=reason):
        clipboard.paste()


def test_what_the_clipboard_does_not_take_goes_to_the_terminal_or_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", fail)
    assert clipboard.copy("one", sent.append, {}) == "sent to the terminal's clipboard"
    assert sent == ["\x1b]52;c;b25l\x1b\\"]
    told = clipboard.copy("one" * clipboard.TERMINAL_LIMIT, sent.append, REMOTE)
    file = Path(told.removeprefix("no clipboard here: written to "))
    assert file.read_text(encoding="utf-8").startswith("oneone")
    file.unlink()
