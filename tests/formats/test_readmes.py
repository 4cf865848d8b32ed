"""Lists as ordinary READMEs write them: which part of an item is the title, which are the authors, what is no paper."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean


def found_in(text: str) -> list[Record | Problem]:
    found = formats.recognize(clean(text)).read(clean(text), formats.NO_EVIDENCE)
    return [item.record if isinstance(item, Paper) else item for item in found]


def told(text: str) -> list[tuple[str | None, list[str], int | None]]:
    """Title, authors and year of each paper; problems are left out."""
    return [
        (item.title, [name.display for name in item.authors], item.year)
        for item in found_in(text)
        if isinstance(item, Record)
    ]


def test_names_in_full_end_at_a_colon() -> None:
    text = """# Must-read papers on rest

See [the question](https://quiet.example/what) that began it.

* Ada V. Quill and Ben Rook: Quiet Nets of Rest and Motion, 2031.

* Carl Dov, Eve Finch: A Hushed Model, 2030.

* Carl Dov, Ada V. Quill, and Gil I. Hawk: Latent Sleep Allocation, J. Quiet Research, 2029.

* Eve Finch, et al.: Class-Based Pauses of Natural Rest, 1992.
"""
    assert told(text) == [
        ("Quiet Nets of Rest and Motion", ["Ada V. Quill", "Ben Rook"], 2031),
        ("A Hushed Model", ["Carl Dov", "Eve Finch"], 2030),
        ("Latent Sleep Allocation", ["Carl Dov", "Ada V. Quill", "Gil I. Hawk"], 2029),
        ("Class-Based Pauses of Natural Rest", ["Eve Finch"], 1992),
    ]


@pytest.mark.parametrize(
    ("behind", "names", "year"),
    [
        ("Ada B. Quill, Ben Rook, Carl V. Dov, 2031.", ["Ada B. Quill", "Ben Rook", "Carl V. Dov"], 2031),
        ("Ada B. Quill, Ben Rook, ICML 2031.", ["Ada B. Quill", "Ben Rook"], 2031),
        ("Quill, Ada B., Ben Rook, and Carl Dov, 2031", ["Ada B. Quill", "Ben Rook", "Carl Dov"], 2031),
        ("Quill, Ada, and Carl Dov, NIPS 2031.", ["Ada Quill", "Carl Dov"], 2031),
        ("Ada Quill, Ben F. Rook, and Lu Ko, NIPS 2031.", ["Ada Quill", "Ben F. Rook", "Lu Ko"], 2031),
        ("Ada Quill, Ben Rook, C. Dov, ICLR 2031", ["Ada Quill", "Ben Rook", "C. Dov"], 2031),
    ],
)
@pytest.mark.parametrize("remark", ["", " (Short Version)"])
def test_beside_a_linked_title_plain_names_are_all_authors(
    behind: str, names: list[str], year: int, remark: str
) -> None:
    text = f'- <img src="badges/12.svg" alt="12-pages" align="top"> [Programs as Sleepers{remark}](https://arxiv.org/abs/3101.00001) - {behind}\n'
    ((title, authors, told_year),) = told(text)
    assert (title or "").startswith("Programs as Sleepers")
    assert (authors, told_year) == (names, year)


def test_a_journal_of_two_words_in_brackets_is_no_author() -> None:
    text = "- **Rest in Large Nets by Quiet Priors (Quiet Notes 2027)**\n  - Ada Quill, Ben Rook\n  - [[Paper]](http://quiet.example/a.pdf)\n"
    assert told(text) == [("Rest in Large Nets by Quiet Priors", ["Ada Quill", "Ben Rook"], 2027)]


QUOTED = """## Projects

- [HUSH](https://github.com/hush/hush). Available on ROS
> [1] Ada Quill and Ben Rook, "Parallel Rest and Mapping for Small Rooms", Proc. ISMAR 2027
> [2] Ada Quill and Ben Rook, "Improving the Calm of Keyframes", Proc. ECCV 2028

- [DSR](https://github.com/dsr/dsr). Available on ROS
>Direct Sparse Rest, A. Quill, B. Rook, C. Dov, In arXiv:3107.00001, 2031
>A Silent Benchmark For Slow Motion, A. Quill, B. B. Rook and C. Dov, RSS '29

- [Hush's cartographer](https://github.com/hush/map). Available on ROS
"""


def test_references_quoted_below_a_tool_are_the_papers() -> None:
    assert told(QUOTED) == [
        ("Parallel Rest and Mapping for Small Rooms", ["Ada Quill", "Ben Rook"], 2027),
        ("Improving the Calm of Keyframes", ["Ada Quill", "Ben Rook"], 2028),
        ("Direct Sparse Rest", ["A. Quill", "B. Rook", "C. Dov"], 2031),
        ("A Silent Benchmark For Slow Motion", ["A. Quill", "B. B. Rook", "C. Dov"], 2029),
    ]


def test_a_year_between_names_and_title_may_stand_between_commas() -> None:
    text = "Quill, A. and Rook, B., 2031, Rest Detection: A Tutorial. *Tutorial at ICDM 2031*.  [[Download PDF]](http://quiet.example/t.pdf)\n"
    assert told(text) == [("Rest Detection: A Tutorial", ["A. Quill", "B. Rook"], 2031)]


@pytest.mark.parametrize("label", ["论文：", "Paper: ", "- [Paper](https://arxiv.org/abs/3101.00009)\n- PDF: "])
def test_a_line_over_a_link_to_the_paper_is_its_title(label: str) -> None:
    text = f"""## 3D Rest

RestGroup: Dual-Set Pause Grouping for 3D Rest

- 论文：https://arxiv.org/abs/3101.00001
- 代码：https://github.com/hush/group

**Hush3D: Joint Learning of Dense Rest**

- {label.removeprefix("- ")}https://arxiv.org/abs/3101.00002
- 代码：https://github.com/hush/hush3d
"""
    assert told(text) == [
        ("RestGroup: Dual-Set Pause Grouping for 3D Rest", [], None),
        ("Hush3D: Joint Learning of Dense Rest", [], None),
    ]


def test_a_strong_label_before_a_whole_reference_is_no_title() -> None:
    text = """## Key methods

**Quiet Outlier Factor (QOF)**. Quill, M.M., Rook, H.P. and Dov, J., 2030, May. QOF: telling quiet nets apart. *ACM Rest Record*, 29(2), pp. 93-104. [[Download PDF]](http://quiet.example/qof.pdf)

**Silent Forest**. Finch, F.T. and Hawk, Z.H., 2028, December. Silent forest. In *ICDM '28*, pp. 413-422. IEEE. [[Download PDF]](http://quiet.example/forest.pdf)
"""
    assert told(text) == [
        ("QOF: telling quiet nets apart", ["M. M. Quill", "H. P. Rook", "J. Dov"], 2030),
        ("Silent forest", ["F. T. Finch", "Z. H. Hawk"], 2028),
    ]
