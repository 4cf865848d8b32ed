"""2,000 varied papers in BibTeX and biblatex, as the programs that people use them with read them.

The packages of npm are looked for in the folder that READLIST_NODE_PACKAGES names.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from readlist import formats
from readlist.formats import WriteOptions
from readlist.model.paper import Paper, Record
from readlist.model.residue import plain
from tests.formats.test_bibtex_consumers import run_biber, run_bibtex
from tests.formats.varied import varied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNT = 2000
CONSUMERS = Path(__file__).parent / "consumers"
DIALECTS = ["bibtex zotero", "bibtex jabref", "bibtex latex", "biblatex zotero", "biblatex latex"]

Values = dict[str, Any]


@pytest.fixture(scope="module")
def papers(shared: Path) -> list[Paper]:
    return varied(shared, COUNT)


@pytest.fixture(scope="module")
def exported(papers: list[Paper]) -> Callable[..., str]:
    """Gives the papers, or the first of them, as a text in a dialect, verified as `export` does it."""

    @cache
    def write(dialect: str, count: int = COUNT) -> str:
        return verified(papers[:count], dialect)

    return write


def verified(papers: list[Paper], dialect: str, *, ascii: bool = False) -> str:  # noqa: A002  the word of the option
    name, preset = dialect.split()
    writer, options = formats.writer(name), WriteOptions(preset, ascii)
    text = "".join(writer.write(papers, options))
    assert writer.verify is not None
    writer.verify(text, papers, options)
    return text


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def in_node(script: str, package: str, file: Path) -> Any:
    packages = Path(os.environ.get("READLIST_NODE_PACKAGES", "/nowhere"))
    if not (packages / "node_modules" / package).is_dir():
        pytest.skip(f"{package} of npm is not installed (READLIST_NODE_PACKAGES)")
    return json.loads(run(program("node"), CONSUMERS / script, packages, file))


def squeezed(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", plain(text or "")).split())


def meant(record: Record, *, others: bool) -> Values:
    """What a consumer should know of a record; titles with formulas are told apart by nobody alike."""
    title = squeezed(record.title)
    doi = record.doi or (f"10.48550/arXiv.{record.arxiv}" if record.arxiv else None)
    goes_on = ["others"] if others and not record.authors_complete else []
    return {
        "title": None if "$" in title else title,
        "authors": [squeezed(name.display) for name in record.authors] + goes_on,
        "year": str(record.year),
        "doi": doi,
        "url": record.url,
    }


def names(people: Iterable[dict[str, str]], *parts: str) -> list[str]:
    return [squeezed(" ".join(filter(None, map(person.get, parts)))) for person in people]


def of_csl(item: Values) -> Values:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return {
        "title": squeezed(item["title"]),
        "authors": names(item.get("author", ()), *parts),
        "year": str(item["issued"]["date-parts"][0][0]),
        "doi": item.get("DOI"),
        "url": item.get("URL"),
    }


def of_better_bibtex(entry: Values) -> Values:
    fields = entry["fields"]
    return {
        "title": squeezed(fields["title"]),
        "authors": names(fields.get("author", ()), "firstName", "prefix", "lastName", "suffix", "name"),
        "year": str(fields.get("year") or fields["date"])[:4],
        "doi": fields.get("doi"),
        "url": fields.get("url"),
    }


def compare(papers: list[Paper], found: dict[str, Values], *, others: bool, alike: Callable[[str], str] = str) -> None:
    """Every paper is found with the values that were meant, as far as ``alike`` tells texts apart."""
    assert len(found) == len(papers)
    for paper in papers:
        want = meant(paper.record, others=others)
        got = found[paper.record.citekey or ""]
        if want["title"] is None:
            got = got | {"title": None}
        for values in (want, got):
            values["title"] = alike(values["title"] or "")
            values["authors"] = [alike(name) for name in values["authors"]]
        assert got == want


def pandocs_typography(text: str) -> str:
    """A text without what pandoc sets anew: capitals, quotation marks, blanks behind initials and particles like d'."""
    text = re.sub(r"(?<=\w\.)\s?(?=\w)", "", text.casefold())
    return re.sub("[‘’“”\"`']+\\s?", "'", text)


@pytest.mark.parametrize("dialect", [dialect for dialect in DIALECTS if dialect.startswith("bibtex")])
def test_bibtex_sets_every_paper_without_a_warning(
    papers: list[Paper], exported: Callable[..., str], tmp_path: Path, dialect: str
) -> None:
    assert run_bibtex(tmp_path, exported(dialect)) == (0, [], len(papers))


@pytest.mark.parametrize(("dialect", "count"), [("biblatex zotero", COUNT), ("bibtex latex", 200)])
def test_biber_finds_every_paper_valid(exported: Callable[..., str], tmp_path: Path, dialect: str, count: int) -> None:
    assert run_biber(tmp_path, exported(dialect, count)) == []


@pytest.mark.parametrize(
    ("dialect", "count"), [("bibtex zotero", COUNT), ("bibtex latex", 300), ("biblatex latex", 300)]
)
def test_pandoc_reads_equal_values(
    papers: list[Paper], exported: Callable[..., str], tmp_path: Path, dialect: str, count: int
) -> None:
    file = tmp_path / "x.bib"
    file.write_text(exported(dialect, count), encoding="utf-8")
    items = json.loads(run(program("pandoc"), "-f", dialect.partition(" ")[0], "-t", "csljson", file))
    found = {item["id"]: of_csl(item) for item in items}
    compare(papers[:count], found, others=dialect.endswith("latex"), alike=pandocs_typography)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_citation_js_reads_equal_values(
    papers: list[Paper], exported: Callable[..., str], tmp_path: Path, dialect: str
) -> None:
    file = tmp_path / "x.bib"
    file.write_text(exported(dialect), encoding="utf-8")
    items = in_node("citation_js.mjs", "@citation-js/plugin-bibtex", file)
    compare(papers, {item["id"]: of_csl(item) for item in items}, others=dialect.endswith("latex"))


@pytest.mark.parametrize(("dialect", "count"), [("bibtex zotero", COUNT), ("biblatex zotero", 300)])
def test_better_bibtex_reads_equal_values(
    papers: list[Paper], exported: Callable[..., str], tmp_path: Path, dialect: str, count: int
) -> None:
    file = tmp_path / "x.bib"
    file.write_text(exported(dialect, count), encoding="utf-8")
    found = in_node("better_bibtex.mjs", "@retorquere/bibtex-parser", file)
    # It tells of each command of formulas that it has no sign for, and keeps it.
    assert [error for error in found["errors"] if "unhandled macro" not in error["error"]] == []
    compare(papers[:count], {entry["key"]: of_better_bibtex(entry) for entry in found["entries"]}, others=False)


def test_pdflatex_sets_the_bibliography(papers: list[Paper], tmp_path: Path) -> None:
    """All papers but those with Chinese titles, for which pdfLaTeX has no fonts, whatever the file says."""
    latex = program("pdflatex")
    chosen = [paper for paper in papers if not re.search("[\u2e80-\uffef]", paper.record.title or "")]
    assert len(papers) - len(chosen) == len(papers) // 400
    code, warnings, items = run_bibtex(tmp_path, verified(chosen, "bibtex latex", ascii=True))
    assert (code, warnings, items) == (0, [], len(chosen))
    document = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{textcomp,amsmath,amssymb}"
    (tmp_path / "y.tex").write_text(document + r"\begin{document}\input{x.bbl}\end{document}", encoding="ascii")
    command = [latex, "-halt-on-error", "-interaction=nonstopmode", "y.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert (tmp_path / "y.pdf").stat().st_size > 100_000
