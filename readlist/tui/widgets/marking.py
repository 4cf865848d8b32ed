"""The words that were looked for, marked where they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.tags import COLORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.model.ranking import Meant
    from readlist.tui.widgets.drawn import Line, Span

_SEARCHED = frozenset({"author", "muted", "note", "plain", "tag", "title", *(f"tag-{color}" for color in COLORS)})


def marked(line: Line, meant: Meant) -> Line:
    """The line with a paint of its own for each word that was meant.

    >>> from readlist.model.ranking import Meant
    >>> marked((("Deep graph nets", "title"),), Meant(("graph",)))
    (('Deep ', 'title'), ('graph', 'match'), (' nets', 'title'))
    """
    if not meant.typed:
        return line
    return tuple(span for text, paint in line for span in _marked(text, paint, meant))


def _marked(text: str, paint: str, meant: Meant) -> Iterator[Span]:
    done = 0
    for begin, end in meant.spans(text) if paint in _SEARCHED else ():
        if begin > done:
            yield text[done:begin], paint
        yield text[begin:end], "match"
        done = end
    if done < len(text) or not text:
        yield text[done:], paint
