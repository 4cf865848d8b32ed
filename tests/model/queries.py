"""Queries of every kind, as trees."""

from __future__ import annotations

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

_VALUES: dict[str, st.SearchStrategy[str]] = {
    "tag": st.sampled_from([*TAGS, "ecole", "the tag", "c", "to/b"]),
    "added": st.sampled_from(TIMES),
    "year": st.sampled_from(YEARS),
    "priority": st.sampled_from(PRIORITIES),
    **{field: st.sampled_from(choices) for field, choices in CHOICES.items()},
}


def _of_field(field: str) -> st.SearchStrategy[Term]:
    if field in _VALUES:
        return st.builds(Term, st.just(field), _VALUES[field])
    values = st.sampled_from(WORDS + IDENTIFIERS) | _phrases
    return st.builds(Term, st.just(field), values, st.booleans()).filter(_asks)


def _asks(term: Term) -> bool:
    return bool(term.words)


_phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
_bare = st.builds(Term, st.none(), st.sampled_from(WORDS) | _phrases, st.booleans()).filter(_asks)
terms: st.SearchStrategy[Query] = _bare | st.sampled_from(sorted(FIELDS)).flatmap(_of_field)
queries: st.SearchStrategy[Query] = st.recursive(
    terms,
    lambda parts: st.one_of(
        parts.map(negated),
        st.lists(parts, min_size=2, max_size=3).map(all_of),
        st.lists(parts, min_size=2, max_size=3).map(any_of),
    ),
    max_leaves=6,
)
