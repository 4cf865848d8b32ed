"""Export into files: one a paper in a folder, and of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist import Library, formats
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


@pytest.mark.parametrize("notation", [name for name, writer in formats.writers().items() if not writer.file_name])
def test_an_export_of_nothing_is_an_empty_file_of_its_notation(
    program: Program, page: Path, tmp_path: Path, notation: str
) -> None:
    target = tmp_path / "out"
    program("add", page)
    done = program("export", "tag:nonesuch", "--to", notation, "-o", target)
    assert (done.code, done.err.strip()) == (0, f"0 papers: {target}")
    assert target.read_text(encoding="utf-8") == "".join(formats.writer(notation).write([], formats.WriteOptions()))
    if target.stat().st_size:
        read = program("convert", target)
        assert (read.code, read.out) == (0, "")


def test_an_export_of_nothing_empties_no_file(program: Program, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    program("add", page)
    program("export", "-o", target)
    before = target.read_bytes()
    done = program("export", "tag:nonesuch", "-o", target)
    assert (done.code, target.read_bytes()) == (1, before)
    assert "was left as it is" in done.err


def test_what_pdflatex_does_not_set_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "page.bib").write_text("@misc{a, title = {Maps 😀 of ε by Nguyễn}}\n", encoding="utf-8")
    told = program("convert", tmp_path / "page.bib", "--to", "bibtex", "--for", "latex").err
    assert told.startswith("pdfLaTeX does not set 😀 ε (")
    told = program("convert", tmp_path / "page.bib", "--to", "bibtex", "--for", "latex", "--ascii").err
    assert told.startswith("pdfLaTeX does not set 😀 (")
    program("add", tmp_path / "page.bib")
    assert "😀" in program("export", "--for", "latex", "-o", tmp_path / "x.bib").err
    assert "😀" not in program("export", "--for", "zotero", "-o", tmp_path / "y.bib").err


def test_an_export_of_nothing_says_so(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    done = program("export", "tag:nonesuch")
    assert (done.code, done.out, done.err) == (0, "", "0 papers\n")
    assert program("export", "tag:nonesuch", "--to", "csl_json").out == "[]\n"
    folder = program("export", "tag:nonesuch", "--to", "notes", "-o", tmp_path / "notes")
    assert (folder.code, "0 papers" in folder.err) == (0, True)


def test_an_empty_library_is_exported(program: Program, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db"):
        pass
    assert program("export", "-o", tmp_path / "refs.bib").err == f"0 papers: {tmp_path / 'refs.bib'}\n"
    assert (tmp_path / "refs.bib").read_bytes() == b""


def test_what_becomes_of_a_kept_file_is_told(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    folder = tmp_path / "folder"
    folder.mkdir()
    kept = folder / "refs.bib"
    program("export", "-o", kept, "--keep-current")
    assert program("targets", "--resume", kept).err == f"current already: {kept}\n"
    kept.unlink()
    folder.rmdir()
    told = program("set", "1", "--star").err.splitlines()
    assert told[0] == f"not kept current: {kept}: cannot write: No such file or directory"
    assert "--resume tries again" in told[1]
