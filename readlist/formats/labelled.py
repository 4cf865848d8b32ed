"""Papers in plain lines that say what they tell, as databases and assistants give them: "Title: …", "Authors: …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, SHOWN, Reader
from readlist.formats._tables.column_names import PAPERS, TELLING, folded, member_field, rank
from readlist.formats._tables.columns import Cell, paper_of
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found

NAME = "labelled"
_LABEL = regex(
    r"[ \t]{0,8}(?:\W?\d{1,4}[.)\]][ \t]{1,4})?"
    r"([^\W\d_a-z][\w()/&-]{0,30}(?: [\w()/&-]{1,20}){0,3})\s?[:：][ \t]*(\S.*)?"
)
_TAG = regex(r"[A-Z][A-Z\d]")  # of other notations
_RULE = regex(r"\W*|\W{0,3}(?:(?:[A-Z][a-z]{3,12}|№|#)\s?)?\d{1,4}\W{0,3}(?:(?:of|/) ?\d{1,5}\W{0,3})?")
_LINES_OF_SAMPLE = 60
_MOST_ABOVE = 3  # lines above the first label, and labels above the first title
_PROSE = frozenset(("abstract",))
_LISTS = frozenset(("authors", "editors"))
_REMARK = "remark"


class _Line(NamedTuple):
    """A label, the field that it tells, and the lines that stand behind and below it, each with its number."""

    label: str
    field: str | None
    lines: list[tuple[int, str]]


def recognize(text: str) -> float:
    """How surely a text is papers in labelled lines: they begin with one, and most are labels that papers have."""
    lines = [line for line in text[:SAMPLE].split("\n")[:_LINES_OF_SAMPLE] if not _RULE.fullmatch(line)]
    found = [_LABEL.fullmatch(line) for line in lines]
    labels = [member_field(label[1]) for label in found if label and not _TAG.fullmatch(label[1])]
    if not any(found[:_MOST_ABOVE]) or "title" not in labels[:_MOST_ABOVE]:
        return 0.0
    known = list(filter(None, labels))
    is_of_papers = len(TELLING.intersection(known)) > 2 and PAPERS.intersection(known)
    return 0.75 if is_of_papers and known.count("title") * 3 <= len(known) and len(known) * 2 > len(labels) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The papers in the order of the text, and a problem for what stands above the first of them."""
    above, *labelled = _labelled(text.split("\n"))
    if above.lines:
        yield Problem(_extent([above]), "no label says what these lines are", _shown([above]))
    for told in _papers(labelled):
        cells = [Cell(line.label, line.field, _joined(line)) for line in told]
        yield paper_of(sorted(cells, key=lambda cell: rank(cell.column)), NAME, _extent(told), _shown(told))


def _labelled(lines: Sequence[str]) -> Iterator[_Line]:
    """What stands above the first label, and each label; in an abstract an unknown one is a heading of its parts."""
    held = _Line("", None, [])
    is_apart = False  # by a blank line
    for number, line in enumerate(lines, 1):
        found = _LABEL.fullmatch(line)
        field = member_field(found[1]) if found else None
        if found and (field is not None or held.field not in _PROSE):
            yield held
            held = _Line(found[1], field, [(number, found[2] or "")])
        elif not _RULE.fullmatch(line):
            if is_apart and held.label and held.field not in _PROSE:
                yield held
                held = _Line(_REMARK, None, [])
            held.lines.append((number, line.strip()))
        is_apart = not line.strip()
    yield held


def _papers(labelled: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The labels paper by paper: each begins with the first label of all, or has a title of its own."""
    paper: list[_Line] = []
    for line in labelled:
        begins = folded(line.label) == folded(labelled[0].label)
        if paper and (begins or (line.field == "title" and any(told.field == "title" for told in paper))):
            yield paper
            paper = []
        paper.append(line)
    if paper:
        yield paper


def _extent(told: Sequence[_Line]) -> tuple[int, int]:
    return told[0].lines[0][0], told[-1].lines[-1][0]


def _shown(told: Sequence[_Line]) -> str:
    lines = (f"{line.label}: {_joined(line)}" if line.label else _joined(line) for line in told)
    return "\n".join(lines)[:SHOWN]


def _joined(line: _Line) -> str:
    """What a label tells, on one line; names that stand one below the other are several."""
    texts = [text for _, text in line.lines if text]
    is_listed = line.field in _LISTS and len(texts) > 1 and not texts[0].endswith((",", ";", "and"))
    return " ".join(f"{text};" for text in texts) if is_listed else " ".join(texts)


READER = Reader(NAME, "Labelled lines (Title: …, Authors: …)", recognize, read)
