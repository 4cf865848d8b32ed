"""Text as it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.text import clean, lines_of


@pytest.mark.parametrize("sign", "\x0b\x0c\x85\u2028\u2029")
def test_signs_that_break_lines_leave_words_apart(sign: str) -> None:
    assert clean(f"one{sign}two") == "one two"


@given(st.text(alphabet="ab\r\n\x1b[m\x9d\x07\x85 é"))
def test_cleaning_keeps_the_number_of_every_line(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.count("\n") == len(lines_of(text)) - 1
    assert clean(cleaned) == cleaned
