"""Changing a reading list: decide, tag, edit, undo; papers in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from readlist.errors import Conflict, NotFound, ReadlistError
from readlist.library import labels
from readlist.library.shelf import Shelf, sortable
from readlist.library.update import OWN_FIELDS, Update, tag_names
from readlist.model.change import BULK
from readlist.model.fields import Order
from readlist.model.patience import LONG, Patience
from readlist.model.query import parse
from readlist.model.saved import SavedView, place_of, tidy_name, with_name, with_view
from readlist.model.tags import checked_color, is_within, moved, with_those_above
from readlist.model.text import squeeze
from readlist.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from readlist.formats import WriteOptions
    from readlist.library.exchange import Exchange
    from readlist.library.intake import Tell
    from readlist.library.keeping import Keeping
    from readlist.library.parts import Wanted
    from readlist.library.pushing import Pushing
    from readlist.model.change import Change
    from readlist.model.draft import Added, Draft, Tallied
    from readlist.model.paper import Paper, Status


class Library(Shelf):
    """A reading list in a file. Each action is one transaction and one undo step, durable when the method returns.

    ``key_style`` is how citation keys are made: see ``model.keypattern``.
    """

    def __init__(self, store: Store, key_style: str = "scholar") -> None:
        super().__init__(store)
        self.key_style = key_style

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        key_style: str = "scholar",
        patience: Patience = Patience(),  # noqa: B008  frozen
    ) -> Self:
        """The library at a path, begun if there is none; a child of LibraryError where the file cannot be used.

        ``patience`` is for other processes that are writing to it.
        """
        return cls(Store(path, create=create, patience=patience), key_style)

    def second(self) -> Self:
        """A further handle on the same file for another thread, for looking only."""
        return type(self)(Store(self.path, create=False, read_only=True), self.key_style)

    def reopened(self) -> Self:
        """A further handle on the same file for another thread, which can wait long for its turn to write."""
        return type(self)(Store(self.path, create=False, patience=Patience(LONG)), self.key_style)

    def hurry(self, seconds: float) -> None:
        """From now on wait no longer than this for other processes that are writing; BusyLibrary is raised then."""
        self._store.patience = Patience(seconds)

    # Changing

    def update(self, ids: Iterable[int], change: Update) -> Change:
        """Change several things of papers in one step; what the change does not mention stays.

        Raises NotFound for a field that does not exist, ReadlistError for a value that cannot be.
        """
        chosen = list(ids)
        values = dict(change.state)
        values |= self._edited(chosen, change.fields) if change.fields else {}
        added, removed = tag_names(change.add_tags), tag_names(change.remove_tags)
        with self._store.write(self._label(change.verb(added, removed), chosen)) as writing:
            for field, value in values.items():
                writing.step.set(chosen, field, value)
            if change.new_key:
                self._exchange.renew_citekeys(writing, chosen)
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

    def snooze(self, ids: Iterable[int], day: str | None) -> Change:
        """Leave papers out of the views until a day (ISO date); with None they wake up."""
        return self.update(ids, Update(snoozed=day or ""))

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
        """Remove papers; many of them after a backup."""
        chosen = list(ids)
        warning = self._backed_up(len(chosen))
        with self._store.write(self._label("delete", chosen)) as writing:
            writing.step.set(chosen, "present", False)  # noqa: FBT003  a column's value
        return writing.change()._replace(warning=warning)

    def merge(self, keep: int, others: Iterable[int], values: Mapping[str, int] | None = None) -> Change:
        """Make several papers the one that is kept: it takes what it lacks from the others, and these leave.

        ``values`` tells for fields of ``model.merging.MERGED`` which paper's value is kept, by its id; else what can be
        joined is. What is imported again and told of the others then tells of the one that is kept, and nothing new.
        Raises NotFound for a paper or field that does not exist, ReadlistError where there is no other paper.
        """
        ids = list(dict.fromkeys(others))
        if not ids or keep in ids:
            raise ReadlistError("a paper is not merged with itself", "Name two different papers.")
        papers = [self._paper(id_) for id_ in (keep, *ids)]
        strangers = [id_ for id_ in (values or {}).values() if id_ not in {keep, *ids}]
        if strangers:
            raise NotFound(
                f"the paper with the id {strangers[0]} is none of those that are merged", "Name one of them."
            )
        from readlist.model.merging import merged  # noqa: PLC0415  seldom needed

        kept = merged(papers, values or {})
        label = labels.of_papers("merge" if len(ids) == 1 else f"merge {len(papers)} papers", papers, len(papers))
        warning = self._backed_up(len(ids))
        with self._store.write(label) as writing:
            writing.step.take_in(keep, ids)
            writing.step.put(keep, kept)
        return writing.change()._replace(warning=warning)

    def set_apart(self, pairs: Iterable[tuple[int, int]]) -> Change:
        """Remember that papers of pairs only look like one; NotFound for one that does not exist."""
        chosen = list(pairs)
        papers = [self._paper(id_) for pair in chosen for id_ in pair]
        if any(one == other for one, other in chosen):
            raise ReadlistError("a paper is no duplicate of itself", "Name two different papers.")
        with self._store.write(labels.of_papers("not a duplicate", papers[:1], len(papers))) as writing:
            writing.step.set_apart(chosen)
        return writing.change()

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and those below it; a tag of the new name is joined with it, and keeps its color."""
        within = self._tags_within(old)
        if not (wanted := tag_names([new])):
            raise ReadlistError(f"{new!r} is no tag", "Give a word, or delete the tag.")
        names = {tag.casefold(): moved(tag, old, wanted[0]) for tag in (old, *within)}
        with self._store.write(f"rename tag {old} to {wanted[0]}") as writing:
            writing.step.rename_tags(self._store.tagged(within), names)
        return writing.change()

    def delete_tag(self, tag: str, *, below: bool = False) -> Change:
        """Take a tag from every paper that has it; with ``below``, those below it too."""
        gone = [one for one in self._tags_within(tag) if below or one.casefold() == tag.casefold()]
        if not gone:
            raise NotFound(f"no paper has {tag!r} itself, only tags below it", "Delete it with those below it.")
        label = f"delete tag {gone[0]}" if len(gone) == 1 else f"delete tag {tag} and {len(gone) - 1} more"
        with self._store.write(label) as writing:
            writing.step.retag(self._store.tagged(gone), (), gone)
        return writing.change()

    def color_tag(self, tag: str, color: str | None) -> None:
        """Give a tag a color, one of ``model.tags.COLORS``, or none; no step of the journal holds it."""
        known = {name.casefold(): name for one in self._tags_within(tag) for name in with_those_above(one)}
        self._store.color_tag(known[tag.casefold()], checked_color(color))

    def _tags_within(self, tag: str) -> list[str]:
        """A tag and those below it, as far as papers have them; NotFound where none has any."""
        found = [name for name, _ in self.tags() if is_within(name, tag)]
        if not found:
            raise NotFound(f"no tag named {tag!r}", "`readlist tags` lists them.")
        return sorted(found, key=str.casefold)

    def undo(self, step: int | None = None) -> Change | None:
        """Take back the last step that stands, or another one; None where there is none.

        UndoRefused where its papers were changed since, or where a later step that stands builds on it.
        """
        return self._store.reverse(step, redo=False)

    def redo(self, step: int | None = None) -> Change | None:
        """Do an undone step again, else the first of them; UndoRefused where an earlier one has to come first."""
        return self._store.reverse(step, redo=True)

    # Saved views: they are no part of papers, so no step of the journal holds them

    def save_view(self, name: str, query: str, order: Order = Order()) -> SavedView:  # noqa: B008  frozen
        """Give a query a name; a view that has it is changed. QueryError, or NotFound for an order there is none of."""
        parse(query)
        sortable(order.field)
        view = SavedView(tidy_name(name), query.strip(), order)
        with self._store.write_views() as views:
            views.keep(with_view(views.all(), view))
        return view

    def rename_view(self, old: str, new: str) -> None:
        """Give a view another name; NotFound, or Conflict where another view has it."""
        with self._store.write_views() as views:
            views.keep(with_name(views.all(), old, new))

    def keep_views(self, kept: Iterable[SavedView]) -> None:
        """Keep these views, in this order, and no others: so a change of them is taken back."""
        with self._store.write_views() as views:
            views.keep(kept)

    def move_view(self, name: str, place: int) -> None:
        """Put a view at a place among the others, from 0; NotFound where there is none of that name."""
        with self._store.write_views() as views:
            known = views.all()
            views.keep(with_view(known, known[place_of(known, name)], max(place, 0)))

    def remove_view(self, name: str) -> SavedView:
        """Forget a view; its papers stay. NotFound where there is none of that name."""
        with self._store.write_views() as views:
            known = views.all()
            removed = known.pop(place_of(known, name))
            views.keep(known)
        return removed

    def _edited(self, ids: list[int], values: Mapping[str, str]) -> dict[str, object]:
        """The values of bibliographic fields from text; an edited title or author list is not doubted any more."""
        from readlist.library.editing import parsed_fields  # noqa: PLC0415  deciding does without it

        changes = parsed_fields(values)
        own = sorted(OWN_FIELDS & changes.keys())
        if len(ids) != 1:
            if own:
                raise ReadlistError(f"{own[0]} cannot be the same for {len(ids)} papers", "Edit them one by one.")
            return changes
        if "attachments" in changes:
            known = {attachment.path: attachment for attachment in self._paper(ids[0]).record.attachments}
            changes["attachments"] = tuple(known.get(given.path, given) for given in changes["attachments"])
        if "citekey" in changes:
            self._check_citekey(ids[0], changes["citekey"])
        if {"title", "authors"} & changes.keys():
            changes["doubts"] = () if changes.get("title", self._paper(ids[0]).record.title) else ("no title",)
        return changes

    def _backed_up(self, leaving: int) -> str:
        """Make a backup before many papers leave; what kept it from being made, or nothing."""
        if leaving < BULK:
            return ""
        from readlist.library.backups import Backups  # noqa: PLC0415  seldom needed

        return Backups(self.path).before_deletion()

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

    # In and out; what reads and writes formats is loaded with the first of these

    def draft(
        self,
        text: str,
        name: str = "clipboard",
        format: str | None = None,  # noqa: A002  the user's word
        tell: Tell | None = None,
        folder: Path | None = None,
        *,
        compare: bool = True,
    ) -> Draft:
        """What adding a text would do; nothing is stored. UnknownFormat or InputError where it cannot be read.

        ``tell`` is called with the share of the text that was read, from 0 to 1. ``folder`` is where the text's file
        lies: there the paths of attachments begin. A draft that is to be accepted at once need not be compared before.
        """
        return self._exchange.draft(text, name, format, tell, folder, compare=compare)

    def accept(
        self,
        *drafts: Draft,
        tags: Iterable[str] = (),
        status: Status | None = None,
        tell: Tell | None = None,
    ) -> Added:
        """Store drafts, all or nothing, as one step; a record that is in the library fills gaps there.

        Tags are given to every paper of the drafts, the status to new ones only. What is in the library by now is
        compared anew. ``tell`` is called with the share of each draft that was compared.
        """
        return self._exchange.accept(drafts, tags, status, tell)

    def rehearse(self, *drafts: Draft) -> Added:
        """What accepting drafts together would do; nothing is stored."""
        return self._exchange.rehearse(drafts)

    def add(
        self, text: str, name: str = "clipboard", *, tags: Iterable[str] = (), status: Status | None = None
    ) -> Added:
        """Read a text and store what is in it; UnknownFormat or InputError where it cannot be read."""
        return self.accept(self.draft(text, name, compare=False), tags=tags, status=status)

    def add_in_parts(self, blocks: Iterable[str], wanted: Wanted) -> Iterator[Tallied]:
        """Read a text in blocks of whole lines, whose lines stand for themselves, and store it part by part.

        Each part is stored for good before the next is read: an import that was stopped goes on where it was when it is
        done again. All parts are one step. What was done so far is told after each.
        """
        from readlist.library.parts import add_in_parts  # noqa: PLC0415  as above

        return add_in_parts(self._store, self._exchange, blocks, wanted)

    def citekeys(self, ids: Sequence[int]) -> list[str]:
        """The citation keys of papers, in their order; one that has none gets it now, for good."""
        return [paper.record.citekey or "" for paper in self._exchange.with_citekeys(ids)]

    def export(self, ids: Sequence[int], to: str = "bibtex", options: WriteOptions | None = None) -> str:
        """Papers as a text in some format, ordered by citation key; ExportError if it does not read back."""
        return self._exchange.export(ids, to, options)

    def export_files(self, ids: Sequence[int], to: str, options: WriteOptions | None = None) -> dict[str, str]:
        """Papers in a format of one file each: the texts by the names of the files."""
        return self._exchange.export_files(ids, to, options)

    @property
    def _exchange(self) -> Exchange:
        from readlist.library.exchange import Exchange  # noqa: PLC0415  looking and deciding do without it

        return Exchange(self._store, self.key_style)

    @property
    def keeping(self) -> Keeping:
        """The files that are kept current with this library."""
        from readlist.library.keeping import Keeping  # noqa: PLC0415  as above

        return Keeping(self._store, self._exchange)

    def pushing(self, program: str) -> Pushing:
        """What a reference manager, "zotero" or "jabref", is given of this library."""
        from readlist.library.pushing import Pushing  # noqa: PLC0415  as above

        return Pushing(self._store, self._exchange, program)
