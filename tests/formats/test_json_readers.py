"""Readers of JSON and YAML: whatever is in a text, and however it is broken, nothing crashes and nothing is lost."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.formats._json.objects import Located, objects
from readlist.formats._kinds import Reader
from readlist.model.paper import Paper, Problem, Record
from tests.examples import tried
from tests.pace import grows_evenly

NAMES = ("csl_json", "crossref", "semantic_scholar", "openalex", "hf_json", "arxiv_snapshot", "json", "jsonl")
MEMBERS = """
    id title author authors authorships family given literal name issued date-parts year type note keyword DOI doi abstract
    container-title message items data results papers paper details externalIds ArXiv DOI journal publicationDate biblio
    primary_location source abstract_inverted_index keywords versions created authors_parsed categories categories update_date
    publishedAt summary url github_links subtitle link affiliation institutions event volume page number archive custom
    status tags priority starred annote genre accessed translator openAccessPdf publicationVenue s2FieldsOfStudy
""".split()
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from(("2020-01-02", "2101.00001", "arXiv:2101.00001", "10.1000/x", "book", "article", "et al.")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS) | st.text(max_size=4), inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


def reader(name: str) -> Reader:
    found: Reader = import_module(f"readlist.formats.{name}").READER
    return found


def read(name: str, text: str) -> list[formats.Found]:
    return list(reader(name).read(text, formats.NO_EVIDENCE))


@tried(40)
@given(found=st.lists(st.dictionaries(st.sampled_from(MEMBERS), values, max_size=8), min_size=1, max_size=3))
def test_any_members_are_records_or_problems(found: list[dict[str, Any]]) -> None:
    text = "\n".join(map(json.dumps, found))
    for name in NAMES:
        check(read(name, text))


def check(items: list[formats.Found]) -> None:
    """What a reader has found is of the right types, and can be written."""
    assert all(isinstance(item, Record | Paper | Problem) for item in items)
    for item in items:
        record = item.record if isinstance(item, Paper) else item
        if isinstance(record, Record):
            assert all(isinstance(value, str) for value in record.extra.values())
    list(
        formats.writer("jsonl").write(
            [Paper(record=item) for item in items if isinstance(item, Record)], formats.WriteOptions()
        )
    )


@settings(deadline=None)
@given(text=st.text(alphabet='{}[]":,\n\\ ax1', max_size=60))
def test_any_text_is_gone_through(text: str) -> None:
    for found in objects(text, {"a", "x"}):
        first, last = found.lines
        assert 1 <= first <= last <= text.count("\n") + 1


def test_a_broken_object_costs_no_other() -> None:
    good = [{"title": f"Paper {number}", "authors": [{"name": "Bee"}]} for number in range(5)]
    for broken in (
        '{"title": "x" "y"}',
        '{"title": Infinity}',
        '{"title": "x", "title": "y"}',
        '{"title": ' + "[" * 9000 + "]" * 9000 + "}",
        '{"title": [}',
        '{"title": "an "odd" quote"}',
    ):
        lines = [json.dumps(item) for item in good]
        lines.insert(2, broken)
        for text in (f"[{','.join(lines)}]", "[\n" + ",\n".join(lines) + "\n]", "\n".join(lines)):
            found = list(objects(text))
            assert [item.value for item in found if isinstance(item, Located)] == good
            assert sum(isinstance(item, Problem) for item in found) == 1


def test_an_object_without_an_end_costs_one() -> None:
    found = list(objects('[{"title": "a"},\n{"title": "b", "x": [1, 2},\n{"title": "c"}]'))
    assert [item.value["title"] for item in found if isinstance(item, Located)] == ["a", "c"]


def test_a_text_that_breaks_off_tells_so() -> None:
    *found, last = objects('[{"title": "a"},\n{"title": "b"},\n{"ti')
    assert [item.value["title"] for item in found if isinstance(item, Located)] == ["a", "b"]
    assert isinstance(last, Problem)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "{",
        '{"a":',
        '{"a":[',
        '[{"a":1},',
        '{"a":"x"',
        '"',
        "\\",
        '{"a":1}]',
        "[1,",
        '{"a":{"a":1},',
        "]\n",
        '{"a" 1}\n',
    ],
)
def test_time_is_linear(unit: str) -> None:
    def act(times: int) -> None:
        for _ in objects("[\n{}" + unit * times, {"a"}):
            pass

    assert grows_evenly(act, 4_000, 32_000, times=48, least=0.002)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("depth", [300, 900, 960, 980, 990, 2_000])
def test_what_is_nested_deeply_is_a_problem(name: str, depth: int) -> None:
    for text in (
        '{"title": "x", "authors": ' + "[" * depth + "]" * depth + "}",
        '{"title": ' * depth + '"x"' + "}" * depth,
    ):
        assert all(isinstance(item, Problem) for item in read(name, text))


def test_yaml_that_repeats_itself_is_refused() -> None:
    text = "cff-version: 1.2.0\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n"
    (problem,) = read("cff", text)
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    "text",
    [
        "cff-version: 1\n",
        "cff-version: [",
        "cff-version: 1\nauthors: x\ntitle: {}\nreferences: 3",
        "cff-version: 1\n" + "a: {" * 5000,
        "- cff-version:",
        "cff-version: !!python/object:os.system x",
    ],
)
def test_any_yaml_is_told(text: str) -> None:
    assert all(isinstance(item, Problem | Record) for item in read("cff", text))


def test_an_answer_that_is_no_paper_is_no_known_format() -> None:
    for text in ("Resource not found.", '{"error": "Not found"}', '{"message": "Too many requests", "code": "429"}'):
        with pytest.raises(UnknownFormat):
            formats.recognize(text)


@pytest.mark.parametrize(("before", "told"), [("notes: Read at night.", True), (")]}'", False), ("", False)])
def test_words_before_the_first_object_are_told(before: str, *, told: bool) -> None:
    *problems, last = objects(f'{before}\n{{"results": [{{"id": 1}}]}}', {"results"})
    assert problems == ([Problem((1, 1), "no JSON", before)] if told else [])
    assert last == Located((2, 2), {"id": 1})


def test_members_between_a_paper_and_a_list_stand_where_they_are() -> None:
    text = '{"one": {"title": "Lamps", "authors": ["Ada Moon"]},\n"doi": "10.1000/2",\n"papers": [\n'
    found = list(formats.recognize(text, "json").read(text + '{"title": "Oil"}]}', formats.NO_EVIDENCE))
    (problem,) = (item for item in found if isinstance(item, Problem))
    assert (problem.lines, problem.text.startswith('"doi"')) == ((2, 3), True)


def test_a_list_without_its_end_is_told_behind_its_objects() -> None:
    found = list(objects('[{"a": 1},\n{"a": 2},\n', {"a"}))
    assert [item.lines[0] for item in found] == [1, 2, 3]
    assert isinstance(found[-1], Problem)


def test_many_broken_objects_on_one_line_are_read_in_linear_time() -> None:
    def act(times: int) -> None:
        text = "[" + '{"title": "a", "authors": [}, ' * times
        assert sum(isinstance(found, Problem) for found in objects(text)) == times + 1

    assert grows_evenly(act, 7_000, 28_000, times=12, least=0.05)


@pytest.mark.parametrize("cells", [[{"cell_type": "markdown", "source": ["We sort."]}] * 800, []])
def test_a_notebook_is_no_paper(cells: list[object]) -> None:
    notebook = {
        "cells": cells,
        "metadata": {"title": "Sorting", "authors": [{"name": "Ada Quill"}], "year": 2021},
        "nbformat": 4,
    }
    for members in (notebook, dict(reversed(notebook.items()))):
        with pytest.raises(UnknownFormat, match="Jupyter notebook"):
            formats.recognize(json.dumps(members))


def test_brackets_that_never_pair_are_followed_in_linear_time() -> None:
    def act(times: int) -> None:
        text = "[" + '{"a: "x", "b": [1]}]}},\n' * times
        assert all(isinstance(found, Problem) for found in objects(text, {"a"}))

    assert grows_evenly(act, 2_000, 8_000, times=24, least=0.01)


def in_json(text: str) -> list[formats.Found]:
    return list(reader("json").read(text, formats.NO_EVIDENCE))


def test_a_paper_without_a_title_is_not_taken_for_its_journal() -> None:
    paper = {"doi": "10.1000/x", "authors": ["Ana Bee"], "year": 2020, "journal": {"title": "Journal of Bees"}}
    first, second = in_json(json.dumps([paper, {"title": "Hives", "doi": "10.1000/y"}]))
    assert isinstance(first, Record)
    assert (first.title, first.venue, first.doi) == (None, "Journal of Bees", "10.1000/x")
    assert isinstance(second, Record)


def test_what_stands_among_grouped_papers_is_a_problem() -> None:
    found = in_json(json.dumps({"2020": [{"title": "Hives", "doi": "10.1000/y"}, {"name": "Wax"}]}))
    assert [type(item) for item in found] == [Record, Problem]


def yaml_items(count: int, odd: int) -> str:
    titles = (f"Hives: {at}: wax" if at == odd else f"Hives {at}" for at in range(count))
    return "".join(f"- title: {title}\n  authors: Ana Bee\n  doi: 10.1000/{at}\n" for at, title in enumerate(titles))


def test_a_list_that_is_no_yaml_in_its_beginning_is_left_to_others() -> None:
    assert formats.reader("json").recognize(yaml_items(2, 1)) == 0
    assert len(list(formats.recognize(yaml_items(2, 1)).read(yaml_items(2, 1), formats.NO_EVIDENCE))) == 2


def test_one_bad_item_of_a_long_list_in_yaml_costs_no_other() -> None:
    text = yaml_items(900, 800)
    assert formats.recognize(text).reader.name == "json"
    found = in_json(text)
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert (len(found), problem.lines) == (900, (2401, 2403))
    (last,) = [item.source.lines for item in found[-1:] if isinstance(item, Record) and item.source]
    assert last == (2698, 2700)


def test_lists_in_lists_are_one_problem_and_cost_one_pass() -> None:
    problem, found, *_ = read("json", "[\n" * 5_000 + '{"title": "One", "authors": ["Ada Bee"]}')
    assert isinstance(problem, Problem)
    assert problem.lines == (5, 5_000)
    assert isinstance(found, Record)
    assert grows_evenly(lambda size: read("json", "[\n" * size), 2_000, 16_000, times=16, least=0.05)


def test_dates_of_datacite_that_cannot_be_read_are_kept() -> None:
    dates = [{"dateType": "Issued", "date": "in press"}, {"dateType": "Collected", "date": "in spring"}]
    (found,) = read("datacite", json.dumps({"doi": "10.1000/x", "titles": [{"title": "One"}], "dates": dates}))
    assert isinstance(found, Record)
    assert (found.date, found.extra["dates"]) == (None, "Issued in press; Collected in spring")


ENVELOPE = """{"Conference": "Meeting on Lamps", "year": 2024, "total": 2, "papers": [
 {"title": "Wicks", "authors": ["Ada Moon"], "abstract": "We burn."},
 {"title": "Oil", "authors": ["Ben Quill"], "booktitle": "Journal of Oil", "date": "2023-05-06"}]}"""


@pytest.mark.parametrize("is_yaml", [False, True])
def test_papers_have_the_venue_and_the_year_of_what_holds_them_where_they_tell_no_other(is_yaml: object) -> None:
    text = yaml.safe_dump(json.loads(ENVELOPE), sort_keys=False) if is_yaml else ENVELOPE
    found = [item for item in in_json(text) if isinstance(item, Record)]
    assert [(item.venue, str(item.date), item.extra) for item in found] == [
        ("Meeting on Lamps", "2024", {}),
        ("Journal of Oil", "2023-05-06", {}),
    ]


def test_a_paper_beside_the_list_of_an_envelope_is_read() -> None:
    text = '{"result": {"total": 0},\n"2604.99902": {"title": "Nets of Rain", "authors": ["Cee Lark"]}}'
    problem, found = in_json(text)
    assert isinstance(problem, Problem)
    assert isinstance(found, Record)
    assert (problem.lines, found.title, found.source and found.source.lines) == ((1, 1), "Nets of Rain", (2, 2))


def test_what_stands_beside_papers_that_are_called_by_their_keys_is_told() -> None:
    text = '{"year": 2026, "comment": "12 pages.", "2604.99902": {"title": "Nets of Rain", "authors": ["Cee Lark"]}}'
    problem, found = in_json(text)
    assert isinstance(problem, Problem)
    assert isinstance(found, Record)
    assert (problem.text, found.arxiv) == ("{'comment': '12 pages.'}", "2604.99902")
