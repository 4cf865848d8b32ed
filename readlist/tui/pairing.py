"""Two papers side by side, field by field, and which of them each field is taken from; knows no toolkit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from readlist.model.dates import PartialDate
from readlist.model.merging import JOINED, MERGED, is_known, value_of
from readlist.model.names import Name
from readlist.model.paper import Attachment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.paper import Paper

Side = Literal["left", "right", "both"]

_LABELS = {
    "arxiv": "arXiv",
    "attachments": "files",
    "citekey": "key",
    "doi": "DOI",
    "entry_type": "type",
    "starred": "star",
    "url": "URL",
    "urls": "addresses",
}


class Row(NamedTuple):
    """A field of two papers: its name, its label, the two texts, whether they are the same, which of them is taken."""

    field: str
    label: str
    left: str
    right: str
    is_same: bool
    takes_left: bool
    takes_right: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """The paper that is kept, at the left, the one that leaves, and the fields whose paper was chosen, by its id."""

    kept: Paper
    other: Paper
    chosen: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """The fields in which either says something."""
        papers = (self.kept, self.other)
        return [self._row(name) for name in MERGED if any(_text(paper, name) for paper in papers)]

    def taking(self, name: str, side: Side) -> Pairing:
        """The same with a field taken from one side; from both means: joined, or as it is without a choice."""
        others = {known: paper for known, paper in self.chosen.items() if known != name}
        paper = {"left": self.kept.id, "right": self.other.id, "both": None}[side]
        return replace(self, chosen=others if paper is None else {**others, name: paper})

    def _row(self, name: str) -> Row:
        left, right = _text(self.kept, name), _text(self.other, name)
        chosen = self.chosen.get(name)
        if chosen is not None:
            takes = chosen == self.kept.id, chosen == self.other.id
        elif name in JOINED:
            takes = bool(left), bool(right)
        else:
            is_taken = not is_known(self.kept, name) and is_known(self.other, name)
            takes = not is_taken, is_taken
        return Row(name, _LABELS.get(name, name), left, right, left == right, *takes)


def _text(paper: Paper, name: str) -> str:
    """A field of a paper as people read it."""
    text = _shown(value_of(paper, name))
    if name == "authors" and text and not paper.record.authors_complete:
        return f"{text}; et al."
    if name == "arxiv" and text and paper.record.arxiv_version:
        return f"{text}v{paper.record.arxiv_version}"
    return "no" if name == "code" and paper.record.code is False else text


def _shown(value: Any) -> str:
    match value:
        case None | False | 0:
            return ""
        case True:
            return "yes"
        case Name() | Attachment():
            return value.display if isinstance(value, Name) else value.path
        case PartialDate():
            return str(value)
        case tuple() | dict():
            parts = map(": ".join, value.items()) if isinstance(value, dict) else map(_shown, value)
            return "; ".join(parts)
    return str(value)
