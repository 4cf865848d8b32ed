"""The whole Library interface against a plain model: any action, by any of three hands, in any order."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from readlist.library import Library
from readlist.model.fields import Order
from readlist.model.paper import Paper, Status
from tests.reliability.acting import Outcome, act, other_process
from tests.reliability.figures import Figure
from tests.reliability.plain import Fields, PlainLibrary, Refused, copied
from tests.reliability.script import MEMORY

ASLEEP = "2999-01-01"
TAGS = ("a", "a/b", "c")
WORDS = ("sparse", "dense", "graph", "rain")
KEYS = ("k1", "K1", "k2")
RECORDS = 6
BATCH = 500  # runs that hypothesis thinks of together

hands = st.sampled_from(["first", "first", "second", "process"])
picks = st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True)
tag_lists = st.lists(st.sampled_from(TAGS), max_size=2, unique=True)


def record(number: int, venue: str | None) -> Fields:
    """An invented record; its DOI says which paper it is."""
    return {"title": f"{WORDS[number % 4]} paper number{number}", "doi": f"10.1000/{number}", "venue": venue}


def line(fields: Fields) -> str:
    number = fields["doi"].rpartition("/")[2]
    return json.dumps(
        {**fields, "authors": [f"Ann Writer{number}"], "authors_complete": True, "abstract": f"About {number}."}
    )


@cache
def empty_library() -> Path:
    """A library with nothing in it, to be copied: quicker than to begin one."""
    path = Path(tempfile.mkdtemp()) / "library.db"
    Library.open(path).close()
    return path


def refused(model: Callable[[], Any]) -> str | None:
    """Do something to the model; the name of the error, if it refuses."""
    try:
        model()
    except Refused as refusal:
        return str(refusal)
    return None


def seen(paper: Paper) -> Fields:
    """What the model knows of a paper."""
    return {
        "title": paper.record.title,
        "doubts": paper.record.doubts,
        "venue": paper.record.venue,
        "doi": paper.record.doi,
        "status": str(paper.status),
        "starred": paper.starred,
        "priority": paper.priority,
        "tags": frozenset(paper.tags),
        "note": paper.note,
        "snoozed": paper.snoozed,
        "citekey": paper.record.citekey,
    }


class WholeLibrary(RuleBasedStateMachine):
    """Everything that a user can do, done to a library and to its model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.path = self.folder / "library.db"
        shutil.copyfile(empty_library(), self.path)
        self.library = Library.open(self.path)
        self.second = self.library.reopened()
        self.plain = PlainLibrary()
        self.looks = 0
        self.met = False  # the other process has opened the library

    def teardown(self) -> None:
        if self.met:
            other_process().act(self.path, "close")
        self.second.close()
        self.library.close()
        shutil.rmtree(self.folder)

    def by(self, hand: str, name: str, *values: Any) -> Outcome:
        """Let one of the three do something; the two others notice."""
        if hand == "process":
            self.met = True
            outcome = other_process().act(self.path, name, *values)
        else:
            outcome = act(self.second if hand == "second" else self.library, name, *values)
        if outcome.step is not None and hand != "first":
            assert self.library.changed_elsewhere()
        return outcome

    def both(self, outcome: Outcome, model: Callable[[], Any]) -> None:
        """Do to the model what was done to the library; both make the same step, or refuse with the same error."""
        steps = len(self.plain.steps)
        refusal = refused(model)
        made = len(self.plain.steps) if len(self.plain.steps) > steps else None
        assert (outcome.step, outcome.error) == (made, refusal)

    def picked(self, pick: Sequence[int]) -> list[int]:
        """Some of the papers that are present."""
        present = self.plain.present
        return list(dict.fromkeys(present[one % len(present)] for one in pick)) if present else []

    # Papers in

    @initialize(count=st.integers(0, 4))
    def begin(self, count: int) -> None:
        if count:
            self.add("first", list(range(count)), None, [], None)

    @rule(
        hand=hands,
        numbers=st.lists(st.integers(0, RECORDS - 1), min_size=1, max_size=3, unique=True),
        venue=st.sampled_from([None, "Hall", "Fair"]),
        tags=tag_lists,
        status=st.sampled_from([None, "later", "read"]),
    )
    def add(self, hand: str, numbers: list[int], venue: str | None, tags: list[str], status: str | None) -> None:
        records = [
            fields for fields in (record(n, venue) for n in numbers) if self.plain.readable(fields["doi"]) is not None
        ]
        if not records:
            return
        new: list[int] = []
        outcome = self.by(hand, "add", "\n".join(map(line, records)), tags, status)
        self.both(outcome, lambda: new.extend(self.plain.add(records, tags, status)))
        assert outcome.given == new

    # Decisions and marks

    @rule(hand=hands, pick=picks, status=st.sampled_from(Status))
    def mark(self, hand: str, pick: list[int], status: Status) -> None:
        ids = self.picked(pick)
        self.both(self.by(hand, "mark", ids, status), lambda: self.plain.change(ids, status=str(status), snoozed=None))

    @rule(hand=hands, pick=picks, starred=st.booleans())
    def star(self, hand: str, pick: list[int], starred: bool) -> None:
        ids = self.picked(pick)
        self.both(self.by(hand, "star", ids, starred), lambda: self.plain.change(ids, starred=starred))

    @rule(hand=hands, pick=picks, priority=st.integers(0, 3))
    def prioritize(self, hand: str, pick: list[int], priority: int) -> None:
        ids = self.picked(pick)
        self.both(self.by(hand, "prioritize", ids, priority), lambda: self.plain.change(ids, priority=priority))

    @rule(hand=hands, pick=picks, day=st.sampled_from([None, ASLEEP, "2001-01-01"]))
    def snooze(self, hand: str, pick: list[int], day: str | None) -> None:
        ids = self.picked(pick)
        self.both(self.by(hand, "snooze", ids, day), lambda: self.plain.change(ids, snoozed=day))

    @rule(hand=hands, pick=picks, add=tag_lists, remove=tag_lists)
    def tag(self, hand: str, pick: list[int], add: list[str], remove: list[str]) -> None:
        ids = self.picked(pick)
        outcome = self.by(hand, "tag", ids, add, remove)
        self.both(outcome, lambda: self.plain.turn_tags(ids, lambda tags: (tags - set(remove)) | set(add)))

    @rule(hand=hands, old=st.sampled_from(TAGS), new=st.sampled_from([*TAGS, "d"]))
    def rename_tag(self, hand: str, old: str, new: str) -> None:
        self.both(self.by(hand, "rename_tag", old, new), lambda: self.plain.rename_tag(old, new))

    @rule(hand=hands, tag=st.sampled_from(TAGS), below=st.booleans())
    def delete_tag(self, hand: str, tag: str, below: bool) -> None:
        self.both(self.by(hand, "delete_tag", tag, below), lambda: self.plain.delete_tag(tag, below=below))

    @rule(hand=hands, tag=st.sampled_from(["a", "c"]), color=st.sampled_from(["red", "blue"]))
    def color_tag(self, hand: str, tag: str, color: str) -> None:
        def model() -> None:
            self.plain.within(tag)
            self.plain.colors[tag] = color

        self.both(self.by(hand, "color_tag", tag, color), model)

    # Texts

    @rule(hand=hands, pick=picks, note=st.sampled_from(["", "mine", "two\nlines"]))
    def annotate(self, hand: str, pick: list[int], note: str) -> None:
        for id_ in self.picked(pick)[:1]:
            self.both(self.by(hand, "annotate", id_, note), partial(self.plain.change, [id_], note=note or None))

    @rule(
        hand=hands,
        pick=picks,
        title=st.sampled_from(["", "rain maps", "dense roads"]),
        venue=st.sampled_from([None, "", "Inn"]),
    )
    def edit(self, hand: str, pick: list[int], title: str, venue: str | None) -> None:
        values: Fields = {"title": title or None, "doubts": () if title else ("no title",)}
        values |= {} if venue is None else {"venue": venue or None}
        told = {"title": title} | ({} if venue is None else {"venue": venue})
        for id_ in self.picked(pick)[:1]:
            self.both(self.by(hand, "edit", id_, told), partial(self.plain.change, [id_], **values))

    @rule(hand=hands, pick=picks, key=st.sampled_from(KEYS))
    def rekey(self, hand: str, pick: list[int], key: str) -> None:
        for id_ in self.picked(pick)[:1]:
            self.both(self.by(hand, "rekey", id_, key), partial(self.plain.change, [id_], citekey=key))

    @rule(hand=hands, pick=picks)
    def copy_keys(self, hand: str, pick: list[int]) -> None:
        """A paper without a key gets one for good; which, is the library's choice."""
        ids = self.picked(pick)
        keys = self.by(hand, "citekeys", ids).given
        for id_, key in zip(ids, keys, strict=True):
            assert self.plain.papers[id_]["citekey"] in {None, key}
            self.plain.papers[id_]["citekey"] = key

    @rule(hand=hands, pick=picks)
    def new_keys(self, hand: str, pick: list[int]) -> None:
        ids = self.picked(pick)
        outcome = self.by(hand, "new_key", ids)
        keys = {paper.id or 0: paper.record.citekey for paper in self.library.papers(ids)}

        def model() -> None:
            with self.plain.step():
                for id_ in ids:
                    self.plain.papers[id_]["citekey"] = keys[id_]

        self.both(outcome, model)

    # Papers that go

    @rule(hand=hands, pick=picks)
    def delete(self, hand: str, pick: list[int]) -> None:
        ids = self.picked(pick)
        self.both(self.by(hand, "delete", ids), lambda: self.plain.change(ids, present=False))

    @rule(
        hand=hands,
        pick=picks,
        chosen=st.dictionaries(st.sampled_from(["note", "venue", "title"]), st.integers(0, 2), max_size=2),
    )
    def merge(self, hand: str, pick: list[int], chosen: dict[str, int]) -> None:
        ids = self.picked(pick)
        if len(ids) > 1:
            keep, *others = ids
            values = {name: ids[one % len(ids)] for name, one in chosen.items()}
            self.both(self.by(hand, "merge", keep, others, values), lambda: self.plain.merge(keep, others, values))

    @rule(hand=hands, pick=picks)
    def set_apart(self, hand: str, pick: list[int]) -> None:
        pairs = list(combinations(self.picked(pick), 2))
        if pairs:
            self.both(self.by(hand, "set_apart", pairs), lambda: self.plain.set_apart(pairs))

    # Views

    @rule(name=st.sampled_from(["one", "two"]), query=st.sampled_from(["status:read", "tag:a"]))
    def save_view(self, name: str, query: str) -> None:
        self.library.save_view(name, query, Order("added"))
        places = [known for known, _ in self.plain.views]
        if name in places:
            self.plain.views[places.index(name)] = (name, query)
        else:
            self.plain.views.append((name, query))

    @rule(name=st.sampled_from(["one", "two"]))
    def remove_view(self, name: str) -> None:
        if name in dict(self.plain.views):
            assert self.second.remove_view(name).name == name
            self.plain.views = [view for view in self.plain.views if view[0] != name]

    # Back and forth

    @rule(hand=hands, redo=st.booleans())
    def turn(self, hand: str, redo: bool) -> None:
        self._turn(hand, None, redo)

    @rule(hand=hands, back=st.integers(0, 5), redo=st.booleans())
    def turn_one(self, hand: str, back: int, redo: bool) -> None:
        if back < len(self.plain.steps):
            self._turn(hand, len(self.plain.steps) - back, redo)

    def _turn(self, hand: str, number: int | None, redo: bool) -> bool:
        """Turn a step in both; whether it was turned."""
        outcome = self.by(hand, "redo" if redo else "undo", number)
        turned: list[int | None] = []
        refusal = refused(lambda: turned.append(self.plain.turn(number, redo=redo)))
        assert (outcome.step, outcome.error) == (turned[0] if turned else None, refusal)
        return outcome.step is not None

    @rule()
    def back_and_forth(self) -> None:
        """As far back as it goes, and forth again."""
        before = copied(self.plain.papers)
        turned = 0
        while self._turn("first", None, redo=False):
            turned += 1
        for _ in range(turned):
            self._turn("first", None, redo=True)
        if all(step.state != "undone" for step in self.plain.steps):
            assert before == self.plain.papers

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = Library.open(self.path)

    # What both tell

    @invariant()
    def is_the_same(self) -> None:
        ids = list(self.library.ids())
        found = {paper.id: seen(paper) for paper in self.library.papers(ids)}
        assert found.keys() == set(self.plain.present)
        assert all(fields.items() <= self.plain.papers[id_ or 0].items() for id_, fields in found.items())
        assert dict(self.library.tags()) == self.plain.tags()
        assert self.library.tag_colors() == self.plain.colors
        assert [(view.name, view.query) for view in self.library.views()] == self.plain.views
        assert [step.state for step in self.library.history(1000)][::-1] == [step.state for step in self.plain.steps]
        assert set(self.library._store.apart()) == self.plain.pairs()

    @invariant()
    def is_found_the_same(self) -> None:
        present = {paper: fields for paper, fields in self.plain.papers.items() if fields["present"]}
        self.looks += 1
        for query, holds in (_QUERIES[(2 * self.looks + one) % len(_QUERIES)] for one in range(2)):
            expected = {paper for paper, fields in present.items() if holds(fields)}
            found = self.second.find(query)
            assert (set(found.ids), found.total) == (expected, len(expected)), query
        awake = [fields["status"] for fields in present.values() if fields["snoozed"] != ASLEEP]
        assert self.second.counts() == {status: awake.count(str(status)) for status in Status}

    @rule(word=st.sampled_from(WORDS))
    def search(self, word: str) -> None:
        """Bare words find what has them; what has nearly them may follow."""
        expected = {id_ for id_ in self.plain.present if word in (self.plain.papers[id_]["title"] or "").split()}
        found = self.library.find(word, limit=None)
        assert expected <= set(found.ids) <= set(self.plain.present)
        assert found.total == len(found.ids)


_QUERIES: Sequence[tuple[str, Callable[[Fields], bool]]] = (
    ("status:read", lambda fields: bool(fields["status"] == "read")),
    ("tag:a", lambda fields: any(f"{tag}/".startswith("a/") for tag in fields["tags"])),
    ("is:starred -status:inbox", lambda fields: fields["starred"] and fields["status"] != "inbox"),
    ("has:note OR venue:hall", lambda fields: fields["note"] is not None or fields["venue"] == "Hall"),
    ("title:rain", lambda fields: "rain" in (fields["title"] or "").split()),
    ("priority:>1", lambda fields: bool(fields["priority"] > 1)),
    ("key:k1", lambda fields: (fields["citekey"] or "").casefold() == "k1"),
    ("has:doubt", lambda fields: bool(fields["doubts"])),
)  # fmt: skip


def run(count: int, seed: int, steps: int = 12) -> list[Figure]:
    """So many runs of so many actions; the first difference from the model is raised, made as short as it can be."""
    for begun in range(0, count, BATCH):
        usual = settings(
            max_examples=min(BATCH, count - begun), stateful_step_count=steps, deadline=None, database=None,
            phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(seeded(seed + begun)(WholeLibrary), settings=usual)
    return [
        Figure("model", f"runs of up to {steps} actions by two windows and another process", count, "differences", 0)
    ]
