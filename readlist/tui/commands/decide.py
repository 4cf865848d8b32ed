"""Decide on papers, adjust them, take it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.model.change import BULK
from readlist.model.paper import Status
from readlist.model.planning import suggestions, wake_day
from readlist.tui.commands._make import command
from readlist.tui.context import Command, Context, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readlist.library import Library
    from readlist.model.change import Change
    from readlist.model.paper import Paper


def decide(status: Status, context: Context) -> None:
    """Mark papers and go on to the next one."""
    context.desk.act(partial(_mark, status), context.ids(), decides=True)


def _mark(status: Status, library: Library, ids: Sequence[int]) -> Change:
    return library.mark(ids, status)


DECISIONS = tuple(
    Command(status.value, (key,), label, Group.DECIDE, partial(decide, status), hint=hint, rank=rank)
    for status, key, label, hint, rank in (
        (Status.READING, "r", "reading now", "reading", 1),
        (Status.LATER, "l", "for later", "later", 2),
        (Status.SKIMMED, "s", "skimmed", "skim", 3),
        (Status.READ, "d", "read (done)", "read", 4),
        (Status.DROPPED, "x", "dropped", "drop", 5),
        (Status.INBOX, "i", "back to the inbox", "inbox", 0),
    )
)


@command("*", label="star, or none", group=Group.ADJUST)
def star(context: Context) -> None:
    """Give the papers a star, or take it from them if all have one."""
    ids = context.ids()
    starred = bool(context.desk.library.matches("-is:starred", ids))
    context.desk.act(lambda library, chosen: library.star(chosen, starred), ids)


@command("+", label="higher priority", group=Group.ADJUST)
def raise_priority(context: Context) -> None:
    """Raise the priority by one, up to three."""
    _prioritize(context, 1)


@command("-", label="lower priority", group=Group.ADJUST)
def lower_priority(context: Context) -> None:
    """Lower the priority by one, down to none."""
    _prioritize(context, -1)


def _prioritize(context: Context, step: int) -> None:
    ids = context.desk.view.targets()
    first = next(iter(context.desk.papers(ids[:1])), None)
    if first is not None:
        priority = max(0, min(3, first.priority + step * context.times))
        context.desk.act(lambda library, chosen: library.prioritize(chosen, priority), ids)


@command("t", label="add tags (a digit: one of the nine most used)", group=Group.ADJUST, hint="tag", rank=6)
def tag(context: Context) -> None:
    """Add tags."""
    _retag(context, removing=False)


@command("T", label="remove tags", group=Group.ADJUST)
def untag(context: Context) -> None:
    """Remove tags."""
    _retag(context, removing=True)


def _retag(context: Context, *, removing: bool) -> None:
    ids = context.ids()
    papers = context.desk.papers(ids[:1000])
    present = tuple(dict.fromkeys(tag for paper in papers for tag in paper.tags))
    if not papers or (removing and not present):
        raise ReadlistError("no tags here to remove" if papers else "no paper here")

    def chosen(tags: tuple[str, ...]) -> None:
        added, removed = ((), tags) if removing else (tags, ())
        context.desk.act(lambda library, these: library.tag(these, added, removed), ids)

    context.stage.ask_tags(context.desk.tally.most_used(), present, chosen, removing=removing)


@command("a", label="write a note (Esc stores it)", group=Group.ADJUST, hint="note", rank=10)
def note(context: Context) -> None:
    """Write a note on the paper under the cursor."""
    paper = context.this()
    context.stage.ask_note(paper, _noted(paper, context))


@command("E", label="write the note in $EDITOR", group=Group.ADJUST)
def note_outside(context: Context) -> None:
    """Write the note on the paper under the cursor in the user's own editor."""
    paper = context.this()
    context.stage.edit_note(paper, _noted(paper, context))


def _noted(paper: Paper, context: Context) -> Callable[[str], None]:
    """What stores the note of a paper, which is kept in a draft where that fails."""
    from readlist.editor import NoteDraft  # noqa: PLC0415  most sessions begin without a note

    draft = NoteDraft(context.desk.library.path, paper.id or 0, paper.note or "")

    def annotate(library: Library, these: Sequence[int], text: str) -> Change:
        with draft.kept(text):
            return library.annotate(these[0], text)

    return lambda text: context.desk.act(partial(annotate, text=text), [paper.id or 0], after=False)


@command("z s", label="snooze until a day", group=Group.ADJUST, hint="snooze")
def snooze(context: Context) -> None:
    """Leave papers out of the views until a day."""
    ids, today = context.ids(), context.desk.library.today
    if not ids:
        raise ReadlistError("no paper here")

    def chosen(line: str) -> None:
        day = wake_day(line.partition("  ")[0], today)
        context.desk.act(lambda library, these: library.snooze(these, day), ids, decides=True)

    context.stage.ask_line("snooze until", chosen, lambda typed: suggestions(typed, today))


@command("e", label="edit title, authors, year, DOI, arXiv", group=Group.ADJUST, hint="edit", rank=12)
def edit(context: Context) -> None:
    """Edit bibliographic fields of the paper under the cursor."""
    paper = context.this()
    context.stage.ask_fields(
        paper,
        lambda values: context.desk.act(
            lambda library, ids: library.edit(ids[0], values), [paper.id or 0], after=False
        ),
    )


@command("c", label="citation key", group=Group.ADJUST)
def citation_key(context: Context) -> None:
    """Give the paper under the cursor another citation key."""
    paper = context.this()
    ids = [paper.id or 0]
    context.stage.ask_line(
        "citation key",
        lambda key: context.desk.act(lambda library, chosen: library.rekey(chosen[0], key), ids, after=False),
        value=context.desk.library.citekeys(ids)[0],
    )


@command(label="delete papers (undo brings them back)", group=Group.ADJUST)
def delete(context: Context) -> None:
    """Remove papers from the library; no key waits for the backup before many of them."""
    context.desk.act(
        lambda library, ids: library.delete(ids), context.ids(), decides=True, after=False, at_once=BULK - 1
    )


@command("u", label="undo", group=Group.UNDO, hint="undo", rank=7)
def undo(context: Context) -> None:
    """Take the last steps back, the newest first."""
    for _ in range(context.times):
        context.desk.undo()


@command("ctrl+r", label="redo", group=Group.UNDO)
def redo(context: Context) -> None:
    """Do the last undone steps again."""
    for _ in range(context.times):
        context.desk.undo(redo=True)


@command(".", label="repeat the last action", group=Group.UNDO)
def repeat(context: Context) -> None:
    """Do the last action again, to the papers meant now."""
    context.desk.repeat(context.count)


@command("U", label="history", group=Group.UNDO)
def history(context: Context) -> None:
    """Show what was done."""
    context.stage.visit("history")
