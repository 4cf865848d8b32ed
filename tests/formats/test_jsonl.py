"""JSON lines: the contract's keys in their order, nothing lost both ways, bad lines named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.formats._json.record import written_object
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Source, Status
from readlist.model.text import clean, squeeze

RECORD_KEYS = (
    "title authors names authors_complete affiliations date year entry_type venue volume number pages publisher abstract "
    "doi arxiv arxiv_version categories keywords url urls code editors attachments extra citekey doubts source"
)
STATE_KEYS = "id status starred priority tags note added changed snoozed"

words = st.text(max_size=30).map(lambda text: squeeze(clean(text))).filter(bool)
lists = st.lists(words, max_size=3).map(tuple)
names = st.tuples(words, words | st.just(""), st.sampled_from(("", "van der"))).map(lambda parts: Name(*parts)) | (
    words.map(lambda text: Name(literal=text))
)
dates = st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12), st.none()) | st.dates().map(
    lambda day: PartialDate(day.year, day.month, day.day)
)
records = st.builds(
    Record,
    title=words,
    authors=st.lists(names, max_size=3).map(tuple),
    authors_complete=st.booleans(),
    affiliations=lists,
    date=dates | st.none(),
    entry_type=st.sampled_from(EntryType),
    venue=words | st.none(),
    volume=words | st.none(),
    number=words | st.none(),
    pages=words | st.none(),
    publisher=words | st.none(),
    abstract=st.text().map(lambda text: clean(text).strip()).filter(bool) | st.none(),
    doi=st.just("10.1000/AbC.1") | st.none(),
    arxiv=st.sampled_from(("2301.00001", "hep-th/9901001")),
    arxiv_version=st.integers(1, 99) | st.none(),
    categories=lists,
    keywords=lists,
    url=words | st.none(),
    urls=lists,
    code=st.booleans() | words | st.none(),
    editors=st.lists(names, max_size=2).map(tuple),
    extra=st.dictionaries(words.map(lambda key: f"x-{key}"), words, max_size=2),
    citekey=words | st.none(),
    doubts=lists,
)


def written(*papers: Paper) -> str:
    return "".join(formats.writer("jsonl").write(papers, formats.WriteOptions()))


def read(text: str) -> list[formats.Found]:
    return list(formats.reader("jsonl").read(text, formats.NO_EVIDENCE))


def one(**fields: Any) -> Record:
    (record,) = read(json.dumps(fields))
    assert isinstance(record, Record)
    return record


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(RECORD_KEYS.split()) | st.text(), inner)))  # fmt: skip
def test_any_json_is_a_record_or_a_problem(value: Any) -> None:
    assert len(read(json.dumps(value))) == 1


def test_keys_stand_in_the_order_of_the_contract() -> None:
    record = Record(title="One", source=Source("a.txt", "huggingface", (1, 2)))
    fresh, stored = json.loads(written(Paper(record=record))), json.loads(written(Paper(record=record, id=7)))
    assert list(fresh) == RECORD_KEYS.split()
    assert list(stored) == [*RECORD_KEYS.split(), *STATE_KEYS.split()]
    assert fresh["source"] == {"name": "a.txt", "format": "huggingface", "lines": [1, 2]}


def test_unknown_is_null_or_an_empty_list() -> None:
    fields = json.loads(written(Paper(record=Record(title="One"))))
    assert "" not in fields.values()
    assert fields["abstract"] is None
    assert fields["urls"] == []


def test_letters_are_not_escaped() -> None:
    assert "Źródło ε" in written(Paper(record=Record(title="Źródło ε")))


states = st.fixed_dictionaries(
    {
        "status": st.sampled_from(Status),
        "starred": st.booleans(),
        "priority": st.integers(0, 3),
        "tags": lists,
        "note": words | st.none(),
    }
)


@given(records, states)
def test_what_is_written_reads_back(record: Record, state: dict[str, Any]) -> None:
    paper = Paper(record=record, **state)
    (found,) = read(written(paper))
    back = found if isinstance(found, Paper) else Paper(record=found) if isinstance(found, Record) else None
    sourced = replace(record, source=Source("", "jsonl", (1, 1)))
    assert back == replace(paper, record=sourced)
    assert read(written(Paper(record=record))) == [sourced]
    other = replace(
        paper, record=replace(record, source=Source('a "b".txt', "jsonl", (1, 2)), attachments=(Attachment("a/b"),))
    )
    assert written(other) == json.dumps(written_object(other), ensure_ascii=False) + "\n"


def test_a_number_in_a_library_is_not_taken_over() -> None:
    (paper,) = read('{"id": 3, "title": "One", "status": "read", "priority": 9, "tags": null}')
    assert isinstance(paper, Paper)
    assert (paper.id, paper.status, paper.record.extra) == (None, Status.READ, {"priority": "9"})


def test_what_has_no_field_is_kept_as_text() -> None:
    record = one(title="One", stars=4, date="spring", source="acl", tldr={"a": [1]}, extra={"b": "c"})
    assert record.extra == {"stars": "4", "date": "spring", "source": "acl", "tldr": '{"a": [1]}', "b": "c"}


@pytest.mark.parametrize(
    "authors",
    [
        ["Ada Byron", "Bo Li"],
        "Ada Byron and Bo Li",
        "Ada Byron; Bo Li",
        "Ada Byron, Bo Li",
        [{"family": "Byron", "given": "Ada"}, {"name": "Bo Li"}],
    ],
)
def test_authors_in_any_notation(authors: Any) -> None:
    assert one(title="One", authors=authors).authors == (Name("Byron", "Ada"), Name("Li", "Bo"))


def test_identifiers_are_brought_to_their_form() -> None:
    record = one(title="One", doi="https://doi.org/10.1000/ABC", arxiv="arXiv:2301.00001v3")
    assert (record.doi, record.arxiv, record.arxiv_version) == ("10.1000/ABC", "2301.00001", 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no json", "no JSON: Expecting value"),
        ("[1, 2]", "not a JSON object"),
        ('{"title": NaN}', "NaN is no JSON"),
        ('{"title": "x", "n": 1' + "0" * 5000 + "}", "a number of 5001 digits"),
        ('{"title": ' + "[" * 100_000, "nested too deeply"),
        ('{"title": ["x"]}', '["x"] is no text'),
        ('{"year": 2020}', "no title, author, abstract or identifier"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_next_is_read(line: str, reason: str) -> None:
    problem, record = read(f'{line}\n{{"title": "One"}}')
    assert isinstance(problem, Problem)
    assert (problem.lines, problem.reason) == ((1, 1), reason)
    assert isinstance(record, Record)


def test_nothing_that_acts_on_a_terminal_gets_in() -> None:
    record = one(title="a\x1b[31mb\ud800c\x00", authors=["d\u202ee"])
    assert record.title == "abc"
    assert record.authors[0].display == "de"


def test_the_identifier_of_another_collection_is_kept() -> None:
    (found,) = formats.reader("jsonl").read('{"id": "A00-1001", "title": "A bus route oracle"}', formats.NO_EVIDENCE)
    assert isinstance(found, Record)
    assert found.extra == {"id": "A00-1001"}


@pytest.mark.parametrize("nobody", ["null", '""', "{}", '{"family": "", "given": null}'])
def test_nobody_is_no_author(nobody: str) -> None:
    (found,) = formats.reader("jsonl").read(
        f'{{"title": "One", "authors": ["Ada Bee", {nobody}], "keywords": [null, "maps"]}}', formats.NO_EVIDENCE
    )
    assert isinstance(found, Record)
    assert (found.authors, found.keywords, found.extra) == ((Name("Bee", "Ada"),), ("maps",), {})


def test_people_of_whom_some_are_told_otherwise_are_kept_as_they_are_told() -> None:
    (found,) = formats.reader("jsonl").read(
        '{"title": "One", "abstract": "a", "authors": ["Ada Bee", {"nick": "bo"}]}', formats.NO_EVIDENCE
    )
    assert isinstance(found, Record)
    assert (found.authors, found.extra) == ((), {"authors": '["Ada Bee", {"nick": "bo"}]'})
