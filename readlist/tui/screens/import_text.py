"""What the import preview says: pure functions from an intake to lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlist.model.draft import Verdict
from readlist.model.paper import EntryType, ReadingState, Status
from readlist.tui.cells import LONGEST_PASSAGE, cell, fit, lines_of
from readlist.tui.intake import Intake, Mark
from readlist.tui.widgets.pages import authors
from readlist.tui.widgets.paragraphs import Paragraph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from readlist.model.draft import Draft, Entry
    from readlist.model.paper import Problem, Record
    from readlist.tui.widgets.drawn import Line

SIGNS = {
    Mark.NEW: ("✓", "*"),
    Mark.IMPROVED: ("+", "+"),
    Mark.UNCHANGED: ("=", "="),
    Mark.DOUBTFUL: ("!", "!"),
    Mark.OUT: ("–", "-"),
    Mark.PROBLEM: ("✗", "x"),
}
PAINTS = {
    Mark.NEW: "good",
    Mark.IMPROVED: "better",
    Mark.UNCHANGED: "muted",
    Mark.DOUBTFUL: "warn",
    Mark.OUT: "muted",
    Mark.PROBLEM: "wrong",
}
MOST_NAMES = 8
MOST_LINES = 300
AUTHOR, YEAR, WORD = 12, 4, 9
_OF_READING = frozenset(ReadingState._fields)


def counts_lines(intake: Intake, cells: int, *, plain: bool = False) -> list[Line]:
    """How many rows bear each mark, and the tags for all; on as many lines as that takes."""
    groups: list[Line] = [
        (
            (f"{SIGNS[mark][plain]} ", PAINTS[mark]),
            (f"{intake.counts.get(mark, 0):,}", "title"),
            (f" {_word(mark, intake)}", "plain"),
        )
        for mark in Mark
        if intake.counts.get(mark) or (mark is Mark.NEW and not intake.counts)
    ]
    if intake.tags:
        groups.append(((" ".join(f"#{cell(tag)}" for tag in intake.tags), "tag"),))
    return _flowing(groups, cells)


def _word(mark: Mark, intake: Intake) -> str:
    return "problems" if mark is Mark.PROBLEM and intake.counts[mark] != 1 else mark.value


def _flowing(groups: list[Line], cells: int) -> list[Line]:
    """Groups of spans on as few lines as they fit on, three blanks between them."""
    lines: list[Line] = []
    used = cells
    for group in groups:
        taken = sum(cell_len(text) for text, _ in group)
        if used + 3 + taken <= cells:
            lines[-1] = (*lines[-1], ("   ", "plain"), *group)
            used += 3 + taken
        else:
            lines.append(group)
            used = taken
    return lines


def row_line(intake: Intake, row: int, cells: int, *, plain: bool = False) -> Line:
    """A row of the list: what becomes of it as a sign and a word, title, first author, year."""
    mark = intake.mark(row)
    sign = (f"{SIGNS[mark][plain]} ", PAINTS[mark])
    word = "edited" if row in intake.edited and mark is not Mark.OUT else mark.value
    middle = cells - 4 - WORD
    if intake.is_entry(row):
        faint = mark in {Mark.OUT, Mark.UNCHANGED}
        spans = _record_spans(intake.draft.entries[row].record, intake.columns, middle, "muted" if faint else "plain")
    else:
        spans = ((fit(problem_heading(intake.draft.problems[row - len(intake.draft.entries)]), middle), "plain"),)
    return (sign, *spans, (f"  {fit(word, WORD)}", PAINTS[mark]))


def _record_spans(record: Record, columns: Collection[str], cells: int, paint: str) -> Line:
    """Title, first author and year; the author is the first to go where it is narrow, then the year."""
    author = AUTHOR + 2 if "author" in columns and cells >= 56 else 0
    year = YEAR + 2 if "year" in columns and cells >= 44 else 0
    return (
        (fit(cell(record.heading), cells - author - year), paint),
        (f"  {fit(_first_author(record), AUTHOR)}" if author else "", "author"),
        (f"  {record.year or '':>{YEAR}}" if year else "", "muted"),
    )


def problem_heading(problem: Problem) -> str:
    """Where a problem is and what it is, on one line."""
    return f"{lines_label(problem.lines)}: {cell(problem.reason)}"


def lines_label(lines: tuple[int, int]) -> str:
    """The numbers of lines as people write them.

    >>> lines_label((4, 4)), lines_label((4, 1006))
    ('line 4', 'lines 4–1,006')
    """
    first, last = lines
    return f"line {first:,}" if first == last else f"lines {first:,}–{last:,}"


def _first_author(record: Record) -> str:
    more = len(record.authors) > 1 or not record.authors_complete
    return cell(record.authors[0].short) + "+" * more if record.authors else ""


def entry_paragraphs(entry: Entry) -> Iterator[Paragraph]:
    """A record as the import would store it, and what that does to the library."""
    record = entry.record
    yield Paragraph(cell(record.title or "no title"), "title", "title" if record.title else "warn")
    yield from (Paragraph(cell(doubt), "doubt", "warn") for doubt in record.doubts if doubt != "no title")
    if entry.verdict is Verdict.IMPROVED:
        yield Paragraph(cell(", ".join(gain.replace("_", " ") for gain in entry.gains)), "adds", "better")
    elif entry.verdict is Verdict.UNCHANGED:
        yield Paragraph("has it already; nothing new here", "library", "muted")
    if entry.verdict is Verdict.NEW or not _OF_READING.isdisjoint(entry.gains):
        yield from (Paragraph(text, label, rows=4) for label, text in _reading(entry.state) if text)
    yield from (Paragraph(text, label, rows=4) for label, text in _facts(record) if text)
    if record.abstract:
        yield Paragraph("")
        yield from (Paragraph(line) for line in lines_of(record.abstract))


def _reading(state: ReadingState) -> Iterator[tuple[str, str]]:
    """What the source tells of reading, where it tells anything."""
    yield (
        "state",
        _joined(
            state.status if state.status is not Status.INBOX else None,
            "starred" if state.starred else None,
            f"priority {state.priority}" if state.priority else None,
            f"snoozed until {state.snoozed}" if state.snoozed else None,
            *(f"#{tag}" for tag in state.tags),
        ),
    )
    yield "note", cell(state.note or "")


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    yield "authors", cell(authors(record, MOST_NAMES), 2000)
    yield "date", _joined(str(record.date or ""), record.venue, _kind(record), *record.categories[:4])
    yield "id", _joined(record.doi and f"doi:{record.doi}", record.arxiv and f"arXiv:{record.arxiv}")
    yield "from", _joined(*record.affiliations[:8])
    yield "code", cell(record.code) if isinstance(record.code, str) else "yes" if record.code else ""
    yield "web", cell(record.url or "")
    yield "files", _joined(*(attachment.path for attachment in record.attachments[:8]))


def _kind(record: Record) -> str:
    return "" if record.entry_type is EntryType.MISC else record.entry_type.name.lower().replace("_", " ")


def _joined(*parts: str | None) -> str:
    return " · ".join(cell(part, 200) for part in parts if part)


def problem_paragraphs(problem: Problem) -> Iterator[Paragraph]:
    """What could not be read and why."""
    yield Paragraph(cell(problem.reason), "problem", "wrong")
    yield Paragraph("No record could be made of these lines; nothing of them is stored as a paper.", paint="muted")


def raw_paragraphs(lines: Sequence[str], span: tuple[int, int], *, rows: int = 3) -> Iterator[Paragraph]:
    """The lines of a span (first and last, from 1) as they were given, each with its number and on few rows."""
    first, last = span
    for number in range(first, min(last, first + MOST_LINES - 1) + 1):
        text = lines_of(lines[number - 1], LONGEST_PASSAGE if rows > 3 else 1000)[0] if number <= len(lines) else ""
        yield Paragraph(text or " ", f"{number:>5}", rows=rows)
    if last - first >= MOST_LINES:
        yield Paragraph(f"{last - first - MOST_LINES + 1:,} more lines", paint="muted")


def title_line(state: str, name: str, characters: int, cells: int) -> Line:
    """The line at the head: that this is an import, where it stands, and where its text is from."""
    head, origin = f" Import   {state}", f"{cell(name, 100)}, {characters:,} characters"
    room = cells - len(head)
    gap = room - cell_len(origin)
    return ((head[:7], "title"), (head[7:], "plain"), (f"{' ' * gap}{origin}" if gap > 1 else "", "muted"))


def found_line(draft: Draft, label: str, *, chosen: bool) -> Line:
    """What the text was taken for, how surely, and how much of it is no paper."""
    sure = ", as you chose" if chosen else f", {draft.confidence:.0%} sure"
    skipped = f"   {draft.furniture:,} {'line' if draft.furniture == 1 else 'lines'} skipped" if draft.furniture else ""
    return ((cell(label), "title"), (sure, "plain"), (skipped, "muted"))
