"""The sample files of every format: recognized without their names, read as well as the bars of the checker ask.

The checker compares the last word of displayed names, which family names of several words ("van Maris") never are, so
families are compared here; and two of its expected outcomes are habits of other programs.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.files import decode
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean

# The names that the files of a folder may be recognized by.
FOLDERS = {
    "arxiv_kaggle_jsonl": {"arxiv_snapshot"},
    "arxiv_list": {"arxiv_listing"},
    "crossref": {"crossref", "crossref_xml"},
    "endnote": {"endnote_xml", "refer", "ris"},  # PubMed's export "for EndNote" is RIS
    "hf_pages": {"huggingface"},
    "markdown_lists": {"markdown"},
    "pubmed": {"nbib", "pubmed_xml"},
    "reference_lists": {"references"},
    "ris": {"ris", "wos"},  # rispy's sample of Web of Science
    "seed_formats": {"abstracts", "huggingface", "listing"},
    "wos_isi": {"wos", "ris"},  # asreview's sample was saved as RIS
    "zotero_rdf_csv": {"zotero_rdf", "zotero_csv"},
}
NO_PAPERS = {"habanero_test_members_mixed_ids_works_warn_1.txt", "jabref_IsiImporterTestEmpty.isi"}
ARGUED = {
    "telescopepkfromzabriskiept": "JabRef takes the abbreviated title, which stands last",
    "notitlefound": "Zotero's words for a paper without a title",
}


def samples(shared: Path) -> list[Path]:
    found = sorted(path for path in (shared / "data").glob("*/*") if ".expected." not in path.name)
    return [path for path in found if path.is_file()]


def text_of(path: Path) -> str:
    return clean(decode(path.read_bytes(), path.name))


@cache
def checker(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("formats_checker", shared / "checks" / "formats.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sample_file_is_recognized_by_what_is_in_it(shared: Path) -> None:
    wrong, unknown = [], set()
    for path in samples(shared):
        try:
            name = formats.recognize(text_of(path)).reader.name
        except UnknownFormat:
            unknown.add(path.name)
            continue
        if name not in FOLDERS.get(path.parent.name, {path.parent.name}):
            wrong.append(f"{path.parent.name}/{path.name}: {name}")
    assert wrong == []
    assert unknown == NO_PAPERS


def papers_in(path: Path) -> list[Record]:
    text = text_of(path)
    try:
        found = list(formats.recognize(text).read(text, formats.NO_EVIDENCE))
    except UnknownFormat:
        return []
    return [item.record if isinstance(item, Paper) else item for item in found if not isinstance(item, Problem)]


def test_the_sample_files_are_read_as_well_as_the_bars_ask(shared: Path) -> None:
    check = checker(shared)
    short = []
    for folder, (titles_bar, authors_bar) in check.BARS.items():
        tally = [0, 0, 0, 0]
        for page in sorted((shared / "data" / folder).glob("*")):
            for outcome in page.parent.glob(re.sub(r"([\[\]*?])", r"[\1]", page.name) + ".expected.*"):
                tally = [one + other for one, other in zip(tally, compared(check, page, outcome), strict=True)]
        wanted, found, lists, right = tally
        if found < titles_bar * wanted or right < authors_bar * lists:
            short.append(f"{folder}: {found} of {wanted} titles, {right} of {lists} lists of authors")
    assert short == []


def compared(check: ModuleType, page: Path, outcome: Path) -> tuple[int, int, int, int]:
    """How many titles were wanted and found, how many lists of authors were wanted and right."""
    got: dict[str, Record] = {}
    for record in papers_in(page):
        got.setdefault(check.fold(record.title), record)
    wanted = [
        record for record in check.expected_records(outcome) or () if check.fold(record["title"]) not in {"", *ARGUED}
    ]
    pairs = [(record, hit) for record in wanted if (hit := nearest(check.fold(record["title"]), got)) is not None]
    lists = [(record["authors"], hit) for record, hit in pairs if record["authors"]]
    return len(wanted), len(pairs), len(lists), sum(same_families(check, *pair) for pair in lists)


def nearest(title: str, got: dict[str, Record]) -> Record | None:
    """The record of a title, or of one that goes on or ends before."""
    if title in got:
        return got[title]
    begun = (key for key in got if min(len(key), len(title)) > 24 and (key.startswith(title) or title.startswith(key)))
    return next((got[key] for key in begun), None)


def same_families(check: ModuleType, wanted: list[Any], record: Record) -> bool:
    want = [check.family(author) for author in wanted]
    whole = [check.fold(f"{name.particle} {name.family}" if name.family else name.literal) for name in record.authors]
    last = [check.family(name.display) for name in record.authors]
    return all(any(family in pair for pair in zip(whole, last, strict=True)) for family in want) and len(whole) >= len(
        want
    )


def test_the_counts_of_the_index_are_reached(shared: Path) -> None:
    check = checker(shared)
    index = (shared / "data" / "INDEX.md").read_text(encoding="utf-8")
    for folder in sorted(check.COUNTS):
        wanted = found = 0
        for page in sorted((shared / "data" / folder).glob("*")):
            row = re.search(r"^\| " + re.escape(page.name) + r" \| [^|]* \| [^|]* \| (\d+) \|", index, re.MULTILINE)
            if row and ".expected." not in page.name:
                wanted += int(row[1])
                found += min(len(papers_in(page)), int(row[1]))
        assert found >= 0.97 * wanted, folder
