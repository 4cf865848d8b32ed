"""The nodes of Zotero's RDF: those that stand in a node or are named by it, people, tags, notes, files, collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._xml import without_markup
from readlist.model.names import Name
from readlist.model.paper import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._xml import Element

_LISTS = frozenset(("Seq", "Bag", "Alt"))
_TYPES = {"application/pdf": "pdf", "text/html": "html", "application/epub+zip": "epub", "text/plain": "txt"}
_DEEPEST = 20  # collections and parts in one another; some may name themselves


class Graph:
    """The nodes of a text by the names that others call them, and the collections that each of them is in."""

    def __init__(self, root: Element) -> None:
        self._by_name: dict[str, Element] = {}
        self._named: set[str] = set()
        for element in root.within():
            if named := _called(element):
                self._named.add(named)
            elif name := name_of(element):
                self._by_name.setdefault(name, element)
        self._collections: dict[str, list[Element]] = {}
        for node in root.all("Collection"):
            for part in node.all("hasPart"):
                self._collections.setdefault(part.attributes.get("resource", ""), []).append(node)

    def is_named(self, node: Element) -> bool:
        """Whether another node names this one."""
        return name_of(node) in self._named

    def nodes(self, owner: Element, *names: str) -> Iterator[Element]:
        """What a node has under some names: nodes, or elements with text; lists one by one."""
        for child in owner.children:
            if child.name in names:
                yield from self.held(child)

    def held(self, element: Element) -> Iterator[Element]:
        """The nodes that an element holds, or names, those of a list one by one; itself where it has text only."""
        target = self._by_name.get(_called(element))
        if target is not None and target is not element:
            yield target
        elif element.is_text:
            yield element
        for node in () if element.is_text else element.children:
            if node.name in _LISTS:
                for item in node.children:
                    yield from self.held(item)
            else:
                yield node

    def texts(self, owner: Element, *names: str) -> list[str]:
        """The texts that a node has under some names."""
        return [text for name in names for node in self.nodes(owner, name) if (text := text_of(node))]

    def text(self, owner: Element, *names: str) -> str:
        """The first text that a node has under some names."""
        return next(iter(self.texts(owner, *names)), "")

    def collections(self, node: Element) -> list[str]:
        """The collections that a node is in, each behind those that it is in itself, parted by slashes."""
        return [self._path(collection) for collection in self._collections.get(name_of(node), ())]

    def _path(self, collection: Element) -> str:
        path = [collection.get("title")]
        for _ in range(_DEEPEST):
            outer = self._collections.get(name_of(collection), ())
            if not outer:
                break
            collection = outer[0]
            path.append(collection.get("title"))
        return "/".join(filter(None, reversed(path)))


def name_of(node: Element) -> str:
    """What others call a node; empty where it has no name."""
    given = node.attributes
    return given.get("about") or given.get("nodeID") or (f"#{given['ID']}" if "ID" in given else "")


def _called(element: Element) -> str:
    """The name of the node that an empty element stands for; empty where it is a node or holds one."""
    given = element.attributes
    return given.get("resource") or ("" if element.children or element.line else given.get("nodeID", ""))


def text_of(node: Element) -> str:
    """What a node says as text: its value, name or label, or all that stands in it."""
    return node.get("value") or node.get("name") or node.get("label") or node.line


def tells(node: Element) -> bool:
    """Whether a node has text or names others."""
    return bool(node.line or any(map(_called, node.within())))


def people(nodes: Iterable[Element]) -> list[Name]:
    """The names of people and organizations, each a node or a text."""
    found = []
    for node in nodes:
        family = next(filter(None, map(node.get, ("surname", "familyName", "family_name", "lastName"))), "")
        given = next(filter(None, map(node.get, ("givenName", "givenname", "firstName"))), "")
        if family or given:
            found.append(Name.of_parts(family, given))
        elif text := text_of(node):
            found.append(Name(literal=text) if node.name in {"Organization", "Group"} else Name.parse(text))
    return found


def tags_of(node: Element, graph: Graph) -> tuple[list[str], list[str]]:
    """The tags that the user gave in Zotero, and the keywords that came with the item or stand in other RDF."""
    tags: list[str] = []
    keywords: list[str] = []
    own = node.first("itemType") is not None
    for subject in graph.nodes(node, "subject", "about", "keywords"):
        if subject.name == "AutomaticTag":
            keywords.append(text_of(subject))
        elif subject.name == "subject" or "Tag" in subject.name or not own:
            (tags if own else keywords).append(text_of(subject))
    return [tag for tag in tags if tag], [word for word in keywords if word]


def around(node: Element, graph: Graph) -> list[Element]:
    """A node and what it is part of in turn: an issue, its volume, the journal."""
    found = [node]
    for _ in range(_DEEPEST):
        outer = next(graph.nodes(found[-1], "isPartOf"), None)
        if outer is None or outer in found:
            break
        found.append(outer)
    return found


def notes_of(node: Element, graph: Graph) -> str:
    """The notes on an item, without the markup that Zotero keeps them in."""
    memos = (memo for memo in graph.nodes(node, "isReferencedBy") if memo.name == "Memo")
    values = (value for memo in memos for value in memo.all("value"))
    return "\n\n".join(filter(None, (without_markup(value.content) for value in values)))


def attachments_of(node: Element, graph: Graph) -> list[Attachment]:
    """The files of an item, or the addresses where only these are linked."""
    found = []
    for file in graph.nodes(node, "link"):
        if file.name == "Attachment":
            paths = [element.attributes.get("resource", "") for element in file.all("resource")]
            path = next(filter(None, (*paths, *file.every("path"), graph.text(file, "identifier"))), "")
            told = file.get("type")
            if path:
                found.append(Attachment(path, _TYPES.get(told, told.rpartition("/")[2])))
    return found
