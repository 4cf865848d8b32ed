"""JSON of papers from whatever source, and YAML: objects whose members are plainly named, in lists and envelopes."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import as_text
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import SAMPLE, SHOWN, Evidence, Reader
from readlist.formats._tables.column_names import PAPERS, TELLING, field_of, member_field
from readlist.formats._tables.columns import Cell, paper_of
from readlist.formats._tables.objects import cells
from readlist.formats._unread import NOTEBOOK
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
# Members of an envelope that tell of each paper in it, which does not tell these fields itself.
_SHARED = {name: {"venue"} for name in "booktitle conference journal proceedings venue".split()} | {
    "year": {"year", "date"}
}
# Fields that an object may tell of all papers in it.
_OF_MANY = frozenset((None, "date", "entry_type", "status", "title", "url", "venue", "year"))
# Members that hold what tells of a paper, beside others about the answer of a service.
_INSIDE = ("info", "attributes", "metadata", "content", "paper", "article", "fields", "_source", "bib")
# Members whose own members tell more of the paper.
_PARTS = ("biblio", "container", "journal", "journal_info", "publication_info", "published", "types")
_MEMBER = regex(r'"([\w@#.: /-]{1,40})"\s{0,9}:')
_YAML_ITEM = regex(r"^ {0,8}- {1,4}[\w -]{1,40}:.*\n {2,12}[\w -]{1,40}:", re.MULTILINE)
_YAML_MEMBER = regex(r"^(?: {2,12}| {0,8}- {1,4})([^\W\d][\w -]{0,40}) ?:\s", re.MULTILINE)
_NUMBER = regex(r"\d{4}\.\d{4,5}(?:v\d{1,3})?")  # of arXiv's
_DEEPEST = 3  # objects around those of papers


def recognize(text: str) -> float:
    """How surely a text holds papers in JSON whose members say what they are."""
    beginning = sample(text)
    names = _MEMBER.findall(beginning) if beginning else _YAML_MEMBER.findall(text[:SAMPLE])
    fields = set(map(member_field, names))
    if "title" not in fields or len(fields & TELLING) < 2 or PAPERS.isdisjoint(fields):
        return 0.0
    if beginning:
        return 0.0 if re.search(NOTEBOOK, beginning) else 0.6
    return 0.96 if _is_yaml(text[:SAMPLE]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers in the order of the text, and a problem for each object that tells of none."""
    for found in objects(text, _ENVELOPES, _sharing) if sample(text) else _objects_in_yaml(text):
        if isinstance(found, Problem):
            yield found
        else:
            values = _titled(found.value) or [found.value]
            if values != [found.value] and (beside := _beside_papers(found.value)):
                yield Problem(found.lines, "members beside the papers of an object", str(beside)[:SHOWN])
            for value in values:
                yield _paper(Located(found.lines, value))


def _is_yaml(beginning: str) -> bool:
    """Whether the beginning of a text holds a list of objects in YAML; the last of them may be cut in it."""
    is_note = beginning.startswith("---") and "\n---" in beginning
    of_citations = re.search(r"^[\"']?(?:references|cff-version)\b", beginning, re.MULTILINE)  # read by others
    items = [] if is_note or of_citations else list(_YAML_ITEM.finditer(beginning))
    if not items:
        return False
    from readlist.formats._yaml import KEYED, documents  # noqa: PLC0415  seldom needed

    if KEYED.search(beginning):
        return False

    cut = len(items) > 1 and len(beginning) == SAMPLE
    told = documents(beginning[: items[-1].start()] if cut else beginning, listed=True)
    return not any(isinstance(top, Problem) for top in told)


def _objects_in_yaml(text: str) -> Iterator[Located | Problem]:
    """The objects of a text in YAML, those of each item by itself where the whole cannot be read."""
    found = list(_objects_together(text))
    if len(found) > 1 or isinstance(found[0], Located):
        yield from found
        return
    item = _YAML_ITEM.search(text)
    depth = len(item[0]) - len(item[0].lstrip(" ")) if item else 0
    above = 0
    for part in re.split(rf"^(?= {{{depth}}}- )", text, flags=re.MULTILINE):
        for one in _objects_together(part.rstrip()) if part.strip() else ():
            yield one._replace(lines=(one.lines[0] + above, one.lines[1] + above))
        above += part.count("\n")


def _objects_together(text: str) -> Iterator[Located | Problem]:
    """The objects of a text in YAML: of a list, or of the lists that a mapping without a title holds."""
    from readlist.formats._yaml import as_object, documents  # noqa: PLC0415  seldom needed

    for top in documents(text, listed=True):
        if isinstance(top, Problem):
            yield top
        elif "title" in map(member_field, top.found.value):
            yield top.found
        else:
            held = list(map(as_object, top.items(*_ENVELOPES)))
            is_envelope = any(isinstance(item, Located) for item in held)
            yield from (_listed(item, top.found.value) for item in held) if is_envelope else [top.found]


def _listed(item: Located | Problem, around: dict[str, Any]) -> Located | Problem:
    return item if isinstance(item, Problem) else item._replace(value=_sharing(item.value, around))


def _sharing(value: dict[str, Any], around: dict[str, Any]) -> dict[str, Any]:
    """An object of an envelope, and behind its members what that tells of all in it."""
    told = {name: held for name, held in around.items() if name.lower() in _SHARED and isinstance(held, str | int)}
    fields = set(map(member_field, value)) if told else set()
    return value | {name: held for name, held in told.items() if fields.isdisjoint(_SHARED[name.lower()])}


def _titled(value: dict[str, Any], depth: int = 0) -> list[dict[str, Any]]:
    """The papers in an object that groups them or calls each by its key, and what stands among them; or that object."""
    inside = _unwrapped(value)[1]
    if "title" in map(member_field, inside) or _tells_more(inside):
        return [value]
    found: list[dict[str, Any]] = []
    for name, held in value.items() if depth < _DEEPEST else ():
        if isinstance(held, dict):
            inner = _titled(held, depth + 1)
            found += [_with_key(name, held)] if inner == [held] else inner
        elif isinstance(held, list):
            parts = [(part, _titled(part, depth + 1)) for part in held if isinstance(part, dict)]
            told = any(inner for _, inner in parts)
            found += [{"group": name} | item for part, inner in parts if told for item in inner or [part]]
    return found


def _beside_papers(value: dict[str, Any]) -> dict[str, str]:
    """The texts that stand beside papers in an object and that tell of one alone."""
    return {name: held for name, held in value.items() if isinstance(held, str) and member_field(name) not in _OF_MANY}


def _with_key(key: str, value: dict[str, Any]) -> dict[str, Any]:
    """An object with the key that it stands under, which may be an identifier."""
    name = "arxiv_id" if _NUMBER.fullmatch(key) and "arxiv" not in map(member_field, value) else "key"
    return {name: key} | value


def _paper(found: Located) -> Record | Paper | Problem:
    around, value = _unwrapped(found.value)
    parts = [inner for name in _PARTS for inner in _mappings(value.get(name))]
    if PAPERS.isdisjoint(map(member_field, value)):
        parts += [held for held in value.values() if isinstance(held, dict) and _tells_more(held)]
    told = chain(cells(value), *map(_known_cells, parts), (Cell(name, None, as_text(held)) for name, held in around))
    return paper_of(told, NAME, found.lines, as_text(found.value)[:SHOWN])


def _tells_more(part: Mapping[str, Any]) -> bool:
    """Whether the members of an object tell of a paper whose title, if it has one, stands elsewhere."""
    fields = set(map(member_field, part))
    return "title" not in fields and len(fields & TELLING) > 1 and not fields.isdisjoint(PAPERS)


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


def _known_cells(part: Mapping[str, Any]) -> Iterator[Cell]:
    """The members of a part that tell something; its title is that of a journal or book."""
    return (cell for cell in cells(part) if cell.field not in {None, "title"})


READER = Reader(
    NAME,
    "JSON or YAML whose members are plainly named (DBLP, INSPIRE, HAL, OpenReview, sites)",
    recognize,
    read,
)
