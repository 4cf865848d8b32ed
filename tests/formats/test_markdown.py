"""Markdown: items and tables told from prose and menus; what is written reads back; nothing in it acts as markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.errors import ExportError
from readlist.formats._markdown.own import held
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Paper, Problem, Record, Status
from readlist.model.text import clean, squeeze

OPTIONS = formats.WriteOptions()
odd = st.text(st.sampled_from("ab C9.é—-*_`[]()<>#|~&\\!,;:$\"' \n\t>x") | st.characters(), max_size=30)
words = odd.map(lambda text: squeeze(clean(text))).filter(bool)
names = (
    st.tuples(words, words | st.just("")).map(lambda parts: Name(*parts)) | words.map(lambda text: Name(literal=text))
).filter(lambda name: name.display not in {"…", "..."})  # which stand for further authors
records = st.builds(
    Record,
    title=words | st.none(),
    authors=st.lists(names, max_size=3).map(tuple),
    authors_complete=st.booleans(),
    date=st.builds(PartialDate, st.integers(1500, 2099)) | st.none(),
    venue=words | st.none(),
    doi=st.sampled_from(("10.1000/AbC.1", "10.1002/(SICI)1097<1::AID>3.0.CO;2-#", None)),
    arxiv=st.sampled_from(("2301.00001", "hep-th/9901001", None)),
    url=st.sampled_from(("https://x.org/a (b)?c=d%20&e#f", "javascript:alert(1)", "http://ü.org/ä", None)),
    code=st.sampled_from((True, None, "https://github.com/a/b")),
    abstract=words | st.none(),
)
tags = st.lists(words.map(lambda tag: squeeze(tag.lstrip("#").replace(",", "").strip(" /"))).filter(bool), max_size=3)
papers = st.builds(
    Paper,
    record=records,
    status=st.sampled_from(Status),
    tags=tags.map(lambda found: tuple(dict.fromkeys(found))),
    note=st.none() | odd.map(clean).filter(bool),
)


def found_in(text: str) -> list[formats.Found]:
    return list(formats.reader("markdown").read(clean(text), formats.NO_EVIDENCE))


def one(text: str) -> Record:
    (found,) = found_in(text)
    assert not isinstance(found, Problem), found
    return found.record if isinstance(found, Paper) else found


def authors(record: Record) -> list[str]:
    return [name.display for name in record.authors]


def state_of(paper: formats.Found) -> dict[str, Any]:
    assert isinstance(paper, Paper)
    return held(paper)


@given(st.lists(papers, max_size=4))
def test_what_is_written_reads_back(given_papers: list[Paper]) -> None:
    writer = formats.writer("markdown")
    text = "".join(writer.write(given_papers, OPTIONS))
    assert [state_of(found) for found in found_in(text)] == [held(paper) for paper in given_papers]
    assert writer.verify is not None
    writer.verify(text, given_papers, OPTIONS)


def test_a_list_that_does_not_read_back_is_an_error() -> None:
    writer = formats.writer("markdown")
    assert writer.verify is not None
    paper = Paper(record=Record(title="One"))
    text = "".join(writer.write([paper], OPTIONS))
    for broken in (text.replace("One", "Two"), text + text, "", text.replace("**", "")):
        with pytest.raises(ExportError, match="does not read back"):
            writer.verify(broken, [paper], OPTIONS)


@pytest.mark.parametrize(
    "title",
    [
        "<script>alert(1)</script>",
        "a | b | c",
        "[click](javascript:alert(1))",
        "![](x)",
        "=cmd()",
        "**x** `y`",
        "<!-- -->",
    ],
)
def test_nothing_in_a_title_acts_as_markup(title: str) -> None:
    text = "".join(formats.writer("markdown").write([Paper(record=Record(title=title))], OPTIONS))
    shown = text.replace("\\\\", "")
    for sign in "<>|[]()`":
        assert shown.count(sign) == shown.count(f"\\{sign}") + (sign in "[]") + (sign in "()")  # box, year
    assert one(text).title == title


@pytest.mark.parametrize(
    ("item", "title", "names", "year", "venue"),
    [
        ("- **One Quiet Net** (2015), G. Hinton et al. [[pdf]](http://x.org/a.pdf)", "One Quiet Net", ["G. Hinton"], 2015, None),
        ("- One quiet net, O. Levy et al. [[pdf]] (https://x.org/a.pdf)", "One quiet net", ["O. Levy"], None, None),
        ("- One quiet net (2014, C. Dong et al. [[pdf]](https://x.org/a.pdf)", "One quiet net", ["C. Dong"], 2014, None),
        ("- One Net (2017): A Tutorial, G. Bee. [[pdf]](https://x.org/a.pdf)", "One Net: A Tutorial", ["G. Bee"], 2017, None),
        ("- One quiet net. Chen and Bee. [[pdf]](https://x.org/a.pdf)", "One quiet net", ["Chen", "Bee"], None, None),
        ("- [One net](https://x.org/a.pdf), NeurIPS'19.", "One net", [], 2019, "NeurIPS"),
        ("- A. Bee, C. Dee. **One net**. In *Journal of Nets*, 2020. https://doi.org/10.1000/1", "One net", ["A. Bee", "C. Dee"], 2020, "Journal of Nets"),
        ("- **NetNet**: Nets for Learning Nets [[paper]](https://arxiv.org/abs/2001.00001)", "NetNet: Nets for Learning Nets", [], None, None),
        ('1. "One net of nets", Ada Bee and Bo Dee, *ICML* 2020 [paper](https://x.org/a.pdf)', "One net of nets", ["Ada Bee", "Bo Dee"], 2020, "ICML"),
        ("* [paper](https://arxiv.org/abs/2001.00001) One net of nets", "One net of nets", [], None, None),
        ("- **One net** ([Bee et al., 2019](https://arxiv.org/abs/1901.00001))", "One net", ["Bee"], 2019, None),
        ("- (Nature 2021) **One net of nets** Ada Bee *et al.* [[pdf]](https://x.org/a.pdf)", "One net of nets", ["Ada Bee"], 2021, "Nature"),
        ('- **"One net"** Bee, Y. and Dee, T. *arXiv preprint* (2023). [PDF](https://arxiv.org/pdf/2301.11111.pdf)', "One net", ["Y. Bee", "T. Dee"], 2023, None),
        ("- Quiet nets: small nets, 2021, [arXiv](https://arxiv.org/abs/2101.01111)", "Quiet nets: small nets", [], 2021, None),
        ("- [One net of nets](https://x.org/a.pdf) - Ada Bee, Bo Dee - 2019", "One net of nets", ["Ada Bee", "Bo Dee"], 2019, None),
        ("- **Read this**: [One net of nets](https://x.org/a.pdf)", "One net of nets", [], None, None),
        ("- Main: Bee et al., 2019, *One net of nets*, [link](https://arxiv.org/abs/1901.00001)", "One net of nets", ["Bee"], 2019, None),
        ("- [One net of nets. ICLR 2020.](https://arxiv.org/abs/1901.00001)", "One net of nets", [], 2020, "ICLR"),
        ("- [One net of nets (2015-12)](notes.md) [[arXiv](https://arxiv.org/abs/1512.00001)]", "One net of nets", [], 2015, None),
        ("- Ada Bee, Bo Dee, One of the Nets: A Survey, JAIR, 1996. [[Paper]](https://x.org/a.pdf)", "One of the Nets: A Survey", ["Ada Bee", "Bo Dee"], 1996, "JAIR"),
        ("- Ada B. Bee, One Net of Nets, Annals of the Deep, 1961. [[Paper]](https://x.org/a.pdf)", "One Net of Nets", ["Ada B. Bee"], 1961, "Annals of the Deep"),
        ("- One net of\n  many nets. [[pdf]](https://x.org/a.pdf)\n  - Bee, Ada and Dee, Bo B. *ICCV 2015*", "One net of many nets", ["Ada Bee", "Bo B Dee"], 2015, "ICCV"),
        ("- Nets for Nets, ICML 2020. [[paper]](https://x.org/a.pdf)\n  - *Ada Bee, Bo Dee*", "Nets for Nets", ["Ada Bee", "Bo Dee"], 2020, "ICML"),
        ("- One net of nets [[pdf]](https://x.org/a.pdf)\n  - Ada Bee*, Bo Dee*, Cy Gee. *ICCV 2015*", "One net of nets", ["Ada Bee", "Bo Dee", "Cy Gee"], 2015, "ICCV"),
        ("- 2021/06/12: One net of nets [[pdf]](https://x.org/a.pdf)", "One net of nets", [], 2021, None),
        ("- 2018-CVPR-One net of nets [[pdf]](https://x.org/a.pdf)", "One net of nets", [], 2018, "CVPR"),
        ("- [Bee et al. 2018](https://arxiv.org/abs/1802.00001): One net of nets", "One net of nets", ["Bee"], 2018, None),
        ("- 《网络的网络》，张三，李四，计算机学报，2021 [[论文]](https://x.org/a.pdf)", "网络的网络", ["张三", "李四"], 2021, "计算机学报"),
        ("- :scroll: [One net of nets](one-net.pdf)", "One net of nets", [], None, None),
        ("- Quiet nets. *Annals of Nets*, vol. 3, no. 2, pp. 12-20, 2018. A. Bee. [link](https://x.org/a.pdf)", "Quiet nets", ["A. Bee"], 2018, "Annals of Nets"),
    ],
)  # fmt: skip
def test_items_as_people_write_them(
    item: str, title: str, names: list[str], year: int | None, venue: str | None
) -> None:
    record = one(item)
    assert (record.title, authors(record), record.year, record.venue) == (title, names, year, venue)


@pytest.mark.parametrize(
    "text",
    [
        "- [Introduction](#introduction)\n- [Methods](#methods)\n  - [Nested](#nested)\n",
        "- Milk\n- Bread\n- Butter\n",
        "# Program\n\n- call the printer\n- book a room (2015)\n- [Site](https://example.org)\n",
        "# Tool\n\n## Install\n\n1. Clone the [repository](https://github.com/a/b)\n2. Run `make`\n3. See the [docs](https://a.org)\n",
        "| Option | Default |\n| --- | --- |\n| depth | 3 |\n| width | 4 |\n",
    ],
)
def test_other_lists_are_not_recognized(text: str) -> None:
    assert formats.reader("markdown").recognize(text) < formats.SURE


def test_an_item_that_leads_elsewhere_is_a_problem() -> None:
    paper, problem = found_in(
        "- **One net** (2015), A. Bee et al. [[pdf]](http://x.org/a.pdf)\n- Blog [[web]](http://b.org)"
    )
    assert not isinstance(paper, Problem)
    assert problem == Problem((2, 2), "no paper in this item", "Blog [[web]](http://b.org)")


def test_links_give_identifiers_code_and_addresses() -> None:
    record = one(
        "- **One net** [[PDF]](https://arxiv.org/pdf/2001.00001v2.pdf) [[Code]](https://github.com/a/b) [[slides]](https://s.org/x)"
    )
    assert (record.arxiv, record.arxiv_version, record.code) == ("2001.00001", 2, "https://github.com/a/b")
    assert record.url == "https://arxiv.org/pdf/2001.00001v2.pdf"
    assert record.urls == ("https://github.com/a/b", "https://s.org/x")
    assert record.extra["slides"] == "https://s.org/x"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("M. Bee and R. Dee", ["M. Bee", "R. Dee"]),
        ("Anna G. Bee et al.", ["Anna G. Bee"]),
        ("A. Bee, C. D. Dee, and E. F. Gee", ["A. Bee", "C. D. Dee", "E. F. Gee"]),
        ("Bee M, Dee RT. Quiet nets of old. Nature 2019.", ["M Bee", "RT Dee"]),
        ("Bee, Anna, Carl Dee, and Eva Gee", ["Anna Bee", "Carl Dee", "Eva Gee"]),
        ("Bee et al., CVPR, 2020", ["Bee"]),
    ],
)
def test_names_with_initials_are_whole(given: str, names: list[str]) -> None:
    record = one(f"- **One quiet net** (2015), {given} [[pdf]](https://x.org/a.pdf)")
    assert authors(record) == names


@pytest.mark.parametrize(
    ("heading", "year", "venue"),
    [
        ("2021", 2021, None),
        (":fire: 2021 Papers", 2021, None),
        ("Accepted papers at NeurIPS 2021 (12)", 2021, "NeurIPS"),
        ("[CVPR2021](https://x.org)", 2021, "CVPR"),
        ("Before 2021", None, None),
        ("CVPR paper statistics 2021", None, None),
        ("Surveys", None, None),
    ],
)
def test_a_heading_tells_year_and_venue(heading: str, year: int | None, venue: str | None) -> None:
    (record,) = found_in(
        f"# ICML 2001\n\n## Lists\n\n## {heading}\n\n- One net of nets [[pdf]](https://arxiv.org/abs/2001.00001)"
    )
    assert isinstance(record, Record)
    expected = (2001, "ICML") if heading == "Surveys" else (year, venue)
    assert (record.year, record.venue) == expected


@pytest.mark.parametrize(
    "cell",
    ["Nature, 12(3), 4-9", "*Nature* 12.3: 4-9", "Nature vol. 12, no. 3, pp. 4-9"],
)
def test_a_cell_tells_volume_and_number(cell: str) -> None:
    record = one(f"| Title | Venue | PDF |\n|--|--|--|\n| Nets | {cell} | [pdf](https://x.org/a.pdf) |")
    assert (record.venue, record.volume, record.number, record.pages) == ("Nature", "12", "3", "4-9")


def test_columns_are_told_by_any_of_their_names() -> None:
    record = one("| # | Paper Title | Team/Authors | Venue and Year | Institute |\n|--|--|--|--|--|\n"
                 "| 7 | Nets - how do they net? | **Ada Bee**, Bo Dee | NeurIPS 2020 | MIT, ETH |")  # fmt: skip
    assert record.title == "Nets - how do they net?"
    assert authors(record) == ["Ada Bee", "Bo Dee"]
    assert (record.venue, record.year, record.affiliations) == ("NeurIPS", 2020, ("MIT", "ETH"))
    assert record.extra["number"] == "7"


def test_two_papers_in_one_cell_are_two() -> None:
    found = found_in(
        "| Date | Readings |\n|--|--|\n| Sep 8 | (1) [One net of nets](https://arxiv.org/abs/2001.00001) "
        "(2) [Two nets of nets](https://arxiv.org/abs/2001.00002) |"
    )
    assert [item.arxiv for item in found if isinstance(item, Record)] == ["2001.00001", "2001.00002"]


def test_a_comment_that_is_not_closed_hides_its_line_only() -> None:
    items = [f"- [Net {name} of nets](https://arxiv.org/abs/2001.0000{name})" for name in range(4)]
    text = f"{items[0]} <!--- a\n{items[1]}\n<!-- b\n{items[2]} -->\n{items[3]} <!-- c"
    assert [item.arxiv for item in found_in(text) if isinstance(item, Record)] == [
        "2001.00000",
        "2001.00001",
        "2001.00003",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Committee\n\nAda Bee, Bo Dee\n\n- Cy Gee (MIT)\n",
        "## Lists\n\n- [One](#one)\n- [Two](#two)\n",
        "## Week 3: Nets\n\nAda Bee, Bo Dee\n",
        "**Please note that we [moved](https://github.com/a/b)**\n",
    ],
)
def test_what_stands_below_other_headings_is_no_paper(text: str) -> None:
    assert not [item for item in found_in(text) if not isinstance(item, Problem)]


def test_an_item_may_be_an_identifier_alone() -> None:
    found = found_in("- https://arxiv.org/abs/2305.00077\n- arXiv:2305.00078\n")
    assert [(item.title, item.arxiv) for item in found if isinstance(item, Record)] == [
        (None, "2305.00077"),
        (None, "2305.00078"),
    ]


def test_a_heading_that_leads_to_a_paper_is_one() -> None:
    assert one("# Notes\n\n## [One quiet net](https://arxiv.org/abs/2001.00001)\n\nWorth it.").arxiv == "2001.00001"


BELOW_HEADINGS = """\
# Quiet Workshop

### One Quiet Net
Authors: Ada Bee, Bo Dee
[Paper](https://arxiv.org/abs/2001.00001)

### Two Quiet Nets
{below}

### Three Quiet Nets
Authors: Cy Gee
[Paper](https://arxiv.org/abs/2001.00003)
"""


def test_a_heading_beside_titles_is_one_whatever_stands_below_it() -> None:
    found = found_in(BELOW_HEADINGS.format(below="**Authors  Ada Bee\n\n[Paper](https://arxiv.org/abs/2001.00002)"))
    assert [(item.title, item.arxiv) for item in found if isinstance(item, Record)] == [
        ("One Quiet Net", "2001.00001"),
        ("Two Quiet Nets", "2001.00002"),
        ("Three Quiet Nets", "2001.00003"),
    ]


@pytest.mark.parametrize("below", ["Nothing that tells of it.", "Authors: Ada Bee?"])
def test_a_heading_beside_titles_is_told_of(below: str) -> None:
    (problem,) = [item for item in found_in(BELOW_HEADINGS.format(below=below)) if isinstance(item, Problem)]
    assert problem.lines == (7, 8)


def test_a_heading_may_have_another_blank_before_it() -> None:
    text = BELOW_HEADINGS.format(below="Authors: Bo Dee").replace("### Two", "\u00a0### Two")
    assert [item.title for item in found_in(text) if isinstance(item, Record)] == [
        "One Quiet Net",
        "Two Quiet Nets",
        "Three Quiet Nets",
    ]


def test_a_heading_without_text_has_that_of_the_next_line() -> None:
    found = found_in(
        "# Quiet Workshop\n\n###\nOne Quiet Net\n*Ada Bee (MIT), Bo Dee*\n[Paper](https://arxiv.org/abs/2001.00001)"
    )
    assert [(item.title, item.arxiv, len(item.authors)) for item in found if isinstance(item, Record)] == [
        ("One Quiet Net", "2001.00001", 2)
    ]


def test_what_a_summary_labels_need_not_be_indented() -> None:
    item = "- **One quiet net** [[paper]](https://arxiv.org/abs/2001.00001)\n"
    found = one(f"{item}  <details>\n  <summary>Abstract</summary>\nWe add nets.\n  </details>\n")
    assert (found.title, found.abstract) == ("One quiet net", "We add nets.")


def test_links_to_a_paper_below_what_is_no_title_are_told_of() -> None:
    (problem,) = found_in(
        "## Loud\n\nWe add nets to nets.\n[[pdf]](https://a.org/1.pdf) [[video]](https://youtu.be/1)\n"
    )
    assert isinstance(problem, Problem)
    assert problem.lines == (3, 4)
    assert not found_in("## Loud\n\nOf nets see the [paper](https://a.org/1.pdf) of Ada Bee.\n")


def test_a_summary_that_is_not_closed_ends_with_its_line() -> None:
    item = "- **One quiet net** [[paper]](https://arxiv.org/abs/2001.0000{})\n"
    found = found_in(f"{item.format(1)}<details>\n<summary>More\n</details>\n\n{item.format(2)}<summary>x</summary>\n")
    assert [item.arxiv for item in found if isinstance(item, Record)] == ["2001.00001", "2001.00002"]


@pytest.mark.parametrize(
    "code",
    ["```bibtex\n@misc\n", "```\n```bibtex\n```\n", "```\n- [a](https://a.org) ```\n", "```a```\n"],
)
def test_code_without_an_end_hides_nothing_else(code: str) -> None:
    item = "- **One quiet net** [[paper]](https://arxiv.org/abs/2001.0000{})\n"
    found = found_in(f"{item.format(1)}{code}{item.format(2)}")
    assert [item.arxiv for item in found if isinstance(item, Record)] == ["2001.00001", "2001.00002"]


def test_items_of_one_line_of_html_end_in_it() -> None:
    found = found_in(
        "<ul><li><b>One quiet net</b> <a href=https://arxiv.org/abs/2001.00001>paper</a><p>Ada Bee</p></li><li>\n"
        "<b>Two quiet nets</b> <a href=https://arxiv.org/abs/2001.00002>paper</a><p>Bo Dee</p></li></ul>"
    )
    assert [item.source.lines for item in found if isinstance(item, Record) and item.source] == [(1, 1), (2, 2)]


def test_a_course_at_a_school_is_no_book() -> None:
    course = (
        "Elm Deep NLP 2017, Deep Learning for Natural Words, University of Elm [[web]](https://github.com/elm/lectures)"
    )
    text = f"# Books\n\n- Lark, C. (2012). Wrens in the rain. Oxford: Oak Press.\n\n# Courses\n\n- {course}\n"
    book, told = formats.reader("markdown").read(text, formats.NO_EVIDENCE)
    assert isinstance(book, Record)
    assert (book.title, book.publisher) == ("Wrens in the rain", "Oak Press")
    assert isinstance(told, Problem)


def test_reference_links_are_followed() -> None:
    record = one("- **One net** [[paper][1]]\n\n[1]: https://arxiv.org/abs/2001.00001")
    assert record.arxiv == "2001.00001"


def test_sample_collections_are_read_as_counted(shared: Path) -> None:
    folder = shared / "data" / "markdown_lists"
    counts = {"GWC2025_accepted_papers.md": 34, "awesome-deep-learning-papers_README.md": 99}
    for name, count in counts.items():
        found = found_in((folder / name).read_text(encoding="utf-8"))
        assert sum(not isinstance(item, Problem) for item in found) >= count


def test_items_right_below_a_line_that_look_like_labels_are_told_beside_papers() -> None:
    text = "A list of papers.\n- Ada Bee and Bo Li: Nets of rain, 1998.\n- Cy Moon: Nets for Wind, 2014.\n- Ada Bee and Di Ek: Nets of snow, 1999."
    first, problem, last = found_in(text)
    assert isinstance(first, Record)
    assert isinstance(problem, Problem)
    assert isinstance(last, Record)
    assert problem.lines == (3, 3)
