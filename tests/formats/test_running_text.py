"""Papers in the prose of READMEs: those named by their whole titles are read, parts of sentences are not."""

from __future__ import annotations

import pytest

from readlist.model.paper import Problem, Record
from tests.formats.reading import found_in, told_of

LIST = """
## References

- [Quiet Nets of Rest and Motion](https://arxiv.org/abs/3101.00001), Ada Quill, Ben Rook, ICML 2031
- [A Hushed Model for Large Rooms](https://arxiv.org/abs/3101.00002), Carl Dov, Eve Finch, ICLR 2031
- [Latent Sleep Allocation](https://arxiv.org/abs/3101.00003), Gil Hawk, Ada Quill, JMLR 2031
"""
LISTED = ["Quiet Nets of Rest and Motion", "A Hushed Model for Large Rooms", "Latent Sleep Allocation"]


def titles(text: str) -> list[str | None]:
    return [item.title for item in found_in(f"# Hush\n\n{text}\n{LIST}") if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        (
            "The features are described in the paper [Auto-Rest Tabular: Multi-Fidelity Sleep for Robust Nets](https://arxiv.org/abs/3102.00001).",
            ["Auto-Rest Tabular: Multi-Fidelity Sleep for Robust Nets"],
        ),
        (
            'This began with ["A simple but hard-to-beat baseline for rest"](https://doi.org/10.1000/1), and went on.',
            ["A simple but hard-to-beat baseline for rest"],
        ),
        (
            "It joins [**Actor-Accelerated Dual Sleeping in Rooms**](https://arxiv.org/abs/3102.00002) and [Policy Rests over General Spaces](https://arxiv.org/abs/3102.00003) into one.",
            ["Actor-Accelerated Dual Sleeping in Rooms", "Policy Rests over General Spaces"],
        ),
        ("One may use methods such as [iREST](https://arxiv.org/abs/3102.00004) or [DEP](https://a.org/1.pdf).", []),
        ("The idea is to get answers by the [implicit rest theorem](https://arxiv.org/abs/3102.00005) here.", []),
        ("These [rests are useful in string theory](https://arxiv.org/abs/3102.00006), as we have shown.", []),
        ("It was made at the lab of [Ada Quill, Ben Rook, Carl Dov](https://arxiv.org/abs/3102.00007) in spring.", []),
        ("It was shown first at the meeting [NeurIPS 2031](https://openreview.net/forum?id=1) in spring.", []),
    ],
)
def test_a_sentence_names_a_paper_by_its_whole_title(sentence: str, named: list[str]) -> None:
    assert titles(sentence) == [*named, *LISTED]


@pytest.mark.parametrize(
    "row",
    [
        "[Installation](https://x.example#install) | [Paper](https://arxiv.org/abs/3102.00001) | [Users](https://y.example)",
        '<p><a href="https://docs.example"><b>Handbook</b></a> | <a href="https://arxiv.org/abs/3102.00001"><b>Paper</b></a> | <a href="https://users.example"><b>User Forum</b></a></p>',
    ],
)
def test_a_row_of_links_is_no_paper(row: str) -> None:
    assert titles(row) == LISTED


@pytest.mark.parametrize(
    "item",
    [
        "- [2031/05] We held the [seventh meeting](https://meet.example/7) with friends.",
        "- [2031/05] the seventh [meeting](https://meet.example/7)",
        "- Reproduce the figures from [REST](https://arxiv.org/abs/3102.00001) yourself",
        "- 2031-05: a new model (see [here](https://arxiv.org/abs/3102.00001))",
    ],
)
def test_news_are_no_papers_and_are_told(item: str) -> None:
    assert titles(f"{item}\n") == LISTED
    assert len([found for found in found_in(f"# Hush\n\n{item}\n\n{LIST}") if isinstance(found, Problem)]) == 1


def test_a_month_is_no_author() -> None:
    (paper,) = (
        item
        for item in found_in(f"# Hush\n\n* May 2031: [Rested models in rooms](https://a.org/1.pdf)\n{LIST}")
        if isinstance(item, Record) and item.title not in LISTED
    )
    assert told_of(paper) == ("Rested models in rooms", [], 2031)


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("[[HUSH] Learning Quiet Rooms](https://arxiv.org/abs/3102.00001)", "Learning Quiet Rooms"),
        ("(HuSh) Learning Quiet Rooms, ICML 2031. [[paper]](https://arxiv.org/abs/3102.00001)", "Learning Quiet Rooms"),
        ("**[HUSH-2]: Learning Quiet Rooms** [[paper]](https://arxiv.org/abs/3102.00001)", "Learning Quiet Rooms"),
        ("['Learning Quiet Rooms'](https://arxiv.org/abs/3102.00001)", "Learning Quiet Rooms"),
        ("[‘Learning Ada's Rooms’](https://arxiv.org/abs/3102.00001)", "Learning Ada's Rooms"),
        ("[[Re] Learning Quiet Rooms](https://arxiv.org/abs/3102.00001)", "[Re] Learning Quiet Rooms"),
        ("[(Re)Learning Quiet Rooms](https://arxiv.org/abs/3102.00001)", "(Re)Learning Quiet Rooms"),
    ],
)
def test_what_stands_around_a_title_is_none_of_it(item: str, title: str) -> None:
    assert titles(f"- {item}\n") == [title, *LISTED]


def test_a_single_author_may_be_credited() -> None:
    first, *_ = found_in(f"# Hush\n\n- [Hush Has A Model](https://hush.example/othello) by Neel Dov\n{LIST}")
    assert isinstance(first, Record)
    assert told_of(first) == ("Hush Has A Model", ["Neel Dov"], None)
