"""What is seen of the chunks of a reference, as named features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._reference_chunks import shape
from readlist.formats._reference_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._reference_chunks import Chunk

_STRONG = (".", "?", "!")
_SIZES = "0123445566667"  # of up to twelve words, in steps


def features(found: Sequence[Chunk]) -> list[list[str]]:
    """The features of each chunk of a reference."""
    shapes = [shape(chunk.words) if chunk.kind == "word" else chunk.kind for chunk in found]
    kinds = [_kinds(chunk) for chunk in found]
    runs = _runs(found)
    longest = max(runs, default=0)
    quoted = next((at for at, chunk in enumerate(found) if chunk.kind == "quoted"), -1)
    year = next((at for at, chunk in enumerate(found) if chunk.kind == "year"), 99)
    venue = next((at for at, held in enumerate(kinds) if held & {"venue", "in"}), 99)
    last = len(found) - 1
    seen = []
    for at, chunk in enumerate(found):
        before = shapes[at - 1] if at else "^"
        after = shapes[at + 1] if at < last else "$"
        size = _SIZES[min(12, len(chunk.words))]
        held = [
            "any",
            f"at:{min(at, 3)}",
            f"end:{min(last - at, 2)}",
            f"shape:{_form(shapes[at])}",
            f"open:{chunk.before[-1:]}",
            f"close:{chunk.after[-2:]}",
            f"size:{size}",
            f"run:{min(12, runs[at]) // 2}",
            f"start:{shapes[at][:1]}{chunk.before[-1:]}",
            f"before:{_form(before)}",
            f"after:{_form(after)}",
            f"between:{_form(before)[:3]},{_form(after)[:3]}",
            f"close after:{chunk.after[-1:]},{_form(after)[:3]}",
            f"quote:{(at > quoted) - (at < quoted) if quoted >= 0 else '-'}",
            f"year:{(at > year) - (at < year) if year < 99 else '-'}{year < 4}",
            f"venue:{(at > venue) - (at < venue) if venue < 99 else '-'}",
        ]
        if runs[at] == longest:
            held.append("longest")
        held.extend(f"is:{kind}" for kind in kinds[at])
        if at:
            held.extend(f"was:{kind}" for kind in kinds[at - 1])
        if at < last:
            held.extend(f"next:{kind}" for kind in kinds[at + 1])
        if chunk.kind == "word":
            held.append(f"first:{','.join(sorted(KINDS.get(chunk.words[0].casefold(), ())))[:24]}")
            held.append(f"form:{_form(shapes[at])[:4]}{chunk.before[-1:]}{chunk.after[-1:]}")
        seen.append(held)
    return seen


def _form(shape: str) -> str:
    """The shape of a chunk in short: letter by letter where it is short, else what its words are like."""
    if len(shape) <= 4 or shape in {"quoted", "pages", "volume", "issue", "range", "number"}:
        return shape
    small = sum(map(shape.count, "ln")) / len(shape)
    names = shape.count("I") * 3 > len(shape)
    return f"{'I' if names else '*'}{'&' if '&' in shape else ''}{int(small * 4)}"


def _kinds(chunk: Chunk) -> set[str]:
    return {kind for word in chunk.words for kind in KINDS.get(word.casefold(), ())} if chunk.kind == "word" else set()


def _runs(found: Sequence[Chunk]) -> list[int]:
    """For each chunk the number of words between the strong stops around it."""
    runs: list[int] = []
    first = 0
    for at, chunk in enumerate(found):
        if at == len(found) - 1 or chunk.after.endswith(_STRONG):
            words = sum(len(part.words) for part in found[first : at + 1] if part.kind == "word")
            runs.extend([words] * (at + 1 - first))
            first = at + 1
    return runs
