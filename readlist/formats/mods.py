"""MODS, the Library of Congress's XML for catalogues (loc.gov/standards/mods), which bibutils writes too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._people import as_catalogued
from readlist.formats._record import (
    gathered,
    in_one,
    make_record,
    page_range,
    papers_in,
    venue_and_publisher,
    with_subtitle,
)
from readlist.formats._xml import NOTHING, Element, begins, elements
from readlist.model.identifiers import find_urls
from readlist.model.names import Name
from readlist.model.paper import EntryType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "mods"

# What genres of a work, or else of what holds it, are here: words that occur in them; the first that fits counts.
_GENRES = (
    ("master", EntryType.MASTERS_THESIS),
    ("diplom", EntryType.MASTERS_THESIS),
    ("thesis", EntryType.THESIS),
    ("theses", EntryType.THESIS),
    ("dissertation", EntryType.THESIS),
    ("preprint", EntryType.PREPRINT),
    ("report", EntryType.REPORT),
    ("conference", EntryType.CONFERENCE),
    ("proceedings", EntryType.CONFERENCE),
    ("chapter", EntryType.CHAPTER),
    ("section", EntryType.CHAPTER),
    ("article", EntryType.ARTICLE),
    ("software", EntryType.SOFTWARE),
    ("dataset", EntryType.DATASET),
    ("web", EntryType.WEB),
    ("book", EntryType.BOOK),
    ("monograph", EntryType.BOOK),
)
_GENRES_OF_HOST = (
    ("conference", EntryType.CONFERENCE),
    ("proceedings", EntryType.CONFERENCE),
    ("journal", EntryType.ARTICLE),
    ("periodical", EntryType.ARTICLE),
    ("magazine", EntryType.ARTICLE),
    ("newspaper", EntryType.ARTICLE),
    ("book", EntryType.CHAPTER),
)
_AUTHOR = frozenset(
    "author creator aut cre author/creator dissertant dis composer cmp artist art programmer prg".split()
)
_EDITOR = frozenset("editor edt".split())
_VOLUME, _NUMBER, _ARTICLE = ("volume",), ("issue", "number", "no."), ("page", "pages", "article")
_DATES = "dateIssued date dateCreated copyrightDate dateOther".split()
_KNOWN = "titleInfo name originInfo relatedItem part genre abstract subject identifier location typeOfResource".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is MODS."""
    return begins(text, r"<(?:\w{1,20}:)?mods(?:Collection)?[\s>]", r"<(?:\w{1,20}:)?titleInfo[\s>]|loc\.gov/mods")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The records in the order of the text."""
    return papers_in(elements(text, "mods"), _record)


def _record(item: Element) -> Record:
    host = next((other for other in item.all("relatedItem") if other.attributes.get("type") == "host"), NOTHING)
    part = item.first("part") or host.first("part") or next(host.within("part"), NOTHING)
    names = [(role, name) for owner in (item, host) for role, name in _people(owner)]
    ids = _ids(item, host)
    addresses = [*item.every("location", "url"), ids.get("uri", "")]
    links = [link for address in addresses for link in find_urls(address)]
    genres = [*item.every("genre"), item.get("typeOfResource")]
    kind = _kind(genres, host, item.every("originInfo", "issuance"))
    issued_by = [name for owner in (item, host) for name in owner.every("originInfo", "publisher")]
    venue, publisher = venue_and_publisher(kind, _title(host), next(iter(issued_by), ""))
    return make_record(
        NAME,
        item.lines,
        title=_title(item),
        authors=[name for role, name in names if role == "author"],
        authors_complete=item.first("name", "etal") is None,
        affiliations=item.every("name", "affiliation"),
        editors=[name for role, name in names if role == "editor"],
        date=_date(item, host),
        entry_type=kind,
        venue=venue,
        volume=_detail(part, _VOLUME),
        number=_detail(part, _NUMBER),
        pages=_pages(part),
        publisher=publisher,
        abstract="\n".join(item.every("abstract")),
        doi=ids.pop("doi", None),
        arxiv=ids.get("arxiv"),
        keywords=[word for subject in item.all("subject") for word in subject.every("topic")],
        addresses=links,
        citekey=ids.pop("citekey", None) or item.attributes.get("ID"),
        extra={
            **_other_fields(item, host, part),
            **ids,
            "publisher": in_one(issued_by[1:]),
            "genre": "; ".join(genre for genre in genres if genre not in {"", "text"}),
            "url": "; ".join(address for address in addresses if address and not find_urls(address)),
        },
    )


def _other_fields(item: Element, host: Element, part: Element) -> dict[str, str]:
    """What has no place in a record, by the names of the elements, of people by their roles."""
    people = (*_people(item), *_people(host))
    others = (other for other in item.all("relatedItem") if other is not host)
    return {
        **item.others(*_KNOWN),
        **_others_of(host, "originInfo", "publisher", *_DATES),
        **_others_of(item, "originInfo", "publisher", "dateIssued"),
        **_place(host, item),
        **_others_of(item, "location", "url"),
        **_others_of(part, "extent", "start", "end", "list"),
        **_others_of(item, "subject", "topic"),
        **gathered((role, name.display) for role, name in people if role not in {"author", "editor"}),
        **gathered((other.attributes.get("type", other.name), _title(other)) for other in others),
        **gathered((kind, text) for kind, text in _details(part) if kind not in {*_VOLUME, *_NUMBER, *_ARTICLE}),
        "shortjournal": next((title.get("title") for title in host.all("titleInfo") if _is_short(title)), ""),
        "title": in_one(_titles(item)[1:]),
    }


def _others_of(owner: Element, name: str, *known: str) -> dict[str, str]:
    return gathered(member for group in owner.all(name) for member in group.others(*known).items())


def _place(*owners: Element) -> dict[str, str]:
    """The places by name, or by their codes where they have no name."""
    terms = [term for owner in owners for term in owner.all("originInfo", "place", "placeTerm")]
    named = [term for term in terms if term.attributes.get("type") != "code"] or terms
    return gathered(("place", term.line) for term in named)


def _is_short(title: Element) -> bool:
    return title.attributes.get("type") == "abbreviated"


def _title(item: Element) -> str:
    return next(iter(_titles(item)), "")


def _titles(item: Element) -> list[str]:
    """The title proper, before those of a type such as an abbreviation."""
    return list(map(_whole, sorted(item.all("titleInfo"), key=lambda title: "type" in title.attributes)))


def _whole(title: Element) -> str:
    """A title with its article, subtitle and the part that it names."""
    article, main = title.get("nonSort"), title.get("title")
    before = article if not article or article.endswith(("'", "’", "-")) else f"{article} "
    whole = with_subtitle(before + main, title.get("subTitle"))
    return ". ".join(filter(None, (whole, title.get("partNumber"), title.get("partName")))) or title.line


def _people(item: Element) -> Iterator[tuple[str, Name]]:
    """The people of a work, each with the role: author, editor or as the source names it."""
    for person in item.all("name"):
        roles = [text.casefold().strip(" .") for text in person.every("role", "roleTerm")]
        name = _name(person)
        if name is None:
            continue
        if not roles or _AUTHOR.intersection(roles):
            yield "author", name
        else:
            yield ("editor" if _EDITOR.intersection(roles) else roles[0]), name


def _name(person: Element) -> Name | None:
    parts: dict[str, list[str]] = {}
    for part in person.all("namePart"):
        parts.setdefault(part.attributes.get("type", ""), []).append(part.line)
    family, given, plain = (" ".join(filter(None, parts.get(kind, ()))) for kind in ("family", "given", ""))
    if family or given:
        suffixes = [text.strip(" ,") for text in parts.get("termsOfAddress", ())]
        return Name.of_parts(family, given, " ".join(suffixes))
    text = plain or person.get("displayForm")
    if not text:
        return None
    if person.attributes.get("type") in {"corporate", "conference"}:
        return Name(literal=text)
    return Name.parse(as_catalogued(text))


def _date(item: Element, host: Element) -> str:
    """The date that the record is sorted by, or else the first of publication, creation, copyright."""
    owners = (*item.all("originInfo"), *item.all("part"), *host.all("originInfo"), *host.all("part"))
    dates = [date for name in _DATES for owner in owners for date in owner.all(name) if date.line]
    dates = [date for date in dates if date.attributes.get("point") != "end" and date.line[0] not in "-–"] or dates
    return next(
        (date.line for date in dates if date.attributes.get("keyDate") == "yes"), dates[0].line if dates else ""
    )


def _kind(genres: Iterable[str], host: Element, issued: Iterable[str]) -> EntryType | None:
    """The type by the genres of the work, or of what holds it, or by how it was issued where nothing holds it."""
    own = " ".join(genres).casefold()
    held = " ".join(host.every("genre")).casefold()
    told = next((kind for word, kind in _GENRES if word in own), None)
    by_host = next((kind for word, kind in _GENRES_OF_HOST if word in held), None)
    if host.name and by_host and told in {None, EntryType.BOOK}:
        return by_host
    if told is None and not host.name and "monographic" in issued:
        return EntryType.BOOK
    if told is None and host.name:
        return EntryType.ARTICLE if any(host.within("detail")) or _ids(host).get("issn") else None
    return told


def _details(part: Element) -> Iterator[tuple[str, str]]:
    """What is counted in what holds a work, such as its volumes, and which of them it is."""
    for detail in part.all("detail"):
        yield detail.attributes.get("type", detail.name).casefold(), detail.get("number") or detail.line


def _detail(part: Element, kinds: Iterable[str]) -> str:
    return next((text for kind, text in _details(part) if kind in kinds), "")


def _pages(part: Element) -> str:
    for extent in part.all("extent"):
        if extent.attributes.get("unit", "page").casefold().startswith("p"):
            return extent.get("list") or page_range(extent.get("start"), extent.get("end"))
    return _detail(part, _ARTICLE)


def _ids(*owners: Element) -> dict[str, str]:
    """The identifiers by their type."""
    told = (identifier for owner in owners for identifier in owner.all("identifier"))
    return gathered((one.attributes.get("type", "identifier").casefold(), one.line) for one in told)


READER = Reader(NAME, "MODS", recognize, read)
