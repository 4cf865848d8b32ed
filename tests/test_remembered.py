"""Choices that the app remembers: below everything that somebody wrote down, never in the way of a start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readlist.config import REMEMBERED, load
from readlist.errors import ConfigError
from readlist.remembered import LARGEST, recall, remember, state_path


def environ(folder: Path) -> dict[str, str]:
    return {
        "READLIST_STATE": str(folder / "state" / "choices.json"),
        "READLIST_CONFIG": str(folder / "config.toml"),
        "READLIST_LIBRARY": str(folder / "library.db"),
    }


def test_what_is_remembered_counts_below_the_file_and_above_the_defaults(tmp_path: Path) -> None:
    known = environ(tmp_path)
    assert load({}, known).origins["theme"] == "default"
    remember(state_path(known), "theme", "readlist-light")
    remember(state_path(known), "preview", False)
    config = load({}, known)
    assert (config.theme, config.preview) == ("readlist-light", False)
    assert (config.origins["theme"], config.origins["preview"], config.origins["mouse"]) == (
        REMEMBERED,
        REMEMBERED,
        "default",
    )
    (tmp_path / "config.toml").write_text('theme = "nord"\n')
    config = load({}, known)
    assert (config.theme, config.origins["theme"]) == ("nord", str(tmp_path / "config.toml"))
    assert not config.preview


def test_the_command_line_tells_what_is_remembered(tmp_path: Path) -> None:
    known = environ(tmp_path)
    remember(state_path(known), "theme", "readlist-okabe")
    told = subprocess.run(
        [sys.executable, "-m", "readlist", "config"],
        env=os.environ | known,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "theme = readlist-okabe\t(remembered)\n" in told.stdout
    assert f"remembered by the app: {known['READLIST_STATE']}" in told.stderr


def test_the_file_is_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "choices.json"
    remember(path, "theme", "nord")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [beside.name for beside in path.parent.iterdir()] == ["choices.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * (LARGEST // 2),
        b'"theme"',
        b'{"theme": NaN, "preview": "yes"}',
        b'{"theme": null, "library": "/etc/passwd", "mouse": false}',
        b'{"theme": "nord"}' + b" " * LARGEST,
        b'{"preview": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_broken_is_ignored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "choices.json"
    path.write_bytes(content)
    assert recall(path) == {}
    remember(path, "theme", "nord")
    assert recall(path) == {"theme": "nord"}


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (None, tmp_path / "file" / "choices.json", tmp_path):
        assert recall(path) == {}
        with pytest.raises(ConfigError, match="remember"):
            remember(path, "theme", "nord")
