"""Text from bytes: UTF-8, UTF-16 with and without its mark, what a text declares of itself, else what is likely."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Protocol

from readlist.errors import InputError
from readlist.files._alphabets import likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SAMPLE = 1 << 16  # bytes that an encoding is known by
_BEGINNING = 1 << 12  # bytes in which a text declares it
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(
    rb"(?:<\?xml\b[^>]{0,200}?\bencoding\s?=\s?[\"']|\bencoding\s?[:=]?\s|\bcharset\s?=\s?[\"']?|\bcoding:\s)\s{0,9}"
    rb"([A-Za-z][\w.:() -]{1,60})",
    re.IGNORECASE,
)
# Names that are no codec's.
_NAMES = (
    ("windows latin 1", "cp1252"),
    ("mac os roman", "mac_roman"),
    ("macroman", "mac_roman"),
    ("iso latin 1", "cp1252"),
    ("iso latin 2", "iso8859-2"),
)
_KINDS = ("cp", "iso", "mac", "gb", "big5", "hz", "shift", "euc", "koi8", "ascii", "utf-8", "tis", "ptcp", "johab")
_FEW, _MOST = 0.3, 0.7  # of the bytes beyond ASCII
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_ASCII = bytes(range(0x80))
_STRAY = re.compile("[\udc80-\udcff]")  # a byte that is no UTF-8, as Python passes it on


class _Decoder(Protocol):
    def decode(self, content: bytes, final: bool = ..., /) -> str: ...  # noqa: FBT001  as codecs have it


def decode(content: bytes, name: str) -> str:
    """The text in some bytes; InputError where it is no text, or nothing but blanks."""
    text = "".join(blocks((content,), name))
    if not text.strip():
        raise InputError(f"{name} is empty", "Give a text with papers in it.")
    return text


def blocks(chunks: Iterable[bytes], name: str) -> Iterator[str]:
    """The text in bytes that come in chunks, in blocks of whole lines; InputError where it is no text."""
    decoder: _Decoder | None = None
    rest: list[str] = []
    for chunk in chunks:
        decoder = decoder or _decoder(chunk, name)
        text = decoder.decode(chunk)
        end = text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
        if end:
            yield "".join((*rest, text[:end]))
            rest = []
        rest.append(text[end:])
    if decoder is not None and (last := "".join((*rest, decoder.decode(b"", True)))):  # noqa: FBT003  codecs take it by place
        yield last


def _decoder(chunk: bytes, name: str) -> _Decoder:
    encoding = next((encoding for mark, encoding in _MARKS if chunk.startswith(mark)), None)
    sample = chunk[:_SAMPLE]
    if encoding is None and b"\0" in sample:
        encoding = _without_mark(sample)
        if encoding is None:
            raise InputError(f"{name} is binary, not text", "Give a text file: a pasted page, a .bib, …")
    if encoding is not None:
        return codecs.getincrementaldecoder(encoding)("replace")
    declared = _declared(sample)
    if declared not in {None, "utf-8"} and (not _is_utf8(sample) or declared.startswith(("iso2022", "hz"))):
        return codecs.getincrementaldecoder(declared)("replace")
    # A text with nothing but the line ends of old Macintoshes has their letters.
    usual = "mac_roman" if b"\r" in sample and b"\n" not in sample else "cp1252"
    stray = _stray(sample)
    if stray < _FEW and b"\x1b$" not in sample:
        return _Utf8(usual)
    encoding = likely(sample, usual)
    is_mixed = stray < _MOST and encoding == usual
    return _Utf8(usual) if is_mixed else codecs.getincrementaldecoder(encoding)("replace")


def _without_mark(sample: bytes) -> str | None:
    """Which UTF-16 this is, by where the zero bytes of the letters of ASCII stand; None where it is neither."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace") if encoding else "\0"
    return encoding if _CONTROL.search(text) is None and "\ufffd" not in text[:-1] else None


def _declared(sample: bytes) -> str | None:
    """The encoding that a text names in its beginning, if it is one of text that Python knows."""
    for found in _DECLARED.finditer(sample, 0, _BEGINNING):
        name = found[1].decode("ascii", "replace").casefold().strip()
        known = next((codec for words, codec in _NAMES if words in name), name.split(" ")[0])
        try:
            codec = codecs.lookup(known.removeprefix("x-").strip(".:()")).name
        except LookupError:
            continue
        if codec.startswith(_KINDS):
            return "cp1252" if codec in {"iso8859-1", "ascii"} else codec  # what is called so, is this
    return None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _stray(sample: bytes) -> float:
    """Which share of the bytes beyond ASCII is no UTF-8; a letter that the end of the sample cuts is none of these."""
    if _is_utf8(sample):
        return 0.0
    text = sample.decode("utf-8", "surrogateescape")
    return len(_STRAY.findall(text)) / len(sample.translate(None, _ASCII))


class _Utf8:
    """UTF-8; single bytes that are none mean what they do in another encoding."""

    def __init__(self, other: str) -> None:
        self._strict = codecs.getincrementaldecoder("utf-8-sig")()
        self._loose = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._letters = {chr(0xDC00 + byte): bytes([byte]).decode(other, "replace") for byte in range(0x80, 0x100)}

    def decode(self, content: bytes, final: bool = False, /) -> str:  # noqa: FBT001, FBT002  as codecs take it
        before = self._strict.getstate()
        try:
            return self._strict.decode(content, final)
        except UnicodeDecodeError:
            self._loose.setstate(before)
            text = self._loose.decode(content, final)
            self._strict.setstate(self._loose.getstate())
            return _STRAY.sub(lambda found: self._letters[found[0]], text)
