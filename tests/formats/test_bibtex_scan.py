from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.formats._bibtex.scan import Entry, scan
from readlist.model.paper import Problem
from tests.pace import grows_evenly

GOOD = "@misc{good,\n  title = {A {nested} \\{map\\}},\n  year = 2023,\n  month = jun,\n}\n"


def test_an_entry_with_braces_quotes_numbers_and_macros() -> None:
    text = '\n@Article{ key:1 ,\n Title={a "q" {b}}, note = "c, {"} d" , year=2023\n,month = jun}'
    fields = (("title", 'a "q" {b}'), ("note", 'c, {"} d'), ("year", "2023"), ("month", "jun"))
    assert list(scan(text)) == [Entry("article", "key:1", fields, (2, 4))]


def test_text_outside_of_entries_is_a_comment() -> None:
    found = scan(f"% one\n{GOOD}words a@b.org {{ }}\n{GOOD}")
    assert [entry.lines for entry in found] == [(2, 6), (8, 12)]


def test_a_line_that_looks_like_an_entry_inside_of_a_value() -> None:
    (entry,) = scan("@misc{a,\n abstract = {one\n@article{fake, title={x}}\n},\n}")
    assert isinstance(entry, Entry)
    assert entry.key == "a"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("@misc{bad,\n  title = {o{pen,\n}\n", "a brace is not closed"),
        ('@misc{bad,\n  title = "open,\n}\n', "a quotation mark is not closed"),
        ("@misc{bad,\n  title = {x}\n", "the entry does not end with a brace"),
        ("@misc{bad,\n  title = {x} oops\n}\n", "the entry does not end with a brace"),
    ],
)
def test_a_broken_entry_between_two_good_ones(bad: str, reason: str) -> None:
    first, problem, last = scan(GOOD + bad + GOOD)
    assert isinstance(first, Entry)
    assert problem == Problem((6, 5 + len(bad.splitlines())), reason, bad.rstrip())
    assert isinstance(last, Entry)
    assert last.lines[0] == 6 + len(bad.splitlines())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("key words = {lamp oil}", "keywords"),
        ("Date Of Print={lamp oil}", "dateofprint"),
        ("édition = {lamp oil}", "édition"),
        ("Author(s) = {lamp oil}", "author(s)"),
        ("2nd = {lamp oil}", "2nd"),
        ("author {lamp oil}", "author"),
        ("author: {lamp oil}", "author"),
        ("author := {lamp oil}", "author"),
        ("\u200bauthor = {lamp oil}", "author"),
    ],
)
@pytest.mark.parametrize("before", ["", "year = 2023,\n  ", "year = {2023}\n  ", 'year = "2023", '])
def test_a_field_with_a_name_that_bibtex_does_not_know(before: str, written: str, name: str) -> None:
    (entry,) = scan(f"@misc{{key,\n  {before}{written},\n  title = {{T}}\n}}")
    assert isinstance(entry, Entry)
    assert entry.fields[-2:] == ((name, "lamp oil"), ("title", "T"))


@pytest.mark.parametrize("comma", [";", "，", "；", ",,", " ; "])
def test_what_others_write_for_a_comma(comma: str) -> None:
    (entry,) = scan(f'@misc{{key,\n title = {{T}}{comma}\n note = "N"{comma} year = {{2019}}{comma}\n}}')
    assert isinstance(entry, Entry)
    assert entry.fields == (("title", "T"), ("note", "N"), ("year", "2019"))


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_key_with_a_comma(between: str) -> None:
    (entry,) = scan(f"@misc{{Lamp,Oil:2019,{between}title = {{T}},\n year = 2019}}")
    assert isinstance(entry, Entry)
    assert (entry.key, entry.fields) == ("Lamp,Oil:2019", (("title", "T"), ("year", "2019")))


@pytest.mark.parametrize("junk", ["oops", "oops {y}", "{y}", "= {y}", "author,", "year 2023,"])
def test_words_between_fields_are_none(junk: str) -> None:
    (problem,) = scan(f"@misc{{key,\n  title = {{x}} {junk}\n}}")
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    "aside",
    [
        f"@comment{{ {GOOD.replace(chr(10), ' ')} }}\n",
        f"@comment{{\n{GOOD}{GOOD}}}\n",
        f"@comment{{{GOOD.rstrip()}}}  \n",
        f"@comment{{ in vain\n{GOOD}\n  }}\n",
        GOOD.replace("@misc", "@comment"),
        '@preamble{ "\\hypersetup{\n  pdftitle = {A},\n}" }\n',
        "@comment{words of mine\n@ home\n}\n",
        "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n}\n",
    ],
)
def test_what_is_put_into_a_comment_stays_there(aside: str) -> None:
    found, last = scan(aside + GOOD)
    assert isinstance(found, Entry)
    assert found.lines == (1, aside.count("\n"))
    assert isinstance(last, Entry)
    assert last.key == "good"


@pytest.mark.parametrize(
    "head", ["@comment{", "@preamble{", '@preamble{ "', "@Comment{jabref-meta: databaseType:bibtex;"]
)
@pytest.mark.parametrize("end", ["", "  note = {x}},\n", "} }\n% the end\n", "and {} more}\n"])
def test_an_aside_that_lost_its_end_hides_no_entry(head: str, end: str) -> None:
    problem, *found = scan(f"{head}\n{GOOD}{end}{GOOD}")
    assert isinstance(problem, Problem)
    assert problem.lines == (1, 1)
    assert [entry.key for entry in found if isinstance(entry, Entry)] == ["good", "good"]


@pytest.mark.parametrize(
    "text",
    [
        "@preamble{\n title = {A},\n}\n",
        "@comment{\n  year = 2020,\n}\n",
        "year=2020, number = 007,\n",
        "words of an\nabstract},\n}\n",
        '@preamble{ "a\n title = {A},\n}\n',
    ],
)
def test_fields_without_an_entry_are_told(text: str) -> None:
    (problem,) = scan(text)
    assert isinstance(problem, Problem)
    assert problem.reason == "fields outside of an entry"


@given(st.integers(0, len(GOOD) - 1), st.sampled_from(["", "{", "}", '"', "@", ",", "x"]))
def test_one_damaged_entry_never_costs_a_later_one(place: int, put: str) -> None:
    damaged = GOOD[:place] + put + GOOD[place + 1 :]
    found = list(scan(damaged + "\n" + GOOD + GOOD))
    assert [entry.key for entry in found if isinstance(entry, Entry)][-1:] == ["good"]


@pytest.mark.parametrize(
    "unit",
    [
        "@a{x,\n",
        "@a{x,t={\n",
        '@a{x,t="\n',
        "@a{",
        "{",
        "@a{x,t={}},\n",
        "@a{x, t = {a} ",
        "@ ",
        "@a{x,\na b c d ",
        "\n,",
    ],
)
def test_p10_time_grows_with_the_text_only(unit: str) -> None:
    def act(count: int) -> None:
        for _ in scan(unit * count):
            pass

    assert grows_evenly(act, 2_000, 20_000, times=40, least=0.005)
