"""CSL-JSON: what processors and Zotero write is read, and what is written reads back whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from readlist import formats
from readlist.errors import ExportError
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Problem, Record, Status
from tests.formats.test_jsonl import records, states

WRITER = formats.writer("csl_json")
PLAIN = formats.WriteOptions()


def read(text: str) -> list[formats.Found]:
    return list(formats.reader("csl_json").read(text, formats.NO_EVIDENCE))


def one(**fields: Any) -> Record:
    (record,) = read(json.dumps([{"id": "x", **fields}]))
    assert isinstance(record, Record)
    return record


@given(records, states)
def test_what_is_written_reads_back(record: Record, state: dict[str, Any]) -> None:
    papers = [Paper(record=record, **state), Paper(record=Record(title="Another", citekey="b"))]
    assert WRITER.verify is not None
    WRITER.verify("".join(WRITER.write(papers, PLAIN)), papers, PLAIN)


def test_what_does_not_read_back_is_told() -> None:
    paper = Paper(record=Record(title="One", citekey="a"))
    text = "".join(WRITER.write([paper], PLAIN))
    assert WRITER.verify is not None
    with pytest.raises(ExportError, match="does not read back"):
        WRITER.verify(text.replace("One", "Two"), [paper], PLAIN)
    with pytest.raises(ExportError, match="more papers"):
        WRITER.verify(text, [], PLAIN)


def test_a_preprint_is_written_as_zotero_knows_it() -> None:
    record = Record(
        title="One", citekey="a", arxiv="2301.00001", arxiv_version=2, categories=("cs.CL",), date=PartialDate(2023, 1),
        entry_type=EntryType.PREPRINT, authors=(Name("Maaten", "Laurens", "van der"), Name(literal="A Team")),
    )  # fmt: skip
    (item,) = json.loads("".join(WRITER.write([Paper(record=record, tags=("nlp",), status=Status.READ)], PLAIN)))
    assert item == {
        "id": "a", "type": "article", "citation-key": "a", "title": "One",
        "author": [{"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"}, {"literal": "A Team"}],
        "issued": {"date-parts": [[2023, 1]]}, "keyword": "nlp", "publisher": "arXiv", "archive": "arXiv",
        "number": "arXiv:2301.00001v2",
        "note": 'arXiv: 2301.00001v2 [cs.CL]\nreadlist.keywords: []\nreadlist.status: "read"\nreadlist.tags: ["nlp"]',
    }  # fmt: skip


def test_nothing_is_an_empty_list() -> None:
    assert json.loads("".join(WRITER.write([], PLAIN))) == []


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [["1965", "6", "1"]]}, "1965-06-01"),
        ({"date-parts": [[1965, 6]]}, "1965-06"),
        ({"date-parts": [[1965, 13]]}, "1965"),
        ({"date-parts": [[1965, 2, 30]]}, "1965-02"),
        ({"date-parts": [[1965], [1968]]}, "1965"),
        ({"date-parts": [1965, 6]}, "1965-06"),
        ({"date-parts": [["", 6]]}, None),
        ({"date-parts": [[1965]], "season": 1}, "1965"),
        ({"date-parts": [[-44, 3]]}, None),
        ({"raw": "7 Nov 2024"}, "2024-11-07"),
        ({"literal": "c. 1999"}, "1999"),
        ({"year": 2011, "month": 2}, "2011-02"),
        ("2020-05-01", "2020-05-01"),
        (2020, "2020"),
        ({"date-parts": "?"}, None),
        ([], None),
    ],
)
def test_dates(issued: Any, date: str | None) -> None:
    record = one(title="One", issued=issued)
    assert (str(record.date) if record.date else None) == date


def test_what_a_date_does_not_hold_is_kept() -> None:
    assert json.loads(one(title="One", issued={"date-parts": [[-44, 3]]}).extra["issued"]) == {"date-parts": [[-44, 3]]}


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        (
            {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
            Name("Humboldt", "Alexander", "von"),
        ),
        ({"family": "van der Berg", "given": "An"}, Name("Berg", "An", "van der")),
        ({"family": "King", "given": "M. L., Jr."}, Name("King", "M. L.", "", "Jr.")),
        ({"family": "King", "given": "M. L.", "suffix": "III"}, Name("King", "M. L.", "", "III")),
        ({"literal": "The Team"}, Name(literal="The Team")),
        ({"family": "Plato"}, Name(literal="Plato")),
    ],
)
def test_names(given_name: dict[str, str], name: Name) -> None:
    assert one(title="One", author=[given_name]).authors == (name,)


def test_lines_of_the_note_tell_of_fields() -> None:
    record = one(title="One", note="Citation Key: bee2020\narXiv: 2301.00001 [cs.LG]\nA remark: yes")
    assert (record.citekey, record.arxiv, record.categories) == ("bee2020", "2301.00001", ("cs.LG",))
    assert record.extra == {"note": "A remark: yes", "id": "x"}


def test_a_note_of_ours_that_was_spoiled_does_no_harm() -> None:
    record = one(title="One", note='readlist.title: ["x"]\nreadlist.extra: NaN\nreadlist.status: [')
    assert record.title == "One"


def test_every_variable_is_kept() -> None:
    record = one(
        title="A <i>small</i> thing", type="motion_picture", ISBN="1", custom={"a": 1}, translator=[{"family": "Li"}]
    )
    assert record.title == "A small thing"
    assert record.extra == {"ISBN": "1", "custom": '{"a": 1}', "translator": "Li", "type": "motion_picture"}


def test_an_item_without_anything_is_a_problem() -> None:
    (problem,) = read('[{"type": "book"}]')
    assert isinstance(problem, Problem)


def test_yaml_is_read_as_pandoc_writes_it() -> None:
    text = (
        "---\nreferences:\n- id: bee2020\n  type: article-journal\n  author:\n  - family: Bee\n    given: Ada\n"
        "  issued:\n  - year: 2020\n    month: 4\n  title: 'Of: bees'\n- id: dor2021\n  title: Dorm\n  issued: 2021-01\n...\n"
    )
    found = formats.recognize(text)
    first, second = found.read(text, formats.NO_EVIDENCE)
    assert found.reader.name == "csl_json"
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.title, str(first.date), first.source and first.source.lines) == ("Of: bees", "2020-04", (3, 11))
    assert (second.citekey, str(second.date), second.source and second.source.lines) == ("dor2021", "2021-01", (12, 14))


def test_what_has_no_place_stays_in_the_order_of_the_item() -> None:
    roles = "translator composer director guest host narrator".split()
    dates = "submitted accessed event-date".split()
    told = one(**{role: [{"family": "Bee"}] for role in roles}, **{date: {"date-parts": [[2020]]} for date in dates})
    assert list(told.extra) == [*dates, *roles]


@pytest.mark.parametrize("text", ["references:\n- &a [*a]\n- {", "references:\n- x: &a 1\n  y: *a\n- id: b"])
def test_spoiled_yaml_is_a_problem(text: str) -> None:
    (problem,) = read(text)
    assert isinstance(problem, Problem)


def test_the_processors_own_samples(shared: Any) -> None:
    text = (shared / "data/csl_json/csl_test_suite_misc.json").read_text(encoding="utf-8")
    assert formats.recognize(text).reader.name == "csl_json"
    assert len(read(text)) == len(json.loads(text))
