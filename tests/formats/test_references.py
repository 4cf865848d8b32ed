"""Lists of references: the same whatever way they are laid out, told from other texts, doubted where unsure."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest

from readlist import formats
from readlist.formats import references
from readlist.formats._references.authors import authors
from readlist.formats._references.fields import UNCERTAIN
from readlist.model.paper import Problem, Record
from readlist.model.text import clean

LIST = {
    "The weight of morning fog over small islands": (
        "Aldous, M. R., & Brandt, K. (2011). The weight of morning fog over small islands. "
        "Journal of Coastal Weather, 14(2), 101–119."
    ),
    "Listening to ferries: An acoustic diary": (
        "Carver, J. (2004). Listening to ferries: An acoustic diary. Aberdeen: Harbour Press."
    ),
    "Sheep as landmarks in navigation": (
        "Dahl, O., Enger, P. Q., & Fosse, T. (2016). Sheep as landmarks in navigation. In Proceedings of the Third "
        "Conference on Rural Computing (pp. 12–20). ACM."
    ),
    "Why bridges hum": "Grieg, S. (1987). Why bridges hum. Structures and Songs, 3, 5–9. https://doi.org/10.5555/hum.87",
    "A theory of late trains": (
        "Hamre, L., Iversen, B., et al. (2020). A theory of late trains. Transport Letters, 41(7), 700–733."
    ),
    "Counting clouds with borrowed cameras": (
        "Jansen, W. (2018). Counting clouds with borrowed cameras. arXiv preprint arXiv:1804.00042."
    ),
}


def wrapped(mark: str, first: str = "", rest: str = "") -> str:
    lines = (
        textwrap.wrap(mark.format(at) + text, 70, initial_indent=first, subsequent_indent=rest, break_long_words=False)
        for at, text in enumerate(LIST.values(), 1)
    )
    return "\n".join(line for reference in lines for line in reference)


LAYOUTS = {
    "one a line": "\n".join(LIST.values()),
    "blank lines": "\n\n".join(LIST.values()),
    "numbered": "\n".join(f"[{at}] {text}" for at, text in enumerate(LIST.values(), 1)),
    "wrapped": wrapped(""),
    "wrapped with blank lines": "\n\n".join("\n".join(textwrap.wrap(text, 70)) for text in LIST.values()),
    "hanging": wrapped("", rest="    "),
    "first lines set in": wrapped("", first="   "),
    "numbered and wrapped": wrapped("{}. "),
    "numbered in brackets, hanging": wrapped("({}) ", rest="     "),
    "keys": wrapped("[Key{}a] "),
    "bullets": wrapped("• "),
    "raised numbers of scanned pages": wrapped(r"\( ^{{{}}} \) ").replace("\n\\", "\n\n\\"),
    "raised numbers in HTML": wrapped("<sup>{}</sup>"),
    "keys of reStructuredText": "\n\n".join(
        f".. [Key{at}]\n" + textwrap.indent(textwrap.fill(text, 70), "    ") for at, text in enumerate(LIST.values(), 1)
    ),
    "a heading and a page break": "References\n\n"
    + wrapped("[{}] ").replace("\n[4]", "\n\n12\n\nFog and Ferries\n\n[4]"),
}


def test_an_address_goes_on_in_the_next_line() -> None:
    (record,) = records(
        "[1] National Institute of Rain. Major fog. February 2019. URL: https://www.fog.example\n/a/fog.html"
    )
    assert record.url == "https://www.fog.example/a/fog.html"


def read(text: str) -> list[Record | Problem]:
    return list(references.read(clean(text), formats.NO_EVIDENCE))


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_read_the_same_in_every_layout(layout: str) -> None:
    found = records(LAYOUTS[layout])
    assert [record.title for record in found] == list(LIST)
    assert [record.year for record in found] == [2011, 2004, 2016, 1987, 2020, 2018]
    assert [len(record.authors) for record in found] == [2, 1, 3, 1, 2, 1]
    assert [record.authors_complete for record in found] == [True, True, True, True, False, True]
    assert found[3].doi == "10.5555/hum.87"
    assert found[5].arxiv == "1804.00042"
    assert (found[0].venue, found[0].volume, found[0].number, found[0].pages) == (
        "Journal of Coastal Weather", "14", "2", "101–119",
    )  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_recognized_in_every_layout(layout: str) -> None:
    assert formats.recognize(clean(LAYOUTS[layout])).reader.name == "references"


@pytest.mark.parametrize("text", LIST.values())
def test_a_single_reference_is_recognized(text: str) -> None:
    assert formats.recognize(clean(text)).reader.name == "references"


def test_lines_that_begin_with_a_year_or_number_are_no_items_of_markdown() -> None:
    lines = (
        "[1] Aldous, M. and Brandt, K. 2011. The weight of fog over",
        "small islands. Journal of “Coastal” Weather,",
        "2011. https://doi.org/10.5555/fog.11.",
        "[2] Carver, J. 2004. Listening to ferries. Harbour Letters,",
        "14. 101–119.",
        "[3] Dahl, O. and Fosse, T. 2016. Sheep as landmarks. ACM,",
        "12–20.",
    )
    text = clean("\n".join(lines))
    assert formats.recognize(text).reader.name == "references"
    assert [record.year for record in records(text)] == [2011, 2004, 2016]


def test_a_number_alone_is_no_fault() -> None:
    text = (
        "[1] Aldous, M. and Brandt, K. 2011. The weight of fog over small islands. Journal of Coastal Weather 3, 1-9.\n"
        "[2] Carver, J. 2004. Listening to ferries. Harbour Letters 14, 101-119.\n[3]"
    )
    found = list(formats.reader("references").read(text, formats.NO_EVIDENCE))
    assert [one.year for one in found if isinstance(one, Record)][:2] == [2011, 2004]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ruiz, A., Okafor, B.-C., & van der Berg, D. E.", ["A. Ruiz", "B.-C. Okafor", "D. E. van der Berg"]),
        ("Ana Ruiz, Bo C Okafor, and Dirk van der Berg", ["Ana Ruiz", "Bo C. Okafor", "Dirk van der Berg"]),
        ("Ruiz A, Okafor BC, van der Berg D", ["A. Ruiz", "B. C. Okafor", "D. van der Berg"]),
        ("Ruiz, Ana, Bo Okafor, and Dirk Berg", ["Ana Ruiz", "Bo Okafor", "Dirk Berg"]),
        ("Ruiz, Ana; Okafor, Bo; & Berg, Dirk", ["Ana Ruiz", "Bo Okafor", "Dirk Berg"]),
        ("A. Ruiz - B. Okafor – D. Berg", ["A. Ruiz", "B. Okafor", "D. Berg"]),
        ("RUIZ A, LI B, OKAFOR B C", ["A. Ruiz", "B. Li", "B. C. Okafor"]),
        ("Ruiz A. & Okafor B.C.", ["A. Ruiz", "B. C. Okafor"]),
        ("Ruiz Vega, Ana", ["Ana Ruiz Vega"]),
        ("Hart, Robert D., Jr.", ["Robert D. Hart Jr."]),
        ("ULM Rosa, LI Bo et DE BIRKEN Jean-Claude", ["Rosa Ulm", "Bo Li", "Jean-Claude De Birken"]),
        ("JRR Ulm, AB Elmson", ["J. R. R. Ulm", "A. B. Elmson"]),
        ("Дуб Г., Вяз Дж.", ["Г. Дуб", "Дж. Вяз"]),
        ("王小明, 李大海", ["王小明", "李大海"]),
        ("Island Weather Group", ["Island Weather Group"]),
    ],
)
def test_authors_are_read_in_every_order(text: str, names: list[str]) -> None:
    assert [name.display for name in authors(text).names] == names


@pytest.mark.parametrize("rest", [", et al.", " et al", ", and others", ", . . . Zeta, O.", ", … Zeta, O."])
def test_authors_that_are_left_out_are_told(rest: str) -> None:
    assert not authors(f"Ruiz, A., Okafor, B.{rest}").complete


def test_a_dash_stands_for_the_authors_before() -> None:
    first = "Abel, Clara. The Salt Road. New York: Old Quay Press, 1987."
    found = records(f"{first}\n———. The Sugar Road. New York: Old Quay Press, 1991.\n---. Ledgers. London: Palm, 1999.")
    assert [[name.display for name in record.authors] for record in found] == [["Clara Abel"]] * 3
    assert [record.title for record in found] == ["The Salt Road", "The Sugar Road", "Ledgers"]


@pytest.mark.parametrize(
    "names",
    [
        "BIRKE Pierre et ULMENHAIN Jean-Claude, Sheep at night, Paris, Minuit, 1970.",
        "BIRKE Pierre, ULMENHAIN Jean-Claude. Sheep at night. Paris: Minuit, 1970.",
        "BIRKE Pierre, ULMENHAIN Jean-Claude (1970). Sheep at night. Paris: Minuit.",
    ],
)
def test_names_in_capitals_end_where_the_title_begins(names: str) -> None:
    (record,) = records(names)
    assert (record.title, [name.display for name in record.authors]) == (
        "Sheep at night",
        ["Pierre Birke", "Jean-Claude Ulmenhain"],
    )


@pytest.mark.parametrize(
    "group",
    [" (Elm Collaboration),", " [Elm Collaboration],", ", (Elm Collaboration),", " (for the Elm Collaboration)", " (Elm Collaboration):"],
)  # fmt: skip
def test_a_collaboration_in_brackets_is_an_author(group: str) -> None:
    (record,) = records(f"[1] R. Ulm et al.{group} Observation of a heavy sheep, Phys. Lett. B 716, 1 (2012).")
    assert (record.title, [name.display for name in record.authors], record.authors_complete) == (
        "Observation of a heavy sheep",
        ["R. Ulm", "Elm Collaboration"],
        False,
    )


def test_a_reference_without_a_title_keeps_its_place() -> None:
    (record,) = records("Abel C., Brook D., 2003, ApJ, 592, 839")
    assert (record.title, record.venue, record.volume, record.pages) == (None, "ApJ", "592", "839")
    assert record.doubts == ("no title",)


def test_what_is_no_reference_is_a_problem_and_harms_no_other() -> None:
    texts = list(LIST.values())
    found = read("\n\n".join((*texts[:3], "please remember the milk and the bread", *texts[3:])))
    assert [type(item) for item in found] == [Record] * 3 + [Problem] + [Record] * 3
    assert found[3].text == "please remember the milk and the bread"  # type: ignore[union-attr]  # just compared
    (problem,) = read("[1] " + "x" * 5000)
    assert isinstance(problem, Problem)


def folded(text: str | None) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text or "").casefold() if sign.isalnum())


@pytest.mark.parametrize("name", ["anystyle_gold.txt", "grobid_citations.txt"])
def test_real_references_give_their_titles(shared: Path, name: str) -> None:
    page = shared / "data" / "reference_lists" / name
    expected = json.loads(page.with_name(f"{name}.expected.json").read_text(encoding="utf-8"))
    titles = [folded((item.get("title") or item.get("title:a") or [""])[0]) for item in expected]
    text = clean(page.read_text(encoding="utf-8"))
    found = {folded(record.title): record for record in records(text) if record.title}
    wanted = [title for title in titles if title]
    assert sum(title in found for title in wanted) >= 0.94 * len(wanted)
    wrong = [record for title, record in found.items() if title not in titles]
    doubted = [record for record in wrong if UNCERTAIN in record.doubts]
    assert len(doubted) >= 0.6 * len(wrong)
    assert sum(UNCERTAIN in record.doubts for record in found.values()) <= 0.2 * len(found)
    assert formats.recognize(text).reader.name == "references"


def test_pages_of_papers_are_no_lists_of_references(shared: Path) -> None:
    for page in (*(shared / "seeds").glob("*.txt"), *(shared / "data" / "seed_formats").glob("*.txt")):
        assert references.recognize(clean(page.read_text(encoding="utf-8"))) < formats.SURE, page.name


def test_no_letter_of_a_reference_is_in_two_fields() -> None:
    for text in LIST.values():
        (record,) = records(text)
        told = [record.title, record.venue, record.pages, record.publisher]
        words = [word for field in told if field for word in re.findall(r"\w+", field)]
        assert all(words.count(word) <= len(re.findall(rf"\b{word}\b", text)) for word in words)


@pytest.mark.parametrize(
    "title", ["Input / output models – a survey of machines", "The law of service (Master and servant rules) in old towns"]
)  # fmt: skip
def test_slashes_and_brackets_of_titles_stay(title: str) -> None:
    (record,) = records(f"Bell, A. (2019). {title}. Trees, 3(2), 1–9.")
    assert record.title == title


def test_a_percent_sign_in_an_address_is_no_comment() -> None:
    text = (
        "\\bibitem{a} A. Bell, \\emph{Why oaks grow}, Trees 3 (2019), 1--9. \\url{https://example.org/a%20b} % note\n"
        "\\end{thebibliography}\nText.\n"
    )
    found, outside = formats.reader("bibitem").read(text, formats.NO_EVIDENCE)
    assert isinstance(found, Record)
    assert (found.url, found.pages) == ("https://example.org/a%20b", "1–9")
    assert isinstance(outside, Problem)
    assert outside.lines == (2, 3)


def test_a_reference_whose_beginning_is_missing_is_told_of() -> None:
    text = "\\begin{thebibliography}{9}\n\\newblock Why oaks grow, 2019.\n\\bibitem{a} A. Bell, Trees grow, Trees 3 (2019), 1--9.\n"
    outside, found = formats.reader("bibitem").read(text, formats.NO_EVIDENCE)
    assert isinstance(outside, Problem)
    assert "oaks" in outside.text
    assert isinstance(found, Record)
