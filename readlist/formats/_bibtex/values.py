"""Values of BibTeX fields: what each means, how it is written, how what was written is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._bibtex.names import OTHERS, parts, read_names, write_names
from readlist.formats._bibtex.text import PARAGRAPH
from readlist.model.latex import decode, encode
from readlist.model.paper import Attachment
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readlist.model.names import Name

# What would end a field or be taken for markup, though addresses are read as they are.
_UNSAFE = regex(r"[\s{}\\\x00-\x1f]")
_UNSAFE_OR_BEYOND_ASCII = regex(r"[^\x21-\x7e]|[{}\\]")
_MARKS = regex(r"[\\:;]")
_NOT_IN_TYPE = regex(r"[^A-Za-z0-9 /.+-]+")
_DEEP_LINE = "\n    "
_RANGE = regex(r"(?<=\w)–(?=\w)")


class Field(NamedTuple):
    """A field: ``write`` gives its value with delimiters, ``read`` what a value without them means: ``meant``."""

    name: str
    meant: object
    write: Callable[[], str]
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Pen:
    """Makes fields; each method gives the field, or nothing where there is no value."""

    ascii: bool

    def text(self, name: str, text: str) -> Iterator[Field]:
        """Running text, tidied."""
        if text:
            yield Field(name, text, lambda: f"{{{encode(text, ascii=self.ascii)}}}", decode)

    def texts(self, name: str, texts: Iterable[str], separator: str) -> Iterator[Field]:
        """Several texts in one field: a dollar in one begins no formula that ends in another."""
        if several := list(texts):
            pen = partial(encode, ascii=self.ascii)
            yield Field(name, separator.join(several), lambda: f"{{{separator.join(map(pen, several))}}}", decode)

    def title(self, name: str, text: str) -> Iterator[Field]:
        """A title: capitals that belong to a word are kept from the styles."""
        if text:
            yield Field(name, text, lambda: f"{{{encode(text, ascii=self.ascii, protect=True)}}}", decode)

    def pages(self, name: str, text: str) -> Iterator[Field]:
        """Pages, whose ranges are meant with an en dash and written with two hyphens."""
        if text:
            yield Field(name, text, lambda: f"{{{_RANGE.sub('--', encode(text, ascii=self.ascii))}}}", decode)

    def lines(self, name: str, text: str) -> Iterator[Field]:
        """Markdown of the user's: written as it is, line by line; only its paragraphs are compared."""
        text = "\n".join(line.rstrip().expandtabs(4) for line in clean(text).strip().split("\n"))
        if text:
            meant = "\n\n".join(filter(None, (" ".join(part.split()) for part in PARAGRAPH.split(text))))
            # Behind an empty line blanks before further lines are not taken for the layout of the entry.
            start = "\n" if _DEEP_LINE in text else ""
            yield Field(name, meant, lambda: f"{{{start}{encode(text, ascii=self.ascii)}}}", decode)

    def address(self, name: str, text: str | None) -> Iterator[Field]:
        """An address or identifier, which readers take as it is; signs that would break the file as %7B."""
        unsafe = _UNSAFE_OR_BEYOND_ASCII if self.ascii else _UNSAFE
        yield from self._raw(name, unsafe.sub(_percent, clean(text or "").strip()))

    def verbatim(self, name: str, text: str) -> Iterator[Field]:
        """A file name or number, which readers take as it is; braces are left out, no backslash is the last sign."""
        text = squeeze(clean(text)).replace("{", "").replace("}", "").rstrip("\\ ")
        yield from self._raw(name, re.sub(r"[^\x00-\x7f]", _percent, text) if self.ascii else text)

    def files(self, name: str, attachments: Sequence[Attachment]) -> Iterator[Field]:
        """Files as JabRef writes them: description, path and type with colons between, semicolons between the files."""
        entries = []
        for path, type_ in attachments:
            kind = "PDF" if Attachment(path, type_).is_pdf else type_
            entries.append(f":{_MARKS.sub(_escaped, _balanced(path))}:{_NOT_IN_TYPE.sub('', kind)}")
        text = ";".join(entries)
        yield from self._raw(name, re.sub(r"[^\x00-\x7f]", _percent, text) if self.ascii else text)

    def _raw(self, name: str, text: str) -> Iterator[Field]:
        if text:
            yield Field(name, text, lambda: f"{{{text}}}", str)

    def names(self, name: str, people: Sequence[Name], *, others: bool = False) -> Iterator[Field]:
        """A list of names; ``others`` says that it goes on."""
        meant = [found for found in map(parts, people) if found]
        if meant:
            meant += [OTHERS] if others else []
            yield Field(name, meant, lambda: f"{{{write_names(people, others=others, ascii=self.ascii)}}}", read_names)

    def macro(self, name: str, macro: str) -> Iterator[Field]:
        """A name that BibTeX's styles give a text to, as they do for months."""
        yield Field(name, macro, lambda: macro, str)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _balanced(text: str) -> str:
    """The text on one line; without its braces, unless each that opens is closed."""
    text = re.sub(r"\s", " ", clean(text))
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return text if not depth else text.replace("{", "").replace("}", "")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
