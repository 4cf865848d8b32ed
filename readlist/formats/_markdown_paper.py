"""A list item, or a row of a table, as a paper: which of its segments are title, authors, venue, date, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._markdown_citation import before_links, take_citation
from readlist.formats._markdown_facts import Facts
from readlist.formats._markdown_inline import NO_DEFINITIONS, spans
from readlist.formats._markdown_segments import Segment, is_remark, number, segments
from readlist.formats._name_lists import NameList, name_list
from readlist.formats._paper_links import Role
from readlist.formats._venues import Venue, only_date, venue
from readlist.model.dates import PartialDate
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._paper_links import Link

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
_YEAR_BEHIND = regex(r",\s\(?(?P<year>(?:19|20)\d\d)\)?\Z")
_FIGURES = regex(r"(?:vol(?:ume)?|nos?|pp?|pages?)\.?\s\d", re.IGNORECASE)
_QUOTED = regex(r"[\"“](?P<text>[^\"“”]{1,500})[\"”]")
_LEADING = regex(r"\A(?:[^\w\"“”'‘($\\¿¡\[<«\s]{1,9}\s{1,9})?(?:\[\d{1,5}\]|\d{1,4}[.)])?\s{0,9}(?=\S)")


def role_of(name: str) -> str:
    """What a column or a label of that name holds: a field, "link", or "" where it is another.

    >>> role_of("**Authors**")
    'authors'
    """
    return _ROLES.get(squeeze(name).strip(" *_:`#").casefold(), "")


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
        take_citation(found, before_links(shown))
    return found


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
    if title.style == "" and names is None and (year := _YEAR_BEHIND.search(text)):
        text, found.date = text[: year.start()], PartialDate.find(year["year"])
    quoted = _QUOTED.fullmatch(text)
    found.title = _LEADING.sub("", quoted["text"] if quoted else text)
    found.lead, found.styled = title.link, bool(title.style)


def _title_score(part: Segment, at: int) -> float:
    if part.style in {"group", "badge"} or number(part.text) or "://" in part.text or _FIGURES.match(part.text):
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
    return (names is not None and (names.sure or part.after == "dash")) or _halves(part.text) is not None


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
    else:
        _note(part, found, label)


def _note(part: Segment, found: Facts, label: str) -> None:
    """Keep what was not told, but for short remarks in brackets such as "pdf"."""
    grouped = part.style == "group"
    if grouped and (date := PartialDate.find(part.text)):
        found.date = found.date or date
        found.note("remark", part.text)
    elif not (grouped and is_remark(part.text) and len(part.text) < 8):
        found.note(label or "remark", part.text)


def _is_dated_venue(text: str) -> bool:
    place = venue(text)
    return place is not None and place.known and place.date is not None


def _halves(text: str, further: int = 2) -> tuple[str, str] | None:
    """The names and what follows them, in up to three parts: "Bell et al., CVPR 2022", "Bell and Dorn (2021)"."""
    head, comma, tail = text.rpartition(", ")
    if not comma:
        head, _, tail = text.removesuffix(")").rpartition(" (")
    dated = only_date(tail) or venue(tail)
    names = name_list(head) if dated else None
    if dated and names is None and further and _halves(head, further - 1):
        return head, tail
    return (head, tail) if names and (names.sure or " and " in head) else None


def _take_venue(place: Venue, found: Facts) -> None:
    """Take a text with a year for the venue, or for authors and a year."""
    names = name_list(place.name or "") if not place.known and found.authors is None else None
    if names is None:
        found.place = place
    else:
        found.authors, found.date = names, found.date or place.date
