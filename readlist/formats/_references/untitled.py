"""References that name no title: of chemists, physicists and physicians, told by the order of journal and figures."""

from __future__ import annotations

from readlist.model.regex import regex

_INITIALS = r"(?:(?:Yu|Ya|[CKPSTZ]h|Ts|[^\W\d_a-z])\.[ -]?){1,4}"
_CAPITALIZED = r"[^\W\d_a-z][\w'’-]{1,30}"
_INVERTED = rf"(?:[\w'’-]{{1,20}} ){{0,2}}{_CAPITALIZED}, {_INITIALS}(?:, Jr\.)?"
_SPOKEN = (
    rf"{_INITIALS}(?:[a-z'’]{{1,5}} ){{0,3}}{_CAPITALIZED}(?: {_CAPITALIZED})?(?:,? (?:Jr|Sr)\.)?(?=,| and\b| &| et\b)"
)
_BARE = rf"(?:[a-z]{{2,3}} ){{0,2}}{_CAPITALIZED}(?: {_CAPITALIZED})? [A-Z]{{1,3}}"
_SHORT = r"[A-Z][a-zü]{0,7}\.,?"  # a word that is abbreviated
_YEAR = r"(?:1[89]|20)\d\d"
_PAGES = r"[A-Za-z]?\d{1,8}(?:\(R\))?(?:[-–—]{1,2}[A-Za-z]?\d{1,7})?"
# A journal whose words are abbreviated, but for one before them or some between them, or which is of one word.
_JOURNAL = (
    rf"(?:[A-Z][a-z]{{2,15}} )?{_SHORT}(?: (?:[A-Z][a-z]{{1,12}}|of|de) ?|(?: ?{_SHORT})){{0,6}}?"
    rf"(?<=[.,])(?: [A-Z]\b| [1-9]\b)?|[A-Z][A-Za-z]{{2,20}}(?: \((?:London|Washington, DC?)\))?"
)
_NAME_OF_JOURNAL = (
    r"[A-Z][\w.&'’/-]{0,20}(?: (?:[A-Z(][\w.&'’/()-]{0,20}|of|the|for|für|and|de|la|et|in|und|der|&|-|–)){0,8}"
)
_GROUP = r"[A-Z][^.,;:\d]{2,70} (?:Group|Collaboration|Collaborators|Investigators|Consortium|Committee|Network|Team)"
_REFERENCES = (
    regex(  # "Oak, A.; Elm, B. J. Am. Chem. Soc. 2001, 40, 2004-2021"
        rf"(?P<authors>{_INVERTED}(?:(?:;| and| &|; and) ?{_INVERTED}){{0,30}}(?:;? ?et al\.)?) ?(?<=[. ])"
        rf"(?P<venue>{_JOURNAL}),? (?P<year>{_YEAR}), (?P<volume>[A-Z]?\d{{1,4}})"
        r"(?: ?\((?P<number>[\d-]{1,7})\))?[,:] ?(?:pp? ?)?(?P<pages>[A-Z]?\d{1,7}(?:[-–—][A-Z]?\d{1,7})?)"
        r"(?=[.;,]?(?:\s|\Z))"
    ),
    regex(  # "A. Oak and B. Elm, Phys. Rev. A 40, 2004 (2001)", the year last or before the pages
        rf"(?P<authors>{_SPOKEN}(?:(?:,? and |,? & |, ){_SPOKEN}){{0,60}}(?:,? et al\.?)?),? "
        rf"(?:(?P<venue>{_NAME_OF_JOURNAL}),? (?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)"
        rf"(?:(?:, ?no\. ?|\()(?P<number>\d{{1,3}})\)?)?"
        rf"(?:, (?:pp?\. ?)?(?P<pages>{_PAGES}) \((?P<year>{_YEAR})\)"
        rf"|,? \((?P<earlier>{_YEAR})\),? (?P<behind>{_PAGES}))"
        r"|(?=\[?arXiv:\s?[\w./-]{7,20}\]?(?: ?\[[\w.-]{2,15}\])?(?: \((?:19|20)\d\d\))?\.?\Z))"
    ),
    regex(  # "Oak A, Elm B, et al. Lancet. 2001;40(3):2004-21"
        rf"(?P<authors>{_BARE}(?:, {_BARE}){{0,60}}(?:,? et al)?|{_GROUP})\. (?P<venue>[A-Z][^.;:?!]{{2,80}})\.? ?"
        rf"(?P<year>{_YEAR})(?: [A-Z][a-z]{{2,3}}(?: \d{{1,2}})?)?; ?(?P<volume>\d{{1,4}})"
        rf"(?:\((?P<number>[^()]{{1,15}})\))?:(?P<pages>{_PAGES})"
    ),
)


# What "J." stands before that looks like the last initial of the last author.
_OF_JOURNAL = regex(
    r"Am\. (?:Chem|Soc|Ceram)|Chem\. (?:Soc|Phys|Theory|Inf|Educ|Res|Eng)|(?:Phys|Org|Med|Biol)\. Chem|Nat\. Prod"
    r"|Appl\. (?:Phys\. (?!Lett)|Polym|Cryst|Electro)|(?:Mol|Mater|Polym|Catal|Comput|Pharm|Electro|Colloid|Magn|Photo"
    r"|Organomet|Fluor|Comb|Agric|Mass|Chromat|Cryst|Solid|Power|Membr|Heterocycl)"
)


def untitled(text: str) -> dict[str, str] | None:
    """The authors, venue, year, volume, number and pages of a reference without a title, if it is one.

    >>> (untitled("Oak, A. B.; Elm, C. J. Angew. Chem., Int. Ed. 2001, 40, 2004–2021.") or {})["venue"]
    'Angew. Chem., Int. Ed.'
    >>> (untitled("Oak, A. B.; Elm, C. J. Phys. Chem. A 2001, 105, 1.") or {})["venue"]
    'J. Phys. Chem. A'
    >>> (untitled("A. B. Oak and C. Elm, Rev. Mod. Phys. 88, 025001 (2016)") or {})["venue"]
    'Rev. Mod. Phys.'
    >>> untitled("Oak, A. B.; Elm, C. Forests of the Moon. J. Am. Chem. Soc. 2001, 40, 2004–2021.")
    """
    found = next(filter(None, (form.match(text) for form in _REFERENCES)), None)
    if found is None:
        return None
    held = {"number": "", "earlier": "", "behind": ""} | found.groupdict("")
    held |= {"year": held["year"] or held["earlier"], "pages": held["pages"] or held["behind"]}
    authors = held["authors"].strip()
    if authors.endswith(". J.") and _OF_JOURNAL.match(held["venue"]):
        held |= {"authors": authors.removesuffix(" J."), "venue": f"J. {held['venue']}"}
    return held
