"""``readlist add`` of a file that is too large to be held."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.cli import texts
from tests.cli.conftest import Program


def test_a_large_file_is_a_step_of_its_own(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGE", 1000)
    large, small = tmp_path / "large.jsonl", tmp_path / "small.jsonl"
    large.write_text("".join(f'{{"title": "Paper number {number}"}}\n' for number in range(99)))
    small.write_text('{"title": "A Small One"}')
    added = program("add", large, small)
    assert (added.code, added.err.splitlines()) == (
        0,
        [
            "add 1 paper from small.jsonl (`readlist undo` takes it back)",
            "large.jsonl is a step of its own (`readlist undo` takes it back)",
        ],
    )
    assert program("add", large).err == ""
    program("undo")
    assert program("list", "--format", "keys").out.count("\n") == 1
