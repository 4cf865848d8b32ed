"""RIS: what is written reads back as far as the notation can hold it, and no value becomes a field or a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.errors import ExportError
from readlist.formats._tagged.values import note_html, note_text
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from readlist.model.text import clean

OPTIONS = formats.WriteOptions()
SCHOOLS = {EntryType.THESIS, EntryType.MASTERS_THESIS, EntryType.REPORT}
NASTY = "ER  - \nTY  - JOUR\nTI  - evil\r\nER  -\x85\u2028AU  - Mallory"

# Words in which nothing is markup of any kind, so that they must come back as they were.
words = st.text("abcXYZ 012äЖ李.:/@#%!?", min_size=1, max_size=20).map(lambda text: f"w{' '.join(text.split())}e")
lists = st.lists(words, max_size=3, unique=True).map(tuple)
texts = st.text(max_size=60) | st.sampled_from((NASTY, "a; b", "ER  -", "&lt;p&gt; &amp;lt;", "x\n\ny", "*;*", "a,b,c"))
names = st.sampled_from(
    (
        Name("Maaten", "Laurens", "van der"),
        Name("King", "Martin", "", "Jr."),
        Name("Ng", "A. B."),
        Name("O’Neil-Smith", "Ana"),
        Name(literal="Vaibhav"),
        Name(literal="Barnes and Noble"),
        Name(literal="The Example Collaboration"),
        Name(literal="李飞飞"),
    )
)
dates = st.builds(PartialDate, st.integers(1500, 2099), st.none() | st.integers(1, 12), st.none()) | st.dates(
    date(1500, 1, 1), date(2099, 12, 31)
).map(lambda day: PartialDate(day.year, day.month, day.day))
papers = st.builds(
    Paper,
    record=st.builds(
        Record,
        title=words,
        authors=st.lists(names, max_size=3).map(tuple),
        authors_complete=st.booleans(),
        affiliations=lists,
        date=dates | st.none(),
        entry_type=st.sampled_from(EntryType),
        venue=words,
        volume=words | st.none(),
        number=words | st.none(),
        pages=st.sampled_from((None, "12", "e12", "12–15", "1, 5–7", "A12–A19")),
        publisher=words,
        abstract=words | st.none(),
        doi=st.just("10.1000/AbC.1") | st.none(),
        arxiv=st.just("2301.00001"),
        arxiv_version=st.integers(1, 99) | st.none(),
        categories=st.sampled_from(((), ("cs.CV",), ("math.AG", "cs.LG"))),
        keywords=lists,
        url=st.just("https://example.org/a?b=c%20d#e"),
        urls=st.sampled_from(((), ("https://example.org/code",))),
        editors=st.lists(names, max_size=2).map(tuple),
        attachments=st.sampled_from(((), (Attachment("/a b/c.pdf", "pdf"), Attachment("C:\\x.html", "html")))),
        extra=st.dictionaries(st.sampled_from(("SN", "U1", "LA", "N1", "ET", "LB")), words, max_size=3),
        citekey=st.sampled_from((None, "ng2023maps", "DBLP:conf/x/Y12")),
    ),
    status=st.sampled_from(Status),
    starred=st.booleans(),
    priority=st.integers(0, 3),
    tags=lists,
    note=st.sampled_from((None, "one line", "a < b &amp; <p>\n\n- one\n  - two\n\n```\ncode\n```")),
)


def written(*some: Paper) -> str:
    text = "".join(formats.writer("ris").write(some, OPTIONS))
    formats.writer("ris").verify(text, some, OPTIONS)  # type: ignore[misc]
    return text


def read(text: str) -> list[formats.Found]:
    return list(formats.reader("ris").read(text, formats.NO_EVIDENCE))


def one(text: str) -> Paper:
    (found,) = read(text)
    assert not isinstance(found, Problem)
    return found if isinstance(found, Paper) else Paper(record=found)


def projected(paper: Paper) -> Paper:
    """The paper as far as RIS can hold it."""
    record = paper.record
    words = dict.fromkeys((*paper.tags, *record.keywords))
    # What is both a tag and a keyword is written once; a book's first editors stand where those of no series do.
    return replace(
        paper,
        record=replace(
            record,
            keywords=tuple(word for word in words if word not in paper.tags),
            publisher=None if record.publisher == record.venue and record.entry_type in SCHOOLS else record.publisher,
            source=None,
        ),
    )


@given(papers)
def test_what_is_written_reads_back(paper: Paper) -> None:
    found = one(written(paper))
    assert replace(found, record=replace(found.record, source=None)) == projected(paper)


@given(st.lists(st.builds(Record, title=texts, abstract=texts, venue=texts, authors=st.lists(texts.map(
    lambda text: Name(literal=text))).map(tuple), keywords=st.lists(texts).map(tuple), citekey=texts, url=texts, pages=texts,
    extra=st.dictionaries(st.sampled_from(("N1", "SN", "TY", "ER", "M3", "issn", "x")), texts)), max_size=3), texts)  # fmt: skip
def test_no_value_becomes_a_field_or_a_record(records: list[Record], note: str) -> None:
    some = [Paper(record=record, note=note, tags=(note,)) for record in records]
    text = written(*some)
    assert len(read(text)) == len(records)
    assert sum(line.startswith("TY  - ") for line in text.splitlines()) == len(records)


@given(st.text())
def test_a_note_keeps_its_lines(note: str) -> None:
    lines = note_text(note_html(note))
    assert note_text(note_html(lines)) == lines


def test_the_address_of_a_paper_is_written_once() -> None:
    address, further = "https://example.org/a", "https://example.org/b"
    text = written(Paper(record=Record(title="One", url=address, urls=(address, further))))
    assert (text.count(address), text.count(further)) == (1, 1)


def test_a_text_that_says_something_else_is_not_believed() -> None:
    paper = Paper(record=Record(title="One", keywords=("maps",)))
    verify = formats.writer("ris").verify
    assert verify is not None
    for text in ("", written(paper, paper), written(paper).replace("maps", "nets")):
        with pytest.raises(ExportError, match="does not read back"):
            verify(text, [paper], OPTIONS)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - One\nAU  - Ng, Ana\nER  - \n",
        "\ufeffTY  - JOUR\nTI  - One\nAU  - Ng, Ana\nER  -",
        "TY - JOUR\nTI - One\nAU - Ng, Ana\nER -",
        "TY  - JOUR\nTI  - One\nAU  - Ng, Ana\n",
        "  TY  -  JOUR\n  TI  -  One\n  A1  -  Ng,Ana;\n  ER  -\n",
        "1.\nTY  - JOUR\nT1  - One\nA1  - Ng, Ana\nER  - end\n\n\n",
        "TY\t-\tJOUR\nT1\t-\tOne\nA1\t-\tNg, Ana\nER\t-\n",
    ],
)
def test_one_record_however_it_is_written(text: str, line_end: str) -> None:
    text = clean(text.replace("\n", line_end))
    assert formats.recognize(text).reader.name == "ris"
    record = one(text).record
    assert (record.title, record.authors, record.entry_type) == ("One", (Name("Ng", "Ana"),), EntryType.ARTICLE)


def test_words_that_look_like_tags_go_on_with_a_line() -> None:
    record = one("TY  - JOUR\nTI  - One\nAB  - We study\nAI - based maps\nin - and out\nER  - \n").record
    assert record.abstract == "We study AI - based maps in - and out"


def test_a_thousand_authors_and_more() -> None:
    authors = "".join(f"AU  - Ng{number}, Ana\n" for number in range(5000))
    assert len(one(f"TY  - JOUR\nTI  - One\n{authors}ER  - \n").record.authors) == 5000


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ("Y1  - 2018/12/15\nDA  - 2019/02/01", "2019-02-01"),
        ("Y1  - 2019/01/15\nPY  - 2019\nDA  - 2019/02/01", "2019-02-01"),
        ("Y1  - 2019/01/15\nDA  - Feb", "2019-01-15"),
        ("PY  - 2019\nDA  - Feb", "2019-02"),
    ],
)
def test_the_date_of_an_issue_comes_before_that_of_its_first_appearance(tags: str, told: str) -> None:
    (record,) = formats.reader("ris").read(f"TY  - JOUR\nT1  - Maps\n{tags}\nER  - ", formats.NO_EVIDENCE)
    assert isinstance(record, Record)
    assert str(record.date) == told
