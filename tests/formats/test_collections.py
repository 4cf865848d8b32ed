"""Lists and tables of papers as the READMEs of collections have them: every item of them is read, and read right."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.model.paper import Problem, Record
from readlist.model.text import clean
from tests.formats.reading import found_in, told_of


def told(text: str) -> list[tuple[str | None, list[str], int | None]]:
    """Title, authors and year of each paper; a problem has none."""
    return [told_of(item) if isinstance(item, Record) else (None, [item.reason], None) for item in found_in(text)]


def test_a_column_may_be_as_wide_as_its_longest_text() -> None:
    wide = 400
    rows = [
        f"| 2031-{month:02} | Quiet Lab | {f'[{title}](https://arxiv.org/abs/3101.0000{month})':{wide}} |"
        for month, title in ((1, "Silence Is All You Hear"), (2, "Rests: Pre-training of Deep Pauses"))
    ]
    text = "\n".join(["| Date | Lab | " + "Paper".ljust(wide) + " |", f"|---|:---:|{'-' * wide}|", *rows])
    assert told(text) == [("Silence Is All You Hear", [], 2031), ("Rests: Pre-training of Deep Pauses", [], 2031)]


def test_two_blanks_part_a_title_in_a_cell_from_what_is_said_of_it() -> None:
    said = "Hush Labs tell how well nets rest.   ● A long rest – “most nets” never sleep at all. " * 4
    rows = "".join(f"| {at}) {title}  {said} | [Paper](https://arxiv.org/abs/3104.0000{at}), [Tweet](https://x.com/{at}) |\n"
                   for at, title in ((1, "RestBench"), (2, "Hush: A Net That Is Ready for Night")))  # fmt: skip
    text = f"## Top Papers\n| **Paper**  | **Links** | \n| ------------- | ------------- |\n{rows}"
    assert told(text) == [("RestBench", [], None), ("Hush: A Net That Is Ready for Night", [], None)]


@pytest.mark.parametrize(
    "behind", ["aims to hear what nets do at night", "hears nets at night; a new idea of rest; work toward quiet"]
)
def test_what_is_said_of_a_paper_is_no_title_of_it(behind: str) -> None:
    text = f"- **Repose, Slumber, and Double Rest** - {behind}. [Paper](https://arxiv.org/abs/3101.00001)"
    assert told(text) == [("Repose, Slumber, and Double Rest", [], None)]


@pytest.mark.parametrize(
    ("shown", "title", "names", "year"),
    [
        (
            "Quill, A., Rook, B., & Dov, C. (2031). Is Silence Golden? A Study. *arXiv preprint arXiv:3101.00001*.",
            "Is Silence Golden? A Study",
            ["A. Quill", "B. Rook", "C. Dov"],
            2031,
        ),
        (
            "Rook, B., & Quill, A. R. (2030, May). Nets that rest. In *Proceedings of the Conference on Rest* (pp. 1-9).",
            "Nets that rest",
            ["B. Rook", "A. R. Quill"],
            2030,
        ),
    ],
)
def test_a_link_may_be_a_whole_reference(shown: str, title: str, names: list[str], year: int) -> None:
    bullet = f"- [{shown}](https://arxiv.org/pdf/3101.00001)\n"
    table = f"| Name | Paper | Venue |\n|--|--|--|\n| Hush | [{shown}](https://arxiv.org/pdf/3101.00001) | REST |\n"
    for text in (bullet, table):
        (record,) = found_in(text)
        assert isinstance(record, Record)
        assert (record.title, [name.display for name in record.authors], record.year) == (title, names, year)
        assert (record.arxiv, record.url) == ("3101.00001", "https://arxiv.org/pdf/3101.00001")


def test_a_title_that_ends_with_an_identifier_is_one() -> None:
    text = "- [A long study of how quiet nets may come to rest, arXiv:3101.00001](https://arxiv.org/abs/3101.00001)"
    (record,) = found_in(text)
    assert isinstance(record, Record)
    assert (record.title or "").startswith("A long study of how quiet nets")


PLAIN = """## Sleep

* Quiet Stores: What They Keep (SIGMOD 2031)
* Rest Assured: Stores That Never Wake (VLDB 2031) [Source code](https://github.com/a/b)
* A Study of Sleep in Large Stores (Distributed and Parallel Databases 2030)
* Store Dreams (CIDR 2031)
* Night Shifts: Moving Stores While They Sleep (SIGMOD 2030)
* The Case for Stores That Snore (CIDR 2029)
* Lullabies: Slowing Queries Down (VLDB 2031)
* A Pillow Is All a Store Needs (ICDE 2028)
* HUSH — Self-Calming Adaptive Store Tree (ICDEW 2030)
* Waking Your Store by Night. (ICDE 2032, **best demo award**)

## Dreams

* Learning to dream of big stores - A survey (2026)
* Stores Dream of Sheep (SIGMOD 2028)
* Learned dreams for moving loads (2029)
* Do stores count their own sheep (2029)
"""


def test_plain_titles_with_a_venue_or_year_are_papers_among_papers() -> None:
    assert told(PLAIN) == [
        ("Quiet Stores: What They Keep", [], 2031),
        ("Rest Assured: Stores That Never Wake", [], 2031),
        ("A Study of Sleep in Large Stores", [], 2030),
        ("Store Dreams", [], 2031),
        ("Night Shifts: Moving Stores While They Sleep", [], 2030),
        ("The Case for Stores That Snore", [], 2029),
        ("Lullabies: Slowing Queries Down", [], 2031),
        ("A Pillow Is All a Store Needs", [], 2028),
        ("HUSH - Self-Calming Adaptive Store Tree", [], 2030),
        ("Waking Your Store by Night", [], 2032),
        ("Learning to dream of big stores - A survey", [], 2026),
        ("Stores Dream of Sheep", [], 2028),
        ("Learned dreams for moving loads", [], 2029),
        ("Do stores count their own sheep", [], 2029),
    ]


def test_a_conference_may_list_its_papers_by_titles_alone() -> None:
    text = """# REST2031-paper-list

# Categories

- Rest in Robots and Automation
- Motion and Quiet Planning

## Awards
- 6-DOF Resting of Driven Arms in Clutter
- Are We Ready for Quiet Robots? the Hush Datasets of Lifelong Rest
- Sleep_livox: A Fast, Robust, High-Precision Pillow for Small Robots
- Quietgraph: Globally Consistent, Volumetric Silence in Large Maps
- Learning to Sleep from a Single Lullaby
- Rest

## Mapping
- Mapping the Night with Closed Eyes and Cold Sensors
- Slow Maps: Walking Robots Count Sheep
- Where Silence Begins: Acoustic Borders of Rooms
"""
    assert told(text) == [
        (None, ["no paper in this item"], None),
        ("6-DOF Resting of Driven Arms in Clutter", [], None),
        ("Are We Ready for Quiet Robots? the Hush Datasets of Lifelong Rest", [], None),
        ("Sleep_livox: A Fast, Robust, High-Precision Pillow for Small Robots", [], None),
        ("Quietgraph: Globally Consistent, Volumetric Silence in Large Maps", [], None),
        ("Learning to Sleep from a Single Lullaby", [], None),
        (None, ["no paper in this item"], None),
        ("Mapping the Night with Closed Eyes and Cold Sensors", [], None),
        ("Slow Maps: Walking Robots Count Sheep", [], None),
        ("Where Silence Begins: Acoustic Borders of Rooms", [], None),
    ]


def test_titles_that_nothing_tells_to_be_papers_are_told_of_where_the_format_is_named() -> None:
    text = "## Awards\n- Slow Resting of Driven Arms in Clutter\n- Learning Quiet Sleep from Single Lullabies\n"
    found = list(formats.reader("markdown").read(clean(text), formats.NO_EVIDENCE))
    assert [item.lines for item in found if isinstance(item, Problem)] == [(2, 2), (3, 3)]


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ("*Ada Quill et al. arXiv.*", ["Ada Quill"]),
        ("*Ada Quill et al. NeurIPS*", ["Ada Quill"]),
        ("*Ada Quill (University of Rest) et al. arXiv.*", ["Ada Quill"]),
        ("*Ada Quill, Ben Rook, Eve Finch (Hush College of Quiet, REST) et al. arXiv.*", ["Ada Quill", "Ben Rook", "Eve Finch"]),
        ("*Ada Quill (University of Rest). arXiv.*", ["Ada Quill"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["**Nets That Rest.**", "Nets That Rest.", "Nets That Rest"])
def test_names_and_a_venue_may_stand_in_emphasis_together(title: str, behind: str, names: list[str]) -> None:
    text = f"- [2031/05] {title} {behind} [[paper](https://arxiv.org/abs/3105.00001)]\n"
    assert told(text) == [("Nets That Rest", names, 2031)]


def test_linked_titles_with_their_years_are_papers_each() -> None:
    text = """* [Slumber](http://rest.example/slumber) (2012): Slumber is a store. It rests by night, and needs no care.
  [Some say that a store which rests by night and one that rests by day are so much alike that both keep as much of what
  was put there](https://arxiv.org/pdf/1201.00001.pdf). Sadly, none was built.
* [The Quiet File System](http://rest.example/files.html) (2003) and [Hush: A Store for Silent
  Tables](http://rest.example/hush.html) (2006): Two parts of one system.
"""
    assert told(text) == [
        ("Slumber", [], 2012),
        ("The Quiet File System", [], 2003),
        ("Hush: A Store for Silent Tables", [], 2006),
    ]


@pytest.mark.parametrize(
    ("below", "title", "names", "year"),
    [
        ("Ada Quill, Ben Rook, Nets that rest in crowds, CVPR, 2031.", "Nets that rest in crowds", ["Ada Quill", "Ben Rook"], 2031),
        ("Ada Quill, Ben Rook, RestNet: Nets that rest, CVPR, 2031.", "RestNet: Nets that rest", ["Ada Quill", "Ben Rook"], 2031),
        ("Ada Quill and Ben Rook, In-Out Net: Nets that rest, CVPR, 2031.", "In-Out Net: Nets that rest", ["Ada Quill", "Ben Rook"], 2031),
        ("Ada Quill, Rest R-CNN, arXiv:3105.00001. (4th ranked in REST2012)", "Rest R-CNN", ["Ada Quill"], None),
    ],
)  # fmt: skip
def test_what_only_names_the_paper_below_it_is_none(below: str, title: str, names: list[str], year: int | None) -> None:
    text = f"  * RestNet, Hush Labs [[Paper]](https://arxiv.org/pdf/3105.00001)\n   * {below}\n"
    (record,) = found_in(text)
    assert told(text) == [(title, names, year)]
    assert isinstance(record, Record)
    assert record.arxiv == "3105.00001"


def test_a_name_whose_initial_comes_first_takes_none_of_the_others() -> None:
    text = (
        "1. Quill, A. B., V.Rook, Dov, C. D. & Finch, E. Rests of the night. Journal of Rest 11, 2-9 (2030).\n"
        "2. Finch, E. & Dov, C. D. Rests of the day. Journal of Rest 12, 4-8 (2031).\n"
    )
    assert [names for _, names, _ in told(text)] == [
        ["A. B. Quill", "V. Rook", "C. D. Dov", "E. Finch"],
        ["E. Finch", "C. D. Dov"],
    ]


def test_accents_that_a_pdf_put_before_their_letters_stand_on_them() -> None:
    text = (
        "1. Quill, A., R¨ook, B.: Nets that rest by night. In: CVPR (2031)\n"
        "2. Dov, C., Erd˝os, D., Fran¸cois, E., J ́egou, F.: Nets that don´t rest. In: ICCV (2030)\n"
    )
    assert told(text) == [
        ("Nets that rest by night", ["A. Quill", "B. Röok"], 2031),
        ("Nets that don´t rest", ["C. Dov", "D. Erdős", "E. François", "F. Jégou"], 2030),
    ]


def test_tags_before_a_title_are_no_names() -> None:
    text = "* `sound` `rest` `training` [Quiet-2.0: A Net That Rests](http://arxiv.org/abs/3105.00001v2)\n"
    assert told(text) == [("Quiet-2.0: A Net That Rests", [], None)]


def test_a_name_of_two_letters_that_ends_the_names_is_no_initial() -> None:
    text = (
        "[1] Ada Quill and Ben B. Ko. Nets that learn to rest. In Proceedings of Quiet Things, 2017.\n"
        "[2] Carl Dov, Eve Finch, and Ben B. Ko. Rests in sequence. In Proceedings of Quiet Things, 2014.\n"
        "[3] Carl F. Dov and Ben-Hua Ko. 1999. Rests in nets. Quiet Things, 67(4):827-874.\n"
    )
    assert [names for _, names, _ in told(text)] == [
        ["Ada Quill", "Ben B. Ko"],
        ["Carl Dov", "Eve Finch", "Ben B. Ko"],
        ["Carl F. Dov", "Ben-Hua Ko"],
    ]


def test_a_choice_of_numbered_references_leaves_none_out() -> None:
    text = (
        "[4] Ada Quill and Ben Rook. On rests. In International Conference on Quiet\n"
        "Things, pages 55–60. Hush Press, 2021.\n"
        "[18] Carl Dov, Eve Finch, and Gil Hawk. Silence in nets and how it may be heard. arXiv preprint\n"
        "arXiv:3106.00001, 2031.\n"
        "[57] Eve Finch. A theory of pauses between words. Journal of Rest, 3(1):1–9,\n"
        "2019.\n"
    )
    assert told(text) == [
        ("On rests", ["Ada Quill", "Ben Rook"], 2021),
        ("Silence in nets and how it may be heard", ["Carl Dov", "Eve Finch", "Gil Hawk"], 2031),
        ("A theory of pauses between words", ["Eve Finch"], 2019),
    ]
