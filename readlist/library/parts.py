"""Adding a text that is too large to be held: part by part, each stored for good before the next is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.library.exchange import GoingOn
from readlist.model.draft import Tallied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.library.exchange import Exchange
    from readlist.model.paper import Status
    from readlist.store import Store

PART = 1 << 23  # letters


class Wanted(NamedTuple):
    """What a text is called, its notation where it is known, and what its papers are given."""

    name: str
    notation: str | None = None
    tags: tuple[str, ...] = ()
    status: Status | None = None


def add_in_parts(store: Store, exchange: Exchange, blocks: Iterable[str], wanted: Wanted) -> Iterator[Tallied]:
    """What was done so far, after each part; a part that was stored before is passed over."""
    done, begun = Tallied(wanted.name), GoingOn(name=wanted.name)
    for above, text in _parts(blocks):
        brought = store.imported(text)
        if brought is not None:
            step, papers = brought
            if (step or 0) > (begun.step or 0) and not done.new and not done.improved:
                begun = begun._replace(step=step, new=0)
            if step == begun.step:
                begun = begun._replace(new=begun.new + papers)
            done = done._replace(found=done.found + papers, unchanged=done.unchanged + papers)
        else:
            name = wanted.name if not above else f"{wanted.name}, from line {above + 1}"
            draft = exchange.draft(text, name, wanted.notation, compare=False)
            added = exchange.accept([draft], wanted.tags, wanted.status, None, begun)
            begun = begun.after(added)
            done = done.joined(added.drafts[0], above)
        done = done._replace(step=begun.step, letters=done.letters + len(text))
        yield done


def _parts(blocks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The text in parts of whole lines, with the number of lines above each."""
    above = 0
    held: list[str] = []
    size = 0
    for block in blocks:
        held.append(block)
        size += len(block)
        if size >= PART:
            text = "".join(held)
            yield above, text
            above += text.count("\n")
            held, size = [], 0
    if text := "".join(held):
        yield above, text
