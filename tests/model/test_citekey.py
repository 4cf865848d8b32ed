from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model import citekey
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Paper, Record


def record(title: str | None, author: str | None = None, year: int | None = 2017, **fields: str) -> Record:
    authors = (Name.parse(author),) if author else ()
    date = PartialDate(year) if year else None
    return Record(title=title, authors=authors, date=date, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (record("Attention Is All You Need", "Ashish Vaswani"), "vaswani2017attention"),
        (record("On the Learning of Maps", "Laurens van der Maaten"), "vandermaaten2017learning"),
        (record("U-Net: A Plan", "Łukasz Kaiser-Østergård"), "kaiserostergard2017unet"),
        (record("A Map", "Seán O'Brien", None), "obrienmap"),
        (record("A Map", "The Atlas Collaboration"), "atlascollaboration2017map"),
        (record("A Map", "Vaibhav"), "vaibhav2017map"),
        (record("Masked Readers Are Scalable", None), "masked-readers-scalable-2017"),
        (record("Masked Readers", None, None), "masked-readers"),
        (record("$L_p$ balls in \\emph{space}", "Ana Ng"), "ng2017lp"),
        (record("学习", "李 飞飞", arxiv="1706.03762"), "1706.03762"),
        (record("学习", None, doi="10.1000/(x)y"), "10.1000/xy"),
        (record("学习", None), "paper2017"),
        (record("学习", None, None), "paper"),
        (record("Learning", "李 飞飞"), "learning-2017"),
        (
            record(None, None, None, abstract="In this paper we present a graph-based reader of maps."),
            "graphbased-reader-maps",
        ),
        (record("Word " + "x" * 200, "Ana " + "y" * 200), "y" * 32 + "2017word"),
    ],
)
def test_suggested_keys(given: Record, key: str) -> None:
    assert citekey.suggest(given) == key
    assert citekey.is_valid(key)


def test_composed_and_decomposed_letters_give_one_key() -> None:
    assert citekey.suggest(record("Maps", "Ana Pe\u0301rez")) == citekey.suggest(record("Maps", "Ana Pérez"))


@given(title=st.none() | st.text(), author=st.none() | st.text(min_size=1), abstract=st.none() | st.text())
def test_every_record_has_a_legal_key(title: str | None, author: str | None, abstract: str | None) -> None:
    assert citekey.is_valid(citekey.suggest(record(title, author, abstract=abstract)))  # type: ignore[arg-type]


def test_suffixes_run_on_past_z_and_ignore_case() -> None:
    taken: set[str] = set()
    keys = []
    for _ in range(60):
        keys.append(citekey.unique("Ng2020", taken))
        taken.add(keys[-1].casefold())
    assert keys[:3] == ["Ng2020", "Ng2020a", "Ng2020b"]
    assert keys[26:29] == ["Ng2020z", "Ng2020aa", "Ng2020ab"]
    assert citekey.unique("NG2020", taken).casefold() not in taken
    assert citekey.is_valid(citekey.unique("x" * 64, {"x" * 64}))


@given(st.sets(st.sampled_from(["ng", *(f"ng{letter}" for letter in "abcdefgh")])))
def test_a_unique_key_is_never_taken(taken: set[str]) -> None:
    assert citekey.unique("ng", taken) not in taken


@pytest.mark.parametrize(
    ("key", "repaired"),
    [
        ("müller:2020/x", "muller:2020/x"),
        ("o'brien#1", "obrien1"),
        ("Ærø 2", "Aero2"),
        ("--x", "x"),
        ("李", ""),
        ("", ""),
    ],
)
def test_imported_keys_are_repaired(key: str, repaired: str) -> None:
    assert citekey.repaired(key) == repaired


@given(st.text())
def test_repaired_keys_are_legal_or_empty(key: str) -> None:
    fixed = citekey.repaired(key)
    assert fixed == "" or citekey.is_valid(fixed)
    assert citekey.repaired(fixed) == fixed


def test_assigned_keys_are_unique_and_legal_ones_stay() -> None:
    papers = [
        Paper(record=record("Maps", "Ana Ng")),
        Paper(record=Record(title="x", citekey="Ng2017Maps")),
        Paper(record=record("Maps", "Ana Ng")),
        Paper(record=Record(title="x", citekey="not legal")),
    ]
    assigned = list(citekey.assign([*papers, papers[1]], {"ng2017mapsa"}))
    keys = [paper.record.citekey for paper in assigned]
    assert keys == ["ng2017mapsb", "Ng2017Maps", "ng2017mapsc", "notlegal", "Ng2017Mapsd"]
    assert [dict(paper.record.extra) for paper in assigned] == [{}, {}, {}, {"ids": "not legal"}, {}]


@pytest.mark.parametrize(
    ("given", "ids", "key", "kept"),
    [
        ("müller:2020/x", None, "muller:2020/x", "müller:2020/x"),
        ("o'brien#1", "old1", "obrien1", "old1, o'brien#1"),
        ("李", None, None, "李"),
        ("fine2020", None, "fine2020", None),
        (None, None, None, None),
    ],
)
def test_an_illegal_key_is_repaired_and_stays_known(
    given: str | None, ids: str | None, key: str | None, kept: str | None
) -> None:
    legal = citekey.legal(Record(citekey=given, extra={"ids": ids} if ids else {}))
    assert (legal.citekey, legal.extra.get("ids")) == (key, kept)
    assert citekey.legal(legal) == legal
