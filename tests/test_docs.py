"""What the documentation shows is what happens: its shell sessions, keys and Python examples are run, in order.

A block named ``console`` is run in a shell with a terminal, ``keys`` is pressed in the app, ``python`` is a doctest; all
of a page in one folder. Other blocks are only shown.
"""

from __future__ import annotations

import asyncio
import doctest
import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readlist import Library
from readlist.tui.commands import COMMANDS
from readlist.tui.commands.key_maps import rebound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOP = Path(__file__).resolve().parents[1]
PAGES = [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)(?P<path>[^)#\s]+)")

TERMINAL = (40, 100)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the sessions are those of a Unix shell")


@dataclass(frozen=True)
class Session:
    """A command of a ```console block, and what the page says that it prints."""

    command: str
    output: str


def sessions(text: str) -> Iterator[Session]:
    """The commands of a block: each begins with ``$``, its further lines with ``>``."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while output.startswith("> "):
            more, _, output = output[2:].partition("\n")
            command += f"\n{more}"
        yield Session(command, output)


def in_terminal(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What a command prints in a terminal: on standard output and error, in the order it came."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, TERMINAL)
    os.write(ours, b"\x04")  # whoever asks gets no answer
    with subprocess.Popen(command, shell=True, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        printed = b""
        while block := _read(ours):
            printed += block
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # on Linux, the end of a terminal that nobody writes to any more
        return b""


def check_session(block: str, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Run a ```console block; what came out otherwise than the page says."""
    wrong = []
    for session in sessions(block):
        printed = in_terminal(session.command, folder, environment)
        tidy = re.sub(r"[ \t]+$", "", printed, flags=re.MULTILINE).rstrip("\n") + "\n"
        wanted = session.output.rstrip("\n") + "\n"
        if not doctest.OutputChecker().check_output(wanted, tidy, doctest.ELLIPSIS):
            wrong.append(f"$ {session.command}\n{printed}")
    return wrong


def check_python(block: str, names: dict[str, object], page: Path) -> list[str]:
    """Run a ```python block; what came out otherwise than the page says."""
    wrong: list[str] = []
    example = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=wrong.append, clear_globs=False)
    names.update(example.globs)
    return wrong


async def press(keys: str, library: Path) -> None:
    """Press keys in the app, over a library."""
    pictures = runpy.run_path(str(TOP / "docs" / "make_pictures.py"))
    with Library.open(library) as opened:
        async with pictures["opened"](opened) as pilot:
            await pictures["play"](pilot, pictures["keys_of"](keys))


def grouped(text: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of a page's blocks; keys that follow one another are pressed in one sitting."""
    for kind, blocks in groupby(BLOCK.findall(text), key=lambda block: block[0]):
        texts = [block for _, block in blocks]
        yield from [(kind, "".join(texts))] if kind == "keys" else [(kind, block) for block in texts]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_a_page_shows_what_happens(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "READLIST_LIBRARY": "papers.db",
        "READLIST_CONFIG": "config.toml",
        "READLIST_STATE": "choices.json",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "SSH_CONNECTION": "1",  # there is no clipboard to copy to
    }
    names: dict[str, object] = {}
    wrong = []
    for kind, block in grouped(page.read_text(encoding="utf-8")):
        if kind == "console":
            wrong += check_session(block, tmp_path, environment)
        elif kind == "python":
            wrong += check_python(block, names, page)
        elif kind == "keys":
            asyncio.run(press(block, tmp_path / "papers.db"))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_links_lead_somewhere(page: Path) -> None:
    missing = [path for path in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / path).exists()]
    assert missing == []


def test_the_reference_is_current() -> None:
    written: dict[Path, str] = runpy.run_path(str(TOP / "docs" / "make_reference.py"))["pages"]()
    stale = [path.name for path, text in written.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python docs/make_reference.py"


def test_the_recording_can_be_played() -> None:
    head, *pieces = map(json.loads, (TOP / "docs" / "pictures" / "tour.cast").read_text(encoding="utf-8").splitlines())
    assert (head["version"], head["width"], head["height"]) == (2, 80, 24)
    assert [at for at, _, _ in pieces] == sorted(at for at, _, _ in pieces)
    assert "Your reading list is empty" in "".join(text for _, _, text in pieces)


def test_the_keys_in_the_reference_can_be_configured() -> None:
    tables = re.findall(r"```toml\n(.*?)```", (TOP / "docs" / "reference" / "settings.md").read_text(), re.DOTALL)
    assert tables
    for table in tables:
        rebound(COMMANDS, tomllib.loads(table)["keys"])


def test_the_guide_tells_every_field_of_a_query() -> None:
    from readlist.model.query import FIELDS

    guide = (TOP / "docs" / "guide.md").read_text(encoding="utf-8")
    assert [name for name in FIELDS if f"`{name}:" not in guide] == []
