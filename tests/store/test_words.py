"""The index of words has what stands in the rows, whatever was done."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from readlist.library import Library
from readlist.library.update import Update
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, Paper, Record
from readlist.model.words import Words, words_of
from readlist.store import Store
from readlist.store.schema import VERSION
from readlist.store.words import rows_of
from tests.model.queries import TAGS, WORDS
from tests.store.earlier import take_back
from tests.store.nasty import a_library
from tests.test_library import LibraryMachine

Entries = set[tuple[str, int, str, int]]


def indexed(library: Library) -> Entries:
    """Every word in the index, with its paper, column and place."""
    connection = library._store._connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.entries USING fts5vocab(main, words, instance)")
    return set(connection.execute("SELECT term, doc, col, offset FROM temp.entries").fetchall())


def standing(library: Library) -> Entries:
    """Every word in the rows, those of papers that were deleted too."""
    connection = library._store._connection
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM paper")]
    return {
        (word, int(row[0]), column, place)
        for row in rows_of(connection, ids)
        for column, text in zip(Words._fields, row[1:], strict=True)
        for place, word in enumerate(str(text).split(" "))
        if word
    }


texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


class WordsMachine(LibraryMachine):
    """Random actions, after each of which the index is looked at."""

    @rule(title=texts, author=texts, abstract=texts, tag=st.sampled_from(TAGS))
    def reword(self, title: str, author: str, abstract: str, tag: str) -> None:
        fields = {"title": title, "authors": author, "abstract": abstract, "doi": "10.1000/x", "date": "2020"}
        for id_ in self.some(2)[:1]:
            self.note_step(self.library.update([id_], Update(add_tags=(tag,), fields=fields)).step)

    @rule(share=st.integers(1, 3))
    def export(self, share: int) -> None:
        self.library.citekeys(self.some(share))

    @invariant()
    def is_as_it_was(self) -> None:
        assert indexed(self.library) == standing(self.library)


def of_version_3(path: Path) -> None:
    """A library as the version before the index left it."""
    library, _ = a_library(path, 5)
    with library:
        take_back(library._store._connection, 3)


def test_an_earlier_library_gets_its_index(tmp_path: Path) -> None:
    of_version_3(tmp_path / "library.db")
    with Library.open(tmp_path / "library.db") as library:
        assert library._store._one("PRAGMA user_version") == VERSION
        assert indexed(library) == standing(library) != set()


def test_an_earlier_library_that_cannot_be_changed_is_searched(tmp_path: Path) -> None:
    of_version_3(tmp_path / "library.db")
    with Library(Store(tmp_path / "library.db", read_only=True)) as old, a_library(tmp_path / "new.db", 5)[0] as new:
        for line in ("graph", "-graph", "title:the OR note:bert", "has:note", ""):
            assert old.ids(line) == new.ids(line)


def test_rows_that_another_program_has_changed_stop_no_change(tmp_path: Path) -> None:
    library, _ = a_library(tmp_path / "library.db", 5)
    with library:
        library._store._connection.execute("UPDATE paper SET title = 'Of Another Program', abstract = NULL")
        ids = list(library.ids())
        library.update(ids[:1], Update(add_tags=("seen",)))
        assert ids[0] in library.ids("another program")


def test_the_words_of_a_paper_stay_what_they_are() -> None:
    """An index that was written once is only right as long as they do: else a migration has to write it anew."""
    record = Record(
        title="{\\em Poincaré}-type Maps: 深度学习",
        authors=(Name("Łoś", "Ann-Marie"), Name("van Berg", "I.")),
        abstract="The ﬁrst straße, 50%…",
        date=PartialDate(2020, 5),
        venue="Proc. of ACL",
        doi="10.1/a_b",
        arxiv="2101.00001",
        categories=("cs.CL",),
        affiliations=("ETH Zürich",),
        citekey="los2020poincare",
        attachments=(Attachment("a.pdf"),),
    )
    found = words_of(Paper(record=record, tags=("nlp/Graph nets", "École"), note="ask Kim"))
    assert found._replace(marks="") == Words(
        title="poincare type maps 深 度 学 习",
        author="ann marie los · i van berg",
        abstract="the first strasse 50",
        note="ask kim",
        year="2020",
        key="los2020poincare",
        tag="nlp graph nets · ecole",
        venue="proc of acl",
        affiliation="eth zurich",
        category="cs cl",
        doi="10 1 a b",
        arxiv="2101 00001",
        marks="",
    )
    parts = ["every", f"tag{chr(0xE03A)}nlp{chr(0xE02F)}graph{chr(0xE020)}nets", f"tag{chr(0xE03A)}ecole"]
    parts += [f"has{chr(0xE03A)}{name}" for name in ("abstract", "arxiv", "doi", "note", "pdf", "tag", "title")]
    assert found.marks == " ".join(parts)


TestWordsMachine = WordsMachine.TestCase
TestWordsMachine.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
