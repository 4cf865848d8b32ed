"""What the query line offers while one types."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.model.query import FIELDS, Term, parse
from readlist.model.query.completion import completions
from tests.model.queries import TAGS

KNOWN = {"tag": ["graph", "graph nets", "vision/ssl"], "author": ["Ann Berg", 'Zoë "Zo" (Z)', "Li"], "venue": ["ACL"]}


def known(field: str, typed: str) -> list[str]:
    return [value for value in KNOWN.get(field, []) if typed.lower() in value.lower()]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ta", "tag:"), ("graph ye", "graph year:"), ("-au", "-author:"), ("(TI", "(title:"), ("a OR (b no", "a OR (b note:"), ("x -(ye", "x -(year:"),
        ("status:", "status:inbox"), ("status:re", "status:reading"), ("-status:La", "-status:later"), ("is:", "is:starred"), ("has:pd", "has:pdf"), ("Has:co", "Has:code"),
        ("tag:", "tag:graph"), ("tag:graph n", "tag:graph note:"), ('tag:"graph n', 'tag:"graph nets"'), ('tag:"', "tag:graph"), ("tag:vis", "tag:vision/ssl"), ("-tag:vis", "-tag:vision/ssl"),
        ("author:be", 'author:"Ann Berg"'), ("author:zo", 'author:"Zoë ""Zo"" (Z)"'), ("author:(li OR be", 'author:(li OR "Ann Berg"'), ("status:(re", "status:(reading"),
        ("venue:(", "venue:(ACL"), ("venue:(x ", "venue:(x ACL"), ("venue:(x) be", None), ("added:", "added:<1d"), ("priority:>", "priority:>0"), ("year:20", None),
        ('"ti', None), ('"ti"', None), ("graph", None), ('tag:"graph nets"', None), ("a)", None), ("nosuch:x", None), ("", "abstract:"), ("graph ", "graph abstract:"), ("-", "-abstract:"),
    ],
)  # fmt: skip
def test_what_is_offered_first(typed: str, offered: str | None) -> None:
    found = completions(f"{typed} behind", len(typed), known)
    if offered is None:
        assert found == []
    else:
        (start, end), text = found[0]
        assert typed[:start] + text == offered
        assert end == len(typed)


@given(st.sampled_from(TAGS), st.integers(0, 5))
def test_a_tag_that_is_chosen_is_the_tag(tag: str, letters: int) -> None:
    line = f'tag:"{tag[:letters].replace(chr(34), chr(34) * 2)}'
    for (start, end), text in completions(line, len(line), lambda _, typed: [tag] if tag.startswith(typed) else []):
        assert end == len(line)
        assert parse(line[:start] + text) == Term("tag", tag)


@settings(deadline=None)
@given(st.text(max_size=30) | st.text(alphabet='ab ():"-:tagORis', max_size=30), st.integers(0, 30))
def test_anything_may_be_typed(line: str, cursor: int) -> None:
    for (start, end), text in completions(line, cursor, lambda _field, _typed: ["x", "y z"]):
        assert 0 <= start <= end == min(cursor, len(line))
        assert text


def test_every_field_is_offered() -> None:
    assert [text for _, text in completions("", 0, known)] == [f"{name}:" for name in FIELDS]
