"""Every subcommand that changes papers is undone and redone whole."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import click
import pytest

from readlist.cli import commands
from readlist.library import Library
from tests.cli.conftest import Program
from tests.holdings import assert_undone_and_redone, holdings
from tests.store import zotero_data

NAMES = [module.name for module in pkgutil.iter_modules(commands.__path__)]
CHANGING: dict[str, tuple[str, ...]] = {
    "add": (
        "add {more} --tag x --status later",
        "add {more} --from jsonl",
        "add --clipboard",
        "add --from-zotero {zotero}",
    ),
    "set": (
        "set 1 2 --status read --yes", "set 1 --tag +new,-old", "set 2 --star --priority 3", "set 3 --field title=Another",
        "set 1 2 --snooze 2999-01-01 --yes", "set 1 --field title=Another --new-key",
    ),
    "note": ("note 1 mine", "note 2 --edit"),
    "delete": ("delete 1 2 --yes",),
    "merge": ("merge 1 2 --field title=2",),
    "duplicates": ("duplicates --apart 1 2",),
    "tags": ("tags --rename old older", "tags --delete old --below --yes"),
}  # fmt: skip
"""Calls of the subcommands that change papers, with every option of theirs."""
UNCHANGING = frozenset(
    """
    backup completion config convert demo doctor export formats history list next push redo restore serve show stats
    targets undo views
    """.split()
)
LOOKING = frozenset({"library", "yes", "json", "as_json", "dry_run", "color"})
"""Options that change no paper."""


def test_every_subcommand_and_option_is_in_the_tables() -> None:
    assert CHANGING.keys() | UNCHANGING == set(NAMES)
    for name, calls in CHANGING.items():
        command = import_module(f"{commands.__name__}.{name}").command
        words = {word for call in calls for word in call.split()}
        for option in command.params:
            if isinstance(option, click.Option) and option.name not in LOOKING:
                assert words & {*option.opts, *option.secondary_opts}, f"{name} {option.opts}"


@pytest.mark.parametrize("call", [call for calls in CHANGING.values() for call in calls])
def test_what_a_subcommand_changes_is_undone_and_redone(
    program: Program, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf more >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    more = tmp_path / "more.jsonl"
    more.write_text('{"title": "Rain on Maps", "doi": "10.1000/rain", "authors": ["Bo Li"]}\n')
    monkeypatch.setattr("readlist.clipboard.paste", more.read_text)
    program("add", page, "--tag", "old")
    program("export")  # citation keys stay, so they are given before
    zotero = zotero_data.make(tmp_path / "Zotero")
    with Library.open(tmp_path / "library.db") as library:
        before = holdings(library)
    done = program(*call.format(more=more, zotero=tmp_path / "Zotero").split())
    zotero.close()
    assert done.code == 0, done.err
    with Library.open(tmp_path / "library.db") as library:
        assert_undone_and_redone(library, before)
        after = holdings(library)
    for name, expected in (("undo", before), ("redo", after)):
        assert program(name).code == 0
        with Library.open(tmp_path / "library.db") as library:
            assert holdings(library) == expected


def test_what_only_looks_changes_nothing(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page, "--tag", "old")
    program("export")
    with Library.open(tmp_path / "library.db") as library:
        before, steps = holdings(library), library.history()
    for call in ("list", "next", "show 1", "stats", "history", "targets", "views --save a tag:old", "export -o x.bib"):
        program(*call.replace("x.bib", str(tmp_path / "x.bib")).split())
        with Library.open(tmp_path / "library.db") as library:
            assert (holdings(library), library.history()) == (before, steps), call
