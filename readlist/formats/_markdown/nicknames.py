"""Items that only name a paper and lead to it, the reference to it below: "[The first one](url)", then its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._paper_links import Role
from readlist.model.regex import regex
from readlist.model.text import fold

if TYPE_CHECKING:
    from readlist.formats._markdown.facts import Facts

_WORD = regex(r"[^\W_]{4,40}")
_ACRONYM = regex(r"\b[A-Z]{3,8}s?\b")
_OF_ANY = frozenset(("paper", "papers", "article", "thesis", "review", "survey", "with", "from", "that", "this"))
_SHORT_NAME = 4  # words of what an item calls the paper in it
_FEWEST_WORDS = 3  # of a title


def names_paper(above: Facts, paper: Facts) -> bool:
    """Whether an item only names the one paper in it, which tells its authors: "RestNet [[paper]](url)"."""
    if leads_to_reference(above, paper):
        return True
    if not paper.authors or above.authors or above.is_dated:
        return False
    title, told = above.title or "", paper.title or ""
    return bool(above.title) and not above.styled and (title.count(" ") < _SHORT_NAME or told.startswith(title))


def leads_to_reference(above: Facts, reference: Facts) -> bool:
    """Whether an item is nothing but a link to the paper that the reference in the paragraph below it tells of."""
    if above.authors or above.is_dated or above.place or above.extra:
        return False
    leads = [link.role for link in above.all_links] == [Role.PAPER]
    return leads and is_reference(reference) and (above.title is None or _are_alike(above.title, reference.title or ""))


def _are_alike(name: str, title: str) -> bool:
    """Whether a name has words of the title, or the initials of some: "The RAM paper" of a random access memory."""
    words = {*_WORD.findall(fold(name))} - _OF_ANY
    initials = [word[0] for word in fold(title).split()], [word[0] for word in _WORD.findall(fold(title))]
    shared = words & {*_WORD.findall(fold(title))}
    acronyms = [word.strip("s").casefold() for word in _ACRONYM.findall(name)]
    by_initials = any(word in "".join(letters) for word in acronyms for letters in initials)
    return by_initials or (bool(shared) and len(shared) * 2 >= len(words))


def is_reference(facts: Facts) -> bool:
    """Whether a text tells title, authors and date of a paper, and leads nowhere."""
    whole = facts.authors and facts.is_dated and len((facts.title or "").split()) >= _FEWEST_WORDS
    return bool(whole) and not facts.all_links
