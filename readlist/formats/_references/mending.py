"""A reference without what keeps its parts from being told: broken words, dates in many words, visits of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

from readlist.formats._name_lists import name_list
from readlist.formats._paper_links import link
from readlist.formats._references.accents import with_accents
from readlist.formats._references.authors import authors
from readlist.formats._references.emphasis import as_one, held, released, with_title_quoted
from readlist.formats._references.leading import with_editors
from readlist.formats._references.taken import NO_YEAR, without
from readlist.formats._references.titles import with_title_parted
from readlist.formats._references.words import KINDS
from readlist.model.dates import PartialDate
from readlist.model.regex import regex

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DOUBLED = (("``", "“"), ("''", "”"), ("‘‘", "“"), ("‘ ‘", "‘"), ("’’", "”"))
_OTHERS_IN_EMPHASIS = regex(r"\*{1,3}(et\.? ?al\.?,?)\*{1,3}")
_BROKEN = regex(r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ]{2})(?!and\b|or\b|und\b|to\b|et\b|oder\b)")
_OTHERS = regex(r"\b(?:u\. ?a\.|и др\.?|y otros|e outros|e altri|a kol\.|m\. ?fl\.|ve ark\.)(?=[\s:;,.)]|\Z)")
_COUNTED = regex(
    r"[제第]\s?(?P<number>\d{1,4})\s?(?:(?P<volume>[권卷巻])|[호号號期])"
)  # volumes and issues in East Asia
_CITIES = {"М.": "Москва", "Л.": "Ленинград", "СПб.": "Санкт-Петербург"}
_CITY = regex(r"(?:(?<=[а-яё]{2}\. )|(?<=[—–-] )|(?<=М\.; ))(?:М|Л|СПб)\.(?=\s?[:;]|, (?:1[89]|20)\d\d\b)")
# Volumes before their journals, as lawyers cite: "108 Harv. L. Rev. 1733 (1995)", "'Title' (2009) 72 MLR 554".
_OF_LAW = regex(
    r"(?<=[,”\"’'] )(?P<volume>\d{1,3}) "
    r"(?P<venue>(?:[A-Z][\w'’&.]{0,15} |& |of |on ){0,5}(?:Rev|J|L|Q|Stud)\.(?:L\.)?(?: (?:& )?[A-Z][\w.&]{0,12}){0,4})"
    r" (?P<page>\d{1,5})(?:, [\d–-]{1,9})? \((?P<year>(?:1[89]|20)\d\d)\)"
)
_OF_BRITISH_LAW = regex(
    r"(?<=[’'”\"]) [\[(](?P<year>(?:1[89]|20)\d\d)[\])] (?:(?P<volume>\d{1,3})(?:\((?P<number>\d{1,2})\))? )?"
    r"(?P<venue>[A-Z][A-Za-z&]{0,20}(?: [A-Za-z&]{1,20}){0,7}) (?P<page>\d{1,5})(?=[.,]?(?: |\Z))"
)
# "BOURDIEU Pierre et PASSERON Jean-Claude,"
_ONE_IN_CAPITALS = (
    r"(?:D[EUI] |LE |LA )?[^\W\d_a-zß-ÿ]{3,30}(?:-[^\W\d_a-zß-ÿ]{2,30})?"
    r" [^\W\d_a-z][a-zß-ÿ]{2,20}(?:[ -][^\W\d_a-z][a-zß-ÿ]{2,20})?"
)
_IN_CAPITALS = regex(rf"{_ONE_IN_CAPITALS}(?:(?:,|,? (?:et|und|y|e|and|&)) {_ONE_IN_CAPITALS}){{0,30}}+, ")
_AND_ELSEWHERE = regex(r" u\. ?a\.(?=,? (?:1[5-9]|20)\d\d\b)")  # behind a place of publication
_NO_PERSON = frozenset(("society", "publisher", "university", "report", "group", "field"))  # "IEEE Standards"
_TOME = regex(r"(?<=, )(?:t\. (?=[IVXLC]{1,7}\b)|[tT]\. (?=\d{1,3}(?!\d)))")  # a large letter may be an initial
_DAY_FIRST = regex(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
_CORR = regex(r"\b(?:CoRR|[Aa]r[Xx]iv),?\s(?:vol\.\s)?(?:abs/|(?=\d{4}\.\d{4,5}\b))")
_PREPRINT_AT = regex(r"\bPreprint (?:at|on) (?=[^\W\d_]|https?:)")
_VOLUME_AFTER_YEAR = regex(r"(?<=\[J\]\. )([^\d\[\]]{3,120}, (?:19|20)\d\d, )(\d{1,4})\.?\Z")
_CODE = regex(r"`([^`\s]{4,200})`")
_UNDERLINED = regex(r"(?<!\w)_(?=[^\W_])([^_]{2,300})(?<=[\w.,)])_(?!\w)")
_PAGES_IN_GROUPS = regex(r"\b(pp\. ?\d{1,3})[ \u2009\u202f](\d{3} ?[-–—]{1,2} ?\d{1,3})[ \u2009\u202f](\d{3})\b")
_SINGLE_QUOTES = regex(r"(?<=[,.)] )'(?=[^\W\d_a-z])((?:[^'\"“”]|(?<=\w)'(?=\w)){10,300}[,.?!])'(?=\s)")
# Identifiers of arXiv as they were once written, "[hep-ph/0401001]", and brackets that touch what stands before them.
_OLD_ARXIV = regex(
    r"(?<![\w/:.-])(?=(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|nlin|nucl-(?:ex|th)|physics|quant-ph|cs)"
    r"(?:\.[A-Z]{2})?/\d{7}(?!\d))"
)
_TOUCHING = regex(r"(?<=[\d)])\[(?=arXiv:|[a-z-]{5,8}/\d{7})")
_OF_HOUSE = regex(r"(?<=\w\.),(?= (?:Inc|Ltd|LLC|Corp|GmbH)\b)")  # the comma in "Oak & Co., Inc."
_IN_BRACKETS = regex(r"\((\d{1,3}):(\d{1,3}(?:/\d{1,3})?)\)(?=[,.])")  # a volume and its issue: "(44:2), pp. 3-9"
# A book before its editors: "in Oaks and Elms, A. Bell and C. Dorn (eds.),".
_SPOKEN = r"(?:[^\W\d_a-z]\.[ -]?){1,3}(?:[a-z]{2,3} ){0,2}[^\W\d_a-z][\w'’-]{1,30}"
_BOOK_FIRST = regex(
    r"(?<=[,.”\"»] )(?:in|In:?) (?!(?:[^\s,]{1,30}, )?[^\W\d_a-z]\.)(?P<book>[^“”\"()]{8,200}?), "
    rf"(?P<names>{_SPOKEN}(?:(?:,? and |,? & |, ){_SPOKEN}){{0,9}} \([Ee]ds?\.?\),)"
)
# Where pages that were copied have lost a blank: "2015.Title", "InProceedings".
_GLUED = regex(
    r"(?<=[ .,(]\d{4}\.)(?=[A-Z] ?[a-z])"
    r"|(?<=\bIn)(?=(?:Proceedings|Advances|Findings|International|Conference|Annual|Workshop)\b"
    r"|The (?:[A-Z][a-z]|\d)|The[A-Z])"
)
_LINK = regex(r"\[(?P<label>[^\[\]]{1,300})\]\((?P<url>https?://[^\s()]{3,500}(?:\([^\s()]{0,100}\)[^\s()]{0,300})?)\)")
_THE_SAME = regex(r"\b([Ii]n:? )(?:[Dd]ers|[Dd]ies|Id|[Ii]dem)\.,? (?=[^\W\d_a-z*])")  # the author of the book, too
_OTHER_EDITORS = regex(r"\b(In:? [^.“”\"]{3,80}\.?,? et al\.) (?=[^\W\d_a-z][\w-]* [^\W\d_a-z])")


# How dblp cites: names before a colon, pages at a conference, pages within an article of a volume.
_DBLP = regex(r"\((?:19|20)\d\d\)\Z|, (?:19|20)\d\d, pages [\d:-]{1,30}\.\Z")
# What stands behind the last name, or begins behind a full stop, is none of the names.
_BEHIND_LAST = regex(r"\s(?:and|&)\s[^,]{1,60},|[^\W\d_]{2}\.\s")
_AT_CONFERENCE = regex(r"\s(?P<year>(?:19|20)\d\d): (?P<pages>[\d:]{1,12}-[\d:]{1,12})\.?\Z")
_IN_ARTICLE = regex(
    r"(?<= )(?P<volume>\d{1,5}): (?P<article>\d{1,5}):(?P<first>\d{1,5})-(?P=article):(?P<last>\d{1,5})"
)


class Mended(NamedTuple):
    """The text to tell parts in; the date, arXiv category and other things that were taken out of it.

    In ``cut`` some signs are replaced, so that no part ends at them; else it is the text.
    """

    text: str
    cut: str
    date: PartialDate | None
    category: str
    extra: dict[str, str]

    def dated(self, found: PartialDate | None) -> PartialDate | None:
        """The date of the reference, where this one was found in the mended text."""
        return self.date or (None if found and found.year == NO_YEAR else found)


def mended(text: str) -> Mended:
    """The text of a reference in one line, mended.

    >>> found = mended("Bell, A. (2019, June 3–5). Deep pur- poses [online]. Retrieved May 3, 2020, from x.org")
    >>> found.text, str(found.date), found.extra
    ('Bell, A. (2019). Deep purposes [online]. x.org', '2019-06-03', {'urldate': '2020-05-03'})
    """
    plain = with_accents(_without_links(text) if "](" in text else text)
    plain = _GLUED.sub(" ", plain.translate(_LIGATURES).replace("&amp;", "&"))
    for double, single in _DOUBLED:
        plain = plain.replace(double, single)
    plain = _SINGLE_QUOTES.sub(r"“\1”", _TOUCHING.sub(" [", plain.replace(". .,", ".,")))
    plain = _OTHER_EDITORS.sub(r"\1 (eds) ", _PAGES_IN_GROUPS.sub(r"\1\2\3", plain))
    plain = _CODE.sub(r"\1", plain) if "`" in plain else plain
    plain = _VOLUME_AFTER_YEAR.sub(r"\1vol. \2.", _PREPRINT_AT.sub("", plain))
    plain = _UNDERLINED.sub(r"*\1*", plain) if "_" in plain else plain
    plain = held(with_title_quoted(_OTHERS_IN_EMPHASIS.sub(r"\1", plain))) if "*" in plain else plain
    plain = _CORR.sub("arXiv:", _OTHERS.sub("et al.", _AND_ELSEWHERE.sub("", _BROKEN.sub("", plain))))
    plain = _COUNTED.sub(lambda found: f"{'vol' if found['volume'] else 'no'}. {found['number']}", plain)
    plain = _IN_ARTICLE.sub(r"\g<volume>(\g<article>): \g<first>-\g<last>", plain)
    plain = _with_stop(_AT_CONFERENCE.sub(r", \g<year>, pages \g<pages>.", plain))
    plain = _CITY.sub(lambda found: _CITIES[found[0]], plain) if max(plain, default="") > "\u0400" else plain
    plain = _OLD_ARXIV.sub("arXiv:", _TOME.sub("vol. ", _THE_SAME.sub(r"\1", plain)))
    plain = _BOOK_FIRST.sub(_book_last, _IN_BRACKETS.sub(r"\1(\2)", _OF_HOUSE.sub("\x02", plain)))
    plain = _OF_LAW.sub(r"\g<venue> \g<volume>, \g<page> (\g<year>)", _with_names_parted(plain))
    plain = _OF_BRITISH_LAW.sub(_volume_last, plain)
    plain, taken = without(with_editors(plain))
    plain = with_title_parted(plain)
    date, visited = (PartialDate.find(_DAY_FIRST.sub(r"\3-\2-\1", taken.pop(name, ""))) for name in ("date", "urldate"))
    category = taken.pop("category", "")
    return Mended(released(plain), plain, date, category, taken | ({"urldate": str(visited)} if visited else {}))


def _with_stop(text: str) -> str:
    """The text with a full stop, not a colon, behind names in full or in dblp's way: "Anna Bell, Carl Dorn: Title"."""
    names, colon, rest = text.partition(": ")
    found = name_list(names) if colon and not names.endswith(".") else None
    in_full = found is not None and all(name.given.strip(".")[1:] and name.display in names for name in found.names)
    in_full = in_full and _BEHIND_LAST.search(names) is None
    return f"{names}. {rest}" if found and found.sure and (in_full or _DBLP.search(text[-60:])) else text


def _without_links(text: str) -> str:
    """The text with the labels of its links in Markdown, if they tell anything, the addresses at its end.

    >>> _without_links("Oak, A. [Trees](https://e.org/1) [PDF](https://e.org/2)")
    'Oak, A. Trees  https://e.org/1 https://e.org/2'
    """
    addresses = dict.fromkeys(found["url"] for found in _LINK.finditer(text))
    bare = _LINK.sub(lambda found: found["label"] if not _says_nothing(found["label"]) else "", text)
    return " ".join((bare.replace("()", ""), *addresses))


def _says_nothing(label: str) -> bool:
    return "/" not in label and link(label, "").labeled


def _book_last(found: re.Match[str]) -> str:
    return f"in {found['names']} {as_one(found['book'])},"


def _volume_last(found: re.Match[str]) -> str:
    """A journal before its volume, year and page."""
    held = found.groupdict("")
    issue = f", no. {held['number']}" if held["number"] else ""
    return f", {held['venue']} {held['volume']}".rstrip() + f" ({held['year']}){issue}, {held['page']}"


def _with_names_parted(text: str) -> str:
    """The text with a comma within names whose family names stand in capitals, and a full stop behind the last.

    >>> _with_names_parted("ROC Anne et BEAU Marc-Yves, La Forêt, Paris, 1979")
    'Roc, Anne, Beau, Marc-Yves. La Forêt, Paris, 1979'
    """
    found = _IN_CAPITALS.match(text)
    words = re.split("[ ,]+", found[0].casefold()) if found else []
    if found is None or any(not _NO_PERSON.isdisjoint(KINDS.get(word, ())) for word in words):
        return text
    names = ", ".join(f"{name.family}, {name.given}" for name in authors(found[0]).names)
    return f"{names}. {text[found.end() :]}"
