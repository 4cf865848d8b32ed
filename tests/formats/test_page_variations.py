"""Random pages of real papers in every layout, as browsers, editors and mail programs change them."""

from __future__ import annotations

import gzip
import json
import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from readlist import formats
from readlist.model.paper import Record
from readlist.model.text import clean, squeeze

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PAPERS_FROM, PAPERS_TO = 60_000, 66_000  # lines of the collection: machine-learning papers, nearly all with abstracts


@dataclass(frozen=True)
class Paper:
    title: str
    abstract: str
    authors: tuple[str, ...]


@dataclass
class Page:
    """The lines of a page and, for each record, the texts that its title and abstract must have."""

    layout: str
    lines: list[tuple[str, int | None]] = field(default_factory=list)  # text, number of its record
    truth: list[tuple[str | None, str | None]] = field(default_factory=list)

    @property
    def blanks(self) -> int:
        return 1 if self.layout in {"blank", "daily", "alone"} else 0


@pytest.fixture(scope="module")
def papers(shared: Path) -> list[Paper]:
    with gzip.open(shared / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, PAPERS_FROM, PAPERS_TO)]
    return [
        Paper(squeeze(clean(row["title"])), squeeze(clean(row["abstract"])), tuple(row["authors"]))
        for row in rows
        if row["title"] and row["abstract"] and len(row["abstract"]) > 120 and row["authors"]
    ]


def listing(chance: random.Random, papers: list[Paper]) -> Page:
    page = Page("listing")
    for at, paper in enumerate(papers):
        glued = paper.title + ", ".join(paper.authors[:3])
        date = f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, {chance.randint(1990, 2025)}"
        page.lines.append((f"{chance.choice(('CV', 'LG', 'CL', 'SD'))}{date}{chance.choice(('', 'Code'))}", at))
        et_al = " et al." if len(paper.authors) > 3 else ""
        page.lines.append((glued + et_al + chance.choice(("", " · mit", " · meta-ai, cmu")), at))
        page.lines.append((paper.abstract, at))
        page.truth.append((glued, paper.abstract))
    return page


def abstracts(chance: random.Random, papers: list[Paper]) -> Page:
    chance.shuffle(papers)
    lines: list[tuple[str, int | None]] = [(paper.abstract, at) for at, paper in enumerate(papers)]
    return Page("abstracts", lines, [(None, paper.abstract) for paper in papers])


def squeezed(chance: random.Random, papers: list[Paper]) -> Page:
    page = Page("squeezed")
    once = ["Get trending papers in your email inbox once a day!"] * chance.randint(0, 1)
    page.lines += [(line, None) for line in (*once, "Get trending papers in your email inbox!")]
    for at, paper in enumerate(papers):
        page.lines += [(("" if at else "Subscribe") + paper.title, at), (paper.abstract, at)]
        page.truth.append((paper.title, paper.abstract))
    return page


def blank(chance: random.Random, papers: list[Paper], alone: float = 0.0, furniture: float = 0.0) -> Page:
    page = Page("blank")
    header = ("new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community")
    page.lines += [(line, None) for line in (*header, f"{chance.choice(MONTHS)} {chance.randint(1, 28)}")]
    for at, paper in enumerate(papers):
        if chance.random() < furniture:
            page.lines += [(line, None) for line in chance.choice((("Submitted by", "jdoe", "85"), ("12",), ("-",)))]
        has_abstract = chance.random() >= alone
        page.lines.append((paper.title, at))
        if has_abstract:
            page.lines.append((paper.abstract, at))
        page.truth.append((paper.title, paper.abstract if has_abstract else None))
        if chance.random() < furniture:
            after = (("·", "4 authors"), ("7 authors · Feb 3", "5"), ("GitHub 11.3k", "arXiv Page"))
            page.lines += [(line, None) for line in chance.choice(after)]
    return page


def daily(chance: random.Random, papers: list[Paper]) -> Page:
    return blank(chance, papers, furniture=0.5)


def alone(chance: random.Random, papers: list[Paper]) -> Page:
    return blank(chance, papers, alone=0.2)


LAYOUTS: tuple[Callable[[random.Random, list[Paper]], Page], ...] = (listing, abstracts, squeezed, blank, daily, alone)
Rendered = tuple[str, list[tuple[str | None, str | None, tuple[int, int]]]]


def rendered(pages: list[Page], *, gaps: int | None = None, width: int | None = None) -> Rendered:
    """One text of all pages, and title, abstract and lines of each record in it."""
    text: list[str] = []
    truth = []
    for page in pages:
        where: dict[int, tuple[int, int]] = {}
        for line, record in page.lines:
            text += [""] * ((page.blanks if gaps is None else gaps) if text else 0)
            wrapped = textwrap.wrap(line, width, break_long_words=False) if width else [line]
            if record is not None:
                where[record] = (where.get(record, (len(text) + 1, 0))[0], len(text) + len(wrapped))
            text += wrapped
        truth += [(*texts, where[at]) for at, texts in enumerate(page.truth)]
    return "\n".join(text), truth


def share_right(text: str, truth: list[tuple[str | None, str | None, tuple[int, int]]]) -> float:
    """The share of records with the right title (and authors), abstract and lines; texts compared without blanks."""
    text = clean(text)
    found = formats.recognize(text).reader.read(text, formats.NO_EVIDENCE)
    right = {_key(record) for record in found if isinstance(record, Record)}
    wanted = [(_tight(title), _tight(abstract), lines) for title, abstract, lines in truth]
    return sum(one in right for one in wanted) / len(wanted)


def _key(record: Record) -> tuple[str, str, tuple[int, int]]:
    assert record.source is not None
    byline = (record.title or "") + ", ".join(name.display for name in record.authors)
    return _tight(byline), _tight(record.abstract), record.source.lines


def _tight(text: str | None) -> str:
    return "".join(text.split()).replace(",", "") if text else ""


def pages_of(papers: list[Paper], count: int) -> Iterator[tuple[random.Random, Page]]:
    for layout in LAYOUTS:
        for seed in range(count):
            chance = random.Random(f"{layout.__name__} {seed}")
            yield chance, layout(chance, chance.sample(papers, chance.choice((1, 12, 30))))


def average(shares: list[float]) -> float:
    return sum(shares) / len(shares)


CHANGES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF and BOM": lambda text: "\ufeff" + text.replace("\n", "\r\n") + "\r\n\r\n",
    "non-breaking blanks": lambda text: text.replace("e ", "e\u00a0").replace("n ", "n\u2009"),
    "blanks around": lambda text: "  " + text.replace("\n", " \t\n  "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_pages_are_read_whatever_the_characters_between_the_words(papers: list[Paper], change: str) -> None:
    shares = []
    for _, page in pages_of(papers, 3):
        text, truth = rendered([page])
        shares.append(share_right(CHANGES[change](text), truth))
    assert average(shares) > 0.995


@pytest.mark.parametrize("gaps", [0, 1, 2])
def test_pages_are_read_with_missing_and_doubled_blank_lines(papers: list[Paper], gaps: int) -> None:
    assert average([share_right(*rendered([page], gaps=gaps)) for _, page in pages_of(papers, 3)]) > 0.995


@pytest.mark.parametrize("width", [72, 80, 100])
def test_hard_wrapped_pages_are_read(papers: list[Paper], width: int) -> None:
    shares = [share_right(*rendered([page], gaps=1, width=width)) for _, page in pages_of(papers, 2)]
    assert average(shares) > 0.98


def test_most_of_hard_wrapped_pages_without_blank_lines_is_read(papers: list[Paper]) -> None:
    shares = [share_right(*rendered([page], gaps=0, width=80)) for _, page in pages_of(papers, 2)]
    assert average(shares) > 0.93


MARKS: dict[str, Callable[[int, str], str]] = {
    "numbers": lambda number, text: f"{number}. {text}",
    "numbers in brackets": lambda number, text: f"[{number}] {text}",
    "number signs": lambda number, text: f"#{number} {text}",
    "numbers and bars": lambda number, text: f"{number} | {text}",
    "words": lambda number, text: f"Paper {number}: {text}",
    "dashes": lambda _, text: f"- {text}",
    "asterisks": lambda _, text: f"* {text}",
    "arrows": lambda _, text: f"→ {text}",
    "letters": lambda _, text: f"o {text}",
    "bold": lambda _, text: f"**{text}**",
}


@pytest.mark.parametrize("mark", MARKS)
def test_marks_of_lists_belong_to_no_paper(papers: list[Paper], mark: str) -> None:
    shares = []
    for page in (page for _, page in pages_of(papers, 3) if page.layout in {"listing", "blank"}):
        first = {record: at for at, (_, record) in reversed(list(enumerate(page.lines))) if record is not None}
        for number, at in enumerate(first[record] for record in sorted(first)):
            page.lines[at] = (MARKS[mark](number + 1, page.lines[at][0]), page.lines[at][1])
        if len(first) > 2:
            shares.append(share_right(*rendered([page])))
    assert average(shares) > 0.98


BESIDE: dict[str, Callable[[int], str]] = {
    "date": lambda number: f"{number % 28 + 1:02}.03.2024",
    "day in words": lambda number: f"Submitted on {number % 28 + 1} March 2024",
    "score": lambda number: f"{number * 7} points",
    "identifier": lambda number: f"arXiv:2403.{number:05} [cs.CL]",
    "address": lambda number: f"Code: https://github.com/somebody/{number}",
    "place": lambda _: "CVPR 2023",
    "buttons": lambda _: "Share on X",
}


@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_every_paper_is_none(papers: list[Paper], beside: str) -> None:
    for _, page in pages_of(papers, 2):
        if page.layout not in {"squeezed", "blank"} or len(page.truth) < 3:
            continue
        lines = []
        for at, (text, record) in enumerate(page.lines):
            following = page.lines[at + 1][1] if at + 1 < len(page.lines) else None
            lines.append((text, record))
            if record is not None and record != following:
                lines.append((BESIDE[beside](record), None))
        page.lines = lines
        text, truth = rendered([page])
        found = list(formats.recognize(clean(text)).reader.read(clean(text), formats.NO_EVIDENCE))
        assert len(found) == len(truth)
        assert share_right(text, truth) > 0.95


BANNERS = (
    ("We use cookies to improve your experience on our site.", "Accept all", "Reject all"),
    ("This website uses cookies", "Decline"),
    ("Diese Seite verwendet Cookies.", "Alle akzeptieren", "Einstellungen"),
    ("Hugging Face's logo", "Models", "Datasets", "Log In", "Sign Up"),
)
FOOTERS = (("Previous", "1", "2", "3", "Next"), ("Company", "TOS", "Privacy", "© Hugging Face", "System theme"))


def test_banners_and_footers_around_a_page_are_no_papers(papers: list[Paper]) -> None:
    for chance, page in pages_of(papers, 1):
        above, below = chance.choice(BANNERS), chance.choice(FOOTERS)
        page.lines = [*((line, None) for line in above), *page.lines, *((line, None) for line in below)]
        text, truth = rendered([page])
        found = formats.recognize(clean(text)).reader.read(clean(text), formats.NO_EVIDENCE)
        assert len(list(found)) == len(truth)
        assert share_right(text, truth) == 1


def test_pages_pasted_one_after_another_are_read(papers: list[Paper]) -> None:
    shares = []
    for chance, page in pages_of(papers, 3):
        other = chance.choice(LAYOUTS)(chance, chance.sample(papers, 10))
        shares.append(share_right(*rendered([page, other])))
    assert average(shares) > 0.99
