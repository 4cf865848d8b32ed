"""PubMed's XML (dtd.nlm.nih.gov/ncbi/pubmed): articles, books and chapters, as efetch and the site export them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._record import NO_PAPER, gathered, in_one, make_record, tells_of_a_paper
from readlist.formats._tagged.values import pages
from readlist.formats._xml import NOTHING, Element, begins, elements
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "pubmed_xml"
_UNAVAILABLE = "[Not Available]"

# What a type of publication in PubMed's vocabulary is here; the first that fits counts.
_TYPES = {
    "Preprint": EntryType.PREPRINT,
    "Academic Dissertation": EntryType.THESIS,
    "Technical Report": EntryType.REPORT,
    "Dataset": EntryType.DATASET,
}
_KNOWN_OF_ARTICLE = """
    Journal ArticleTitle Pagination ELocationID Abstract AuthorList ArticleDate PublicationTypeList
    KeywordList Book PMID ArticleIdList PublicationType
""".split()
_KNOWN_OF_CITATION = "PMID Article KeywordList MeshHeadingList".split()
_KNOWN_OF_BOOK = "Publisher BookTitle PubDate AuthorList ELocationID".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is PubMed's XML."""
    return begins(text, r"<(?:Pubmed(?:Book)?Article(?:Set)?|MedlineCitation(?:Set)?)[\s/>]")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The articles, books and chapters in the order of the text."""
    bare = re.search(r"<Pubmed(?:Book)?Article[\s/>]", text) is None and "<MedlineCitation" in text
    for item in elements(text, *(("MedlineCitation",) if bare else ("PubmedArticle", "PubmedBookArticle"))):
        if isinstance(item, Problem):
            yield item
            continue
        book = item.first("BookDocument")
        citation = item if bare else item.first("MedlineCitation") or NOTHING
        record = _part_of_book(item, book) if book else _article(item, citation)
        known = tells_of_a_paper(record) or "PMID" in record.extra
        yield record if known else Problem(item.lines, NO_PAPER, item.listed)


def _article(item: Element, citation: Element) -> Record:
    article = citation.first("Article") or NOTHING
    journal = article.first("Journal") or NOTHING
    issue = journal.first("JournalIssue") or NOTHING
    authors = article.first("AuthorList") or NOTHING
    ids = _ids(item, citation, article)
    types = article.every("PublicationTypeList", "PublicationType") or article.every("PublicationType")
    return make_record(
        NAME,
        item.lines,
        title=_title(article),
        authors=_people(authors),
        authors_complete=authors.attributes.get("CompleteYN") != "N",
        affiliations=_affiliations(authors),
        date=_date(issue.first("PubDate")) or _date(article.first("ArticleDate")),
        entry_type=next((_TYPES[name] for name in types if name in _TYPES), EntryType.ARTICLE),
        venue=journal.get("Title") or citation.get("MedlineJournalInfo", "MedlineTA"),
        volume=issue.get("Volume"),
        number=issue.get("Issue"),
        pages=_pages(article),
        abstract=_abstract(article.first("Abstract")),
        doi=ids.pop("doi", None),
        arxiv=next((text for text in ids.values() if text.casefold().startswith("arxiv:")), None),
        keywords=(*citation.every("MeshHeadingList", "MeshHeading", "DescriptorName"), *_keywords(citation, article)),
        url=_address(ids),
        extra={
            **citation.others(*_KNOWN_OF_CITATION),
            **article.others(*_KNOWN_OF_ARTICLE),
            **journal.others("Title", "JournalIssue"),
            **(article.first("Abstract") or NOTHING).others("AbstractText"),
            "PublicationType": in_one(types),
            "QualifierName": in_one(citation.every("MeshHeadingList", "MeshHeading", "QualifierName")),
            **ids,
            **_author_ids(authors),
            "Season": issue.get("PubDate", "Season"),
            "PublicationStatus": item.get("PubmedData", "PublicationStatus"),
        },
    )


def _part_of_book(item: Element, document: Element) -> Record:
    """A book, or the part of it that an article title with the part's name is of."""
    book = document.first("Book") or NOTHING
    title = document.first("ArticleTitle")
    is_part = title is not None and "part" in title.attributes
    ids = _ids(item, document, book)
    of_book = [group for group in book.all("AuthorList") if group.attributes.get("Type") != "editors"]
    editors = [group for group in book.all("AuthorList") if group.attributes.get("Type") == "editors"]
    of_part = [group for group in document.all("AuthorList") if group.attributes.get("Type") != "editors"]
    authors = of_part or of_book
    return make_record(
        NAME,
        item.lines,
        title=_title(document) if is_part else book.get("BookTitle"),
        authors=[name for group in authors for name in _people(group)],
        authors_complete=all(group.attributes.get("CompleteYN") != "N" for group in authors),
        affiliations=[place for group in authors for place in _affiliations(group)],
        editors=[name for group in editors for name in _people(group)],
        date=_date(book.first("PubDate")) or _date(document.first("ContributionDate")),
        entry_type=EntryType.CHAPTER if is_part else EntryType.BOOK,
        venue=book.get("BookTitle") if is_part else None,
        volume=book.get("Volume"),
        pages=_pages(document),
        publisher=book.get("Publisher", "PublisherName"),
        abstract=_abstract(document.first("Abstract")),
        doi=ids.pop("doi", None),
        keywords=_keywords(document),
        url=_address(ids),
        extra={
            **document.others(*_KNOWN_OF_ARTICLE),
            **book.others(*_KNOWN_OF_BOOK, "Volume"),
            **(document.first("Abstract") or NOTHING).others("AbstractText"),
            "ArticleTitle": None if is_part or title is None else title.line,
            "PublisherLocation": book.get("Publisher", "PublisherLocation"),
            "PublicationType": in_one(document.every("PublicationType")),
            **ids,
            "PublicationStatus": item.get("PubmedBookData", "PublicationStatus"),
        },
    )


def _title(article: Element) -> str:
    """The title without the point that PubMed sets behind it, or the one in the paper's own language."""
    title = article.get("ArticleTitle").removesuffix(".")
    if title in {"", _UNAVAILABLE}:
        title = article.get("VernacularTitle").removesuffix(".")
    return f"{title}." if title.endswith("..") else title


def _people(group: Element) -> list[Name]:
    return [
        Name.of_parts(person.get("LastName"), person.get("ForeName") or person.get("Initials"), person.get("Suffix"))
        if person.get("LastName")
        else Name(literal=person.get("CollectiveName") or person.get("ForeName"))
        for person in group.children
        if person.attributes.get("ValidYN") != "N"
        and (person.get("LastName") or person.get("CollectiveName") or person.get("ForeName"))
    ]


def _affiliations(group: Element) -> list[str]:
    return [place.line for place in group.within("Affiliation")]


def _author_ids(group: Element) -> dict[str, str]:
    """The identifiers of people by the register that gave them, such as ORCID, each with the name it is of."""
    return gathered(
        (
            identifier.attributes.get("Source", "Identifier"),
            " ".join(filter(None, (person.get("ForeName"), person.get("LastName"), identifier.line))),
        )
        for person in group.children
        for identifier in person.all("Identifier")
    )


def _date(date: Element | None) -> str:
    if date is None:
        return ""
    day = " ".join(filter(None, (date.get("Day"), date.get("Month"), date.get("Year"))))
    numeric = "-".join(filter(None, (date.get("Year"), date.get("Month"), date.get("Day"))))
    return date.get("MedlineDate") or (numeric if date.get("Month").isdecimal() else day)


def _pages(article: Element) -> str | None:
    told = article.get("Pagination", "MedlinePgn")
    return pages(told) or pages(article.get("Pagination", "StartPage"), article.get("Pagination", "EndPage"))


def _abstract(abstract: Element | None) -> str:
    """The paragraphs of an abstract, those of a structured one with their labels."""
    if abstract is None:
        return ""
    texts = [(text.attributes.get("Label", ""), text.line) for text in abstract.all("AbstractText")]
    return "\n".join(f"{label}: {text}" if label and text else text for label, text in texts)


def _keywords(*places: Element) -> list[str]:
    return [word for place in places for word in place.every("KeywordList", "Keyword")]


def _ids(item: Element, citation: Element, article: Element) -> dict[str, str]:
    """The identifiers of a paper by their kind: PMID, doi, pmc, pii and others."""
    found = {"PMID": citation.get("PMID")}
    places = [place for owner in (item.first("PubmedData"), citation) if owner for place in owner.all("ArticleIdList")]
    told = [identifier for place in places for identifier in place.all("ArticleId")]
    for identifier in (*article.all("ELocationID"), *told):
        kind = identifier.attributes.get("IdType") or identifier.attributes.get("EIdType") or "ArticleId"
        if kind != "pubmed" and identifier.attributes.get("ValidYN") != "N":
            found.setdefault(kind, identifier.line)
    return {kind: text for kind, text in found.items() if text}


def _address(ids: dict[str, str]) -> str | None:
    if "bookaccession" in ids:
        return f"https://www.ncbi.nlm.nih.gov/books/{ids['bookaccession']}/"
    return f"https://pubmed.ncbi.nlm.nih.gov/{ids['PMID']}/" if "PMID" in ids else None


READER = Reader(NAME, "PubMed XML", recognize, read)
