"""What is seen of the chunks of a reference, as named features."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from readlist.formats._references.chunks import shape
from readlist.formats._references.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._references.chunks import Chunk

_STRONG = (".", "?", "!")
_NOWHERE = 99
_SIZES = "0123445566667"  # of up to twelve words, in steps


def features(found: Sequence[Chunk]) -> list[list[str]]:
    """The features of each chunk of a reference."""
    shapes = [shape(chunk.words) if chunk.kind == "word" else chunk.kind for chunk in found]
    forms = ["^", *map(_form, shapes), "$"]
    kinds = [set(), *map(_kinds, found), set()]
    runs = _runs(found)
    longest = max(runs, default=0)
    quoted, year, venue = _landmarks(found, kinds[1:])
    parted = list(accumulate((";" in chunk.before for chunk in found), lambda count, more: min(2, count + more)))
    seen = []
    for at, chunk in enumerate(found):
        before, form, after = forms[at : at + 3]
        opens, closes = chunk.before[-1:], chunk.after[-1:]
        held = [
            "any",
            f"at:{min(at, 3)}",
            f"end:{min(len(found) - 1 - at, 2)}",
            f"shape:{form}",
            f"open:{opens}",
            f"close:{chunk.after[-2:]}",
            f"size:{_SIZES[min(12, len(chunk.words))]}",
            f"run:{min(12, runs[at]) // 2}",
            f"start:{shapes[at][:1]}{opens}",
            f"before:{before}",
            f"after:{after}",
            f"between:{before[:3]},{after[:3]}",
            f"close after:{closes},{after[:3]}",
            f"parted:{int(parted[at])}{opens}{closes}",
            f"quote:{_side(at, quoted)}",
            f"year:{_side(at, year)}{year < 4}",
            f"venue:{_side(at, venue)}",
            *map("was:".__add__, kinds[at]),
            *map("is:".__add__, kinds[at + 1]),
            *map("next:".__add__, kinds[at + 2]),
        ]
        if runs[at] == longest:
            held.append("longest")
        seen.append(held + _worded(chunk, form))
    return seen


def _worded(chunk: Chunk, form: str) -> list[str]:
    """The features that only a chunk of words has."""
    if chunk.kind != "word":
        return []
    first = ",".join(KINDS.get(chunk.words[0].casefold(), ()))
    return [f"first:{first}", f"form:{form[:4]}{chunk.before[-1:]}{chunk.after[-1:]}"]


def _landmarks(found: Sequence[Chunk], kinds: Sequence[set[str]]) -> tuple[int, int, int]:
    """Where the first chunk that is quoted as a whole, the first year and the first word of a venue are."""
    quoted = next(
        (at for at, chunk in enumerate(found) if chunk.kind == "quoted" and (chunk.before or not at)), _NOWHERE
    )
    year = next((at for at, chunk in enumerate(found) if chunk.kind == "year"), _NOWHERE)
    return quoted, year, next((at for at, held in enumerate(kinds) if "venue" in held or "in" in held), _NOWHERE)


def _side(at: int, place: int) -> str:
    """On which side of a place a chunk is."""
    return "-" if place == _NOWHERE else "=" if at == place else "<" if at < place else ">"


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
