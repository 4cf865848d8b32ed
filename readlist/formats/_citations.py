"""How databases cite journals: PubMed "J Bees. 2021 Jun;12(3):101-117.", Embase "J Bees (2021) 12:3 (101-117)."."""

from __future__ import annotations

from readlist.formats._journal_reference import published
from readlist.model.dates import PartialDate
from readlist.model.regex import regex

_LONGEST = 400  # letters of a citation
CITATION = regex(
    r"(?:\A|(?<=[.?!] ))(?P<venue>[^.;?!]{2,150})\. (?P<date>(?:1[89]|20)\d\d"
    r"(?: (?:[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?|Spring|Summer|Fall|Autumn|Winter)(?: \d{1,2}(?:-\d{1,2})?)?)?)"
    r"(?:;(?P<volume>[^:(;.]{0,30})(?:\((?P<number>[^()]{1,40})\))?"
    r"(?::(?P<pages>[\w,. -]{1,40}?))?)?(?:\.(?= |\Z)|:(?=\S))"
)

_EMBASE = regex(
    r"(?P<venue>.{2,200}?)(?<!\d) \((?P<date>(?:1[89]|20)\d\d)\) "
    r"(?P<volume>[\w-]{1,12})?(?::(?P<number>[\w./ -]{1,30}?))?"
    r"(?: \((?P<pages>[\w.,-]{1,40})\))?(?:,? Article Number: (?P<article>[\w.-]{1,30}))?"
    r"(?:\. Date of Publication: (?P<day>.{4,30}))?\.?"
)


def cited_in(venue: str) -> dict[str, str]:
    """Venue, volume, number, pages and date that the name of a venue holds; nothing where it is but a name.

    >>> cited_in("Bee Sci (2014) 3:4 (152-160). Date of Publication: 2 May 2014")["date"]
    '2014-05-02'
    >>> cited_in("Journal of Bees, 2021, Vol 39, Issue 4, pp. 8-12")["venue"], cited_in("Bees 2021")
    ('Journal of Bees', {})
    >>> cited_in("Bee.Lett.B 91 (1980) 99-102")
    {'venue': 'Bee.Lett.B', 'volume': '91', 'pages': '99-102', 'date': '1980'}
    """
    found = _EMBASE.fullmatch(venue[:_LONGEST])
    told = found.groupdict("") if found else published(venue)._asdict()
    name = told["venue"]
    if found is None and name == venue:
        return {}
    told["pages"] = told["pages"] or told.pop("article", "")
    date = PartialDate.find(told.pop("day", "")) or PartialDate.find(venue[len(name) :])
    return {part: text for part, text in told.items() if text and part != "article"} | (
        {"date": str(date)} if date else {}
    )
