"""Zotero's RDF, its fullest export: items with their tags, collections, notes and files; other bibliographic RDF too.

Items, journals, people, notes, files and collections are nodes that stand in one another or name one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._reading import paper_of, told_by
from readlist.formats._record import of_paper
from readlist.formats._xml import begins, elements
from readlist.formats._zotero.items import CONTAINERS, is_item, record_of
from readlist.formats._zotero.nodes import Graph, notes_of, tags_of, tells
from readlist.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element

NAME = "zotero_rdf"
_RDF = r"<(?:\w{1,20}:)?RDF[\s>]"
_ZOTERO = r"zotero\.org/namespaces|purl\.org/net/biblio|purl\.org/ontology/bibo"
_SCHEMA = (r"\bschema\.org/", r"[:/](?:ScholarlyArticle|Chapter|Thesis|Report|Book|Dataset|SoftwareSourceCode)[\s>\"]")


def recognize(text: str) -> float:
    """How sure a cleaned text is RDF in the words of Zotero, of the Bibliographic Ontology or of schema.org."""
    return begins(text, _RDF, _ZOTERO) or begins(text, _RDF, *_SCHEMA)


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The items in the order of the text, with their tags and notes as papers."""
    for root in elements(text, "RDF", salvage=True):
        if isinstance(root, Problem):
            yield root
        else:
            yield from _found(root)


def _found(root: Element) -> Iterator[Found]:
    graph = Graph(root)
    for node in root.children:
        if is_item(node):
            yield _paper(node, graph)
        elif node.name in {"Attachment", "Memo"} and not graph.is_named(node):
            yield Problem(node.lines, "a note or file that belongs to no item", node.listed)
        elif node.name not in CONTAINERS and (graph.text(node, "title") or (tells(node) and not graph.is_named(node))):
            yield Problem(node.lines, "no kind of publication", node.listed)


def _paper(node: Element, graph: Graph) -> Found:
    given, keywords = tags_of(node, graph)
    told = told_by(given)
    record = record_of(NAME, node, graph, keywords)
    tags = (*told.keywords, *graph.collections(node))
    return of_paper(paper_of(record, told, tags=tags, note=notes_of(node, graph)), node)


READER = Reader(NAME, "Zotero RDF", recognize, read)
