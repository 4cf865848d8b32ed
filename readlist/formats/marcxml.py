"""MARC 21 in XML, the notation of library catalogues (loc.gov/marc), alone or in the answer of a server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import Reader
from readlist.formats._people import parted
from readlist.formats._record import gathered, in_one, make_record, of_paper, venue_and_publisher, with_subtitle
from readlist.formats._xml import begins, elements
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "marcxml"
_FRAME = regex(r"<(?:\w{1,20}:)?(recordData|metadata)(?:\s[^<>]{0,500})?>\s{0,200}<(?:\w{1,20}:)?record[\s>]")
_LEADER = regex(r"[\d ]{0,5}[a-z ]([a-z])([a-z])")  # the material, and whether the work is whole or a part of one
_CODED_YEAR = regex(r"\S{6}[a-z](\d{4})")
_SIGNS = regex(r"[\s,:;/=]{1,9}\Z|(?:(?<=[^\W\d_]{3})|(?<=[)\]\d]))\.\Z")  # between the fields of a catalogue
_EDITED = regex(r"\b(?:eds?\.|edit(?:ed|ors?)\b|hrsg|herausgegeben)", re.IGNORECASE)
_AUTHORS = frozenset("aut cre dis author creator verfasser verfasserin auteur autor".split())
_EDITORS = frozenset("edt com editor compiler ed hrsg herausgeber herausgeberin".split())
_THESIS = regex(r"thesis|theses|dissertation|hochschulschrift|\bdiss\b", re.IGNORECASE)
_MASTERS = regex(r"master|diplom|magister|bachelor|\bM\. ?[AS]\.", re.IGNORECASE)
_SCHOOL = regex(r"--\s?([^\d]{3,200}?),?\s(?:1[5-9]|20)\d\d\b")
_SAID = regex(r"\b(volume|number|year|month|day|pages):\s?([^,;|]{1,60})")  # to machines
_VOLUME = regex(r"\b(?:vol(?:ume)?|bd|jg|v)\b\.?\s?(\d{1,4})\b", re.IGNORECASE)
_NUMBER = regex(r"\b(?:no|nr|number|issue|heft)\b\.?\s?(\d{1,4}(?:[-/]\d{1,4})?)\b", re.IGNORECASE)
_PAGES = regex(r"\b(?:pp?|pages?|seiten?|s)\b\.?\s?([A-Za-z]?\d{1,6}(?:\s?[-–]\s?[A-Za-z]?\d{1,6})?)", re.IGNORECASE)
_ENUMERATED = regex(r"(\d{1,4})(?::(\d{1,4}(?:[-/]\d{1,4})?))?(?:[:\d-]{0,20}<(\w{1,10}))?")
_PEOPLE, _BODIES, _MEETINGS = ("100", "700"), ("110", "710"), ("111", "711")
_SUPERVISORS = ("701",)  # of a thesis, as INSPIRE has them
_SUBJECTS = ("650", "651", "653", "689")


class _Place(NamedTuple):
    """What a part says of where in its host it stands."""

    volume: str = ""
    number: str = ""
    pages: str = ""
    date: PartialDate | None = None


def recognize(text: str) -> float:
    """How sure a cleaned text is MARC 21 in XML, with the title or an identifier of a work."""
    return begins(text, r"<(?:\w{1,20}:)?datafield\s[^<>]{0,300}tag=[\"'](?:245|024)[\"']")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records in the order of the text; servers put each into an element of their own."""
    frame = _FRAME.search(text)
    for item in elements(text, frame[1] if frame else "record"):
        if isinstance(item, Problem):
            yield item
        else:
            yield of_paper(_record(_Fields(item.first("record") or item), item.lines), item)


class _Fields:
    """The fields of a record by their tags."""

    def __init__(self, record: Element) -> None:
        self.leader = record.get("leader")
        self.coded = next((field.line for field in record.all("controlfield") if _tag(field) == "008"), "")
        self._by_tag: dict[str, list[Element]] = {}
        for field in record.all("datafield"):
            self._by_tag.setdefault(_tag(field), []).append(field)

    def all(self, *tags: str) -> list[Element]:
        """The fields of some tags."""
        return [field for tag in tags for field in self._by_tag.get(tag, ())]

    def texts(self, tags: tuple[str, ...], codes: str) -> list[str]:
        """What the subfields of some codes say in the fields of some tags."""
        return [text for field in self.all(*tags) for text in _texts(field, codes)]

    def text(self, tag: str, codes: str) -> str:
        """The first of these."""
        return next(iter(self.texts((tag,), codes)), "")


def _tag(field: Element) -> str:
    return field.attributes.get("tag", "")


def _texts(field: Element, codes: str) -> list[str]:
    """What the subfields of some codes say, in their order, without the signs behind them."""
    return [told for text in _prose(field, codes) if (told := _SIGNS.sub("", text))]


def _prose(field: Element, codes: str) -> list[str]:
    """The same with the signs, which belong to sentences."""
    return [part.line for part in field.all("subfield") if part.attributes.get("code", " ") in codes]


def _record(fields: _Fields, lines: tuple[int, int]) -> Record:
    kind = _kind(fields)
    place = _place(fields)
    people = list(_people(fields))
    publisher = next(iter(fields.texts(("264", "260"), "b")), "")
    host = fields.text("773", "t") or next((text for field in fields.all("773") for text in _prose(field, "p")), "")
    school = fields.text("502", "c") or (found[1] if (found := _SCHOOL.search(fields.text("502", "a"))) else "")
    venue, publisher_apart = venue_and_publisher(kind, host or school, publisher)
    return make_record(
        NAME,
        lines,
        title=_title(fields),
        authors=[name for role, name in people if role == "author"],
        editors=[name for role, name in people if role == "editor"],
        date=_date(fields, place),
        entry_type=kind,
        venue=venue,
        volume=place.volume,
        number=place.number,
        pages=place.pages,
        publisher=publisher_apart,
        abstract="\n".join(" ".join(_prose(field, "ab")) for field in fields.all("520")),
        doi=next(filter(find_doi, fields.texts(("024",), "a")), ""),
        arxiv=next(filter(find_arxiv, _reports(fields)), None),
        keywords=dict.fromkeys(" -- ".join(_texts(field, "axyz")) for field in fields.all(*_SUBJECTS)),
        addresses=[link for text in fields.texts(("856",), "u") for link in find_urls(text)],
        extra=_others(fields, people),
    )


def _reports(fields: _Fields) -> list[str]:
    """The numbers of reports, those of arXiv named as such."""
    told = (("arXiv:" * ("arXiv" in _texts(field, "9")), _texts(field, "a")) for field in fields.all("037"))
    return [text if ":" in text else mark + text for mark, texts in told for text in texts]


def _others(fields: _Fields, people: list[tuple[str, Name]]) -> dict[str, str]:
    """What has no place in a record."""
    return {
        **gathered((role, name.display) for role, name in people if role not in {"author", "editor"}),
        "isbn": in_one(fields.texts(("020",), "a") or fields.texts(("773",), "z")),
        "issn": in_one(fields.texts(("022",), "a") or fields.texts(("773",), "x")),
        "series": in_one(" ; ".join(_texts(field, "av")) for field in fields.all("490")),
        "edition": fields.text("250", "a"),
        "place": in_one(fields.texts(("264", "260"), "a")),
        "extent": fields.text("300", "a"),
        "thesis": in_one(fields.texts(("502",), "abd")),
        "event": in_one(" ".join(_texts(field, "andc")) for field in fields.all(*_MEETINGS)),
        "note": in_one(text for field in fields.all("500") for text in _prose(field, "a")),
        "part of": in_one(fields.texts(("773",), "gd")),
    }


def _title(fields: _Fields) -> str:
    """The title with its subtitle and the number and name of its part, without one in another language behind "="."""
    field = next(iter(fields.all("245")), None)
    if field is None:
        return ""
    title, rest = (" ".join(_texts(field, code)) for code in "ab")
    is_parallel = any(part.line.endswith("=") for part in field.all("subfield"))
    whole = title if is_parallel else with_subtitle(title, rest)
    return ". ".join(filter(None, (whole, *_texts(field, "np"))))


def _people(fields: _Fields) -> Iterator[tuple[str, Name]]:
    """The people and bodies of a work, each with the role: author, editor or as the catalogue names it."""
    said = "editor" if _EDITED.search(fields.text("245", "c")) and not fields.all("100") else "author"
    for field in fields.all(*_PEOPLE):
        told = [] if _texts(field, "t") else _texts(field, "a")[:1]  # with a title it is a work in this one
        for name in parted(told[0]) if told and " & " in told[0] else told:
            yield _role(field, said), Name.parse(name)
    for name in fields.texts(_SUPERVISORS, "a"):
        yield "supervisor", Name.parse(name)
    alone = not fields.all(*_PEOPLE)
    for field in fields.all(*_BODIES):
        is_main = _tag(field) == "110"
        if body := ". ".join(_texts(field, "ab")):
            yield _role(field, "author" if is_main and alone else "contributor"), Name(literal=body)


def _role(field: Element, otherwise: str) -> str:
    told = [text.casefold().rpartition("/")[2].strip(" .") for text in _texts(field, "4e")]
    if not told or _AUTHORS.intersection(told):
        return "author" if told else otherwise
    return "editor" if _EDITORS.intersection(told) else told[-1]


def _kind(fields: _Fields) -> EntryType:
    """The type: a thesis by its note, a part by what it is in, a text that is whole as a book."""
    found = _LEADER.match(fields.leader)
    material, level = found.groups() if found else (" ", " ")
    note = " ".join(fields.texts(("502", "655"), "ab"))
    if fields.all("502") or _THESIS.search(note):
        return EntryType.MASTERS_THESIS if _MASTERS.search(note) else EntryType.THESIS
    if level in "ab" or (level != "m" and fields.texts(("773",), "tp")):
        is_serial = level == "b" or fields.texts(("773",), "xp")
        serial = is_serial or any(text.endswith("s") for text in fields.texts(("773",), "7"))
        return EntryType.ARTICLE if serial else EntryType.CHAPTER
    is_book = material in "at" and level == "m" if found else bool(fields.text("300", "a"))
    return EntryType.BOOK if is_book else EntryType.MISC


def _date(fields: _Fields, place: _Place) -> PartialDate | None:
    """When a work was published: as it or its place says, or else as the record's code has it."""
    issued = [field for field in fields.all("264") if field.attributes.get("ind2") != "4"] + fields.all("260")
    told = (PartialDate.find(text) for field in issued for text in _texts(field, "c"))
    coded = _CODED_YEAR.match(fields.coded)
    others = (coded[1] if coded else "", fields.text("502", "d"))
    return next(filter(None, told), None) or place.date or next(filter(None, map(PartialDate.find, others)), None)


def _place(fields: _Fields) -> _Place:
    """Volume, issue, pages and date as the field of the host says them: INSPIRE's, to machines or to people."""
    host = next((field for field in fields.all("773") if _texts(field, "p") and not _texts(field, "gt")), None)
    if host is not None:
        volume, number, pages, date = (" ".join(_texts(host, code)[:1]) for code in "vncy")
        return _Place(volume, number, pages, PartialDate.find(date))
    text = " | ".join(fields.texts(("773",), "gd"))
    said = {name: told.strip() for name, told in _SAID.findall(text)}
    day = "-".join(f"{said[name]:0>2}" for name in ("year", "month", "day") if name in said)
    numbered = _ENUMERATED.match(fields.text("773", "q"))
    volume, number, first = numbered.groups(default="") if numbered else ("", "", "")
    return _Place(
        said.get("volume", "") or volume or _first(_VOLUME, text),
        said.get("number", "") or number or _first(_NUMBER, text),
        said.get("pages", "") or _first(_PAGES, text) or first,
        PartialDate.parse(day) or PartialDate.find(text),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    return found[1] if (found := pattern.search(text)) else ""


READER = Reader(NAME, "MARC 21 in XML (library catalogues)", recognize, read)
