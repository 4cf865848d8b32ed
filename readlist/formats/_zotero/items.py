"""The items of Zotero's RDF as records: kinds, containers, identifiers, and what has no place in a record."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from readlist.formats._record import gathered, in_one, make_record, venue_and_publisher
from readlist.formats._xml import NOTHING, Element
from readlist.formats._zotero.nodes import around, attachments_of, people, text_of
from readlist.formats._zotero.words import KIND_OF, own_fields
from readlist.model.identifiers import find_arxiv
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from readlist.formats._zotero.nodes import Graph
    from readlist.model.names import Name
    from readlist.model.paper import Record

CONTAINERS = frozenset(
    """
    Journal Series Proceedings Periodical Newspaper Magazine CourtReporter Code Website Conference Person Organization
    Attachment Memo Collection Agent Group Class Issue PublicationIssue PublicationVolume UserItem
    """.split()
)
"""Nodes that tell of an item, and are none."""
_NUMBERED = frozenset(("Issue", "PublicationIssue", "PublicationVolume"))  # parts of a journal, whose name tells
_MASTERS = regex(r"master|\bm\.?\s?(?:sc|a|eng|phil)\b|diplom", re.IGNORECASE)
# Who made a work, in the order of preference.
_MAKERS = """
    authors author authorList creator inventors programmers directors presenters artists performers podcasters composers
    cartographers interviewees sponsors counsel contributors
""".split()
_SAME_MAKERS = ("authorList", "creator")  # the first has them in their order
_EDITORS = ("editors", "editor", "editorList")
_KNOWN = """
    itemType type title authors isPartOf presentedAt isReferencedBy link subject abstract date issued created identifier
    volume number issue pages pageStart pageEnd publisher citationKey doi uri description
    name headline about keywords datePublished volumeNumber issueNumber pagination sameAs url codeRepository
""".split()
_NAMES = ("identifier", "doi", "uri", "sameAs", "url", "codeRepository")
_IDENTIFIER = regex(r"(DOI|ISBN|ISSN|PMID|PMCID|LCC)\s+(.+)")


def is_item(node: Element) -> bool:
    """Whether a node is a publication, and none that only holds another or belongs to it."""
    told = node.get("itemType")
    if told:
        return told.casefold() not in {"attachment", "note"} and node.name not in {"Attachment", "Memo"}
    return _class(node) in KIND_OF


def _class(node: Element) -> str:
    """The class of a node in small letters; that of a plain description is named in it."""
    named = next((element.attributes.get("resource", "") for element in node.all("type")), "")
    return (re.split(r"[#/]", named)[-1] if node.name == "Description" else node.name).casefold()


def record_of(notation: str, node: Element, graph: Graph, keywords: Iterable[str]) -> Record:
    """The record of an item, with what the journal, book or series says that it is in."""
    kind = _kind(node)
    hosts = list(graph.nodes(node, "isPartOf"))
    series = [host for host in hosts if host.name == "Series" or (host.name == "isPartOf" and kind is EntryType.BOOK)]
    host = next((host for host in hosts if host not in series), NOTHING)
    whole = around(host, graph)
    event = next(graph.nodes(node, "presentedAt"), NOTHING)
    venue, publisher = venue_and_publisher(kind, _venue(whole) or _title(event), graph.text(node, "publisher"))
    maker, authors = _makers(node, graph)
    ids, address = _ids(node, host, graph)
    own = _own_fields(node, graph)
    return make_record(
        notation,
        node.lines,
        title=graph.text(node, "title", "headline", "name"),
        authors=authors,
        editors=[name for role in _EDITORS for name in people(graph.nodes(node, role))],
        date=_from(node, whole, graph, "date", "issued", "datePublished", "created", "dateCreated"),
        entry_type=kind,
        venue=venue,
        volume=_from(node, whole, graph, "volume", "volumeNumber"),
        number=_from(node, whole, graph, "number", "issue", "issueNumber"),
        pages=graph.text(node, "pages", "pagination") or "-".join(graph.texts(node, "pageStart", "pageEnd")),
        publisher=publisher,
        abstract=_abstract(node, graph),
        doi=ids.pop("DOI", None) or own.pop("DOI", None),
        arxiv=_arxiv((address or "", *(f"{name}:{text}" for name, text in own.items()), *ids.values())),
        keywords=keywords,
        url=address,
        attachments=attachments_of(node, graph),
        citekey=graph.text(node, "citationKey") or own.pop("Citation Key", None),
        extra={
            **_others(node, whole, graph, maker),
            "series": in_one(map(_title, series)),
            "event": _title(event) if event is not NOTHING and venue != _title(event) else None,
            **ids,
            **own,
        },
    )


def _makers(node: Element, graph: Graph) -> tuple[str, list[Name]]:
    """The names of those who count as the authors, and the role that Zotero has them in."""
    found = ((role, people(graph.nodes(node, role))) for role in _MAKERS)
    return next(filter(itemgetter(1), found), ("", []))


def _arxiv(texts: Iterable[str]) -> str | None:
    return next(filter(find_arxiv, texts), None)


def _kind(node: Element) -> EntryType:
    told = node.get("itemType").casefold() or _class(node)
    kind = KIND_OF.get(told, KIND_OF.get(_class(node), EntryType.MISC))
    return EntryType.MASTERS_THESIS if kind is EntryType.THESIS and _MASTERS.search(node.get("type")) else kind


def _title(node: Element) -> str:
    """The title of a container, or the text that stands for it."""
    return node.get("title") or node.get("name") or ("" if node.children else node.line)


def _venue(whole: Iterable[Element]) -> str:
    """The title of the innermost that an item is in and that is no issue or volume, or else of one of these."""
    titles = [(part.name in _NUMBERED, title) for part in whole if (title := _title(part))]
    return min(titles, key=itemgetter(0), default=(False, ""))[1]


def _from(node: Element, whole: Iterable[Element], graph: Graph, *names: str) -> str:
    """The text that a node has under one of some names, or else the innermost that it is in."""
    return next(filter(None, (graph.text(part, *names) for part in (node, *whole))), "")


def _abstract(node: Element, graph: Graph) -> str:
    """The abstract; in RDF that is not of Zotero a description is one."""
    names = ("abstract",) if node.first("itemType") else ("abstract", "description")
    found = next((text for name in names for text in graph.nodes(node, name)), None)
    return found.content if found else ""


def _own_fields(node: Element, graph: Graph) -> dict[str, str]:
    """The lines that the user keeps in Zotero's field "Extra": labeled ones by their label."""
    if node.first("itemType") is None:
        return {}
    return own_fields("\n".join(held.content for held in graph.nodes(node, "description")), "description")


def _ids(node: Element, host: Element, graph: Graph) -> tuple[dict[str, str], str | None]:
    """The identifiers of an item and of what it is in by their kind, and the address of the item."""
    found: dict[str, str] = {}
    address: str | None = None
    for owner in (node, host):
        for identifier in graph.nodes(owner, *_NAMES):
            text = text_of(identifier) or identifier.attributes.get("resource", "")
            labeled = _IDENTIFIER.fullmatch(text)
            if labeled:
                found.setdefault(labeled[1], labeled[2])
            elif identifier.name == "doi":
                found.setdefault("DOI", text)
            elif text.startswith(("http://", "https://")):
                address = address or (text if owner is node else None)
            elif text:
                found["identifier"] = f"{found['identifier']}; {text}" if "identifier" in found else text
    return found, address


def _others(node: Element, whole: Iterable[Element], graph: Graph, maker: str) -> dict[str, str]:
    """The fields without a place in a record: texts, people in other roles, nodes that are named and not told of."""
    outer = {name: text for part in whole for name, text in part.others(*_KNOWN).items()}
    known = {*_KNOWN, *_EDITORS, *(_SAME_MAKERS if maker in _SAME_MAKERS else (maker,))}
    found = node.others(*known)
    found["type"] = node.get("type")
    found["LCC"] = "; ".join(text_of(subject) for subject in graph.nodes(node, "subject") if subject.name == "LCC")
    found["place"] = next((place.line for place in node.within("locality")), "")
    return outer | found | gathered(_named(node, graph, known))


def _named(node: Element, graph: Graph, known: Container[str]) -> Iterator[tuple[str, str]]:
    """The fields that hold people in other roles, or name a node, with the names of these people or that node."""
    for child in node.children:
        if child.name in known:
            continue
        names = people(held for held in graph.held(child) if child.first("Seq") or held.name == "Person")
        if names:
            yield child.name, "; ".join(name.display for name in names)
        elif not child.listed and (address := child.attributes.get("resource")):
            yield child.name, address
