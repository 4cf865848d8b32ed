"""Files of invented papers, and what must be read from them: beside `x.bib` stands `x.bib.expected.json`.

``python -m tests.formats.test_golden FILE...`` writes what is read now, to be looked at before it is believed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from readlist import formats
from readlist.files import decode
from readlist.model.paper import Paper, Problem
from readlist.model.text import clean

EXPECTED = ".expected.json"
FILES = sorted(
    path.with_name(path.name.removesuffix(EXPECTED)) for path in Path(__file__).parent.glob(f"*/*{EXPECTED}")
)


def found_in(text: str) -> dict[str, Any]:
    """What is found in a text, known values only."""
    best = formats.recognize(clean(text))
    found = list(best.read(clean(text), formats.NO_EVIDENCE))
    problems = [[list(item.lines), item.reason] for item in found if isinstance(item, Problem)]
    papers = [
        item if isinstance(item, Paper) else Paper(record=item) for item in found if not isinstance(item, Problem)
    ]
    lines = formats.writer("jsonl").write(papers, formats.WriteOptions())
    return {"format": best.reader.name, "records": [known(json.loads(line)) for line in lines], "problems": problems}


def known(value: Any) -> Any:
    """The value without what is empty in it."""
    if isinstance(value, dict):
        return {key: known(held) for key, held in value.items() if held not in (None, "", [], {})}
    return [known(held) for held in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_file_is_read_as_expected(path: Path, line_end: str) -> None:
    text = decode(path.read_bytes(), path.name).replace("\n", line_end)
    expected = json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))
    assert found_in(text) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_address_of_a_paper_is_none_of_the_others(path: Path) -> None:
    for record in json.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))["records"]:
        assert record.get("url") not in record.get("urls", ())


def write(path: Path) -> None:
    """Write what is found in a file beside it."""
    found = found_in(decode(path.read_bytes(), path.name))
    text = json.dumps(found, ensure_ascii=False, indent=1)
    path.with_name(path.name + EXPECTED).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        write(Path(name))
