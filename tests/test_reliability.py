"""The page of promises names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
PAGE = (TOP / "docs" / "reliability.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (P\d+) .*?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
PROMISES = [f"P{number}" for number in (*range(1, 15), 16)]
DEFINED = {
    name
    for path in (TOP / "tests").rglob("test_*.py")
    for name in re.findall(r"^(?:async )?(?:def |class )?(test_\w+|Test\w+)(?=\(| =)", path.read_text(), re.MULTILINE)
}


def test_every_promise_has_its_section() -> None:
    assert list(SECTIONS) == PROMISES


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_told_with_its_mechanism_and_tests_that_exist(promise: str) -> None:
    section = SECTIONS[promise]
    assert re.findall(r"^\*\*(Promised|Kept|Tested)\.\*\*", section, re.MULTILINE) == ["Promised", "Kept", "Tested"]
    named = set(re.findall(r"`(test_\w+|Test\w+)`", section))
    assert named
    assert named - DEFINED == set()
