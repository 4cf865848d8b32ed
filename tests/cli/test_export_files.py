"""Export into a folder, one file a paper."""

from __future__ import annotations

from pathlib import Path

from readlist import Library
from tests.cli.conftest import Program


def test_files_are_written_once_and_those_of_others_left_alone(program: Program, tmp_path: Path) -> None:
    library, folder = tmp_path / "library.db", tmp_path / "notes"
    with Library.open(library) as reading_list:
        reading_list.add('{"title": "One", "citekey": "one"}\n{"title": "Two", "citekey": "two"}', "x.jsonl")
    folder.mkdir()
    (folder / "one.md").write_text("mine\n", encoding="utf-8")
    first = program("export", "--library", library, "--to", "notes", "-o", folder)
    again = program("export", "--library", library, "--to", "notes", "-o", folder)
    assert (first.code, again.code) == (0, 0)
    assert "1 written; left alone" in first.err
    assert "one.md" in first.err
    assert "0 written" in again.err
    assert (folder / "one.md").read_text(encoding="utf-8") == "mine\n"
    assert (folder / "two.md").read_text(encoding="utf-8").startswith('---\ntitle: "Two"\n')
    assert sorted(path.name for path in folder.iterdir()) == ["one.md", "two.md"]
