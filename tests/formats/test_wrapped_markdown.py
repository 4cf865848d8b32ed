"""Markdown that an editor wrapped: line ends within an item stand for blanks, unless the list has lines of its own."""

from __future__ import annotations

import textwrap

import pytest

from readlist.formats._markdown.wrapping import wrap_width
from readlist.model.paper import Record
from tests.formats.reading import found_in, told_of

ITEMS = [
    "[Finding Silence in a Haystack: Case Studies with Sparse Probing](https://arxiv.org/abs/3105.00001) by Ada Quill, Ben Rook, Carl Dov, Eve Finch Hawk, Gil Harvey, Lu Troit, Dim Berg",
    "[Towards Automated Rest for Mechanical Sleep in Large Rooms](https://arxiv.org/abs/3104.00002) by Arthur Finch, Augustine N. Rook, Stefan Dov",
    "[A Toy Model of Quietness](https://arxiv.org/abs/3102.00003) (ICML, 2031) by Bilal Quill, Lawrence Hawk, Neel Dov, Tom Lieber, Jess Smithson and Jacob Stein",
    "[N2G: A Scalable Approach for Counting Interpretable Pauses in Large Models](https://openreview.net/forum?id=ZB6b) by Alex Foot, Neel Dov, Esben Kran, Ion Konst, Fazl Bar",
]
TOLD = [
    (
        "Finding Silence in a Haystack: Case Studies with Sparse Probing",
        ["Ada Quill", "Ben Rook", "Carl Dov", "Eve Finch Hawk", "Gil Harvey", "Lu Troit", "Dim Berg"],
    ),
    (
        "Towards Automated Rest for Mechanical Sleep in Large Rooms",
        ["Arthur Finch", "Augustine N. Rook", "Stefan Dov"],
    ),
    (
        "A Toy Model of Quietness",
        ["Bilal Quill", "Lawrence Hawk", "Neel Dov", "Tom Lieber", "Jess Smithson", "Jacob Stein"],
    ),
    (
        "N2G: A Scalable Approach for Counting Interpretable Pauses in Large Models",
        ["Alex Foot", "Neel Dov", "Esben Kran", "Ion Konst", "Fazl Bar"],
    ),
]


def told(text: str) -> list[tuple[str | None, list[str]]]:
    return [told_of(item)[:2] for item in found_in(text) if isinstance(item, Record)]


@pytest.mark.parametrize("indent", ["", "  ", "   "])
@pytest.mark.parametrize("width", [64, 72, 80, 100])
def test_wrapped_items_are_read_as_if_they_were_not(width: int, indent: str) -> None:
    wrapped = [
        textwrap.fill(f"* {item}", width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for item in ITEMS
    ]
    assert told("# Rest\n\n" + "\n".join(wrapped) + "\n") == TOLD
    assert told("# Rest\n\n" + "\n\n".join(wrapped) + "\n") == TOLD


def test_lines_of_their_own_are_not_joined() -> None:
    text = """# Rest

- [Finding Silence in a Haystack](https://arxiv.org/abs/3105.00001)
  Ada Quill, Ben Rook, Carl Dov
- [Towards Automated Rest for Mechanical Sleep](https://arxiv.org/abs/3104.00002)
  Eve Finch, Gil Hawk
- [A Toy Model of Quietness](https://arxiv.org/abs/3102.00003)
  Lawrence Hawk, Neel Dov
- [A Scalable Approach for Counting Pauses](https://arxiv.org/abs/3102.00004)
  Alex Foot, Ion Konst
"""
    assert [authors for _, authors in told(text)] == [
        ["Ada Quill", "Ben Rook", "Carl Dov"],
        ["Eve Finch", "Gil Hawk"],
        ["Lawrence Hawk", "Neel Dov"],
        ["Alex Foot", "Ion Konst"],
    ]
    assert wrap_width(text.split("\n")) == 0


def test_what_a_program_prints_between_tells_no_width() -> None:
    code = "```\n" + "x = 1\n" * 40 + "```\n"
    items = "".join(
        f"{textwrap.fill(f'* {item}', 80, subsequent_indent='  ', break_on_hyphens=False)}\n" for item in ITEMS
    )
    assert told(f"# Rest\n\n{code}\n{items}") == TOLD
