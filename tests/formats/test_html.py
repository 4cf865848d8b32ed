"""HTML: records for machines, saved pages as text; the written page is valid, escaped, and reads back."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.errors import ExportError, UnknownFormat
from readlist.formats._html.markdown import as_markdown
from readlist.formats._html.text import as_pasted
from readlist.formats._kinds import Unwrapped
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record, Status
from readlist.model.text import clean, hides, squeeze

OPTIONS = formats.WriteOptions()
VOID = {"meta", "br", "hr", "img", "link", "input"}
words = (
    st.text(st.sampled_from("ab C9.é—<>&\"';=%+ \n\t#") | st.characters(), max_size=30)
    .map(lambda text: squeeze(clean(text)))
    .filter(bool)
)
parts = st.sampled_from(("Quill", "Öz", "d'Arc", "Sow-Low", "Nguyễn", "金"))
names = st.builds(Name, parts, parts | st.just(""), st.sampled_from(("", "van der")), st.sampled_from(("", "Jr")))
records = st.builds(
    Record,
    title=words,
    authors=st.lists(names | words.map(lambda text: Name(literal=text)), max_size=3).map(tuple),
    date=st.builds(PartialDate, st.integers(1500, 2099), st.integers(1, 12), st.integers(1, 28)) | st.none(),
    entry_type=st.sampled_from(EntryType),
    venue=words | st.none(),
    abstract=words | st.none(),
    arxiv=st.sampled_from(("2301.00001", "hep-th/9901001", None)),
    doi=st.sampled_from(("10.1000/AbC.1", None)),
    url=st.sampled_from(("https://x.org/a?b=c&d", "javascript:alert(1)", None)),
)
papers = st.builds(Paper, record=records, status=st.sampled_from(Status), note=words | st.none())


class _Checker(HTMLParser):
    """Asserts that every element is closed, and keeps the tags and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def written(*given_papers: Paper) -> str:
    return "".join(formats.writer("html").write(given_papers, OPTIONS))


def found_in(text: str) -> list[Record]:
    found = list(formats.recognize(clean(text)).read(clean(text), formats.NO_EVIDENCE))
    assert all(isinstance(item, Record) for item in found), found
    return [item for item in found if isinstance(item, Record)]


@given(st.lists(papers, max_size=3))
def test_what_is_written_is_valid_and_reads_back(given_papers: list[Paper]) -> None:
    text = written(*given_papers)
    checker = _Checker()
    checker.feed(text)
    assert checker.open == []
    assert all(address.startswith("http") for address in checker.addresses)
    verify = formats.writer("html").verify
    assert verify is not None
    verify(text, given_papers, OPTIONS)


def test_a_page_keeps_what_reference_managers_ask_for() -> None:
    record = Record(
        title="Pauses & <Rests>", authors=(Name("Rook", "Ben", "van der"), Name(literal="The Quiet Group")), date=PartialDate(2029, 4),
        entry_type=EntryType.ARTICLE, venue="Journal of Pauses", volume="3", number="2", pages="10–20", publisher="Quiet Press",
        abstract="We pause.\n\nThen we rest.", doi="10.1000/pause", arxiv="2301.00001", arxiv_version=2, url="https://x.org/a",
    )  # fmt: skip
    (found,) = found_in(written(Paper(record=record, tags=("nlp", "to read"))))
    for name in (
        "title",
        "authors",
        "date",
        "entry_type",
        "venue",
        "volume",
        "number",
        "pages",
        "publisher",
        "abstract",
        "doi",
        "arxiv",
    ):
        assert getattr(found, name) == getattr(record, name), name
    assert (found.keywords, found.url) == (("nlp", "to read"), "https://x.org/a")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>--><b>", "=cmd()", "&lt;i&gt;"]
)
def test_nothing_in_a_paper_acts_as_markup(text: str) -> None:
    record = Record(title=text, authors=(Name(literal=text),), venue=text, abstract=text, url=f"javascript:{text}")
    page = written(Paper(record=record, tags=(text,), note=text))
    checker = _Checker()
    checker.feed(page)
    assert checker.tags <= set("html head meta title style body h1 h2 ol li p details summary span".split())
    assert found_in(page)[0].title == text


def test_a_page_that_does_not_read_back_is_an_error() -> None:
    verify = formats.writer("html").verify
    assert verify is not None
    paper = Paper(record=Record(title="One"))
    for broken in (written(paper).replace("=One", "=Two"), written(paper, paper), ""):
        with pytest.raises(ExportError, match="does not read back"):
            verify(broken, [paper], OPTIONS)


def test_hidden_parts_are_left_out_and_lines_are_true() -> None:
    page = '<html><body><script>var x="<p>no</p>"</script>\n<nav><p>menu</p></nav>\n<p hidden>no</p>\n<p>One\n two&nbsp;three</p>\n<p>Four<br>five</p></body></html>'
    assert as_pasted(page) == Unwrapped("One two three\nFour\nfive", [4, 6, 6])


def test_lists_tables_and_links_become_markdown() -> None:
    page = (
        '<html><head><base href="https://a.org/b/"></head><body><h2>Talks</h2><ul><li><a href="c">One</a> <i>Two*</i></li></ul>'
        '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><a href="javascript:x()">2</a></td></tr></table></body></html>'
    )
    unwrapped = as_markdown(page)
    assert unwrapped is not None
    lines = [line for line in unwrapped.text.split("\n") if line]
    assert lines == ["## Talks", "- [One](https://a.org/b/c) *Two\\**", "| A | B |", "| --- | --- |", "| 1 | 2 |"]


def test_lines_are_told_from_the_first_to_the_last_whatever_comes_before_what() -> None:
    page = (
        "<html><body><h1>Papers</h1>\n"
        '<div class="paper-li"><p><a class="paper-name" href="">Shade and Its Shadows</a> [<a href="">pdf</a>]\n'
        '<div class="paper-li">far away\n'
        "  - Finch, Eve and Hawk, Gi</html>\nl. *ECCV 2030*\n[Still Points Everywhere. ICLR 2031.](https://arxiv.org/abs/3103.00005)"
    )
    found = list(formats.recognize(page).read(page, formats.NO_EVIDENCE))
    (record,) = (one for one in found if isinstance(one, Record))
    assert record.source is not None
    assert record.source.lines == (3, 5)


def test_an_author_whose_name_stands_for_others_is_no_fault() -> None:
    (record,) = found_in(
        written(Paper(record=Record(title="One", authors=(Name("Quill", "Ada"), Name(literal="OTHERS")))))
    )
    assert [name.display for name in record.authors] == ["Ada Quill"]


@pytest.mark.parametrize(("own", "titles"), [("Three", ["Three", "One", "Two"]), ("ONE", ["One", "Two"])])
def test_a_page_of_a_paper_that_lists_others_tells_of_all(own: str, titles: list[str]) -> None:
    others = "\n".join(f'<span class="Z3988" title="rft.atitle={title}&rft.au=Bee"></span>' for title in ("One", "Two"))
    found = found_in(
        f'<html><meta name="citation_title" content="{own}"><meta name="citation_author" content="Bee">\n{others}</html>'
    )
    assert [record.title for record in found] == titles


def test_escapes_bring_nothing_hidden_into_a_name() -> None:
    (record,) = found_in(
        '<html><span class="Z3988" title="rft.atitle=A%1b&rft.au=Finch%13C,%20Eve%e2%80%ae"></span></html>'
    )
    assert not any(map(hides, (record.title or "", *record.authors[0])))


@pytest.mark.parametrize(
    "page", ["<html><body><p>It rained on the morning.</p></body></html>", "<!DOCTYPE html>\n<html>", "<p>"]
)
def test_a_page_without_papers_is_none(page: str) -> None:
    with pytest.raises(UnknownFormat):
        formats.recognize(page)
