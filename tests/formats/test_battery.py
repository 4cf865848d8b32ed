"""The battery: 85 hard cases, each a test of its number; tables of them stand in ``battery`` and ``battery_texts``."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from readlist import Library, formats
from readlist.errors import ExportError, PushError
from readlist.files import decode, replace_file
from readlist.formats import NO_EVIDENCE, WriteOptions
from readlist.formats._bibtex.parts import parts
from readlist.formats._json.record import written_object
from readlist.model import citekey
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean, hides
from readlist.push._items import item
from readlist.push.zotero import Zotero
from tests.formats.battery import WRITTEN, Written
from tests.formats.battery_texts import ENCODED, ENCODINGS, READ, Read
from tests.formats.test_bibtex_consumers import same_in_pybtex
from tests.formats.test_properties import held, read, unsourced, written
from tests.push.fakes import ZoteroAnswers, running

WRITERS = ("bibtex", "biblatex", "ris", "csl_json", "jsonl", "csv", "tsv", "markdown", "html", "notes")
LOSSLESS = frozenset(("jsonl", "csv", "tsv", "csl_json"))
ALL_OPTIONS = [WriteOptions(preset, ascii) for preset in formats.PRESETS for ascii in (False, True)]  # noqa: A001
CASES = pytest.mark.parametrize("case", WRITTEN, ids=lambda case: f"{case.number} {case.name}")


@CASES
def test_written_as_it_must_look(case: Written) -> None:
    for name in (*case.holds, *case.lacks):
        notation, preset, *ascii = (*name.split(), "zotero")[:3] if " " in name else (name, "zotero")  # noqa: A001
        text = written(notation, list(case.papers), WriteOptions(preset, "ascii" in ascii))
        for passage in case.holds.get(name, ()):
            assert passage in text
        for passage in case.lacks.get(name, ()):
            assert passage not in text


@pytest.mark.parametrize("notation", WRITERS)
@CASES
def test_read_back(case: Written, notation: str) -> None:
    papers = list(case.papers)
    for options in ALL_OPTIONS if "bib" in notation else (WriteOptions(),):
        text = written(notation, papers, options)
        assert formats.recognize(text).reader.name == ("bibtex" if notation == "biblatex" else notation)
        back = read(notation, text)
        assert len(back) == len(papers)
        assert not hides(text)
        if notation in LOSSLESS:
            assert back == list(map(unsourced, papers))
        if "bib" in notation:
            assert [held(one, notation, options) for one in back] == [held(one, notation, options) for one in papers]
            assert written(notation, back, options) == text


def read_all(text: str) -> tuple[list[Paper], list[Problem]]:
    found = list(formats.reader("bibtex").read(clean(text), NO_EVIDENCE))
    whole = [item if isinstance(item, Paper) else Paper(record=item) for item in found if not isinstance(item, Problem)]
    return whole, [item for item in found if isinstance(item, Problem)]


@pytest.mark.parametrize("case", READ, ids=lambda case: f"{case.number} {case.name}")
def test_read_as_it_is_meant(case: Read) -> None:
    papers, problems = read_all(case.text)
    assert len(papers) == len(case.records)
    for paper, fields in zip(papers, case.records, strict=True):
        told = json.loads(json.dumps(written_object(paper)))
        assert {name: told.get(name) for name in fields} == dict(fields)
    assert [(problem.lines, problem.text.strip()) for problem in problems] == list(case.problems)
    again = written("bibtex", list(citekey.assign(papers)), WriteOptions())
    assert not [passage for passage in case.lacks if passage in again]


@pytest.mark.parametrize("name", ENCODINGS)
def test_77_encodings_and_line_ends(name: str) -> None:
    papers, problems = read_all(decode(ENCODINGS[name], "a.bib"))
    assert (list(map(unsourced, papers)), problems) == (list(map(unsourced, read_all(ENCODED)[0])), [])


def items_of(number: int) -> list[dict[str, Any]]:
    """What goes to Zotero of the papers of a case."""
    return [item(paper) for case in WRITTEN if case.number == number for paper in case.papers]


def test_10_an_abstract_alone_has_a_doubt() -> None:
    (case,) = (case for case in WRITTEN if case.number == 10)
    for notation in WRITERS:
        (back,) = read(notation, written(notation, list(case.papers), WriteOptions()))
        assert (back.record.title, "no title" in back.record.doubts) == (None, True)
    assert items_of(10)[0]["title"].startswith("[untitled] We map")


def test_12_and_17_single_names_are_one_field_for_zotero() -> None:
    assert items_of(12)[0]["creators"] == [{"lastName": "Vaibhav", "fieldMode": 1, "creatorType": "author"}]
    assert items_of(17)[0]["creators"][0]["lastName"] == "The ATLAS Collaboration"


@pytest.mark.parametrize(("number", "key"), [(9, "title"), (14, "vandermaatenmap"), (21, "paper"), (24, "perezcafes")])
def test_keys_of_hard_names(number: int, key: str) -> None:
    (case,) = (case for case in WRITTEN if case.number == number)
    assert citekey.suggest(replace(case.papers[0].record, citekey=None)) == key


def test_28_two_dollars_reach_zotero_as_they_are() -> None:
    assert items_of(28)[0]["title"] == "From $5 to $6"


def test_47_an_entry_within_an_abstract_makes_none() -> None:
    (case,) = (case for case in WRITTEN if case.number == 47)
    for notation in ("bibtex", "biblatex"):
        found = same_in_pybtex(written(notation, list(case.papers), WriteOptions())) if notation == "bibtex" else None
        assert found is None or list(found) == ["key2020a"]


def test_67_keys_stay_when_a_paper_is_deleted(tmp_path: Path) -> None:
    papers = "".join(
        f'{{"title": "{title}", "authors": ["Ana Ng"], "year": 2020}}\n'
        for title in ("A map of nets", "Map theory for roads", "The mAp drawn by hand")
    )
    with Library.open(tmp_path / "library.db") as library:
        library.add(papers, "x.jsonl")
        keys = re.findall(r"@misc\{(.*),", library.export(list(library.ids("")), "bibtex"))
        assert sorted(keys) == ["ng2020map", "ng2020mapa", "ng2020mapb"]
        library.delete(library.ids("key:ng2020mapa"))
        assert re.findall(r"@misc\{(.*),", library.export(list(library.ids("")))) == ["ng2020map", "ng2020mapb"]


def test_68_keys_that_differ_by_case_get_letters() -> None:
    keyed = citekey.assign(
        [Paper(record=Record(title=title, citekey=title)) for title in ("Ng2020", "ng2020", "NG2020")]
    )
    assert [paper.record.citekey for paper in keyed] == ["Ng2020", "ng2020a", "NG2020b"]


def test_69_old_keys_are_kept_beside_those_that_programs_take() -> None:
    (case,) = (case for case in READ if case.number == 69)
    text = written("biblatex", list(citekey.assign(read_all(case.text)[0])), WriteOptions())
    assert re.findall(r"@misc\{(.*),", text) == ["muller:2020/x", "obrien1", "three"]
    assert "  ids = {müller:2020/x},\n" in text


def test_73_meta_data_of_jabref_stay_in_a_file_that_is_kept_current() -> None:
    (case,) = (case for case in READ if case.number == 73)
    cut = parts(case.text)
    assert "".join(part.text for part in cut) == case.text
    assert [part.key for part in cut] == ["one", "two", None]


@pytest.mark.parametrize("notation", WRITERS)
def test_78_nothing_is_written_and_read_as_nothing(notation: str) -> None:
    text = written(notation, [], WriteOptions())
    reader = formats.reader("bibtex" if notation == "biblatex" else notation)
    assert [item for item in reader.read(text, NO_EVIDENCE) if not isinstance(item, Problem)] == []
    if text:
        assert formats.recognize(text).reader.name == reader.name
        assert list(reader.read(text, NO_EVIDENCE)) == []


def test_79_ten_thousand_entries_are_read_one_by_one() -> None:
    block = "@article{key%d,\n  title = {A map of nets},\n  author = {Ng, Ana and Ek, Bo},\n  year = {2020},\n}\n\n"
    reader = formats.reader("bibtex")
    assert reader.stream is not None
    blocks = ["".join(block % n for n in range(at, at + 100)) for at in range(0, 10_000, 100)]
    found = reader.stream(blocks, NO_EVIDENCE)
    assert len({item.citekey for item in found if isinstance(item, Record)}) == 10_000


def test_80_one_change_is_one_place_of_the_file(tmp_path: Path) -> None:
    papers = [one for case in WRITTEN[:40] for one in case.papers]
    papers = list(citekey.assign(replace(one, record=replace(one.record, citekey=None)) for one in papers))
    text, path = written("bibtex", papers, WriteOptions()), tmp_path / "refs.bib"
    assert replace_file(path, text)
    before = path.stat()
    assert not replace_file(path, written("bibtex", papers, WriteOptions()))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    papers[20] = replace(papers[20], record=replace(papers[20].record, volume="8", number="9"))
    changed = written("bibtex", papers, WriteOptions())
    hunks = [line for line in unified_diff(text.split("\n"), changed.split("\n"), n=0) if line.startswith("@@")]
    assert len(hunks) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_81_a_killed_export_leaves_the_old_file_and_nothing_else_after_the_next(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("old\n", encoding="utf-8")
    script = (
        "import os, pathlib, signal, sys\nfrom readlist.files import replace_file\n"
        "def pieces():\n    yield 'new' * 99999\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "replace_file(pathlib.Path(sys.argv[1]), pieces())\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == "old\n"
    assert replace_file(path, "next\n")
    assert [file.name for file in tmp_path.iterdir()] == ["refs.bib"]


def test_82_links_read_only_files_and_full_disks(tmp_path: Path) -> None:
    path, link = tmp_path / "refs.bib", tmp_path / "link.bib"
    path.write_text("old\n", encoding="utf-8")
    link.symlink_to(path)
    assert replace_file(link, "new\n")
    assert (link.is_symlink(), path.read_text(encoding="utf-8")) == (True, "new\n")

    def full() -> Iterator[str]:
        yield "newer\n"
        raise OSError(28, "no space left on device")

    with pytest.raises(ExportError, match="no space left"):
        replace_file(path, full())
    if os.geteuid():
        path.chmod(0o400)
        with pytest.raises(ExportError, match="read-only"):
            replace_file(path, "newer\n")
    assert path.read_text(encoding="utf-8") == "new\n"


def test_85_zotero_is_asked_once_more_and_told_where_it_is_closed() -> None:
    (case,) = (case for case in WRITTEN if case.number == 1)
    with running(ZoteroAnswers) as server:
        server.conflicts = 1
        Zotero.find(server.address).add(list(case.papers))
        assert len(server.items) == 1
        closed = server.address
    with pytest.raises(PushError, match="Zotero is not running") as caught:
        Zotero.find(closed)
    assert "export" in (caught.value.hint or "")


def test_every_number_is_tested() -> None:
    named = {
        int(number) for name in globals() for number in re.findall(r"_(\d+)(?=_)", name) if name.startswith("test_")
    }
    assert {case.number for case in (*WRITTEN, *READ)} | named == set(range(1, 86))
