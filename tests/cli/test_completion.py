from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from readlist.cli import root
from tests.cli.conftest import Program

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def completed(*words: str) -> list[str]:
    """What a shell is offered for the last of these words, which is not ended."""
    *earlier, begun = words
    return [found.value for found in ShellComplete(root, {}, "readlist", "").get_completions(earlier, begun)]


@pytest.fixture
def filled(program: Program, page: Path) -> None:
    """A library with tags and citation keys."""
    program("add", page, "--tag", "vision/ssl", "--tag", "to cite")
    program("export", "-o", page.with_name("refs.bib"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["li"], ["list"]),
        (["list", "--rev"], ["--reverse"]),
        (["list", "--sort", "ye"], ["year"]),
        (["list", "sta"], ["status:"]),
        (["list", "status:la"], ["status:later"]),
        (["list", "tag:vis"], ["tag:vision/ssl"]),
        (["list", "graph", "tag:vis"], ["tag:vision/ssl"]),
        (["list", "tag", ":", "vis"], ["vision/ssl"]),
        (["show", "holm"], ["holm2023quiet"]),
        (["set", "ruiz"], ["ruiz2022rooms"]),
        (["set", "tag:vi"], ["tag:vision/ssl"]),
        (["next", "year:20"], []),
        (["completion", "z"], ["zsh"]),
    ],
)
@pytest.mark.usefixtures("filled")
def test_a_shell_completes_what_was_begun(words: list[str], expected: list[str]) -> None:
    assert completed(*words) == expected


def test_a_file_is_left_to_the_shell() -> None:
    (found,) = ShellComplete(root, {}, "readlist", "").get_completions(["add"], "pa")
    assert (found.value, found.type) == ("pa", "file")


def test_without_a_library_nothing_is_offered(program: Program) -> None:
    assert program("list").code == 1
    assert completed("list", "tag:a") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_reads_is_printed(program: Program, shell: str) -> None:
    printed = program("completion", shell)
    assert printed.code == 0
    assert f"_READLIST_COMPLETE={shell}_complete" in printed.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=printed.out, text=True, check=True)


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_manual_page_is_set_without_a_warning() -> None:
    page = REFERENCE / "readlist.1"
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(page)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    assert "readlist export" in done.stdout
