"""Pieces of a test run in processes of their own, by either SQLite: ``pysqlite3``, and the standard library's."""

from __future__ import annotations

import subprocess
import sys

import pytest

from readlist.store.driver import sqlite3

_WITHOUT = "import sys; sys.modules['pysqlite3'] = None\n"

DRIVERS = [
    pytest.param("", id=f"{sqlite3.__name__} {sqlite3.sqlite_version}"),
    pytest.param(_WITHOUT, id="the standard library's"),
]
"""What the code of a process begins with."""


def started(driver: str, code: str, *words: object) -> subprocess.Popen[str]:
    """A process that runs a piece of code with words in ``sys.argv``."""
    command = [sys.executable, "-c", driver + code, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done(process: subprocess.Popen[str], seconds: float = 120) -> str:
    """What a process printed, once it has ended well."""
    out, err = process.communicate(timeout=seconds)
    assert process.returncode == 0, err
    return out
