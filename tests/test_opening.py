"""What is opened outside: web pages and documents that are there, nothing else."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from readlist import opening
from readlist.errors import NotFound
from readlist.model.paper import Attachment


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with documents and a program."""
    (tmp_path / "files").mkdir()
    for name in ("maps.pdf", "notes.html", "-x.pdf", "files/a b.pdf", "run.sh", "odd;name:.PDF"):
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (("maps.pdf",), "maps.pdf"),
        (("notes.html", "maps.pdf"), "maps.pdf"),
        (("notes.html", "gone.pdf"), "notes.html"),
        (("gone.pdf", "maps.pdf"), "maps.pdf"),
        (("-x.pdf",), "-x.pdf"),
        (("files\\a b.pdf",), "files/a b.pdf"),
        (("odd;name:.PDF",), "odd;name:.PDF"),
        (("files/../maps.pdf",), "files/../maps.pdf"),
    ],
)
def test_the_first_pdf_that_is_there_is_found(files: Path, paths: tuple[str, ...], found: str) -> None:
    place = opening.place_of(map(Attachment, paths), [files / "elsewhere", files])
    assert place == str(files / found)
    assert Path(place).is_absolute()


def test_whole_paths_are_found_however_they_are_written(files: Path) -> None:
    wanted = files / "files" / "a b.pdf"
    for written in (str(wanted), str(wanted).lstrip("/"), wanted.as_uri()):
        assert opening.place_of([Attachment(written)], []) == str(wanted)


@pytest.mark.parametrize(
    "path",
    ["run.sh", "files", "gone.pdf", "", "javascript:alert(1)", "smb://host/x.pdf", "https:///x.pdf", "--help",
     "\\\\host\\x.pdf", "//host/x.pdf", "a\0b.pdf", "x" * 5000 + ".pdf", "http://[x.pdf"],
)  # fmt: skip
def test_nothing_else_is_opened(files: Path, path: str) -> None:
    with pytest.raises(NotFound):
        opening.place_of([Attachment(path, "pdf")], [files])


def test_a_paper_without_files_is_told(files: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        opening.place_of([], [files])


def test_addresses_are_quoted() -> None:
    attachment = Attachment("https://example.org/a b%20c.pdf\x1b[31m?x=1#y")
    assert opening.place_of([attachment], []) == "https://example.org/a%20b%20c.pdf?x=1#y"


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="there is always a screen")
def test_without_a_screen_or_an_opener_the_place_is_told() -> None:
    started: list[str] = []

    def start(place: str) -> bool:
        started.append(place)
        return len(started) == 1

    assert opening.show("/maps.pdf", {}, start) == "nothing here opens /maps.pdf"
    assert not started
    assert opening.show("/maps.pdf", {"DISPLAY": ":0"}, start) == "opened /maps.pdf"
    assert opening.show("/maps.pdf", {"WAYLAND_DISPLAY": "x"}, start) == "nothing here opens /maps.pdf"


@pytest.mark.skipif(sys.platform == "win32", reason="no opener by name")
def test_the_systems_opener_gets_the_place_as_its_only_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / ("open" if sys.platform == "darwin" else "xdg-open")
    opener.write_text(
        f'#!/bin/sh\nprintf "%s|" "$#" "$1" > {tmp_path}/said.new; mv {tmp_path}/said.new {tmp_path}/said\n'
    )
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert opening.show("https://example.org/;reboot", {"DISPLAY": ":0"}) == "opened https://example.org/;reboot"
    for _ in range(500):
        if (tmp_path / "said").exists():
            break
        time.sleep(0.01)
    assert (tmp_path / "said").read_text() == "1|https://example.org/;reboot|"
