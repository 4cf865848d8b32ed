"""The parts of a reference: its chunks by their labels, set right where what a chunk is contradicts its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._references.chunks import chunks
from readlist.formats._references.labels import labeled
from readlist.formats._references.leading import names_end
from readlist.formats._references.words import KINDS
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._references.chunks import Chunk

LEADS = regex(r"\A(?:(?:In|in|IN|Dans|dans)\b\s?:?\s*){1,3}")
_ABBREVIATED = regex(
    r"\b(?:[^\W\d_]|al|ed|eds|Jr|Inc|Co|Ltd|U\.S|U\.K)\Z|[A-Z][a-z]{0,6}\. [^.]{0,60}\b[A-Z][a-z]{1,6}\Z"
)
_LEADS_TO_LINK = regex(
    r"\W{0,4}(?:online\W{0,4})?(?:(?:available|retrieved|accessed|recuperado|dispon[ií]\w{2,4}|verfügbar|dostupné|режим)?"
    r"\W{0,4}(?:online)?\W{0,4}(?:at|from|de|en|em|unter|z|доступа)?|url|doi)\W{0,4}",
    re.IGNORECASE,
)
_SHORT_WORD = 5  # letters of what a name of a journal begins with where it is abbreviated
_YEAR = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LONGEST_PLACE = 3  # words of the name of a place
# What behind a title cannot be anything else.
_OF_KIND = {"issue": "volume", "volume": "volume", "pages": "pages", "link": "link"}
_BEHIND = frozenset(("venue", "volume", "pages", "publisher", "place", "link", "note"))


class Parts(NamedTuple):
    """The texts of a reference by label, in order, and how far its title is ahead of any other."""

    texts: Mapping[str, list[str]]
    margin: int

    def first(self, label: str) -> str:
        """The first text of a label, empty where there is none."""
        return next(iter(self.texts.get(label, ())), "")

    def all(self, *labels: str) -> list[str]:
        """The texts of some labels without the marks around them and the words that lead to them."""
        held = (tidy(LEADS.sub("", text)) for label in labels for text in self.texts.get(label, ()))
        return [text for text in held if text and not _LEADS_TO_LINK.fullmatch(text)]


def parts_of(text: str, cut: str) -> Parts:
    """The parts of a reference; ``cut`` is the text with signs replaced, so that no part ends at them."""
    found = chunks(cut)
    if not found:
        return Parts({}, 0)
    told, margin = labeled(found, names_end(cut))
    labels = _settled(text, found, told)
    texts: dict[str, list[str]] = {}
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and labels[end] == labels[at]:
            end += 1
        texts.setdefault(labels[at], []).append(_stretch(text, found[at:end]))
        at = end
    return Parts(texts, margin)


def _settled(text: str, found: Sequence[Chunk], told: Sequence[str]) -> list[str]:
    """The labels, those that what a chunk is contradicts set right."""
    labels = [
        _OF_KIND.get(chunk.kind, label) if label in _BEHIND else label for chunk, label in zip(found, told, strict=True)
    ]
    for at, chunk in enumerate(found[:-1]):  # "2019 Guidelines for …", where another year follows
        leads = chunk.kind == "year" and not chunk.after and not chunk.before.endswith("(")
        if leads and labels[at : at + 2] == ["date before", "title"] and _YEAR.search(text, chunk.end):
            labels[at] = "title"
    for at, chunk in enumerate(found[1:-1], 1):  # "…, Adv. Energy Mater. 4"
        short = len(chunk.words) == 1 and chunk.words[0].istitle() and len(chunk.words[0]) <= _SHORT_WORD
        parted = chunk.before.endswith(",") and chunk.after == "."
        if short and parted and labels[at - 1 : at + 2] == ["title", "title", "venue"]:
            labels[at] = "venue"
    for at, chunk in enumerate(found):  # "Graduate Texts 52, Springer"
        of_series = chunk.kind == "number" and chunk.before[-1:] not in {",", ":", ";"} and "publisher" in labels
        if of_series and labels[at - 1 : at + 1] == ["venue", "pages"] and "volume" not in labels:
            labels[at] = "volume"
    _name_book(found, labels)
    _name_house(found, labels)
    years = [at for at, chunk in enumerate(found) if chunk.kind == "year" and labels[at] in {*_BEHIND, "date"}]
    spans = [at for at, chunk in enumerate(found) if chunk.kind == "years" and labels[at] in {*_BEHIND, "date"}]
    if years and "date" not in labels and "date before" not in labels:
        labels[years[-1]] = "date"
    if years and spans and "pages" not in labels and spans[-1] < years[-1]:  # pages may look like years
        labels[spans[-1]] = "pages"
    return labels


def _name_book(found: Sequence[Chunk], labels: list[str]) -> None:
    """Label the book that nothing is taken for: it stands behind its editors, "in: A. Bell (Eds.), Oak: A Reader"."""
    role = next((at for at, chunk in enumerate(found) if chunk.kind == "role" and labels[at] == "editor"), len(found))
    named = any(label == "venue" for label, chunk in zip(labels, found, strict=True) if len(chunk.words[0]) > len("in"))
    end = next((at for at in range(role + 1, len(found)) if found[at].after.endswith((",", "."))), role)
    if not named and end > role and found[role].after.endswith(",") and found[end].kind == "word":
        labels[role + 1 : end + 1] = ["venue"] * (end - role)


def _name_house(found: Sequence[Chunk], labels: list[str]) -> None:
    """Label place and publisher of a book that seem to be a venue: "Caracas: Roble, 1999"."""
    at = labels.index("venue") if "venue" in labels else len(found)
    if at + 1 >= len(found) or labels[at + 1] != "venue" or not found[at].after.endswith(":"):
        return
    words = found[at].words
    known = all("place" in KINDS.get(word.casefold(), ()) for word in words)
    named = len(words) <= _LONGEST_PLACE and all(word.istitle() for word in words) and words[0] not in {"In", "En"}
    if "volume" not in labels and (known or (named and "pages" not in labels)):
        labels[at] = "place"
        for after in range(at + 1, len(found)):
            if labels[after] != "venue":
                break
            labels[after] = "publisher"


def _stretch(text: str, found: Sequence[Chunk]) -> str:
    """The text of some chunks with the signs behind the last that belong to it."""
    start, end = found[0].start, found[-1].end
    held = text[start:end]
    last = found[-1].after[:1]
    if last in {"?", "!"} or (last == "." and _ABBREVIATED.search(held)):
        held = text[start : end + 1] if text[end : end + 1] == last else held + last
    if held.count("(") > held.count(")"):
        held += ")"
    if found[0].before.endswith("(") and held.count(")") > held.count("("):
        held = "(" + held
    return held


def tidy(text: str) -> str:
    """The text without the marks around it, the point of an abbreviation kept."""
    text = text.strip(" ,;:")
    if text.endswith(".") and not _ABBREVIATED.search(text[:-1]):
        text = text[:-1]
    return text.removesuffix("()").strip(" ,;:")
