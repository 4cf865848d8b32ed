"""Changing a reading list: decide, tag, edit, undo; papers in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readlist import formats
from readlist.errors import Conflict, NotFound, ReadlistError
from readlist.library import labels
from readlist.library.editing import OWN_FIELDS, Update, parsed_fields
from readlist.library.intake import Matcher, Tell, read_draft, records_of, untold
from readlist.library.shelf import Shelf
from readlist.model import citekey
from readlist.model.draft import Added, Draft
from readlist.model.paper import Paper, Record, Status
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readlist.library.intake import Slot
    from readlist.model.change import Change
    from readlist.store import Writing


class Library(Shelf):
    """A reading list in a file. Each action is one transaction and one undo step, durable when the method returns."""

    # Changing

    def update(self, ids: Iterable[int], change: Update) -> Change:
        """Change several things of papers in one step; what the change does not mention stays.

        Raises NotFound for a field that does not exist, ReadlistError for a value that cannot be.
        """
        chosen = list(ids)
        values = dict(change.state)
        values |= self._edited(chosen, change.fields) if change.fields else {}
        added, removed = _tag_names(change.add_tags), _tag_names(change.remove_tags)
        with self._store.write(self._label(change.verb(added, removed), chosen)) as writing:
            for field, value in values.items():
                writing.step.set(chosen, field, value)
            if added or removed:
                writing.step.retag(chosen, added, removed)
        return writing.change()

    def mark(self, ids: Iterable[int], status: Status) -> Change:
        """Set where papers stand."""
        return self.update(ids, Update(status=status))

    def star(self, ids: Iterable[int], starred: bool) -> Change:  # noqa: FBT001  it is what is set
        """Give papers a star, or take it away."""
        return self.update(ids, Update(starred=starred))

    def prioritize(self, ids: Iterable[int], priority: int) -> Change:
        """Set the priority of papers, 0 to 3."""
        return self.update(ids, Update(priority=priority))

    def tag(self, ids: Iterable[int], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Change:
        """Add tags to papers and remove others."""
        return self.update(ids, Update(add_tags=tuple(add), remove_tags=tuple(remove)))

    def annotate(self, id_: int, note: str) -> Change:
        """Set the note of a paper (Markdown); an empty one removes it."""
        return self.update([id_], Update(note=note))

    def edit(self, id_: int, values: Mapping[str, str]) -> Change:
        """Set bibliographic fields of a paper from text; an empty text removes a value."""
        return self.update([id_], Update(fields=values))

    def rekey(self, id_: int, key: str) -> Change:
        """Give a paper another citation key; Conflict where another paper has it."""
        return self.edit(id_, {"citekey": key})

    def delete(self, ids: Iterable[int]) -> Change:
        """Remove papers."""
        chosen = list(ids)
        with self._store.write(self._label("delete", chosen)) as writing:
            writing.step.set(chosen, "present", False)  # noqa: FBT003  a column's value
        return writing.change()

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and those below it; a tag of the new name is joined with it."""
        touched = [tag for tag, _ in self.tags() if f"{tag}/".casefold().startswith(f"{old}/".casefold())]
        if not touched:
            raise NotFound(f"no tag named {old!r}", "`readlist tags` lists them.")
        with self._store.write(f"rename tag {old} to {new}") as writing:
            for tag in touched:
                writing.step.retag(self._store.tagged(tag), _tag_names([new + tag[len(old) :]]), [tag])
        return writing.change()

    def delete_tag(self, tag: str) -> Change:
        """Take a tag from every paper that has it."""
        own = self._store.tagged(tag)
        if not own:
            raise NotFound(f"no tag named {tag!r}", "`readlist tags` lists them.")
        with self._store.write(f"delete tag {tag}") as writing:
            writing.step.retag(own, (), [tag])
        return writing.change()

    def undo(self) -> Change | None:
        """Take back the last step that stands; UndoRefused where its papers were changed since."""
        return self._store.reverse(redo=False)

    def redo(self) -> Change | None:
        """Do the step that was undone last again."""
        return self._store.reverse(redo=True)

    def _edited(self, ids: list[int], values: Mapping[str, str]) -> dict[str, object]:
        """The values of bibliographic fields from text; an edited title or author list is not doubted any more."""
        changes = parsed_fields(values)
        own = sorted(OWN_FIELDS & changes.keys())
        if len(ids) != 1:
            if own:
                raise ReadlistError(f"{own[0]} cannot be the same for {len(ids)} papers", "Edit them one by one.")
            return changes
        if "citekey" in changes:
            self._check_citekey(ids[0], changes["citekey"])
        if {"title", "authors"} & changes.keys():
            changes["doubts"] = () if changes.get("title", self._paper(ids[0]).record.title) else ("no title",)
        return changes

    def _label(self, verb: str, ids: Sequence[int]) -> str:
        return labels.of_papers(verb, self.papers(ids) if len(ids) == 1 else [], len(ids))

    def _paper(self, id_: int) -> Paper:
        found = self.papers([id_])
        if not found:
            raise NotFound(f"no paper with the id {id_}", "`readlist list --fields id,title` shows the ids.")
        return found[0]

    def _check_citekey(self, id_: int, key: str | None) -> None:
        holder = self._store.find_citekey(key) if key else None
        if holder not in {None, id_}:
            raise Conflict(
                f"the key {key!r} belongs to “{squeeze(self._paper(holder or 0).record.heading)}”", "Give another key."
            )

    # In

    def draft(
        self,
        text: str,
        name: str = "clipboard",
        format: str | None = None,  # noqa: A002  the user's word
        tell: Tell = untold,
    ) -> Draft:
        """What adding a text would do; nothing is stored. UnknownFormat or InputError where it cannot be read.

        ``tell`` is called with the share of the text that was read, from 0 to 1.
        """
        reading = records_of(text, name, format, formats.Evidence(knows_author=self._store.knows_author))
        return read_draft(reading, name, text, Matcher(self._store.candidates), tell)

    def add(self, *drafts: Draft, tags: Iterable[str] = (), status: Status | None = None, tell: Tell = untold) -> Added:
        """Store drafts, all or nothing, as one step; a record that is in the library fills gaps there.

        Tags are given to every paper of the drafts, the status to new ones only. What is in the library by now is
        compared anew.
        """
        with self._store.write("") as writing:
            matcher = Matcher(self._store.candidates)
            matched = tuple(_matched(draft, matcher, text, tell) for text, draft in enumerate(drafts))
            new, improved = self._write_slots(writing, matcher.slots, drafts, _tag_names(tags), status or Status.INBOX)
        return Added(writing.change(), matched, new, improved)

    def add_text(self, text: str, name: str = "clipboard") -> Added:
        """Read a text and store what is in it."""
        return self.add(self.draft(text, name))

    def _write_slots(
        self, writing: Writing, slots: Sequence[Slot], drafts: Sequence[Draft], tags: list[str], status: Status
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        fresh = [slot for slot in slots if slot.stored is None]
        better = [slot for slot in slots if slot.gains]
        step = writing.step
        step.label = labels.of_import(len(fresh), len(better), [draft.name for draft in drafts])
        taken = self._store.citekeys() if any(slot.record.citekey for slot in slots) else set()
        places: dict[int, int] = {}
        for slot in fresh:
            places[id(slot)] = step.create(_with_free_key(slot.record, taken), status)
        new = list(places.values())
        step.set(new, "present", True)  # noqa: FBT003  a column's value
        for slot in slots:
            if slot.stored is not None and slot.stored.id is not None:
                places[id(slot)] = slot.stored.id
                step.put(slot.stored.id, _improvements(slot, taken))
        if tags:
            step.retag(places.values(), tags, ())
        self._keep_texts(writing, slots, places, drafts)
        return tuple(new), tuple(places[id(slot)] for slot in better)

    def _keep_texts(
        self, writing: Writing, slots: Sequence[Slot], places: Mapping[int, int], drafts: Sequence[Draft]
    ) -> None:
        sources = [(text, places[id(slot)], source) for slot in slots for text, source in slot.sources]
        for number, draft in enumerate(drafts):
            if writing.imports.known(draft.text):
                continue
            kept = writing.imports.keep(
                draft.text, name=draft.name, notation=draft.format, step=writing.step.id, now=writing.step.now
            )
            writing.imports.add_sources(kept, [(paper, source) for text, paper, source in sources if text == number])
        writing.imports.learn_authors(name for slot in slots if not slot.record.doubts for name in slot.record.authors)

    # Out

    def citekeys(self, ids: Sequence[int]) -> list[str]:
        """The citation keys of papers, in their order; one that has none gets it now, for good."""
        papers = self.papers(ids)
        missing = [paper for paper in papers if paper.record.citekey is None and paper.id is not None]
        if missing:
            taken = self._store.citekeys()
            keys: dict[int, str] = {}
            for paper in missing:
                key = citekey.unique(citekey.suggest(paper.record), taken)
                taken.add(key.casefold())
                keys[paper.id or 0] = key
            self._store.pin_citekey(keys)
            papers = self.papers(ids)
        return [paper.record.citekey or "" for paper in papers]

    def export(
        self,
        ids: Sequence[int],
        to: str = "bibtex",
        options: formats.WriteOptions = formats.WriteOptions(),  # noqa: B008  frozen
    ) -> str:
        """Papers as a text in some format, ordered by citation key; ExportError if it does not read back."""
        writer = formats.writer(to)
        self.citekeys(ids)
        papers = sorted(self.papers(ids), key=lambda paper: (paper.record.citekey or "").casefold())
        text = "".join(writer.write(papers, options))
        if writer.verify is not None:
            writer.verify(text, papers, options)
        return text


def _matched(draft: Draft, matcher: Matcher, text: int, tell: Tell) -> Draft:
    """The draft with its records compared anew, telling after each which share of them is behind it."""
    entries = []
    for done, entry in enumerate(draft.entries, start=1):
        entries.append(matcher.match(entry.record, text))
        tell(done / len(draft.entries))
    return replace(draft, entries=tuple(entries))


def _tag_names(tags: Iterable[str]) -> list[str]:
    """Tags as they are kept: without a leading #, blanks squeezed, no comma or semicolon, which part them."""
    names = (squeeze(clean(tag)).lstrip("#").replace(",", " ").replace(";", " ").strip(" /") for tag in tags)
    return [name for name in dict.fromkeys(names) if name]


def _with_free_key(record: Record, taken: set[str]) -> Record:
    if not record.citekey:
        return record
    key = citekey.unique(record.citekey, taken)
    taken.add(key.casefold())
    return replace(record, citekey=key)


def _improvements(slot: Slot, taken: set[str]) -> dict[str, object]:
    """The values that an import gives a stored paper; a citation key that another paper has is not among them."""
    values = {name: getattr(slot.record, name) for name in slot.gains}
    if str(values.get("citekey") or "").casefold() in taken:
        values.pop("citekey", None)
    return values
