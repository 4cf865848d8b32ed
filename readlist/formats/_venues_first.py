"""Lists whose every line begins with where and when a paper appeared, as pages of people and groups have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Unwrapped
from readlist.formats._name_lists import name_list
from readlist.formats._venues import venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re

_LABEL = regex(
    r"(?:\[(?P<enclosed>[^\[\]]{1,70}(?:(?:19|20)\d\d|['’]\d\d)[^\[\]]{0,10})\]"
    r"|(?P<open>[A-Z][\w&.+-]{1,20}(?: [A-Z][\w&.]{0,20}){0,3}(?: (?:19|20)\d\d| ?['’]\d\d)))"
    r"[:,]?\s+(?:\((?P<prize>[^()]{3,60} Award)\)\s+)?(?=[^\Wa-z]|[“\"(])"
)
_SHORT_YEAR = regex(r" ?['’](\d\d)\b")
_FIRST_OF_OLD = 40  # years of two digits, of the last century
_QUOTED = regex(r"(?P<names>[^\"“”]{3,2000}?),?\s[\"“](?P<title>[^\"“”]{8,400})[\"”]")
_FEWEST = 3  # lines with labels
_MOST = 0.8  # of the lines that are no headings
_HEADING = 25  # letters
_KNOWN = 0.3  # of the venues, that a list is one of papers


def behind_papers(text: str) -> Unwrapped | None:
    r"""The text with each paper as an item behind its venue, or as a reference before it where authors are named.

    >>> lines = ["[ICML’22] Lanterns", "[CVPR’21] Paper Boats", "[OWLS 2020] Quiet Bells"]
    >>> behind_papers("\n".join(lines)).text.split("\n")[1]
    '- [ICML 2022] Lanterns'
    """
    lines = [line.strip() for line in text.split("\n")]
    found = {at: label for at, line in enumerate(lines) if (label := _LABEL.match(line))}
    long = sum(len(line) >= _HEADING or at in found for at, line in enumerate(lines))
    if len(found) < max(_FEWEST, _MOST * long):
        return None
    known = sum((place := venue(_told(label))) is not None and place.known for label in found.values())
    if known < _KNOWN * len(found):
        return None
    items = [_item(line, found[at]) if at in found else line for at, line in enumerate(lines)]
    apart = [at for at in range(len(lines)) if at in found or at - 1 in found]  # lines before which one is put
    numbers = [at + 1 for at in range(len(lines)) for _ in range(1 + (at in apart))]
    return Unwrapped("\n".join(f"\n{item}" if at in apart else item for at, item in enumerate(items)), numbers)


def _told(label: re.Match[str]) -> str:
    """What a label says, its year in four digits."""
    told = label["enclosed"] or label["open"]
    short = _SHORT_YEAR.search(told)
    return _SHORT_YEAR.sub(f" {'19' if int(short[1]) >= _FIRST_OF_OLD else '20'}{short[1]}", told) if short else told


def _item(line: str, label: re.Match[str]) -> str:
    rest, told = line[label.end() :], _told(label)
    quoted = _QUOTED.match(rest)
    if quoted and name_list(quoted["names"]):
        return f"{rest[: quoted.end()]}, {told}{rest[quoted.end() :]}"
    return f"- [{told}] {rest}" + (f" (**{label['prize']}**)" if label["prize"] else "")
