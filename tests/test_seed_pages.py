"""The four pasted pages, all the way: read, stored as 320 papers, written as a .bib that other programs read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from readlist.files import read_text
from readlist.formats import WriteOptions
from readlist.library import Library
from tests.formats.test_bibtex_consumers import check_in_other_readers, run_biber, run_bibtex

READLIST = Path(sys.executable).with_name("readlist")

PAGES = {
    "abstracts_only": "1",
    "hf_blank_missing_abstracts": "1",
    "hf_blank_separated": "1",
    "hf_glued_subscribe": "1",
    "glued_random": "0.995",
    "glued_hard": "0.88",
}


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of the four pages."""
    opened = Library.open(tmp_path_factory.mktemp("seeds") / "library.db")
    opened.accept(*(opened.draft(read_text(page), page.name) for page in sorted((shared / "seeds").glob("*.txt"))))
    return opened


def score(shared: Path, *words: str | Path) -> None:
    if not READLIST.exists():
        pytest.skip("readlist is not installed beside this Python")
    command = [sys.executable, shared / "checks" / "pages.py", "--readlist", READLIST, *words]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_record_of_the_four_pages_is_right(shared: Path) -> None:
    score(shared)


@pytest.mark.parametrize("name", PAGES)
def test_other_pages_in_the_same_layouts(shared: Path, name: str) -> None:
    page = shared / "data" / "seed_formats" / f"{name}.txt"
    score(shared, "--bar", PAGES[name], page, page.with_suffix(".txt.expected.json"))


@pytest.mark.parametrize("preset", ["zotero", "jabref", "latex"])
def test_other_programs_read_the_bib_of_all_papers(library: Library, tmp_path: Path, preset: str) -> None:
    options = WriteOptions(preset)
    ids = list(library.ids())
    text = library.export(ids, "bibtex", options)
    assert text == library.export(ids[::-1], "bibtex", options)
    papers = sorted(library.papers(ids), key=lambda paper: (paper.record.citekey or "").casefold())
    assert len(papers) == 320
    check_in_other_readers(papers, options)
    code, _, entries = run_bibtex(tmp_path, text)
    assert (code, entries) == (0, 320)


def test_biber_takes_the_bib_of_all_papers(library: Library, tmp_path: Path) -> None:
    text = library.export(list(library.ids()), "bibtex", WriteOptions("zotero"))
    assert not [line for line in run_biber(tmp_path, text) if "ERROR" in line]


def test_what_looks_like_one_paper_is_listed_and_not_merged(library: Library) -> None:
    pairs = [(pair.one.record.source, pair.other.record.source) for pair in library.duplicates()]
    assert [(one.lines, other.lines) for one, other in pairs if one and other] == [((1, 1), (3, 3))]
