"""Pages that tell authors and titles in two columns of a table without a header, in either order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from readlist.formats._page.bylines import may_name, names_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._page.rows import Row

_FEW = 3  # lines of as many cells by chance
_MOST = 0.8  # of the cells of a column of names
_SURE = 0.3  # of them: those of several authors
_FEWEST = 12  # letters of a title


def names_below(found: Sequence[Row]) -> list[Row]:
    """The rows, in each line of a table that has a column of names these behind the title, labeled as such."""
    lines = [list(held) for _, held in groupby(found, lambda row: row.number)]
    tabled = [line for line in lines if len(line) > 1]
    width = len(tabled[0]) if tabled else 0
    alike = [line for line in tabled if len(line) == width]
    names = next((at for at in range(width) if _is_of_names([line[at].text for line in alike])), None)
    if names is None or len(alike) < max(_FEW, _MOST * len(tabled)):
        return list(found)
    lengths = [sum(len(line[at].text) for line in alike) * (at != names) for at in range(width)]
    title = lengths.index(max(lengths))
    return [row for line in lines for row in (_turned(line, names, title) if len(line) == width else line)]


def _is_of_names(texts: Sequence[str]) -> bool:
    return sum(map(_may_be_names, texts)) >= _MOST * len(texts) and sum(
        names_only(text, surely=True) for text in texts
    ) >= _SURE * len(texts)


def _may_be_names(text: str) -> bool:
    return names_only(text, surely=False) or may_name(text)


def _turned(line: list[Row], names: int, title: int) -> list[Row]:
    """The cells of a line, names labeled and straight behind the title."""
    if len(line[title].text) < _FEWEST or not _may_be_names(line[names].text):
        return line
    label = line[names]._replace(text=f"Authors: {line[names].text}", gap=False)
    others = [cell for at, cell in enumerate(line) if at not in {names, title}]
    return [line[title]._replace(gap=line[0].gap), label, *others]
