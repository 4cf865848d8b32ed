"""The segments of a list item: runs of text between separators, styled or linked ones, links with mere labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._markdown.names import with_plain_names
from readlist.formats._name_lists import CREDITED, ET_AL, name_list
from readlist.formats._paper_links import SHORT_CODE, Link, Role, link
from readlist.formats._venues import appears, only_date, venue
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._markdown.inline import Span

_SEPARATOR = regex(
    r"(?P<line>\n)|(?P<dash>\s[-–—]{1,3}\s|\s?—\s?|(?:(?<=\A)|(?<=\n))\s{0,9}[-–—]{1,3}\s|\s[-–—]{1,3}\Z)"
    r"|(?P<bar>\s?[|·•]\s?)|(?P<semicolon>;\s)"
    r"|(?P<stop>[.。](?:\s{1,9}(?=[^a-z\s]|(?:ar|bio[rR]|med[rR]|chem[rR])[Xx]iv\b)|\s{0,9}\Z)|[?!]\s{1,9}(?=[A-Z\d\"“'(\[]))"
    r"|(?P<group>[(（](?P<round>[^()（）\n]{1,80})[)）]|\[(?P<square>[^\[\]\n]{1,80})\]|【(?P<thick>[^【】\n]{1,80})】)"
    r"|(?P<unclosed>\((?P<year>(?:19|20)\d\d),\s)"
    r"|(?P<quote>[\"“«「『《](?P<quoted>(?:[^\"“”«»」』《》\n]|\n(?!\n)){8,300}|(?<=《)[^《》\n]{4,300}|(?<=「)[^「」\n]{4,300})[\"”»」』》]"
    r"|[<〈＜](?P<angled>[^<>〈〉＜＞\n]{8,300})[>〉＞])"
)
_ABBREVIATION = regex(
    r"(?:\b(?i:vs|Mrs|Proc|Vol|cf|eg|ie|Inc|Trans|Conf|Int|Eur|Univ|et|pp)|\b[A-Z][a-z]|\b[^\W\d_]|\.[^\W\d_]{1,2})\Z"
)
_NUMBER = regex(r"#?\s?(?P<number>(?:[A-Z]{2,8}-)?\d{1,6})|#(?P<named>[\w-]{1,20})")
_REMARK = regex(
    r"(?:oral|spotlight|poster|highlight|best (?:student )?paper(?: award)?|award|short|long|demo|survey|book|new"
    r"|code|pdf|arxiv"
    r"|blog|website|video|slides|project|github|paper|accepted|under review|preprint|tutorial"
    r"|workshop)[\w\s,/&-]{0,30}",
    re.IGNORECASE,
)
_AWARD = regex(
    r"\W{0,3}(?:best|outstanding|distinguished|honou?rable) [\w ]{0,30}(?:award|paper|mention)\W{0,3}", re.IGNORECASE
)
_PUNCTUATION = " \t\n,.;:*_，。；："
_SIGNS = regex(r"\A[^\w\x00-\x7f“”‘’«»¿¡《》「」『』【（–—]{1,20}|[^\w\x00-\x7f“”‘’«»《》「」『』】）…]{1,20}\s?\Z")
_LABEL_IN_BRACKETS = regex(r"\s?[\[【]\s?[^\s\[\]]{1,30}(?: [^\s\[\]]{1,20}){0,3}\s?[\]】]\s?")
_BRACKETS = frozenset(("[]", "()"))
_LONG = 2000
_FEWEST_WORDS = 3  # of a title that other links stand beside
_MANY_NAMES = 500  # letters of names, before which others need not be looked at
_TELLING = regex(r"\w")
_BRACKETED = regex(r"\s{0,9}(?:\((?P<round>[^()]{1,80})\)|\[(?P<square>[^\[\]]{1,80})\])\s{0,9}")
_LOOSE = regex(r"\A[\]})\s]{1,9}|\A[\[(](?=[^\[\]()]{1,300}\Z)|[\[{(\s]{1,9}\Z|\A[\"”][,.\s]|[\s,][\"“]\Z|\A[\"“”]\Z")
_FILLER = regex(
    r"(?:in|by|and|at|from|on|see|also|with|sources?|links?|via|accepted (?:at|by|to)|appeared in|published in)",
    re.IGNORECASE,
)
_LABEL_BEHIND = regex(
    r"[\s,;.|]{1,5}(?:papers?|codes?|projects?(?: page)?|links?|sources?|pdf|arxiv|github|doi|url"
    r"|available at)\s?[:：]?\s?\Z",
    re.IGNORECASE,
)
_LEADS_ON = regex(r"(?:\A|[\s,;.]{1,5})[Ii]n:?\s{0,3}\Z")
_FAMILY_FIRST = regex(r"(?<!\w)[^\W\d_a-z][\w'’-]{0,40}[^\W\d_] (?:[A-Z]{1,3}|[A-Z](?: [A-Z]){1,2})\.?\Z")
_CLOSES = regex(r"\A\s?[>〉＞](?=[\s,.;:(\[]|\Z)")  # angle brackets around the link before
_SHORT_FAMILY = regex(r"(?<!\w)[^\W\d_a-z][\w'’-]{1,40} [^\W\d_a-z][^\W\dA-Z_]\Z")  # "Anna Wu", and no abbreviation
_NAME_GOES_ON = regex(
    r"[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]{1,40}(?: [^\W\d_a-z][\w'’-]{1,40})?"
    r"(?:\s{0,3}(?:[,;&.\[(\n|]|\Z)|\s{1,3}(?:and|et)\b)"
)
# What a line ends with, or the next begins with, that a text is only wrapped at.
_WRAPPED = regex(
    r"(?:[^\s.?!]\s?,|\w-|&|\b(?:and|or|of|for|with|in|on|at|to|by|from|via|using|through|the|an?|is|are))\s{0,9}\Z"
)
_GOES_ON = regex(r"\s{0,9}(?!arxiv)[a-z]{1,20}\b(?![:.])")
_NEXT = regex(r"[.(\[\n;]|\s[-–—]\s")
_REST_OF_NAMES = regex(rf"{ET_AL},?", re.IGNORECASE)
_BEFORE_FIGURE = regex(r"\b(?:nos?|vols?|pp?|art)\Z", re.IGNORECASE)
_SPAN_OF_YEARS = regex(
    r"\s?[12]\d{3}s?\s?(?:[-–—]{1,2}|to)\s?(?:[12]\d{3}s?|\d\d|present|today|now)\s?"
)  # that a title covers
_SHORT_YEAR = regex(r"['’‘]\d\d(?!\w)")
_OPEN_END = regex(r"[^\s,.;:()\[\]|–—-]\s?\Z")


class Segment(NamedTuple):
    """A part of an item: its text, its style and its link.

    Styles are "strong", "emphasized", "link", "quoted", "group", "badge", "venue", "note" and "";
    ``colon`` tells where a colon stands, "before" or "behind" it; ``after`` is what else stands before
    it: "line", "dash", "bar", "stop", "group" or "".
    """

    text: str
    style: str = ""
    link: Link | None = None
    after: str = ""
    colon: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def segments(spans: Sequence[Span]) -> tuple[list[Segment], list[Link]]:
    """The segments of an item, and its links whose text is no title."""
    found: list[Segment] = []
    links: list[Link] = []
    merged = _merged(with_plain_names(spans))
    for at, span in enumerate(merged):
        if span.image is not None:
            _add_image(span, found, links)
        elif span.url is not None:
            leading = link(span.text, span.url)
            if leading.labeled or (leading.url.startswith("#") and leading.url != "#"):
                links.append(leading)
            elif appears(span.text, beside_title=_is_bracketed(merged, at) or _is_below_title(found, links)):
                links.append(leading)
                found.append(_segment(span.text, "group"))
            elif _LABEL_IN_BRACKETS.fullmatch(span.text):
                links.append(leading._replace(labeled=True))
                found += [part._replace(style="group") for part in _plain(span.text) if venue(part.text)]
            else:
                found += _apart(span, leading)
        elif span.style:
            bracketed = _BRACKETED.fullmatch(span.text)
            inner = (bracketed and (bracketed["round"] or bracketed["square"])) or _award(span.text)
            found += [_segment(inner, "group")] if inner else _apart(span, None)
        else:
            if found and found[-1].style and span.text.lstrip().startswith((":", "：")):
                found[-1] = found[-1]._replace(colon="behind")
            found += _plain(span.text)
    return [part for part in found if _TELLING.search(part.text) and not _FILLER.fullmatch(part.text)], links


def _is_bracketed(spans: Sequence[Span], at: int) -> bool:
    """Whether brackets stand around a link, as around the label of one: "[[PDF](url)]", "[[PDF]](url)"."""
    before, after = (spans[beside].text if 0 <= beside < len(spans) else "" for beside in (at - 1, at + 1))
    return f"{before[-1:]}{after[:1]}" in _BRACKETS or f"{spans[at].text[:1]}{spans[at].text[-1:]}" in _BRACKETS


def _is_below_title(found: Sequence[Segment], links: Sequence[Link]) -> bool:
    """Whether what leads to no paper yet begins with a title that is set off, so that a link has another name."""
    titled = bool(found) and found[0].style in {"strong", "quoted"} and found[0].words >= _FEWEST_WORDS
    return titled and not any(part.link for part in found) and all(link.role is not Role.PAPER for link in links)


def _apart(span: Span, leading: Link | None) -> Iterator[Segment]:
    """A styled or linked text, what stands before and behind the title within it taken for itself."""
    style, text = "link" if leading else span.style, SHORT_CODE.sub("", span.text.replace("\n", " "))
    whole = len(text) > _LONG or (style == "emphasized" and text[-3:-2] in {"'", "’"} and venue(text))
    parts = [part for part in _plain(text) if _TELLING.search(part.text)] if not whole else []
    titles = [at for at, part in enumerate(parts) if not _is_beside(part)]
    if style == "emphasized" and not titles and len(parts) > 1:
        yield from (part._replace(style=style) for part in parts)
        return
    if not titles or len(titles) == len(parts) or titles[-1] - titles[0] >= len(titles):
        yield _segment(text, style, "", leading)
        return
    first, last = parts[titles[0]].text, parts[titles[-1]].text
    start, end = text.find(first), text.rfind(last) + len(last)
    yield from parts[: titles[0]]
    yield _segment(text[start:end] if 0 <= start < end else text, style, "", leading)
    yield from parts[titles[-1] + 1 :]


def _award(text: str) -> str | None:
    """The text where it is an award that a paper got, which stands out beside the title."""
    return text if _AWARD.fullmatch(text) else None


def _is_beside(part: Segment) -> bool:
    """Whether a part within a link is none of its title: a date, a venue, authors."""
    if only_date(part.text) or part.style == "group":
        return True
    place, names = venue(part.text), name_list(part.text)
    if place is not None and part.words <= 9 and (place.known or (place.date is not None and part.words <= 3)):
        return True
    return names is not None and names.sure


def _segment(text: str, style: str = "", after: str = "", leading: Link | None = None) -> Segment:
    shown = _LOOSE.sub("", squeeze(_SIGNS.sub("", text)).strip(_PUNCTUATION)).strip(_PUNCTUATION)
    colon = "before" if ":" in text[:2] else "behind" if text.rstrip().endswith((":", "：")) else ""
    return Segment(shown, style, leading, after, colon)


def _add_image(span: Span, found: list[Segment], links: list[Link]) -> None:
    """A badge: the link it is, and the venue or date that it shows."""
    shown = span.text or _badge(span.image or "")
    if span.url:
        links.append(link(shown, span.url))
    if only_date(shown) or ((place := venue(shown)) and place.known):
        found.append(Segment(squeeze(shown), "badge"))


def _badge(image: str) -> str:
    """The text on a badge that a service draws from its address."""
    made = re.search(r"/badge/([^/?#]{1,100})-\w{2,20}(?:[?#].*)?\Z", image)
    return (
        made[1].replace("--", "\0").replace("-", " ").replace("_", " ").replace("%20", " ").replace("\0", "-")
        if made
        else ""
    )


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans, emphasis inside a running text taken for a part of it."""
    merged: list[Span] = []
    runs_on = False  # whether the last span is plain text that may go on
    for at, span in enumerate(spans):
        styled = bool(span.style) and span.url is None and span.image is None
        plain = not span.style and span.url is None and span.image is None
        if (
            styled
            and runs_on
            and (_OPEN_END.search(merged[-1].text[-2:]) or _REST_OF_NAMES.fullmatch(span.text.strip()))
            and not _stands_alone(span, spans[at + 1 : at + 2])
        ) or (plain and runs_on):
            merged[-1] = merged[-1]._replace(text=merged[-1].text + span.text)
        elif styled and _goes_on(span, spans[at + 1 : at + 2]):
            merged.append(span._replace(style=""))
            runs_on = True
        else:
            merged.append(span)
            runs_on = plain
    return merged


def _stands_alone(span: Span, after: Sequence[Span]) -> bool:
    """Whether emphasized text is something of its own: authors, a venue, or what ends the line."""
    text = span.text.strip()
    if _REST_OF_NAMES.fullmatch(text):
        return False
    names = name_list(text)
    if names is not None or venue(text) or only_date(text) or text.endswith(("et al.", ":")) or len(text.split()) > 5:
        return True
    return not after or after[0].url is not None or not re.match(r"\s?\w", after[0].text)


def _goes_on(span: Span, after: Sequence[Span]) -> bool:
    """Whether a text in running words begins with this styled word."""
    if len(span.text.split()) > 3 or not after or after[0].style or after[0].url or after[0].image is not None:
        return False
    return re.match(r"(?:'s)?\s(?!by\s[A-Z])[a-z]", after[0].text) is not None and not span.text.rstrip().endswith(
        (":", ".")
    )


def _plain(text: str) -> Iterator[Segment]:
    """The segments of plain text."""
    start, after = 0, ""
    text = _LEADS_ON.sub("", _LABEL_BEHIND.sub("", SHORT_CODE.sub("", _CLOSES.sub("", text))))
    for found in _SEPARATOR.finditer(text):
        kind = next(name for name in _SEPARATOR.groupindex if found[name] is not None)
        before = text[start : found.start()]
        if not _separates(kind, found, before, text):
            continue
        yield _segment(before + (found[0].strip() if found[0][0] in "?!" else ""), after=after)
        if kind in {"group", "unclosed"}:
            yield _segment(found["round"] or found["square"] or found["thick"] or found["year"], "group")
        elif kind == "quote":
            yield _segment(found["quoted"] or found["angled"], "quoted")
        start, after = found.end(), kind
    yield _segment(text[start:], after=after)


def _separates(kind: str, found: re.Match[str], before: str, text: str) -> bool:
    """Whether something other begins at a sign that may separate."""
    if kind == "line":
        return _breaks(before, text, found.end())
    if kind == "stop":
        return _stops(found, before, text)
    if kind == "semicolon":
        if before.count("[") > before.count("]"):
            return False
        following = _NEXT.split(text[found.end() : found.end() + 200], maxsplit=1)[0]
        return name_list(f"{before[-200:].rpartition(';')[2]}; {following}") is None
    if kind == "quote":
        leads = not before.strip(_PUNCTUATION) or before.rstrip().endswith((",", ":")) or _BRACKETED.fullmatch(before)
        return bool(leads) and (found[0][-2] in ".," or _ends_title(text[found.end() : found.end() + _MANY_NAMES]))
    return kind != "group" or (
        not before[-1:].isdigit() and _is_aside(found["round"] or found["square"] or found["thick"])
    )


def _ends_title(behind: str) -> bool:
    """Whether what stands behind a quotation is something of its own, as a sign, names or a venue, and no word more."""
    if re.match(r"\s?(?:[^\w\s]|in\b|\Z|\n)", behind) or CREDITED.match(behind.lstrip(" ")):
        return True
    following = _NEXT.split(behind, maxsplit=1)[0].strip()
    place, names = venue(following), name_list(following)
    return only_date(following) is not None or bool(place and place.known) or bool(names and names.sure)


def _breaks(before: str, text: str, end: int) -> bool:
    """Whether something other begins on the next line, and the text is not only wrapped."""
    broken = text[end : end + 1] == "\n"
    return broken or (_WRAPPED.search(before[-40:]) is None and _GOES_ON.match(text, end) is None)


def _stops(found: re.Match[str], before: str, text: str) -> bool:
    """Whether something other begins behind a full stop or another sign that ends a sentence."""
    if found[0][0] in "?!":
        behind = _NEXT.split(text[found.end() : found.end() + 2000], maxsplit=1)[0]
        return name_list(behind) is not None or venue(behind) is not None
    following = text[found.end() : found.end() + 200]
    if _FAMILY_FIRST.search(before[-50:]):
        return _ends_names(before, following)
    names = name_list(before[-_MANY_NAMES:])
    if following[:1].islower():  # the name of an archive
        return names is not None and names.sure
    if names and names.sure and _SHORT_FAMILY.search(before[-50:]):
        place = venue(_NEXT.split(following, maxsplit=1)[0])
        return bool(place and place.known) or _ends_names(before, following)
    figures = text[found.end() : found.end() + 1].isdecimal() and _BEFORE_FIGURE.search(before[-12:])
    figures = figures or _SHORT_YEAR.match(text, found.end())
    return not figures and _ABBREVIATION.search(before[-12:]) is None


def _ends_names(before: str, following: str) -> bool:
    """Whether a point behind "Bell A" ends a list of names; that behind "Anna B" is followed by the family name."""
    listed = before if len(before) < _MANY_NAMES else before[-_MANY_NAMES:].partition(",")[2]
    listed = CREDITED.sub("", listed.lstrip())
    if name_list(listed) is None:
        return False
    names = [part for part in listed.split(",") if part.strip()]
    if len(names) > 1 and all(_FAMILY_FIRST.search(name[-50:]) for name in names):
        return re.match(r"[^\W\d_a-z]\.", following) is None
    return _NAME_GOES_ON.match(following) is None


def _is_aside(text: str) -> bool:
    """Whether what stands in brackets is something about the paper, not a part of its title."""
    place = venue(text)
    dated = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) is not None and _SPAN_OF_YEARS.fullmatch(text) is None
    return bool(
        _NUMBER.fullmatch(text.strip())
        or only_date(text)
        or (place and (place.known or place.date))
        or _REMARK.fullmatch(text.strip())
        or (dated and len(text.split()) <= 6)
        or link(text, "").labeled
    )


def number(text: str) -> str | None:
    """The number of a submission or of the item that stands in brackets, None where there is something else."""
    found = _NUMBER.fullmatch(text.strip())
    return (found["number"] or found["named"]) if found else None


def is_remark(text: str) -> bool:
    """Whether a text in brackets is a remark such as "oral" or a label without a link."""
    return _REMARK.fullmatch(text) is not None or link(text, "").labeled
