"""Names on pasted pages: above titles, beside them in a table, one a line, and beside nothing at all."""

from __future__ import annotations

from readlist import formats
from readlist.model.paper import Problem, Record


def read(text: str) -> list[formats.Found]:
    return list(formats.recognize(text).read(text, formats.NO_EVIDENCE))


def told(text: str) -> list[tuple[str | None, list[str]]]:
    """The titles and the families of the records in a text, each of which is one."""
    found = read(text)
    assert not [one for one in found if isinstance(one, Problem) and len(one.text) > 80]
    return [
        (one.title, [name.family or name.display for name in one.authors]) for one in found if isinstance(one, Record)
    ]


PROGRAMME = """The programme may change. Each talk takes 20 minutes with questions.

9:00 - 10:00

Ada Moon
Invited Talk:
Lanterns that Read to Each Other

10:00 - 10: 30 Coffee Break

10:30 - 12:00

Bo Heath, Cy Lark and Dee Marsh
Paper Boats in Shallow Water

Eve Oak, Fay Reed and Gus Thorn
Counting Quiet Bells

12:00 - 13:30 Lunch

Hal Brook and Ida Fern
A Slow Account of Tides

Jo Cliff
Behind the Hedges of the "garden" Contest

Kay Dune, Lee Frost and Max Gale
On the Choice of Ropes

19:30 Workshop Dinner

A table is kept at the Blue Door (see the map)
"""


def test_names_that_stand_above_titles_in_a_programme() -> None:
    assert told(PROGRAMME) == [
        ("Lanterns that Read to Each Other", ["Moon"]),
        ("Paper Boats in Shallow Water", ["Heath", "Lark", "Marsh"]),
        ("Counting Quiet Bells", ["Oak", "Reed", "Thorn"]),
        ("A Slow Account of Tides", ["Brook", "Fern"]),
        ('Behind the Hedges of the "garden" Contest', ["Cliff"]),
        ("On the Choice of Ropes", ["Dune", "Frost", "Gale"]),
    ]


TABLE = """Quiet 2022

Accepted Papers

Ada Moon and Bo Heath\tOn Lanterns and Boats
Cy Lark, Dee Marsh and Eve Oak\tA Slow Account of Tides in Narrow Water
Fay Reed\tCounting Quiet Bells at Night
Gus Thorn\tRopes and Knots for Everyone
Hal Brook and Ida Fern\tHedges: A Tool for the Patient Gardener
"""


def test_names_in_a_column_before_the_titles() -> None:
    assert told(TABLE) == [
        ("On Lanterns and Boats", ["Moon", "Heath"]),
        ("A Slow Account of Tides in Narrow Water", ["Lark", "Marsh", "Oak"]),
        ("Counting Quiet Bells at Night", ["Reed"]),
        ("Ropes and Knots for Everyone", ["Thorn"]),
        ("Hedges: A Tool for the Patient Gardener", ["Brook", "Fern"]),
    ]


CELLS = [
    ("Lanterns at Night", "Moon et al."),
    ("Paper Boats", "Heath, Lark"),
    ("Counting Bells", "Marsh & Oak"),
    ("Slow Tides", "Reed, Thorn, Brook"),
    ("Narrow Waters", "Fern, Cliff et al."),
]
FAMILIES = [["Moon"], ["Heath", "Lark"], ["Marsh", "Oak"], ["Reed", "Thorn", "Brook"], ["Fern", "Cliff"]]


def test_family_names_between_commas_in_a_column_of_a_markdown_table() -> None:
    rows = [f"| {title} | {names} | {2010 + at} | ICML |" for at, (title, names) in enumerate(CELLS)]
    text = "\n".join(["| Paper | Authors | Year | Venue |", "| --- | --- | --- | --- |", *rows])
    assert told(text) == [(title, names) for (title, _), names in zip(CELLS, FAMILIES, strict=True)]


def test_family_names_between_commas_in_a_column_of_tabs() -> None:
    rows = [f"{title}\t{names}\t{2010 + at}\tICML" for at, (title, names) in enumerate(CELLS)]
    text = "\n".join(["Title\tAuthors\tYear\tVenue", *rows])
    assert told(text) == [(title, names) for (title, _), names in zip(CELLS, FAMILIES, strict=True)]


def test_inverted_names_stay_one_beside_one_name_alone() -> None:
    cells = [("Lanterns", "Moon, Ada"), ("Boats", "Heath, Bo"), ("Bells", "Oak et al.")]
    rows = [f"| {title} at Night | {names} | {2010 + at} | ICML |" for at, (title, names) in enumerate(cells)]
    text = "\n".join(["| Paper | Authors | Year | Venue |", "| --- | --- | --- | --- |", *rows])
    assert [names for _, names in told(text)] == [["Moon"], ["Heath"], ["Oak"]]
