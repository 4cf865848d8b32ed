"""The user's files: read text in whatever encoding, replace a file whole or not at all."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlist.errors import ExportError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 1 << 30  # bytes; a larger file would not fit in memory as text
# What bytes mean that are not UTF-8, as Python passes them on.
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_STRAY_SIGN = re.compile("[\udc80-\udcff]")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_text(path: Path) -> str:
    """The text of a file; InputError where it cannot be read or is no text."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST >> 20} MB", "Split it and add the parts.")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}", "Check the name and the permissions.") from error
    return decode(content, str(path))


def decode(content: bytes, name: str) -> str:
    """The text in some bytes: UTF-8, UTF-16 with its mark, Windows-1252 where a byte is neither.

    InputError where it is no text.
    """
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in content[: 1 << 16]:
        raise InputError(f"{name} is binary, not text", "Give a text file: a pasted page, a .bib, …")
    text = content.decode(encoding, "replace" if encoding == "utf-16" else "surrogateescape")
    if not text.isascii():
        text = _STRAY_SIGN.sub(lambda found: _STRAY[ord(found[0])], text)
    if not text.strip():
        raise InputError(f"{name} is empty", "Give a text with papers in it.")
    return text


def replace_file(path: Path, content: str) -> bool:
    """Make a file hold a text (UTF-8), at once and durably; False where it already did, and was not touched.

    A link is followed; the permissions of an existing file stay. ExportError where it cannot be written, the file is
    then as it was. A pipe or device is written to.
    """
    wanted = content.encode()
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(wanted)
            return True
        if path.is_file() and path.read_bytes() == wanted:
            return False
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        with _replacement(path, mode) as descriptor:
            written = 0
            while written < len(wanted):
                written += os.write(descriptor, wanted[written:])
            os.fsync(descriptor)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) else "the link leads nowhere"
        raise ExportError(
            f"cannot write {path}: {reason}", "Name another place with -o; nothing was changed."
        ) from error
    return True


@contextmanager
def _replacement(path: Path, mode: int) -> Iterator[int]:
    """A new file beside the old one, which takes its place when the block ends well."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    beside.unlink(missing_ok=True)
    try:
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
        beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
