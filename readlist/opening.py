"""Open a paper's page or file with the system's own program: web addresses, and documents that are there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from readlist.errors import NotFound
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from readlist.model.paper import Attachment

_ELSEWHERE = ("\\\\", "//")  # looking for such a path asks a machine in the net
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_KEPT_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
# A file of another kind might be a program, and would be run.
_DOCUMENTS = frozenset(
    """
    .pdf .ps .eps .djvu .epub .mobi .html .htm .xhtml .mht .txt .md .tex .bib .rtf .doc .docx .odt .ppt .pptx .odp .key
    .xls .xlsx .ods .csv .tsv .json .xml .png .jpg .jpeg .gif .svg .tif .tiff .webp .mp3 .wav .mp4 .webm .zip .gz .xz
    """.split()
)


def place_of(attachments: Iterable[Attachment], folders: Sequence[Path]) -> str:
    """The address or absolute path of the first attachment that can be opened, PDFs before others.

    Relative paths begin at one of the folders. NotFound where there is none.
    """
    ordered = sorted(attachments, key=lambda attachment: not attachment.is_pdf)
    if not ordered:
        raise NotFound("this paper has no file", "`readlist set KEY --field attachments=FILE` gives it one.")
    found = next(filter(None, (_place(attachment.path, folders) for attachment in ordered)), None)
    if found is None:
        raise NotFound(f"no document at {ordered[0].path}", "Is it elsewhere? `--field attachments=FILE` tells where.")
    return found


def _place(path: str, folders: Sequence[Path]) -> str | None:
    if web_address(path):
        return web_address(path)
    if path[:5].lower() == "file:":
        path = unquote(urlsplit(path).path)
    if path.startswith(_ELSEWHERE):
        return None
    return next((str(place) for place in _places(path, folders) if _is_document(place)), None)


def _places(path: str, folders: Sequence[Path]) -> Iterator[Path]:
    """Where a file may lie: some programs write paths without their first slash, or as Windows has them."""
    for written in dict.fromkeys((path, path.replace("\\", "/"))):
        for folder in (*folders, Path("/")):
            yield folder / written


def _is_document(place: Path) -> bool:
    try:
        return place.suffix.lower() in _DOCUMENTS and place.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def web_address(text: str) -> str:
    """The address, quoted, if it is one of the web; else an empty text.

    >>> web_address("https://example.org/a b"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b', '')
    """
    text = clean(text).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return quote(text, safe=_KEPT_IN_ADDRESSES) if parts.scheme in {"http", "https"} and parts.hostname else ""


def show(place: str, environ: Mapping[str, str] = os.environ, start: Callable[[str], bool] | None = None) -> str:
    """Open a web address, or a path from ``place_of``, and say so; where there is no screen to open it on, say where.

    ``start`` hands it to the system; False means that nothing there opens things.
    """
    has_screen = sys.platform in {"darwin", "win32"} or any(map(environ.get, _SCREENS))
    if has_screen and (start or _start)(place):
        return f"opened {place}"
    return f"nothing here opens {place}"


def _start(place: str) -> bool:
    if sys.platform == "win32":
        os.startfile(place)  # noqa: S606  an address or a document, checked before
        return True
    import subprocess  # noqa: PLC0415  slow to import and seldom needed
    from shutil import which  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    opener = which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603  no shell; an address or an absolute path, so never an option
        [opener, place], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    Thread(target=started.wait, daemon=True).start()
    return True
