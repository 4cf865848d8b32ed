"""Ten properties that hold for papers of every sort, in every notation that they concern.

Those of single values in LaTeX (1, 2 and 9) are in ``tests/model/test_latex.py``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from readlist import formats
from readlist.formats import NO_EVIDENCE, PRESETS, WriteOptions
from readlist.formats._bibtex.fields import BIBLATEX, DIALECTS, entry_type
from readlist.formats._bibtex.names import parts, people, read_names, write_names
from readlist.formats._bibtex.scan import Entry, scan
from readlist.formats._bibtex.text import tidy, tidy_paragraphs
from readlist.formats._json.record import unmelted
from readlist.model import citekey
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Problem, Record
from readlist.model.text import clean
from tests.examples import tried
from tests.formats.arbitrary import MARKUP, key_of, names, papers, records, texts
from tests.formats.test_bibtex_consumers import check_in_other_readers, expected_name

ANY = texts | st.text(MARKUP) | st.text()
OPTIONS = st.builds(WriteOptions, st.sampled_from(PRESETS), st.booleans())
BIBTEX = pytest.mark.parametrize("notation", ["bibtex", "biblatex"])


def read(notation: str, text: str, *, problems: bool = False) -> list[Paper]:
    """The papers of a text without their sources; a problem fails the test, unless there may be ``problems``."""
    found = list(formats.reader("bibtex" if notation == "biblatex" else notation).read(text, NO_EVIDENCE))
    assert problems or not [problem for problem in found if isinstance(problem, Problem)]
    whole = (item if isinstance(item, Paper) else Paper(record=item) for item in found if not isinstance(item, Problem))
    return [replace(paper, record=replace(paper.record, source=None)) for paper in whole]


def written(notation: str, given_papers: list[Paper], options: WriteOptions) -> str:
    """The text of papers, which its writer finds to read back and which needs no cleaning."""
    writer = formats.writer(notation)
    text = "".join(writer.write(given_papers, options))
    if writer.verify is not None:
        writer.verify(text, given_papers, options)
    assert clean(text) == text
    return text


def unsourced(paper: Paper) -> Paper:
    return replace(paper, record=replace(paper.record, source=None))


def held(paper: Paper, notation: str, options: WriteOptions) -> dict[str, Any]:
    """What an entry holds of a paper, of what it holds in every dialect."""
    record = paper.record
    dialect = (BIBLATEX if notation == "biblatex" else DIALECTS)[options.preset]
    year, month, day = record.date or (None, None, None)
    return {
        "key": record.citekey,
        "type": entry_type(record, dialect),
        "title": tidy(record.title) or None,
        "authors": list(filter(None, (tidy(name.display) for name in record.authors))),
        "complete": record.authors_complete or (options.preset == "latex" and not record.authors),
        "editors": list(filter(None, (tidy(name.display) for name in record.editors))),
        "date": (year, month, day if notation == "biblatex" else None),
        "volume": tidy(record.volume),
        "abstract": tidy_paragraphs(record.abstract),
        "doi": unquote(record.doi or ""),
        "arxiv": record.arxiv,
        "state": paper.state._replace(tags=(), note=None) if dialect.reading else None,
        "note": [line.rstrip().expandtabs(4) for line in (paper.note or "").strip().split("\n")]
        if dialect.reading
        else None,
    }


@BIBTEX
@tried(40)
@given(paper=papers, options=OPTIONS)
@example(paper=Paper(record=Record(title="A", citekey="a"), note="one\u1680sign"), options=WriteOptions())
@example(paper=Paper(record=Record(title="A", keywords=("~$",), citekey="a"), tags=("$",)), options=WriteOptions())
@example(
    paper=Paper(
        record=Record(
            affiliations=("Lab", "Lab \\em"),
            entry_type=EntryType.CONFERENCE,
            publisher="\\:",
            arxiv="2306.01234",
            citekey="a",
        )
    ),
    options=WriteOptions(),
)
@example(
    paper=Paper(
        record=Record(title="A", entry_type=EntryType.THESIS, extra={"edition": "2", "type": "B"}, citekey="a")
    ),
    options=WriteOptions(),
)
def test_3_what_is_written_reads_back_and_is_written_the_same(
    notation: str, paper: Paper, options: WriteOptions
) -> None:
    paper = replace(paper, record=replace(paper.record, title=untitled_as_none(paper.record.title)))
    assume(holds_no_identifier(paper))
    text = written(notation, [paper], options)
    (back,) = read(notation, text)
    assert held(back, notation, options) == held(paper, notation, options)
    again = written(notation, [back], options)
    assert again == text
    assert read(notation, again) == [back]


def holds_no_identifier(paper: Paper) -> bool:
    """Whether no text without a field of its own would be read as the identifier that it holds."""
    return not any(find_doi(text) or find_arxiv(text) for text in paper.record.extra.values())


def untitled_as_none(title: str | None) -> str | None:
    return None if tidy(title).startswith("[untitled]") else title


@BIBTEX
@tried(25)
@given(one=papers, other=papers, junk=ANY, options=OPTIONS)
def test_4_entries_are_read_whatever_stands_between(
    notation: str, one: Paper, other: Paper, junk: str, options: WriteOptions
) -> None:
    before, after = written(notation, [one], options), written(notation, [other], options)
    text = f"{before}{clean(junk).replace('@', '')}\n{after}"
    assert read(notation, text, problems=True) == [*read(notation, before), *read(notation, after)]


@tried(60)
@given(one=papers, other=papers, place=st.floats(0, 1), put=st.sampled_from(MARKUP) | st.none(), options=OPTIONS)
def test_5_a_damaged_entry_costs_no_later_one(
    one: Paper, other: Paper, place: float, put: str | None, options: WriteOptions
) -> None:
    entry, after = written("bibtex", [one], options), written("bibtex", [other], options)
    at = int(place * (len(entry) - 2))
    damaged = f"{entry[:at]}{put}{entry[at:]}" if put else entry[:at] + entry[at + 1 :]
    *_, last = formats.reader("bibtex").read(f"{damaged}\n{after}", NO_EVIDENCE)
    assert not isinstance(last, Problem)
    last = last if isinstance(last, Paper) else Paper(record=last)
    assert [unsourced(last)] == read("bibtex", after)


@tried(60)
@given(st.lists(names, min_size=1, max_size=4), st.booleans(), st.booleans())
@example(authors=[Name("Ng", "\\")], others=False, ascii=True)
@example(authors=[Name(literal="- [x] **b** GPT-4")], others=False, ascii=False)
@example(authors=[Name(literal='"a')], others=False, ascii=False)
def test_6_names_are_read_as_they_are_joined(authors: list[Name], others: bool, ascii: bool) -> None:  # noqa: A002
    authors = [name for name in authors if parts(name)] or [Name("Ng", "Ana")]
    joined = write_names(authors, others=others, ascii=ascii)
    assert read_names(joined) == [*map(parts, authors), *([()] if others else [])]
    found, complete = people(joined)
    assert ([name.display for name in found], complete) == (list(map(expected_name, authors)), not others)


@tried(30)
@given(st.lists(records, min_size=1, max_size=6), st.lists(records, max_size=3))
def test_6_keys_are_legal_distinct_and_stay_once_they_are_given(first: list[Record], later: list[Record]) -> None:
    bare = [Paper(record=replace(record, citekey=None)) for record in (*first, *first[:1])]
    given_keys = [paper.record.citekey or "" for paper in citekey.assign(bare)]
    assert all(map(citekey.is_valid, given_keys))
    assert len({key.casefold() for key in given_keys}) == len(bare)
    pinned = list(citekey.assign(bare))
    among = list(
        citekey.assign([*pinned, *(Paper(record=replace(record, citekey=None)) for record in (*later, *first))])
    )
    assert among[: len(pinned)] == pinned
    assert len({key_of(paper) for paper in among}) == len(among)


@tried(25)
@given(paper=papers, options=OPTIONS)
def test_7_other_readers_see_the_same(paper: Paper, options: WriteOptions) -> None:
    check_in_other_readers(
        [replace(paper, record=replace(paper.record, title=tidy(paper.record.title) or None))], options
    )


@pytest.mark.parametrize("notation", ["jsonl", "csv", "tsv", "csl_json"])
@tried(25)
@given(some=st.lists(papers, max_size=2, unique_by=key_of), options=OPTIONS)
def test_8_tables_and_json_hold_everything(notation: str, some: list[Paper], options: WriteOptions) -> None:
    text = written(notation, some, options)
    assert read(notation, text) == list(map(unsourced, some))
    assert written(notation, read(notation, text), options) == (
        text if notation != "jsonl" else written(notation, list(map(unsourced, some)), options)
    )


@tried(60)
@given(paper=papers)
@example(paper=Paper(record=Record(title="A", pages="--", citekey="a")))
@example(paper=Paper(record=Record(title="A", citekey="a"), tags=("\\em",)))
def test_8_ris_holds_what_it_can(paper: Paper) -> None:
    assume(holds_no_identifier(paper))
    text = written("ris", [paper], WriteOptions())
    (back,) = read("ris", text)
    assert back.state._replace(tags=(), note=None) == paper.state._replace(tags=(), note=None)
    assert written("ris", [back], WriteOptions()) == text


@tried(25)
@given(paper=papers)
def test_8_json_is_in_utf_8(paper: Paper) -> None:
    text = written("csl_json", [paper], WriteOptions())
    assert unmelted("\n".join(json.dumps(item, ensure_ascii=False) for item in json.loads(text))) == text[2:-3]


@pytest.mark.parametrize("notation", ["jsonl", "csv", "csl_json", "notes", "bibtex"])
def test_8_an_accent_behind_a_line_end_stays_there(notation: str) -> None:
    (back,) = read(
        notation,
        written(notation, [Paper(record=Record(title="A", abstract="a\n\u0303b", citekey="a"))], WriteOptions()),
    )
    assert (back.record.abstract or "").split() == ["a", "\u0303b"]


@BIBTEX
@tried(40)
@given(paper=papers, chance=st.randoms(use_true_random=False), options=OPTIONS)
def test_10_the_layout_of_an_entry_does_not_matter(
    notation: str, paper: Paper, chance: Random, options: WriteOptions
) -> None:
    text = written(notation, [paper], options)
    (entry,) = [entry for entry in scan(text) if isinstance(entry, Entry)]
    fields = list(entry.fields)
    chance.shuffle(fields)
    body = ",".join(_laid_out(name, value, chance) for name, value in fields)
    opened, closed = chance.choice(("{}", "()"))
    kind = chance.choice((str.upper, str.title, str))(entry.type)
    other = f"\ufeff@{kind}{chance.choice(('', ' '))}{opened}{entry.key},{body}{chance.choice(('', ','))}\n{closed}"
    assert read(notation, clean(other.replace("\n", chance.choice(("\n", "\r\n"))))) == read(notation, text)


def _laid_out(name: str, value: str, chance: Random) -> str:
    quoted = f'"{value}"' if '"' not in value and chance.random() < 0.5 else f"{{{value}}}"
    blank = chance.choice(("", " ", "\t", "\n    "))
    return f"{blank}\n  {chance.choice((name, name.upper()))}{blank}={blank}{quoted}"
