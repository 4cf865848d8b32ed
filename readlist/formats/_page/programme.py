"""The furniture of a conference's programme: sessions, chairs, times, breaks, prizes; the times before its papers."""

from __future__ import annotations

import re

from readlist.model.regex import regex

_CLOCK = r"\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.?m\.?)?"
_TIMES = rf"\d{{1,2}}[:.h]\d\d ?(?:[ap]\.?m\.?)? {{0,2}}[-–—~] {{0,2}}{_CLOCK}"
_SPAN = rf"(?:{_CLOCK} {{0,2}}[-–—~]? {{0,2}}{_CLOCK}|\d{{4}} ?[-–—] ?\d{{4}})"
_ZONE = r"(?: ?\(?(?:UTC|GMT|CES?T|[ECMP][SD]?T)(?:[-+−]\d{1,2}(?::?\d\d)?)?\)?)?"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_PAUSE = (
    r"(?:(?:morning|afternoon|coffee|tea|lunch|dinner|short) ){0,2}"
    r"(?:break|lunch|dinner|coffee|breakfast|banquet|registration|reception)s?"
)
_EVENT = (
    r"(?:introductory|opening|closing|welcome|final|concluding) (?:remarks|words|address|ceremony|session|reception)"
    r"|welcome|business meeting|poster session|panel(?: session| discussion)?|plenary|opening|closing|discussion"
)
_CHAIR = r"(?:session )?chair(?:\(s\)|s|ed by|person)?\s?:"
_SESSION = (
    r"(?:(?:paper|poster|oral|technical|research|parallel|regular) )?"
    r"(?:session|track) (?:\d{1,2}[a-z]?|[ivx]{1,4}|[a-z])\b"
)
_PERIOD = regex(
    rf"(?:{_DAY}(?![a-z])|{_MONTH}(?![a-z])|\d{{1,2}}(?:st|nd|rd|th)?\b|(?:19|20)\d\d\b|[|,&–—-]|to\b| ){{2,24}}",
    re.IGNORECASE,
)
_ARRANGED = (
    regex(
        rf"(?:{_SPAN}{_ZONE}[,:|]? )?(?:{_PAUSE}|{_EVENT})"
        r"(?:,? (?:and |& )?(?:best paper )?(?:awards?|keynote|address|reception|and ){1,4}){0,3}"
        r"(?:(?:\. |\s?[/(|]).{0,60}|\s?[/:.!]{1,3})?",
        re.IGNORECASE,
    ),
    regex(rf"(?:{_DAY},? )?{_SPAN}{_ZONE}(?: {_DAY})?", re.IGNORECASE),
    regex(rf".{{0,120}}[\s|]{_TIMES}{_ZONE}(?:,? {_CHAIR}.{{0,60}})?", re.IGNORECASE),
    regex(rf"(?:{_SPAN}{_ZONE}[,:|]? )?{_SESSION}(?:\s?[:.|,(–—-].{{0,160}})?", re.IGNORECASE),
    regex(rf"{_CHAIR}.{{2,100}}|.{{2,100}}\({_CHAIR}.{{2,80}}\)(?: ?[-–].{{0,60}})?", re.IGNORECASE),
    regex(r"(?:keynote|invited) (?:talk|speaker|address|lecture)s?(?: \d{1,2})?(?:\s?[:(].{0,120})?", re.IGNORECASE),
)
_CHAIRED = regex(_CHAIR, re.IGNORECASE)
_PRIZE = regex(
    r"\W{0,3}(?:awarded )?(?:best|distinguished|outstanding|honou?rable|notable|test[- ]of[- ]time)"
    r"(?: (?:student|paper|artifact|artefact|demo|poster|resource|theme|runner[- ]?up|award|nominee|honou?rable|mention"
    r"|short|long|full|best|special|candidate)s?){1,5}"
    r"(?:\s?[—–:-]\s?[\w ]{1,30})?(?:\s?\([^()]{1,80}\))?\W{0,3}",
    re.IGNORECASE,
)
_HEADING = regex(
    r"(?:list of |all |our )?(?:(?:accepted|selected|recent|research|refereed|conference|journal|workshop|technical"
    r"|full|short|long|regular|main|poster|demo|industry|invited|best|contributed|detailed|final|and|&) ){0,5}"
    r"(?:papers?|publications?|articles|sessions?|program(?:me)?|schedule|proceedings|track|agenda|contributions"
    r"|abstracts)"
    r"(?: list| schedule| at a glance)?(?: \(\d{1,4}\))?:?",
    re.IGNORECASE,
)
_TIMED = regex(
    r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)? ?[-–—] ?\d{1,2}[:.-]\d\d|\d{4} ?[-–—] ?\d{4})"
    rf"{_ZONE} ?(?:[ap]\.?m\.?)?[:,|]? (?=\S)",
    re.IGNORECASE,
)
_PRESSED = regex(
    r"(?:(?:and|paper|pdf|short|long|talk|video|slides|abstract|doi|poster|oral|spotlight|html|link) )+", re.IGNORECASE
)
_BEGINS = regex(r"\d{1,2}[:.h]\d\d ?(?:[ap]\.?m\.?)?(?=[\s,:–—-])", re.IGNORECASE)
_LONGEST = 200  # letters of a line of a programme


def arranges(text: str) -> bool:
    """Whether a line of a programme tells of no paper: a session, its chair and times, a day, a break.

    >>> arranges("Session 2: Memory 11:00 - 12:30"), arranges("Coffee Break"), arranges("Sessions of Choirs")
    (True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    return any(shape.fullmatch(text) for shape in (*_ARRANGED, _HEADING)) or (
        text[-1].isdigit() and _PERIOD.fullmatch(text) is not None
    )


def chairs(text: str) -> bool:
    """Whether a line names the chair of the session that it stands below.

    >>> chairs("Session Chair: Ada Moon, Fjord U"), chairs("Chairs for Quiet Rooms")
    (True, False)
    """
    return len(text) <= _LONGEST and _CHAIRED.match(text) is not None


def begins_at(text: str) -> bool:
    """Whether a line begins with the time of day.

    >>> begins_at("16:30 Visit to the Tower"), begins_at("1984 in Bells")
    (True, False)
    """
    return _BEGINS.match(text) is not None


def awards(text: str) -> bool:
    """Whether a line tells the prize of the paper beside it and nothing else."""
    return len(text) <= _LONGEST and _PRIZE.fullmatch(text) is not None


def pressed(text: str) -> str:
    """The words of buttons that a title begins with.

    >>> pressed("Paper Slides Lanterns"), pressed("Lanterns")
    ('Paper Slides', '')
    """
    found = _PRESSED.match(text)
    return found[0].rstrip() if found else ""


def untimed(text: str) -> str:
    """The text of a line without the time that it begins with.

    >>> untimed("8:35 - 8:55 AM Paper Lanterns"), untimed("1000 Choirs")
    ('Paper Lanterns', '1000 Choirs')
    """
    found = _TIMED.match(text)
    return text[found.end() :] if found else text
