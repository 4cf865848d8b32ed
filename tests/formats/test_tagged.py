"""Tagged notations: each is told from the others, no line is lost, and no text takes long or breaks a reader."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.formats._reading import parted_words, told_by
from readlist.formats._tagged.ovid_source import parsed
from readlist.formats._tagged.values import date, keywords, pages, person
from readlist.model.names import Name
from readlist.model.paper import Paper, Problem, Record, Status
from readlist.model.text import clean
from tests.pace import assert_linear

SMALLEST = {
    "ris": [
        "TY  - JOUR\nTI  - One\nER  - \n",
        "Exported today\n\nTY - CONF\nTI - One\nER -",
        "AU  - Ng, A\nTI  - One\nER  - ",
        "ty  - jour\nti  - One\nau  - Ng, A\ner  - \n",
        "au  - Ng, A\nt1  - One\ner  - ",
    ],
    "nbib": [
        "PMID- 123\nOWN - NLM\nTI  - One\n",
        "\nOWN - ERIC\nTI  - One\n",
        "PMID - 123\nTI  -One",
        "TI  - One\nFAU - Ng, Ana\nJT  - Maps\nDP  - 2019",
    ],
    "wos": ["FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A, B\n", "PT\tAU\tTI\nJ\tNg, A\tOne"],
    "refer": ["%0 Journal Article\n%T One\n", "%T One\n%A A. Ng\n"],
    "ads": [
        "%R 2017SenIm..18...17Z\n%T One\n",
        "Retrieved 1 abstracts, starting with number 1.\n\n%R 2017PhDT........14C\n%A Ng, A",
    ],
    "cochrane": ["Record #1 of 1\nID: CD000001\nTI: One\nYR: 2020", "ID: CN-00000001\nAU: Ng A\nTI: One"],
    "refworks": ["RT Journal Article\nSR Electronic\nT1 One\n"],
    "ovid": [
        " <1. >\n VN - Ovid Technologies\n TI - One",
        "<1. >\nVN  - Ovid Technologies\nTI  - One\n",
        "<1>\nTitle\n  One\n",
        "<2>\nAN  - 1\nTI  - One\n",
    ],
}
RECORDS = {
    "ris": "TY  - JOUR\nTI  - One\nAU  - Ng, A\nER  - \n\n",
    "nbib": "PMID- 1\nTI  - One\nAU  - Ng A\n\n",
    "wos": "PT J\nTI One\nAU Ng, A\nER\n\n",
    "refer": "%0 Generic\n%T One\n%A Ng, A\n\n",
    "ads": "%R 2017SenIm..18...17Z\n%T One\n%A Ng, A\n\n",
    "cochrane": "Record #1 of 1\nID: CN-00000001\nTI: One\nAU: Ng A\n\n",
    "refworks": "RT Generic\nT1 One\nA1 Ng,A\n\n",
    "ovid": "<1. >\nTI  - One\nAU  - Ng, A\n\n",
}
BITS = st.sampled_from(
    "TY  - JOUR|TI  - One|AU  - Ng, A|ER  - |ER|EF|PT J|FN X|TI One|PMID- 1|OWN - NLM|FAU - Ng, A|%0 Book|%T One|%A Ng|%"
    "|RT Book|T1 One|A1 Ng|<1. >|<|VN  - Ovid|Title|  One|Author||  |\t| - |text|12.|Provider: X|N1  - <p>x|KW  - a;b|PT\tAU\tTI"
    "|%R 2017SenIm..18...17Z|Record #1 of 2|ID: CD000001|TI: One|AU: Ng|SP  - 1|DO  - 10.1/|UR  - x|AN  - arXiv:1|SO  - A 1(2):3|Source|DP  - 2019".split(
        "|"
    )
)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SMALLEST.items() for text in texts])
def test_the_smallest_texts_are_recognized_and_read(name: str, text: str) -> None:
    best = formats.recognize(clean(text))
    assert best.reader.name == name
    assert any(not isinstance(found, Problem) for found in best.read(clean(text), formats.NO_EVIDENCE))


@pytest.mark.parametrize("name", RECORDS)
def test_a_reader_is_sure_of_no_other_notation(name: str) -> None:
    others = [record for other, record in RECORDS.items() if other != name]
    assert not any(formats.reader(name).recognize(text) >= formats.SURE for text in others)


@given(lines=st.lists(BITS | st.text(max_size=12), max_size=30))
def test_any_text_is_read_in_order_and_no_line_twice(lines: list[str]) -> None:
    text = clean("\n".join(lines))
    for name in RECORDS:
        spans = []
        for found in formats.reader(name).read(text, formats.NO_EVIDENCE):
            record = found.record if isinstance(found, Paper) else found
            spans.append(record.lines if isinstance(record, Problem) else record.source.lines)  # type: ignore[union-attr]
        assert all(1 <= first <= last <= text.count("\n") + 1 for first, last in spans), name
        assert all(one[1] < other[0] for one, other in pairwise(spans)), name


@pytest.mark.parametrize("name", RECORDS)
def test_many_records_and_long_lines(name: str) -> None:
    read, count = formats.reader(name).read, 2000
    assert sum(not isinstance(found, Problem) for found in read(RECORDS[name] * count, formats.NO_EVIDENCE)) == count
    record = RECORDS[name]
    for unit in (
        "x",
        " ",
        "- ",
        "a;",
        "a, ",
        "[(",
        "<p",
        "&amp;",
        "A. ",
        "1-",
        " 123456789",
        "http://",
        "10.1000/",
        "\n   x",
        "\n\nx",
        "A B.\n",
    ):
        for place in ("One", "Ng"):

            def act(size: int, unit: str = unit, place: str = place) -> None:
                text = record.replace(place, place + unit * (size // len(unit)), 1)
                assert list(read(text, formats.NO_EVIDENCE))
                assert formats.reader(name).recognize(text) >= 0

            assert_linear(act, f"{unit!r} behind {place!r}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ng, Ana B.", Name("Ng", "Ana B.")),
        ("Ng,A.", Name("Ng", "A.")),
        ("Ng AB", Name("Ng", "AB")),
        ("van der Berg LM Jr", Name("Berg", "LM", "van der", "Jr")),
        ("Ana Ng", Name("Ng", "Ana")),
        ("King, Martin, Jr.", Name("King", "Martin", "", "Jr.")),
        ("Barnes and Noble,", Name(literal="Barnes and Noble")),
        ("Ng, Ana,", Name("Ng", "Ana")),
        ("李飞飞", Name(literal="李飞飞")),
        ("IBM", Name(literal="IBM")),
    ],
)
def test_persons(text: str, name: Name) -> None:
    assert person(text) == name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hydromaps. 2007 15 June; 433-441.", ("Hydromaps", None, None, "433–441", "2007-06-15")),
        ("Journal of Maps 12, Winter 2007: 7-14.", ("Journal of Maps", "12", None, "7–14", "2007")),
        ("Current Maps, 2013(1): 3-28.", ("Current Maps", "2013", "1", "3–28", "2013")),
        ("Maps. Vol.24(7), 2019, pp. 847-856.", ("Maps", "24", "7", "847–856", "2019")),
        ("Maps. Vol 28(2) Apr 2015, 103-106.", ("Maps", "28", "2", "103–106", "2015-04")),
        ("(2014). Maps of lists xii, 58 pp. Bern: Example.", ("Maps of lists", None, None, None, "2014")),
        ("[On maps.] [Karty.] Bern. 2002: 1-23. Chapter pagination: 4-8.", ("On maps", None, None, "4–8", "2002")),
        ("Invented Psychology Quarterly. ", ("Invented Psychology Quarterly", None, None, None, "None")),
    ],
)
def test_lines_that_say_where_a_paper_stands(line: str, expected: tuple[str | None, ...]) -> None:
    found = parsed(line)
    assert (*found[:4], str(found.date)) == expected


def test_dates_pages_and_keywords() -> None:
    assert str(date("2011", "Jun")) == "2011-06"
    assert str(date("2016/12//", None)) == "2016-12"
    assert str(date("2020///nan")) == "2020"
    assert date(None, "in press") is None
    assert pages("nan", "nan") is None
    assert pages("1375339", "1375339") == "1375339"
    assert keywords([["Child, Preschool"]]) == ("Child, Preschool",)


def test_keywords_tell_of_reading() -> None:
    paper = Paper(record=Record(keywords=("nets",)), status=Status.LATER, starred=True, priority=1, tags=("maps",))
    told = told_by(parted_words(paper))
    assert (told.status, told.starred, told.priority, told.tags, told.keywords) == (
        Status.LATER, True, 1, ("maps",), ("nets",),
    )  # fmt: skip
    assert told_by(["reading", "_reading"])[:1] == (Status.READING,)
    assert told_by(["reading", "_reading"]).keywords == ("reading",)


def test_a_type_far_behind_the_beginning_begins_the_next_record() -> None:
    text = "%T One\n%0 Book\n%A Ana Bee\n%0 Book\n%T Two\n%A Bo Cee\n%0 Book\n%T Three\n"
    found = formats.reader("refer").read(text, formats.NO_EVIDENCE)
    assert [item.title for item in found if isinstance(item, Record)] == ["One", "Two", "Three"]


def test_a_row_of_web_of_science_in_place_of_the_names_of_columns_is_told() -> None:
    text = 'PT,AU,TI,SO,"PY\nJ,"Bee, Ana",One,Nests,2019\nJ,"Cee, Bo",Two,Nests,2020\n'
    found = list(formats.recognize(text).read(text, formats.NO_EVIDENCE))
    assert [item.lines for item in found if isinstance(item, Problem)] == [(1, 1), (2, 2), (3, 3)]


def test_keywords_between_commas_are_parted_where_there_are_no_subject_headings() -> None:
    text = "PT J\nAU Ng, A\nTI One\nDE nets, maps, rats\nER\n\n"
    (found,) = formats.recognize(text).read(text, formats.NO_EVIDENCE)
    assert isinstance(found, Record)
    assert found.keywords == ("nets", "maps", "rats")


def test_inventors_and_the_dois_of_books_are_told_by_web_of_science() -> None:
    text = "PT P\nIV Ng, A\nTI One\nD2 10.1000/whole\nER\n\n"
    (found,) = formats.recognize(text).read(text, formats.NO_EVIDENCE)
    assert isinstance(found, Record)
    assert (found.authors, found.doi) == ((Name("Ng", "A"),), "10.1000/whole")
