"""Zotero's JSON: the items of its interfaces, of Better BibTeX's export, of Zotero's own database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import Members, people, text_of, without_markup
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import Evidence, Found, Reader
from readlist.formats._reading import paper_of, told_by
from readlist.formats._record import make_record, of_paper, venue_and_publisher
from readlist.formats._zotero.words import KIND_OF, own_fields
from readlist.model.identifiers import find_arxiv
from readlist.model.paper import Attachment, EntryType, Problem, Status
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.model.names import Name
    from readlist.model.paper import Record

NAME = "zotero_json"
_ITEM = regex(r'"itemType"\s*:\s*"')
_VENUES = """
    publicationTitle proceedingsTitle bookTitle encyclopediaTitle dictionaryTitle websiteTitle blogTitle forumTitle
    programTitle conferenceName series
""".split()
_ISSUERS = "university institution publisher repository company".split()
_NUMBERS = "issue number reportNumber archiveID patentNumber".split()
_PASSED = """
    itemType itemID version dateAdded dateModified accessDate relations libraryCatalog uri select parentItem
""".split()
_PARTS = frozenset(("note", "attachment", "annotation"))
_OF_ITEMS = frozenset("abstractNote creators date DOI pages publicationTitle volume".split())
_KEY = regex(r"[A-Z2-9]{8}")  # of a collection, whose name is not told
_COLLECTED = "names of collections by item"
_DEEPEST = 20  # collections in collections
_CATEGORY = regex(r"\[([a-z-]+(?:\.[A-Za-z-]+)?)\]\s*\Z")
_PLACES = ("path", "localPath", "url", "filename")
_EDITORS = ("editor", "seriesEditor")
# What the plugin Zotero Reading List writes.
_STATED = frozenset({"read_status", "read status"})
_STATUSES = {
    "new": Status.INBOX,
    "to read": Status.LATER,
    "in progress": Status.READING,
    "read": Status.READ,
    "not reading": Status.DROPPED,
}


def recognize(text: str) -> float:
    """How surely a text holds items of Zotero's."""
    return 0.97 if _ITEM.search(sample(text)) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The items in the order of the text with their notes and files; a Problem for those of an item not among them."""
    found = list(objects(text, {"items"}, _collected))
    told = [_inside(one.value) for one in found if isinstance(one, Located)]
    keys = filter(None, (text_of(item.get("key")) for item in told if not _is_part(item)))
    children: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
    for item in filter(_is_part, told):
        children.get(text_of(item.get("parentItem")), []).append(item)
    for one in found:
        if isinstance(one, Problem):
            yield one
        elif not _is_part(item := _inside(one.value)):
            yield _item(one, item, children.get(text_of(item.get("key")), []))
        elif not (text_of(item.get("parentItem")) in children and _is_part_alone(item)):
            yield Problem(one.lines, f"this {item['itemType']} belongs to another item", str(item)[:500])


def _collected(value: dict[str, Any], around: dict[str, Any]) -> dict[str, Any]:
    """An item with the names of the collections that an export puts it in; an export with these names."""
    collections = value.get("collections")
    if isinstance(collections, dict):
        return value | {_COLLECTED: _paths(collections)}
    names = around.get(_COLLECTED, {}).get(text_of(value.get("itemID")))
    return value | {_COLLECTED: names} if names else value


def _paths(collections: dict[str, Any]) -> dict[str, list[str]]:
    """The collections that each item is in, each behind those that it is in itself, parted by slashes."""
    paths: dict[str, list[str]] = {}
    for key, collection in collections.items():
        numbers = collection.get("items") if isinstance(collection, dict) else None
        for number in numbers if isinstance(numbers, list) else ():
            paths.setdefault(text_of(number), []).append(_path(collections, key))
    return paths


def _path(collections: dict[str, Any], key: str) -> str:
    names: list[str] = []
    while isinstance(collection := collections.get(key), dict) and len(names) < _DEEPEST:
        names.append(text_of(collection.get("name")))
        key = text_of(collection.get("parent"))
    return "/".join(filter(None, reversed(names)))


def _inside(value: dict[str, Any]) -> dict[str, Any]:
    """An item without what the interface tells around it."""
    inside = value.get("data")
    return inside if isinstance(inside, dict) else value


def _is_part(item: dict[str, Any]) -> bool:
    """Whether an item is a note or file of another."""
    return text_of(item.get("itemType")).casefold() in _PARTS


def _is_part_alone(item: dict[str, Any]) -> bool:
    """Whether a note or file tells something, and nothing that only items have."""
    return any(map(item.get, ("note", *_PLACES))) and _OF_ITEMS.isdisjoint(item)


def _item(found: Located, item: dict[str, Any], parts: list[dict[str, Any]]) -> Found:
    kind = text_of(item.get("itemType")).casefold()
    files = [part for part in parts if text_of(part.get("itemType")) == "attachment"]
    members = Members(item | {"attachments": files or item.get("attachments")})
    given, keywords = _tags(members)
    notes = [without_markup(text_of(note.get("note"))) or "" for note in (*members.objects("notes"), *parts)]
    collections = [name for name in members.texts("collections") if _KEY.fullmatch(name) is None]
    collected = members.texts(_COLLECTED)
    own = own_fields(members.prose("extra") or "", "extra")
    told = told_by(given)
    stated = next((own.pop(name) for name in list(own) if name.casefold() in _STATED), "")
    told = told._replace(status=_STATUSES.get(stated.casefold(), told.status))
    record = _record(found, members, kind, own, keywords)
    tags = (*told.keywords, *collections, *collected)
    return of_paper(paper_of(record, told, tags=tags, note="\n\n".join(filter(None, notes))), found)


def _tags(members: Members) -> tuple[list[str], list[str]]:
    """The tags that the user gave, and the keywords that came with the item."""
    given = members.objects("tags")
    words = [(text_of(tag.get("tag")).strip(), tag.get("type")) for tag in given]
    return [word for word, kind in words if word and kind != 1], [word for word, kind in words if word and kind == 1]


def _record(found: Located, members: Members, kind: str, own: dict[str, str], keywords: list[str]) -> Record:
    members.drop(*_PASSED)
    entry_type = KIND_OF.get(kind, EntryType.MISC)
    if entry_type is EntryType.THESIS and "master" in text_of(members.peek("thesisType")).casefold():
        entry_type = EntryType.MASTERS_THESIS
    venue, publisher = venue_and_publisher(entry_type, members.text(*_VENUES), members.text(*_ISSUERS))
    authors, editors, others = _people(members)
    key = members.text("key", "itemKey")
    number = members.text(*_NUMBERS)
    of_arxiv = number is not None and find_arxiv(number) is not None
    arxiv = next((f"arXiv:{own.pop(name)}" for name in list(own) if name.casefold() == "arxiv"), None)
    return make_record(
        NAME,
        found.lines,
        title=without_markup(members.text("title", "caseName", "nameOfAct", "subject")),
        authors=authors,
        editors=editors,
        date=members.text("date", "issueDate", "dateEnacted"),
        entry_type=entry_type,
        venue=venue,
        volume=members.text("volume"),
        number=None if of_arxiv else number,
        pages=members.text("pages"),
        publisher=None if publisher == "arXiv" else publisher,
        abstract=without_markup(members.prose("abstractNote")),
        doi=members.text("DOI") or own.pop("DOI", None),
        arxiv=number if of_arxiv else arxiv,
        categories=_CATEGORY.findall(arxiv or ""),
        keywords=keywords,
        url=members.text("url"),
        code=own.pop("Code", None),
        attachments=_attachments(members),
        citekey=members.text("citationKey", "citekey") or own.pop("Citation Key", None),
        extra={"zotero": _link(members, key), **own, **others, **members.left()},
    )


def _people(members: Members) -> tuple[tuple[Name, ...], tuple[Name, ...], dict[str, str]]:
    """Those who made an item, its editors, and the names in other roles."""
    creators = members.objects("creators")
    by_role: dict[str, list[dict[str, Any]]] = {}
    for creator in creators:
        by_role.setdefault(text_of(creator.get("creatorType")), []).append(creator)
    main = "author" if "author" in by_role else next((role for role in by_role if role not in _EDITORS), "")
    editors = [creator for role in _EDITORS for creator in by_role.get(role, ())]
    others = {
        role: "; ".join(name.display for name in people(found))
        for role, found in by_role.items()
        if role not in {main, *_EDITORS}
    }
    return people(by_role.get(main, ())), people(editors), others


def _attachments(members: Members) -> list[Attachment]:
    given = members.objects("attachments")
    found = ((next(filter(None, (text_of(file.get(name)) for name in _PLACES)), ""), file) for file in given)
    kinds = ("mimeType", "contentType")
    return [
        Attachment(path, next((text_of(file[kind]) for kind in kinds if file.get(kind)), "").rpartition("/")[2])
        for path, file in found
        if path
    ]


def _link(members: Members, key: str | None) -> str | None:
    """The address by which Zotero shows an item of the user's own library."""
    library = members.text("libraryID")
    return f"zotero://select/library/items/{key}" if key and library in {None, "1"} else key


READER = Reader(NAME, "Zotero JSON", recognize, read)
