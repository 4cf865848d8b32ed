"""The forgiving search as its rules say it, slow: every paper is looked at, every distance is counted out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from readlist.search import Entry
from readlist.search import _glued as g
from readlist.search import _index as i
from readlist.search import _pairs as p
from readlist.search import _rank as k
from readlist.search import _readings as r
from readlist.search._initials import LENGTH, STOP_WORDS
from readlist.search.words import MOST_WORDS, rows_of, words_of


def edits_between(one: str, other: str) -> int:
    """Letters put in, left out, replaced, or swapped with the next (optimal string alignment)."""
    table = {(a, 0): a for a in range(len(one) + 1)} | {(0, b): b for b in range(len(other) + 1)}
    for a in range(1, len(one) + 1):
        for b in range(1, len(other) + 1):
            ways = [table[a - 1, b] + 1, table[a, b - 1] + 1, table[a - 1, b - 1] + (one[a - 1] != other[b - 1])]
            if a > 1 and b > 1 and one[a - 2 : a] == other[b - 2 : b][::-1]:
                ways.append(table[a - 2, b - 2] + 1)
            table[a, b] = min(ways)
    return table[len(one), len(other)]


def worth(word: str, typed: str, is_last: bool, is_forgiving: bool) -> int:
    """What a paper's word is worth as the meaning of a typed one."""
    if word == typed:
        return r.FULL
    if word.startswith(typed):
        return r.FULL - (r.BEGUN if is_last else r.ABBREVIATED if len(typed) > 2 else r.BY_A_LETTER)
    if not is_forgiving or len(typed) < r.ONE_EDIT_FROM:
        return 0
    costs = [r.FULL]
    whole = edits_between(typed, word)
    if whole <= (2 if len(typed) >= r.TWO_EDITS_FROM else 1):
        costs.append(r.EDITS[whole])
    if len(typed) >= 5 and len(word) >= len(typed) and word[0] in typed[:2]:
        begun = min(edits_between(typed, word[:end]) for end in range(1, len(word) + 1))
        if begun <= 1:
            costs.append(r.EDITS[begun] + r.BEGUN_WITH_EDITS)
    return r.FULL - min(costs)


def coverage(entry: Entry) -> int:
    return int(8 * math.log(max(1, len(rows_of(entry)[0]))))


def evidence(entry: Entry, typed: list[str], is_open: bool, forgiven: set[str]) -> tuple[int, int]:
    """The score, and how many typed words the paper has a word for."""
    row = [(word, zone) for zone, words in enumerate(rows_of(entry)) for word in words][: k.LONGEST_ROW]
    score, matched, by_author = -coverage(entry), 0, False
    before: tuple[int, int] | None = None
    for at, one in enumerate(typed):
        is_last = is_open and at == len(typed) - 1
        values = [max(0, worth(word, one, is_last, one in forgiven) - int(k.COSTS[zone])) for word, zone in row]
        best = max(values, default=0)
        if not best:
            before = None
            continue
        score, matched, place = score + best, matched + 1, values.index(best)
        if before and before[1] == row[place][1]:
            score += k.NEIGHBORS if place == before[0] + 1 else k.IN_ORDER if place > before[0] else 0
        before = place, row[place][1]
        by_author |= row[place][1] == k.AUTHORS
    if by_author:
        score += int(k.KNOWN_AUTHOR - k.LONG_LIST * math.log(max(1, len(rows_of(entry)[k.AUTHORS]))))
    return score, matched


def pieces_cost(words: list[str], text: str) -> int | None:
    """The least cost of words in their order whose beginnings make up a text."""
    costs = []
    for count in range(1, len(text) // 2 + 2):
        for ends in combinations(range(1, len(text)), count - 1):
            cuts = [text[a:b] for a, b in zip((0, *ends), (*ends, len(text)), strict=True)]
            if all(len(cut) > 1 for cut in cuts[:-1]):
                cost = count * g.PIECE + (g.SINGLE if len(cuts[-1]) == 1 else 0)
                for chosen in combinations(range(len(words)), count):
                    if all(words[at].startswith(cut) for at, cut in zip(chosen, cuts, strict=True)):
                        gaps = sum(b > a + 1 for a, b in pairwise(chosen))
                        costs.append(cost + gaps * g.GAP + (g.GAP // 2 if chosen[0] else 0))
    return min(costs, default=None)


def is_begun(words: list[str], text: str, every: Iterable[str]) -> bool:
    """Whether two words, one soon behind the other, begin with two letters of a text, from its start and a later place.

    One of every word of the paper begins with all that stands before that place.
    """
    seconds = [at for at in range(2, len(text)) if any(word.startswith(text[:at]) for word in every)]
    return any(
        words[b].startswith(text[at : at + 2])
        for a, b in combinations(range(len(words)), 2)
        if words[a].startswith(text[:2]) and is_soon_behind(words, a, b)
        for at in seconds
    )


def is_soon_behind(words: list[str], a: int, b: int) -> bool:
    """Whether only words that say nothing, short words and one long one stand between two; or nothing does."""
    long = sum(len(word) >= p.MUCH_FROM and word not in STOP_WORDS for word in words[a + 1 : b])
    nothing = any(word in STOP_WORDS and len(word) < p.MUCH_FROM for word in (words[a], words[b]))
    return b == a + 1 or (b - a <= p.MOST_STEPS and long <= 1 and not nothing)


def initials_cost(words: list[str], text: str) -> int | None:
    letters = [
        "".join(word[0] for word in words)[:LENGTH],
        "".join(w[0] for w in words if w not in STOP_WORDS)[:LENGTH],
    ]
    costs = [
        g.INITIALS if one == text[:LENGTH] else g.INITIALS_BEGUN for one in letters if one.startswith(text[:LENGTH])
    ]
    return min(costs, default=None)


def found(entries: Sequence[Entry], text: str, limit: int) -> list[tuple[int, int]]:
    """The numbers and the scores of the best papers."""
    typed = words_of(text)[:MOST_WORDS]
    words = Counter(word for entry in entries for row in rows_of(entry) for word in row)
    usual = {word for word in typed if words[word] >= max(i.USUAL, len(entries) // i.USUAL_SHARE)}
    if not typed:
        return []
    is_open = not text[-1:].isspace()
    last = len(typed) - 1

    def with_at_least(count: int, is_forgiving: bool) -> dict[int, int]:
        forgiven = set(typed) - usual if is_forgiving else set()
        told = {entry.number: evidence(entry, typed, is_open, forgiven) for entry in entries}
        return {number: score for number, (score, matched) in told.items() if matched >= count}

    scores = with_at_least(last + 1, is_forgiving=False)
    is_told = last > 1 and len(scores) >= i.TOO_FEW and all(word in words for word in typed[:-1])
    if not is_told and len(scores) < (i.ENOUGH if last else i.MOST_BEGUN):
        scores = with_at_least(last + 1, is_forgiving=True)
        if not last and len(typed[0]) >= g.FROM:
            for entry in entries:
                title, text = rows_of(entry)[0], typed[0][: g.LONGEST]
                glued = is_begun(title, text, set().union(*rows_of(entry)))
                for cost in (
                    pieces_cost(title[: g.LONGEST_TITLE], text) if glued else None,
                    initials_cost(title, typed[0]),
                ):
                    if cost is not None:
                        score = r.FULL - cost - coverage(entry)
                        scores[entry.number] = max(score, scores.get(entry.number, score))
        if last and len(scores) < i.TOO_FEW:
            scores = with_at_least(last, is_forgiving=True)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))[:limit]
