"""The installed program in a real terminal: paste, accept, decide, undo, leave; and what is left when it is ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.paper import Status
from tests.cli.conftest import PAGE

READLIST = Path(sys.executable).with_name("readlist")
LONGEST_SECONDS = 60.0

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not READLIST.exists(), reason="readlist is not installed beside this Python"),
]


class Terminal:
    """A terminal of 120 by 40 with a shell in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library.db"
        environment = {
            "READLIST_LIBRARY": str(self.library),
            "READLIST_CONFIG": str(folder / "config.toml"),
            "LC_ALL": "C.UTF-8",
        }
        # A connection without a display; and what runs the tests may tell a size, which is not that of this terminal.
        absent = {"DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "LINES"}
        kept = {name: value for name, value in os.environ.items() if name not in absent}
        self.environment = {**kept, **environment, "PS1": "prompt> ", "TMUX": "", "SSH_TTY": "/dev/pts/9"}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", "sh")

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-S", str(self.folder / "tmux"), *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste as a terminal does, between the marks that tell a paste from typing."""
        (self.folder / "paste").write_text(text)
        self.tmux("load-buffer", str(self.folder / "paste"))
        self.tmux("paste-buffer", "-p")

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-J")

    def wait_for(self, text: str, *, gone: bool = False) -> str:
        end = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < end:
            screen = self.screen()
            if (text in screen) is not gone:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{text!r} {'still' if gone else 'not'} on the screen:\n{self.screen()}")

    def start(self, command: str = "") -> None:
        self.type(f"{command or READLIST}; echo left with $?\n")

    def run(self, *words: str, given: str = "") -> str:
        """What the command line prints, on the same library."""
        command = [str(READLIST), *words]
        done = subprocess.run(
            command, input=given, text=True, env=self.environment, check=True, capture_output=True, cwd=self.folder
        )
        return done.stdout

    def pid(self) -> int:
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0])


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    try:
        yield opened
    finally:
        opened.tmux("kill-server")


def test_paste_accept_decide_undo_leave(terminal: Terminal) -> None:
    terminal.start()
    terminal.wait_for("Your reading list is empty")
    terminal.paste(PAGE)
    terminal.wait_for("3 new")
    assert not list(Library.open(terminal.library).ids()), "something was stored before it was accepted"
    terminal.press("Enter")
    terminal.wait_for("Inbox 3")
    terminal.press("d")
    terminal.wait_for("Inbox 2")
    terminal.press("x")
    terminal.wait_for("Inbox 1")
    terminal.press("u")
    terminal.wait_for("Inbox 2")
    terminal.type("a")
    terminal.wait_for("Esc")
    terminal.type("a thought")
    terminal.press("Enter")
    terminal.type("in two lines")
    terminal.press("Escape")
    terminal.wait_for("ctrl+c discard", gone=True)
    terminal.press("q")
    terminal.wait_for("left with 0")
    with Library.open(terminal.library) as library:
        papers = {(paper.record.title or "").split(":")[0]: paper for paper in library.papers(library.ids())}
        assert {title: paper.status for title, paper in papers.items()} == {
            "Quiet Pixels": Status.READ,
            "Rooms that Remember": Status.INBOX,
            "A Grammar for Shopping Lists": Status.INBOX,
        }
        assert papers["Rooms that Remember"].note == "a thought\nin two lines"
    terminal.start()
    terminal.wait_for("Inbox 2")
    terminal.press("C-q")
    terminal.wait_for("left with 0")


@pytest.mark.parametrize("signal", ["TERM", "HUP"])
def test_a_signal_ends_it_with_the_screen_restored(terminal: Terminal, signal: str) -> None:
    terminal.start()
    terminal.wait_for("Your reading list is empty")
    subprocess.run(["kill", f"-{signal}", str(terminal.pid())], check=True)
    screen = terminal.wait_for("left with")
    assert "reading list is empty" not in screen
    terminal.type("echo the shell is $((40+2))\n")
    terminal.wait_for("the shell is 42")


def test_p14_it_lives_through_every_size(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    terminal.start()
    terminal.wait_for("Quiet Pixels")
    for columns, rows in [(60, 16), (39, 9), (200, 60), (80, 24), (10, 3), (120, 40)]:
        terminal.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        if columns < 40:
            terminal.wait_for("terminal")
        else:
            terminal.wait_for("Quiet Pixels")
    terminal.press("q")
    terminal.wait_for("left with 0")


def test_without_color_and_without_unicode(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    terminal.start(f"NO_COLOR=1 LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {READLIST}")
    terminal.wait_for("Quiet Pixels")
    escapes = terminal.tmux("capture-pane", "-p", "-e")
    assert "\x1b[38;2;" not in escapes
    assert "\x1b[48;2;" not in escapes
    terminal.press("q")
    terminal.wait_for("left with 0")


def test_search_tag_note_and_export_over_a_connection_without_a_display(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    editor = terminal.folder / "my editor"
    editor.write_text("#!/bin/sh\necho 'from the editor' >> \"$1\"\nsleep 0.2\n")
    editor.chmod(0o700)
    terminal.start(f"cd '{terminal.folder}'; VISUAL=\"'{editor}'\" {READLIST}")
    terminal.wait_for("Quiet Pixels")
    terminal.type("/echos as self")
    terminal.wait_for("1 of 1")
    terminal.press("Enter")
    terminal.type("t")
    terminal.wait_for("Tab")
    terminal.type(" audio/rooms")
    terminal.press("Enter")
    terminal.wait_for("#audio/rooms")
    terminal.type("E")
    terminal.wait_for("note: Rooms")
    terminal.type("yt")
    terminal.wait_for("terminal's clipboard")
    terminal.type("\\")
    terminal.wait_for("2 of 3")
    terminal.type("b")
    terminal.wait_for("export 3 papers")
    terminal.press("Enter")
    terminal.wait_for("3 papers written to")
    terminal.press("q")
    terminal.wait_for("left with 0")
    assert (terminal.folder / "papers.bib").read_text().count("@") >= 3
    assert [path for path in terminal.folder.iterdir() if ".note-" in path.name] == []
    assert "#audio/rooms" in terminal.run("list", "note:editor", "--fields", "title,tags")


TWICE = """\
@article{one, title = {Rooms that Echo as Self-Similar Sources of Sound}, author = {Ann Rey}, year = {2021}, doi = {10.1000/one}}
@misc{two, title = {Rooms That Echo as Self-Similar Source of Sound}, author = {Ann Rey}, year = {2022}}
"""


def test_two_papers_that_are_one_are_merged(terminal: Terminal) -> None:
    terminal.run("add", "-", given=TWICE)
    terminal.start()
    terminal.wait_for("Inbox 2")
    terminal.type("gp")
    terminal.wait_for("pair 1 of 1")
    terminal.type("l")
    terminal.wait_for("» Rooms That Echo as Self-Similar Source of Sound")
    terminal.press("Enter")
    terminal.wait_for("merge: Rooms")
    terminal.press("Escape")
    terminal.wait_for("Inbox 1")
    fields = ("--format", "csv", "--fields", "title,doi,year")
    assert terminal.run("list", *fields).splitlines()[1:] == [
        "Rooms That Echo as Self-Similar Source of Sound,10.1000/one,2021"
    ]
    terminal.press("u")
    terminal.wait_for("Inbox 2")
    assert len(terminal.run("list", *fields).splitlines()) == 3


def test_p4_two_windows_see_each_other(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    terminal.start()
    terminal.wait_for("Inbox 3")
    terminal.run("set", "pixels", "--status", "later", "--yes")
    terminal.wait_for("Inbox 2")
    terminal.press("x")
    terminal.wait_for("Dropped 1")
    assert len(terminal.run("list", "status:dropped", "--format", "keys").split()) == 1
    assert len(terminal.run("list", "status:later", "--format", "keys").split()) == 1


def test_p1_a_kill_loses_nothing_that_was_shown(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    terminal.start()
    terminal.wait_for("Inbox 3")
    terminal.press("d")
    terminal.wait_for("Read 1")
    subprocess.run(["kill", "-KILL", str(terminal.pid())], check=True)
    terminal.wait_for("left with")
    terminal.type("reset; echo it is re''set\n")
    terminal.wait_for("it is reset")  # which takes its time, and forgets what was typed meanwhile
    terminal.start()
    terminal.wait_for("Read 1")
    terminal.press("u")
    terminal.wait_for("Inbox 3")


def test_keys_of_ones_own(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    (terminal.folder / "config.toml").write_text('[keys]\nset = "mail"\nskimmed = ","\n')
    terminal.start()
    terminal.wait_for("Inbox 3")
    terminal.press("e")
    terminal.wait_for("Read 1")
    terminal.press("z")
    terminal.wait_for("Inbox 3")
    terminal.press(",")
    terminal.wait_for("Skimmed 1")
    terminal.press("q")
    terminal.wait_for("left with 0")
    (terminal.folder / "config.toml").write_text('[keys]\nskimed = ","\n')
    terminal.type("clear\n")
    terminal.start()
    screen = terminal.wait_for("left with 1")
    assert "no command named 'skimed'" in screen
    assert "Did you mean skimmed?" in screen


def test_a_damaged_library_opens_the_ways_back(terminal: Terminal) -> None:
    terminal.run("add", "-", given=PAGE)
    terminal.run("backup")
    terminal.library.write_bytes(b"a shopping list\n" * 500)
    terminal.start()
    terminal.wait_for("The library is damaged")
    terminal.press("q")
    screen = terminal.wait_for("left with 1")
    lines = screen[screen.index("readlist: ") :].splitlines()
    assert "is no readlist library, or damaged" in lines[0]
    assert "readlist restore" in lines[1]
    terminal.start()
    terminal.wait_for("3 papers")
    terminal.press("Enter")
    terminal.wait_for("Inbox 3")
    terminal.press("q")
    terminal.wait_for("left with 0")
    aside = next(path for path in terminal.folder.iterdir() if ".aside-" in path.name)
    assert aside.read_bytes() == b"a shopping list\n" * 500


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "READLIST_LIBRARY": str(tmp_path / "library.db")}
    done = subprocess.run(
        [READLIST], env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "readlist: the app needs a terminal"
