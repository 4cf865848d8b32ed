"""What subcommands print where they are seldom asked: tables on a terminal, kept files, settings, samples, warnings."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
import pyperclip
import pytest

from readlist.cli import output
from readlist.library import Library
from readlist.model.fields import FIELDS
from tests.cli.conftest import Program


def test_files_that_are_kept_current_are_listed_paused_and_left(program: Program, page: Path, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    program("add", page)
    program("export", "-o", file, "--keep-current")
    assert program("targets").out.split("\t")[:4] == [str(file), "current", "all papers", "bibtex for zotero"]
    assert program("targets", "--pause", file).err == f"paused: {file}\n"
    assert json.loads(program("targets", "--json").out)["paused"] is True
    assert program("targets", "--resume", file).err == f"current already: {file}\n"
    assert f"kept current: {file}\n" in program("set", "1", "--field", "title=Two").err
    assert program("targets", "--remove", file).err == f"kept current no longer: {file}\n"
    assert (program("targets").out, file.exists()) == ("", True)
    assert program("export", "--keep-current").code == 2


def test_a_table_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((40, 20)))
    columns = [FIELDS["year"], FIELDS["title"]]
    output.print_table(columns, [("2021", "Ferns " * 20), ("", "日本 \x1b[31mred")])
    long, odd = capsys.readouterr().out.splitlines()
    room = 40 - FIELDS["year"].width - 2
    assert long == f"2021  {('Ferns ' * 20)[: room - 1]}…"
    assert odd == "      日本 red"


def test_formats_are_listed_for_people(program: Program) -> None:
    lines = program("formats").out.splitlines()
    assert any(line.split()[:4] == ["bibtex", "read", "and", "write"] for line in lines)


def test_the_configuration_is_edited(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "edit", lambda filename: Path(filename).write_text('theme = "readlist-light"\n'))
    done = program("config", "--edit")
    assert (done.code, (tmp_path / "config.toml").exists()) == (0, True)
    assert "theme = readlist-light" in done.out


def test_the_sample_page_is_printed_and_its_app_needs_a_terminal(program: Program) -> None:
    assert program("add", "-", given=program("demo", "--print").out.encode()).code == 0
    done = program("demo")
    assert (done.code, "needs a terminal" in done.err) == (1, True)


def test_problems_are_printed_below_the_counts_of_a_file(program: Program) -> None:
    done = program("add", "-", given=b"@misc{a, title = {One}}\n@misc{b, title = {Two\n")
    assert "1 found: 1 new" in done.out
    assert "\n  line 2: " in done.out


def test_what_was_typed_wrongly_is_told(program: Program, page: Path) -> None:
    program("add", page)
    assert "taken for what was typed: grammar" in program("list", "gramar").err


def test_an_export_is_copied(program: Program, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", held.append)
    monkeypatch.setattr(pyperclip, "paste", lambda: held[-1])
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    program("add", page)
    assert program("export", "--copy").err == "3 papers: copied to the clipboard\n"
    assert held[0].count("@") == 3


@pytest.mark.parametrize("words", [("set", "1", "--field", "title"), ("merge", "1", "2", "--field", "title")])
def test_a_field_without_a_value_is_wrong_use(program: Program, page: Path, words: tuple[str, ...]) -> None:
    program("add", page)
    done = program(*words)
    assert (done.code, "--field title: write NAME=" in done.err) == (2, True)


def test_what_could_not_be_backed_up_before_a_change_is_told(
    program: Program, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("add", page)
    monkeypatch.setattr(Library, "_backed_up", lambda *_: "no backup was made: the disk is full")
    assert "no backup was made: the disk is full" in program("merge", "1", "2").err
