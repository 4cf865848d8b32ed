"""Texts that are alike are found among many."""

from __future__ import annotations

from random import Random

from readlist.search import alike

WORDS = [
    f"{a}{b}{c}" for a in ("mo", "tra", "ke", "lin") for b in ("der", "sta", "vo", "pi") for c in ("n", "s", "x", "ra")
]


def test_texts_that_differ_in_a_letter_or_a_word_are_found_and_no_others() -> None:
    random = Random(3)
    texts = [" ".join(random.sample(WORDS, 8)) for _ in range(3000)]
    copies = [text.replace("a", "o", 1) for text in texts[:100]] + [text.rpartition(" ")[0] for text in texts[100:200]]
    numbered = list(enumerate([*texts, *copies, "", "", "mon"], start=10))
    found = {(one, other) for one, other, _ in alike(lambda: numbered, 0.85)}
    planted = {(10 + at, 3010 + at) for at in range(200)}
    assert len(found & planted) >= 195
    assert len(found - planted) < 50
    assert all(one < other for one, other in found)
    assert all(ratio >= 0.85 for _, _, ratio in alike(lambda: numbered, 0.85))


def test_equal_texts_are_alike_and_nothing_is_like_nothing() -> None:
    assert list(alike(lambda: [(7, "deep nets"), (9, "deep nets")], 0.9)) == [(7, 9, 1.0)]
    assert list(alike(lambda: [(7, ""), (9, "")], 0.9)) == []
    assert list(alike(list, 0.9)) == []
