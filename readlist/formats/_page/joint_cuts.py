"""The places of a glued line where its title may end, and the words by which a title's end is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from unicodedata import combining

from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REACH = 80  # letters before a comma, or before the line's end, in which a first author's name may begin
PARTS = 16  # parts between commas that are looked at

FUNCTION_WORDS = frozenset(
    "a an and are as at be between by for from how in into is its not of on or our over than that the their through "
    "to toward towards under using versus via vs when with without your".split()
)
_WORD = regex(r"[^\W_]+")
_INITIAL = regex(r"[^\W\d_](?:\.| [^\W\d_]\b)")
_NOUN_ENDINGS = tuple(
    "able al als ance ancy ence ency er ers et ets ible ics ies ing ings ism isms ity ive ks ment ments ness or ors "
    "phy ry sion sions tion tions ts ure ures".split()
)
# Signs after which no name begins: they open something or join two words.
_JOINING = frozenset("([{<-‑–—/:;,&@“‘|=~^\\")
# What is left of McAllister, O'Brien and D'Orsi when they are cut inside.
_NAME_STARTS = ("Mc", "O'", "O’", "D'", "D’", "d'", "d’")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place of a line, ``at`` letters from its beginning, where the title may end.

    ``before`` is the end of the title, ``name`` the first author's name, empty where there is none, ``others`` the
    parts between the next commas. ``inside`` tells that the cut goes through a word of an abstract of the page.
    """

    at: int
    before: str
    name: str = ""
    others: tuple[str, ...] = ()
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a record's ``own`` abstract, their first six letters, and the ordinary words of the page."""

    own: frozenset[str]
    stems: frozenset[str]
    page: frozenset[str]

    @classmethod
    def of(cls, abstract: str, page: frozenset[str]) -> Self:
        """The words by which the title above this abstract is known."""
        own = frozenset(_WORD.findall(abstract.casefold()))
        return cls(own, frozenset(word[:6] for word in own), page)

    def __contains__(self, word: str) -> bool:
        word = word.casefold()
        return word in self.own or word in self.page

    def standing(self, word: str) -> str:
        """How a title that ends with this word stands.

        The word is in its ``own`` abstract, or one ``akin`` to it is; it is on the ``page``; it ends like a ``noun``;
        or it is a ``function`` word, a ``letter``, or ``strange``.
        """
        word = word.casefold()
        if len(word) < 2:
            return "letter"
        if word in FUNCTION_WORDS:
            return "function"
        if word in self.own:
            return "own"
        other = word[:-1] if word.endswith("s") else word + "s"
        noun = len(word) > 4 and word.endswith(_NOUN_ENDINGS)
        if other in self.own or (noun and len(word) > 6 and word[:6] in self.stems):
            return "akin"
        if word in self.page or other in self.page:
            return "page"
        return "noun" if noun else "strange"


def ordinary_words(abstracts: Iterable[str]) -> frozenset[str]:
    """The words of a page, folded, that stand in lower case or with inner capitals: no names of persons.

    >>> sorted(ordinary_words(["Bayes nets beat GANs."]))
    ['beat', 'gans', 'nets']
    """
    return frozenset(
        word.casefold() for abstract in abstracts for word in set(_WORD.findall(abstract)) if not word.istitle()
    )


def last_word(title: str) -> str:
    """The word a title ends with, whatever signs follow it; empty where there is none.

    >>> last_word("Why (Not) So Deep?")
    'Deep'
    """
    found = _WORD.findall(title, title.rfind(" ") + 1)
    return found[-1] if found else ""


def cuts(text: str, words: Words, *, parted: bool = False) -> list[Cut]:
    """The cuts of a line; the last one is its end: a title without authors.

    ``parted`` asks for the places before words, where the page has a blank between title and authors.
    """
    found, start = [], 0
    parts = text.split(", ", PARTS)[:PARTS]
    for number, part in enumerate(parts, start=1):
        others = tuple(parts[number:])
        for place, inside in _words(part) if parted else _places(part, words):
            at = start + place
            if before := text[max(0, at - REACH) : at].rstrip():
                found.append(Cut(at, before, part[place:], others, inside))
        start += len(part) + len(", ")
    return [*found, Cut(len(text), text[-REACH:])]


def _words(part: str) -> Iterator[tuple[int, bool]]:
    """Where in this part a word begins, the last ones."""
    for found in _WORD.finditer(part, max(0, len(part) - REACH)):
        if found.start() and part[found.start() - 1] == " ":
            yield found.start(), False


def _places(part: str, words: Words) -> Iterator[tuple[int, bool]]:
    """Where in this part a name may begin, and whether that cuts through a known word."""
    for found in _WORD.finditer(part, max(0, len(part) - REACH)):
        (start, end), run = found.span(), found[0]
        if start and run[0].isalpha() and _closes(part, start):
            yield start, False
        known = run in words
        if known and run[1:].islower():
            continue
        yield from ((start + at, known) for at in range(1, len(run)) if _ends(run, at, words, known=known))
        if len(run) > 1 and run[-2:].isupper() and _INITIAL.match(part, end - 1):
            yield end - 1, known


def _closes(part: str, at: int) -> bool:
    """Whether the sign before this place can end a title."""
    sign = part[at - 1]
    if combining(sign) or (sign in "'’" and part[at].islower()):
        return False
    opens = sign in "\"'" and part[at - 2 : at - 1] in {"", " "}
    return not (opens or sign.isspace() or sign in _JOINING or part.endswith(_NAME_STARTS, 0, at))


def _ends(run: str, at: int, words: Words, *, known: bool) -> bool:
    """Whether a title may end in a run of letters and digits: before a capital or another script, after a word."""
    before, after = run[at - 1], run[at]
    if after.isupper():
        return (before.islower() or run[at + 1 : at + 2].islower()) and not run.endswith(_NAME_STARTS, 0, at)
    if not after.islower():
        return after.isalpha() and before.isascii()
    if before.isupper():
        return at > 1 and run[:at].isupper()
    return not known and at > 2 and before.islower() and words.standing(run[:at]) not in {"strange", "function"}
