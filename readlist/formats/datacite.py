"""DataCite's metadata: XML as archives deposit it, and JSON as its interface and Zenodo answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import Members, text_of, without_markup
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import SAMPLE, Evidence, Found, Reader
from readlist.formats._record import in_one, make_record, page_range, papers_in, venue_and_publisher, with_subtitle
from readlist.formats._xml import elements, paragraphs
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readlist.formats._xml import Element

NAME = "datacite"
_ENVELOPES = frozenset(("data", "hits"))
_OF_JSON = (regex(r'"resourceTypeGeneral"\s*:'), regex(r'"(?:creators|titles)"\s*:\s*\['))
_OF_XML = (
    regex(r"<(?:[\w.-]{1,40}:)?resource[\s>]"),
    regex(r"datacite\.org/schema|<(?:[\w.-]{1,40}:)?creatorName[\s>]"),
)
_KINDS = {
    "book": EntryType.BOOK,
    "bookchapter": EntryType.CHAPTER,
    "computationalnotebook": EntryType.SOFTWARE,
    "conferencepaper": EntryType.CONFERENCE,
    "conferenceproceeding": EntryType.BOOK,
    "datapaper": EntryType.ARTICLE,
    "dataset": EntryType.DATASET,
    "dissertation": EntryType.THESIS,
    "journalarticle": EntryType.ARTICLE,
    "outputmanagementplan": EntryType.REPORT,
    "peerreview": EntryType.ARTICLE,
    "preprint": EntryType.PREPRINT,
    "report": EntryType.REPORT,
    "software": EntryType.SOFTWARE,
    "standard": EntryType.REPORT,
    "workflow": EntryType.SOFTWARE,
}
# What archives write beside "Text"; the first that fits counts.
_WORDS = (
    (EntryType.MASTERS_THESIS, regex(r"master|diplom|bachelor", re.IGNORECASE)),
    (EntryType.THESIS, regex(r"thesis|dissertation", re.IGNORECASE)),
    (EntryType.CONFERENCE, regex(r"conference|proceedings", re.IGNORECASE)),
    (EntryType.PREPRINT, regex(r"preprint", re.IGNORECASE)),
    (EntryType.CHAPTER, regex(r"chapter|book ?part", re.IGNORECASE)),
    (EntryType.BOOK, regex(r"book|monograph", re.IGNORECASE)),
    (EntryType.ARTICLE, regex(r"article|journal", re.IGNORECASE)),
    (EntryType.REPORT, regex(r"report|working ?paper|deliverable", re.IGNORECASE)),
)
_PUBLISHED = ("Issued", "Available")
_PLAIN = ("language", "publicationYear", "publisher", "version")
_SERIES = regex(
    r"(?P<venue>[^,;]{2,200}), (?P<volume>\d{1,5})(?:\((?P<issue>[\w-]{1,20})\))?"
    r"(?:, (?P<firstPage>\w{1,12})(?:[-–](?P<lastPage>\w{1,12}))?)?"
)
_SERIAL = frozenset(("ISSN", "EISSN", "ISBN"))
# Elements and members that hold several, with the name of one in XML.
_LISTS = {
    "creators": "creator",
    "contributors": "contributor",
    "titles": "title",
    "subjects": "subject",
    "dates": "date",
    "descriptions": "description",
    "alternateIdentifiers": "alternateIdentifier",
    "relatedIdentifiers": "relatedIdentifier",
    "relatedItems": "relatedItem",
    "sizes": "size",
    "formats": "format",
    "rightsList": "rights",
    "geoLocations": "geoLocation",
    "fundingReferences": "fundingReference",
}
# What repeats other members, or tells of the interface.
_PASSED = (
    "id",
    "prefix",
    "suffix",
    "schemaVersion",
    "schemaLocation",
    "xml",
    "isActive",
    "state",
    "providerId",
    "clientId",
)


def recognize(text: str) -> float:
    """How surely a text is DataCite's."""
    beginning = sample(text)
    marks = _OF_JSON if beginning else _OF_XML
    return 0.97 if all(mark.search(beginning or text[:SAMPLE]) for mark in marks) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records of a text, and a problem for each that is none."""
    if sample(text):
        return papers_in(objects(text, _ENVELOPES), _record)
    found = elements(text, "resource")
    return papers_in(
        (item if isinstance(item, Problem) else Located(item.lines, _members(item)) for item in found), _record
    )


def _members(resource: Element) -> dict[str, Any]:
    """The elements of a resource as the members that they have in JSON."""
    told: dict[str, Any] = {}
    for child in resource.children:
        one = _LISTS.get(child.name)
        told[child.name] = (
            [_object(item) for each in child.all(one) for item in _apart(each)] if one else _object(child)
        )
    identifier = told.pop("identifier", {})
    kind = text_of(identifier.get("identifierType")).casefold()
    types = told.pop("resourceType", {})
    plain = {name: _plain(told, name) for name in _PLAIN}
    return told | plain | {"types": types, kind or "doi": identifier.get("identifier")}


def _apart(element: Element) -> list[Element]:
    """An element, or the persons in it where an archive put several into one."""
    name = f"{element.name}Name"
    if len(element.every(name)) < 2:
        return [element]
    persons: list[Element] = []
    for child in element.children:
        if child.name == name or not persons:
            persons.append(type(element)(element.name, {}, child.lines[0]))
        persons[-1].children.append(child)
    return persons


def _object(element: Element) -> dict[str, Any]:
    """An element as an object: its attributes, its parts by their names, or its text by its own."""
    if element.is_text:
        return {**element.attributes, element.name: paragraphs(element.content)}
    told: dict[str, list[Any]] = {}
    for child in element.children:
        one, found = _LISTS.get(child.name), _object(child)
        value = [_object(item) for item in child.all(one)] if one else found
        told.setdefault(child.name, []).append(found[child.name] if found.keys() == {child.name} else value)
    return {**element.attributes, **{name: found[0] if len(found) == 1 else found for name, found in told.items()}}


def _record(found: Located) -> Record:
    told = found.value.get("attributes")
    members = Members(told if isinstance(told, dict) else found.value)
    members.drop(*_PASSED)
    kind = _kind(members)
    extra: dict[str, str] = {}
    creators = members.objects("creators")
    abstract = _abstract(members, extra)
    host = _host(members, extra) or _series(extra)
    extra["license"] = in_one(map(_rights, members.objects("rightsList")))
    published = members.text("publisher") or members.members("publisher").text("name")
    venue, publisher = venue_and_publisher(kind, host.get("venue"), published)
    return make_record(
        NAME,
        found.lines,
        title=_title(members, extra),
        authors=[name for name in map(_person, creators) if any(name)],
        affiliations=[place for creator in creators for place in _places(creator)],
        date=_date(members, extra),
        entry_type=kind,
        venue=venue,
        volume=host.get("volume"),
        number=host.get("issue") or host.get("number"),
        pages=page_range(host.get("firstPage"), host.get("lastPage")),
        publisher=publisher,
        abstract=abstract,
        doi=members.text("doi"),
        keywords=[text for subject in members.objects("subjects") if (text := text_of(subject.get("subject")))],
        url=members.text("url"),
        editors=_contributors(members, extra),
        extra=members.left() | extra,
    )


def _kind(members: Members) -> EntryType | None:
    """The kind that the type tells, or the archive's own word for it, which is kept where it says more."""
    types = members.members("types")
    general, own = types.text("resourceTypeGeneral") or "", types.text("resourceType") or ""
    members.put("types", None)
    members.put("resourceType", own if own.casefold().replace(" ", "") != general.casefold() else None)
    kind = _KINDS.get(general.casefold())
    if kind in {None, EntryType.THESIS} and general in {"", "Text", "Other", "Dissertation"}:
        kind = next((kind for kind, words in _WORDS if words.search(own)), kind)
    if kind is None and general not in {"", "Text", "Other"}:
        members.put("resourceTypeGeneral", general)
    return kind


def _title(members: Members, extra: dict[str, str]) -> str | None:
    """The title with its subtitle; those in other languages and forms are kept by what they are."""
    titles = members.objects("titles")
    plain = [text for title in titles if not title.get("titleType") and (text := _text(title, "title"))]
    for title in titles:
        kind, text = text_of(title.get("titleType")), _text(title, "title")
        if kind == "Subtitle" and plain and ": " not in plain[0]:
            plain[0] = with_subtitle(plain[0], text)
        elif kind and text:
            _keep(extra, kind, text)
    for other in plain[1:]:
        _keep(extra, "AlternativeTitle", other)
    return plain[0] if plain else extra.pop("TranslatedTitle", None)


def _text(found: Mapping[str, Any], name: str) -> str:
    return without_markup(text_of(found.get(name)).strip()) or ""


def _keep(extra: dict[str, str], name: str, text: str) -> None:
    extra[name] = in_one((extra.get(name), text))


def _person(found: Mapping[str, Any]) -> Name:
    """The name of a person in parts, or of an organization."""
    names = [(found.get(name), _plain(found, name)) for name in ("creatorName", "contributorName", "name")]
    named, whole = next(((held, text) for held, text in names if text), ({}, ""))
    kind = (named if isinstance(named, dict) else found).get("nameType")
    if kind == "Organizational":
        return Name(literal=whole)
    family, given = _plain(found, "familyName"), _plain(found, "givenName")
    return Name.of_parts(family, given) if family and given else Name.parse(whole or family)


def _places(found: Mapping[str, Any]) -> Iterator[str]:
    """The affiliations of a person."""
    told = found.get("affiliation")
    for place in told if isinstance(told, list) else [told]:
        yield _plain(place, "name") or _plain(place, "affiliation") if isinstance(place, dict) else text_of(place)


def _contributors(members: Members, extra: dict[str, str]) -> list[Name]:
    """The editors; who contributed otherwise is kept by what they did."""
    editors = []
    for found in members.objects("contributors"):
        name, role = _person(found), text_of(found.get("contributorType")) or "Other"
        if role == "Editor":
            editors.append(name)
        else:
            _keep(extra, role.casefold() if role == "Translator" else role, name.display)
    return editors


def _date(members: Members, extra: dict[str, str]) -> PartialDate | None:
    """When it was issued, or available, in the year of its publication; what other dates tell is kept."""
    year = PartialDate.find(members.text("publicationYear") or "")
    dates = [(text_of(date.get("dateType")), text_of(date.get("date"))) for date in members.objects("dates")]
    told = [found for kind in _PUBLISHED for name, text in dates if name == kind and (found := PartialDate.find(text))]
    best = next((found for found in told if year is None or found.year == year.year), year)
    for name, text in dates:
        if name not in _PUBLISHED or best is None or PartialDate.find(text) != best:
            _keep(extra, "dates", f"{name} {text}".strip())
    return best


def _abstract(members: Members, extra: dict[str, str]) -> str | None:
    """The abstract, or what archives put in its place; other descriptions are kept by what they are."""
    found = None
    descriptions = members.objects("descriptions")
    kinds = {text_of(told.get("descriptionType")) for told in descriptions}
    wanted = "Abstract" if "Abstract" in kinds else "Other"
    for told in descriptions:
        kind, text = text_of(told.get("descriptionType")), _text(told, "description")
        if kind == wanted and found is None:
            found = text
        elif text:
            _keep(extra, kind or "description", text)
    return found


def _rights(found: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (_text(found, "rights"), text_of(found.get("rightsURI") or found.get("rightsUri")))))


def _host(members: Members, extra: dict[str, str]) -> dict[str, str]:
    """What it was published in: title, volume, issue, pages."""
    items = Members({"items": members.peek("relatedItems")}).objects("items")
    inside = next((item for item in items if item.get("relationType") == "IsPublishedIn"), None)
    if inside is None:
        return _container(members, extra)
    host = {name: _plain(inside, name) for name in ("volume", "issue", "number", "firstPage", "lastPage")}
    extra["edition"] = _plain(inside, "edition")
    identifier = Members(inside).members("relatedItemIdentifier")
    if (kind := identifier.text("relatedItemIdentifierType")) in _SERIAL:
        extra[kind or ""] = identifier.text("relatedItemIdentifier") or ""
    return host | {"venue": _title(Members(inside), {}) or ""}


def _series(extra: Mapping[str, str]) -> dict[str, str]:
    """What it was published in as archives told it before there were related items: "Annals, 2(9), 3-4"."""
    found = _SERIES.fullmatch(extra.get("SeriesInformation", ""))
    return {name: text for name, text in found.groupdict().items() if text} if found else {}


def _plain(told: Mapping[str, Any], name: str) -> str:
    """The text of a member, which in XML may have attributes."""
    value = told.get(name)
    return text_of(value.get(name)) if isinstance(value, dict) else text_of(value)


def _container(members: Members, extra: dict[str, str]) -> dict[str, str]:
    """The journal or series as DataCite's interface tells it."""
    container = members.members("container")
    names = {"venue": "title", "volume": "volume", "issue": "issue", "firstPage": "firstPage", "lastPage": "lastPage"}
    host = {name: text for name, own in names.items() if (text := container.text(own))}
    if host and text_of(container.peek("identifierType")) in _SERIAL:
        extra[text_of(container.peek("identifierType"))] = container.text("identifier") or ""
        container.drop("identifierType", "type")
    return host


READER = Reader(NAME, "DataCite's XML and JSON (also as Zenodo gives it)", recognize, read)
