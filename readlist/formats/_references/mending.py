"""A reference without what keeps its parts from being told: broken words, dates in many words, visits of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

from readlist.formats._name_lists import name_list
from readlist.formats._references.authors import authors
from readlist.formats._references.words import KINDS
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.regex import regex
from readlist.model.text import squeeze

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DOUBLED = (("``", "“"), ("''", "”"), ("‘‘", "“"), ("‘ ‘", "‘"), ("’’", "”"))
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
_EMPHASIS = regex(r"(?<![\w*])\*{1,3}(?=[^\W_])([^*]{2,300})(?<=[\w.,)])\*{1,3}(?!\w)")
# A title in emphasis right behind names, or names and a year; a journal there is followed by its volume.
_TITLE_IN_EMPHASIS = regex(
    r"(?P<names>[^*\"“”‘«\d()]{3,300}?)(?P<between>[,.]?\s\((?:eds?|editors?|hrsg)\.?\)[.,:]?\s|[,.]?\s(?:eds?|editors?)[.,]{1,2}\s"
    r"|[.,:]?\s)(?P<year>\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?\s)?"
    r"\*(?P<title>[^*\"“”«»]{4,300})\*(?!\*|[,.]?\s?(?:[Vv]ol\.\s?)?\d{1,4}(?!\d|st|nd|rd|th|\svols))"
)
# A title within what seems to be names: "Bell, A. Oak of the Low Hills. In".
_TITLE_WITHIN = regex(
    r"\A(?:[^\W\d_]{2,4} ){0,2}[^\W\d_]{2}[^,.\s]{0,30}(?=, [^\W\d_]\.)[^*]{0,300}?, (?:[^\W\d_]\.[ -]?){1,4}"
    r"(?!and\b|et\b|und\b|Jr)[^\W\d_]{2}|\b[Ii]n\Z"
)
_DAY_FIRST = regex(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")
_CORR = regex(r"\b(?:CoRR|[Aa]r[Xx]iv),?\s(?:vol\.\s)?(?:abs/|(?=\d{4}\.\d{4,5}\b))")
_PREPRINT_AT = regex(r"\bPreprint (?:at|on) (?=[^\W\d_]|https?:)")
_VOLUME_AFTER_YEAR = regex(r"(?<=\[J\]\. )([^\d\[\]]{3,120}, (?:19|20)\d\d, )(\d{1,4})\.?\Z")
_CODE = regex(r"`([^`\s]{4,200})`")
_UNDERLINED = regex(r"(?<!\w)_(?=[^\W_])([^_]{2,300})(?<=[\w.,)])_(?!\w)")
_MONTH = rf"{MONTH_WORD}\.?"
_PAGES_IN_GROUPS = regex(r"\b(pp\. ?\d{1,3})[ \u2009\u202f](\d{3} ?[-–—]{1,2} ?\d{1,3})[ \u2009\u202f](\d{3})\b")
_SINGLE_QUOTES = regex(r"(?<=[,.)] )'(?=[^\W\d_a-z])((?:[^'\"“”]|(?<=\w)'(?=\w)){10,300}[,.?!])'(?=\s)")
_OTHER_EDITORS = regex(r"\b(In:? [^.“”\"]{3,80}\.?,? et al\.) (?=[^\W\d_a-z][\w-]* [^\W\d_a-z])")


def _in_series(found: re.Match[str]) -> str:
    """What stands in place of a meeting and a series before a volume: the year of the meeting, if no other is told."""
    year = (found["meeting"] or "")[-4:]
    return f" ({year}), vol. " if year and found.string.count(year) == 1 else ", vol. "


_NO_YEAR = 1500  # stands where a reference has no date, so that what follows is told like in all others
# What is taken out: its name, signs of which one stands in it, the pattern with its value, what stands there instead.
_TAKEN = tuple(
    (name, signs, regex(pattern), instead)
    for name, signs, pattern, instead in (
        (
            "group",
            (" Collaboration",),
            (
                r"(?<=[\w.]),? [\[(](?:(?:for|on behalf of) )?(?:the )?"
                r"(?P<value>[^\W\d_][^()\[\]]{1,70} Collaborations?)[\])](?=[,.: ])"
            ),
            "",
        ),
        (
            "date",
            ("(1", "(2"),
            (
                rf"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?, (?P<value>{_MONTH}(?: \d{{1,2}})?)"
                rf"(?:\s?[–-]\s?(?:{_MONTH})?\s?\d{{0,2}})?\)"
            ),
            r"(\g<year>)",
        ),
        (
            "note",
            ("(",),
            (
                r"\((?:n\. ?d\.|(?P<value>in press|forthcoming|submitted|accepted|to appear|in preparation"
                r"|under review))(?:-[a-z])?\)"
            ),
            f"({_NO_YEAR})",
        ),
        ("", (" n.",), r"(?<=[.,]) (?P<value>n\. ?d\.)(?= )", f" {_NO_YEAR}."),
        ("note", ("n press", "orthcoming"), r"(?<=[.,]) \(?(?P<value>[Ii]n press|[Ff]orthcoming)\)?[.,]?(?=\s|\Z)", ""),
        (
            "urldate",
            ("etrieved", "ccessed", "isited", "iewed"),
            (
                r"[\[(]?\b(?:[Rr]etrieved|[Aa]ccessed|[Vv]isited|[Vv]iewed)(?: on)?:? "
                rf"(?P<value>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}"
                r"|\d{4}-\d\d-\d\d)"
                r"[\])]?[,.]?(?: (?:from|at)\b:?)?\s?"
            ),
            "",
        ),
        (
            "category",
            ("[",),
            (
                r"(?P<id>\bar[Xx]iv\s?:\s?(?:\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,20}/\d{7}))\s?"
                r"\[(?P<value>[a-z-]{2,12}(?:\.[A-Za-z-]{2,20})?)\]"
            ),
            r"\g<id>",
        ),
        (
            "",
            ("octoral", "aster", "Ph", "achelor", "Tes", "Thèse"),
            (
                r"\s?[\[(](?=[^\[\]()]{0,60}(?:[Tt]hesis|[Dd]iss\b|[Dd]issert|[Tt]esis?\b|[Tt]hèse|[Tt]ese\b|[Pp]roject))"
                r"(?P<value>(?:Unpublished )?(?:Doctoral|Master|Ph\.?D|Bachelor|Tesis|Thèse|Tese|Tesi)\b"
                r"[^\[\]()]{3,120})[\])]"
            ),
            r". \g<value>",
        ),
        ("number", ("(p. ",), r"\(p\. (?P<value>\d{4}\.\d\d\.\d\d\.\d{6})\)", ""),
        (
            "website",
            ("Retrieved from", "Recuperado de"),
            r"\b(?:Retrieved from|Recuperado de) (?P<value>[^:]{2,80}):\s(?=https?://)",
            "",
        ),
        ("urldate", ("обращения",), r"[\[(]дата обращения:? (?P<value>\d{1,2}\.\d{1,2}\.\d{4})[\])]\.?", ""),
        ("extent", ("с.", "c."), r"(?<=[.,;])\s(?:[-–—]\s)?(?P<value>\d{1,4}\s?[сc])\.\s*\Z", ""),
        ("responsibility", (" / ",), r"\s/\s(?P<value>[^/]{3,200}?)(?=\.\s[-–—]\s)", ""),
        (
            "form",
            ("[",),
            (
                r"\s?\[(?P<value>(?:Conference|Paper|Poster|Oral|Video|Audio|Computer|Data ?set|Mobile|Manuscript"
                r"|Unpublished|Preprint|Blog|Web|Ponencia|Электронный)[^\[\]]{0,60})\]"
            ),
            "",
        ),
        ("translator", ("Trans.",), r"\s?\((?P<value>[^()]{3,80}), Trans\.\)", ""),
        (
            "translator",
            (" by ",),
            r"(?<=[.,;]) (?:Translated|Trans\.) by (?P<value>[^.,;()]{3,60}?(?: [A-Z]\.[^.,;()]{1,40})?)[.,;](?=\s)",
            "",
        ),
        (
            "translator",
            ("Trans. ",),
            (
                r"(?<=[.?!] )Trans\. (?P<value>[A-Z][\w'’-]{1,20}(?: [A-Z]\.| [A-Z][\w'’-]{1,20}){1,3})\. "
                r"(?=[A-Z][\w ,]{2,30}: [A-Z])"
            ),
            "",
        ),
        (
            "series",
            (" of ",),
            r"(?<=, volume )(?P<number>\d{1,4}) of (?P<value>[A-Z][^,.()]{4,80})(?=, (?:pp\.|pages))",
            r"\g<number>",
        ),
        (
            "series",
            ("Lecture Notes in ", "Information Science", "Technology", "Advances in Intelligent"),
            (
                r"(?:\. (?P<meeting>[A-Z][\w/@&’'-]{1,15}(?: [\w/@&’'-]{1,15}){0,3} (?:19|20)\d\d))?[.,]?"
                r" (?:[Ii]n: )?"
                r"(?P<value>Lecture Notes (?:in|on) [A-Z][^.,()]{3,60}?"
                r"|Communications in Computer and Information Science"
                r"|IFIP Advances in Information and Communication Technology"
                r"|Advances in Intelligent Systems and Computing)"
                r"(?: \([A-Z]{3,5}\))?,? [Vv]ol(?:ume|\.)? ?(?=\d)"
            ),
            _in_series,
        ),
        ("isbn", ("ISBN",), r"[.,;]? ?\bISBN(?:-1[03])?:? ?(?P<value>[\d-]{9,17}[\dX])\b", ""),
        (
            "",
            ("etrieved", "vailable"),
            r"\.? \[?(?:Retrieved|Available)(?: online)?(?: (?:from|at))?\]?:? (?=https?://)",
            ". ",
        ),
        (
            "date",
            ("pdated ", "ublished "),
            (
                rf"(?<=[.,] )(?:[Uu]pdated|[Pp]ublished)(?: (?P<value>{_MONTH}(?: \d{{1,2}},)?))?"
                r" (?P<year>(?:19|20)\d\d)(?=[.,])"
            ),
            r"\g<year>",
        ),
        ("volumes", ("vols.",), r"(?<=[.,?!”»\"] )(?P<value>\d{1,2}) vols\. ", ""),
        (
            "edition",
            (" Edition",),
            r",\s(?P<value>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Revised) Edition)(?=,| \()",
            "",
        ),
        (
            "date",
            (", 1", ", 2"),
            rf"(?<=, )(?P<year>(?:1[5-9]|20)\d\d), (?P<value>{_MONTH})(?=\. )",
            r"\g<year>",
        ),
        (
            "date",
            (" 1", " 2"),
            rf"(?<=, )(?P<value>\d{{1,2}} {_MONTH}) (?P<year>(?:1[5-9]|20)\d\d)(?=[.,)]|\Z)",
            r"\g<year>",
        ),
        (
            "edition",
            (" ed", " rev"),
            r",\s(?P<value>\d{1,2}(?:st|nd|rd|th) (?:rev(?:ised|\.) )?ed(?:ition|n)?\b\.?)(?=,? ?\(?\d{4}|\Z)",
            "",
        ),
        (
            "edition",
            ("Aufl", "изд", "版"),
            (
                r"(?<=[,.\]]) (?:[—–] )?(?P<value>\d{1,2}(?:\. (?:[^\W\d_]{2,12}\.? )?Auf(?:l\.|lage)|-е изд\.| ?版)"
                r"),?\.?(?=\s)"
            ),
            "",
        ),
        ("series", (". (",), r"(?<=[^\W\d_]\.) \((?P<value>\d)\)(?= \d{1,4} \((?:1[89]|20)\d\d\))", ""),
        ("extent", ("pp.",), r"(?<=[^\d][.;,] )(?P<value>\d{2,4}\s?pp)\.\s*\Z", ""),
        ("medium", ("Print.",), r"(?<=\d\. )(?P<value>Print)\.\s*\Z", ""),
        ("PMID", ("PMID",), r"\bPMID:? ?(?P<value>\d{1,9})\b[.;,]?\s?", ""),
        ("PMCID", ("PMCID",), r"\bPMCID:? ?(?P<value>PMC\d{1,9})\b[.;,]?\s?", ""),
    )
)
# How dblp cites: names before a colon, pages at a conference, pages within an article of a volume.
_DBLP = regex(r"\((?:19|20)\d\d\)\Z|, (?:19|20)\d\d, pages [\d:-]{1,30}\.\Z")
_AT_CONFERENCE = regex(r"\s(?P<year>(?:19|20)\d\d): (?P<pages>[\d:]{1,12}-[\d:]{1,12})\.?\Z")
_IN_ARTICLE = regex(
    r"(?<= )(?P<volume>\d{1,5}): (?P<article>\d{1,5}):(?P<first>\d{1,5})-(?P=article):(?P<last>\d{1,5})"
)


class Mended(NamedTuple):
    """The text to tell parts in; the date, arXiv category and other things that were taken out of it."""

    text: str
    date: PartialDate | None
    category: str
    extra: dict[str, str]

    def dated(self, found: PartialDate | None) -> PartialDate | None:
        """The date of the reference, where this one was found in the mended text."""
        return self.date or (None if found and found.year == _NO_YEAR else found)


def mended(text: str) -> Mended:
    """The text of a reference in one line, mended.

    >>> mended("Bell, A. (2019, June 3–5). Deep pur- poses [online]. Retrieved May 3, 2020, from x.org")[:2]
    ('Bell, A. (2019). Deep purposes [online]. x.org', PartialDate(year=2019, month=6, day=3))
    """
    plain = text.translate(_LIGATURES).replace("&amp;", "&")
    for double, single in _DOUBLED:
        plain = plain.replace(double, single)
    plain = _SINGLE_QUOTES.sub(r"“\1”", plain.replace(". .,", ".,"))
    plain = _OTHER_EDITORS.sub(r"\1 (eds) ", _PAGES_IN_GROUPS.sub(r"\1\2\3", plain))
    plain = _CODE.sub(r"\1", plain) if "`" in plain else plain
    plain = _VOLUME_AFTER_YEAR.sub(r"\1vol. \2.", _PREPRINT_AT.sub("", plain))
    plain = _UNDERLINED.sub(r"*\1*", plain) if "_" in plain else plain
    plain = _EMPHASIS.sub(r"\1", _with_title_quoted(plain)) if "*" in plain else plain
    plain = _CORR.sub("arXiv:", _OTHERS.sub("et al.", _AND_ELSEWHERE.sub("", _BROKEN.sub("", plain))))
    plain = _COUNTED.sub(lambda found: f"{'vol' if found['volume'] else 'no'}. {found['number']}", plain)
    plain = _IN_ARTICLE.sub(r"\g<volume>(\g<article>): \g<first>-\g<last>", plain)
    plain = _with_stop(_AT_CONFERENCE.sub(r", \g<year>, pages \g<pages>.", plain))
    plain = _CITY.sub(lambda found: _CITIES[found[0]], plain) if max(plain, default="") > "\u0400" else plain
    plain = _TOME.sub("vol. ", plain)
    plain = _OF_LAW.sub(r"\g<venue> \g<volume>, \g<page> (\g<year>)", _with_names_parted(plain))
    plain = _OF_BRITISH_LAW.sub(_volume_last, plain)
    taken: dict[str, str] = {}
    for name, signs, pattern, instead in _TAKEN:
        if any(sign in plain for sign in signs) and (found := pattern.search(plain)):
            held = {"value": "", "year": "", "meeting": ""} | found.groupdict("")
            taken |= {name: squeeze(f"{held['value']} {held['year']}")} if held["value"] else {}
            taken |= {"eventtitle": held["meeting"]} if held["meeting"] else {}
            plain = pattern.sub(instead, plain, count=1)
    taken.pop("", None)
    date, visited = (PartialDate.find(_DAY_FIRST.sub(r"\3-\2-\1", taken.pop(name, ""))) for name in ("date", "urldate"))
    category = taken.pop("category", "")
    return Mended(plain, date, category, taken | ({"urldate": str(visited)} if visited else {}))


def _with_title_quoted(text: str) -> str:
    """The text with quotes around a title in emphasis.

    >>> _with_title_quoted("Bell, Anna. *Oak, 9 B.C.* Oslo: Elm, 1999.")
    'Bell, Anna. «Oak, 9 B.C.» Oslo: Elm, 1999.'
    """
    found = _TITLE_IN_EMPHASIS.match(text)
    if found is None or _TITLE_WITHIN.search(found["names"]) or name_list(found["names"]) is None:
        return text
    between = "" if found["year"] or found["between"].strip() else ","
    return (
        f"{found['names']}{between}{text[found.end('names') : found.start('title') - 1]}«{found['title']}»"
        + (text[found.end("title") + 1 :])
    )


def _with_stop(text: str) -> str:
    """The text with a full stop, not a colon, behind names as dblp has it: "Anna Bell, Carl Dorn: Title"."""
    names, colon, rest = text.partition(": ")
    found = name_list(names) if colon and _DBLP.search(text[-60:]) and not names.endswith(".") else None
    return f"{names}. {rest}" if found and found.sure else text


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
