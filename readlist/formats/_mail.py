"""Saved e-mail: the text inside messages and mailboxes, decoded; the page inside a quotation."""

from __future__ import annotations

import base64
import codecs
import quopri
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import Unwrapped
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message

_DEEPEST = 8  # parts within parts
_NEXT_TO_NOTHING = 200  # letters of a plain part that only points to the HTML
_HEADER = regex(r"[A-Za-z][A-Za-z0-9-]{0,60}:(?:[ \t]|$)")
_SURE_HEADERS = regex(r"(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type|Delivered-To):", re.IGNORECASE)
_FIRST_OF_MAILBOX = regex(r"From \S{1,300} .{0,60}\d{4}")
_QUOTED = regex(r"(?:> ?)+")
_INTRODUCTION = regex(r".{0,300}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto)\s?:")


class _Line(NamedTuple):
    """A line of the file and its number from 1."""

    number: int
    text: str


def message(text: str) -> Unwrapped | None:
    """The text inside a saved message or mailbox, of plain parts where there are any; None for any other text."""
    head = text[:20_000].lstrip("\n").split("\n\n", 1)[0].split("\n")
    headers = head[1:] if _FIRST_OF_MAILBOX.fullmatch(head[0]) else head
    if not headers or _HEADER.match(headers[0]) is None or not any(map(_SURE_HEADERS.match, headers)):
        return None
    if not all(_HEADER.match(line) or line[:1] in {" ", "\t"} for line in headers[:40]):
        return None
    lines = [_Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return _unwrapped([line for held in _messages(lines) for line in _read(held).lines])


def quotation(text: str) -> Unwrapped | None:
    """The text inside a quotation, each of whose lines begins with ``>``; None for any other text."""
    sample = [line for line in text[:20_000].split("\n") if line.strip()]
    if sum(line.lstrip().startswith(">") for line in sample) <= 0.6 * len(sample):
        return None
    return _unwrapped(
        [
            _Line(number, "" if _INTRODUCTION.fullmatch(line) else _QUOTED.sub("", line.lstrip(" "), count=1))
            for number, line in enumerate(text.split("\n"), 1)
        ]
    )


def _unwrapped(lines: Sequence[_Line]) -> Unwrapped | None:
    text = "\n".join(line.text for line in lines)
    return Unwrapped(text, [line.number for line in lines]) if text.strip() else None


def _messages(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The messages of a mailbox, or the one message."""
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    starts = [at for at in range(first + 1, len(lines)) if not lines[at - 1].text and _opens(lines[at])]
    for start, end in pairwise([first, *starts, len(lines)]):
        yield lines[start + _opens(lines[start]) : end]


def _opens(line: _Line) -> bool:
    """Whether a line is the first of a message in a mailbox."""
    return line.text.startswith("From ") and _FIRST_OF_MAILBOX.fullmatch(line.text) is not None


class _Part(NamedTuple):
    """The decoded lines of a message or a part of one, and whether they are HTML."""

    lines: list[_Line]
    is_html: bool = False


def _read(lines: Sequence[_Line], depth: int = 0) -> _Part:
    """The text of a message or of one of its parts; a blank line ends it."""
    from email.parser import HeaderParser  # noqa: PLC0415  slow to load, and mails are rare

    body_at = next((at for at, line in enumerate(lines) if not line.text.strip()), len(lines))
    header = HeaderParser().parsestr("\n".join(line.text for line in lines[:body_at]))
    body = lines[body_at + 1 :]
    if header.get_content_type() == "message/rfc822" and depth < _DEEPEST:
        return _read(body, depth + 1)
    boundary = header.get_boundary()
    if boundary and header.get_content_maintype() == "multipart" and depth < _DEEPEST:
        return _chosen([_read(part, depth + 1) for part in _parts(body, boundary)])
    if header.get_content_maintype() != "text" or not body:
        return _Part([])
    return _Part([*_decoded(body, header), _Line(body[-1].number, "")], header.get_content_subtype() == "html")


def _chosen(parts: Sequence[_Part]) -> _Part:
    """The plain parts together, or the others where the plain ones say next to nothing."""
    plain = [line for part in parts if not part.is_html for line in part.lines]
    rich = [line for part in parts if part.is_html for line in part.lines]
    if rich and sum(len(line.text) for line in plain) < _NEXT_TO_NOTHING:
        return _Part(rich, is_html=True)
    return _Part(plain)


def _parts(lines: Sequence[_Line], boundary: str) -> Iterator[Sequence[_Line]]:
    marks = [at for at, line in enumerate(lines) if line.text.rstrip() in {f"--{boundary}", f"--{boundary}--"}]
    if marks and not lines[marks[-1]].text.rstrip().endswith("--"):
        marks.append(len(lines))
    for start, end in pairwise(marks):
        yield lines[start + 1 : end]


def _decoded(lines: Sequence[_Line], header: Message) -> list[_Line]:
    """The lines of a part as they were before its transfer encoding."""
    encoding = str(header.get("Content-Transfer-Encoding", "")).strip().casefold()
    charset = _known(header.get_content_charset("utf-8"))
    if encoding == "base64":
        packed = re.sub(r"[^A-Za-z0-9+/]", "", "".join(line.text for line in lines))
        content = base64.b64decode(packed[: len(packed) // 4 * 4])
        return [_Line(lines[0].number, text) for text in _text(content, charset).split("\n")]
    if encoding == "quoted-printable":
        return [
            _Line(line.number, text)
            for line in _whole(lines)
            for text in _text(quopri.decodestring(line.text.encode(charset, "replace")), charset).split("\n")
        ]
    return list(lines)


def _whole(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, those put together that the encoding has broken."""
    held: list[str] = []
    for line in lines:
        text = line.text.rstrip()
        held.append(text.removesuffix("="))
        if not text.endswith("=") or line is lines[-1]:
            yield _Line(line.number - len(held) + 1, "".join(held))
            held = []


def _known(charset: str) -> str:
    """The name of a character set, of UTF-8 where there is none of that name."""
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "utf-8"


def _text(content: bytes, charset: str) -> str:
    return clean(content.decode(charset, "replace"))
