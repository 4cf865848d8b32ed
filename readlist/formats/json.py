"""JSON of papers from whatever source: objects whose members are plainly named, in lists, lines and envelopes."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from readlist.formats._column_names import PAPERS, TELLING, field_of
from readlist.formats._columns import Cell, paper_of
from readlist.formats._json import Located, objects, sample
from readlist.formats._kinds import Evidence, Reader
from readlist.formats._members import as_text, text_of
from readlist.formats._unread import NOTEBOOK
from readlist.model.identifiers import find_arxiv
from readlist.model.paper import Paper, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "json"
_ENVELOPES = frozenset(
    """
    articles data docs documents entries hit hits items list notes papers publications records references response
    result resultList results rows value values works
    """.split()
)
# Members that hold what tells of a paper, beside others about the answer of a service.
_INSIDE = ("info", "attributes", "metadata", "content", "paper", "article", "fields", "_source", "bib")
# Members whose own members tell more of the paper.
_PARTS = ("biblio", "container", "journal", "journal_info", "publication_info", "published", "types")
# Members that name something else too: others of the same field are believed first.
_WEAK = ("source", "url", "publisher")
_TEXTS = "value text #text @value title name display_name description subject keyword term".split()
_WHOLE_NAMES = ("full_name", "fullName", "name", "text", "value", "formatted", "display_name")
_FAMILIES = ("family", "familyName", "lastName", "last", "last_name", "surname")
_GIVEN = ("given", "givenName", "firstName", "first", "first_name", "forename")
_MEMBER = regex(r'"([\w@#.: /-]{1,40})"\s{0,9}:')
_TYPED = regex(r"_(?:s|t|i|l|d|dt|ss|txt)\Z")  # what an index calls the kinds of its fields
_OF_INDEX = {"label": None}  # a citation
_IDENTIFIERS = ("identifier", "identifiers", "ids")
_PEOPLE = ("authors", "editors", "full_authors")
_SINGLE = frozenset(("title", "venue", "abstract", "doi", "arxiv", "citekey", "url", "date", "year", "pages"))
_SHOWN = 500  # letters of a passage in its problem


def recognize(text: str) -> float:
    """How surely a text holds papers in JSON whose members say what they are."""
    beginning = sample(text)
    fields = {_field(name) for name in _MEMBER.findall(beginning)}
    if re.search(NOTEBOOK, beginning):
        return 0.0
    return 0.6 if "title" in fields and len(fields & TELLING) > 1 and fields & PAPERS else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers in the order of the text, and a problem for each object that tells of none."""
    for found in objects(text, _ENVELOPES):
        yield found if isinstance(found, Problem) else _paper(found)


def _paper(found: Located) -> Record | Paper | Problem:
    around, value = _unwrapped(found.value)
    parts = [inner for name in _PARTS for inner in _mappings(value.get(name))]
    cells = chain(_cells(value), *map(_known_cells, parts), (Cell(name, None, as_text(held)) for name, held in around))
    return paper_of(cells, NAME, found.lines, as_text(found.value)[:_SHOWN])


def _unwrapped(value: dict[str, Any]) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """The members around those that tell of a paper, and these."""
    if any(field_of(name) == "title" for name in value):
        return [], value
    inside = next((name for name in _INSIDE if isinstance(value.get(name), dict)), None)
    if inside is None:
        return [], value
    return [(name, held) for name, held in value.items() if name != inside], {
        name: held["value"] if isinstance(held, dict) and held.keys() == {"value"} else held
        for name, held in value[inside].items()
    }


def _mappings(value: Any) -> list[dict[str, Any]]:
    """An object, or the first in a list."""
    first = value[0] if isinstance(value, list) and value else value
    return [first] if isinstance(first, dict) else []


def _cells(value: Mapping[str, Any]) -> Iterator[Cell]:
    """The members as cells of a table."""
    for name, held in sorted(value.items(), key=lambda member: member[0] in _WEAK):
        field = _field(name)
        first, rest = _first(held) if field in _SINGLE else (held, None)
        text = _people(first) if field in _PEOPLE else _text(first)
        if field is None and name in _IDENTIFIERS and (arxiv := find_arxiv(text)):
            yield Cell(name, "arxiv", arxiv.id)
        if text and field:
            yield Cell(name, field, text)
        if field == "authors" and (places := _affiliations(held)):
            yield Cell(name, "affiliations", places)
        left = rest if text and field else held
        if left not in (None, "", [], {}):
            yield Cell(name, None, as_text(left))


def _known_cells(part: Mapping[str, Any]) -> Iterator[Cell]:
    """The members of a part that tell something; its title is that of a journal or book."""
    return (cell for cell in _cells(part) if cell.field not in {None, "title"})


def _first(value: Any) -> tuple[Any, Any]:
    """The first value of a list, and the others."""
    return (value[0], value[1:]) if isinstance(value, list) and value else (value, None)


def _field(name: str) -> str | None:
    """The field that a member tells, whatever an index adds to its name."""
    bare = _TYPED.sub("", name)
    return field_of(name) if bare == name else _OF_INDEX.get(bare, field_of(bare))


def _text(value: Any) -> str:
    """The text of a value, of an object that says one thing, or those of a list."""
    if isinstance(value, bool):
        return str(value).casefold()
    if isinstance(value, dict):
        return next((text for name in _TEXTS if (text := text_of(value.get(name)))), "")
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(item) for item in value if not isinstance(item, list))))
    return text_of(value)


def _people(value: Any) -> str:
    """Names behind each of which a semicolon stands."""
    if isinstance(value, dict):
        inner = value.get("author") or value.get("value")
        return _people(inner) if inner else _people([value])
    if isinstance(value, list):
        return " ".join(f"{name};" for name in filter(None, map(_person, value)))
    return text_of(value)


def _affiliations(value: Any) -> str:
    """Where the people in a list are from."""
    people = (person for person in value if isinstance(person, dict)) if isinstance(value, list) else ()
    places = (person.get("affiliations") or person.get("affiliation") for person in people)
    return "; ".join(dict.fromkeys(filter(None, map(_text, places))))


def _person(value: Any) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    family, given = (
        next((text for name in names if (text := text_of(value.get(name)))), "") for names in (_FAMILIES, _GIVEN)
    )
    if family:
        return ", ".join(filter(None, (family, given)))
    return next((text for name in _WHOLE_NAMES if (text := text_of(value.get(name)))), "")


READER = Reader(
    NAME, "JSON whose members are plainly named (DataCite, DBLP, INSPIRE, HAL, OpenReview and others)", recognize, read
)
