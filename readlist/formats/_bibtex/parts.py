"""A BibTeX file cut into its entries and what lies between them, nothing lost."""

from __future__ import annotations

from itertools import pairwise

from readlist.formats._bibtex.scan import Entry, scan
from readlist.formats._kinds import Part


def parts(text: str) -> list[Part]:
    r"""The passages of a text in their order, each with the blank lines behind it; joined they are the text again.

    Entries that share a line are one passage without a key, as are broken ones.

    >>> parts("@misc{a,\n}\n\n% mine\n@misc{b}\n")
    [Part(key='a', text='@misc{a,\n}\n\n'), Part(key=None, text='% mine\n'), Part(key='b', text='@misc{b}\n')]
    """
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    entries = [found for found in scan(text) if isinstance(found, Entry)]
    shared = {one.lines[1] for one, two in pairwise(entries) if one.lines[1] == two.lines[0]}
    cut: list[Part] = []
    done = 0
    for entry in entries:
        first, last = entry.lines
        if entry.key and lines[first - 1].lstrip().startswith("@") and not shared & {first, last}:
            _append(cut, "".join(lines[done : first - 1]))
            cut.append(Part(entry.key, "".join(lines[first - 1 : last])))
            done = last
    _append(cut, "".join(lines[done:]))
    return cut


def _append(cut: list[Part], between: str) -> None:
    """Add what lies between entries; blank lines belong to what stands before them."""
    blank = between[: len(between) - len(between.lstrip())]
    blank = blank[: blank.rfind("\n") + 1]
    if cut and blank:
        cut[-1] = cut[-1]._replace(text=cut[-1].text + blank)
        between = between[len(blank) :]
    if between:
        cut.append(Part(None, between))
