"""Narrowing a query by values: what was chosen is found again in it, and the rest of it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.query import parse, text_of
from readlist.model.query.facets import FACETS, WITH_CODE, WITHOUT_CODE, chosen, narrowed
from tests.model.queries import queries


@pytest.mark.parametrize(
    ("line", "facet", "values", "want"),
    [
        ("", "status", ["read"], "status:read"),
        ("maps -old", "tag", ["nlp/maps", "to cite"], 'maps -old (tag:nlp/maps OR tag:"to cite")'),
        ("maps OR grids", "year", ["2020"], "(maps OR grids) year:2020"),
        ("year:2020 maps", "year", [], "maps"),
        ("(year:2020 OR year:2021) maps", "year", ["2022"], "maps year:2022"),
        ("year:2020..2022", "year", ["2021"], "year:2020..2022 year:2021"),
        ("year:2020 OR maps", "year", ["2021"], "(year:2020 OR maps) year:2021"),
        ("author:moon", "author", ["Ada Moon"], 'author:moon author:"Ada Moon"'),
        ('author:"Ada Moon"', "author", ['Bo "B" Li'], 'author:"Bo ""B"" Li"'),
        ("has:note", "code", [WITH_CODE], "has:note has:code"),
        ("has:code maps", "code", [WITHOUT_CODE], "maps -has:code"),
        ("-has:code", "code", [], ""),
    ],
)
def test_values_are_asked_for_in_place_of_others(line: str, facet: str, values: list[str], want: str) -> None:
    query = narrowed(parse(line), facet, values)
    assert text_of(query) == want
    assert parse(want) == query


@given(queries, st.sampled_from(FACETS), st.lists(st.sampled_from(["2020", "2021", "2022"]), unique=True))
def test_what_was_chosen_is_found_again(query: object, facet: str, years: list[str]) -> None:
    line = parse(text_of(query))  # type: ignore[arg-type]
    values = years if facet in {"year", "author", "venue", "affiliation", "category", "tag"} else []
    once = narrowed(line, facet, values)
    assert chosen(once, facet) == values
    assert narrowed(narrowed(once, facet, ()), facet, values) == once
    assert parse(text_of(once)) == once
