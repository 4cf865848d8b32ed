"""What `readlist convert` reads and writes without a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.test_files import zipped

BIB = "@misc{a,\n  title = {A Title},\n}\n"


def test_archives_and_large_files_are_converted(program: Program, tmp_path: Path) -> None:
    members = {
        "refs.bib": BIB.encode(),
        "main.tex": b"\\documentclass{article}\n\\begin{document}Hello.\\end{document}\n",
    }
    done = program("convert", zipped(tmp_path / "project.zip", members))
    assert (done.code, done.out.count("\n")) == (0, 1)
    assert "main.tex" in done.err
    large = tmp_path / "large.bib"
    large.write_text(
        "".join(f"@misc{{k{n},\n  title = {{Title {n}\u200b}},\n}}\n\n" for n in range(20_000)), encoding="utf-8"
    )
    done = program("convert", large)
    assert done.out.count("\n") == 20_000
    assert done.out.count("hidden signs") == 20_000


def test_nothing_is_written_where_a_text_is_unknown(program: Program, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello there\n")
    done = program("convert", tmp_path / "x", "-o", tmp_path / "out")
    assert done.code == 1
    assert not (tmp_path / "out").exists()


def test_the_ending_of_the_file_tells_what_is_written(program: Program, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(BIB)
    for name, beginning in (("a.ris", "TY"), ("a.JSON", "["), ("a.biblatex.bib", "@"), ("a.bib", "@"), ("a", "{")):
        assert program("convert", tmp_path / "x", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text().startswith(beginning)


def test_a_hyphen_stands_for_standard_output(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text(BIB)
    done = program("convert", "x", "--to", "bibtex", "-o", "-")
    assert (done.out, done.err) == (BIB, "")
    assert not (tmp_path / "-").exists()
