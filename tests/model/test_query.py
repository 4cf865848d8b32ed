"""The query line: what it understands, what papers it means, and how it tells of mistakes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readlist.errors import QueryError
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Paper, Record, Source, Status
from readlist.model.query import FIELDS, All, AnyOf, Not, Query, Term, holds, parse, text_of
from readlist.model.query.ranges import numbers, times
from tests.model.queries import queries

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=timezone(timedelta(hours=1)))
PAPER = Paper(
    record=Record(
        title="Masked Autoencoders that {\\em Listen}: 深度学习 for BERT",
        authors=(Name("Poincaré", "Ánna"), Name("Huang", "Po-Yao")),
        date=PartialDate(2022, 7),
        abstract="We study spectrograms. The graph is Large.",
        categories=("cs.SD",),
        affiliations=("ETH Zürich", "Università di Bologna"),
        venue="Advances in Neural Information Processing",
        doi="10.1016/s0140-6736(20)30183-5",
        arxiv="2207.06405",
        citekey="poincare2022masked",
        source=Source("audio-papers.bib", "bibtex", (1, 9)),
    ),
    id=1,
    status=Status.LATER,
    tags=("audio/ssl", "to discuss", "École"),
    note="ask Kim",
    added="2026-11-19T23:30:00Z",
)


@pytest.mark.parametrize(
    "line",
    [
        "", "masked", "LISTEN", "anna poincare", "po-yao", "2022", "20", "spectrogram", "kim", "audio", "poincare2022",
        "-video", '"masked autoencoders"', "title:autoenc", "author:huang", "author:poincaré", "author:POINC", "status:later", "status:lat",
        "tag:audio", "tag:audio/ssl", 'tag:"to discuss"', "tag:#audio", "tag:audio/", "tag:ecole", "tag:ÉCOLE", "year:2022", "year:2020..2023",
        "year:>2021", "year:..2022", "year:<=2022", "year:2021-2023", "year:2022..", "-year:2023", "is:decided", "-is:starred", "has:note",
        "has:abstract", "category:sd", "category:cs.SD", "category:cs", "priority:0", "priority:<1", "tag:", "key:poin", "-tag:video", "abstract:study note:ask",
        "学习", "度学", "affiliation:zurich", 'affiliation:"eth zurich"', "affiliation:bologna", "venue:neural", 'venue:"neural information"',
        "source:audio", "source:bibtex", "source:audio-papers.bib", "doi:10.1016/S0140-6736(20)30183-5", "doi:https://doi.org/10.1016/S0140-6736(20)30183-5",
        "doi:S0140", "arxiv:2207", "arXiv:2207.06405v3", "arxiv:https://arxiv.org/abs/2207.06405", "masked OR video", "video OR masked", "-(video OR images)",
        "(video OR masked) (images OR listen)", "title:(video OR masked)", "title:(masked listen)", "year:(1999 OR 2022)", "-title:(masked video)",
        "title:Masked", "title:BERT", "title:bert", '"BERT"', '"Masked Autoencoders"', '"masked autoenc', '"masked autoenc"*', "abstract:Large", '"ask Kim"',
        '"PO-YAO HUANG"', "note:Kim", "masked -", "- masked", "( masked", "masked )", "masked OR", "masked AND listen", "title:masked OR", "has:(doi tag)",
        "added:<2d", "added:<1w", "added:2026", "added:2026-11", "added:2026-11-20", "added:>2026-11-19", "added:>=2026-11-20", "added:<=2026-11-20",
        "added:..2026-11-20", "added:2026-11-20..", "added:2025..2026", "added:>24h", "added:1m..1d", 'tag:"to discuss', "https://doi.org OR masked",
    ],
)  # fmt: skip
def test_these_queries_find_the_paper(line: str) -> None:
    assert holds(parse(line), PAPER, NOW)


@pytest.mark.parametrize(
    "line",
    [
        "video", "-masked", "tag:aud", "tag:discuss", "status:read", "year:2023", "year:>2022", "year:2023..2021", "has:url", "is:undecided", "author:kim",
        "priority:>0", '"autoencoders masked"', "-status:later", "https://", "utoencoders", "skd", '"masked autoenc"', "title:MASKED", "title:Bert",
        '"masked Autoencoders"', "abstract:large -abstract:Large", "abstract:LARGE", '"ask kim" -"ask Kim"', "title:(masked video)", "masked video OR images",
        "(video OR masked) images", "-(video OR masked)", "author:anna-huang", 'author:"poincare po"', "习学", "category:d", "added:<1d", "added:>2d",
        "added:2026-11-19", "added:>2026", "added:<2026-11-20", "added:2026-11-21..", "source:bib2", "year:1999 OR year:2000", "venue:masked", "doi:9999",
    ],
)  # fmt: skip
def test_these_do_not(line: str) -> None:
    assert not holds(parse(line), PAPER, NOW)


def test_what_is_not_known_is_in_no_range() -> None:
    assert not holds(parse("year:>0 OR added:>0h OR source:x"), Paper(record=Record()), NOW)
    assert holds(parse("-year:>0"), Paper(record=Record()), NOW)


@pytest.mark.parametrize(
    ("line", "span", "hint"),
    [
        ("masked titel:x", (7, 12), "Did you mean title?"),
        ("-(a OR Yeer:2020)", (7, 11), "Did you mean year?"),
        ("year:soon", (5, 9), "Write 2023, 2021..2023, >2020 or <2020."),
        ('year:"2020 2021"', (6, 15), "Write 2023"),
        ("year:(2020 OR x)", (14, 15), "Write 2023"),
        ("year:>2020..", (5, 12), "Write 2023"),
        ("year:1234567890", (5, 15), "Write 2023"),
        ("priority:high", (9, 13), "Write"),
        ("added:13h13", (6, 11), "units: h d w m y"),
        ("added:2026-13", (6, 13), ""),
        ("added:<", (6, 7), ""),
        ("added:..", (6, 8), ""),
        ("status:red", (7, 10), "Did you mean read?"),
        ("is:nothing", (3, 10), ""),
        ("a" * 10_001, (10_000, 10_001), "Fewer"),
        ("is:read " * 501, (4000, 4007), "Fewer"),
    ],
)
def test_a_mistake_is_pointed_at(line: str, span: tuple[int, int], hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(line)
    assert caught.value.span == span
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("", ""), ("(", ""), (")", ""), ("-", ""), ('"', ""), ("-(", ""), ("()", ""), ("…", ""), (":", ""), ("🔥", ""), ("a\\", "a\\"),
        ("OR", '"OR"*'), ("OR b", '"OR"* b'), ("a OR", "a"), ("a OR OR b", 'a OR "OR"* b'), ("AND", '"AND"*'), ("a AND b", "a b"), ("((a", "a"), ("a))b", "a b"),
        ("C++: x", '"C++:"* x'), ("1:2", '"1:2"*'), ("::x", '"::x"*'), ("x:", '"x:"*'), ("https://a.org/b", '"https://a.org/b"*'), ("--all", '"--all"*'),
        ("Attention: a survey", '"Attention:"* a survey'), ("BERT: Pre-training of f(x)", '"BERT:"* Pre-training of "f(x)"*'), ("Größe:x", '"Größe:x"*'),
        ("Note: x", '"Note:"* x'), ("note:", ""), ("a title:", "a"), ("title:…", ""), ("-tag:", ""), ('5" screen', '"5"""* screen'), ('say "a""b"', 'say "a""b"'),
        ("-(-a)", "a"), ("-(a b)", "-(a b)"), ("-(a OR b) c", "-(a OR b) c"), ("a b OR c d", "a b OR c d"), ("a (b OR c) d", "a (b OR c) d"), ("(a b) c", "a b c"),
        ("title:(a OR author:b)", "title:a OR author:b"), ("Status:LAT", "status:later"), ('tag:"a b"', 'tag:"a b"'), ("'; DROP TABLE paper", "DROP TABLE paper"),
    ],
)  # fmt: skip
def test_what_is_typed_has_one_way_to_be_written(line: str, text: str) -> None:
    assert text_of(parse(line)) == text


def test_brackets_nest_as_deep_as_anybody_types() -> None:
    assert parse("(" * 5000 + "a") == parse("a")
    assert parse("-(" * 15 + "a") == Not(Term(None, "a"))
    assert isinstance(parse("(a OR (b " * 1000), AnyOf)


@settings(max_examples=500, deadline=None)
@given(queries)
def test_a_query_is_read_back_from_its_text(query: Query) -> None:
    assert parse(text_of(query)) == query


LINES = st.text(max_size=60) | st.lists(
    st.sampled_from('( ) - " : OR AND a B title: tag: year: 2020 >  .. x:y * () -( "a https:// 日本 🔥 \0 \ud800 ß İ \u0301'.split(" ")), max_size=30
).map(" ".join) | st.text(alphabet='ab ():"-OR*', max_size=40)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(LINES)
@example("a" * 10_000)
@example("a " * 5_000)
@example("(a -" * 2_500)
@example('"' * 9_999)
@example("a:(" * 3_000)
def test_only_the_name_of_a_field_can_be_a_mistake(line: str) -> None:
    found = read(line)
    if isinstance(found, QueryError):
        start, end = found.span
        assert ":" in line
        assert 0 <= start <= end <= len(line)
        assert found.hint
    else:
        assert parse(text_of(found)) == found
        holds(found, PAPER, NOW)


def read(line: str) -> Query | QueryError:
    try:
        return parse(line)
    except QueryError as error:
        return error


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_ranges_of_numbers(number: int, low: int, high: int) -> None:
    found = {
        text: numbers(text).has(number)
        for text in (f">{low}", f">={low}", f"<{low}", f"<={low}", str(low), f"{low}..{high}")
    }
    assert list(found.values()) == [
        number > low,
        number >= low,
        number < low,
        number <= low,
        number == low,
        low <= number <= high,
    ]


@pytest.mark.parametrize("text", ["9999y", "1900", "2999-12-31", "2024-02-29", "<9999y"])
def test_the_ends_of_time(text: str) -> None:
    found = times(text, datetime(2026, 1, 1, tzinfo=UTC))
    assert found.end is None or str(found.low) < str(found.end)


def test_every_field_is_used_here() -> None:
    assert set(FIELDS) == {
        "abstract", "added", "affiliation", "arxiv", "author", "category", "doi", "has", "is", "key", "note", "priority", "source", "status",
        "tag", "title", "venue", "year",
    }  # fmt: skip
    assert parse("") == All()
