from __future__ import annotations

import pytest

from readlist.tui.keys import LARGEST_COUNT, Chosen, KeyReader, Pending, Unbound, clashes, spelled, trie

BINDINGS = [("x", "dropped"), ("g g", "top"), ("g i", "go-inbox"), ("z p", "preview"), ("ctrl+d", "half-page-down")]


@pytest.fixture
def keys() -> KeyReader:
    return KeyReader(trie(BINDINGS))


def test_a_single_key_is_a_command_at_once(keys: KeyReader) -> None:
    assert keys.feed("x") == Chosen("dropped")
    assert keys.feed("ctrl+d") == Chosen("half-page-down")


def test_a_sequence_waits_and_shows_how_it_may_go_on(keys: KeyReader) -> None:
    assert keys.feed("g") == Pending("g", (("g", "top"), ("i", "go-inbox")))
    assert keys.feed("i") == Chosen("go-inbox")
    assert keys.feed("x") == Chosen("dropped")


def test_digits_before_a_command_are_a_count(keys: KeyReader) -> None:
    for digit in "120":
        keys.feed(digit)
    assert keys.feed("x") == Chosen("dropped", 120)
    assert keys.feed("x") == Chosen("dropped")


def test_a_count_goes_through_a_sequence(keys: KeyReader) -> None:
    keys.feed("3")
    assert keys.feed("g") == Pending("3g", (("g", "top"), ("i", "go-inbox")))
    assert keys.feed("g") == Chosen("top", 3)


def test_a_nought_alone_is_no_count(keys: KeyReader) -> None:
    assert keys.feed("0") == Unbound("0")


def test_an_endless_count_is_capped(keys: KeyReader) -> None:
    for digit in "9" * 50:
        keys.feed(digit)
    assert keys.feed("x") == Chosen("dropped", LARGEST_COUNT)


def test_an_unknown_key_ends_the_sequence(keys: KeyReader) -> None:
    keys.feed("4")
    keys.feed("g")
    assert keys.feed("q") == Unbound("gq")
    assert keys.feed("x") == Chosen("dropped")


def test_escape_forgets_what_was_begun(keys: KeyReader) -> None:
    keys.feed("4")
    assert keys.feed("escape") == Pending("")
    assert keys.feed("x") == Chosen("dropped")
    keys.feed("g")
    assert keys.feed("escape") == Pending("")
    assert keys.feed("escape") == Unbound("Esc")


def test_clashes_are_told_and_refused() -> None:
    rows = [("r", "read"), ("r", "reading"), ("g", "go"), ("g g", "top"), ("5", "five"), ("", "none")]
    assert len(clashes(rows)) == 4
    with pytest.raises(ValueError, match="'r' is read and reading"):
        trie(rows)


def test_keys_are_spelled_for_people() -> None:
    assert [spelled(keys) for keys in ("y y", "ctrl+d", "escape", "z p")] == ["yy", "ctrl+d", "Esc", "zp"]


def test_any_character_may_follow_a_prefix_and_is_the_argument() -> None:
    keys = KeyReader(trie([("m {letter}", "mark"), ("m m", "twice"), ("' {letter}", "jump")]))
    assert keys.feed("m") == Pending("m", (("{letter}", "mark"), ("m", "twice")))
    assert keys.feed("x") == Chosen("mark", None, "x")
    keys.feed("m")
    assert keys.feed("m") == Chosen("twice")
    keys.feed("'")
    assert keys.feed("'") == Chosen("jump", None, "'")
    keys.feed("m")
    assert keys.feed("down") == Unbound("m↓")
