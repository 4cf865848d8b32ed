"""Text as it is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.model.text import clean, clean_and_hides, counted, hides, lines_of, sized


@pytest.mark.parametrize("sign", "\x0b\x0c\x85\u2028\u2029")
def test_signs_that_break_lines_leave_words_apart(sign: str) -> None:
    assert clean(f"one{sign}two") == "one two"


@given(st.text(alphabet="ab\r\n\x1b[m\x9d\x07\x85 é"))
def test_cleaning_keeps_the_number_of_every_line(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.count("\n") == len(lines_of(text)) - 1
    assert clean(cleaned) == cleaned


UNSEEN = "\x00\x08\x1f\x7f\x9b\u061c\u200b\u200f\u202e\u2066\ufeff\ufffe\U000e0041"
SEEN = "a Z\t~é\xad\u200d注ﬁ🙂\u0627\u0650"
COMPOSED = "e\u0301\u1112\u1161\u11ab\u0915\u093c\u0131\u0308\u0344\u212b"


@given(st.text(alphabet=f"{UNSEEN}{SEEN}{COMPOSED}\r\n", max_size=60))
def test_cleaning_takes_out_what_nobody_sees_and_composes_the_rest(text: str) -> None:
    cleaned = clean(text)
    assert not set(cleaned) & set(UNSEEN + "\r")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_and_hides(text) == (cleaned, hides(text))
    assert hides(text) is bool(set(text) & set(UNSEEN))


@given(st.text(alphabet=SEEN, max_size=60))
def test_a_clean_text_stays_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert clean(composed) is composed


@pytest.mark.parametrize("text", ["caf\u0065\u0301", UNSEEN, "\u1112\u1161\u11ab", "\u212b", "i\u0131\u0301"])
def test_lines_are_cleaned_by_themselves_however_many_signs_there_are(text: str) -> None:
    many = "\n".join([text, "plain", *UNSEEN, text])
    assert clean(many) == "\n".join([clean(text), "plain", *("" for _ in UNSEEN), clean(text)])


def test_a_dotless_letter_with_an_accent_is_the_letter_with_that_accent() -> None:
    assert clean("\u0131\u0300 \u0237\u030c \u0131") == "\u00ec \u01f0 \u0131"


def test_one_and_many() -> None:
    assert [counted(1), counted(2000), counted(3, "backup")] == ["1 paper", "2,000 papers", "3 backups"]
    assert [sized(0), sized(1_500), sized(3_200_000)] == ["0 bytes", "2 kB", "3.2 MB"]
