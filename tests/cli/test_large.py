"""``readlist add`` of a file that is too large to be held."""

from __future__ import annotations

import os
import subprocess
import sys
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


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs a system that tells the memory of a process")
@pytest.mark.parametrize(
    ("megabytes", "before", "unit", "behind"),
    [(200, b'[{"title":"', b"Sparse Maps ", b'"}]'), (400, b"", b"a", b"")],
    ids=["200 MB of JSON", "400 MB of a letter"],
)
def test_p10_one_long_line_has_its_limits(
    tmp_path: Path, megabytes: int, before: bytes, unit: bytes, behind: bytes
) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.write(before)
        for _ in range(megabytes):
            file.write(unit * ((1 << 20) // len(unit)))
        file.write(behind)
    words = ["--library", str(tmp_path / "library.db"), "add", str(path)]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", "readlist", *words], stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    path.unlink()
    assert process.returncode == 1
    assert (tmp_path / "said").read_text().count("\n") == 2
    assert used.ru_maxrss < (4 * megabytes + 100) * 1024
    assert not (tmp_path / "library.db").exists()
