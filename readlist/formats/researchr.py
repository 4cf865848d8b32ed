"""The programmes of conferences on researchr's site as pasted: length and kind of a talk, title, track, people."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.identifiers import find_urls
from readlist.model.names import PARTICLES, Name
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "researchr"
_LENGTH = regex(r"\d{1,3}m")
_TIME = regex(r"\d\d:\d\d(?: - \d\d:\d\d)?")
_KIND = regex(
    r"(?:[A-Z][a-z-]{2,12} )?(?:[Tt]alk|[Pp]aper|[Kk]eynote|[Pp]oster|[Dd]emonstration|[Tt]utorial|[Pp]resentation"
    r"|[Rr]esearch)(?: [a-z]{3,10})?"
)
_NO_PAPER = regex(r".{0,20}(?:[Kk]eynote|[Tt]utorial|[Pp]anel).{0,20}")
_BADGE = regex(
    r"(?<=[^\sA-Z])(?:Distinguished Paper(?: Award)?|Remote|Virtual|Online|In[- ]?Person|Recorded|Invited Talk"
    r"|Best Paper(?: Award)?|ACM SIG[A-Z]{3,6} Distinguished Paper(?: Award)?|Award Winner|Pre-recorded"
    r"|Journal First){1,3}\Z"
)
_BUTTONS = regex(
    r"(?:DOI|Pre-print|Media Attached|File Attached|Link to publication|Authorizer link|https?://\S+|[\s,])+"
)
_CHAIR = regex(r"Chair\(s\):|Displayed time zone|.{0,120}\bat [A-Z].{0,60}\Z")
_YEAR = regex(r"(?<!\d)20\d\d(?!\d)")
_HEADER = 5  # lines of a page that may tell its year
_FEWEST = 2  # talks
_LONGEST_KIND = 40  # letters
_BEGINS_PLACE = regex(
    r"(?:University|Universit\w{1,3}|Institut\w{0,2}|College|School|Department|Dept\.?|Facult\w{1,2}|Laborator\w{1,4}"
    r"|Cent(?:er|re)|Academy|The|ETH|TU|KU|UC|IT|MPI-\w+|Max|Inria|INRIA|[A-Z]{3}[\w&-]*|Microsoft|Google|Meta|Amazon|Apple"
    r"|Facebook|Intel|Huawei|JetBrains|GitHub|NVIDIA|Nvidia|Galois|National|State|Federal|Technical|Technion|Imperial"
    r"|Carnegie|Computer|Royal|Chinese|Hong|Seoul|Peking|Tsinghua|Tel|Universitat|École|Vrije)\Z"
)
_WITHIN_PLACE = regex(r"(?:University|Institute|College|Labs?|Research|Inc\.?|Ltd\.?|School|Polytechnic\w*)\Z")
_INITIAL = regex(r"[^\W\d_]\.?(?:-[^\W\d_]\.)?")
_MOST_WORDS = 5  # of a name


class _Person(NamedTuple):
    name: str
    place: str


def recognize(text: str) -> float:
    """How sure a cleaned text is such a programme: talks of so many minutes, each with its kind below."""
    lines = numbered(text[:SAMPLE])
    return 0.98 if sum(_begins(lines, at) for at in range(len(lines))) >= _FEWEST else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a programme in their order; keynotes and tutorials are none."""
    lines = numbered(text)
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    yield from outside(lines[: starts[0] if starts else len(lines)])
    year = next((found[0] for line in lines[:_HEADER] if (found := _YEAR.search(line.text))), None)
    for start, end in pairwise([*starts, len(lines)]):
        if not _NO_PAPER.fullmatch(lines[start + 1].text):
            yield _record(lines[start + 2 : _last(lines, start, end)], year)


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a talk begins there: its length, its kind, and a title."""
    if at + 2 >= len(lines):
        return False
    length, kind, title = (line.text for line in lines[at : at + 3])
    is_talk = _LENGTH.fullmatch(length) and len(kind) <= _LONGEST_KIND and _KIND.fullmatch(kind)
    return bool(is_talk) and not _LENGTH.fullmatch(title)


def _last(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the lines of a talk end: before the time of the next one, or that of a session."""
    return next((at for at in range(start + 3, end) if _TIME.fullmatch(lines[at].text)), end)


def _record(lines: Sequence[Line], year: str | None) -> Record:
    title, track, *rest = (*(line.text for line in lines), "")
    named = next((text for text in rest if text and not _BUTTONS.fullmatch(text) and not _CHAIR.match(text)), "")
    people = list(_people(named))
    return make_record(
        NAME,
        where(lines),
        title=_BADGE.sub("", title).strip(),
        authors=[Name.parse(person.name) for person in people],
        affiliations=[person.place for person in people],
        venue=track,
        date=year,
        urls=[url for text in rest for url in find_urls(text)],
    )


def _people(text: str) -> Iterator[_Person]:
    """The people of a list in which each one's place stands behind the name with a blank between.

    >>> [*_people("Ada Bee University of Winds, Oslo, Bo Heath , Cy Moon Fjord University")][1:]
    [_Person(name='Bo Heath', place=''), _Person(name='Cy Moon', place='Fjord University')]
    """
    held: _Person | None = None
    for part in filter(str.strip, text.split(",")):
        words = part.split()
        cut = _cut(words)
        alone = part.endswith(" ") and 1 < len(words) <= _MOST_WORDS
        if held and held.place and not alone and (cut == 0 or cut == len(words)):
            held = held._replace(place=f"{held.place}, {' '.join(words)}")
            continue
        if held:
            yield held
        held = _Person(" ".join(words[: cut or len(words)]), " ".join(words[cut or len(words) :]))
    if held:
        yield held


def _cut(words: Sequence[str]) -> int:
    """How many words are the name: up to what begins a place, or up to a family name where a place ends the words."""
    begins = next((at for at, word in enumerate(words) if _BEGINS_PLACE.match(word)), len(words))
    of = begins + 1 < len(words) and words[begins + 1] in {"of", "at", "for", "de", "di", "do", "da", "der"}
    if begins < len(words) and (of or not _WITHIN_PLACE.match(words[begins])) and begins != 1:
        return begins
    if not any(map(_WITHIN_PLACE.match, words)):
        return len(words)
    whole = 0
    for at, word in enumerate(words):
        whole += not (_INITIAL.fullmatch(word) or word.casefold() in PARTICLES)
        if whole > 1:
            return at + 1
    return len(words)


READER = Reader(NAME, "researchr programme of a conference", recognize, read)
