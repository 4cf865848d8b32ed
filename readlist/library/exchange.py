"""Papers in and out of a library: read and stored, compared with what is there; written with their citation keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from readlist import formats
from readlist.errors import ExportError
from readlist.library import labels
from readlist.library.intake import Matcher, Tell, passage_of, read_draft, records_of, untold
from readlist.library.update import tag_names
from readlist.model import citekey
from readlist.model.change import Change
from readlist.model.draft import Added, Draft
from readlist.model.keypattern import key_maker
from readlist.model.paper import Paper, ReadingState
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from readlist.library.intake import Slot
    from readlist.model.paper import Status
    from readlist.store import Store
    from readlist.store.writing import Writing


class GoingOn(NamedTuple):
    """The step that an import in parts has begun, the name of its text, and how many papers it brought so far."""

    step: int | None = None
    name: str = ""
    new: int = 0
    improved: int = 0

    def after(self, added: Added) -> Self:
        """The same after a further part, which begins a step where something else was done meanwhile."""
        step = added.change.step
        if step is None:
            return self
        so_far = self if step == self.step else self._replace(step=step, new=0, improved=0)
        return so_far._replace(new=so_far.new + len(added.new), improved=so_far.improved + len(added.improved))


_CONTROL = regex(r"(?<!\\)(?:\\\\){0,99}\\(?:u00|[bfr])")  # as JSON writes it
_DECIDED = tuple(name for name in ReadingState._fields if name != "tags")


class Exchange:
    """What a library does with texts; keys that it makes are in a style that ``key_maker`` knows."""

    def __init__(self, store: Store, key_style: str) -> None:
        self._store = store
        self._suggest = key_maker(key_style)

    def draft(
        self,
        text: str,
        name: str,
        notation: str | None = None,
        tell: Tell | None = None,
        folder: Path | None = None,
        *,
        compare: bool = True,
    ) -> Draft:
        """What adding a text would do, as far as it is compared; nothing is stored."""
        reading = records_of(text, name, notation, formats.Evidence(knows_author=self._store.knows_author))
        draft = read_draft(reading, name, text, Matcher(self._store) if compare else None, tell or untold)
        return replace(draft, folder=str(folder.resolve())) if folder else draft

    def rehearse(self, drafts: Sequence[Draft]) -> Added:
        """Compare drafts with the library and with one another, and store nothing."""
        matcher = Matcher(self._store)
        matched = tuple(_matched(draft, matcher, text, untold) for text, draft in enumerate(drafts))
        return Added(Change(None, "dry run"), matched)

    def accept(
        self,
        drafts: Sequence[Draft],
        tags: Iterable[str],
        status: Status | None,
        tell: Tell | None,
        going_on: GoingOn = GoingOn(),  # noqa: B008  frozen
    ) -> Added:
        """Store drafts, all or nothing, as one step or as a further part of one."""
        with self._store.write("", going_on.step) as writing:
            matcher = Matcher(self._store)
            matched = tuple(_matched(draft, matcher, text, tell or untold) for text, draft in enumerate(drafts))
            slots = matcher.slots
            taken = self._store.citekeys() if any(slot.record.citekey for slot in slots) else set()
            fresh = [slot for slot in slots if slot.stored is None]
            better = [slot for slot in slots if slot.gains or slot.news]
            begun = going_on if writing.step.id is not None else GoingOn()
            names = [going_on.name] if going_on.name else [draft.name for draft in drafts]
            given = tag_names(tags)
            tagged = labels.of_papers(f"tag +{' +'.join(given)}", (), len(slots)) if given else ""
            writing.step.label = labels.of_import(begun.new + len(fresh), begun.improved + len(better), names, tagged)
            places = self._write_papers(writing, slots, status, taken)
            writing.step.retag(places.values(), given, ())
            _keep_texts(writing, slots, places, drafts)
        return Added(
            writing.change(),
            matched,
            tuple(places[id(slot)] for slot in fresh),
            tuple(places[id(slot)] for slot in better),
        )

    def with_citekeys(self, ids: Sequence[int]) -> list[Paper]:
        """The papers of these ids, in their order; one that has no citation key gets it now, for good."""
        papers = self._store.papers(ids)
        if all(paper.record.citekey for paper in papers):
            return papers
        with self._store.write("citation keys") as writing:
            taken = self._store.citekeys() | self._store.citekeys_to_come()
            for paper in self._store.papers(ids):
                if paper.record.citekey is None and paper.id is not None:
                    writing.pin_citekey(paper.id, str(citekey.keyed(paper.record, taken, self._suggest).citekey))
        return self._store.papers(ids)

    def renew_citekeys(self, writing: Writing, ids: Sequence[int]) -> None:
        """Give papers the keys that they would get today; those that have them already keep them."""
        wanted = [(paper, self._suggest(paper.record)) for paper in self._store.papers(ids)]
        wanted.sort(key=lambda pair: _nearness(*pair))
        taken = self._store.citekeys() - {(paper.record.citekey or "").casefold() for paper, _ in wanted}
        taken |= self._store.citekeys_to_come(but=ids)
        keys: dict[int, str] = {}
        for paper, base in wanted:
            key = _new_key(paper.record.citekey or "", base, taken)
            taken.add(key.casefold())
            if key != paper.record.citekey:
                keys[paper.id or 0] = key
        writing.step.set(keys, "citekey", None)  # one of them may get the key of another
        for id_, key in keys.items():
            writing.step.set([id_], "citekey", key)

    def _write_papers(
        self, writing: Writing, slots: Sequence[Slot], status: Status | None, taken: set[str]
    ) -> dict[int, int]:
        """Store new papers, with that status if there is one, and improve others; the id of each slot's paper."""
        step = writing.step
        new = [slot for slot in slots if slot.stored is None]
        papers = [
            (
                citekey.keyed(slot.record, taken, self._suggest) if slot.record.citekey else slot.record,
                slot.state._replace(status=status or slot.state.status),
            )
            for slot in new
        ]
        ids = step.create(papers)
        places = {id(slot): id_ for slot, id_ in zip(new, ids, strict=True)}
        for slot in slots:
            if slot.stored is not None and slot.stored.id is not None:
                places[id(slot)] = slot.stored.id
                step.put(slot.stored.id, _improvements(slot, taken))
                if slot.news:
                    step.retag([slot.stored.id], slot.news.tags, ())
                    step.put(slot.stored.id, {name: getattr(slot.news, name) for name in _DECIDED})
        return places

    def export(self, ids: Sequence[int], to: str, options: formats.WriteOptions | None) -> str:
        """Papers as a text in some format, ordered by citation key; ExportError if it does not read back."""
        _, pieces = self._written(ids, to, options)
        return "".join(pieces)

    def export_files(self, ids: Sequence[int], to: str, options: formats.WriteOptions | None) -> dict[str, str]:
        """Papers in a format of one file each: the texts by the names of the files, no two alike."""
        names = formats.writer(to).file_name
        if names is None:
            raise ExportError(f"{to} writes all papers into one file", "`readlist formats` lists what can be written.")
        files: dict[str, str] = {}
        taken: set[str] = set()
        for paper, text in zip(*self._written(ids, to, options), strict=True):
            stem, dot, suffix = names(paper).rpartition(".")
            free = citekey.unique(stem, taken)
            taken.add(free.casefold())
            files[f"{free}{dot}{suffix}"] = text
        return files

    def _written(
        self, ids: Sequence[int], to: str, options: formats.WriteOptions | None
    ) -> tuple[list[Paper], list[str]]:
        """Papers ordered by citation key, and the pieces that a format writes of them, which read back."""
        writer, options = formats.writer(to), options or formats.WriteOptions()
        keyed = map(_cleaned, self.with_citekeys(ids))
        papers = sorted(keyed, key=lambda paper: (paper.record.citekey or "").casefold())
        pieces = list(writer.write(papers, options))
        if writer.verify is not None:
            writer.verify("".join(pieces), papers, options)
        return papers, pieces


def _cleaned(paper: Paper) -> Paper:
    """The paper as it would come in again, where it holds what cleaning takes out: others may have made the library."""
    line = next(formats.writer("jsonl").write([paper], formats.WriteOptions()))
    if clean(line) == line and _CONTROL.search(line) is None:
        return paper
    found = next(formats.reader("jsonl").read(clean(line), formats.NO_EVIDENCE))
    return replace(found, id=paper.id) if isinstance(found, Paper) else paper


def _new_key(key: str, base: str, taken: Container[str]) -> str:
    """The key itself if it is the new one with letters behind it, which it needs; else the new one, made unique."""
    fits = key.startswith(base) and key[len(base) :].isalpha() and base.casefold() in taken
    return key if fits and key.casefold() not in taken else citekey.unique(base, taken)


def _nearness(paper: Paper, base: str) -> tuple[bool, int, str]:
    """Sorts papers by how near their keys are to a new one: those with it first, then those with letters behind it."""
    key = (paper.record.citekey or "").casefold()
    return not key.startswith(base.casefold()), len(key), key


def _keep_texts(writing: Writing, slots: Sequence[Slot], places: Mapping[int, int], drafts: Sequence[Draft]) -> None:
    told = [(places[id(slot)], passage) for slot in slots for passage in slot.passages]
    for number, draft in enumerate(drafts):
        kept = writing.imports.known(draft.text) or writing.imports.keep(
            draft.text,
            name=draft.name,
            notation=draft.format,
            folder=draft.folder,
            step=writing.step.id,
            now=writing.step.now,
        )
        writing.imports.add_sources(
            kept, [(paper, passage.source, passage.print) for paper, passage in told if passage.text == number]
        )
    writing.imports.learn_authors(name for slot in slots if not slot.record.doubts for name in slot.record.authors)


def _matched(draft: Draft, matcher: Matcher, text: int, tell: Tell) -> Draft:
    """The draft with its records compared anew, telling after each which share of them is behind it."""
    entries = []
    lines = clean(draft.text).split("\n")
    passages = [passage_of(entry.record, lines, text) for entry in draft.entries]
    matcher.foresee(draft.entries, passages)
    for done, (entry, passage) in enumerate(zip(draft.entries, passages, strict=True), start=1):
        entries.append(matcher.match(entry, passage))
        tell(done / len(draft.entries))
    return replace(draft, entries=tuple(entries))


def _improvements(slot: Slot, taken: set[str]) -> dict[str, Any]:
    """The values that an import gives a stored paper; a citation key that another paper has is not among them."""
    values: dict[str, Any] = {name: getattr(slot.record, name) for name in slot.gains}
    key = values.pop("citekey", None)
    if key and key.casefold() not in taken:
        taken.add(key.casefold())
        values["citekey"] = key
    return values
