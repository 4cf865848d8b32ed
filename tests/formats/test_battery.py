"""The battery: 85 hard cases, each a test of its number; tables of them stand in ``battery`` and ``battery_texts``."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.formats import WriteOptions
from readlist.model.text import hides
from tests.formats.battery import WRITTEN, Written
from tests.formats.test_properties import held, read, unsourced, written

WRITERS = ("bibtex", "biblatex", "ris", "csl_json", "jsonl", "csv", "tsv", "markdown", "html", "notes")
LOSSLESS = frozenset(("jsonl", "csv", "tsv", "csl_json"))
ALL_OPTIONS = [WriteOptions(preset, ascii) for preset in formats.PRESETS for ascii in (False, True)]  # noqa: A001
CASES = pytest.mark.parametrize("case", WRITTEN, ids=lambda case: f"{case.number} {case.name}")


@CASES
def test_written_as_it_must_look(case: Written) -> None:
    for name in (*case.holds, *case.lacks):
        notation, preset, *ascii = (*name.split(), "zotero")[:3] if " " in name else (name, "zotero")  # noqa: A001
        text = written(notation, list(case.papers), WriteOptions(preset, "ascii" in ascii))
        for passage in case.holds.get(name, ()):
            assert passage in text
        for passage in case.lacks.get(name, ()):
            assert passage not in text


@pytest.mark.parametrize("notation", WRITERS)
@CASES
def test_read_back(case: Written, notation: str) -> None:
    papers = list(case.papers)
    for options in ALL_OPTIONS if "bib" in notation else (WriteOptions(),):
        text = written(notation, papers, options)
        assert formats.recognize(text).reader.name == ("bibtex" if notation == "biblatex" else notation)
        back = read(notation, text)
        assert len(back) == len(papers)
        assert not hides(text)
        if notation in LOSSLESS:
            assert back == list(map(unsourced, papers))
        if "bib" in notation:
            assert [held(one, notation, options) for one in back] == [held(one, notation, options) for one in papers]
            assert written(notation, back, options) == text
