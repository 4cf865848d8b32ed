"""Lines that name the authors of the paper above them, and what such lines say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._arxiv import authors, reads_like_names
from readlist.formats._name_lists import name_list
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.model.names import Name

_AFFILIATIONS = regex(r"(?P<rest>[\s\S]{1,20000}?) [·•] (?P<names>[^·•]{1,300})")
_SLUGS = regex(r"[a-z\d][\w.&'-]*(?: [a-z\d&][\w.&'-]*){0,3}")
_SHORTENED = regex(r"(?:,? ?et\.? al\.?|,? ?\+ ?\d{1,4}(?: more| others| authors)?|,? and \d{1,4} (?:more|others))\Z")
_PLACED = regex(r"(?P<names>[^;]{2,20000}); (?P<venue>(?:Proceedings of|Findings of|JMLR|PMLR)\b.{2,250})")
_SIGNS = regex(r"\s?[;|·•]\s")
_LABEL = regex(r"Authors?: (?=[^\Wa-z])")
_SENTENCE = regex(r"[a-z]{4}\.\s")  # ends
_LONGEST = 20_000


class Byline(NamedTuple):
    """A line of authors, maybe behind a title that is glued to them, and what its page says of them at its end."""

    text: str
    affiliations: tuple[str, ...]
    complete: bool
    venue: str | None = None


def byline(text: str) -> Byline:
    """The line without affiliations, a venue and the sign that names are left out.

    >>> byline("Ada Marin, Bo Heath et al. · fjord-ai, mit")
    Byline(text='Ada Marin, Bo Heath', affiliations=('fjord-ai', 'mit'), complete=False, venue=None)
    """
    affiliations: tuple[str, ...] = ()
    placed = _PLACED.fullmatch(text)
    if placed:
        text = placed["names"]
    found = _AFFILIATIONS.fullmatch(text)
    if found:
        names = tuple(filter(None, found["names"].split(", ")))
        if _SHORTENED.search(found["rest"]) or all(map(_SLUGS.fullmatch, names)):
            text, affiliations = found["rest"], names
    shortened = _SHORTENED.sub("", text)
    return Byline(shortened, affiliations, shortened == text, placed["venue"] if placed else None)


def labels_names(text: str) -> bool:
    """Whether a line names authors behind a label that says so."""
    return _LABEL.match(text) is not None and names_only(text, surely=False)


@lru_cache(2048)
def names_only(text: str, *, surely: bool) -> bool:
    """Whether a line may name authors and nothing else; ``surely`` asks for several names that read like no phrase."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    bare = _plain(text)
    if not bare or not reads_like_names(bare):
        return False
    found = name_list(bare) if surely else None
    return not surely or (found is not None and found.sure and len(found.names) > 1)


def people(text: str) -> tuple[tuple[Name, ...], Byline]:
    """The authors of a line that names nothing else, and what it says of them."""
    found = byline(text)
    return authors(_plain(found.text)).names, found


def _plain(text: str) -> str:
    return _SIGNS.sub(", ", _LABEL.sub("", byline(text).text, 1))
