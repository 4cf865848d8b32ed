"""Papers and queries to measure a search with: real papers, and as many invented ones as a size asks for."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readlist.search import Entry
from readlist.search.words import words_of

RARE_WORDS = 0.022
RARE_NAMES = 0.25
INVENTED = 600_000
LONGEST_TITLE = 24
SYLLABLES = [
    a + b + c for a in "bcdfghjklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai") for c in ("", "n", "r", "x")
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def real_entries(path: Path) -> list[Entry]:
    """The real papers of a gzipped file of JSON lines that have a title."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    return [
        Entry(number, paper["title"], tuple(filter(None, paper["authors"])), paper["year"] or None)
        for number, paper in enumerate(papers, start=1)
        if paper["title"]
    ]


def made(path: Path, folder: Path, size: int, seed: int) -> Path:
    """A file of so many papers, one a line: title, authors, year; real ones as far as they go, spread among the rest."""
    lines = folder / f"papers-{size}-{seed}.tsv"
    if lines.exists():
        return lines
    real = real_entries(path)
    draw = np.random.default_rng(seed)
    chosen = sorted(draw.choice(len(real), min(size, len(real)), replace=False))
    papers = [(real[at].title or "", real[at].authors, real[at].year or 2000) for at in chosen]
    invented = _invented(real, size - len(papers), draw)
    places = np.zeros(size, dtype=bool)
    places[draw.choice(size, len(papers), replace=False)] = True
    kept = iter(papers)
    with lines.with_suffix(".part").open("w", encoding="utf-8") as out:
        for is_real in places:
            title, authors, year = next(kept) if is_real else next(invented)
            out.write(f"{' '.join(title.split())}\t{'; '.join(authors)}\t{year}\t{'r' if is_real else 'i'}\n")
    lines.with_suffix(".part").rename(lines)
    return lines


def _invented(real: list[Entry], count: int, draw: np.random.Generator) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Titles from a chain of word pairs over the real ones, names as often as they are, some words and names new."""
    titles = [(entry.title or "").split()[:LONGEST_TITLE] for entry in real]
    successors: dict[str, list[str]] = {}
    for title in titles:
        for word, following in zip(["", *title], [*title, ""], strict=True):
            successors.setdefault(word, []).append(following)
    names = [name for entry in real for name in entry.authors]
    sizes = [min(len(entry.authors), 8) for entry in real if entry.authors]
    rare = [_rare_word(draw) for _ in range(INVENTED)]
    chance = random.Random(int(draw.integers(1 << 30)))
    for _ in range(count):
        drawn: list[str] = []
        word = chance.choice(successors[""])
        while word and len(drawn) < LONGEST_TITLE:
            drawn.append(word if chance.random() >= RARE_WORDS else _zipf(rare, chance))
            word = chance.choice(successors[word])
        authors = []
        for _ in range(chance.choice(sizes)):
            name = chance.choice(names)
            if chance.random() < RARE_NAMES:
                name = f"{name.split()[0]} {_zipf(rare, chance).title()}"
            authors.append(name)
        yield " ".join(drawn), tuple(authors), chance.randint(1990, 2025)


def _rare_word(draw: np.random.Generator) -> str:
    return "".join(SYLLABLES[at] for at in draw.integers(len(SYLLABLES), size=int(draw.integers(2, 5))))


def _zipf(words: Sequence[str], chance: random.Random) -> str:
    return words[int(len(words) * chance.random() ** 3)]


def entries(lines: Path) -> Iterator[Entry]:
    """The papers of such a file, numbered from 1."""
    with lines.open(encoding="utf-8") as texts:
        for number, text in enumerate(texts, start=1):
            title, authors, year, _ = text.rstrip("\n").split("\t")
            yield Entry(number, title, tuple(authors.split("; ")) if authors else (), int(year))


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types who looks for one paper."""

    kind: str
    text: str
    paper: int
    window: tuple[str, ...] = ()  # the words of the title that it was made of, where they stand side by side


def queries(lines: Path, count: int, seed: int) -> list[Query]:
    """So many queries of each kind for real papers of such a file."""
    chance = random.Random(seed)
    with lines.open(encoding="utf-8") as texts:
        real = [number for number, text in enumerate(texts, start=1) if text.endswith("\tr\n")]
    wanted = set(chance.sample(real, min(len(real), count * len(KINDS) * 6)))
    targets = [entry for entry in entries(lines) if entry.number in wanted]
    chance.shuffle(targets)
    found = []
    at = 0
    for kind, make in KINDS.items():
        asked = 0
        while asked < count:
            target = targets[at % len(targets)]
            at += 1
            words = words_of(target.title or "")
            window = tuple(_three(words, chance)) if kind in WINDOWED else ()
            text = "" if kind in WINDOWED and not window else make(list(window) or words, target, chance)
            if text:
                found.append(Query(kind, text, target.number, window))
                asked += 1
    return found


def _three(words: list[str], chance: random.Random) -> list[str]:
    """Three words of a title that follow one another, of four letters or more; none where there are not."""
    windows = [words[at : at + 3] for at in range(len(words) - 2)]
    windows = [window for window in windows if min(map(len, window)) >= 4]
    return chance.choice(windows) if windows else []


def _edited(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice(LETTERS)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1 :]
    return _swapped(word, chance)


def _swapped(word: str, chance: random.Random) -> str:
    places = [at for at in range(len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _missing(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _each(change: Callable[[str, random.Random], str], least: int) -> Callable[[list[str], Entry, random.Random], str]:
    def make(words: list[str], _target: Entry, chance: random.Random) -> str:
        return " ".join(change(word, chance) if len(word) >= least else word for word in words)

    return make


def _one_typo(words: list[str], _target: Entry, chance: random.Random) -> str:
    at = chance.randrange(len(words))
    return " ".join(_edited(word, chance) if place == at else word for place, word in enumerate(words))


def _prefixes(words: list[str], _target: Entry, chance: random.Random) -> str:
    return " ".join(word[: chance.randint(3, 5)] for word in words)


def _glued(words: list[str], _target: Entry, chance: random.Random) -> str:
    """Beginnings of two to four words in their order, not always neighbors, the last sometimes of one letter."""
    long = [word for word in words if len(word) >= 4]
    count = chance.randint(2, 4)
    if len(long) < count:
        return ""
    start = chance.randrange(len(long) - count + 1)
    near = long[start : start + count + 1]
    chosen = sorted(chance.sample(range(len(near)), count))
    pieces = [near[at][: chance.randint(2, 4)] for at in chosen]
    pieces[-1] = near[chosen[-1]][: chance.randint(1, 4)]
    text = "".join(pieces)
    return text if len(text) >= 6 else ""


def _initials(words: list[str], _target: Entry, _chance: random.Random) -> str:
    return "".join(word[0] for word in words) if 5 <= len(words) <= 12 else ""


def _family(target: Entry, chance: random.Random) -> str:
    names = [words_of(name)[-1] for name in target.authors if words_of(name)]
    names = [name for name in names if len(name) >= 4]
    return chance.choice(names) if names else ""


def _long_word(words: list[str], chance: random.Random) -> str:
    long = [word for word in words if len(word) >= 6]
    return chance.choice(long) if long else ""


def _author_year(words: list[str], target: Entry, chance: random.Random) -> str:
    name, word = _family(target, chance), _long_word(words, chance)
    return f"{name} {target.year} {word[: chance.randint(4, 5)]}" if name and word else ""


def _author_typo(words: list[str], target: Entry, chance: random.Random) -> str:
    name, word = _family(target, chance), _long_word(words, chance)
    return f"{_edited(name, chance)} {word}" if name and word else ""


def _shuffled(words: list[str], _target: Entry, chance: random.Random) -> str:
    return " ".join(chance.sample(words[:6], len(words[:6]))) if len(words) >= 4 else ""


def _twice(word: str, chance: random.Random) -> str:
    return _edited(_edited(word, chance), chance)


def sharing(lines: Path, asked: Sequence[Query]) -> list[int]:
    """How many papers have the words of each query side by side; 1 for those that were made of other words."""
    counts = dict.fromkeys((query.window for query in asked if query.window), 0)
    for entry in entries(lines):
        words = words_of(entry.title or "")
        for window in set(zip(words, words[1:], words[2:], strict=False)):
            if window in counts:
                counts[window] += 1
    return [counts.get(query.window, 1) for query in asked]


WINDOWED = {"exact3", "typo1of3", "typo_each", "two_edits", "swap", "missing", "prefixes"}
KINDS: dict[str, Callable[[list[str], Entry, random.Random], str]] = {
    "exact3": _each(lambda word, _: word, 1),
    "typo1of3": _one_typo,
    "typo_each": _each(_edited, 4),
    "two_edits": _each(_twice, 6),
    "swap": _each(_swapped, 4),
    "missing": _each(_missing, 4),
    "prefixes": _prefixes,
    "glued": _glued,
    "initials": _initials,
    "author_year": _author_year,
    "author_typo_word": _author_typo,
    "shuffled": _shuffled,
}
