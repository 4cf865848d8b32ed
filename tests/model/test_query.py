"""The query line: what it understands, and how it tells of mistakes."""

from __future__ import annotations

import pytest

from readlist.errors import QueryError
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Paper, Record, Status
from readlist.model.query import holds, parse

PAPER = Paper(
    record=Record(
        title="Masked Autoencoders that {\\em Listen}",
        authors=(Name("Poincaré", "Ánna"), Name("Huang", "Po-Yao")),
        date=PartialDate(2022, 7),
        abstract="We study spectrograms.",
        categories=("SD",),
        citekey="poincare2022masked",
    ),
    id=1,
    status=Status.LATER,
    tags=("audio/ssl", "to discuss"),
    note="ask Kim",
)


@pytest.mark.parametrize(
    "query",
    [
        "", "masked", "LISTEN", "anna poincare", "po-yao", "2022", "spectrogram", "kim", "audio", "poincare2022",
        "-video", '"masked autoencoders"', "title:autoenc", "author:huang", "author:poincaré", "status:later", "status:lat",
        "tag:audio", "tag:audio/ssl", 'tag:"to discuss"', "year:2022", "year:2020..2023", "year:>2021", "year:..2022", "year:<=2022",
        "-year:2023", "is:decided", "-is:starred", "has:note", "has:abstract", "category:sd", "priority:0", "tag:", "key:poin",
        "-tag:video", "abstract:study note:ask",
    ],
)  # fmt: skip
def test_these_queries_find_the_paper(query: str) -> None:
    assert holds(parse(query), PAPER)


@pytest.mark.parametrize(
    "query",
    [
        "video", "-masked", "tag:aud", "status:read", "year:2023", "year:>2022", "has:doi", "is:undecided", "author:kim",
        "priority:>0", '"autoencoders masked"', "-status:later", "https://",
    ],
)  # fmt: skip
def test_these_do_not(query: str) -> None:
    assert not holds(parse(query), PAPER)


@pytest.mark.parametrize(
    ("query", "span", "hint"),
    [
        ("masked titel:x", (7, 12), "Did you mean title?"),
        ("year:soon", (5, 9), "Write 2023, 2021..2023, >2020 or <2020."),
        ("status:red", (7, 10), "Did you mean read?"),
        ("is:nothing", (3, 10), ""),
    ],
)
def test_a_mistake_is_pointed_at(query: str, span: tuple[int, int], hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.span == span
    assert hint in caught.value.hint


@pytest.mark.parametrize("word", ["(", ")", "-", '"', "a\\", "%", "_", "'; DROP TABLE paper", "…", ":", "::x", "x:/"])
def test_bare_words_are_never_a_mistake(word: str) -> None:
    try:
        parse(word)
    except QueryError as error:
        assert word == "x:/", error.message  # noqa: PT017  the one that names a field
