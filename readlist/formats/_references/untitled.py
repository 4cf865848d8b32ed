"""References of chemists that name no title: "Oak, A.; Elm, B. J. Am. Chem. Soc. 2001, 40, 2004-2021"."""

from __future__ import annotations

from readlist.model.regex import regex

_INITIALS = r"(?:(?:Yu|Ya|[CKPSTZ]h|Ts|[^\W\d_a-z])\.[ -]?){1,4}"
_ONE = rf"(?:[\w'’-]{{1,20}} ){{0,2}}[^\W\d_a-z][\w'’-]{{1,30}}, {_INITIALS}(?:, Jr\.)?"
_SHORT = r"[A-Z][a-zü]{0,7}\.,?"  # a word that is abbreviated
# A journal whose words are abbreviated, but for one before them or some between them, or which is of one word.
_JOURNAL = (
    rf"(?:[A-Z][a-z]{{2,15}} )?{_SHORT}(?: (?:[A-Z][a-z]{{1,12}}|of|de) ?|(?: ?{_SHORT})){{0,6}}?"
    rf"(?<=[.,])(?: [A-Z]\b| [1-9]\b)?|[A-Z][A-Za-z]{{2,20}}(?: \((?:London|Washington, DC?)\))?"
)
_REFERENCE = regex(
    rf"(?P<authors>{_ONE}(?:(?:;| and| &|; and) ?{_ONE}){{0,30}}(?:;? ?et al\.)?) ?(?<=[. ])"
    rf"(?P<venue>{_JOURNAL}),? (?P<year>(?:1[89]|20)\d\d), (?P<volume>[A-Z]?\d{{1,4}})"
    r"(?: ?\((?P<number>[\d-]{1,7})\))?[,:] ?(?:pp? ?)?(?P<pages>[A-Z]?\d{1,7}(?:[-–—][A-Z]?\d{1,7})?)"
    r"(?=[.;,]?(?:\s|\Z))"
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
    >>> untitled("Oak, A. B.; Elm, C. Forests of the Moon. J. Am. Chem. Soc. 2001, 40, 2004–2021.")
    """
    found = _REFERENCE.match(text)
    if found is None:
        return None
    held = found.groupdict("")
    authors = held["authors"].strip()
    if authors.endswith(". J.") and _OF_JOURNAL.match(held["venue"]):
        held |= {"authors": authors.removesuffix(" J."), "venue": f"J. {held['venue']}"}
    return held
