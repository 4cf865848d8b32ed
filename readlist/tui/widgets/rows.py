"""A paper as one row of the list: which columns there are at which width, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from readlist.model.fields import FIELDS, GLYPHS
from readlist.model.paper import Status
from readlist.model.tags import NO_COLORS
from readlist.tui.cells import cell, fit
from readlist.tui.widgets.drawn import tag_paint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.paper import Paper
    from readlist.tui.widgets.drawn import Line, Span

PRIORITIES = (" ", "¹", "²", "³")
_BESIDE = {"author": "author", "year": "muted", "category": "muted"}  # the columns beside the title, how they look
_ONE_AUTHOR = 14  # the widest column that has one author only
_LEAD = 6
_GAP = 2


class Columns(NamedTuple):
    """The widths of the columns in cells; 0 for one that there is no room for."""

    title: int
    author: int
    year: int
    category: int


def columns(width: int) -> Columns:
    """The columns of a list that is ``width`` cells wide; first the author goes, then the category, then the year.

    >>> columns(66)
    Columns(title=33, author=10, year=4, category=5)
    >>> columns(30)
    Columns(title=22, author=0, year=0, category=0)
    """
    author = 0 if width < 62 else 10 if width < 84 else 14 if width < 104 else 24 if width < 130 else 36
    category = 0 if width < 46 else 5 if width < 84 else 8
    year = 0 if width < 38 else 4
    taken = sum(column + _GAP for column in (author, year, category) if column)
    return Columns(max(width - _LEAD - _GAP - taken, 1), author, year, category)


def row(paper: Paper, shape: Columns, colors: Mapping[str, str] = NO_COLORS, *, cursor: bool, chosen: bool) -> Line:
    """A paper's row: cursor, selection, status, star and priority, title with tags, first author, year, category.

    Where a paper has no author, its title runs on into that column, and further where that is empty too.
    ``colors`` are those of tags.
    """
    columns = [(field, width, _text(paper, field, width)) for field, width in zip(_BESIDE, shape[1:], strict=True)]
    room = shape.title
    while columns and not columns[0][2]:
        width = columns.pop(0)[1]
        room += width + _GAP if width else 0
    return (
        *_lead(paper, cursor=cursor, chosen=chosen),
        *_title(paper, room, colors, cursor=cursor),
        ("  ", "plain"),
        *((fit(text, width) + "  ", _BESIDE[field]) for field, width, text in columns if width),
    )


def _lead(paper: Paper, *, cursor: bool, chosen: bool) -> Line:
    """What stands before the title, in few spans where there is little to tell."""
    pointed = (("▌" if cursor else " ", "bar"), ("»" if chosen else " ", "mark"))
    weighed = ((f"{'★' if paper.starred else ' '}{PRIORITIES[paper.priority]} ", "accent"),)
    return (
        *(pointed if cursor or chosen else (("  ", "plain"),)),
        (GLYPHS[paper.status][0], f"status-{paper.status}"),
        *(weighed if paper.starred or paper.priority else (("   ", "plain"),)),
    )


def _title(paper: Paper, width: int, colors: Mapping[str, str], *, cursor: bool) -> Line:
    name = "title" if cursor else "muted" if paper.status is Status.DROPPED else "plain"
    title = cell(paper.record.heading)
    room = width - cell_len(title)
    tags: list[Span] = []
    for tag in paper.tags:
        shown = f" #{cell(tag)}"
        if cell_len(shown) >= room:
            break
        tags.append((shown, tag_paint(tag, colors)))
        room -= cell_len(shown)
    return ((fit(title, width - sum(cell_len(text) for text, _ in tags)), name), *tags)


def _text(paper: Paper, field: str, width: int) -> str:
    if field == "author" and width > _ONE_AUTHOR:
        return authors(paper, width)
    text = cell(FIELDS[field].text(paper))
    return text.rpartition(".")[2] if field == "category" and cell_len(text) > width else text


def authors(paper: Paper, cells: int) -> str:
    """The family names of as many authors as there is room for, one at least, with a plus where there are more.

    >>> from readlist.model.names import Name
    >>> from readlist.model.paper import Paper, Record
    >>> paper = Paper(record=Record(authors=tuple(Name.parse(f"Ada {name}") for name in ("Holm", "Ruiz", "Ito"))))
    >>> authors(paper, 24), authors(paper, 12)
    ('Holm, Ruiz, Ito', 'Holm, Ruiz+')
    """
    everybody = paper.record.authors
    shown = ""
    for number, name in enumerate(everybody, start=1):
        more = "+" if number < len(everybody) or not paper.record.authors_complete else ""
        longer = f"{shown.removesuffix('+')}, {cell(name.short)}{more}" if shown else f"{cell(name.short)}{more}"
        if shown and cell_len(longer) > cells:
            break
        shown = longer
    return shown
