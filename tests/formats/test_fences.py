"""A bibliography in code fences, as assistants give it."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.formats._fences import fenced
from readlist.model.paper import Record

ENTRIES = {
    "bibtex": "@article{wren, title={Rain at Night}, author={Lark, Cee},\n year=2020}",
    "ris": "TY  - JOUR\nAU  - Lark, Cee\nTI  - Rain at Night\nPY  - 2020\nER  - ",
    "csv": "Title,Authors,Year,DOI\nRain at Night,Cee Lark,2020,10.5555/rain",
    "json": '[{"title": "Rain at Night", "authors": ["Cee Lark"], "year": 2020, "doi": "10.5555/rain"}]',
    "nbib": "PMID- 30000001\nTI  - Rain at Night\nFAU - Lark, Cee\nDP  - 2020",
}


def found_in(text: str) -> tuple[str, list[formats.Found]]:
    recognized = formats.recognize(text)
    return recognized.reader.name, list(recognized.read(text, formats.NO_EVIDENCE))


@pytest.mark.parametrize("notation", ENTRIES)
@pytest.mark.parametrize("fence", ["```", "````", "```text"])
def test_what_stands_in_fences_is_read_alone(notation: str, fence: str) -> None:
    text = f"Sure! Here it is:\n\n{fence}\n{ENTRIES[notation]}\n{fence.removesuffix('text')}\n\nAnything else?\n"
    name, (found,) = found_in(text)
    assert name == notation
    assert isinstance(found, Record)
    assert (found.title, [author.display for author in found.authors]) == ("Rain at Night", ["Cee Lark"])
    assert found.source is not None
    assert 4 <= found.source.lines[0] <= 5
    assert found.source.lines[1] <= text[: text.rindex(fence[:3])].count("\n") + 1


def test_several_fences_and_one_that_is_never_closed() -> None:
    _, found = found_in(f"The first:\n```\n{ENTRIES['bibtex']}\n```\nThe second:\n```\n{ENTRIES['bibtex']}\n")
    assert [item.source.lines for item in found if isinstance(item, Record) and item.source] == [(3, 4), (8, 9)]


@pytest.mark.parametrize(
    "around", ["- [Slow Tides](https://e.org/1), 2019", "# Reading list", "title: Slow Tides", "Ada\n" * 99]
)
def test_a_list_with_code_in_it_is_not_only_its_code(around: str) -> None:
    assert fenced(f"{around}\n\n```\n{ENTRIES['bibtex']}\n```\n") is None
