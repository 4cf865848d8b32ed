"""Pages of invented papers, and what must be read from them: each `*.txt` has a `*.expected.json` beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from readlist import formats
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean

PAGES = sorted(Path(__file__).parent.glob("*/*.txt"))


def found_in(text: str) -> dict[str, Any]:
    best = formats.recognize(clean(text))
    found = list(best.reader.read(clean(text), formats.NO_EVIDENCE))
    papers = [Paper(record=record) for record in found if isinstance(record, Record)]
    lines = formats.writer("jsonl").write(papers, formats.WriteOptions())
    problems = [[list(problem.lines), problem.reason] for problem in found if isinstance(problem, Problem)]
    return {"format": best.reader.name, "records": [json.loads(line) for line in lines], "problems": problems}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_page_is_read_as_expected(page: Path, line_end: str) -> None:
    text = page.read_text(encoding="utf-8").replace("\n", line_end)
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert found_in(text) == expected
