"""Lists of papers that ask to be cited: entries of BibTeX in a Markdown text, and what a text may begin or end with."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.formats._bibliographies import apart
from readlist.model.paper import Problem, Record
from readlist.model.text import clean
from tests.formats.reading import found_in, told

LIST = """# Awesome Rest

A list of papers on rest.

## Surveys

- [A Survey of Rest at Scale](https://arxiv.org/abs/3101.00001), Ada Quill, Ben Rook. *NeurIPS 2031* [[code](https://github.com/x/y)]
- [Resting with Less Memory](https://arxiv.org/abs/3102.00002), Carl Dov, Eve Finch. *ICML 2031*
- [On the Limits of Sleep](https://arxiv.org/abs/3103.00003), Gil Hawk, Ada Quill. *ICLR 2031*
"""
ENTRY = """@article{quill2031rest,
  title   = {Rest: a Comprehensive Review},
  author  = {Quill, Ada and Rook, Ben},
  journal = {arXiv preprint arXiv:3104.00004},
  year    = {2031}
}
"""
LISTED = [
    ("A Survey of Rest at Scale", ["Ada Quill", "Ben Rook"], 2031),
    ("Resting with Less Memory", ["Carl Dov", "Eve Finch"], 2031),
    ("On the Limits of Sleep", ["Gil Hawk", "Ada Quill"], 2031),
]
CITED = ("Rest: a Comprehensive Review", ["Ada Quill", "Ben Rook"], 2031)


@pytest.mark.parametrize(
    "cited",
    [
        f"```bibtex\n{ENTRY}```\n",
        f"```\n{ENTRY}\n```\n",
        ENTRY,
        "".join(f"    {line}\n" for line in ENTRY.split("\n")),
        f"<pre>\n{ENTRY}</pre>\n",
        ENTRY.replace("{quill", "(quill").replace("}\n}", "}\n)"),
    ],
)
@pytest.mark.parametrize("papers", [3, 1])
def test_a_list_is_read_with_what_it_asks_to_cite(cited: str, papers: int) -> None:
    lines = LIST.split("\n")
    text = "\n".join(lines[: len(lines) - 4 + papers])
    assert told(f"{text}\n\n## Citation\n\nIf this helps, please cite:\n\n{cited}") == [*LISTED[:papers], CITED]
    assert told(f"# Rest\n\n## Citation\n\n{cited}\n{text}") == [CITED, *LISTED[:papers]]


def test_lines_are_those_of_the_whole_text() -> None:
    *_, last = found_in(f"{LIST}\n```bibtex\n{ENTRY}```\n")
    assert isinstance(last, Record)
    assert last.source
    assert last.source.lines == (12, 17)


def test_an_entry_of_a_paper_in_the_list_tells_more_of_it() -> None:
    entry = "@inproceedings{hawk, title={{On} the limits of sleep}, author={Hawk, Gil and Quill, Ada B.}, pages={1--9}}"
    *_, last = found_in(f"{LIST}\n  ```\n  {entry}\n  ```\n")
    assert isinstance(last, Record)
    assert (last.arxiv, last.pages, last.citekey) == ("3103.00003", "1–9", "hawk")
    assert [name.display for name in last.authors] == ["Gil Hawk", "Ada B. Quill"]
    assert last.source
    assert last.source.lines == (9, 9)


def test_an_entry_with_another_identifier_is_another_paper() -> None:
    entry = "@misc{hawk, title={On the Limits of Sleep}, eprint={3109.00009}, archiveprefix={arXiv}}"
    found = [item for item in found_in(f"{LIST}\n```\n{entry}\n```\n") if isinstance(item, Record)]
    assert [item.arxiv for item in found] == ["3101.00001", "3102.00002", "3103.00003", "3109.00009"]


def test_a_broken_entry_is_told_and_costs_no_paper() -> None:
    text = f"{LIST}\n```bibtex\n@article{{quill, title = {{Rest: a Review}}, author = {{Quill, Ada\n```\n\n## More\n\n- [Quiet Nets of Rest](https://arxiv.org/abs/3105.00005)\n"
    assert [title for title, *_ in told(text)] == [*(title for title, *_ in LISTED), "Quiet Nets of Rest"]
    assert [item.lines for item in found_in(text) if isinstance(item, Problem)] == [(12, 12)]


@pytest.mark.parametrize("text", [LIST, "@media screen {\n a\n}\n", "@Test(timeout)\n", "```\n@decorated\n```\n"])
def test_a_text_without_entries_is_left_as_it_is(text: str) -> None:
    assert apart(text) == (text, "")


def test_readme_of_one_paper_is_what_its_entry_says() -> None:
    text = f"# Rest: a Comprehensive Review\n\n[[Paper]](https://arxiv.org/abs/3104.00004) [Code](https://x.example)\n\n```\n{ENTRY}```\n"
    assert told(text) == [CITED]


@pytest.mark.parametrize(
    "head",
    [
        '<h1 align="center">Awesome Rest</h1>\n\n<p align="center">\n  <img src="a.png">\n</p>\n',
        '<div align="center">\n  <a href="https://x.example"><img src="https://img.shields.io/b.svg"/></a>\n</div>\n',
        "<!-- lint off -->\n<!-- lint on -->\n\n<p>A list of <b>papers</b>.</p>\n",
    ],
)
def test_a_list_may_begin_with_elements(head: str) -> None:
    assert told(f"{head}\n{LIST}") == LISTED
    assert [item for item in found_in(f"{head}\n{LIST}") if isinstance(item, Problem)] == []


def test_papers_may_stand_behind_much_that_is_none() -> None:
    sentence = "One lies down and waits until the noise has gone away, which takes a while. "
    text = f"## How to rest\n\n{sentence * 20}\n\n```\nrest --now\n```\n\n" * 20 + LIST
    assert told(text) == LISTED
    assert formats.recognize(clean(text)).reader.name == "markdown"


@pytest.mark.parametrize("head", ['<img src="./hush.png" width="450px"></img>', "<!-- hush -->", "<p>Hush.</p>", ""])
def test_a_readme_without_a_list_is_read_for_its_entries(head: str) -> None:
    text = f"{head}\n\n## Hush\n\nIt [rests](https://hush.example).\n\n## Citations\n\n```bibtex\n{ENTRY}```\n\n### License\n\nMIT\n"
    assert told(text) == [CITED]
