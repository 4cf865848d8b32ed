"""JATS, the XML of journal articles (jats.nlm.nih.gov), as PubMed Central and publishers hand it out; of NLM's, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._record import gathered, in_one, make_record, papers_in, with_subtitle
from readlist.formats._tagged.values import date as date_of
from readlist.formats._tagged.values import pages
from readlist.formats._xml import NOTHING, begins, elements
from readlist.model.names import Name
from readlist.model.paper import EntryType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.dates import PartialDate
    from readlist.model.paper import Record

NAME = "jats"
_MARKS = frozenset(("label", "xref", "institution-id"))  # signs and numbers among words
_NAMES = frozenset(("name", "string-name", "collab"))
_OTHER_PEOPLE = frozenset(("editor", "reviewer", "translator"))
_ISSUE = ("ppub", "epub-ppub", "collection")  # the dates of an issue, before that of the article
_LATE = frozenset(("pmc-release", "nihms-submitted"))  # days on which a copy came out
_KNOWN = """
    article-id title-group contrib-group aff pub-date volume issue fpage lpage page-range elocation-id abstract
    kwd-group article-categories self-uri related-article history article-version
""".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is an article in JATS: what stands before its text, and journal or article in it."""
    return begins(text, r"<front>", r"<(?:article|journal)-meta>")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The articles in the order of the text."""
    return papers_in(elements(text, "article"), _record)


def _record(article: Element) -> Record:
    front = article.first("front") or NOTHING
    journal = front.first("journal-meta") or NOTHING
    meta = front.first("article-meta") or NOTHING
    for mark in meta.within(*_MARKS):
        mark.text, mark.children = "", []
    people = [person for group in meta.all("contrib-group") for person in group.all("contrib")]
    authors = [person for person in people if person.attributes.get("contrib-type") not in _OTHER_PEOPLE]
    names = [name for person in authors for name in _names(person)]
    ids = _ids(meta)
    page_numbers = pages(meta.get("fpage"), meta.get("lpage")) or pages(meta.get("page-range"))
    abstract, others = _abstracts(meta)
    return make_record(
        NAME,
        article.lines,
        title=with_subtitle(meta.get("title-group", "article-title"), meta.get("title-group", "subtitle")),
        authors=names,
        affiliations=_affiliations(meta, authors),
        date=_date(meta),
        entry_type=EntryType.ARTICLE,
        venue=journal.get("journal-title-group", "journal-title") or journal.get("journal-title"),
        volume=meta.get("volume"),
        number=meta.get("issue"),
        pages=page_numbers or meta.get("elocation-id"),
        publisher=journal.get("publisher", "publisher-name"),
        abstract=abstract,
        doi=ids.pop("doi", None),
        arxiv=ids.pop("arxiv", None),
        keywords=[word for group in meta.all("kwd-group") for word in _words(group)],
        addresses=_addresses(meta, ids),
        extra={
            **_extra(journal, meta, ids, article.attributes.get("article-type", "")),
            **others,
            "elocation-id": meta.get("elocation-id") if page_numbers else None,
            "ORCID": in_one(_identifiers(authors)),
            **_other_people(people),
        },
    )


def _extra(journal: Element, meta: Element, ids: Mapping[str, str], kind: str) -> dict[str, str | None]:
    """What is told of journal and article that has no place in a record."""
    return {
        **_of_journal(journal),
        **meta.others(*_KNOWN),
        **gathered((_kind_of(day) or "date", str(_day(day) or "")) for day in meta.all("history", "date")),
        **_related(meta),
        **gathered(("on-behalf-of", name.line) for name in meta.within("on-behalf-of")),
        "series-title": meta.get("article-categories", "series-title"),
        "season": meta.get("pub-date", "season"),
        "license": next((part.attributes.get("href", "") for part in meta.within("license")), ""),
        **ids,
        "article-type": kind if kind != "research-article" else None,
        "subject": in_one(subject.line for subject in meta.within("subject")),
        "alt-title": in_one(meta.every("title-group", "alt-title")),
        "trans-title": in_one(meta.every("title-group", "trans-title-group", "trans-title")),
    }


def _names(person: Element) -> list[Name]:
    """The name of a person, the first of several that are told of it, or that of a group."""
    told = next((name for name in person.within() if name.name in _NAMES), None)
    if told is None:
        return [Name(literal="et al.")] if person.first("etal") else []
    parts = tuple(told.get(part) for part in ("surname", "given-names", "suffix"))
    if parts[0]:
        return [Name.of_parts(*parts)]
    if told.name == "collab":
        for group in told.all("contrib-group"):  # the members of the group
            group.children = []
        return [Name(literal=told.get("institution") or told.line)]
    return [Name.parse(told.line)] if told.line else []


def _other_people(people: Iterable[Element]) -> dict[str, str]:
    """Who else had a part in an article, by what they did."""
    told = ((person.attributes.get("contrib-type", ""), person) for person in people)
    others = ((f"{did} of the article", _names(person)) for did, person in told if did in _OTHER_PEOPLE)
    return gathered((did, name.display) for did, names in others for name in names)


def _identifiers(authors: Iterable[Element]) -> Iterator[str]:
    for person in authors:
        for identifier in person.all("contrib-id"):
            yield " ".join((*(name.display for name in _names(person)), identifier.line))


def _affiliations(meta: Element, authors: list[Element]) -> list[str]:
    """Where the authors are from: the places that they point to, or all of them where they point to none."""
    pointers = {pointer.attributes.get("rid", "") for person in authors for pointer in person.all("xref")}
    called = {name for several in pointers for name in several.split()}
    places = [*meta.within("aff")]
    own = [place for place in places if place.attributes.get("id") in called]
    return [place.line.strip(" ,;") for place in own or places]


def _date(meta: Element) -> PartialDate | None:
    """The date of the issue, as exactly as that of the article tells it; that of the article where there is none."""
    told = [day for day in meta.all("pub-date") if _kind_of(day) not in _LATE] or [*meta.all("pub-date")]
    first, *others = sorted(told, key=lambda day: _kind_of(day) not in _ISSUE) or [NOTHING]
    return date_of(_text_of_day(first), *map(_text_of_day, others))


def _day(day: Element) -> PartialDate | None:
    return date_of(_text_of_day(day))


def _text_of_day(day: Element) -> str:
    parts = tuple(day.get(part) for part in ("year", "month", "day"))
    numeric = "-".join(f"{part:0>2}" for part in parts if part)
    return numeric if numeric.replace("-", "").isdecimal() else day.line


def _kind_of(part: Element) -> str:
    """What an element says that it is by an attribute such as ``abstract-type``."""
    names = ("abstract-type", "pub-type", "date-type")
    return next((part.attributes[name] for name in names if name in part.attributes), "")


def _abstracts(meta: Element) -> tuple[str, dict[str, str]]:
    """The abstract, the first that is none of a kind, and the others by what they are."""
    told = [(_kind_of(part), _prose(part)) for part in meta.all("abstract")]
    own = next((text for kind, text in told if not kind), "")
    return own, gathered((kind or "abstract", text) for kind, text in told if text != own)


def _prose(part: Element) -> str:
    """The paragraphs of an abstract, those of a section with its title; titles of the whole are left out."""
    lines: list[str] = []
    for child in part.children:
        if child.name == "sec":
            title = child.get("title").rstrip(":. ")
            text = _prose(child)
            lines.append(f"{title}: {text}" if title and text else title or text)
        elif child.name not in {"title", "object-id"}:
            lines.append(child.line)
    return "\n".join(filter(None, lines)) if part.children and not part.text.strip() else part.line


def _words(group: Element) -> list[str]:
    return [word.line for word in group.within("kwd", "compound-kwd") if word.line]


def _ids(meta: Element) -> dict[str, str]:
    """The identifiers of an article by their kind."""
    found = {i.attributes.get("pub-id-type", "article-id"): i.line for i in meta.all("article-id") if i.line}
    pmc = found.pop("pmc", "") or found.pop("pmcid", "")
    pmid = found.pop("pmid", "")
    return {"PMID": pmid, "PMCID": f"PMC{pmc.removeprefix('PMC')}" if pmc else "", **found}


def _addresses(meta: Element, ids: dict[str, str]) -> list[str]:
    own = (uri.attributes.get("href") or uri.line for uri in meta.all("self-uri"))
    in_pmc = [f"https://www.ncbi.nlm.nih.gov/pmc/articles/{ids['PMCID']}/"] if ids["PMCID"] else []
    return [uri for uri in own if uri.startswith("http")] or in_pmc


def _of_journal(journal: Element) -> dict[str, str]:
    short = (name.line for name in journal.all("journal-id") if name.attributes.get("journal-id-type") == "iso-abbrev")
    return {
        "issn": in_one(journal.every("issn")),
        "iso-abbrev": next(short, "") or journal.get("journal-title-group", "abbrev-journal-title"),
        "publisher-loc": journal.get("publisher", "publisher-loc"),
    }


def _related(meta: Element) -> dict[str, str]:
    """The articles that this one is about, such as one that it corrects."""
    others = ((other, other.attributes) for other in meta.all("related-article"))
    return gathered((of.get("related-article-type", other.name), of.get("href") or other.line) for other, of in others)


READER = Reader(NAME, "JATS, the XML of PubMed Central and of publishers", recognize, read)
