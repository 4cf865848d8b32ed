"""A paper as a page of lines: short for the preview, with everything for the reader."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlist.model.fields import GLYPHS
from readlist.model.paper import EntryType
from readlist.model.tags import NO_COLORS
from readlist.tui.cells import LONGEST_PASSAGE, cell, fit, lines_of, wrap
from readlist.tui.widgets.drawn import tag_paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readlist.model.paper import Paper, Record
    from readlist.tui.widgets.drawn import Line, Span

_MOST_AUTHORS = 12
_FEW_LINES = 12
_LABEL = 12
_KINDS = {
    EntryType.PREPRINT: "preprint",
    EntryType.ARTICLE: "article",
    EntryType.CONFERENCE: "conference paper",
    EntryType.THESIS: "PhD thesis",
    EntryType.MASTERS_THESIS: "master's thesis",
    EntryType.REPORT: "report",
    EntryType.BOOK: "book",
    EntryType.CHAPTER: "chapter",
    EntryType.DATASET: "data set",
    EntryType.SOFTWARE: "software",
    EntryType.WEB: "web page",
}


def preview_page(paper: Paper, width: int, height: int, colors: Mapping[str, str] = NO_COLORS) -> list[Line]:
    """What helps to decide, in lines of ``width`` cells; where there are few lines, the abstract begins early."""
    return (_short_preview if height < _FEW_LINES else _preview)(paper, width, colors)


def _preview(paper: Paper, width: int, colors: Mapping[str, str]) -> list[Line]:
    record = paper.record
    return [
        *_wrapped(record.heading, width, "title"),
        *_wrapped(authors(record, _MOST_AUTHORS), width, "author"),
        *_wrapped(", ".join(record.affiliations), width, "faint"),
        (),
        *_flowing([(fact, "muted") for fact in _facts(record)], width, " · "),
        *_flowing(_state(paper, colors), width),
        *_doubts(record, width),
        *_section("Abstract", _passage(record.abstract, width)),
        *_section("Note", _note(paper, width)),
    ]


def _short_preview(paper: Paper, width: int, colors: Mapping[str, str]) -> list[Line]:
    record = paper.record
    return [
        *_wrapped(record.heading, width, "title"),
        ((fit(cell(authors(record, _MOST_AUTHORS)), width).rstrip(), "author"),),
        *_doubts(record, width),
        *_passage(record.abstract, width),
        *_section("Note", _note(paper, width)),
        (),
        *_flowing([(fact, "muted") for fact in _facts(record)], width, " · "),
        *_flowing(_state(paper, colors), width),
    ]


def reader_page(paper: Paper, width: int, bibtex: str = "", colors: Mapping[str, str] = NO_COLORS) -> list[Line]:
    """All that is known of a paper; lines of ``width`` cells."""
    record = paper.record
    return [
        *_wrapped(record.heading, width, "title"),
        *_wrapped(authors(record), width, "author"),
        (),
        *_flowing(_state(paper, colors), width),
        *_doubts(record, width),
        *_section("Abstract", _passage(record.abstract, width)),
        *_section("Note", _note(paper, width)),
        *_section("Fields", _fields(paper, width)),
        *_section("BibTeX", _verbatim(bibtex, width)),
    ]


def authors(record: Record, most: int | None = None) -> str:
    """The authors on one line, at most so many of them.

    >>> from readlist.model.names import Name
    >>> from readlist.model.paper import Record
    >>> authors(Record(authors=tuple(Name.parse(f"Ada {n}") for n in "ABCD"), authors_complete=False), 2)
    'Ada A, Ada B and 2 more, et al.'
    """
    names = [name.display for name in record.authors]
    shown = ", ".join(names[:most])
    if most is not None and len(names) > most:
        shown += f" and {len(names) - most} more"
    return shown if record.authors_complete or not names else f"{shown}, et al."


def _facts(record: Record) -> Iterator[str]:
    known = (
        str(record.date or ""),
        record.venue,
        _KINDS.get(record.entry_type),
        ", ".join(record.categories),
        f"arXiv {record.arxiv}" if record.arxiv else None,
        f"doi {record.doi}" if record.doi else None,
        "code" if record.code else None,
        record.citekey,
    )
    return (fact for fact in known if fact)


def _state(paper: Paper, colors: Mapping[str, str]) -> list[Span]:
    """The status, star and priority, and the tags."""
    spans = [(f"{GLYPHS[paper.status][0]} {paper.status}", f"status-{paper.status}")]
    spans += [("★ starred", "accent")] if paper.starred else []
    spans += [(f"priority {paper.priority}", "accent")] if paper.priority else []
    spans += [(f"snoozed until {paper.snoozed}", "warn")] if paper.snoozed else []
    return spans + [(f"#{cell(tag)}", tag_paint(tag, colors)) for tag in paper.tags]


def _flowing(spans: Iterable[Span], width: int, between: str = "  ") -> Iterator[Line]:
    """Spans in lines as full as they get, none of them broken; one that is longer than a line is cut."""
    line: list[Span] = []
    used = 0
    for text, paint in spans:
        shown = fit(cell(text), min(cell_len(cell(text)), width))
        if line and used + len(between) + cell_len(shown) > width:
            yield tuple(line)
            line, used = [], 0
        if line:
            line[-1] = (line[-1][0] + between, line[-1][1])
            used += len(between)
        line.append((shown, paint))
        used += cell_len(shown)
    if line:
        yield tuple(line)


def _doubts(record: Record, width: int) -> Iterator[Line]:
    for doubt in record.doubts:
        yield from _wrapped(f"? {doubt}", width, "wrong")


def _section(name: str, lines: Iterable[Line]) -> Iterator[Line]:
    """A heading and its lines; nothing where there are none."""
    for number, line in enumerate(lines):
        if not number:
            yield ()
            yield ((name, "section"),)
        yield line


def _passage(text: str | None, width: int) -> list[Line]:
    return _wrapped(text or "", width, "plain", LONGEST_PASSAGE)


def _note(paper: Paper, width: int) -> Iterator[Line]:
    return (((line, "note"),) for text in lines_of(paper.note or "") for line in wrap(text, width) if paper.note)


def _fields(paper: Paper, width: int) -> Iterator[Line]:
    record = paper.record
    rows = {
        "date": str(record.date or ""),
        "type": _KINDS.get(record.entry_type, ""),
        "venue": record.venue,
        "volume": ", ".join(filter(None, (record.volume, record.number and f"no. {record.number}"))),
        "pages": record.pages,
        "publisher": record.publisher,
        "affiliations": ", ".join(record.affiliations),
        "categories": ", ".join(record.categories),
        "keywords": ", ".join(record.keywords),
        "DOI": record.doi,
        "arXiv": f"{record.arxiv}{f'v{record.arxiv_version}' if record.arxiv_version else ''}" if record.arxiv else "",
        "URL": record.url or next(iter(record.urls), ""),
        "code": "yes" if record.code is True else "no" if record.code is False else record.code,
        "editors": ", ".join(name.display for name in record.editors),
        "files": ", ".join(attachment.path for attachment in record.attachments),
        **dict(record.extra),
        "key": record.citekey,
        "source": _source(record),
        "added": _local(paper.added),
    }
    for label, text in rows.items():
        for number, line in enumerate(wrap(cell(text or ""), width - _LABEL - 1)):
            if line:
                yield (fit("" if number else cell(label), _LABEL) + " ", "faint"), (line, "plain")


def _local(moment: str | None) -> str:
    """An ISO time in UTC as the clock here shows it."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _source(record: Record) -> str:
    source = record.source
    return f"{source.name}, lines {source.lines[0]}–{source.lines[1]}, {source.format}" if source else ""


def _verbatim(text: str, width: int) -> Iterator[Line]:
    return (((fit(line, width).rstrip(), "muted"),) for line in lines_of(text) if line)


def _wrapped(text: str, width: int, paint: str, limit: int = 2000) -> list[Line]:
    return [((line, paint),) for line in wrap(cell(text, limit), width) if line]
