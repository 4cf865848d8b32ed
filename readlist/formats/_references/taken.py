"""What is taken out of a reference before its parts are told: dates in many words, visits, editions, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.dates import MONTH_WORD
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    import re

_MONTH = rf"{MONTH_WORD}\.?"


def _in_series(found: re.Match[str]) -> str:
    """What stands in place of a meeting and a series before a volume: the year of the meeting, if no other is told."""
    year = (found["meeting"] or "")[-4:]
    return f" ({year}), vol. " if year and found.string.count(year) == 1 else ", vol. "


NO_YEAR = 1500  # stands where a reference has no date, so that what follows is told like in all others
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
            f"({NO_YEAR})",
        ),
        ("", (" n.",), r"(?<=[.,]) (?P<value>n\. ?d\.)(?= )", f" {NO_YEAR}."),
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
            "urldate",
            ("cesso em", "onsult", "bgerufen", "ugriff"),
            (
                r"[\[(]?\b(?:[Aa]cesso em|[Cc]onsulté le|[Cc]onsultado (?:el|em|en)|[Cc]onsultato il"
                r"|[Aa]bgerufen(?: am)?|(?:[Ll]etzter )?[Zz]ugriff(?: am)?):? "
                r"(?P<value>\d{1,2}[.º]?(?: de)? [^\W\d_]{3,10}\.?(?: de)? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})"
                r"[\])]?\.?"
            ),
            "",
        ),
        (
            "months",
            ("/",),
            r"(?<=, )(?P<value>[a-z]{3,4}\.?/[a-z]{3,4}\.?) (?=(?:19|20)\d\d\b)",
            "",
        ),
        (
            "edition",
            ("ª", "º"),
            r"(?<=\d{4}), (?P<value>\d{1,2}\.?[ªº] ed(?:ición|ição|\.))(?=\))",
            "",
        ),
        (
            "edition",
            ("ª", "º"),
            r" \((?P<value>\d{1,2}\.?[ªº] ed(?:ición|ição|\.))\)(?=\.)",
            "",
        ),
        (
            "edition",
            ("ª", "º", " ed."),
            r"(?<=\. )(?P<value>\d{1,2}\.?(?:[ªº]|(?<=\.)) ed(?:ición|ição|\.)) (?=[^\W\d_a-z])",
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
        ("responsibility", (" / ",), r"\s/\s(?P<value>[^/]{3,200}?)(?=\.\s[-–—]\s|\s//\s)", ""),
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
            (" 1", " 2"),
            rf"\((?P<value>\d{{1,2}} {_MONTH}) (?P<year>(?:1[5-9]|20)\d\d)\)",
            r"(\g<year>)",
        ),
        (
            "date",
            ("(1", "(2"),
            rf"\((?P<year>(?:1[5-9]|20)\d\d)\)(?P<rest>[^()]{{10,400}}?), (?P<value>\d{{1,2}} {_MONTH})(?=\. |\.\Z)",
            r"(\g<year>)\g<rest>",
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
        ("series", (" (",), r"(?<=[^\W\d_]|\.) \((?P<value>\d)\)(?= \d{1,4} \((?:1[89]|20)\d\d\))", ""),
        ("extent", ("pp.",), r"(?<=[^\d][.;,] )(?P<value>\d{2,4}\s?pp)\.\s*\Z", ""),
        (
            "extent",
            ("p.", " p"),
            r",\s(?P<value>(?:[IVXLC]{1,7}-)?\d{1,4} ?(?:p|pp|pages|Seiten)\b\.?)(?=\s?\[|\s*\Z)",
            ".",
        ),
        (
            "note",
            (". (",),
            (
                r"(?<=[\d)]\. )\((?![^()]*(?i:thesis|dissert))"
                r"(?P<value>(?=[^() ]* [^() ]* [^()]* |[^()]{0,99}[\u4e00-\u9fff])"
                r"[^()]{5,300}(?:\([^()]{1,60}\)[^()]{0,300})?)\)[\s.]{0,3}\Z"
            ),
            "",
        ),
        ("original", (" [",), r"(?<=\d{4}) \[(?P<value>(?!ar[Xx]iv)[^\[\]]{8,200}\d{4})\][\s.]{0,3}\Z", ""),
        ("medium", ("Print.",), r"(?<=\d\. )(?P<value>Print)\.\s*\Z", ""),
        ("MR", ("MR",), r"[.,]? ?\[?\bMR ?(?P<value>\d{5,7})\b\]?", ""),
        (
            "version",
            (" package version ",),
            r",? ?\(?\b(?:R|Python|Julia) package version (?P<value>\d[\d.-]{0,20}\d|\d)\)?",
            "",
        ),
        ("PMID", ("PMID",), r"\bPMID:? ?(?P<value>\d{1,9})\b[.;,]?\s?", ""),
        ("PMCID", ("PMCID",), r"\bPMCID:? ?(?P<value>PMC\d{1,9})\b[.;,]?\s?", ""),
    )
)


def without(text: str) -> tuple[str, dict[str, str]]:
    """The text without what is taken out of it, and that by its name.

    >>> without("Oak, A. (in press). Trees. Accessed May 3, 2020.")
    ('Oak, A. (1500). Trees. ', {'note': 'in press', 'urldate': 'May 3, 2020'})
    """
    taken: dict[str, str] = {}
    for name, signs, pattern, instead in _TAKEN:
        if any(sign in text for sign in signs) and (found := pattern.search(text)):
            held = {"value": "", "year": "", "meeting": ""} | found.groupdict("")
            taken |= {name: squeeze(f"{held['value']} {held['year']}")} if held["value"] else {}
            taken |= {"eventtitle": held["meeting"]} if held["meeting"] else {}
            text = pattern.sub(instead, text, count=1)
    taken.pop("", None)
    return text, taken
