"""Queries of every kind, as trees."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from readlist.model.query import FIELDS, Query, Term
from readlist.model.query.fields import CHOICES
from readlist.model.query.tree import all_of, any_of, negated

WORDS = (
    "graph", "g", "Łoś", "los", "net-work", "network", "net", "A_b", "50%", "ünï", "uni", "x\\y", "the", "The", "日本", "本", "日本語", "BERT", "bert", "İstanbul", "istanbul",
    "ıx", "ix", "straße", "STRASSE", "strasse", "2021", "20", "OR", "AND", 'say "x', "a(b", "a)b", "-x", "ﬁne", "fine", "e\u0301a", "ea", "C++", "🔥", "Ada", "berg", "o'neil",
    "a*b", "'", "title:x", "𝐁old", "ǅ", "हिन्दी", "ไทย", "한국", "한국어",
)  # fmt: skip
TAGS = ("a", "a/b", "The Tag", "École", "🔥", "50%", "C++", "a_b", 'x "y"', "İ", "日本", "to/b/c")
TIMES = (
    "<7d",
    ">2w",
    "2026",
    "2026-11",
    "2026-11-05..2026-11-20",
    "..2026-10",
    ">2026-11-19",
    "36h",
    ">=2026-11-20",
    "1m..1w",
    "<=2026-11-20",
)
YEARS = (
    "2021",
    "2019..2021",
    "..2020",
    ">2020",
    ">=2021",
    "<2020",
    "<=2019",
    "2021..",
    "2023..2020",
    "1000..2019",
    "..0",
    "7",
    "0..99999",
    "<0",
)
PRIORITIES = ("0", ">0", "2..3", "<=1", ">3", "<0")
IDENTIFIERS = (
    "10.1/a_b",
    "10.1",
    "a_b",
    "ada2020",
    "ada",
    "2101.00001",
    "2101",
    "bib",
    "clip",
    "clipboard",
    "json",
    "cs.CV",
    "cv",
    "s",
)

_VALUES = {
    "tag": (*TAGS, "ecole", "the tag", "c", "to/b"),
    "added": TIMES,
    "year": YEARS,
    "priority": PRIORITIES,
    **CHOICES,
}
LEAVES = 6


def _phrase(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 3)))


def a_term(random: Random) -> Term:
    """A condition of any field, or of none."""
    field = random.choice((None, random.choice(sorted(FIELDS))))
    if field in _VALUES:
        return Term(field, random.choice(tuple(_VALUES[field])))
    single = WORDS if field is None else WORDS + IDENTIFIERS
    term = Term(field, random.choice((random.choice(single), _phrase(random))), random.random() < 0.5)
    return term if term.words else a_term(random)


def a_query(random: Random, leaves: int = LEAVES) -> Query:
    """Up to so many conditions, joined and negated in any way."""
    if leaves > 1 and random.random() < 0.3:
        return negated(a_query(random, leaves))
    count = min(leaves, random.choice((1, 2, 2, 3, 3)))
    if count == 1:
        return a_term(random)
    return random.choice((all_of, any_of))(a_query(random, leaves // count) for _ in range(count))


# One number each: what is drawn bit by bit costs more time than what is asked of it.
queries: st.SearchStrategy[Query] = st.integers(0, 2**32).map(Random).map(a_query)
