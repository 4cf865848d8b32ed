"""The line where the filter is typed, with the mistake marked below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from readlist.model.text import clean, squeeze
from readlist.tui.cells import cell
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip

    from readlist.errors import QueryError
    from readlist.model.query.completion import Completion
    from readlist.tui.widgets.drawn import Line

LONGEST = 1000


class Typing(NamedTuple):
    """A line that is being typed, and where the cursor stands in it."""

    text: str = ""
    cursor: int = 0

    def typed(self, more: str) -> Typing:
        """The line with some text put in at the cursor."""
        more = squeeze(clean(more)) if len(more) > 1 else more
        text = (self.text[: self.cursor] + more + self.text[self.cursor :])[:LONGEST]
        return Typing(text, min(self.cursor + len(more), len(text)))

    def after(self, key: str) -> Typing | None:
        """The line after an editing key; None for a key that does not edit."""
        before, behind = self.text[: self.cursor], self.text[self.cursor :]
        word = before.rstrip().rpartition(" ")
        found = {
            "backspace": Typing(before[:-1] + behind, max(self.cursor - 1, 0)),
            "delete": Typing(before + behind[1:], self.cursor),
            "left": self._replace(cursor=max(self.cursor - 1, 0)),
            "right": self._replace(cursor=min(self.cursor + 1, len(self.text))),
            "home": self._replace(cursor=0),
            "end": self._replace(cursor=len(self.text)),
            "ctrl+w": Typing(word[0] + word[1] + behind, len(word[0] + word[1])),
            "ctrl+u": Typing(behind, 0),
            "ctrl+k": Typing(before, self.cursor),
        }
        aliases = {"ctrl+a": "home", "ctrl+e": "end", "ctrl+h": "backspace"}
        return found.get(aliases.get(key, key))


class Offer(NamedTuple):
    """What a line that is being typed may become, and which of it was taken; -1 for none yet."""

    typing: Typing = Typing()
    found: tuple[Completion, ...] = ()
    taken: int = -1

    def step(self, by: int) -> Offer:
        """The next one taken, or with -1 the one before; behind the last one none again."""
        return self._replace(taken=(self.taken + 1 + by) % (len(self.found) + 1) - 1)

    @property
    def line(self) -> Typing:
        """The line with what was taken in its place."""
        if self.taken < 0:
            return self.typing
        (start, end), text = self.found[self.taken]
        before = self.typing.text[:start]
        return Typing(before + self.typing.text[end:], start).typed(text)

    def shown(self, cells: int) -> Line:
        """As many as there is room for, what was taken among them."""
        texts = [cell(completion.text) for completion in self.found]
        first = 0
        while first < self.taken and sum(cell_len(text) + 2 for text in texts[first : self.taken + 1]) > cells:
            first += 1
        looks = ["caret" if at == self.taken else "accent" for at in range(len(texts))]
        pairs = zip(texts[first:], looks[first:], strict=True)
        return (("  ", "plain"), *(span for text, look in pairs for span in ((text, look), ("  ", "plain"))))


class QueryLine(Drawn):
    """Shows the filter, while it is typed (``active``) with what it may become, or else what is wrong with it."""

    def __init__(self, *, id: str, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id, ascii=ascii)
        self.typing = Typing()
        self.active = False
        self.mistake: QueryError | None = None
        self.corrected: tuple[str, ...] = ()
        self.offer = Offer()

    def show(self, typing: Typing, mistake: QueryError | None, corrected: Iterable[str] = (), *, active: bool) -> None:
        """Show what is typed, what is wrong with it, and the words that were taken in place of mistyped ones."""
        if typing != self.offer.line or not active:
            self.suggest(Offer())
        shown = typing, mistake, tuple(corrected), active
        if shown == (self.typing, self.mistake, self.corrected, self.active):
            return
        self.typing, self.mistake, self.corrected, self.active = shown
        self.display = active or bool(typing.text)
        self._fit()

    def suggest(self, offer: Offer) -> None:
        """Show what the line may become."""
        if offer != self.offer:
            self.offer = offer
            self._fit()

    def _fit(self) -> None:
        height = 2 if self.active and (self.offer.found or self.mistake is not None) else 1
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The filter, then what it may become, or the mistake below its place."""
        if y == 0:
            return self.strip_of(self._filter_line())
        return self.strip_of(self.offer.shown(self.size.width - 2) if self.offer.found else self._mistake_line())

    def _filter_line(self) -> Line:
        text, cursor = self.typing.text, self.typing.cursor
        taken = (f"taken for {cell(', '.join(self.corrected))}  " if self.corrected else "", "accent")
        if not self.active:
            return (" /", "accent"), (f"{cell(text, LONGEST)}  ", "muted"), taken, ("\\ clears", "faint")
        start = max(0, cell_len(text[:cursor]) - self.size.width + 6)
        shown = text[start:]
        return (
            (" /", "accent"),
            (shown[: cursor - start], "plain"),
            (shown[cursor - start : cursor - start + 1] or " ", "caret"),
            (f"{shown[cursor - start + 1 :]}  ", "plain"),
            taken,
        )

    def _mistake_line(self) -> Line:
        if self.mistake is None:
            return ()
        start, end = (max(0, min(at, len(self.typing.text))) for at in self.mistake.span)
        before = cell_len(self.typing.text[:start])
        told = cell(f"{self.mistake.message}. {self.mistake.hint}")
        marks = "~" * max(cell_len(self.typing.text[start:end]), 1)
        room = self.size.width - 2 - before - len(marks) - 1
        if cell_len(told) > room:
            before = max(0, before - (cell_len(told) - room))
        return (" " * (2 + before) + marks, "wrong"), (f" {told}", "wrong")
