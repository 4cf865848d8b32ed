"""Replace a file whole or not at all."""

from __future__ import annotations

import filecmp
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlist.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def replace_file(path: Path, content: str | Iterable[str], mode: int = 0o666) -> bool:
    """Make a file hold a text (UTF-8), at once and durably; False where it already did, and was not touched.

    The text may come in pieces. A link is followed; the permissions of an existing file stay, ``mode`` is that of a new
    one before the umask. ExportError where it cannot be written, the file is then as it was. A pipe or device is
    written to.
    """
    try:
        path = followed(path)
        if isinstance(content, str) and path.is_file() and path.read_bytes() == content.encode():
            return False
        pieces = (content,) if isinstance(content, str) else content
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(piece.encode() for piece in pieces)
            return True
        mode = path.stat().st_mode & 0o777 if path.exists() else mode & ~_umask()
        with _beside(path, mode) as new:
            with new.open("wb") as file:
                file.writelines(piece.encode() for piece in pieces)
                file.flush()
                os.fsync(file.fileno())
            if path.exists() and filecmp.cmp(new, path, shallow=False):
                return False
            new.replace(path)
    except OSError as error:
        raise _unwritten(path, error.strerror) from error
    return True


def followed(path: Path) -> Path:
    """Where a path leads; ExportError where that is nowhere, as with a link that leads to itself."""
    try:
        place = path.resolve()
    except RuntimeError as error:
        raise _unwritten(path, "the link leads nowhere") from error
    if place.is_symlink():
        raise _unwritten(path, "the link leads nowhere")
    return place


def _unwritten(path: Path, reason: str | None) -> ExportError:
    return ExportError(f"cannot write {path}: {reason}", "Name another place with -o; nothing was changed.")


@contextmanager
def _beside(path: Path, mode: int) -> Iterator[Path]:
    """A new empty file beside the old one, gone when the block ends unless it has taken its place."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    for left in (new, *_left_over(path)):
        left.unlink(missing_ok=True)
    try:
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        new.chmod(mode | 0o200)
        yield new
    finally:
        new.unlink(missing_ok=True)


def _left_over(path: Path) -> list[Path]:
    """The new files that programs which were killed left beside a file."""
    name = re.compile(rf"\.{re.escape(path.name)}\.(\d{{1,9}})\.new")
    found = [name.fullmatch(beside.name) for beside in path.parent.iterdir()]
    return [path.with_name(left[0]) for left in found if left and not _runs(int(left[1]))]


def _runs(process: int) -> bool:
    """Whether there may be a process of that number."""
    if os.name != "posix":  # elsewhere the signal would end it
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
