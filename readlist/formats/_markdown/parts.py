"""The parts of an item told apart further: what commas part, names beside a title, what is none of a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._markdown.segments import Segment, is_remark, number
from readlist.formats._name_lists import CREDITED, ET_AL, name_list
from readlist.formats._paper_links import Role
from readlist.formats._venues import only_date, venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_WITH_COMMAS = 1000
_MOST_NAMES = 20
_DATED_NAME = regex(r"[^\s,]+(?: [^\s,]+){0,3}, \(?(?:19|20)\d\d\)?")  # a venue, or a short title
_INITIAL_FIRST = regex(r"(?:and |& )?(?:[^\W\d_a-z]\.[ -]?){1,4}[^\W\d_][\w'’-]")
_SHORT_YEAR = regex(r"\A[A-Z]\w{1,15} ['’]\d\d\Z")
_LONGEST_LABEL = 6  # words
_FEWEST_NOTED = 3  # parts: a label, names, the title
_LONGEST_PLACE = 6  # words of a venue in emphasis
_FEW_WORDS = 2  # behind a date
_FEWEST_WORDS = 3  # of a title that stands before the names
_IN_FULL = regex(r"[^\s.]+(?: [^\s.]+){1,4}")  # a name without points, of several words
_CITED = regex(rf"(?P<names>[^\d,]{{1,60}}{ET_AL}) \(?(?P<year>(?:19|20)\d\d)\)?", re.IGNORECASE)
# "Bell et al. arXiv", "Anna Bell (University of Rest). ICML": shortened names, or some with a place, and a venue.
_PLACED = regex(r"(?P<names>\D{1,200}?(?:\bet\.? ?al\b|\)))\.?,?\s?(?P<place>(?!et\b)[^\W\d_].{1,60})")
# "2020-ICML-Title", "20_ICML_Title", "ICML20: Title"; a year before tells that a word with two capitals is a venue.
_DATED_VENUE = regex(
    r"(?P<told>(?P<year>(?:19|20)?\d\d)[-_](?P<venue>[A-Z][A-Za-z]{1,15})|[A-Z][A-Za-z]{1,15}[-_'’]?(?:19|20)?\d\d)[-_:]\s?(?=\S)"
)
_ACRONYM = regex(r"(?=\w{3,12}\Z)[A-Z][a-z]{0,9}[A-Z][A-Za-z]{0,9}")
# How methods are named, and no person: "DeepTrack", "R-CNN", "Inside-Outside Net", in one word where letters tell it.
OF_METHOD = regex(r"\A\w{0,20}(?:[a-z][A-Z]|[A-Z]{2})[\w-]{0,20}\Z|(?:\b|-)(?:\w{0,9}Net|\w{0,4}NN|GAN|Networks?)s?\Z")
POINTS_TO = regex(r"(?:an?|the|this|that|these|those|its|our|their|another)\s")  # what a sentence leads to
_MAY_BE_VENUE = regex(r"[A-Z\u4e00-\u9fff][^:?]{1,60}")


def pieces(part: Segment, *, titled: bool = False) -> list[Segment]:
    """What a colon or commas part in plain text: a date, label or authors before a title, venue and date behind it.

    Where the title is set off beside it (``titled``), names that stand before a venue or date are all authors.
    """
    if part.style or len(part.text) > _LONGEST_WITH_COMMAS:
        return [part]
    if (dated := _DATED_VENUE.match(part.text)) and (named := _dated_venue(dated)):
        return [Segment(named, "group"), part._replace(text=part.text[dated.end() :])]
    head, colon, rest = part.text.partition(":")
    rest = rest.strip()
    if titled and colon and _are_names(rest) and not (_are_names(head) or _appears(head)):
        return [Segment(head, "note"), part._replace(text=rest, after=part.after or "group")]
    if colon and rest and _leads(head, rest):
        names = " " in head and name_list(head)
        behind = pieces(part._replace(text=rest), titled=titled)
        return [Segment(head, "" if names else "group", after="group"), *behind]
    return [part] if name_list(part.text) or _DATED_NAME.fullmatch(part.text) else _by_commas(part, titled=titled)


def _dated_venue(found: re.Match[str]) -> str:
    """The venue and its year that a title begins with, empty where these are no such."""
    place = venue(found["told"])
    if place and place.known and place.date:
        return f"{place.name} {place.date.year}"
    date = only_date(found["year"] if len(found["year"]) > 2 else f"'{found['year']}") if found["year"] else None
    return f"{found['venue']} {date.year}" if date and _ACRONYM.fullmatch(found["venue"]) else ""


def with_notes(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, a set off label before names taken for a note: "_Copying_: Anna Bell, Carl Dorn. **A title**"."""
    if len(parts) < _FEWEST_NOTED or not _is_label(*parts[:2]):
        return list(parts)
    label = parts[0]
    titles = {"strong"} if label.style == "strong" else {"strong", "link", "quoted"}
    titled = any(part.style in titles and part.words > label.words for part in parts[2:])
    return [label._replace(style="note"), *parts[1:]] if titled else list(parts)


def _is_label(part: Segment, following: Segment) -> bool:
    colon = part.colon == "behind" or following.colon == "before"
    styled = part.style in {"strong", "emphasized"} and part.words <= _LONGEST_LABEL
    return colon and styled and _are_names(following.text) and not _appears(part.text)


def _are_names(text: str) -> bool:
    names = name_list(text)
    return names is not None and names.sure


def _leads(head: str, rest: str) -> bool:
    """Whether what stands before a colon is no part of the title behind it."""
    if only_date(head) or (head.startswith("#") and number(head)):
        return True
    if _begins_title(head):
        return False
    names = name_list(head) if " " in head else None
    told = rest.split(", ")
    if any(_title_before_names(told)):
        return False
    acronym = " " not in head and sum(map(str.isupper, head)) > 1
    surely = acronym or len(head.split()) > 3 or not any(map(_appears, told))
    return (names is not None and names.sure) or _leading_names(told, surely=surely) > 0


def _begins_title(head: str) -> bool:
    """Whether the title begins before a colon, behind names in full: "Anna Bell, Carl Dorn, QuietNet" with ": What"."""
    before, comma, last = head.rpartition(", ")
    names = name_list(before) if comma and OF_METHOD.search(last) else None
    return names is not None and all(name.given for name in names.names)


def _title_before_names(told: Sequence[str]) -> tuple[int, int]:
    """Where names that begin with initials stand among pieces between commas, a title before them; 0, 0 if not."""
    end = len(told)
    while end > 1 and (_appears(told[end - 1]) or _SHORT_YEAR.search(told[end - 1])):
        end -= 1
    first = next((at for at in range(end, 0, -1) if not _INITIAL_FIRST.match(told[at - 1])), 0)
    if not 0 < first < end < len(told) or name_list(", ".join(told[first:end])) is None:
        return 0, 0
    title = ", ".join(told[:first])
    is_title = len(title.split()) >= _FEWEST_WORDS and (first == 1 or name_list(title) is None)
    return (first, end) if is_title else (0, 0)


def _dated_within(told: Sequence[str]) -> int:
    """Where a date stands between a title and a word or two, as of a company: "Nets, dec 2015, Hush"; 0 if not."""
    at = len(told) - 2
    dated = at > 0 and only_date(told[at]) is not None and told[-1].count(" ") < _FEW_WORDS
    return at if dated and len(" ".join(told[:at]).split()) >= _FEWEST_WORDS else 0


def _by_commas(part: Segment, *, titled: bool) -> list[Segment]:
    """What commas part: date and venue before the others, authors, a title, venue and date behind it."""
    told = re.split(r", |，", part.text)
    first, last = (0, 0) if titled else _title_before_names(told)
    if first:
        parted = (", ".join(told[:first]), ", ".join(told[first:last]), *told[last:])
        return [part._replace(text=parted[0]), *(Segment(text, after="group") for text in parted[1:])]
    front: list[str] = []
    tail: list[str] = []
    while len(told) > 1 and _appears(told[-1]):
        tail.insert(0, told.pop())
    if not tail and (at := _dated_within(told)):
        told, tail = told[:at], told[at:]
    while len(told) > 2 and not tail and _appears(told[0]):
        front.append(told.pop(0))
    in_full = titled or all(map(_IN_FULL.fullmatch, told[:_MOST_NAMES]))
    whole = name_list(", ".join(told)) if tail and in_full else None
    count = len(told) if whole and whole.sure else _leading_names(told, surely=not tail)
    authors, title = told[:count], told[count:]
    while authors and len(title) > 1 and only_date(title[0]):
        tail.append(title.pop(0))
    if authors and len(title) > 1 and tail and only_date(tail[0]) and _MAY_BE_VENUE.fullmatch(title[-1]):
        place = [Segment(f"{title.pop()}, {tail.pop(0)}", "venue")]
    else:
        place = []
    after = part.after or ("group" if tail or authors else "")
    colon = "" if tail or place else part.colon
    shown = [part._replace(text=", ".join(texts), after=after, colon=colon) for texts in (authors, title) if texts]
    if authors and title and tail:
        shown[0] = shown[0]._replace(style="group")  # which is no title
    before, behind = ([Segment(text, after="group") for text in texts] for texts in (front, tail))
    return [*before, *shown, *place, *behind]


def _appears(text: str) -> bool:
    """Whether a text is a date or the name of a venue."""
    return only_date(text) is not None or ((place := venue(text)) is not None and place.known)


def _leading_names(pieces: Sequence[str], *, surely: bool) -> int:
    """How many of the pieces between commas are authors before a title; those of one alone only if not ``surely``."""
    for count in range(min(len(pieces) - 1, _MOST_NAMES), 0, -1):
        names = name_list(", ".join(pieces[:count]))
        if (
            names is None
            or (names.complete and any(not name.given for name in names.names))
            or not (names.sure or len(pieces[0].split()) > 1)
        ):
            continue
        if not surely or (len(names.names) > 1 and names.sure) or not names.complete:
            return count
    return 0


def is_other(part: Segment) -> bool:
    """Whether a part reads like a date, a venue or authors."""
    if only_date(part.text) or (part.style == "group" and is_remark(part.text)):
        return True
    if part.words <= 9 and (place := venue(part.text)) and (place.known or (place.date and not part.link)):
        return True
    if part.style == "quoted":
        return False
    names = name_list(part.text)
    return (names is not None and (names.sure or part.after == "dash")) or halves(part.text) is not None


def halves(text: str, further: int = 2) -> tuple[str, str] | None:
    """The names and what follows them, in up to three parts: "Bell et al., CVPR 2022", "Bell and Dorn (2021)"."""
    if cited := _CITED.fullmatch(text):
        return cited["names"], cited["year"]
    if placed := _shortened(text):
        return placed
    head, comma, tail = text.rpartition(", ")
    if not comma:
        head, _, tail = text.removesuffix(")").rpartition(" (")
    dated = only_date(tail) or venue(tail)
    credited = CREDITED.match(head) is not None
    names = name_list(CREDITED.sub("", head)) if dated else None
    if dated and names is None and further and halves(head, further - 1):
        return head, tail
    return (head, tail) if names and (names.sure or credited or " and " in head or " & " in head) else None


def _shortened(text: str) -> tuple[str, str] | None:
    """The names and the venue of "Bell et al. arXiv", None where a text is anything else."""
    found = _PLACED.fullmatch(text)
    place = venue(found["place"]) if found else None
    return (found["names"], found["place"]) if found and place and place.known and name_list(found["names"]) else None


def with_whole_names(parts: Sequence[Segment]) -> Iterator[Segment]:
    """The parts, names beside one another that are styled or linked each for itself made one list."""
    last: Segment | None = None
    are_names = False
    for part in parts:
        beside = last and not part.after and {"strong", "link"} & {last.style, part.style} and name_list(part.text)
        if last and beside and (are_names or name_list(last.text)):
            last = last._replace(text=f"{last.text}, {part.text}", link=None)
            are_names = True
            continue
        if last:
            yield last
        last, are_names = part, False
    if last:
        yield last


def with_linked_venues(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, links behind a plain title and its authors taken for the venue: "Nets | Ada Bell | [BMC](url)"."""
    for at in range(1, len(parts) - 1):
        title, names = parts[at - 1 : at + 1]
        are_names = name_list(names.text) if names.style in {"", "emphasized"} else None
        if are_names and (are_names.sure or names.style) and _is_plain_title(title):
            behind = [part._replace(style="venue") if part.style == "link" else part for part in parts[at + 1 :]]
            return [*parts[: at + 1], *behind]
    return list(parts)


def _is_plain_title(part: Segment) -> bool:
    return not part.style and part.words >= _FEWEST_WORDS and name_list(part.text) is None and not is_other(part)


def with_venue_behind_names(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, an emphasized text behind sure names, and nothing else, taken for the venue: "Bell et al. *Rest*"."""
    if len(parts) not in {2, 3} or parts[1].style != "emphasized" or parts[1].words > _LONGEST_PLACE or parts[1].link:
        return list(parts)
    placed = not parts[0].style and _are_names(parts[0].text) and all(only_date(part.text) for part in parts[2:])
    return [parts[0], parts[1]._replace(style="venue"), *parts[2:]] if placed else list(parts)


def with_dated_links(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, a linked text with nothing but a date behind it taken for one that leads to a paper."""
    return [
        part._replace(link=part.link._replace(role=Role.PAPER))
        if part.link and part.link.role is Role.OTHER and is_dated_link(parts[at : at + 2])
        else part
        for at, part in enumerate(parts)
    ]


def is_dated_link(parts: Sequence[Segment]) -> bool:
    """Whether two parts are a linked text and a date in brackets, as titles have it: "[Nets](url) (2019)"."""
    return len(parts) > 1 and parts[0].style == "link" and parts[1].style == "group" and bool(only_date(parts[1].text))


def with_subtitles(parts: Sequence[Segment]) -> list[Segment]:
    """The parts, what follows a year after a colon joined: "One (2017): Another" is one title and its year."""
    joined = list(parts)
    for at in range(len(joined) - 2):
        one, year, other = joined[at : at + 3]
        if not one.style and year.style == "group" and not other.style and other.colon == "before":
            return [*joined[:at], one._replace(text=f"{one.text}: {other.text}"), year, *joined[at + 3 :]]
    return joined
