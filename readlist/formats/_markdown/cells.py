"""The cells of a Markdown table: which column holds the titles, and what the others tell of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._families import parted_families, tell_families
from readlist.formats._markdown.families import named_in, take_named
from readlist.formats._markdown.fields import role_of, set_field
from readlist.formats._markdown.inline import shown, spans
from readlist.formats._paper_links import link, names_archive
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.blocks import Table
    from readlist.formats._markdown.facts import Facts

_LONG = 300  # letters of a cell that holds more than a title
_LONGEST_TITLE = 20  # words
_OF_PAPERS = regex(r"\b(?:papers?|titles?|articles?|publications?)\b|论文|論文|标题|タイトル", re.IGNORECASE)
_EMPTY = regex(r"(?:null|none|n/a|[^\w\[<!]{0,9}|:[a-z_]{1,30}:)", re.IGNORECASE)
_LONGEST_HEADING = 5  # words of a row over others, which a missing link makes like a paper
_MOST_TELL = 0.8  # of the rows of a table
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SEVERAL = regex(r"\s(?:and|&|et\.? al)\b|&")


class Columns(NamedTuple):
    """The columns of a table: their names and roles, which holds the titles, which whose paper a row is about."""

    names: Sequence[str]
    roles: Sequence[str]
    titles: int | None
    citing: int | None

    @property
    def of_papers(self) -> bool:
        """Whether the column of the titles says that they are those of papers."""
        return self.titles is not None and _OF_PAPERS.search(self.names[self.titles]) is not None


def columns(table: Table) -> Columns:
    """What the columns of a table hold; a row may have more than the header."""
    roles = [role_of(shown(name, images=True)) for name in table.header]
    if _is_counted(table):
        roles[0] = ""
    titles = _title_column(table, roles)
    further = [""] * max((len(row) - len(roles) for _, row in table.rows), default=0)
    return Columns([*table.header, *further], [*roles, *further], titles, _citing_column(table, roles, titles))


def _is_counted(table: Table) -> bool:
    """Whether the first column only counts the rows."""
    numbers = [row[0].strip(" .") if row else "" for _, row in table.rows]
    return any(numbers == [str(number) for number in range(first, first + len(numbers))] for first in (0, 1))


def with_families(table: Table, roles: Sequence[str]) -> Table:
    """The table, family names told apart in columns that give no others."""
    columns = [at for at, role in enumerate(roles) if role == "authors"]
    told = [at for at in columns if tell_families(row[at] for _, row in table.rows if at < len(row))]
    rows = [
        (line, [parted_families(cell) if at in told else cell for at, cell in enumerate(row)])
        for line, row in table.rows
    ]
    return table._replace(rows=rows) if told else table


def _title_column(table: Table, roles: Sequence[str]) -> int | None:
    """The number of the column with the titles: named so, or with the longest texts that are no abstracts."""
    sizes = [0.0] * len(table.header)
    for _, row in table.rows[:20]:
        for at, cell in enumerate(row[: len(sizes)]):
            words = [span.text for span in spans(cell) if span.url is None or not link(span.text, span.url).labeled]
            sizes[at] += len(" ".join(words).split()) / len(table.rows[:20])
    titled = [1.0 if "title" in name.casefold() else 1.5 for name in table.header]
    named = [at for at, role in enumerate(roles) if role == "title" and sizes[at] >= titled[at]]
    if named:
        return max(named, key=lambda at: (shown(table.header[at]).strip().casefold() != "name", sizes[at]))
    open_ones = [at for at, role in enumerate(roles) if role in {"", "link"} and 3 <= sizes[at] <= 30]
    return max(open_ones, key=lambda at: sizes[at], default=None)


def title_in(cell: str) -> tuple[str, str]:
    """The title in a cell and what is said of it there: two blanks part them where they are more than a title.

    >>> title_in("1) QuietBench  Hush Labs tell how well nets rest." + " And so on." * 40)[0]
    '1) QuietBench'
    """
    title, _, rest = cell.partition("  ") if len(cell) > _LONG else (cell, "", "")
    return (title, squeeze(rest)) if rest and len(title.split()) <= _LONGEST_TITLE else (cell, "")


def _citing_column(table: Table, roles: Sequence[str], titles: int | None) -> int | None:
    """The number of the column before the titles' that says of a row whose it is: "RestNet (Bell et al., 2019)"."""
    for at in range(titles or 0):
        cited = [_cited(row[at]) for _, row in table.rows if at < len(row) and row[at].strip()]
        sure = any(named and _SEVERAL.search(named[0]) for named in cited)
        if roles[at] in {"", "title"} and sure and cited.count(None) * 2 < len(cited):
            return at
    return None


def _cited(cell: str) -> tuple[str, str] | None:
    """The names and the year in a cell, None where it has none, or others beside them."""
    return named_in(cell) if len(_YEAR.findall(cell)) == 1 else None


def take_row(facts: Facts, columns: Columns, row: Sequence[str]) -> None:
    """Take what the cells of a row tell of the paper beside its title."""
    for at, cell in enumerate(row):
        if at != columns.titles and not _EMPTY.fullmatch(cell):
            _take_cell(facts, columns.roles[at], columns.names[at], cell)
    citing = row[columns.citing] if columns.citing is not None and columns.citing < len(row) else ""
    if facts.authors is None and (named := _cited(citing)):
        take_named(facts, *named)


def heads_rows(columns: Columns, facts: Facts, papers: Sequence[Facts]) -> bool:
    """Whether a row with a title alone heads others: these have authors beside the title, or tell more than it does."""
    if facts.all_links or facts.authors or facts.place:
        return False
    named = 0 if "authors" in columns.roles else sum(paper.authors is not None for paper in papers)
    short = len((facts.title or "").split()) <= _LONGEST_HEADING
    alone = short and not _tells_more(facts) and sum(map(_tells_more, papers)) > _MOST_TELL * len(papers)
    return named * 2 > len(papers) or alone


def _tells_more(facts: Facts) -> bool:
    """Whether the cells of a row tell anything beside the title."""
    return bool(facts.all_links or facts.extra or facts.date or facts.place or facts.authors or facts.keywords)


def _take_cell(facts: Facts, role: str, name: str, cell: str) -> None:
    """Take what stands in a cell beside the title's."""
    texts = []
    for span in spans(cell):
        if span.url is not None:
            label = name if span.url == span.text or (role == "link" and not span.text.strip()) else span.text or name
            facts.links.append(
                link(label if not link(name, "").labeled or names_archive(span.text) else name, span.url)
            )
        if span.image is None and (span.url is None or not link(span.text, span.url).labeled):
            texts.append(span.text)
    text = squeeze("".join(texts)).strip(" []|,/;·")
    text = f"[{text}" if "]" in text and "[" not in text else text
    if text and role:
        set_field(facts, role if role != "title" else "", text)
    elif text:
        facts.note(shown(name, images=True).casefold() or "remark", text)
