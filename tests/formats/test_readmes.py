"""Lists as ordinary READMEs write them: which part of an item is the title, which are the authors, what is no paper."""

from __future__ import annotations

import pytest

from readlist.model.paper import Problem, Record
from tests.formats.reading import found_in, told


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


def test_a_numbered_title_over_its_links_is_a_paper_and_its_translation_is_none_of_it() -> None:
    text = """## 检测

### 2D目标检测(2D Object Detection)
[3] Point-to-Rest Network for Quiet Detection (通过单点监督实现精确目标检测的点对盒网络)<br>
[paper](https://arxiv.org/abs/3107.00001) | [code](https://github.com/hush/p2rest)<br><br>

[2] You Should Hear All Rests (您应该查看所有物体)<br>
[paper](https://arxiv.org/abs/3107.00002) | [code](https://github.com/hush/all)<br><br>

[1] Deep Semantic Rests (DSR) Calming Network(深度语义（DSR）网络) (**Oral**)<br>
[paper](https://arxiv.org/abs/3107.00003) <br><br>
"""
    assert told(text) == [
        ("Point-to-Rest Network for Quiet Detection", [], None),
        ("You Should Hear All Rests", [], None),
        ("Deep Semantic Rests (DSR) Calming Network", [], None),
    ]


def test_what_is_linked_behind_a_plain_title_and_its_authors_is_the_venue() -> None:
    text = """- **2031-03** | DNrest: predicting quiet nights using deep networks | *Ada Quill and Ben Rook* | [BMC Rest](https://doi.org/10.1186/1471-2105-14-88)

- **2031-04** | Silent feature selection from denoising sleepers. | *Ada Quill, Carl Dov* | [Hush Symposium on Rest (HSR)](https://doi.org/10.1142/9789814644730_0014) | [Models & Data](http://quiet.example/psb/)

- **2031-05** | Nets: Biology's Gateway to Rest? | *Eve Finch* | [Rest Research](https://doi.org/10.1007/s11095-016-2029-7)
"""
    assert told(text) == [
        ("DNrest: predicting quiet nights using deep networks", ["Ada Quill", "Ben Rook"], 2031),
        ("Silent feature selection from denoising sleepers", ["Ada Quill", "Carl Dov"], 2031),
        ("Nets: Biology's Gateway to Rest?", ["Eve Finch"], 2031),
    ]
    assert [item.venue for item in found_in(text) if isinstance(item, Record)] == [
        "BMC Rest",
        "Hush Symposium on Rest (HSR)",
        "Rest Research",
    ]


@pytest.mark.parametrize(
    ("item", "title", "names", "year"),
    [
        ('**Hush Support**: "To Rest or Not to Rest: Calm Support for Groups", *arXiv, May 2031*.', "To Rest or Not to Rest: Calm Support for Groups", [], 2031),
        ('**Nets Enact Quiet Habits**: "Nets Enact Quiet Habits", *FRest, Jun 2031*.', "Nets Enact Quiet Habits", [], 2031),
        ('**QuietCraft**: "Models for Rest: Principles and Abilities", *Blog, Feb 2031*.', "Models for Rest: Principles and Abilities", [], 2031),
        ('**Rester**: "Rest in the Room: Interactive Quiet using\n  Large Language Models", *IROS, 2031*.', "Rest in the Room: Interactive Quiet using Large Language Models", [], 2031),
        ('<u>Q5</u>: **"Exploring the Limits of Rest with One Sleeper"**. *Ada Quill et al.* JMLR 2031.', "Exploring the Limits of Rest with One Sleeper", ["Ada Quill"], 2031),
        ('<u>Rest-α</u>: **"Rest-α: Large-scale Quiet Models"**. *Ben Rook et al.* arXiv 2031.', "Rest-α: Large-scale Quiet Models", ["Ben Rook"], 2031),
    ],
)  # fmt: skip
def test_a_label_before_a_set_off_title_is_no_author(item: str, title: str, names: list[str], year: int) -> None:
    text = f"* {item} [[Paper](https://arxiv.org/abs/3102.00001)] [[Website](https://quiet.example/)]\n"
    assert told(text) == [(title, names, year)]


def test_a_quoted_title_with_a_comma_is_no_list_of_names() -> None:
    text = """* **[VoxRest]** "VoxRest: Composable Maps of Quiet", *arXiv, July 2031*
[[Paper](https://arxiv.org/abs/3107.05973)]
 * **ProgramRest**:"Programmatically Grounded, Compositionally Quiet Manipulation", *ICLR, Apr 2031*, [[Paper](https://arxiv.org/abs/3104.13826)]
"""
    assert [title for title, _, _ in told(text)] == [
        "VoxRest: Composable Maps of Quiet",
        "Programmatically Grounded, Compositionally Quiet Manipulation",
    ]


def test_names_may_stand_before_the_title_in_its_link() -> None:
    text = "1. [Ada Quill, Ben Rook, An Empirical Exploration of Resting Nets](http://jmlr.org/proceedings/papers/v37/quill15.pdf)\n"
    assert told(text) == [("An Empirical Exploration of Resting Nets", ["Ada Quill", "Ben Rook"], None)]


def test_pages_of_publications_are_papers_and_videos_are_none() -> None:
    text = """# Quiet Consensus

* [Rest made Live](http://research.google.com/pubs/pub33002.html)
* [QuietFleet: Proving Practical Silence Correct](https://www.microsoft.com/en-us/research/publication/quietfleet-proving-practical-silence/)
* [The Hush Lock Service for Loosely-Coupled Rest](https://research.google.com/archive/hush.html)
* [Understanding rest aspects of quiet stores - Ada Quill, Hush Laboratories](https://www.youtube.com/watch?v=snG3kSdGTrA)
* [Quiet Crash Course](https://www.youtube.com/watch?v=oS5fz_mHVz0): mini-lectures by Ada Quill on YouTube (2018)
"""
    assert [title for title, _, _ in told(text)] == [
        "Rest made Live",
        "QuietFleet: Proving Practical Silence Correct",
        "The Hush Lock Service for Loosely-Coupled Rest",
    ]


@pytest.mark.parametrize("date", ["dec 2031", "Dec 2031", "2031"])
@pytest.mark.parametrize("company", ["", ", Hush", ", Hush Labs"])
def test_behind_a_plain_title_may_stand_its_date_and_a_company(date: str, company: str) -> None:
    text = f"""## Rest
* SSD: Single Shot Dreamer, {date}{company}, [github](https://github.com/hush/ssd), [arxiv](https://arxiv.org/pdf/3112.02325v2)
* Quiet-v4, Quiet-ResNet and the Impact of Rest, {date}{company}, [arxiv](https://arxiv.org/pdf/3102.07261.pdf)
* Rationalizing Silent Predictions [github](https://github.com/hush/rsp), [arxiv](https://arxiv.org/pdf/3106.04155v1)
"""
    assert told(text) == [
        ("SSD: Single Shot Dreamer", [], 2031),
        ("Quiet-v4, Quiet-ResNet and the Impact of Rest", [], 2031),
        ("Rationalizing Silent Predictions", [], None),
    ]


def test_a_heading_is_no_title_of_the_first_paper_below_it() -> None:
    text = """### Question Resting
* HSR + Hush Tech. [[Web](http://www.quiet.example/)] [[Paper](http://arxiv.org/pdf/3105.00468v1.pdf)]
  * Ada Quill, Ben Rook, and Carl Dov, *QRA: Visual Question Resting*, arXiv:3105.00468 / CVPR 2031 workshop
* Univ. Rest [[Paper](http://arxiv.org/pdf/3105.02074v1.pdf)]
  * Eve Finch, and Gil Hawk, *Image Question Resting: A Quiet Model*, arXiv:3105.02074 / ICML 2031 workshop
"""
    assert [(title, names) for title, names, _ in told(text)] == [
        ("QRA: Visual Question Resting", ["Ada Quill", "Ben Rook", "Carl Dov"]),
        ("Image Question Resting: A Quiet Model", ["Eve Finch", "Gil Hawk"]),
    ]


def test_a_title_over_code_alone_among_papers_is_told_of() -> None:
    text = """## Omics

**Learning quiet structure from deep sleepers** [[paper](http://biorxiv.org/content/early/2031/11/16/031906)]

**Hush: a general framework for predicting rests** [[paper](http://biorxiv.org/content/early/2031/11/16/031907)][[code](https://quiet.example/)]

**REST – Analysis using Denoising Sleepers of Nets** [[github](https://github.com/hush/rest)]
"""
    found = found_in(text)
    assert [item.title for item in found if isinstance(item, Record)] == [
        "Learning quiet structure from deep sleepers",
        "Hush: a general framework for predicting rests",
    ]
    assert [item.lines for item in found if isinstance(item, Problem)] == [(7, 7)]


@pytest.mark.parametrize("label", ["PDF", "Paper", "arXiv"])
@pytest.mark.parametrize("address", ["<https://arxiv.org/pdf/3102.1297{}>", "https://arxiv.org/abs/3102.1297{}"])
def test_a_plain_title_may_stand_over_a_labelled_address(label: str, address: str) -> None:
    titles = ["How Unrolling Supports Quiet Nets", "Stabilizing Rest Through Time", "A Hushed Basis for Mechanics"]
    items = [f"{title} , \n{label}: {address.format(at)}\n" for at, title in enumerate(titles)]
    code = "A Resting Basis for Small Rooms , \nProject: <https://github.com/hush/basis>\n"
    text = "# Links to rest\n\n" + "\n".join([*items, code])
    assert [title for title, *_ in told(text)] == titles
    assert [item.text for item in found_in(text) if isinstance(item, Problem)] == [code.replace(" \n", "\n").strip()]


@pytest.mark.parametrize(
    ("venue", "month", "year"),
    [("ACL 2033", "2032.12", 2033), ("ACL 2033", "2033.05", 2033), ("Preprint", "2032.12", 2032)],
)
def test_a_paper_appeared_when_its_venue_was_not_in_the_month_of_its_preprint(
    venue: str, month: str, year: int
) -> None:
    item = f"1. **Reasoning with Rest: A Survey.** `{venue}`\n\n    *Ada Quill, Ben Rook.* [[Paper](https://arxiv.org/abs/3212.0000{{}})], {month}\n\n"
    assert [paper[2] for paper in told("# Rest\n\n" + item.format(1) + item.format(2))] == [year, year]


def test_bare_titles_in_an_outline_are_told_where_they_are_not_taken() -> None:
    text = """# Awesome rest

- Quiet nets, an overview [[paper](https://arxiv.org/abs/3101.00001)]
- A survey of hushed rooms [[paper](https://arxiv.org/abs/3101.00002)]

### Simplification

- Older methods
    - An online algorithm for counting pauses
- Please add your own paper here.
"""
    found = found_in(text)
    assert [item.title for item in found if isinstance(item, Record)] == [
        "Quiet nets, an overview",
        "A survey of hushed rooms",
    ]
    assert [item.text for item in found if isinstance(item, Problem)] == ["An online algorithm for counting pauses"]
