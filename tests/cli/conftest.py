"""A page of invented papers, and a way to call the program without starting it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from readlist.__main__ import main

PAGE = """\
CVJun 1, 2023Code
Quiet Pixels: Learning to Look AwayMira Holm, Tadeo Ruiz, Ann Berg et al. · nordlab, mit
Attention models look everywhere at once. We train a network to decide where not to look, and find that most of an image can be ignored without loss. The gain is largest for video, where neighboring frames repeat each other. Code is at https://github.com/nordlab/quiet-pixels.
SDNov 2, 2022
Rooms that Remember: Echoes as Self-Supervised TargetsTadeo Ruiz, Mira Holm
Every room answers a sound in its own way. This paper uses the echo of a room as a free label for audio representations. Models that predict echoes transfer to speech recognition with a tenth of the labels. We release recordings of four hundred rooms.
CLMar 25, 2024
A Grammar for Shopping ListsAnn Berg, Kenji Ito, Mira Holm et al.
Shopping lists are short, terse, and full of structure that parsers miss. We annotate ten thousand lists and propose a grammar of their own. A small parser trained on it beats large language models at telling what is to be bought. The lists are available on request.
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a call of the program ended."""

    code: int
    out: str
    err: str


Program = Callable[..., Done]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file with the page."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """Call readlist with words, on a library of this test's own."""
    monkeypatch.setenv("READLIST_LIBRARY", str(tmp_path / "library.db"))
    monkeypatch.setenv("READLIST_CONFIG", str(tmp_path / "config.toml"))

    def call(*words: str | Path, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["readlist", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        code = main()
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call
