"""One Markdown file a paper, as programs for notes keep them: what is known in YAML before it, the note as its text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from readlist.formats._front_matter import members, paper_in
from readlist.formats._json.record import MEMBERS, read_object, written_json, written_object
from readlist.formats._kinds import NO_EVIDENCE, SAMPLE, SHOWN, Reader, WriteOptions, Writer
from readlist.formats._read_back import check_read_back
from readlist.formats._tables.column_names import field_of
from readlist.model.names import Name
from readlist.model.paper import Paper, Problem, Status
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readlist.formats._kinds import Evidence, Found

NAME = "notes"
_BEGIN = regex(r"^---[ \t]*\n(?=title:)", re.MULTILINE)
_END = regex(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_MEMBER = regex(r"^[\"']?([^\W\d][\w .-]{0,40}?)[\"']?[ \t]{0,9}:", re.MULTILINE)
_TELLING = frozenset(("authors", "citekey", "doi", "arxiv", "venue", "abstract"))
# Members of other notes, too: pages of a site, clippings of a web page.
_OF_OTHERS = frozenset(("author", "autor", "source", "summary", "publication", "so", "au", "ab", "resumen", "no"))
_IDENTIFYING = frozenset(("citekey", "doi", "arxiv"))
_HEADING = regex(r"^#[ \t]+(\S.*)$", re.MULTILINE)
_LIKE_A_BEGINNING = regex(r"^(\\*---[ \t]*)$(?=\ntitle:)", re.MULTILINE)
_SHIELDED = regex(r"^\\(\\*---[ \t]*)$(?=\ntitle:)", re.MULTILINE)
_LEFT_OUT = frozenset({"names", "year", "source", "id", "added", "changed", "note"})
_WORDS = {"true": True, "false": False}
_FLAGS = frozenset({"starred", "authors_complete", "code"})
_LONGEST = 80  # letters of a file's name
_RESERVED = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)  # by Windows


def recognize(text: str) -> float:
    """How surely a text is a note on a paper, or several."""
    sample = text[:SAMPLE]
    if sample[:100].partition("\n")[0].rstrip() != "---":
        return 0.0
    end = _END.search(sample, 4)
    names = {name.casefold() for name in _MEMBER.findall(sample[: end.start()] if end else sample)}
    fields = {field_of(name) for name in names - _OF_OTHERS}
    known = bool(fields & _TELLING or "entry_type" in names or ("author" in names and "year" in fields))
    return 1.0 if known and ("title" in fields or fields & _IDENTIFYING) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The papers of a file, or of several one behind the other; a problem for each that cannot be read."""
    starts = sorted({0, *(found.start() for found in _BEGIN.finditer(text))})
    line = 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        if part.strip():
            yield _paper(part, (line, line + part.rstrip("\n").count("\n")))
        line += part.count("\n")


def _paper(text: str, lines: tuple[int, int]) -> Found:
    closed = _END.search(text, 4)
    if not text.startswith("---") or closed is None:
        return Problem(lines, "no YAML between two lines of hyphens", text[:SHOWN])
    front = members(text[text.index("\n") + 1 : closed.start()])
    if isinstance(front, Problem):
        return Problem(lines, front.reason, front.text)
    note = _SHIELDED.sub(r"\1", text[closed.end() :]).strip()
    if not _is_own(front):
        return _of_others(front, note, lines, text)
    values = {key.casefold(): _value(key.casefold(), held) for key, held in front.items()}
    try:
        return read_object(values | ({"note": note} if note else {}), NAME, lines)
    except ValueError as error:
        return Problem(lines, str(error), text[:SHOWN])


def _is_own(front: Mapping[str, Any]) -> bool:
    """Whether members are called as in our notes, which all tell of the reading state."""
    names = {name for name in front if field_of(name) is not None}
    return any(front.get("status") == status for status in Status) and names <= MEMBERS - {"year"}


def _of_others(front: Mapping[str, Any], note: str, lines: tuple[int, int], text: str) -> Found:
    """The paper in a note of another program."""
    if not any(field_of(name) == "title" for name in front) and (heading := _HEADING.search(note)):
        front = {"title": heading[1].rstrip(), **front}
    found = paper_in(front, NAME, lines, text[:SHOWN])
    if isinstance(found, Problem) or not note:
        return found
    paper = found if isinstance(found, Paper) else Paper(record=found)
    return replace(paper, note="\n\n".join(filter(None, (paper.note, note))))


def _value(key: str, held: Any) -> Any:
    """A value of the YAML, all of whose scalars are text, as what it is."""
    if key in _FLAGS and isinstance(held, str):
        return _WORDS.get(held.casefold(), held)
    if key == "priority" and isinstance(held, str) and held.isdecimal() and len(held) < 3:
        return int(held)
    if key == "tags" and isinstance(held, str):
        return [tag.strip(" #") for tag in held.split(",")]
    return held


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """Each paper as a file of its own."""
    for paper in papers:
        lines = [f"{key}: {written_json(value)}\n" for key, value in _members(paper).items()]
        note = _LIKE_A_BEGINNING.sub(r"\\\1", clean(paper.note or "").strip())
        yield "".join(["---\n", *lines, "---\n", f"\n{note}\n" if note else ""])


def _members(paper: Paper) -> dict[str, Any]:
    """What stands before a note: what is known, names as they are spoken where that says all."""
    known = written_object(paper) | {"status": paper.status}
    members = {"title": None} | {key: value for key, value in known.items() if value not in (None, "", [], (), {})}
    if any(Name.parse(name.display) != name for name in paper.record.authors):
        members["authors"] = members["names"]
    if paper.record.authors_complete and paper.record.title:
        members.pop("authors_complete", None)
    if paper.record.year and not paper.record.date:
        members["date"] = str(paper.record.year)
    return {
        key: value
        for key, value in members.items()
        if key not in _LEFT_OUT and (value or key not in {"starred", "priority"})
    }


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  as above
    """Nothing where the files read back as the papers; ExportError names the first difference."""
    check_read_back("notes", read(text, NO_EVIDENCE), papers, held)


def held(paper: Paper) -> dict[str, Any]:
    """What a file holds of a paper."""
    return _members(paper) | {
        "code": _value("code", paper.record.code),
        "names": paper.record.authors,
        "note": clean(paper.note or "").strip() or None,
        "doubts": paper.record.doubts or (() if paper.record.title else ("no title",)),
    }


def file_name(paper: Paper) -> str:
    """The name of the file of a paper: its citation key as every system takes it.

    >>> from readlist.model.paper import Record
    >>> file_name(Paper(record=Record(title="One", citekey="../etc/ng:2020")))
    'etc_ng_2020.md'
    """
    name = re.sub(r"[^A-Za-z0-9._-]", "_", paper.record.citekey or "").lstrip("._-")[:_LONGEST].rstrip("._-") or "paper"
    return f"{'_' if _RESERVED.match(name) else ''}{name}.md"


READER = Reader(NAME, "Markdown note with YAML front matter", recognize, read)
WRITER = Writer(NAME, "Markdown, one file a paper with YAML front matter", ".md", write, verify, file_name=file_name)
