"""A reading list in plain Python: dictionaries, and for undo the cells that differ between two whole states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]
State = dict[int, Fields]
Cell = tuple[int, str]

NEW: Fields = {
    "present": False, "title": None, "doubts": (), "venue": None, "doi": None, "status": "inbox", "starred": False,
    "priority": 0, "tags": frozenset(), "note": None, "snoozed": None, "citekey": None, "apart": frozenset(), "merged": None,
}  # fmt: skip


class Refused(Exception):
    """What the library refuses too, by the name of its error."""


@dataclass
class Step:
    """One step: the cells that it changed, before and after, and whether it is done, undone or dropped."""

    cells: dict[Cell, tuple[Any, Any]]
    state: str = "done"

    @property
    def papers(self) -> set[int]:
        return {paper for paper, _ in self.cells}

    @property
    def whole(self) -> set[int]:
        """The papers that it added or removed."""
        return {paper for paper, name in self.cells if name == "present"}


def copied(state: State) -> State:
    return {paper: dict(fields) for paper, fields in state.items()}


def moved(tag: str, old: str, new: str) -> str:
    return new + tag[len(old) :] if tag == old or tag.startswith(f"{old}/") else tag


@dataclass
class PlainLibrary:
    """What a library holds, and how it came to that."""

    papers: State = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    views: list[tuple[str, str]] = field(default_factory=list)
    colors: dict[str, str] = field(default_factory=dict)

    @property
    def present(self) -> list[int]:
        return [paper for paper, fields in self.papers.items() if fields["present"]]

    def tags(self) -> dict[str, int]:
        """How many papers have each tag."""
        used = [tag for paper in self.present for tag in self.papers[paper]["tags"]]
        return {tag: used.count(tag) for tag in used}

    # Steps

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is changed inside is one step, unless nothing is."""
        before = copied(self.papers)
        yield
        cells = {
            (paper, name): (before[paper][name], value)
            for paper, fields in self.papers.items()
            for name, value in fields.items()
            if before[paper][name] != value
        }
        if cells:
            for step in self.steps:
                step.state = "dropped" if step.state == "undone" else step.state
            self.steps.append(Step(cells))

    def change(self, papers: Iterable[int], **values: Any) -> None:
        """Give papers values, in one step."""
        self.check_key(papers, values.get("citekey"))
        with self.step():
            for paper in papers:
                self.papers[paper].update(values)

    def check_key(self, papers: Iterable[int], key: str | None) -> None:
        others = {self.papers[paper]["citekey"] for paper in self.present if paper not in papers} - {None}
        if key and key.casefold() in {other.casefold() for other in others}:
            raise Refused("Conflict")

    def turn_tags(self, papers: Iterable[int], turn: Callable[[frozenset[str]], Iterable[str]]) -> None:
        with self.step():
            for paper in papers:
                self.papers[paper]["tags"] = frozenset(turn(self.papers[paper]["tags"]))

    # What needs more than a value

    def readable(self, doi: str) -> list[int] | None:
        """The present papers of a DOI; None where it is not plain what a source that tells of it would change."""
        known = [paper for paper, fields in self.papers.items() if fields["doi"] == doi]
        found = [paper for paper in known if self.papers[paper]["present"]]
        return None if len(found) > 1 or any(self.papers[paper]["merged"] for paper in known) else found

    def add(self, records: Sequence[Fields], tags: Iterable[str], status: str | None) -> list[int]:
        """Take in records, each the paper that has its DOI, whose gaps it fills; the ids of the new papers."""
        told, new = [], []
        for record in records:
            found = self.readable(record["doi"])
            paper = found[0] if found else len(self.papers) + 1
            if not found:
                self.papers[paper] = NEW | record | {"status": status or "inbox"}
                new.append(paper)
            told.append(paper)
        with self.step():
            for paper, record in zip(told, records, strict=True):
                fields = self.papers[paper]
                fields["present"] = True
                fields["venue"] = fields["venue"] or record["venue"]
                if fields["title"] is None:
                    fields.update(title=record["title"], doubts=())
                fields["tags"] |= set(tags)
        return new

    def merge(self, keep: int, others: Sequence[int], values: Mapping[str, int]) -> None:
        """One of several papers takes in the others."""
        rows = {paper: self.papers[paper] for paper in (keep, *others)}

        def first(name: str, nothing: Any = None) -> Any:
            chosen = [rows[values[name]]] if name in values else list(rows.values())
            return next((row[name] for row in chosen if row[name] != nothing), rows[keep][name])

        titled = rows[values["title"]] if "title" in values else None
        titled = titled or next((row for row in rows.values() if row["title"] is not None), rows[keep])
        notes = list(dict.fromkeys(row["note"] for row in rows.values() if row["note"]))
        taken = {
            "title": titled["title"],
            "doubts": titled["doubts"],
            "venue": rows[values["venue"]]["venue"] if "venue" in values else first("venue"),
            "doi": first("doi"),
            "citekey": first("citekey"),
            "status": first("status", "inbox"),
            "snoozed": first("snoozed"),
            "starred": any(row["starred"] for row in rows.values()),
            "priority": max(row["priority"] for row in rows.values()),
            "tags": frozenset().union(*(row["tags"] for row in rows.values())),
            "note": rows[values["note"]]["note"] if "note" in values else "\n\n".join(notes) or None,
        }
        gone = set(others)
        strangers = {paper for pair in self.pairs() if gone & set(pair) for paper in pair} - gone - {keep}
        with self.step():
            for paper, fields in self.papers.items():
                if paper in gone or fields["merged"] in gone:
                    fields["merged"] = keep
            for paper in others:
                self.papers[paper]["present"] = False
            self._part((keep, stranger) for stranger in strangers)
            self.papers[keep].update(taken)

    def pairs(self) -> set[tuple[int, int]]:
        return {(paper, other) for paper, fields in self.papers.items() for other in fields["apart"]}

    def set_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        with self.step():
            self._part(pairs)

    def _part(self, pairs: Iterable[tuple[int, int]]) -> None:
        for pair in pairs:
            self.papers[min(pair)]["apart"] |= {max(pair)}

    def rename_tag(self, old: str, new: str) -> None:
        within = self.within(old)
        self.turn_tags(self.tagged(within), lambda tags: [moved(tag, old, new) for tag in tags])
        passed = {moved(tag, old, new): self.colors[tag] for tag in (old, *within) if tag in self.colors}
        self.colors = passed | self.colors

    def delete_tag(self, tag: str, *, below: bool) -> None:
        gone = [one for one in self.within(tag) if below or one == tag]
        if not gone:
            raise Refused("NotFound")
        self.turn_tags(self.tagged(gone), lambda tags: tags - set(gone))

    def within(self, tag: str) -> list[str]:
        found = sorted(one for one in self.tags() if one == tag or one.startswith(f"{tag}/"))
        if not found:
            raise Refused("NotFound")
        return found

    def tagged(self, tags: Iterable[str]) -> list[int]:
        return [paper for paper in self.present if self.papers[paper]["tags"] & set(tags)]

    # Undo

    def next_step(self, *, redo: bool) -> int | None:
        """The number of the step that undo takes back, or redo does again, from 1."""
        numbers = [
            number for number, step in enumerate(self.steps, start=1) if step.state == ("undone" if redo else "done")
        ]
        return (min if redo else max)(numbers, default=None)

    def turn(self, number: int | None, *, redo: bool) -> int | None:
        """Take a step back or do it again, else the next; Refused, then nothing is changed."""
        number = number or self.next_step(redo=redo)
        if number is None:
            return None
        step = self.steps[number - 1]
        if step.state != ("undone" if redo else "done") or self._is_in_the_way(number, redo=redo):
            raise Refused("UndoRefused")
        before = copied(self.papers)
        for (paper, name), (old, new) in step.cells.items():
            source, target = (old, new) if redo else (new, old)
            if before[paper][name] != source:
                raise Refused("UndoRefused")
            before[paper][name] = target
        keys = [fields["citekey"].casefold() for fields in before.values() if fields["present"] and fields["citekey"]]
        if len(keys) != len(set(keys)):
            raise Refused("Conflict")
        self.papers, step.state = before, "done" if redo else "undone"
        return number

    def _is_in_the_way(self, number: int, *, redo: bool) -> bool:
        step = self.steps[number - 1]
        others = self.steps[: number - 1] if redo else self.steps[number:]
        for other in others:
            if other.state == ("undone" if redo else "done"):
                first, second = (other, step) if redo else (step, other)
                if first.cells.keys() & second.cells.keys() or first.whole & second.papers:
                    return True
        return False
