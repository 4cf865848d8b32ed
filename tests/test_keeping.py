"""Files that are kept current: what is ours follows the library, what is not ours is never touched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import Library
from readlist.errors import ExportError, NotFound, QueryError
from readlist.formats import Part, WriteOptions, writer
from readlist.library.keeping import merged
from readlist.model.paper import Status
from readlist.model.target import Outcome
from readlist.tui.keeping import Keeper

MAPS = '{"title": "Sparse Maps", "authors": ["Ada Moon"], "year": 2020}\n'
INNS = '{"title": "Roads and Inns", "authors": ["Bo Lind"], "year": 2021}\n'
ROADS = '{"title": "Long Roads", "authors": ["Cy Ash"], "year": 2022}\n'
MINE = "% my own\n@book{mine,\n  title  = {My {Own} Book}\n}\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    reading_list = Library.open(tmp_path / "library.db")
    reading_list.add(MAPS + INNS, "papers.jsonl")
    return reading_list


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    return tmp_path / "refs.bib"


def keys(path: Path) -> list[str]:
    return [line[line.index("{") + 1 : -1] for line in path.read_text().splitlines() if line.startswith("@")]


def outcomes(library: Library) -> list[Outcome]:
    return [outcome for _, outcome in library.keeping.refresh()]


def test_a_target_is_an_export_that_follows_the_library(library: Library, bib: Path) -> None:
    kept = library.keeping.keep(bib, "", "bibtex", WriteOptions())
    assert kept.outcome is Outcome.WRITTEN
    assert bib.read_text() == library.export(list(library.ids("")))
    library.add(ROADS, "more.jsonl")
    assert outcomes(library) == [Outcome.WRITTEN]
    assert bib.read_text() == library.export(list(library.ids("")))
    assert keys(bib) == ["ash2022long", "lind2021roads", "moon2020sparse"]
    library.undo()
    assert outcomes(library) == [Outcome.WRITTEN]
    assert keys(bib) == ["lind2021roads", "moon2020sparse"]


@pytest.mark.filterwarnings("ignore:subprocess:ResourceWarning")  # the process is left to itself on purpose
def test_the_app_has_a_file_written_and_runs_nothing_that_lies_where_the_user_is(
    library: Library, bib: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.keeping.keep(bib, "", "bibtex", WriteOptions())
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("readlist", "json", "click"):
        (folder / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")
    monkeypatch.chdir(folder)
    keeper = Keeper(library)
    library.add(ROADS, "more.jsonl")
    keeper.keep()
    limit = time.monotonic() + 30
    while "ash2022long" not in keys(bib) and not (folder / "ran").exists():
        assert time.monotonic() < limit
        time.sleep(0.05)
    assert not (folder / "ran").exists()


def test_a_file_that_is_current_is_not_touched(library: Library, bib: Path) -> None:
    library.keeping.keep(bib, "year:2020", "bibtex", WriteOptions())
    before = bib.stat().st_mtime_ns, bib.stat().st_ino
    library.mark(library.ids("year:2021"), Status.READ)
    version = library.version
    assert outcomes(library) == [Outcome.UNCHANGED]
    assert (bib.stat().st_mtime_ns, bib.stat().st_ino) == before
    assert library.version == version


def test_papers_come_and_go_with_the_query(library: Library, bib: Path) -> None:
    library.keeping.keep(bib, "status:read", "bibtex", WriteOptions())
    assert bib.read_text() == ""
    library.mark(library.ids(""), Status.READ)
    library.keeping.refresh()
    assert keys(bib) == ["lind2021roads", "moon2020sparse"]
    library.mark(library.ids("year:2021"), Status.LATER)
    library.keeping.refresh()
    assert keys(bib) == ["moon2020sparse"]


def test_entries_of_others_stay_as_they_are_and_where_they_are(library: Library, bib: Path) -> None:
    bib.write_text(MINE)
    library.keeping.keep(bib, "year:2021", "bibtex", WriteOptions())
    assert bib.read_text().startswith(MINE)
    bib.write_text(bib.read_text() + "\n@misc{zz,title={Z}}\n@comment{a note}\n")
    library.keeping.keep(bib, "", "bibtex", WriteOptions())
    text = bib.read_text()
    assert text.startswith(MINE)
    assert text.index("{lind2021roads") < text.index("{moon2020sparse")
    assert "@misc{zz,title={Z}}\n@comment{a note}\n" in text
    library.delete(library.ids(""))
    library.keeping.refresh()
    assert bib.read_text().split() == (MINE + "@misc{zz,title={Z}} @comment{a note}").split()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title = {Sparse Maps}", "title = {Dense Maps}"),
        ("  year = {2020},\n", ""),
        ("@misc{moon2020sparse", "@misc{other"),
    ],
)
def test_what_was_edited_outside_is_not_overwritten(library: Library, bib: Path, old: str, new: str) -> None:
    library.keeping.keep(bib, "", "bibtex", WriteOptions())
    edited = bib.read_text().replace(old, new)
    assert edited != bib.read_text()
    bib.write_text(edited)
    library.mark(library.ids(""), Status.READ)
    ((target, outcome),) = library.keeping.refresh()
    assert outcome is Outcome.TROUBLE
    assert target.trouble == "edited outside of readlist: moon2020sparse"
    assert bib.read_text() == edited
    assert library.targets()[0].trouble == target.trouble
    assert library.keeping.overwrite(bib).outcome is Outcome.WRITTEN
    assert "Sparse Maps" in bib.read_text()
    assert outcomes(library) == [Outcome.UNCHANGED]
    assert library.targets()[0].trouble is None


def test_an_entry_of_others_with_the_key_of_a_paper_is_not_overwritten(library: Library, bib: Path) -> None:
    library.keeping.keep(bib, "year:2020", "bibtex", WriteOptions())
    bib.write_text(bib.read_text() + "\n@misc{LIND2021roads,\n  title = {Another}\n}\n")
    library.keeping.keep(bib.with_name("other.bib"), "", "bibtex", WriteOptions())
    library.edit(library.ids("year:2021")[0], {"date": "2020"})
    trouble = library.keeping.refresh()[1].target.trouble
    assert trouble == "edited outside of readlist: lind2021roads"
    assert "{Another}" in bib.read_text()


def test_a_file_that_is_gone_is_written_again_and_a_folder_that_is_gone_is_told(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    library.keeping.keep(folder / "refs.bib", "", "bibtex", WriteOptions())
    (folder / "refs.bib").unlink()
    assert outcomes(library) == [Outcome.WRITTEN]
    (folder / "refs.bib").unlink()
    folder.rmdir()
    ((target, outcome),) = library.keeping.refresh()
    assert (outcome, "cannot write" in (target.trouble or "")) == (Outcome.TROUBLE, True)
    folder.mkdir()
    assert outcomes(library) == [Outcome.WRITTEN]


@pytest.mark.parametrize("notation", ["ris", "csl_json", "csv", "jsonl", "markdown"])
def test_other_notations_are_written_as_a_whole(library: Library, tmp_path: Path, notation: str) -> None:
    place = tmp_path / "papers.txt"
    library.keeping.keep(place, "", notation, WriteOptions())
    library.tag(library.ids(""), ["x"])
    assert outcomes(library) == [Outcome.WRITTEN]
    place.write_text(place.read_text() + "mine\n")
    library.tag(library.ids(""), ["y"])
    assert library.keeping.refresh()[0].target.trouble == "edited outside of readlist"


@pytest.mark.parametrize("is_written", [False, True])
def test_who_was_ended_while_a_file_was_written_still_knows_what_is_ours(
    library: Library, bib: Path, monkeypatch: pytest.MonkeyPatch, is_written: bool
) -> None:
    library.keeping.keep(bib, "year:2020", "bibtex", WriteOptions())
    first, second = library.ids("")

    def ended(path: Path, text: str) -> bool:
        if is_written:
            path.write_text(text)
        raise KeyboardInterrupt

    library.edit(second, {"date": "2020"})
    library.edit(first, {"venue": "The Hall"})
    monkeypatch.setattr("readlist.library.keeping.replace_file", ended)
    with pytest.raises(KeyboardInterrupt):
        library.keeping.refresh()
    monkeypatch.undo()
    library.edit(second, {"date": "2021"})
    library.edit(first, {"venue": "The Fair"})
    assert outcomes(library) == [Outcome.WRITTEN]
    assert bib.read_text() == library.export([first])
    bib.write_text(bib.read_text().replace("Fair", "Inn"))
    assert outcomes(library) == [Outcome.TROUBLE]


def test_a_pause_and_an_end(library: Library, bib: Path) -> None:
    library.keeping.keep(bib, "", "bibtex", WriteOptions())
    assert library.keeping.pause(bib, paused=True).outcome is Outcome.PAUSED
    library.add(ROADS, "more.jsonl")
    assert outcomes(library) == [Outcome.PAUSED]
    assert len(keys(bib)) == 2
    assert library.keeping.pause(bib, paused=False).outcome is Outcome.WRITTEN
    assert len(keys(bib)) == 3
    library.keeping.forget(bib)
    assert library.targets() == []
    assert bib.exists()
    with pytest.raises(NotFound, match="is not kept current"):
        library.keeping.forget(bib)


def test_a_pause_ends_where_nothing_changed_meanwhile(library: Library, bib: Path) -> None:
    library.keeping.keep(bib, "", "bibtex", WriteOptions())
    library.keeping.pause(bib, paused=True)
    assert library.keeping.pause(bib, paused=False).outcome is Outcome.UNCHANGED
    library.add(ROADS, "more.jsonl")
    assert outcomes(library) == [Outcome.WRITTEN]


def test_what_cannot_be_kept_is_refused_and_not_registered(library: Library, tmp_path: Path) -> None:
    for place, query in ((tmp_path / "no" / "refs.bib", ""), (tmp_path, "")):
        with pytest.raises(ExportError):
            library.keeping.keep(place, query, "bibtex", WriteOptions())
    (tmp_path / "latin.bib").write_bytes("@misc{a,title={Caf\xe9}}".encode("latin-1"))
    with pytest.raises(ExportError, match="is not UTF-8"):
        library.keeping.keep(tmp_path / "latin.bib", "", "bibtex", WriteOptions())
    with pytest.raises(QueryError):
        library.keeping.keep(tmp_path / "refs.bib", "nofield:x", "bibtex", WriteOptions())
    assert library.targets() == []


entries = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), max_size=6)
junk = st.sampled_from(["% a line\n", "text\n\n", "@comment{x}\n", "@string{s = {t}}\n\n"])


def entry(key: str, version: int) -> str:
    return f"@misc{{{key},\n  title = {{{version}}},\n}}"


@given(entries, entries, st.lists(junk, max_size=3), st.dictionaries(st.sampled_from("pqrs"), st.integers(0, 3)))
def test_ours_are_written_and_theirs_are_kept(
    before: dict[str, int], after: dict[str, int], between: list[str], theirs: dict[str, int]
) -> None:
    cut = writer("bibtex").parts
    assert cut is not None
    own = {key: entry(key, version) for key, version in after.items()}
    foreign = [entry(key, version) + "\n\n" for key, version in theirs.items()]
    text = "".join([*between, *foreign, *(entry(key, version) + "\n\n" for key, version in sorted(before.items()))])
    assert "".join(part.text for part in cut(text)) == text
    result = merged(cut(text), own, before)
    found = {part.key: part.text.rstrip("\n") for part in cut(result) if part.key}
    assert found == own | {key: entry(key, version) for key, version in theirs.items()}
    ours = [part.key for part in cut(result) if part.key in own]
    assert ours == sorted(own)
    for passage in [*between, *foreign]:
        assert passage.strip() in result
    assert merged(cut(result), own, own) == result


def test_entries_on_one_line_are_left_together() -> None:
    cut = writer("bibtex").parts
    assert cut is not None
    assert cut("@misc{a} @misc{b}\n@misc{c}\n") == [Part(None, "@misc{a} @misc{b}\n"), Part("c", "@misc{c}\n")]
