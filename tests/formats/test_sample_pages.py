"""Real pages: every record of the samples, right in every field; the title/author joint has tests of its own."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from readlist import formats
from readlist.model.paper import Problem, Record
from readlist.model.text import clean

SEEDS = ("000", "001", "002", "003")
RENDERED = (
    "abstracts_only",
    "glued_hard",
    "glued_random",
    "hf_blank_missing_abstracts",
    "hf_blank_separated",
    "hf_glued_subscribe",
)


def read(page: Path) -> tuple[list[Record], list[Problem]]:
    text = clean(page.read_text(encoding="utf-8"))
    found = list(formats.recognize(text).reader.read(text, formats.NO_EVIDENCE))
    return [one for one in found if isinstance(one, Record)], [one for one in found if isinstance(one, Problem)]


def flat(text: str | None) -> str:
    return " ".join(re.sub(r"[\u200b{}\\]", "", text or "").split()).casefold()


def bare(urls: list[str]) -> list[str]:
    return sorted(re.sub("^https?://", "", url).rstrip("/") for url in urls)


def mistakes(found: Record, wanted: dict[str, Any]) -> list[str]:
    """The fields that differ; title and authors are compared as one, wherever their joint is."""
    byline = ", ".join([found.title or "", *(name.display for name in found.authors)])
    right = {
        "title and authors": re.sub(r"\W", "", flat(byline))
        == re.sub(r"\W", "", flat((wanted["title"] or "") + " ".join(wanted["authors"]))),
        "et al.": found.authors_complete is not wanted["et_al"],
        "affiliations": list(found.affiliations) == wanted["affiliations"],
        "category": found.categories == ((wanted["subject"],) if wanted["subject"] else ()),
        "date": (str(found.date) if found.date else None) == wanted["date"],
        "code": found.code is wanted["has_code"],
        "abstract": SequenceMatcher(None, flat(found.abstract), flat(wanted["abstract"]), autojunk=False).quick_ratio()
        > 0.99,
        "urls": "urls" not in wanted or bare(list(found.urls)) == bare(wanted["urls"]),
        "lines": "lines" not in wanted or (found.source is not None and list(found.source.lines) == wanted["lines"]),
        "doubt": wanted["title"] is not None or "no title" in found.doubts,
    }
    return [name for name, holds in right.items() if not holds]


@pytest.mark.parametrize("seed", SEEDS)
def test_seed_page_is_read_right(shared: Path, seed: str) -> None:
    (page,) = (shared / "seeds").glob(f"{seed}_*.txt")
    truth = json.loads((shared / "seeds" / "truth" / f"{seed}.json").read_text(encoding="utf-8"))
    records, problems = read(page)
    wrong = [(wanted["id"], mistakes(found, wanted)) for found, wanted in zip(records, truth, strict=True)]
    assert [(record, fields) for record, fields in wrong if fields] == []
    assert problems == []


@pytest.mark.parametrize("name", RENDERED)
def test_page_of_real_papers_is_read_right(shared: Path, name: str) -> None:
    page = shared / "data" / "seed_formats" / f"{name}.txt"
    truth = json.loads(page.with_name(f"{name}.txt.expected.json").read_text(encoding="utf-8"))
    records, problems = read(page)
    wrong = [(wanted["title"], mistakes(found, wanted)) for found, wanted in zip(records, truth, strict=True)]
    assert [(title, fields) for title, fields in wrong if fields] == []
    assert problems == []


def test_addresses_between_the_lines_give_identifier_and_date(shared: Path) -> None:
    page = shared / "data" / "hf_pages" / "hf_search_links_real.txt"
    truth = json.loads(page.with_name(f"{page.name}.expected.json").read_text(encoding="utf-8"))
    records, problems = read(page)
    assert [(record.title, record.arxiv, str(record.date)) for record in records] == [
        (wanted["title"], wanted["arxiv_id"], wanted["date"]) for wanted in truth
    ]
    assert problems == []
