"""A list item, or a row of a table, as a paper: which of its segments are title, authors, venue, date, links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._markdown_inline import NO_DEFINITIONS, spans
from readlist.formats._markdown_segments import SHORT_CODE, Segment, is_remark, number, segments
from readlist.formats._name_lists import NameList, name_list
from readlist.formats._paper_links import Role, doi_of, link
from readlist.formats._record import make_record
from readlist.formats._reference_fields import record as reference
from readlist.formats._reference_list import Entry
from readlist.formats._venues import Venue, kind_of, only_date, venue
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.paper import Record
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._markdown_inline import Span
    from readlist.formats._paper_links import Link
    from readlist.model.identifiers import Arxiv

ENOUGH = 2.0  # evidence from which an item is taken for a paper

_ROLES = {
    word: role
    for role, words in {
        "title": "title|paper title|paper name|name|papers|paper|article|publication|论文|标题|題目|タイトル",
        "authors": "authors|author|author(s)|by|first author|author list|作者|著者",
        "venue": "venue|conference|journal|published in|publication venue|conf|source|publisher|where|in|会议|期刊",
        "date": "year|date|publish date|published|publication date|submitted|updated|time|pub. date|pub date"
        "|日期|时间|年份",
        "abstract": "abstract|summary|tldr|tl;dr|摘要",
        "link": "link|links|url|pdf|paper link|paper url|arxiv|arxiv id|doi|id|html|code|github|repo|repository"
        "|implementation|project|website|代码|链接|resources",
        "keywords": "keywords|tags|topics|topic|关键词",
    }.items()
    for word in words.split("|")
}
_LABEL = regex(
    r"(?P<label>[^\W\d_][\w.;/()' -]{0,24}?)\s?[:：]\s{0,9}(?P<rest>\S[\s\S]*)"
    r"|(?P<alone>[^\W\d_][\w.;/()' -]{0,24})[:：]?"
)
_TAG = regex(r"(?<!\S)#(?P<tag>[^\W\d_][\w/-]{0,60})(?!\S)")
_BY = regex(r"\A(?:by|from)\s", re.IGNORECASE)
_STYLE_WEIGHT = {"strong": 3.0, "link": 3.0, "quoted": 3.0, "emphasized": 1.5, "": 1.0}
_MARK = regex(r"\A\s{0,9}(?P<style>\*\*|__|)\[\d{1,4}\](?P=style)\s")
_LONGEST_CITATION = 2000
_LEADING = regex(r"\A(?:[^\w\"“”'‘($\\¿¡\[<«\s]{1,9}\s{1,9})?(?:\[\d{1,5}\]|\d{1,4}[.)])?\s{0,9}(?=\S)")


def role_of(name: str) -> str:
    """What a column or a label of that name holds: a field, "link", or "" where it is another.

    >>> role_of("**Authors**")
    'authors'
    """
    return _ROLES.get(squeeze(name).strip(" *_:`#").casefold(), "")


@dataclass(slots=True)
class Facts:
    """What an item tells of a paper; ``evidence`` is how much speaks for its being one."""

    title: str | None = None
    lead: Link | None = None
    authors: NameList | None = None
    place: Venue | None = None
    date: PartialDate | None = None
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    links: list[Link] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    styled: bool = False
    cited: Record | None = None  # what a reference in a citation style tells beside

    @property
    def evidence(self) -> float:
        """How much speaks for a paper; none without something that papers have and other items have not."""
        linked = any(link.role is Role.PAPER for link in self.all_links)
        named = 0.0 if self.authors is None else 2.0 if self.authors.sure else 1.0
        external = any(link.role is not Role.PLACE for link in self.all_links)
        core = 2.0 * linked + named + 1.5 * (self.place is not None) + 2.0 * ("number" in self.extra)
        core += 1.0 * (self.date is not None and external)
        words = len((self.title or "").split())
        if not core or not words or (words == 1 and not linked):
            return 0.0
        return core + 0.5 * (words > 2) + 0.5 * self.styled + 0.5 * (self.date is not None)

    @property
    def all_links(self) -> list[Link]:
        """The link of the title and the others."""
        return [self.lead, *self.links] if self.lead else self.links

    def note(self, name: str, text: str) -> None:
        """Keep what has no place of its own."""
        if text and text not in self.extra.get(name, "").split("; "):
            self.extra[name] = "; ".join(filter(None, (self.extra.get(name), text)))


def facts_of(text: str, definitions: Mapping[str, str] = NO_DEFINITIONS) -> Facts:
    """What the text of an item tells.

    >>> found = facts_of("**Deep nets** (2015), G. Hinton et al. [[pdf]](https://arxiv.org/pdf/1503.02531)")
    >>> found.title, str(found.date), found.authors.complete
    ('Deep nets', '2015', False)
    """
    found = Facts()
    shown = spans(_MARK.sub("", text), definitions)
    parts, found.links = segments(shown)
    parts = list(_untagged(parts, found))
    parts = _with_subtitles(_labeled(parts, found))
    if found.title is None:
        _find_title(parts, found)
    for part in parts:
        _place(part, found)
    if "remark" in found.extra:
        _take_citation(found, _before_links(shown))
    return found


def _before_links(shown: Sequence[Span]) -> str:
    """The text of an item up to the links behind it."""
    texts: list[str] = []
    for span in shown:
        if span.image is None and (span.url is None or not link(span.text, span.url).labeled):
            texts.append(span.text)
        elif "".join(texts).strip():
            break
    return squeeze(SHORT_CODE.sub("", "".join(texts))).rstrip(" [(")


def _take_citation(found: Facts, text: str) -> None:
    """Take what a text in a citation style tells that was not found in its parts."""
    if len(text) > _LONGEST_CITATION or re.search(r"\d", text) is None:
        return
    cited = reference(Entry((1, 1), text, ""), None)
    if cited.title is None or (cited.doubts and _folded(cited.title) != _folded(found.title or "")):
        return
    if _folded(cited.title) != _folded(found.title or ""):
        if (found.styled and found.title != cited.venue) or not (cited.authors and (cited.venue or cited.date)):
            return
        found.title, found.lead, found.authors, found.place = cited.title, None, None, None
    found.cited = cited
    if cited.authors and not (found.authors and found.authors.sure):
        found.authors = NameList(cited.authors, cited.authors_complete, sure=True)
    found.date = found.date or cited.date
    if cited.venue and (found.place is None or (found.place.name or "").startswith(cited.venue)):
        found.place = Venue(cited.venue, None)
    told = set(re.findall(r"\w+", text))
    for remark in found.extra.pop("remark").split("; "):
        if not told.issuperset(re.findall(r"\w+", remark)):
            found.note("remark", remark)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _untagged(parts: Sequence[Segment], found: Facts) -> Sequence[Segment]:
    """The parts without the tags in them."""
    tags = [tag["tag"] for part in parts if not part.style for tag in _TAG.finditer(part.text)]
    found.tags = tuple(dict.fromkeys(tags))
    if not tags:
        return parts
    bare = [
        part if part.style else part._replace(text=squeeze(_TAG.sub("", part.text)).strip(" ,.;:")) for part in parts
    ]
    return [part for part in bare if part.text]


def _labeled(parts: Sequence[Segment], found: Facts) -> list[Segment]:
    """The parts without those that a label such as "Authors:" tells the field of."""
    rest: list[Segment] = []
    role = ""
    for part in parts:
        label = _LABEL.fullmatch(part.text) if part.colon or ":" in part.text[:30] or "：" in part.text[:30] else None
        named = role_of(label["alone"] or label["label"]) if label else ""
        if named and label and (label["alone"] is None or part.colon) and (part.after in {"line", "bar", ""} or role):
            role = named
            if label["rest"]:
                set_field(found, role, label["rest"], part.link)
        elif (role and part.after != "line" and part.style not in {"link", "quoted"}) or (
            role == "title" and found.title is None
        ):
            set_field(found, role, part.text, part.link)
        else:
            rest.append(part)
            role = ""
    return rest


def set_field(found: Facts, role: str, text: str, lead: Link | None = None) -> None:
    """Take a text for what its label or column says it is; what it cannot be is kept beside."""
    text = squeeze(text)
    if role == "title" and found.title is None:
        found.title, found.lead, found.styled = text, lead, True
    elif role == "authors" and found.authors is None and (names := name_list(text)):
        found.authors = names._replace(sure=True)
    elif role == "date" and found.date is None and (date := PartialDate.find(text)):
        found.date = date
    elif role == "venue" and found.place is None:
        found.place = venue(text) or Venue(text, PartialDate.find(text))
    elif role == "abstract":
        found.abstract = " ".join(filter(None, (found.abstract, text)))
    elif role == "keywords":
        found.keywords = tuple(filter(None, (word.strip(" #`") for word in re.split(r"[,;]", text))))
    else:
        _place(Segment(text), found, role)


def _find_title(parts: list[Segment], found: Facts) -> None:
    """Take the part that is most likely the title out of the parts."""
    scores = [_title_score(part, at) for at, part in enumerate(parts)]
    best = max(range(len(parts)), key=lambda at: scores[at], default=-1)
    if best < 0 or scores[best] < -5:
        return
    title = parts.pop(best)
    text = title.text
    after = parts[best] if best < len(parts) else None
    if after is not None and _continues(title, after):
        text = f"{text}{': ' if title.colon or after.colon else '. ' if after.after == 'stop' else ' - '}{after.text}"
        parts.pop(best)
    elif (
        best
        and title.words > 2
        and (short := parts[best - 1]).style != "group"
        and short.words <= 2
        and not _is_other(short)
    ):
        parts.pop(best - 1)
        found.authors = name_list(short.text)
        if found.authors is None:
            found.note("name", short.text)
    text, names = _without_names(text) if title.style in {"", "link"} else (text, None)
    found.authors = names or found.authors
    found.title = _LEADING.sub("", text)
    found.lead, found.styled = title.link, bool(title.style)


def _title_score(part: Segment, at: int) -> float:
    if part.style in {"group", "badge"} or number(part.text) or "://" in part.text:
        return -9.0
    words = part.words
    score = _STYLE_WEIGHT[part.style] - 0.3 * at
    score += -1.0 if words == 1 else -0.3 if words == 2 else 1.0 if words > 3 else 0.5
    score -= 3.0 * (words > 45)
    return score - 4.0 * _is_other(part)


def _is_other(part: Segment) -> bool:
    """Whether a part reads like a date, a venue or authors."""
    if only_date(part.text) or (part.style == "group" and is_remark(part.text)):
        return True
    if part.words <= 9 and (place := venue(part.text)) and (place.known or (place.date and not part.link)):
        return True
    names = name_list(part.text)
    return names is not None and (names.sure or part.after == "dash")


def _continues(title: Segment, after: Segment) -> bool:
    """Whether a title goes on in the next part: behind a colon after a short name, or a dash in plain text."""
    if after.style in {"link", "quoted", "group", "badge"} or _is_other(after) or name_list(after.text):
        return False
    if title.style == "strong" and title.words <= 3 and after.words > 2:
        return bool(title.colon or after.colon)
    if title.style or after.style or after.words < 2:
        return False
    return after.after == "dash" or (after.after == "stop" and _in_capitals(after.text))


def _in_capitals(text: str) -> bool:
    """Whether a text is written like a title, its longer words with capitals."""
    long_words = [word for word in text.split() if len(word) > 4]
    return len(long_words) > 2 and sum(word[0].isupper() for word in long_words) * 4 >= len(long_words) * 3


def _with_subtitles(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, what follows a year after a colon joined: "One (2017): Another" is one title and its year."""
    joined = list(parts)
    for at in range(len(joined) - 2):
        one, year, other = joined[at : at + 3]
        if not one.style and year.style == "group" and not other.style and other.colon == "before":
            return [*joined[:at], one._replace(text=f"{one.text}: {other.text}"), year, *joined[at + 3 :]]
    return joined


def _without_names(title: str) -> tuple[str, NameList | None]:
    """The title without the authors after its last commas, if these are surely names."""
    parts = title.split(", ") if len(title) < 2000 else [title]
    for at in range(max(1, len(parts) - 30), len(parts)):
        names = name_list(", ".join(parts[at:]))
        if (
            names
            and names.sure
            and (not names.complete or re.search(r"(?:\A|[\s,])[^\W\d_a-z]\.", ", ".join(parts[at:])))
        ):
            return ", ".join(parts[:at]), names
    return title, None


def _place(part: Segment, found: Facts, label: str = "") -> None:
    """Take a part beside the title for what it reads like."""
    text = part.text
    if part.link:
        found.links.append(part.link)
        if part.link.role is Role.CODE:
            return
    if date := only_date(text):
        found.date = found.date or date
    elif (numbered := number(text)) and part.style == "group" and (text.startswith("#") or not _is_dated_venue(text)):
        found.extra.setdefault("number", numbered)
    elif halves := _halves(text):
        for half in halves:
            _place(Segment(half, after=part.after or "group"), found)
    elif (place := venue(text)) and found.place is None and (place.known or place.date or part.style):
        _take_venue(place, found)
    elif found.authors is None and (names := name_list(_BY.sub("", text))) and (names.sure or part.style or part.after):
        found.authors = names._replace(sure=names.sure or part.style == "emphasized")
    elif part.style == "group" and (date := PartialDate.find(text)):
        found.date = found.date or date
        found.note("remark", text)
    elif not (part.style == "group" and is_remark(text) and len(text) < 8):
        found.note(label or "remark", text)


def _is_dated_venue(text: str) -> bool:
    place = venue(text)
    return place is not None and place.known and place.date is not None


def _halves(text: str) -> tuple[str, str] | None:
    """The names and what follows them in a text like "Bell et al., CVPR 2022" or "Bell and Dorn (2021)"."""
    head, comma, tail = text.rpartition(", ")
    if not comma:
        head, _, tail = text.removesuffix(")").rpartition(" (")
    dated = only_date(tail) or venue(tail)
    names = name_list(head) if dated else None
    if dated and names is None and _halves(head):
        return head, tail
    return (head, tail) if names and (names.sure or " and " in head) else None


def _take_venue(place: Venue, found: Facts) -> None:
    """Take a text with a year for the venue, or for authors and a year."""
    names = name_list(place.name or "") if not place.known and found.authors is None else None
    if names is None:
        found.place = place
    else:
        found.authors, found.date = names, found.date or place.date


class _Found(NamedTuple):
    arxiv: Arxiv | None
    doi: str | None
    url: str | None
    code: str | None


def record_of(found: Facts, notation: str, lines: tuple[int, int], section: Sequence[str] = ()) -> Record:
    """The record of a paper that stands in these lines under these headings."""
    known = _addresses(found)
    for other in found.links:
        if other.role is Role.OTHER and other.labeled and other.label and "://" not in other.label:
            found.note(other.label.casefold(), other.url)
    place, cited = found.place, found.cited or Record()
    return make_record(
        notation,
        lines,
        title=found.title,
        authors=found.authors.names if found.authors else (),
        authors_complete=found.authors.complete if found.authors else True,
        date=found.date or (place.date if place else None),
        entry_type=found.cited.entry_type if found.cited else kind_of(place.name) if place and place.name else None,
        venue=place.name if place else None,
        volume=cited.volume,
        number=cited.number,
        pages=cited.pages,
        publisher=cited.publisher,
        editors=cited.editors,
        abstract=found.abstract,
        keywords=found.keywords,
        arxiv=known.arxiv,
        doi=known.doi,
        url=known.url,
        urls=[link.url for link in found.all_links if link.role is not Role.PLACE],
        code=known.code,
        extra=dict(cited.extra) | found.extra | ({"section": " / ".join(section)} if section else {}),
    )


def _addresses(found: Facts) -> _Found:
    links = [link for link in found.all_links if link.role is not Role.PLACE]
    papers = [link.url for link in links if link.role is Role.PAPER]
    texts = " ".join(filter(None, (found.extra.get("remark"), found.place.name if found.place else None)))
    arxiv = next(filter(None, map(find_arxiv, (*papers, *(link.url for link in links), texts))), None)
    doi = next(filter(None, map(doi_of, papers)), None) or find_doi(texts)
    lead = found.lead.url if found.lead and found.lead.role in {Role.PAPER, Role.OTHER} else None
    other = (link.url for link in links if link.role is Role.OTHER)
    code = next((link.url for link in links if link.role is Role.CODE), None)
    return _Found(arxiv, doi, lead or next(iter(papers), None) or next(other, None), code)
