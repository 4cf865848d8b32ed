"""What other programs make of the BibTeX that readlist writes."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from readlist.formats import WriteOptions
from readlist.formats._bibtex.scan import Entry, scan
from readlist.formats._bibtex.text import tidy
from readlist.formats._bibtex.write import verify, write
from readlist.model import citekey
from readlist.model.dates import PartialDate
from readlist.model.latex import decode
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record, Status
from readlist.model.residue import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ALL_OPTIONS = [WriteOptions(preset, ascii) for preset in ("zotero", "jabref", "latex") for ascii in (False, True)]  # noqa: A001

TITLES = [
    "A plain title", "50% of A&B, C#, a_b", "$5 and $6", "An <EOS> token", "x < 5 & costs $3", "The {x} set", "An { alone",
    "Ends with \\", "C:\\new path", "~/data, 2^n", '"quoted" and “curly”', "--flag and a -- b", "`code` and ``more''",
    "Sorting in $O(n \\log n)$", "Broken $x", "ε, α-ReLU, ×, ²", "李飞飞 😀", "{\\em image-conditioned} maps", "A map \\citet{ng}",
    "7.5\\% off", "x}, author = {EVIL}, note={", "}\n}\n@article{evil,", "\n@comment{", "\n@misc(a", "a = b, c # d", "@", "GPT-4, U-Net, 3D",
    "Erdős, Łoś, Đoković, Ångström", "Nguyễn", "ALL CAPS IN A TITLE", "State-of-the-Art: A BERT", "'t Hooft’s",
]  # fmt: skip
AUTHORS = [
    "Ashish Vaswani", "Vaibhav", "Laurens van der Maaten", "Charles de la Vallée Poussin", "Martin Luther King, Jr.",
    "Łukasz Kaiser", "Paul Erdős", "李 飞飞", "The ATLAS Collaboration", "Manuel Montes y Gómez", "Seán O'Brien", "Ana B. Ng-Ross",
]  # fmt: skip
TYPES = [kind for kind in EntryType if kind is not EntryType.CHAPTER]  # biber wants an editor of every chapter
_PRINTED: dict[str, Any] = {"publisher": "Example & Sons", "volume": "3", "pages": "770–778"}


def tricky(keys: str = "key") -> list[Paper]:
    """One paper for each tricky title, with tricky authors and all fields somewhere; their keys begin alike."""
    papers = [
        Paper(
            record=Record(
                title=title,
                authors=tuple(Name.parse(AUTHORS[(number + step) % len(AUTHORS)]) for step in range(3)),
                authors_complete=number % 3 > 0,
                date=PartialDate(1990 + number, 1 + number % 12),
                entry_type=TYPES[number % len(TYPES)],
                venue=f"Proceedings of {title}",
                **(_PRINTED if TYPES[number % len(TYPES)] in {EntryType.CONFERENCE, EntryType.BOOK} else {}),
                abstract=f"{title}\n\n{title} in a second paragraph.",
                arxiv="2306.01234" if number % 2 else None,
                categories=("cs.CV",),
                doi="10.1000/a_b%c#d" if number % 4 == 0 else None,
                url="https://example.org/a_b?c=50%25&d=~e",
                citekey=f"{keys}{number}",
            ),
            status=list(Status)[number % len(Status)],
            starred=number % 2 == 0,
            priority=number % 4,
            tags=("vision/ssl", "#1 & more"),
            note=f"- {title}\n- 50% _done_",
        )
        for number, title in enumerate(TITLES)
    ]
    chapter = replace(
        papers[0].record,
        entry_type=EntryType.CHAPTER,
        editors=(Name("Ng", "Ana"),),
        citekey=f"{keys}-chapter",
        **_PRINTED,
    )
    return [*papers, replace(papers[0], record=chapter)]


def seeds(shared: Path) -> list[Paper]:
    """The papers of the seed pages, as their truth states them."""
    truths = sorted((shared / "seeds" / "truth").glob("0*.json"))
    return list(citekey.assign(_seed(row) for path in truths for row in json.loads(path.read_text(encoding="utf-8"))))


def _seed(row: dict[str, Any]) -> Paper:
    return Paper(
        record=Record(
            title=row["title"],
            authors=tuple(map(Name.parse, row["authors"])),
            authors_complete=not row["et_al"],
            affiliations=tuple(row["affiliations"]),
            date=PartialDate.parse(row["date"]) if row["date"] else None,
            entry_type=EntryType.PREPRINT,
            abstract=row["abstract"],
            categories=(f"cs.{row['subject']}",) if row["subject"] else (),
            urls=tuple(row["urls"]),
            code=row["urls"][0] if row["urls"] else None,
        )
    )


def proceedings(shared: Path, count: int) -> list[Paper]:
    """Papers spread over the sample of real proceedings."""
    with gzip.open(shared / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        return list(
            citekey.assign(_proceedings(json.loads(line)) for line in itertools.islice(lines, 0, count * 75, 75))
        )


def _proceedings(row: dict[str, Any]) -> Paper:
    return Paper(
        record=Record(
            title=row["title"],
            authors=tuple(Name.parse(author) for author in row["authors"] if author.strip()),
            date=PartialDate.parse(str(row["year"])),
            entry_type=EntryType.CONFERENCE,
            venue=row["venue"] or None,
            pages=row["pages"] or None,
            abstract=row["abstract"] or None,
            doi=row["doi"] or None,
            url=row["url"] or None,
        )
    )


def written(papers: Sequence[Paper], options: WriteOptions) -> str:
    text = "".join(write(papers, options))
    verify(text, papers, options)
    return text


def bare(value: str) -> str:
    """A value as a reader that knows no LaTeX shows it: without braces and the simplest escapes."""
    return re.sub(r"\\([%&#_$])", r"\1", re.sub(r"(?<!\\)[{}]", "", value))


def scanned(text: str) -> dict[str, dict[str, str]]:
    return {entry.key: dict(entry.fields) for entry in scan(text) if isinstance(entry, Entry)}


def same_in_bibtexparser(text: str) -> dict[str, dict[str, str]]:
    """The fields that bibtexparser reads, which are those that our scanner reads."""
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(text)
    assert [block.raw for block in library.failed_blocks] == []
    found = {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}
    assert found == scanned(text)
    return found


def same_in_pybtex(text: str) -> dict[str, dict[str, Any]]:
    """The fields and persons that pybtex reads; fields are those that our scanner reads, blanks aside."""
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_string(text, "bibtex").entries
    found = {key: {**entry.fields, **entry.persons} for key, entry in entries.items()}
    ours = scanned(text)
    assert list(found) == list(ours)
    for key, fields in found.items():
        for name, value in fields.items():
            if name not in {"author", "editor", "month"}:
                assert " ".join(value.split()) == " ".join(ours[key][name].split())
    return found


def spoken(person: Any) -> str:
    parts = [
        *person.first_names,
        *person.middle_names,
        *person.prelast_names,
        *person.last_names,
        *person.lineage_names,
    ]
    return decode(" ".join(parts))


def expected_name(name: Name) -> str:
    """A name as it is written: part by part, so that a backslash at the end of one escapes nothing.

    The given name stands first, in East Asian letters too: that is how `spoken` joins what other readers see.
    """
    family, given, particle, suffix, literal = map(tidy, name)
    return literal or " ".join(filter(None, (given, particle, family, suffix)))


def expected_title(paper: Paper) -> str:
    return " ".join(plain(paper.record.title or "").split())


def check_in_other_readers(papers: Sequence[Paper], options: WriteOptions) -> None:
    text = written(papers, options)
    by_parser, by_pybtex = same_in_bibtexparser(text), same_in_pybtex(text)
    for paper in papers:
        record = paper.record
        one, two = by_parser[record.citekey or ""], by_pybtex[record.citekey or ""]
        if record.title:
            assert decode(one["title"]) == decode(two["title"]) == expected_title(paper)
        assert one.get("year") == two.get("year") == (str(record.year) if record.year else None)
        names = [spoken(person) for person in two.get("author", [])]
        et_al = ["others"] if options.preset == "latex" and names and not record.authors_complete else []
        # A name that is nothing but a command shows nothing, so nobody reads one.
        assert names == [*filter(None, map(expected_name, record.authors)), *et_al]


@pytest.mark.parametrize("options", ALL_OPTIONS, ids=str)
def test_other_readers_see_the_same_tricky_papers(options: WriteOptions) -> None:
    check_in_other_readers(tricky(), options)


def test_readers_without_latex_see_plain_titles_in_utf8() -> None:
    readable = [paper for paper in tricky() if not re.search(r"[{}\\~^<>$]|--|''|``", paper.record.title or "")]
    found = same_in_bibtexparser(written(readable, WriteOptions()))
    assert [bare(fields["title"]) for fields in found.values()] == [
        " ".join((one.record.title or "").split()) for one in readable
    ]
    assert len(readable) > 10


@pytest.mark.parametrize("options", ALL_OPTIONS, ids=str)
def test_other_readers_see_the_same_seed_papers(shared: Path, options: WriteOptions) -> None:
    check_in_other_readers(seeds(shared), options)


@pytest.mark.parametrize("options", [WriteOptions(), WriteOptions("latex", ascii=True)], ids=str)
def test_other_readers_see_the_same_proceedings(shared: Path, options: WriteOptions) -> None:
    check_in_other_readers(proceedings(shared, 2000), options)


def run_bibtex(folder: Path, text: str) -> tuple[int, list[str], int]:
    """BibTeX's exit code, its warnings, and how many entries the plain style set."""
    if shutil.which("bibtex") is None:
        pytest.skip("bibtex is not installed")
    (folder / "x.bib").write_text(text, encoding="utf-8")
    (folder / "x.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{x}\n", encoding="ascii")
    done = subprocess.run(["bibtex", "-terse", "x"], cwd=folder, capture_output=True, check=False)
    if b"couldn't open style file" in done.stdout:
        pytest.skip("bibtex has no plain style here")
    log = (folder / "x.blg").read_text(encoding="utf-8", errors="replace")
    items = (folder / "x.bbl").read_bytes().count(b"\\bibitem")
    return done.returncode, re.findall(r"^Warning--.*", log, re.MULTILINE), items


def run_biber(folder: Path, text: str) -> list[str]:
    """What biber has to say about a file, but for fields that biblatex does not know.

    It also warns of a line of text that begins like a field ("a = b"), which is a guess.
    """
    if shutil.which("biber") is None:
        pytest.skip("biber is not installed")
    (folder / "x.bib").write_text(text, encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--nolog", "--output-file", "out.bib", "x.bib"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    known = (
        r"Field '(?:readstatus|priority|ranking|affiliation|code|archiveprefix)' invalid in data model|runaway string"
    )
    said = re.findall(r"^(?:WARN|ERROR) - .*", done.stdout, re.MULTILINE)
    return [line for line in said if not re.search(known, line)]


@pytest.mark.parametrize("options", ALL_OPTIONS, ids=str)
def test_bibtex_sets_tricky_papers_without_a_warning(tmp_path: Path, options: WriteOptions) -> None:
    assert run_bibtex(tmp_path, written(tricky(), options)) == (0, [], len(tricky()))


def test_biber_finds_tricky_papers_valid(tmp_path: Path) -> None:
    """Every dialect in one file, for biber takes long to start; its warnings name the keys."""
    assert (
        run_biber(
            tmp_path, "".join(written(tricky(f"{options.preset}-{options.ascii}-"), options) for options in ALL_OPTIONS)
        )
        == []
    )


def test_bibtex_and_biber_take_the_seed_papers(shared: Path, tmp_path: Path) -> None:
    papers = seeds(shared)
    text = written(papers, WriteOptions("latex"))
    assert run_bibtex(tmp_path, text) == (0, [], len(papers))
    assert {line.partition(": Missing")[2] for line in run_biber(tmp_path, text)} == {
        " mandatory field - one of 'date, year' must be defined"  # three of the four pages give no dates
    }
