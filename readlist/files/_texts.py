"""The texts in files, archives and pipes: opened as often as needed, unpacked with limits."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, islice
from typing import IO, TYPE_CHECKING, cast

from readlist.errors import InputError
from readlist.files._encodings import blocks, decode

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 30  # bytes of a text that is held as a whole
_CHUNK = 1 << 18
_HARMLESS = 1 << 25  # bytes that may come out of however few
_HELD = 1 << 24  # bytes of a pipe that are held in memory
_RATIO = 200  # no text is packed to less than this part of itself
_MOST_MEMBERS = 10_000
_GZIP, _XZ, _BZIP, _ZIP = b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh", b"PK\x03\x04"

Opened = Callable[[], AbstractContextManager[IO[bytes]]]


class Refused(InputError):
    """A text that is too large, or an archive that is made to be."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its name; ``folder`` is where its file lies, ``in_archive`` says that it is one of several in it."""

    name: str
    chunks: Callable[[], Iterator[bytes]]
    folder: Path | None = None
    in_archive: bool = False

    def __iter__(self) -> Iterator[str]:
        """The text in blocks of whole lines, as often as one asks; InputError where it cannot be read or is no text."""
        return blocks(self.chunks(), self.name)

    def has_more_than(self, size: int) -> bool:
        """Whether the text has more bytes than that."""
        return any(read > size for read in accumulate(map(len, self.chunks())))

    def size(self) -> int:
        """How many bytes the text has, all of which are read for it."""
        return sum(map(len, self.chunks()))

    def whole(self) -> str:
        """The whole text; InputError also where there is none."""
        return decode(b"".join(self._all_chunks()), self.name)

    def _all_chunks(self) -> Iterator[bytes]:
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > LARGEST:
                raise Refused(f"{self.name} is larger than {LARGEST >> 20} MB", "Split it and add the parts.")
            yield chunk


def texts_in(path: Path, name: str) -> list[Text]:
    """The text in a file, or the texts in an archive; InputError where it cannot be opened or holds none."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("rb") as pipe:
                return texts_piped(pipe, name)
        return _texts(partial(_open, path), name, path.parent)
    except OSError as error:
        raise _unreadable(name, error) from error


def texts_piped(pipe: IO[bytes], name: str) -> list[Text]:
    """The same for what can be read only once, of which a copy is kept as long as the texts are."""
    copy = _Copy(_HELD)
    shutil.copyfileobj(pipe, copy)
    return _texts(partial(_again, copy), name, None)


def read_text(path: Path) -> str:
    """The text of a file; InputError where it cannot be read, is no text, or holds several."""
    texts = texts_in(path, str(path))
    if len(texts) > 1:
        raise InputError(f"{path} holds {len(texts)} files", "Unpack it, or add it with `readlist add`.")
    return texts[0].whole()


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(f"cannot read {name}: {error.strerror or error}", "Check the name and the permissions.")


class _Copy(tempfile.SpooledTemporaryFile[bytes]):
    """A copy that is gone with the texts that are read from it."""

    def __del__(self) -> None:
        self.close()


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


@contextmanager
def _again(copy: _Copy) -> Iterator[IO[bytes]]:
    copy.seek(0)
    yield cast("IO[bytes]", copy)


def _texts(opened: Opened, name: str, folder: Path | None) -> list[Text]:
    with opened() as file:
        if file.read(len(_ZIP)) != _ZIP:
            return [Text(name, partial(_chunks, opened, name), folder)]
    with _unpacking(name):
        members = list(_members(opened, name))
    texts = [
        Text(f"{name}/{member}", partial(_member_chunks, opened, name, member), folder, in_archive=True)
        for member in members
    ]
    texts = [text for text in texts if _is_text(text)]
    if not texts:
        raise InputError(f"{name} holds no text", "Give an archive with text files in it: pasted pages, .bib, …")
    return texts


def _is_text(text: Text) -> bool:
    try:
        return any(block.strip() for block in islice(text, 1))
    except InputError as error:
        if isinstance(error, Refused):
            raise
        return False


def _chunks(opened: Opened, name: str) -> Iterator[bytes]:
    """The bytes of a file, unpacked where it is packed."""
    with opened() as file, _unpacking(name):
        unpacked = _unpacked(file)
        size = 0
        while chunk := unpacked.read(_CHUNK):
            size += len(chunk)
            if unpacked is not file:
                _check(name, size, file.tell())
            yield chunk


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    beginning = file.read(len(_XZ))
    file.seek(0)
    if beginning.startswith(_GZIP):
        import gzip  # noqa: PLC0415  seldom needed, as the others

        return cast("IO[bytes]", gzip.open(file))
    if beginning == _XZ:
        import lzma  # noqa: PLC0415

        return lzma.open(file)
    if beginning.startswith(_BZIP):
        import bz2  # noqa: PLC0415

        return bz2.open(file)
    return file


def _members(opened: Opened, name: str) -> Iterator[str]:
    """The names of the files in an archive that people put there."""
    from zipfile import ZipFile  # noqa: PLC0415  seldom needed

    with opened() as file, ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        size = file.seek(0, 2)
        _check(name, sum(member.file_size for member in members), size)
        if len(members) > _MOST_MEMBERS:
            raise Refused(f"{name} holds {len(members)} files", "Unpack it and add what is needed.")
        for member in members:
            if not any(part.startswith((".", "__MACOSX")) for part in member.filename.split("/")):
                yield member.filename


def _member_chunks(opened: Opened, name: str, member: str) -> Iterator[bytes]:
    from zipfile import ZipFile  # noqa: PLC0415  seldom needed

    with _unpacking(f"{name}/{member}"), opened() as file, ZipFile(file) as archive, archive.open(member) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            yield chunk


def _check(name: str, size: int, packed: int) -> None:
    if size > _HARMLESS and size > _RATIO * packed:
        raise Refused(f"{name} unpacks to far more than texts do", "Unpack it yourself if you trust it.")


@contextmanager
def _unpacking(name: str) -> Iterator[None]:
    """Tells what is wrong with what does not unpack."""
    try:
        yield
    except OSError as error:
        raise _unreadable(name, error) from error
    except _faults() as error:
        raise InputError(
            f"cannot unpack {name}: {error}", "It is damaged, locked, or packed in another way."
        ) from error


def _faults() -> tuple[type[Exception], ...]:
    """What the modules raise that unpack; asked for only when something was raised."""
    import lzma  # noqa: PLC0415
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    return EOFError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile
