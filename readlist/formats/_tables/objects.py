"""The members of an object as cells of a table, by the names that services and people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import as_text
from readlist.formats._tables.column_names import member_field, rank
from readlist.formats._tables.columns import Cell
from readlist.formats._tables.listed import addresses_told, affiliations_told, people_told, text_told
from readlist.model.identifiers import find_arxiv, find_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_IDENTIFIERS = frozenset("identifier identifiers ids articleids external_ids externalids other_ids".split())
_TOLD: dict[str | None, Callable[[Any], str]] = {
    **dict.fromkeys(("authors", "editors", "full_authors"), people_told),
    "urls": addresses_told,
}
_SINGLE = frozenset(("title", "venue", "abstract", "doi", "arxiv", "citekey", "url", "date", "year", "pages"))


def cells(value: Mapping[str, Any]) -> Iterator[Cell]:
    """The members as cells; what is left of them as cells that tell no field."""
    for name, held in sorted(value.items(), key=lambda member: rank(member[0])):
        field = member_field(name)
        first, rest = _first(held) if field in _SINGLE else (held, None)
        text = _TOLD.get(field, text_told)(first)
        if field is None and name in _IDENTIFIERS:
            yield from _identifiers(name, text)
        if text and field:
            yield Cell(name, field, text)
        if field == "authors" and (places := affiliations_told(held)):
            yield Cell(name, "affiliations", places)
        left = rest if text and field else held
        if left not in (None, "", [], {}):
            yield Cell(name, None, as_text(left))


def _identifiers(name: str, text: str) -> Iterator[Cell]:
    """Those of arXiv and the DOI among the identifiers of a paper."""
    if arxiv := find_arxiv(text):
        yield Cell(name, "arxiv", arxiv.id)
    if doi := find_doi(text):
        yield Cell(name, "doi", doi)


def _first(value: Any) -> tuple[Any, Any]:
    """The first value of a list, and the others."""
    return (value[0], value[1:]) if isinstance(value, list) and value else (value, None)
