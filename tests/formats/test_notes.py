"""Notes: one Markdown file a paper; everything reads back, names of files are safe, files of others stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist import formats
from readlist.formats.notes import file_name, held
from readlist.model.paper import Paper, Problem, Record, Status
from readlist.model.text import clean, squeeze
from tests.formats.test_jsonl import records

OPTIONS = formats.WriteOptions()
words = st.text(max_size=20).map(lambda text: squeeze(clean(text))).filter(bool)
notes = st.text(st.sampled_from("ab\\-: \ntile[]<!>") | st.characters(), max_size=40).map(
    lambda text: clean(text).strip()
)
papers = st.builds(
    Paper,
    record=records,
    status=st.sampled_from(Status),
    starred=st.booleans(),
    priority=st.integers(0, 3),
    tags=st.lists(words, max_size=2).map(tuple),
    note=notes.filter(bool) | st.sampled_from(("---\ntitle: x", "\\---\ntitle: y\n---", None)),
)


def written(*given_papers: Paper) -> str:
    return "".join(formats.writer("notes").write(given_papers, OPTIONS))


def found_in(text: str) -> list[formats.Found]:
    return list(formats.recognize(text).read(text, formats.NO_EVIDENCE))


@settings(deadline=None)
@given(st.lists(papers, min_size=1, max_size=2))
def test_what_is_written_reads_back(given_papers: list[Paper]) -> None:
    found = list(formats.reader("notes").read(written(*given_papers), formats.NO_EVIDENCE))
    assert [held(item) for item in found if isinstance(item, Paper)] == [held(paper) for paper in given_papers]
    verify = formats.writer("notes").verify
    assert verify is not None
    verify(written(*given_papers), given_papers, OPTIONS)


def test_notes_of_other_programs_are_read() -> None:
    text = '---\naliases: []\ntitle: "Silence: a study"\nauthors:\n  - Ada Quill\n  - "Rook, Ben"\nyear: 2031\nDOI: 10.1000/1\ntags: [nlp, to/read]\nstatus: reading\nrating: 4\n---\n# Summary\n\nGood.\n'
    (paper,) = found_in(text)
    assert isinstance(paper, Paper)
    assert [name.display for name in paper.record.authors] == ["Ada Quill", "Ben Rook"]
    assert (paper.record.title, paper.record.year, paper.record.doi) == ("Silence: a study", 2031, "10.1000/1")
    assert (paper.status, paper.tags, paper.note) == (Status.READING, ("nlp", "to/read"), "# Summary\n\nGood.")
    assert paper.record.extra == {"rating": "4"}
    assert paper.record.source is not None
    assert paper.record.source.lines == (1, 15)


@pytest.mark.parametrize(
    "front", ["title: [", "title: x\nauthors: &a [*a]", "title: x\nvenue: " + "[" * 5000, "title: {a: b}\nvenue: y"]
)
def test_a_bad_note_is_a_problem_and_the_next_is_read(front: str) -> None:
    good = written(Paper(record=Record(title="One", venue="Two")))
    problem, paper = list(formats.reader("notes").read(f"---\n{front}\n---\ntext\n{good}", formats.NO_EVIDENCE))
    assert isinstance(problem, Problem)
    assert isinstance(paper, Paper)


@pytest.mark.parametrize(
    ("key", "name"),
    [("ng2020maps", "ng2020maps.md"), ("../../etc/passwd", "etc_passwd.md"), ("CON", "_CON.md"), ("-rf", "rf.md"), ("a:b/c", "a_b_c.md"),
     ("x" * 5000, "x" * 80 + ".md"), (None, "paper.md"), ("...", "paper.md")],
)  # fmt: skip
def test_names_of_files_are_safe(key: str | None, name: str) -> None:
    assert file_name(Paper(record=Record(title="One", citekey=key))) == name


def test_a_blog_post_is_no_note_on_a_paper() -> None:
    assert (
        formats.reader("notes").recognize("---\ntitle: My day\ndate: 2020-01-01\ntags: [life]\n---\nIt rained.\n") == 0
    )


BROKEN = "---\ntitle: Hives: a study\n{}doi: 10.1000/x\n---\n"


@pytest.mark.parametrize(
    "lines", ["authors:\n  - name: Ana Bee\n    from: Hive\n", "journal:\n  title: Wax\n", "title: Wax\n", "names: {a: b}\n"]
)  # fmt: skip
def test_members_in_members_are_not_guessed_where_the_front_matter_is_no_yaml(lines: str) -> None:
    (found,) = formats.reader("notes").read(BROKEN.format(lines), formats.NO_EVIDENCE)
    assert isinstance(found, Problem)


def test_lines_that_go_on_are_kept_where_the_front_matter_is_no_yaml() -> None:
    lines = "# mine\nabstract: Bees: they\n  live in\n  hives.\nauthors:\n- Ana Bee\n- Bo Cee\nvenue: J_of_Bees\n"
    (found,) = formats.reader("notes").read(BROKEN.format(lines), formats.NO_EVIDENCE)
    assert isinstance(found, Record)
    assert (found.title, found.abstract, found.venue) == ("Hives: a study", "Bees: they live in hives.", "J_of_Bees")
    assert [name.display for name in found.authors] == ["Ana Bee", "Bo Cee"]
