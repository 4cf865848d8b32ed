"""Venues and dates as lists of papers name them: "NeurIPS 2020 (Oral)", "CVPR'19", "Nature Methods, 2021"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from readlist.formats._name_lists import name_list
from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

_ACRONYMS = (
    "NeurIPS|NIPS|ICML|ICLR|AISTATS|COLT|UAI|ALT|ACML|AAAI|IJCAI|ECAI|AAMAS|CVPR[Ww]?|ICCV[Ww]?|ECCVW?|WACV|BMVC|ACCV|3DV"
    "|MICCAI"
    "|MIDL|ISBI|IPMI|SIGGRAPH(?: ?Asia)?|ACL|EMNLP(?:-IJCNLP)?|N?AACL|EACL|COLING|CoNLL|TACL|LREC(?:-COLING)?"
    "|IJCNLP|\\*?SEM"
    "|SemEval|WMT|INLG|SIGDIAL|KDD|SIGKDD|WWW|TheWebConf|SIGIR|CIKM|WSDM|ICDM|SDM|RecSys|ECIR|ISWC"
    "|ECML(?:[ -]?PKDD)?|PAKDD"
    "|SIGMOD|VLDB|PVLDB|ICDE|EDBT|PODS|CHI|UIST|CSCW|IUI|ICRA|IROS|RSS|CoRL|HRI|ICASSP|Interspeech|ISMIR|MM|ACM ?MM"
    "|ICME|PMLR|TPAMI|PAMI|IJCV|TIP|TMM|TKDE|TNNLS|TOG|TVCG|TMLR|JMLR|JAIR|CCS|USENIX(?: Security)?|NDSS|OSDI|SOSP|NSDI"
    "|EuroSys"
    "|ASPLOS|ISCA|MICRO|HPCA|PLDI|POPL|OOPSLA|ICSE|FSE|ESEC/FSE|ASE|ISSTA|MSR|MLSys|SysML|DAC|ICCAD|STOC|FOCS|SODA|PNAS"
    "|Nature(?: [A-Z]\\w{2,20}){0,3}|Science(?: [A-Z]\\w{2,20}){0,2}|Cell|TMI|MedIA|ICPR|ICIP|ICDAR|FG|NECO|GECCO"
    "|LoG|CLeaR|EuroS&P|CODASPY|ACSAC|ESORICS|AsiaCCS|SaTML|ICDCS|INFOCOM|GLOBECOM|MobiCom|MobiSys|SenSys|SIGCOMM"
    "|CoNEXT|ICAPS|TACAS|FMCAD|ICSME|BIBM|IJCNN|ISMAR"
    "|L4DC|COLM|CoLLAs|AutoML|S&P|Oakland|SP"
)
_QUALITY = (
    r"(?:[\s,(/-]{1,3}(?:Workshops?|Oral|Spotlight|Poster|Findings|Long|Short|Main|Demos?|Highlight"
    r"|Best Paper(?: Award)?"
    r"|Outstanding Paper|Industry|Journal|Datasets and Benchmarks|D&B|Accept(?:ed)?|Notable(?: Top[ -]\d{1,2}%)?|Track"
    r"|Tutorials?|Rejected|Under Review|Withdrawn|W|[A-Z]{2,10}|conference))\)?"
)
_OF_SOCIETY = r"IEEE Access|(?:IEEE|ACM) [A-Z]{2,8}(?=\Z|[\s,'’(]{1,3}\d|\s?[(,])"
_KNOWN = regex(
    rf"(?:(?:In|in|at|To appear in|Accepted (?:at|to|by))[\s:]{{1,2}})?(?:the )?(?:ACM |IEEE "
    rf"|Proc\. )?(?P<before>(?:19|20)\d\d[ _-]|\d\d(?:['’] ?|[_-]))?"
    rf"(?P<name>(?:{_ACRONYMS}|{_OF_SOCIETY})(?![A-Za-z])(?:{_QUALITY}){{0,3}}(?: of the ACL)?)"
    r"(?:[\s,'’‘:_()-]{0,3}(?P<year>(?:19|20)\d\d|\d\d)(?!\d|\s?[(:]\s?\d))?(?P<rest>.{0,60})",
    re.DOTALL,
)
_HONORED = regex(  # what a paper got at a venue, or the part of the program that it was in
    r"[\s,;:(–-]{1,4}(?:(?:best|outstanding|distinguished|honou?rable|notable|invited|accepted|student|mentions?|papers?"
    r"|awards?|runner[ -]up|finalist|candidate|nominee|nomination|winner|oral|spotlight|poster|highlight|demo|talk"
    r"|presentation|track|workshops?|long|short|main|conference|findings|industry)\b[\s,()–-]{0,3}){1,6}",
    re.IGNORECASE,
)
_MEETING = regex(r"\b(?:Workshops?|Proceedings|Conference|Symposium)\b")
_WORDY = regex(
    r"\b(?:Proceedings|Proc\.|Conference|Journal|Transactions|Trans\.|Letters|Workshop|Symposium|arXiv|Preprint"
    r"|Press|Reviews?"
    r"|Magazine|Annals|Bulletin|Lecture Notes|Findings|CoRR|bioRxiv|medRxiv|OpenReview|Technical Report|PhD thesis"
    r"|Tech report|Advances in)(?!\w)|(?:学报|学会|杂志)",
    re.IGNORECASE,
)
_YEARS = regex(r"[\s,'’(\[-]{0,3}(?<!\d)(?:19|20)\d\d(?!\d)[\s)\].,]{0,3}\Z")
# A name in capitals before a year of two digits: "IEEE TVCG '21", "Signal Process. '20", "GI@ICDT’23".
_SHORT_YEAR = regex(
    r"(?P<name>[^\W\d_a-z][^\s'’‘,]{0,30}(?:\s(?:[^\W\d_a-z][^\s'’‘,]{0,30}|of|on|for|in|and|&)){0,7}?),?\s?['’‘](?P<year>\d\d)"
)
_FIRST_OF_OLD = 40  # years of two digits, of the last century
_MOST_WORDS = 5  # of a name that only a year tells to be a venue's
_NAMED_YEAR = regex(r"[A-Z][^.!?]{1,70}?[\s,(]{1,3}(?:19|20)\d\d\)?(?: (?:Oral|Spotlight|Poster|Highlight))?")
_VOLUME = regex(
    r"(?P<name>[^\W\d].{1,120}?)[\s,]{1,2}(?P<vol>vol(?:ume)?s?\.?\s?|v(?=\d))?(?P<volume>\d{1,4})"
    r"(?:\s?\(\s?(?:no\.?\s?)?(?P<number>(?!(?:19|20)\d\d\b)\w{1,9})\)|\.(?P<dotted>\d{1,5})|,\s?no\.?\s?(?P<issue>\d{1,4}))?"
    r"(?:\s\((?P<year>(?:19|20)\d\d)\))?(?:\s?[:,]\s?(?:pp?\.?\s?)?(?P<pages>\d{1,6}\s?[-–]\s?\d{1,6}))?",
    re.IGNORECASE,
)
_A_YEAR = regex(r"(?:19|20)\d\d")
_JOURNAL = r"(?P<name>[A-Z][\w.&'’-]{0,30}(?: (?:of|the|and|in|for|on|[A-Z&][\w.&'’-]{0,30})){0,6}),? "
_IN_VOLUME = r"(?P<volume>\d{1,4})(?:\s?\((?P<number>\w{1,9})\)|\.(?P<dotted>\d{1,3}))?"
_PAGES = r"(?:\s?[,;:]\s?(?:pp?\.?\s?)?(?P<pages>[a-zA-Z]{0,8}\d{1,9}(?:\s?[-–]\s?[a-zA-Z]?\d{1,9})?))?"
# "Bells 2019, 12(3), 45-67", "J. Bells 2019;12:345", "Bells, 2019;, e0123": the year before the volume and the pages.
_YEAR_FIRST = regex(rf"{_JOURNAL}\(?(?P<year>(?:19|20)\d\d)\)?\s?[,;:]\s?(?!(?:19|20)\d\d\b)(?:{_IN_VOLUME})?{_PAGES}")
# "Bells 12, 345 (2019)", and "J. Bell. Sci. 2019".
_YEAR_BEHIND = regex(
    rf"{_JOURNAL}(?:(?:[Vv]ol\.? )?(?!(?:19|20)\d\d\b){_IN_VOLUME}{_PAGES},?\s(?=\())?"
    r"\(?(?P<year>(?:19|20)\d\d)\)?"
)
_ABBREVIATED = regex(  # words by which journals are called for short
    r"\b(?:Acad|Adv|Am|Ann|Annu|Appl|Artif|Astron|Astrophys|Autom|Bio(?:chem|inf|informatics|l|phys)|Bull|Chem|Clin|Commun"
    r"|Comput|Ecol|Electron|Eng|Environ|Evol|Exp|Genet|Inf|Int|Intell|Lett|Mach|Mater|Math|Mech|Med|Mol|Natl?|Neurosci"
    r"|Opt|Pharm|Phys|Physiol|Proc|Psychol|Res|Rev|Robot|Sci|Soc|Softw|Stat|Struct|Syst|Technol|Theor|Trans)"
    r"\.(?= [A-Z(\d]|\Z)"
)
_ARCHIVED = regex(  # a preprint and its number, which may begin with the date
    r"(?P<name>(?:bio|med|chem|psy|eng|soc|tech|ecoevo)(?:ar?|r)xiv)[\s:,(]{0,3}"
    r"(?P<number>(?:(?:19|20)\d\d[.\d]{3,7}\.)?\d{5,9}(?:v\d{1,2})?)\)?"
    r"(?:[\s,(]{1,3}(?P<year>(?:19|20)\d\d)\)?)?",
    re.IGNORECASE,
)
_IN = regex(r"\AIn:?\s", re.IGNORECASE)
_FIRST = regex(
    r"(?:In:? )?(?:the )?(?:\w{1,15} )?(?:Journal|Proceedings|Proc\.|Transactions|Conference|Annals|Advances in"
    r"|Lecture Notes|[aA]r[xX]iv|(?:bio|med|chem)[rR]xiv|[pP]reprint|CoRR|IEEE|ACM)\b|\S{1,12}(?:学报|学会|杂志)"
)
_NO_VENUE = regex(
    r"(?:(?:Book|Survey|Paper|Thesis|Oral|Report|Tutorial|Blog|Code|In|Published|Updated|[A-Z][a-z]{2}"
    r"|[A-Z][a-z]{2,8}ary"
    r"|March|April|June|July|August|\w{3,5}ember|October)\b[\s,.]{0,3}){1,4}",
)
_ONLY_DATE = regex(
    r"[\s\[(（]{0,2}(?:(?:19|20)\d\d(?:[-/.](?:\d{1,2}|[A-Z][a-z]{2}))?(?:[-/.]\d{1,2})?"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov"
    r"|[Dd]ec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? (?:19|20)\d\d"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d|'\d\d)[\s\])）]{0,2}"
)


_KINDS = (
    (regex(r"\bthesis\b", re.IGNORECASE), EntryType.THESIS),
    (regex(r"\bTech(?:nical)? report\b", re.IGNORECASE), EntryType.REPORT),
    # What are called proceedings and come out in volumes, year by year.
    (
        regex(
            r"\bProc(?:\.|eedings)? (?:of )?(?:the )?(?:Natl?\.?(?:ional)? Acad|R(?:oyal|\.) Soc|VLDB Endow|ACM on\b"
            r"|IEEE\W*\Z)",
            re.IGNORECASE,
        ),
        EntryType.ARTICLE,
    ),
    (
        regex(
            r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Reviews?|Bulletin|Nature|Science|Cell|PNAS|T?PAMI"
            r"|IJCV|TIP|TMM|TKDE|TNNLS|TOG|TVCG|TMLR|JMLR|JAIR|TACL|TMI|MedIA|NECO|PVLDB)(?!\w)"
        ),
        EntryType.ARTICLE,
    ),
    (
        regex(r"\b(?:Proceedings|Proc\.|Conference|Workshop|Symposium|Findings|Advances in Neural Information)(?!\w)"),
        EntryType.CONFERENCE,
    ),
)


class Venue(NamedTuple):
    """Where a paper appeared, None for arXiv and the like unnamed; when, if that is told; ``known`` by its name."""

    name: str | None
    date: PartialDate | None
    known: bool = True
    volume: str | None = None
    number: str | None = None
    pages: str | None = None


@lru_cache(256)
def kind_of(name: str) -> EntryType | None:
    """What is published at a venue of this name, None where the name does not tell.

    >>> kind_of("NeurIPS (Oral)"), kind_of("IEEE Transactions on Quiet")
    (<EntryType.CONFERENCE: 'inproceedings'>, <EntryType.ARTICLE: 'article'>)
    """
    told = next((kind for sign, kind in _KINDS if sign.search(name)), None)
    return told or (EntryType.CONFERENCE if _KNOWN.fullmatch(name) else None)


def only_date(text: str) -> PartialDate | None:
    """The date that a text is, None where it is anything else.

    >>> str(only_date("[2023-01-05]")), only_date("NeurIPS 2020")
    ('2023-01-05', None)
    """
    text = text.strip(" .,;:")
    if _ONLY_DATE.fullmatch(text) is None:
        return None
    return PartialDate.find(text if not text.startswith("'") else f"20{text[1:]}")


@lru_cache(256)  # one text is asked about again and again while its parts are told
def venue(text: str) -> Venue | None:
    """The venue that a text names, with volume, number and pages; None where it reads like something else.

    >>> venue("CVPR'19 (Oral)")[:2]
    ('CVPR (Oral)', PartialDate(year=2019, month=None, day=None))
    >>> venue("Nature, 12(3)")[0], venue("Nature, 12(3)")[3:]
    ('Nature', ('12', '3', None))
    """
    bare = text.strip(" .,;:[]-")[:200]
    if told := _numbered(bare):
        return told
    found = _VOLUME.fullmatch(bare)
    if found is None or not (found["vol"] or found["number"] or found["pages"] or found["dotted"]):
        return _venue(text)
    volume, year = found["volume"], found["year"]
    if not year and _A_YEAR.fullmatch(volume):
        if found["number"] and found["number"].isalpha():  # "NeurIPS 2024 (Oral)"
            return _venue(text)
        volume, year = None, volume
    place = _venue(f"{found['name']} {year}" if year else found["name"])
    if place is None:
        return _venue(text)
    return place._replace(
        volume=volume, number=found["number"] or found["dotted"] or found["issue"], pages=found["pages"]
    )


def _numbered(text: str) -> Venue | None:
    """The archive and the number of a preprint there, or the journal, its year and what stands behind it."""
    if found := _ARCHIVED.fullmatch(text):
        return Venue(found["name"], PartialDate.find(found["year"] or found["number"]), number=found["number"])
    found = _YEAR_FIRST.fullmatch(text) or _YEAR_BEHIND.fullmatch(text)
    abbreviated = found is not None and _ABBREVIATED.search(found["name"]) is not None
    if found is None or not (found["pages"] or abbreviated or (found["volume"] and not text.endswith(")"))):
        return None
    place = _venue(f"{found['name']} {found['year']}")
    return Venue(
        found["name"] if abbreviated else found["name"].removesuffix("."),
        PartialDate.find(found["year"]),
        known=abbreviated or bool(found["volume"] and found["pages"]) or (place is not None and place.known),
        volume=found["volume"],
        number=found["number"] or found["dotted"],
        pages=found["pages"],
    )


def appears(text: str, *, beside_title: bool = False) -> bool:
    """Whether a text tells nothing but where and when a paper appeared; ``beside_title`` it cannot be a title itself.

    >>> appears("NeurIPS 2020"), appears("Quiet Nets (2020)"), appears("Quiet Rep (2020)", beside_title=True)
    (True, False, True)
    """
    place = venue(text)
    if place is None:
        return False
    if place.known and (place.date or place.volume or place.number):
        return True
    short = len(text.split()) <= _MOST_WORDS
    return (
        beside_title
        and place.date is not None
        and (short or bool(place.volume or place.pages) or (_MEETING.search(text) is not None and ":" not in text))
    )


def _known(found: re.Match[str]) -> Venue:
    """The venue of which a name is known, with what stands around it."""
    year = found["year"] or (found["before"] or "").strip(" _-'’") or None
    full = f"{'20' if int(year) < _FIRST_OF_OLD else '19'}{year}" if year and len(year) == 2 else year
    rest = found["rest"].strip(" ,;:-–").removeprefix(")").lstrip() if full else found["rest"].rstrip()
    name = f"{found['name'].rstrip(' -,')}{' ' if full and rest else ''}{rest}".strip()
    return Venue(name, PartialDate.find(full or rest), known=True)


def _venue(text: str) -> Venue | None:
    text = text.strip(" .,;:[]-")
    found, short = _KNOWN.fullmatch(text), _SHORT_YEAR.fullmatch(text)
    before, _, behind = text.rpartition(". ")
    if short and not (found and found["year"]) and not (_KNOWN.fullmatch(behind) and name_list(before)):
        year = int(short["year"])
        date = PartialDate.checked(year + (2000 if year < _FIRST_OF_OLD else 1900))
        return Venue(short["name"], date, known=found is not None)
    if found and (_HONORED.fullmatch(found["rest"]) or not re.search(r"[a-z]{4,}.* [a-z]{4,}", found["rest"])):
        return _known(found)
    if len(text) > 160 or len(text.split()) > 22:
        return None
    date = PartialDate.find(text)
    if (_WORDY.search(text) and (date or len(text.split()) <= 12)) or (
        date and len(text.split()) <= _MOST_WORDS and _NAMED_YEAR.fullmatch(text)
    ):
        name = _YEARS.sub("", _IN.sub("", text)).strip(" ,.;:(-")
        return (
            Venue(name or None, date, known=_FIRST.match(text) is not None)
            if _NO_VENUE.fullmatch(name) is None
            else None
        )
    return None
