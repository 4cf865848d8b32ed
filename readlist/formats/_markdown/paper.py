"""A list item, or a row of a table, as a paper: which of its segments are title, authors, venue, date, links."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from readlist.formats._markdown.citation import take_citation, with_linked_references
from readlist.formats._markdown.facts import Facts
from readlist.formats._markdown.fields import place, role_of, set_field, take_identifier
from readlist.formats._markdown.inline import NO_DEFINITIONS, shown, spans
from readlist.formats._markdown.parts import (
    is_dated_link,
    is_other,
    pieces,
    with_dated_links,
    with_linked_venues,
    with_notes,
    with_subtitles,
    with_venue_behind_names,
    with_whole_names,
)
from readlist.formats._markdown.segments import Segment, number, segments
from readlist.formats._markdown.titles import without_names, without_short_name, without_translation
from readlist.formats._name_lists import name_list
from readlist.formats._paper_links import Role, link
from readlist.formats._references.entries import likeness
from readlist.formats._venues import venue
from readlist.model.dates import PartialDate
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._markdown.inline import Span

_LABEL = regex(
    r"(?P<label>[^\W\d_][\w.;/()' -]{0,24}?)\s?[:：]\s{0,9}(?P<rest>\S[\s\S]*)"
    r"|(?P<alone>[^\W\d_][\w.;/()' -]{0,24})[:：]?"
)
_NEXT_LABEL = regex(r";\s(?=[^\W\d_][\w ]{1,20}[:：]\s?\S)")
_ABSTRACT = regex(
    r"[^\w\n]{0,9}(?:abstract(?: \(excerpt\))?|summary|tl;?dr|摘要|概要)[^\w\n:：]{0,5}"
    r"(?:[:：][^\w\n(\[\"“]{0,9}|\s[-–—]\s|(?=\n)|\Z)",
    re.IGNORECASE,
)
_GOES_ON = regex(r"(?![^\w\n]{0,4}\b[^\W\d_][\w ]{0,24}[^\w\n]{0,3}[:：]|\s{0,9}(?:\*\*|\[|!\[|<|#))")
_TAG = regex(r"(?<!\S)#(?P<tag>[^\W\d_][\w/-]{0,60})(?!\S)")
_STYLE_WEIGHT = {"strong": 3.0, "link": 3.0, "quoted": 3.0, "emphasized": 1.5, "": 1.0}
NUMBERED = regex(r"\A\s{0,9}\[(?:\d{1,4}\]|\^\w{1,20}\]:)")
_MARK = regex(
    r"\A\s{0,9}(?P<style>\*\*|__|)(?:\((?:optional|required|recommended)\)|\[\d{1,4}\]|\[\^\w{1,20}\]:|【\d{1,4}】|\d{1,3}[.)、．])(?P=style)\s{0,3}"
)
_DATE_FIRST = regex(
    r"\s{0,9}[\[(]?(?P<date>(?:19|20)\d\d(?P<mark>[./-])(?:0[1-9]|1[0-2])(?:(?P=mark)[0-3]\d)?)[\])]?"
    r"(?:\s?[:,|-])?\s{1,9}(?=\S)"
)
_KEY = regex(r"\s{0,9}(?P<style>\*\*|__|`|)\[(?P<key>[^\W\d_][\w+:.-]{1,30}\d\d[a-z]?)\](?P=style)(?![(\[])\s{0,9}")
# A key in a line of its own above a reference: "**Bell_2004**".
_KEY_ABOVE = regex(
    r"\s{0,9}(?P<style>\*\*|__|`)\[?(?P<key>(?=[^\s*`]{0,60}(?:_|\d{4}))[^\W\d_][^\s*`\[\]]{2,60})\]?(?P=style)"
    r"[ \t]{0,9}:?[ \t]{0,9}\\?\n(?=\s{0,9}\S)"
)
_SHORT = 60
_LONGEST_LABELED = 3  # words in emphasis that a label may begin; more are a title
_FURTHEST = 31  # a part that so many precede is no title, whatever it looks like
_FIGURES = regex(r"(?:vol(?:ume)?|nos?|pp?|pages?)\.?\s\d", re.IGNORECASE)
_REMARK = regex(r"(?:oral|spotlight|poster|highlight|best paper)(?: presentation| paper| award)?", re.IGNORECASE)
_NOTHING = regex(
    r"(?:[^\n:：]{1,40}[:：]\s{0,3})?(?:暂无|无|还未公布|none|n/?a|null|tbd|to be released|coming soon|-)\W{0,3}",
    re.IGNORECASE,
)
_YEAR_BEHIND = regex(r",\s\(?(?P<year>(?:19|20)\d\d)\)?\Z")
_QUOTED = regex(r"[\"“](?P<text>[^\"“”]{1,500})[\"”]?")
_IN_SINGLE = regex(r"['‘](?P<text>(?:[^'‘’]|(?<=\w)['’](?=\w)){8,500})['’]")
_IN_BRACKETS = regex(r"[(\[](?P<text>[^()\[\]]{1,500})[)\]]")
_LEADING = regex(r"\A(?:\(\*?\)\s)?(?:[^\w\"“”'‘($\\¿¡\[<«\s]{1,9}\s{1,9})?(?:\[\d{1,5}\]|\d{1,4}[.)])?\s{0,9}(?=\S)")


def facts_of(text: str, definitions: Mapping[str, str] = NO_DEFINITIONS, details: Sequence[str] = ()) -> Facts:
    """What the text of an item tells, and the details below it; these hold its title only where the text does not.

    >>> found = facts_of("**Deep nets** (2015), G. Hinton et al. [[pdf]](https://arxiv.org/pdf/1503.02531)")
    >>> found.title, str(found.date), found.authors.complete
    ('Deep nets', '2015', False)
    """
    found, shown = _told(text, definitions, details)
    take_citation(found, shown)
    return found


def has_title(text: str, definitions: Mapping[str, str]) -> bool:
    """Whether the text of an item tells a title."""
    return _told(text, definitions)[0].title is not None


def _told(text: str, definitions: Mapping[str, str], details: Sequence[str] = ()) -> tuple[Facts, Sequence[Span]]:
    """What the parts of a text tell, each for itself, and the spans of the text."""
    found = Facts()
    if take_identifier(text, found):
        return found, ()
    text = _MARK.sub("", _take_abstract(text, found))
    if dated := _DATE_FIRST.match(text):
        found.date, text = PartialDate.find(dated["date"].replace(".", "-")), text[dated.end() :]
    key = _KEY.match(text)
    if key is None and (above := _KEY_ABOVE.match(text)) and likeness(squeeze(text[above.end() :])) == 1:
        key = above
    if key and venue(key["key"]) is None:
        found.extra["label"], text = key["key"], text[key.end() :]
    shown = list(with_linked_references(spans(text, definitions)))
    given = _parts(shown, found)
    titled = any(part.style in {"strong", "link", "quoted"} and part.words > 1 for part in given)
    own = with_linked_venues([piece for part in with_notes(given) for piece in pieces(part, titled=titled)])
    parts = list(own)
    for detail in details:
        parts += with_venue_behind_names(_parts(spans(_take_abstract(detail, found), definitions), found))
    if found.title is None:
        _find_title(parts, found, len(own) if any(_title_score(part, 0) > 0 for part in own) else len(parts))
    for part in with_whole_names(parts):
        place(part, found)
    return found, shown


def only_details(text: str, definitions: Mapping[str, str], *, titled: bool = False) -> bool:
    """Whether a text tells only more of what stands above it: labelled fields and links, authors, a venue, a date.

    Below the title of a paper (``titled``) that is no title which is emphasized behind authors.
    """
    found = Facts()
    if "\n" not in text and (_take_abstract(text, found) == "" or _NOTHING.fullmatch(text)):
        return True
    parts = _parts(spans(_take_abstract(text, found), definitions), found)
    parts = with_venue_behind_names(parts) if titled and not found.links else parts
    rest = [piece for part in parts for piece in pieces(part)]
    if found.title is not None:
        return False
    linked = any(link.role is not Role.PLACE or link.labeled for link in found.links)
    linked = linked and not any(link.url.startswith("#") for link in found.links)
    return bool(rest or linked or replace(found, links=[]) != Facts()) and all(
        not part.link
        and (
            part.style == "venue"
            or is_other(part)
            or (linked and (part.colon == "behind" or link(part.text, "").labeled) and part.words <= 3)
            or _REMARK.fullmatch(part.text)
            or (part.style == "emphasized" and name_list(part.text) is not None)
            or (
                ":" in part.text
                and not (part.style == "emphasized" and part.words > _LONGEST_LABELED)
                and _LABEL.fullmatch(part.text)
                and len(part.text) < _SHORT
                and replace(found, links=[]) != Facts()
            )
        )
        for part in rest
    )


def _take_abstract(text: str, found: Facts) -> str:
    """The text without the lines of a labelled abstract, which are kept as they are."""
    rest: list[str] = []
    told: list[str] = []
    for line in text.split("\n"):
        label = _ABSTRACT.match(line)
        if label or (told and _GOES_ON.match(line)):
            told.append(line[label.end() :] if label else line)
        else:
            rest.append(line)
    found.abstract = " ".join(filter(None, (found.abstract, shown("\n".join(told), images=True)))) or None
    return "\n".join(rest)


def _parts(shown: Sequence[Span], found: Facts) -> list[Segment]:
    """The segments of a text whose field no label tells, its links, tags and labelled fields taken."""
    parts, links = segments(shown)
    found.links += links
    return with_dated_links(with_subtitles(_labeled(list(_untagged(parts, found)), found)))


def _untagged(parts: Sequence[Segment], found: Facts) -> Sequence[Segment]:
    """The parts without the tags in them."""
    tags = [tag["tag"] for part in parts if not part.style for tag in _TAG.finditer(part.text)]
    found.tags = tuple(dict.fromkeys((*found.tags, *tags)))
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
    for part in chain.from_iterable(map(_by_labels, parts)):
        label = _LABEL.fullmatch(part.text) if part.colon or ":" in part.text[:30] or "：" in part.text[:30] else None
        named = role_of(label["alone"] or label["label"]) if label else ""
        if named and label and (label["alone"] is None or part.colon) and (part.after in {"line", "bar", ""} or role):
            role = named
            if label["rest"] and _NOTHING.fullmatch(label["rest"]):
                role = ""
            elif label["rest"]:
                set_field(found, role, label["rest"], part.link)
        elif (role and part.after != "line" and part.style not in {"link", "quoted"}) or (
            role == "title" and found.title is None
        ):
            set_field(found, role, part.text, part.link)
        else:
            rest.append(part)
            role = ""
    return rest


def _by_labels(part: Segment) -> list[Segment]:
    """The parts of "Journal: Bells; Volume: 45; Pages: 3-9", each as if it stood in a line of its own."""
    texts = _NEXT_LABEL.split(part.text) if not part.style and _LABEL.fullmatch(part.text) else []
    return [part._replace(text=text, after="line", colon="") for text in texts] if len(texts) > 1 else [part]


def _find_title(parts: list[Segment], found: Facts, among: int) -> None:
    """Take the part that is most likely the title out of the parts, if it is one of the first so many."""
    among = min(among, _FURTHEST)
    scores = [
        _title_score(part, at)
        - 4.0 * _labels(part, parts[at + 1 : at + 2])
        - 2.0 * _follows_title(parts[: at + 1])
        - 4.0 * _describes(parts[: at + 1])
        + 2.0 * is_dated_link(parts[at : at + 2])
        for at, part in enumerate(parts[:among])
    ]
    best = max(range(among), key=lambda at: scores[at], default=-1)
    if best < 0 or scores[best] < -5:
        return
    title = parts.pop(best)
    text = title.text
    after = parts[best] if best < len(parts) else None
    if after is not None and _continues(title, after):
        text = f"{text}{': ' if title.colon or after.colon else '. ' if after.after == 'stop' else ' - '}{after.text}"
        parts.pop(best)
    elif best and _stands_before(parts[best - 1], title):
        text = _with_short(parts.pop(best - 1), title, found)
    text, translation = without_translation(text)
    found.note("translation", translation)
    text, names = without_names(text) if title.style in {"", "link"} else (text, None)
    found.authors = names or found.authors
    if title.style == "" and names is None and (year := _YEAR_BEHIND.search(text)):
        text, found.date = text[: year.start()], PartialDate.find(year["year"])
    text, short = without_short_name(text)
    found.note("name", short)
    quoted = _QUOTED.fullmatch(text) or _IN_SINGLE.fullmatch(text) or _IN_BRACKETS.fullmatch(text)
    found.title = _LEADING.sub("", quoted["text"].rstrip(" .,") if quoted else text)
    found.lead, found.styled = title.link, bool(title.style)


def _stands_before(short: Segment, title: Segment) -> bool:
    """Whether a part is a short name of the paper, or of an author, before the title."""
    is_short = short.words <= 2 or (short.style == "strong" and title.style == "quoted")
    return is_short and title.words > 2 and short.style != "group" and not is_other(short)


def _with_short(short: Segment, title: Segment, found: Facts) -> str:
    """The title, with the acronym that it begins with behind a dash; else what stands before it is taken for itself."""
    names = name_list(short.text)
    is_label = " " not in short.text or (short.style == "strong" and title.style == "quoted")
    found.authors = names if names and not (names.complete and is_label) else None
    if title.after == "dash" and not title.style and _is_acronym(short):
        return f"{short.text} - {title.text}"
    if found.authors is None:
        found.note("name", short.text)
    return title.text


def _labels(part: Segment, following: Sequence[Segment]) -> bool:
    """Whether a part only says what the title behind it is: "Read this: [Title](url)"."""
    return part.colon == "behind" and part.words <= 4 and bool(following) and following[0].style in {"link", "quoted"}


def _follows_title(parts: Sequence[Segment]) -> bool:
    """Whether the last part is the emphasized venue behind authors and a title in plain text."""
    *before, last = parts
    if last.style != "emphasized" or len(before) < 2 or not is_other(before[0]):
        return False
    return any(not part.style and part.words > 1 and part.after == "stop" and not is_other(part) for part in before)


def _describes(parts: Sequence[Segment]) -> bool:
    """Whether the last part is of what plain words say of the strong text before: "**Nets** - shows that; and so"."""
    first = next((at for at, part in enumerate(parts) if part.style == "strong"), len(parts))
    behind = parts[first + 1 :]
    plain = bool(behind) and behind[0].after == "dash" and not any(part.style for part in (behind[0], behind[-1]))
    return plain and behind[0].words > 3 and behind[0].text.split()[0].islower()


def _title_score(part: Segment, at: int) -> float:
    if (
        part.style in {"group", "badge", "venue", "note"}
        or number(part.text)
        or "://" in part.text
        or _FIGURES.match(part.text)
    ):
        return -9.0
    words = part.words
    score = _STYLE_WEIGHT[part.style] - 0.3 * at
    score += -1.0 if words == 1 else -0.3 if words == 2 else 1.0 if words > 3 else 0.5
    score -= 3.0 * (words > 45)
    return score - 4.0 * is_other(part)


def _continues(title: Segment, after: Segment) -> bool:
    """Whether a title goes on in the next part: behind a colon after a short name, or a dash in plain text."""
    if after.style in {"link", "quoted", "group", "badge"} or is_other(after) or name_list(after.text):
        return False
    if title.style == "strong" and title.words <= 3 and after.words > 2:
        return bool(title.colon or after.colon)
    if title.style or after.style or after.words < 2:
        return False
    return after.after == "dash" or (after.after == "stop" and in_capitals(after.text))


def in_capitals(text: str) -> bool:
    """Whether a text is written like a title, its longer words with capitals."""
    long_words = [word for word in text.split() if len(word) > 4]
    return len(long_words) > 2 and sum(word[0].isupper() for word in long_words) * 4 >= len(long_words) * 3


def _is_acronym(part: Segment) -> bool:
    """Whether a part is one word in capitals, a short name that a title may begin with."""
    return not part.style and part.words == 1 and sum(map(str.isupper, part.text)) > 1
