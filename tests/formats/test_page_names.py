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


PEOPLE = """Accepted Papers

These papers are accepted as far as we know:


Lanterns: A New Way to Read at Night
Ada Moon , Fjord University
Bo Heath , University of Nets

Paper Boats for Narrow Waters
Cy Lark , TU Elmstadt
Dee Marsh , Elm University, Oslo

Counting Bells Without Ears
Eve Oak , MIT, USA
Fay Reed , NIKL Haven, Norway
Gus Thorn , Fjord University, Norway
Hal Brook , ABC-DEF, Germany
"""


def test_one_author_a_line_with_places_of_any_name() -> None:
    assert told(PEOPLE) == [
        ("Lanterns: A New Way to Read at Night", ["Moon", "Heath"]),
        ("Paper Boats for Narrow Waters", ["Lark", "Marsh"]),
        ("Counting Bells Without Ears", ["Oak", "Reed", "Thorn", "Brook"]),
    ]


def test_venues_before_titles() -> None:
    text = (
        "Brief List\nFor quick access, here are my papers.\n\n[ICML’22] Lanterns: Reading without Light\n"
        "[CVPR’21] Paper Boats in Narrow Waters\n[OWLS’19] Counting Quiet Bells\n"
        "[NeurIPS’18] (Distinguished Paper Award) A Slow Account of Tides\n[Finches’97] Ropes and Knots\n"
    )
    found = [one for one in read(text) if isinstance(one, Record)]
    assert [(one.title, one.year) for one in found] == [
        ("Lanterns: Reading without Light", 2022),
        ("Paper Boats in Narrow Waters", 2021),
        ("Counting Quiet Bells", 2019),
        ("A Slow Account of Tides", 2018),
        ("Ropes and Knots", 1997),
    ]


def test_venues_before_authors() -> None:
    text = (
        "Home\nNews\n\nConferences\n"
        'CVPR 2026 A. Moon, B. Heath, C. Lark, "Lanterns: Reading without Light"\n'
        'ACM MM 2025 D. Marsh*, E. Oak*, "Paper Boats in Narrow Waters" (Spotlight)\n'
        'ICASSP 2024 F. Reed et al., "Counting Quiet Bells"\nJournals\n'
        'OWLS 2021 G. Thorn, H. Brook, "A Slow Account of Tides"\n'
    )
    found = [one for one in read(text) if isinstance(one, Record)]
    assert [(one.title, one.authors[0].family, one.year, one.venue) for one in found] == [
        ("Lanterns: Reading without Light", "Moon", 2026, "CVPR"),
        ("Paper Boats in Narrow Waters", "Marsh", 2025, "ACM MM"),
        ("Counting Quiet Bells", "Reed", 2024, "ICASSP"),
        ("A Slow Account of Tides", "Thorn", 2021, "OWLS"),
    ]


def test_a_note_that_begins_with_in_and_ends_with_a_year_tells_where_a_paper_appeared() -> None:
    papers = [
        "Lanterns: Reading without Light\nAda Moon and Bo Heath.\nIn the proceedings of Owls, Oslo, October 2017.",
        "Paper Boats in Narrow Waters\nCy Lark, Bo Heath and Dee Marsh\nIn proceedings of the Quiet Days, June 2016.",
        "Counting Quiet Bells\nAda Moon, Eve Oak and Fay Reed.\nIn procedings of the Days of Bells (DOB), Elm, July 2014.",
    ]
    found = [one for one in read("\n".join(papers)) if isinstance(one, Record)]
    assert [(one.title, one.year) for one in found] == [
        ("Lanterns: Reading without Light", 2017),
        ("Paper Boats in Narrow Waters", 2016),
        ("Counting Quiet Bells", 2014),
    ]


def test_titles_by_their_authors_before_a_venue() -> None:
    text = (
        "2026\nLanterns: Reading without Light by Ada Moon, Bo Heath. 7th Conference of Owls (COO), Oslo, 2026\n"
        "Paper Boats in Narrow Waters by Cy Lark, Dee Marsh, Eve Oak. Atelier des Eaux (AE @ TALN), Elmes, 2026\n"
        "Best student paper award\n\n2025\n"
        "Counting Quiet Bells by Ada Moon, Fay Reed. 13th Meeting on Bells: Ringing (DOB @ OWLS), Elm, 2025\n"
        "CORE A\nA Slow Account of Tides by Gus Thorn, Ada Moon. Days of Water, Haven, 2025\n"
    )
    found = [one for one in read(text) if isinstance(one, Record)]
    assert [(one.title, len(one.authors), one.year) for one in found] == [
        ("Lanterns: Reading without Light", 2, 2026),
        ("Paper Boats in Narrow Waters", 3, 2026),
        ("Counting Quiet Bells", 2, 2025),
        ("A Slow Account of Tides", 2, 2025),
    ]
    assert found[1].venue == "Atelier des Eaux (AE @ TALN), Elmes"


def test_venues_of_many_words_below_names() -> None:
    papers = [
        "Lanterns: Reading without Light. [pdf]\nAda Moon, Bo Heath.\n20th OWLS Symposium on Light for Rooms (OSLr), 2026\n",
        "Paper Boats in Narrow Waters. [website] [blog] [pdf]\nCy Lark, Dee Marsh.\narXiv preprint arXiv:2604.17104, 2025\n",
        "Counting Quiet Bells. [pdf] [slides]\nEve Oak, Fay Reed.\nOWLS ;hoot:, 2024\n",
        "A Slow Account of Tides. [pdf]\nGus Thorn, Hal Brook.\nThe 3rd Meeting on Water (MoW), 2023\n",
    ]
    found = [one for one in read("\n".join(papers)) if isinstance(one, Record)]
    assert [(one.title, one.year) for one in found] == [
        ("Lanterns: Reading without Light.", 2026),
        ("Paper Boats in Narrow Waters.", 2025),
        ("Counting Quiet Bells.", 2024),
        ("A Slow Account of Tides.", 2023),
    ]


def test_sessions_and_their_chairs_are_no_papers_and_their_places_no_names() -> None:
    text = (
        "Opening Remarks, Awards, and Keynote\n\n11:00 am—12:30 pm\nLocation Management\nSession Chair: Ada Moon, Elm U\n\n"
        "Lanterns: Reading without Light\nB.C. Heath, University of Nets; C. Lark, Quill Systems Limited\n\n"
        "Paper Boats in Narrow Waters\nDee Marsh and Eve Oak, University of Elms at Haven\n\n"
        "2:00 pm—3:30 pm\nSupporting Readers over Long Nights\nSession Chair: Fay Reed, Google\n\n"
        "Counting Quiet Bells\nGus Thorn, Owl Nikola Works; Hal Brook, HOOT-COM; Ida Fern, Haven University\n\n"
        "5:30 pm\nPoster Session and Reception\n"
    )
    assert told(text) == [
        ("Lanterns: Reading without Light", ["Heath", "Lark"]),
        ("Paper Boats in Narrow Waters", ["Marsh", "Oak"]),
        ("Counting Quiet Bells", ["Thorn", "Brook", "Fern"]),
    ]


def test_the_names_of_columns_told_again() -> None:
    header = "Date\tTitle\tPaper\tCode\tVenue"
    rows = [f"2025-0{at}\t{title} without Light\tPaper\t-\tICML" for at, title in enumerate(["Lanterns", "Boats"], 1)]
    text = "\n".join([header, *rows, "", header, "2024-03\tCounting Quiet Bells\tPaper\tCode\tICLR"])
    assert [title for title, _ in told(text)] == [
        "Lanterns without Light",
        "Boats without Light",
        "Counting Quiet Bells",
    ]
