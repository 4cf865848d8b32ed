"""What the parts of an item, its labels and the columns of a table say, taken into what is known of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import CATEGORIES, SUBJECTS, categories_in
from readlist.formats._markdown.facts import Facts
from readlist.formats._markdown.parts import POINTS_TO, halves, is_other
from readlist.formats._markdown.segments import Segment, is_remark, number
from readlist.formats._name_lists import CREDITED, NameList, name_list
from readlist.formats._paper_links import Role, link
from readlist.formats._record import is_archive
from readlist.formats._venues import Venue, appears, only_date, venue
from readlist.model.dates import PartialDate
from readlist.model.identifiers import arxiv_link, doi_link, find_arxiv, find_doi
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from readlist.formats._paper_links import Link

_ROLES = {
    word: role
    for role, words in {
        "title": "title|paper title|paper name|name|papers|paper|article|publication|论文|标题|题目|題目|論文名"
        "|タイトル",
        "authors": "authors|author|author(s)|by|first author|author list|researcher|researchers|作者|著者",
        "affiliations": "affiliation|affiliations|institute|institutes|institution|institutions|organization"
        "|organisation|team|机构|单位|所属",
        "venue": "venue|conference|journal|published in|publication venue|conf|conf.|venues|source|where|in"
        "|会议|会议/期刊|期刊|发表|会議",
        "publisher": "publisher|出版社",
        "volume": "volume|vol|vol.|卷",
        "pages": "pages|page numbers|pp|pp.|页码",
        "number": "#|id|no|no.|nr|nr.|paper id|paper number|number|submission|submission id|序号|编号|番号",
        "date": "year|date|publish date|published|publication date|submitted|submitdate|submit date|updated|time"
        "|pub. date|pub date|posted|date posted|date posted to arxiv|posted to arxiv|日期|时间|年份",
        "abstract": "abstract|summary|tldr|tl;dr|摘要",
        "link": "link|links|url|pdf|paper link|paper url|arxiv|arxiv id|doi|html|code|github|repo|repository"
        "|implementation|project|website|代码|链接|resources|论文链接|论文地址|论文下载链接|代码链接|代码地址|主页|项目主页"
        "|解读|数据集|视频",
        "keywords": "keywords|tags|topics|topic|关键词",
    }.items()
    for word in words.split("|")
}
_IN_BRACKETS = regex(r"\s?[(\[][^()\[\]]{0,60}[)\]]")
_LONGEST_TITLE = 20  # words; what is longer and linked within an item is a sentence
_FIGURES = regex(r"\w{0,4}\d")
_GLUED = regex(r"[^\W\d_](?:19|20)\d\d(?!\d)")  # of a name in a sentence, "VOC2012"
_LONG_NAME = regex(r"(?P<name>[A-Z][^\d.:;?!()\[\]]{20,120}?),? (?P<year>(?:19|20)\d\d)")
_FEW_LETTERS = 3  # of a word such as "and" within a name
_FROM = regex(r"\Afrom\s", re.IGNORECASE)
_IDENTIFIER = regex(
    r"\s{0,9}(?P<id>(?i:arxiv:)\s?[\w./-]{5,30}|(?:arxiv\.org/abs/)?\d{4}\.\d{4,5}(?:v\d{1,2})?|(?:(?i:doi:)\s?)?10\.\d{4,9}/\S{1,200})\s{0,9}"
    rf"(?:\[?(?P<categories>{SUBJECTS})\]?\s{{0,9}})?(?P<date>[\s,.(]{{1,3}}\w[\w\s]{{1,20}}\)?)?"
)


def role_of(name: str) -> str:
    """What a column or a label of that name holds: a field, "link", or "" where it is another.

    >>> role_of("**Authors**"), role_of("Title (and link)")
    ('authors', 'title')
    """
    name = squeeze(name).strip(" *_:`").casefold()
    name = name if name in _ROLES else _IN_BRACKETS.sub("", name).strip()
    parts = {_ROLES.get(part, "") for part in re.split(r"\s?[/&,|]\s?|\sand\s", name)}
    return _ROLES.get(name, "") or next((role for role in dict.fromkeys(_ROLES.values()) if role in parts), "")


def set_field(found: Facts, role: str, text: str, lead: Link | None = None) -> None:
    """Take a text for what its label or column says it is; what it cannot be is kept beside."""
    text = squeeze(text)
    role = "venue" if role == "title" and appears(text) else role  # "Paper: [Bells 12 (2019)](url)"
    if role == "title" and found.title is None:
        found.title, found.lead, found.styled, found.named = text, lead, True, True
    elif role == "authors" and found.authors is None and (names := _names(text)):
        found.authors = names._replace(sure=True)
    elif role in {"venue", "publisher", "date", "volume", "pages"} and _set_appearance(found, role, text):
        return
    elif role == "abstract":
        found.abstract = " ".join(filter(None, (found.abstract, text)))
    elif role == "affiliations":
        found.affiliations += _several(text)
    elif role == "keywords":
        found.keywords = _several(text)
    elif role == "link" and CATEGORIES.fullmatch(text.strip("[]")) and found.links:
        found.categories += tuple(text.strip("[]").split())
    elif role == "number" and not take_identifier(text, found):
        found.extra.setdefault("number", text)
    else:
        place(Segment(text), found, role)


def _names(text: str) -> NameList | None:
    """The names in a text that holds nothing else; between semicolons they may all be of one word."""
    found = name_list(text)
    if found is None and ";" in text and (single := name_list(f"{text} et al.")):
        return single._replace(complete=True)
    return found


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip(" #`[]") for word in re.split(r"[,;]|&\s?", text))))


def _set_appearance(found: Facts, role: str, text: str) -> bool:
    """Take a text for the venue, what stands in it, or the date; whether it is one, and the first."""
    place = found.place or Venue(None, None)
    if role in {"volume", "pages"}:
        if _FIGURES.match(text):
            found.place = place._replace(volume=text) if role == "volume" else place._replace(pages=text)
        return _FIGURES.match(text) is not None
    if role == "publisher" and found.place is not None:
        found.publisher = text
        return True
    named = venue(text)
    if (found.place is None or is_archive(found.place.name)) and (role != "date" or (named and named.known)):
        found.place = named or Venue(text, PartialDate.find(text))
    elif role == "date" and found.date is None and (date := PartialDate.find(text)):
        found.date = date
    else:
        return False
    return True


def take_identifier(text: str, found: Facts) -> bool:
    """Take a text that is an identifier of arXiv or a DOI, and a date behind it; whether it is one."""
    identifier = _IDENTIFIER.fullmatch(text)
    date = only_date(identifier["date"].strip(" ,.()")) if identifier and identifier["date"] else None
    if identifier is None or (identifier["date"] and date is None):
        return False
    found.date = found.date or date
    text = identifier["id"].strip().removeprefix("arxiv.org/abs/")
    found.categories += categories_in(identifier["categories"] or "")
    if arxiv := find_arxiv(text if text.casefold().startswith("arxiv") else f"arxiv:{text}"):
        found.links.append(link("arXiv", arxiv_link(arxiv.id, arxiv.version)))
    elif doi := find_doi(text):
        found.links.append(link("DOI", doi_link(doi)))
    return bool(arxiv or doi)


def place(part: Segment, found: Facts, label: str = "") -> None:
    """Take a part beside the title for what it reads like."""
    text = part.text
    if (part.link and _take_link(part, part.link, found)) or take_identifier(text, found):
        return
    if part.style == "group" and "|" in text:
        for piece in text.split("|"):
            place(Segment(piece.strip(), "group"), found)
    elif part.style in {"venue", "note"}:
        _take_marked(part, found)
    elif date := only_date(text):
        _take_date(date, found)
    elif (numbered := number(text)) and part.style == "group" and (text.startswith("#") or not _is_dated_venue(text)):
        found.extra.setdefault("number", numbered)
    elif told := halves(text):
        for half in told:
            place(Segment(half, after=part.after or "group"), found)
    elif not _take_names_or_venue(part, found) and not _take_long_name(part, found):
        _note(part, found, label)


def _take_marked(part: Segment, found: Facts) -> None:
    """Take a part of which its neighbours told that it is the venue, or a note."""
    if part.style == "note":
        found.note("remark", part.text)
    else:
        found.place = found.place or venue(part.text) or Venue(part.text, PartialDate.find(part.text))


def _take_date(date: PartialDate, found: Facts) -> None:
    """Take a date for that of the paper, or of the last of the other papers beside it."""
    if found.date is None:
        found.date = date
    elif found.further and found.further[-1].date is None:
        found.further[-1].date = date


def _take_link(part: Segment, leading: Link, found: Facts) -> bool:
    """Take the link of a part; whether that is all that the part tells."""
    may_be_title = 2 < part.words <= _LONGEST_TITLE and part.style != "venue" and not POINTS_TO.match(part.text)
    may_be_title = may_be_title and not is_other(part)
    if leading.role is Role.PAPER and may_be_title and found.title is not None:
        found.further.append(Facts(title=leading.label, lead=leading, styled=True))
        return True
    found.links.append(leading)
    return leading.role is Role.CODE


def _take_names_or_venue(part: Segment, found: Facts) -> bool:
    """Take a part for the venue or the authors; whether it reads like either, and is the first."""
    named = venue(part.text)
    if named and found.place is None and (named.known or named.date or part.style):
        _take_venue(named, found, apart=part.style in {"group", "emphasized"} and not part.after)
        return True
    credited = CREDITED.match(part.text) is not None
    names = name_list(_FROM.sub("", CREDITED.sub("", part.text))) if found.authors is None else None
    if (
        names is None
        or not (names.sure or part.style or part.after or credited)
        or (part.style == "group" and is_remark(part.text))
    ):
        return False
    found.authors = names._replace(sure=names.sure or credited or part.style == "emphasized")
    return True


def _take_long_name(part: Segment, found: Facts) -> bool:
    """Take a part for the venue that is a name in capitals with a year, too long to tell without a title beside it."""
    named = _LONG_NAME.fullmatch(part.text) if found.title and not (found.place or part.style) else None
    if named is None or any(word[0].islower() and len(word) > _FEW_LETTERS for word in named["name"].split()):
        return False
    found.place = Venue(named["name"], PartialDate.find(named["year"]), known=False)
    return True


_FEW_WORDS = 3  # of an emphasized remark such as "Blog, May 2031"


def _note(part: Segment, found: Facts, label: str) -> None:
    """Keep what was not told, but for short remarks in brackets such as "pdf"."""
    grouped = part.style == "group"
    dated = grouped or (part.style == "emphasized" and part.words <= _FEW_WORDS)
    if dated and (date := PartialDate.find(_GLUED.sub("", part.text) if part.words > 2 else part.text)):
        found.date = found.date or date
        found.note("remark", part.text)
    elif not (grouped and is_remark(part.text) and len(part.text) < 8):
        found.note(label or "remark", part.text)


def _is_dated_venue(text: str) -> bool:
    named = venue(text)
    return named is not None and named.known and named.date is not None


def _take_venue(named: Venue, found: Facts, *, apart: bool) -> None:
    """Take a text with a year for the venue, or authors and a year; what stands ``apart`` is only sure names."""
    names = name_list(named.name or "") if not named.known and found.authors is None else None
    if names is None or (apart and not names.sure and " " in (named.name or "")):
        found.place = named
    else:
        found.authors, found.date = names, found.date or named.date
