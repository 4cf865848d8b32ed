"""What the values of tagged notations mean: names, pages, dates, keywords, texts with markup."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_urls
from readlist.model.names import SUFFIXES, Name
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import EntryType

_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_INITIALS = regex(
    r"(?P<family>\S.{0,80}?[a-zа-яё’'].{0,80}?|[A-Z]{5,40})"
    rf" (?P<initials>{_CAPITAL}(?: {_CAPITAL}){{1,3}}(?![\w.])|{_CAPITAL}{{1,4}}|(?:{_CAPITAL}\.[ -]?){{1,4}})"
    r"(?: (?P<suffix>\w{1,3}\.?))?"
)
_INVERTED = regex(r"\s{0,3}[^\W\d][^,]{0,60}, ?[^\s,][^,]{0,40}")
_EMAIL = regex(r"\s?\([^\s()@]{1,80}@[^\s()@]{1,80}\)")
_OF_AN_OFFICE = regex(r",.{0,200}\b(?:of|for|the)\b")
_OTHERS = regex(r"(?:et\.? ?al|and others|others|\[and others\])\.?|\.{3}|…", re.IGNORECASE)
_MARKUP = regex(
    r"</?(?:i|b|u|em|strong|sub|sup|inf|span|p|scp|italic|bold|jats:\w{1,12})(?:\s[^<>=]{1,50}=[^<>]{0,150})?\s?/?>",
    re.IGNORECASE,
)
_ENTITY = regex(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_ABBREVIATION = regex(r"(?:\b[A-Z]\.){2}\Z|\.\.\Z")
_DASH = regex(r"(?<=\w)\s?(?:-{1,3}|[‐‑–—−])\s?(?=\w)")
_RANGE = regex(r"([A-Za-z]{0,3})(\d{1,9})–(\d{1,9})(?!\d)")
# The line with which an abstract of the Astrophysics Data System begins: year, journal, volume, page and initial.
BIBCODE = regex(r"^%R[ \t]{1,4}(?:1[5-9]|20)\d\d[A-Za-z][A-Za-z&.]{4}[\w.&]{9}[A-Za-z.][ \t]*$", re.MULTILINE)
YEAR = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PARAGRAPH = regex(r"</(?:p|div|li|h\d)\s?>|<br\s?/?>\s{0,2}<br\s?/?>", re.IGNORECASE)
_BREAK = regex(r"<br\s?/?>", re.IGNORECASE)
_TAG = regex(r"</?[A-Za-z][^<>]{0,500}>")
_PAGES = regex(r"\A(?:pp?\.\s?|pp?\s|pages?\s)(?=[A-Za-z]{0,3}\d)", re.IGNORECASE)
_OPEN = regex(r"\s?(?:[-–]\s?\+?|\+)\Z")  # of which the last page is not known
_VOLUME = regex(r"\A\s{0,9}(?:v(?:ol(?:ume)?)?\.\s?|vol(?:ume)?\s){1,3}(?=\d)", re.IGNORECASE)
_BREAK_OF_CNKI = regex(r"\s{0,3}\(#br\)\s{0,3}")
_BETWEEN_ADDRESSES = regex(r";\s{0,9}(?=https?://)", re.IGNORECASE)
_SCHEME = regex(r"[A-Za-z][\w+.-]{0,20}://\S")
_UNKNOWN = frozenset({"nan", "none", "null", "n/a", "no specified", "no pagination specified", "unpaginated"})


def volume(text: str | None) -> str | None:
    """The number of a volume without the word for it.

    >>> volume("Vol. 12"), volume("v. v. 176"), volume("V2"), volume("nan")
    ('12', '176', 'V2', None)
    """
    told = known(text)
    return _VOLUME.sub("", told) if told else None


def known(text: str | None) -> str | None:
    """The text, unless it is what programs write where they know nothing."""
    return None if text is None or text.strip().casefold() in _UNKNOWN else text


def plain(text: str | None) -> str | None:
    """The text without entities and the tags of italics and the like, which exporters leave in titles.

    >>> plain("Health &amp; H<sub>2</sub>O, an &lt;EOS> token")
    'Health & H2O, an <EOS> token'
    """
    if not text or ("<" not in text and "&" not in text):
        return text
    return _ENTITY.sub(lambda found: unescape(found[0]), _MARKUP.sub("", text))


def abstract(text: str | None) -> str | None:
    r"""The text of an abstract without what exporters leave in it; CNKI writes "(#br)" where a line ends.

    >>> abstract("Abstract(#br)We count stars.(#br)Results(#br)Many &amp; more.")
    'We count stars.\nResults\nMany & more.'
    """
    text = plain(text)
    return _BREAK_OF_CNKI.sub("\n", text).removeprefix("Abstract\n") if text and "(#br)" in text else text


def indexed_title(text: str | None) -> str | None:
    """A title without what indexes put around it: a full stop behind it, brackets around a translated one.

    >>> indexed_title("[On maps.]."), indexed_title("Maps [of C.elegans]."), indexed_title("In the U.S.")
    ('On maps', 'Maps [of C.elegans]', 'In the U.S.')
    """
    title = _without_stop(squeeze(plain(text) or ""))
    if title.startswith("[") and title.endswith("]") and title.count("[") == 1:
        title = _without_stop(title[1:-1].strip())
    return title or None


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not _ABBREVIATION.search(text[-6:]) else text


def people(texts: Iterable[str]) -> Iterator[Name]:
    """The persons named in some values, each of which may hold several between semicolons; "et al." is left out.

    >>> [name.display for name in people(["Ng, A; Li B.", "van Dijk J M", "Example Collaboration,", "et al."])]
    ['A Ng', 'B. Li', 'J M van Dijk', 'Example Collaboration']
    >>> [name.display for name in people(["Ng, A and Li, B", "Ng, C. (ng@example.org)", "Office, Wheels of Oz,"])]
    ['A Ng', 'B Li', 'C. Ng', 'Office, Wheels of Oz']
    >>> [name.family for name in people(["Пчела И.И.; Гнездо А. Б."])]
    ['Пчела', 'Гнездо']
    """
    for text in texts:
        for part in text.replace("；", ";").split(";"):
            for whole in map(squeeze, _parted(part)):
                if whole and not _OTHERS.fullmatch(whole):
                    yield person(whole)


def _parted(text: str) -> list[str]:
    """The names that stand between "and", where each has a comma."""
    parts = text.split(" and ")
    return parts if len(parts) > 1 and all(map(_INVERTED.fullmatch, parts)) else [text]


def goes_on(texts: Iterable[str]) -> bool:
    """Whether a list of names ends with "et al."."""
    return any(_OTHERS.fullmatch(squeeze(text.rpartition(";")[2])) for text in texts)


def person(text: str) -> Name:
    """The name in a text like "Ng, Ana", "Ng AB", "J. -P. Ng" or "Ana Ng"; one with a comma behind it is one whole."""
    text = plain(text) or ""
    text = squeeze((_EMAIL.sub("", text) if "@" in text else text).replace(",", ", ")).replace(". -", ".-")
    bare = text.rstrip(",; ")
    if bare != text and ("," not in bare or _OF_AN_OFFICE.search(bare)):
        return Name(literal=bare)
    if "," not in bare and (found := _INITIALS.fullmatch(bare)):
        suffix = found["suffix"] if found["suffix"] and found["suffix"].casefold() in SUFFIXES else ""
        if suffix or not found["suffix"]:
            return Name.parse(f"{found['family']}, {found['initials']}")._replace(suffix=suffix)
    return Name.parse(bare)


def pages(first: str | None, last: str | None = None) -> str | None:
    """Pages with an en dash and whole numbers; None where the texts say that there are none.

    >>> pages("6913-7"), pages("125", "133"), pages("pp. e12", "e12"), pages("No", "Specified")
    ('6913–6917', '125–133', 'e12', None)
    >>> pages("7-8-"), pages("7-+"), pages("7", "+"), pages("1057-1057")
    ('7–8', '7', '7', '1057')
    """
    first, last = (_OPEN.sub("", _PAGES.sub("", squeeze(known(text) or ""))) for text in (first, last))
    if known(f"{first} {last}") is None or not any(map(str.isalnum, first + last)):
        return None
    both = f"{first}–{last}" if first and last and last != first and not _DASH.search(first) else first or last
    parts = (_DASH.sub("–", part) if len(_DASH.findall(part)) == 1 else part for part in both.split(", "))
    return ", ".join(_RANGE.sub(_whole, part) for part in parts) or None


def _whole(found: re.Match[str]) -> str:
    """A range whose last page is written in full, as in 349–369 for 349–69."""
    letters, first, last = found.groups()
    if first == last:
        return f"{letters}{first}"
    return (
        f"{letters}{first}–{letters if len(last) < len(first) else ''}{first[: max(0, len(first) - len(last))]}{last}"
    )


def date(year: str | None, *days: str | None) -> PartialDate | None:
    """The date in which the year is ``year`` (or the first one that is told), as exactly as one of the others says.

    >>> str(date("2018", "APR 21")), str(date("2014", None, "2014/06/01")), str(date("2016", "2015/12/30"))
    ('2018-04-21', '2014-06-01', '2016')
    """
    found = _exact(year) or PartialDate.find(year) if year else None
    for text in filter(None, days):
        whole = text if YEAR.search(text) or found is None else f"{text} {found.year}"
        other = _exact(text) or PartialDate.find(whole)
        if other is not None and (found is None or _is_more_exact(other, found)):
            found = other
    return found


def _exact(text: str) -> PartialDate | None:
    """The date in a text like 1202/05//, whatever the year."""
    return PartialDate.parse(text.strip().rstrip("/").replace("/", "-"))


def _is_more_exact(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date says all that another does, and more."""
    return one != other and all(ours == theirs or theirs is None for ours, theirs in zip(one, other, strict=True))


def keywords(fields: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The keywords in the lines of each field: one a line, or several between semicolons.

    One field of one line with several commas holds a list too; stars that mark major topics are left out.

    >>> keywords([["nets; maps"], ["*Child, Preschool", "Rats/*genetics"]]), keywords([["nets, maps, rats"]])
    (('nets', 'maps', 'Child, Preschool', 'Rats/genetics'), ('nets', 'maps', 'rats'))
    """
    lines = [line for field in fields for line in field if line]
    separator = "," if len(lines) == 1 and lines[0].count(",") > 1 and ";" not in lines[0] else ";"
    words = (
        squeeze(plain(word.replace("；", ";")) or "").lstrip("*").replace("/*", "/")
        for line in lines
        for word in line.replace("；", ";").split(separator)
    )
    return tuple(dict.fromkeys(filter(None, words)))


def addresses(text: str) -> list[str]:
    """The web addresses in a field that holds them between blanks or semicolons.

    >>> addresses("https://example.org/a(b) www.example.org"), addresses("<Go to ISI>://WOS:000000000000001")
    (['https://example.org/a(b)', 'https://www.example.org'], [])
    >>> addresses("http://example.org/a;b; https://example.org/c;http://example.org")
    ['http://example.org/a;b', 'https://example.org/c', 'http://example.org']
    """
    words = _BETWEEN_ADDRESSES.sub(" ", text).split()
    return [address for word in words for address in ((word,) if _SCHEME.match(word) else find_urls(word))]


def links(tags: Tags, *names: str) -> list[str]:
    """The web addresses in the fields of these tags; a field that holds none is left."""
    fields = tags.fields(*names, where=lambda found: bool(addresses(found.text)))
    return [address for found in fields for address in addresses(found.text)]


def kind_named(kinds: Iterable[tuple[EntryType, re.Pattern[str]]], names: Iterable[str]) -> EntryType | None:
    """The first of some kinds of publications whose pattern one of these names begins with."""
    folded = [squeeze(name).casefold() for name in names]
    return next((kind for kind, pattern in kinds if any(map(pattern.match, folded))), None)


def is_markup(text: str) -> bool:
    """Whether a text is HTML, as notes of Zotero's are."""
    return _TAG.search(text) is not None


def note_text(text: str) -> str:
    r"""A note without its HTML: paragraphs and lines stay.

    >>> note_text("<p>First<br/>second &lt; line</p><p>Third</p>")
    'First\nsecond < line\n\nThird'
    """
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", text))
    text = unescape(_TAG.sub("", text)).replace("\xa0", " ")
    return "\n\n".join(part for paragraph in text.split("\n\n") if (part := paragraph.strip("\n").rstrip()))


def note_html(note: str) -> str:
    r"""A note as Zotero keeps it, on one line: ``note_text`` gives its paragraphs and lines back.

    >>> note_html("- one\n  - a < b\n\nlast")
    '<p>- one<br/>&#160;&#160;- a &lt; b</p><p>last</p>'
    """
    paragraphs: list[list[str]] = [[]]
    for line in clean(note).strip().split("\n"):
        if line.strip():
            whole = line.rstrip().expandtabs(4)
            bare = whole.lstrip()
            paragraphs[-1].append("&#160;" * (len(whole) - len(bare)) + escape(bare, quote=False))
        else:
            paragraphs.append([])
    return "".join(f"<p>{'<br/>'.join(lines)}</p>" for lines in paragraphs if lines)
