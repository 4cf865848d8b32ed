"""Habits of those who list papers: links by name, tables of schedules and results, families and years behind titles."""

from __future__ import annotations

import pytest

from readlist.errors import UnknownFormat
from readlist.model.paper import Problem, Record
from tests.formats.reading import found_in, told


def titles(text: str) -> list[str | None]:
    """The title of each paper."""
    return [title for title, _, _ in told(text)]


@pytest.mark.parametrize(
    "definition",
    [
        "[night]:                    https://arxiv.org/abs/3101.00001",
        "[Night]:\t<https://arxiv.org/abs/3101.00001> 'Rest'",
        "    [night]: https://arxiv.org/abs/3101.00001",
    ],
)
def test_the_addresses_of_links_may_be_aligned(definition: str) -> None:
    text = f"""# Papers

- [Nets that Rest at Night][night]
- [Quiet Nets that Sleep][quiet-sleep]

{definition}
[quiet-sleep]: https://arxiv.org/abs/3101.00002
"""
    assert [(item.title, item.arxiv) for item in found_in(text) if isinstance(item, Record)] == [
        ("Nets that Rest at Night", "3101.00001"),
        ("Quiet Nets that Sleep", "3101.00002"),
    ]


@pytest.mark.parametrize("name", ["Title (and Paper Link)", "Paper (with link)", "Title [PDF]", "Paper name (venue)"])
def test_the_name_of_a_column_may_go_on_in_brackets(name: str) -> None:
    text = f"""# Schedule

| Date | {name} | Review |
|---|---|---|
| 31/04/02 | [Taming Restful Motion](https://quiet.example/node/22) | |
| 31/04/02 | [Nets that Rest](https://quiet.example/a.pdf) | [review](./b.md) |
| 31/04/03 | [Calm File Systems](https://quiet.example/b.pdf) | [review](./c.md) |
"""
    assert titles(text) == ["Taming Restful Motion", "Nets that Rest", "Calm File Systems"]


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://journals.quiet.example/rest/abstract/10.1103/Quiet.2.020311", "10.1103/Quiet.2.020311"),
        ("https://quiet.example/article/10.1088/2058-9565/abf484/meta", "10.1088/2058-9565/abf484"),
        ("https://quiet.example/doi/full/10.1098/rsta.2031.1", "10.1098/rsta.2031.1"),
        ("https://www.jstor.org/stable/2692190", None),
        ("https://repository.quiet.example/sleep_dissertations/346/", None),
    ],
)
def test_an_address_with_a_doi_or_of_a_library_leads_to_a_paper(address: str, doi: str | None) -> None:
    text = (
        f"- [Nets that Rest]({address})\n- [Quiet Sleep](https://arxiv.org/abs/3101.00002)\n- [Hush](https://x.org)\n"
    )
    (first, _) = [item for item in found_in(text) if isinstance(item, Record)]
    assert (first.title, first.doi) == ("Nets that Rest", doi)


def test_the_doi_of_data_leads_to_no_paper() -> None:
    text = """- [Nets that Rest](https://arxiv.org/abs/3101.00001)
- [Quiet Sleep](https://arxiv.org/abs/3101.00002)
- [Hours of Rest](https://quiet.example/dataset/doi:10.5061/dryad.1234)
"""
    assert titles(text) == ["Nets that Rest", "Quiet Sleep"]
    assert [item.lines for item in found_in(text) if isinstance(item, Problem)] == [(3, 3)]


SHORT_YEARS = [
    ("*Quiet Process. '20*", "Quiet Process.", 2020),
    ("*IEEE J. Sel. Areas Rest. '21*", "IEEE J. Sel. Areas Rest.", 2021),
    ("*DREAM-AP@EDBT/ICDT ’23*", "DREAM-AP@EDBT/ICDT", 2023),
    ("Proc. of Rest '98", "Proc. of Rest", 1998),
    ("Quiet Networks‘21", "Quiet Networks", 2021),
    ("*KDD Workshop MiReSt '20*", "KDD Workshop MiReSt", 2020),
    ("*IEEE Trans. PAMI '20*", "IEEE Trans. PAMI", 2020),
]


@pytest.mark.parametrize(("place", "venue", "year"), SHORT_YEARS)
def test_the_year_of_a_venue_may_have_two_digits(place: str, venue: str, year: int) -> None:
    text = f"""# Papers

| Type | Venue | Title | Code |
|---|---|---|---|
| Survey | {place} | A review of nets that rest | None |
| Survey | *GI '04* | Another review of nets that rest | [x](https://github.com/a/b) |

- **A third review**. Ada Quill and Ben Rook. {place}. [[pdf]](https://quiet.example/a.pdf)
- [A fourth review](https://arxiv.org/abs/3101.00001), {place}
"""
    found = [(item.title, item.venue, item.year) for item in found_in(text) if isinstance(item, Record)]
    assert found[0] == ("A review of nets that rest", venue, year)
    assert found[2] == ("A third review", venue, year)
    assert found[3] == ("A fourth review", venue, year)


def test_names_before_a_venue_with_two_digits_are_no_part_of_it() -> None:
    text = "- **A quiet review**, *Ada Quill, Ben Rook. ICML '21* [[pdf]](https://quiet.example/a.pdf)\n"
    text += "- **A calm review**, *Ada Quill. ICML '21* [[pdf]](https://quiet.example/b.pdf)\n"
    assert told(text) == [
        ("A quiet review", ["Ada Quill", "Ben Rook"], 2021),
        ("A calm review", ["Ada Quill"], 2021),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "[{title}](https://arxiv.org/abs/3101.{number}) - {names} ({year})",
        "[{title}](https://arxiv.org/abs/3101.{number}), {names}, {year}",
        "[{title}](https://arxiv.org/abs/3101.{number}) ({names}, {year})",
        "**{title}** by {names} ({year}) [[pdf]](https://arxiv.org/abs/3101.{number})",
        "[{title}](https://arxiv.org/abs/3101.{number}). {names}. {year}. [[video](https://quiet.example/v)]",
        "{names} ({year}): [{title}](https://arxiv.org/abs/3101.{number})",
        "{names} ({year}). [{title}](https://arxiv.org/abs/3101.{number})",
    ],
)
def test_family_names_alone_are_authors_where_a_list_has_only_such(form: str) -> None:
    told_by = [
        ("Nets that Rest at Night", "Quill, Rook, Dov", 2031),
        ("Quiet Nets that Sleep", "Quill, Rook", 2030),
        ("A Crash Course in Calm", "Van der Finch, O'Hawk, Dov, Ivy", 2029),
        ("Resting Potential Outcomes", "Quill", 2005),
        ("Calm, Rest, and Motion", "Dov, Ivy, Dov, Quill, Rook", 2028),
        ("Controls that Sleep", "Ivy, Quill, and Dov", 2027),
    ]
    lines = [
        f"- {form.format(title=title, names=names, year=year, number=f'{at:05}')}"
        for at, (title, names, year) in enumerate(told_by)
    ]
    assert told("# Papers on rest\n\n" + "\n".join(lines) + "\n") == [
        (title, names.replace(" and ", " ").split(", "), year) for title, names, year in told_by
    ]


def test_names_in_full_stay_beside_others_that_are_not() -> None:
    text = """# Papers on rest

- [Nets that Rest at Night](https://arxiv.org/abs/3101.00001) - Quill, Rook, Dov (2031)
- [Quiet Nets that Sleep](https://arxiv.org/abs/3101.00002) - Rook, Dov and Ivy (2030)
- [Calm Controls](https://arxiv.org/abs/3101.00003). Ada Quill, Ben Rook. Econometrica, 2029.
"""
    assert told(text)[1:] == [
        ("Quiet Nets that Sleep", ["Rook", "Dov", "Ivy"], 2030),
        ("Calm Controls", ["Ada Quill", "Ben Rook"], 2029),
    ]


def test_one_name_behind_a_title_may_be_inverted_or_none() -> None:
    text = """# Papers on rest

- [Nets that Rest at Night](https://arxiv.org/abs/3101.00001) - Quill, Ada (2031)
- [Quiet Nets that Sleep](https://arxiv.org/abs/3101.00002) - Dov, Ben (2030)
- [Calm Controls](https://arxiv.org/abs/3101.00003) - Econometrica (2029)
"""
    assert told(text) == [
        ("Nets that Rest at Night", ["Ada Quill"], 2031),
        ("Quiet Nets that Sleep", ["Ben Dov"], 2030),
        ("Calm Controls", [], 2029),
    ]


@pytest.mark.parametrize(
    "cited",
    [
        ("HushNet (Quill and Rook, 2031)", "Block LSTM (Dov et al., 2030)", "BCN+Rest (Ivy, 2029)", "Hawk (2028)"),
        ("Quill & Rook (2031)", "Dov et al. (2030)", "Ivy (2029)", "Hawk, 2028"),
        ("HushNet [Quill & Rook, 2031]", "LSTM [Dov et al. 2030]", "[BCN](https://x.org/b) [Ivy 2029]", "Hawk (2028)"),
        ("HushNet - Quill and Rook (2031)", "Rester: Dov et al. 2030", "BCN, big (Ivy 2029)", "*Hawk, 2028*"),
    ],
)
@pytest.mark.parametrize("name", ["Model", "Method", "Name", "Approach"])
def test_in_a_table_of_results_the_model_tells_whose_paper_it_is(cited: tuple[str, str, str, str], name: str) -> None:
    rows = [
        f"| {cell} | 9{at}.4 | [Nets that Rest {at}](https://quiet.example/{at}.pdf) |" for at, cell in enumerate(cited)
    ]
    text = f"# Results\n\n| {name} | Accuracy | Paper / Source |\n|---|:--:|---|\n" + "\n".join(rows) + "\n"
    assert told(text) == [
        ("Nets that Rest 0", ["Quill", "Rook"], 2031),
        ("Nets that Rest 1", ["Dov"], 2030),
        ("Nets that Rest 2", ["Ivy"], 2029),
        ("Nets that Rest 3", ["Hawk"], 2028),
    ]


def test_what_a_table_cites_beside_its_papers_is_none_of_them() -> None:
    text = """# Results

| Paper | Data | Model |
|---|---|---|
| [Nets that Rest](https://quiet.example/1.pdf) | Naps (Quill and Rook, 2011) | LSTM |
| [Nets that Sleep](https://quiet.example/2.pdf) | Naps (Quill and Rook, 2011) | GRU |

| Model | Paper |
|---|---|
| LSTM (Quill, 2011) + naps (Rook et al., 2012) | [Nets that Wake](https://quiet.example/3.pdf) |
| BERT (2013) | [Nets that Dream](https://quiet.example/4.pdf) |
"""
    assert [(names, year) for _, names, year in told(text)] == [([], None)] * 4


@pytest.mark.parametrize(
    "label",
    ["`by Resting Nets`: ", "`Resting`: ", "**Resting nets:** ", "**Resting Nets**: ", "_Resting Nets_: ", "Week 2: "],
)
@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Quill, Ben Rook, and Carl Dov.", ["Ada Quill", "Ben Rook", "Carl Dov"]),
        ("Ada Quill and Ben Rook.", ["Ada Quill", "Ben Rook"]),
        ("Quill et al.,", ["Quill"]),
        ("A. Quill, B. Rook.", ["A. Quill", "B. Rook"]),
    ],
)
def test_a_label_before_names_is_no_author(label: str, names: str, authors: list[str]) -> None:
    item = f"{label}{names} **Nets that Sleep Deeply at Night**. ACL 2031"
    table = (
        "| Date | Who | Paper |\n|---|---|---|\n| 01/03 | Ann | Eve Finch, Gil Hawk. **Learning Rest**. ACL 2030 |\n"
    )
    assert told(f"# Group\n\n{table}| | | {item} |\n\n## More\n\n- {item}\n") == [
        ("Learning Rest", ["Eve Finch", "Gil Hawk"], 2030),
        ("Nets that Sleep Deeply at Night", authors, 2031),
        ("Nets that Sleep Deeply at Night", authors, 2031),
    ]


@pytest.mark.parametrize(
    "heading", ["`- On Words and Rest`", "`3 quiet techniques:`", "**Nets for Quiet Rooms**", "Limits of Rest"]
)
@pytest.mark.parametrize("date", ["", "15/03/2031"])
def test_a_row_over_references_is_no_paper_and_told_of(heading: str, date: str) -> None:
    text = f"""# Reading group

| Date | Paper |
|---|---|
| {date} | {heading} |
| | Ada Quill, Ben Rook. **Nets that Sleep**. ACL 2031 |
| | Carl Dov and Eve Finch. **Quiet Nets that Sleep**. ACL 2031 |
| | Gil Hawk et al., **Calm Nets that Sleep**. ACL 2031 |
"""
    assert titles(text) == ["Nets that Sleep", "Quiet Nets that Sleep", "Calm Nets that Sleep"]
    assert [item.lines for item in found_in(text) if isinstance(item, Problem)] == [(5, 5)]


def test_a_row_over_papers_is_none_and_a_title_without_a_link_is_one() -> None:
    text = """# Papers

| Title | Venue | Code |
|---|---|---|
| **Resting in Rooms** | | |
| [Nets that Sleep](https://arxiv.org/abs/3101.00001) | ACL 2031 | |
| [Quiet Nets](https://arxiv.org/abs/3101.00002) | ACL 2031 | [x](https://github.com/a/b) |
| Calm Nets that Dream of Long Rest | | |
| [Nets that Wake](https://arxiv.org/abs/3101.00003) | | |
"""
    assert titles(text) == ["Nets that Sleep", "Quiet Nets", "Calm Nets that Dream of Long Rest", "Nets that Wake"]


@pytest.mark.parametrize(
    ("item", "reference", "name"),
    [
        ("[Original RRM paper](https://arxiv.org/abs/3101.00001)", "Random Rest in Memory. Ada Quill and Ben Rook. 2031. QRL. 4 pages.", None),
        ("[The longer RRM text](https://arxiv.org/abs/3101.00001)", "Ways of random rest in memory. Ada Quill, Ben Rook. 2031. 9 pages.", "The longer RRM text"),
        ("[Paper](https://arxiv.org/abs/3101.00001)", "Quill, A., & Rook, B. (2031). Nets that rest at night. Journal of Rest, 3(2), 4-5.", None),
        ("[HushNet](https://arxiv.org/abs/3101.00001)", "Ada Quill, Ben Rook. HushNet: Nets that rest. ICML 2031.", "HushNet"),
        ("[Nets that rest](https://arxiv.org/abs/3101.00001)", "**Nets that rest**, Ada Quill and Ben Rook, ICML 2031", "Nets that rest"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("comment", ["", "It tells how nets rest.\n\n"])
def test_a_link_may_stand_over_the_paragraph_with_its_reference(
    item: str, reference: str, name: str | None, comment: str
) -> None:
    text = f"# Papers\n\n* {item}\n\n{reference}\n\n{comment}* [Nets that Dream](https://arxiv.org/abs/3101.00002)\n"
    first, second = [item for item in found_in(text) if isinstance(item, Record)]
    assert [(author.family or author.literal) for author in first.authors] == ["Quill", "Rook"]
    assert (first.year, first.arxiv, first.extra.get("name")) == (2031, "3101.00001", name)
    assert (second.title, second.arxiv) == ("Nets that Dream", "3101.00002")
    assert not [item for item in found_in(text) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    "below",
    [
        "Quiet Sleep of Models. Ada Quill and Ben Rook. 2031. ACL.",
        "Nets in Calm Rooms. Ada Quill. 2031. ACL.\n\nRest in Calm Rooms. Ada Quill and Ben Rook. 2031. ACL.",
    ],
)
def test_a_paper_keeps_its_link_over_references_to_others(below: str) -> None:
    text = f"# Papers\n\n* [Calm](https://arxiv.org/abs/3101.00003)\n* [Nets of Rest](https://arxiv.org/abs/3101.00001)\n\n{below}\n"
    assert ("Nets of Rest", "3101.00001") in [
        (item.title, item.arxiv) for item in found_in(text) if isinstance(item, Record)
    ]


def test_a_link_may_stand_over_the_item_with_its_reference() -> None:
    text = """# Papers

* [HushNet](https://arxiv.org/abs/3101.00001)
  - Ada Quill, Ben Rook. HushNet: Nets that rest. ICML 2031.
* [Original RRM paper](https://arxiv.org/abs/3101.00002)
  - Random Rest in Memory. Ada Quill and Ben Rook. 2030. QRL.
"""
    assert told(text) == [
        ("HushNet: Nets that rest", ["Ada Quill", "Ben Rook"], 2031),
        ("Random Rest in Memory", ["Ada Quill", "Ben Rook"], 2030),
    ]
    assert [item.arxiv for item in found_in(text) if isinstance(item, Record)] == ["3101.00001", "3101.00002"]


@pytest.mark.parametrize("name", ["paper", "Title", "**Papers**", "Paper Title", "论文"])
def test_titles_in_a_column_named_for_papers_need_no_more_than_a_year(name: str) -> None:
    text = f"""# Most influential papers on rest

| rank | {name} | year | score |
|-----:|:-----|-----:|------:|
|    1 | Quiet Nets: A Unified Lattice Model for Rest. | 1977 | 0.0034 |
|      | Ada Quill, Ben Rook. | | |
|    2 | Resting Less by Sleeping More. | 1982 | 0.0031 |
|      | Carl Dov. | | |
"""
    assert [(title, year) for title, _, year in told(text)] == [
        ("Quiet Nets: A Unified Lattice Model for Rest", 1977),
        ("Resting Less by Sleeping More", 1982),
    ]


def test_other_columns_with_a_year_hold_no_papers() -> None:
    rows = "".join(f"| Quiet Net Number {at} | 20{at} |\n" for at in range(10, 16))
    with pytest.raises(UnknownFormat):
        told(f"# Models\n\n| Model | Year |\n|---|---|\n{rows}")
