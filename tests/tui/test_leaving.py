"""Leaving: by keys, by signals, by a mistake of our own; the terminal is as it was, and nothing private is told."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.crash import report
from tests.tui.conftest import fill, record, settled

START = "import sys; from readlist.__main__ import main; sys.argv = ['readlist', '--library', sys.argv[1]]; sys.exit(main())"
ALTERNATE, MAIN = b"\x1b[?1049h", b"\x1b[?1049l"


@dataclass
class Running:
    """A readlist in a terminal of its own, and what it wrote so far."""

    process: subprocess.Popen[bytes]
    terminal: int
    written: bytes = b""

    def wait_for(self, text: bytes) -> None:
        end = time.monotonic() + 30
        while text not in self.written:
            assert time.monotonic() < end, self.written[-2000:]
            if select.select([self.terminal], [], [], 0.1)[0]:
                self._read()

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self.process.poll() is None or select.select([self.terminal], [], [], 0.1)[0]:
            if select.select([self.terminal], [], [], 0.1)[0] and not self._read():
                break
        return self.process.wait(60)

    def _read(self) -> bool:
        try:
            more = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.written += more
        return bool(more)


@contextmanager
def running(library: Path, home: Path) -> Iterator[Running]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "HOME": str(home), "XDG_STATE_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(library)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Running(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        fill(library, map(record, range(1, 4)))
    return path


@pytest.mark.parametrize("keys", [b"q", b"\x11"], ids=["q", "ctrl+q"])
def test_p14_keys_leave_and_the_terminal_is_restored(stored: Path, tmp_path: Path, keys: bytes) -> None:
    with running(stored, tmp_path) as app:
        app.wait_for(b"1 of 3")
        os.write(app.terminal, b"x")
        app.wait_for(b"1 of 2")
        os.write(app.terminal, keys)
        assert app.end() == 0
        assert app.written.count(ALTERNATE) == app.written.count(MAIN) == 1
        assert app.written.rstrip().endswith(b"l")
    with Library.open(stored) as library:
        assert library.counts()[Status.DROPPED] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_p14_signals_leave_in_order(stored: Path, tmp_path: Path, number: signal.Signals) -> None:
    with running(stored, tmp_path) as app:
        app.wait_for(b"1 of 3")
        app.process.send_signal(number)
        assert app.end() == 0
        assert MAIN in app.written
        assert b"Traceback" not in app.written


def test_p14_a_closed_terminal_ends_the_program(stored: Path, tmp_path: Path) -> None:
    with running(stored, tmp_path) as app:
        app.wait_for(b"1 of 3")
        app.process.send_signal(signal.SIGHUP)
        assert app.process.wait(60) is not None


async def test_a_mistake_of_our_own_is_logged_without_values(library: Library, tmp_path: Path) -> None:
    fill(library, map(record, range(1, 4)))
    app = ReadlistApp(library)
    secret = "a note that nobody else should read"

    def broken() -> None:
        assert secret
        raise ZeroDivisionError

    async def run() -> None:
        async with app.run_test() as pilot:
            await settled(pilot)
            app.call_later(broken)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await run()
    assert app.crash is not None
    lines = report(app.crash, tmp_path / "log").splitlines()
    assert len(lines) == 2
    log = next((tmp_path / "log").iterdir())
    assert str(log) in lines[1]
    assert "ZeroDivisionError" in log.read_text()
    assert secret not in log.read_text().replace(f'secret = "{secret}"', "")


def test_without_a_place_for_the_log_two_lines_tell_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "no log could be written" in report(ValueError("x"), tmp_path / "file")
