"""What entries take from others in the same file: crossref, xdata, and the groups of JabRef."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._bibtex.scan import Entry, scan_blocks
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DEEPEST = 4  # parents of parents
# What an entry gives to any number of others is bounded.
_MOST_FIELDS = 50
_LONGEST_VALUE = 2_000
_MARKS = (b"crossref", b"xdata", b"jabref-meta")  # found fast, but in abstracts, too
_REFERRING = regex(rb"(?:crossref|xdata)\s*+(?:=|\Z)|jabref-meta")
_KEYS = regex(r"[\s,]+")
# What tells of one entry alone.
_OWN = frozenset(
    """
    key label crossref xref xdata entryset ids title subtitle shorttitle sorttitle indextitle abstract annote annotation
    comment keywords doi url urldate ee eprint eprinttype archiveprefix eprintclass primaryclass file pdf ps pages
    pagetotal numpages note addendum timestamp owner groups readstatus priority ranking relevance biburl bibsource
    date-added date-modified related relatedtype relatedstring options presort sortkey shortauthor shorthand
    """.split()
)
_TITLES = ("title", "subtitle", "titleaddon")
_BOOKS = frozenset({"book", "collection", "proceedings", "reference"})  # those in several volumes begin with mv
_DATES = frozenset({"date", "year", "month", "day"})
_WITHOUT_KEY = frozenset({"key", "ids", "entryset", "options"})
_GROUP = regex(r"(\d{1,3}) (\w+):((?:[^;\\]|\\.)*);", re.DOTALL)
_BY_HAND = frozenset({"StaticGroup", "ExplicitGroup"})

Fields = dict[str, str]


class Parent(NamedTuple):
    """An entry that others refer to: its type and its fields."""

    type: str
    fields: Fields


class Surroundings(NamedTuple):
    """What is told elsewhere in a file: entries that others refer to, and groups, by keys in lower case.

    ``groups`` gives the names of groups with those above them, ``members`` the groups that name their entries.
    """

    parents: Mapping[str, Parent] = {}
    groups: Mapping[str, str] = {}
    members: Mapping[str, tuple[str, ...]] = {}


def surroundings(blocks: Iterable[str]) -> Surroundings:
    """What the entries of a text in blocks tell of one another; ``blocks`` are gone through up to three times."""
    # Letters of all scripts are slow to lower, bytes are not; those beyond ASCII have no part in the marks.
    lowered = (block.encode("ascii", "ignore").lower() for block in blocks)
    if not any(any(mark in block for mark in _MARKS) and _REFERRING.search(block) for block in lowered):
        return Surroundings()
    referred: set[str] = set()
    groups: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for entry in scan_blocks(blocks):
        if not isinstance(entry, Entry):
            continue
        for name, value in entry.fields:
            if name in {"crossref", "xdata"}:
                referred.update(keys(value))
            elif entry.type == "comment" and value.startswith("jabref-meta: group"):
                for path, named in _tree(value):
                    groups.setdefault(path.rpartition("/")[2], path)
                    for key in named:
                        members[key.casefold()] = (*members.get(key.casefold(), ()), path)
    return Surroundings(_parents(referred, blocks) if referred else {}, groups, members)


def keys(value: str) -> list[str]:
    """The keys of entries in a field that refers to others, in lower case."""
    return list(dict.fromkeys(key.casefold() for key in _KEYS.split(value.strip(" {}\n\t")) if key))


def complete(fields: Fields, kind: str, parents: Mapping[str, Parent]) -> None:
    """Put into the fields of an entry of a type what it takes from those that it refers to."""
    for key in keys(fields.get("xdata", "")):
        if key in parents:
            for name, value in parents[key].fields.items():
                if name not in _WITHOUT_KEY:
                    fields.setdefault(name, value)
    parent = parents.get(fields["crossref"].strip().casefold()) if "crossref" in fields else None
    if parent is None:
        return
    dated = not _DATES.isdisjoint(fields)
    for name, value in parent.fields.items():
        if name not in _OWN and not (dated and name in _DATES):
            fields.setdefault(name, value)
    whole = _whole(kind, parent.type)
    for name in _TITLES:
        renamed = f"{whole}{name}"
        if name in parent.fields and renamed not in parent.fields:
            fields.setdefault(renamed, parent.fields[name])


def _whole(kind: str, parent: str) -> str:
    """What the title of a parent becomes: that of a work in volumes, of a journal, or of a book.

    >>> _whole("book", "mvbook"), _whole("article", "periodical"), _whole("inproceedings", "proceedings")
    ('main', 'journal', 'book')
    """
    if kind in _BOOKS:
        return "main"
    return "journal" if parent == "periodical" else "book"


def _parents(referred: set[str], blocks: Iterable[str]) -> dict[str, Parent]:
    """The entries with these keys, of which an entry may have several, with what they take from one another."""
    found: dict[str, Parent] = {}
    for entry in scan_blocks(blocks):
        if isinstance(entry, Entry) and not referred.isdisjoint(own := _own_keys(entry)):
            short = [(name, value) for name, value in entry.fields[:_MOST_FIELDS] if len(value) < _LONGEST_VALUE]
            parent = Parent(entry.type, dict(reversed(short)))
            for key in own:
                found.setdefault(key, parent)
    for _ in range(_DEEPEST):
        for parent in found.values():
            complete(parent.fields, parent.type, found)
    return found


def _own_keys(entry: Entry) -> list[str]:
    told = (value for name, value in entry.fields[:_MOST_FIELDS] if name == "ids" and len(value) < _LONGEST_VALUE)
    return [entry.key.casefold(), *chain.from_iterable(map(keys, told))]


def _tree(comment: str) -> Iterator[tuple[str, list[str]]]:
    r"""The groups that are made by hand, each with those above it, and the entries that it names.

    >>> list(_tree("jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:A\\;0\\;1;\n2 StaticGroup:B\\;0\\;1;"))
    [('A', []), ('A/B', [])]
    """
    above: list[str] = []
    for found in _GROUP.finditer(comment.replace("\n ", " ")):
        depth = int(found[1])
        parts = [part.replace("\\", "").strip() for part in re.split(r"\\;", found[3].replace("\n", ""))]
        if depth > 0:
            above[depth - 1 :] = [parts[0].replace("/", "-")]
            if found[2] in _BY_HAND and parts[0]:
                yield "/".join(above), [key for key in parts[2:] if key and not key.isdecimal()]
