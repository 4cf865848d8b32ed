"""What readers know and no golden file shows: the fields of the first record of a small text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from readlist import formats
from readlist.errors import NotFound
from readlist.formats._html.markdown import as_markdown
from readlist.formats._html.text import as_pasted
from readlist.formats._mail import message
from readlist.formats._references.authors import authors
from readlist.formats._rows_in_json import rows_in_json
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Problem, Record

ISSUE = {
    "@type": "PublicationIssue", "issueNumber": "4", "name": "Winter",
    "isPartOf": {
        "@type": "PublicationVolume", "volumeNumber": "7", "name": "Seven",
        "isPartOf": {"@type": "Periodical", "name": "J. Ferns"},
    },
}  # fmt: skip
ITEM = "[paper](https://example.org/a.pdf)"


def found_in(notation: str | None, text: str) -> list[formats.Found]:
    return list(formats.recognize(text, notation).read(text, formats.NO_EVIDENCE))


def first(notation: str | None, text: str) -> Record:
    found = found_in(notation, text)[0]
    assert not isinstance(found, Problem)
    return found.record if isinstance(found, Paper) else found


def script(*told: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in told)


def work(**members: Any) -> str:
    return json.dumps({"id": "https://openalex.org/W1", "title": "One", "type": "article"} | members)


def entry(**members: Any) -> str:
    return json.dumps({"id": "2301.00001", "title": "One", "versions": []} | members)


def mods(host: str) -> str:
    return f"<mods><titleInfo><title>One</title></titleInfo><relatedItem type='host'>{host}</relatedItem></mods>"


THESIS = "cff-version: 1.2.0\ntype: thesis\nthesis-type: Master's thesis\ntitle: One\nauthors:\n- name: Bee\n"
OF_SCHEMA = {"@type": "ScholarlyArticle", "name": "One", "author": "Ada Bee"}
FEED = "<rss><channel><title>cs updates on arXiv.org</title><item><title>One. (arXiv:2301.00001v1 [cs.CL])</title>{}</item></channel></rss>"
PARTS = "<articles><article><title>One</title><year>2020</year>{}</article></articles>"


@pytest.mark.parametrize(
    ("notation", "text", "field", "told"),
    [
        ("html", script(OF_SCHEMA | {"isPartOf": ISSUE}), ("venue", "volume", "number"), ("J. Ferns", "7", "4")),
        ("openalex", work(primary_location={"source": {"type": "conference"}}), "entry_type", EntryType.CONFERENCE),
        ("openalex", work(primary_location={"source": {"type": "repository"}}), "entry_type", EntryType.PREPRINT),
        ("cff", THESIS, "entry_type", EntryType.MASTERS_THESIS),
        ("csl_json", '[{"id": "a", "type": "report", "title": "One", "container-title": "arXiv"}]', "entry_type", EntryType.PREPRINT),
        ("datacite", '{"titles": [{"title": "One"}, {"title": "Eins"}]}', "extra", {"AlternativeTitle": "Eins"}),
        ("mods", mods("<part><detail type='volume'><number>4</number></detail></part>"), "entry_type", EntryType.ARTICLE),
        ("mods", mods("<titleInfo><title>Ferns</title></titleInfo>"), "entry_type", EntryType.MISC),
        ("arxiv_snapshot", entry(authors="Ada Bee", authors_parsed=[["Bee", "Ada", ["x"]]]), "authors", ["Ada Bee"]),
        ("arxiv_snapshot", entry(authors_parsed=[["The Team", "", ""], [":", "", ""], ["Bee", "A.", ""]]), "authors", ["The Team", "A. Bee"]),
        ("arxiv_snapshot", entry(doi="to appear"), ("doi", "extra"), (None, {"versions": "", "doi": "to appear"})),
        ("arxiv_rss", FEED.format("<description>Authors: Ada Bee, Bo Li\nAbstract: We see.</description>"), "authors", ["Ada Bee", "Bo Li"]),
        ("xml", PARTS.format("<authors><author>Ada Bee</author><etal/></authors>"), "authors_complete", False),
        ("xml", PARTS.format("<contributors><authors><author>Ada Bee</author></authors><editors><editor>Bo Li</editor></editors></contributors>"), "editors", ["Bo Li"]),
        ("xml", PARTS.format("<resourceType resourceTypeGeneral='Dataset'>x</resourceType>"), "entry_type", EntryType.DATASET),
        ("json", '[{"title": "One", "author": "Ada Bee", "identifier": "http://arxiv.org/abs/2301.00001v2"}]', "arxiv", "2301.00001"),
        ("notes", '---\ntitle: On: one: a study\nauthors: [Ada Bee, "Bo Li"]\n---\n', "authors", ["Ada Bee", "Bo Li"]),
        ("notes", "---\nauthors: Ada Bee\nyear: 2020\n---\n# One\n\nA note.\n", "title", "One"),
        ("ris", "TY  - EDBOOK\nAU  - Bee, Ada\nTI  - One\nER  - \n", ("authors", "editors"), ([], ["Ada Bee"])),
        ("bibtex", '@misc{a, title = "One", author = "Moon, Ada, Jr."}', "authors", ["Ada Moon Jr."]),
        ("bibtex", "@misc{a, title = {One}, author = {{Bees}, Labs, Inc.}}", "authors", ["Bees, Labs, Inc."]),
        ("markdown", f"# Papers\n\n- On the <model> tag of old {ITEM}", "title", "On the <model> tag of old"),
        ("markdown", f"# Papers\n\n- **On one fern** (ICML | 2021 | Ada Bee) {ITEM}", ("venue", "authors"), ("ICML", ["Ada Bee"])),
        ("markdown", f"# Papers\n\n- Ada Bee, Bo Li, On one fern, Journal of Ferns, 2021. {ITEM}", "venue", "Journal of Ferns"),
        ("markdown", f"# Papers\n\n- **On one fern**. Bell et al., CVPR, 2022 {ITEM}", ("venue", "authors_complete"), ("CVPR", False)),
        ("markdown", "# Papers\n\n- Title: On one fern\n  - Abstract: We see.\n  - Abstract: We go.\n  - Venue: Fern Days", "abstract", "We see. We go."),
        ("markdown", f"# Papers\n\n**On one fern**\n\n{ITEM}\n\nWe see {'ferns ' * 60}.\n", "abstract", f"We see {'ferns ' * 59}ferns ."),
        ("markdown", f"# Papers\n\n**On one fern**\n> Quoted.\n\n{ITEM}", "extra", {"remark": "Quoted", "section": "Papers"}),
        ("markdown", "# Papers\n\n- [[2301]] [On one fern and moss](https://arxiv.org/abs/2301.00001)", "extra", {"number": "2301", "section": "Papers"}),
        ("markdown", f"# Papers\n\n<details><summary>\n**On one fern**\nAda Bee, Bo Li\n</summary>\n\n{ITEM}\n</details>\n", "authors", ["Ada Bee", "Bo Li"]),
    ],
)  # fmt: skip
def test_a_field_is_told(notation: str, text: str, field: str | tuple[str, ...], told: Any) -> None:
    record = first(notation, text)
    names = (field,) if isinstance(field, str) else field
    found = [getattr(record, name) for name in names]
    shown = tuple(
        [one.display for one in value] if name in {"authors", "editors"} else value
        for name, value in zip(names, found, strict=True)
    )
    assert shown == ((told,) if isinstance(field, str) else told)


@pytest.mark.parametrize(
    ("notation", "text", "reasons"),
    [
        ("notes", "---\ntitle: [One]\nstatus: read\n---\n", ['["One"] is no text']),
        ("oai_pmh", "<OAI-PMH><record><header/><metadata><marc><x>y</x></marc></metadata></record></OAI-PMH>", ["no metadata that can be read"]),
        ("csv", 'x,"open\ntitle,authors,year\nOne,Ada Bee,2020\n', ["a quote is opened and never closed"]),
        ("csv", 'citekey,title,authors,authors_complete\na,One,"[{""family"": [1]}]",yes\n', ["[1] is no text"]),
        ("bibtex", '@misc{a, title = "One', ["a quotation mark is not closed"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(notation: str, text: str, reasons: list[str]) -> None:
    assert [found.reason for found in found_in(notation, text) if isinstance(found, Problem)] == reasons


def test_objects_too_deep_in_a_script_are_not_looked_at() -> None:
    deep: object = OF_SCHEMA
    for _ in range(40):
        deep = [deep]
    assert [isinstance(found, Record) for found in found_in("html", script(deep, OF_SCHEMA | {"name": "Two"}))] == [
        False,
        True,
    ]


def test_what_stands_in_a_broken_envelope_is_told_once() -> None:
    text = '{"items": [{"id": "a", "title": "One"}],\n "references": {"title": nope},\n "further": also\n}'
    found = found_in("csl_json", text)
    assert [one.lines for one in found if isinstance(one, Problem)] == [(2, 4)]
    assert isinstance(found[0], Record)


def test_a_record_of_tags_behind_the_end_of_another_is_one() -> None:
    found = found_in("ris", "TY  - JOUR\nTI  - One\nER  - \n\nTI  - Two\nAU  - Bee, A\n")
    assert [one.title for one in found if isinstance(one, Record)] == ["One", "Two"]


def test_what_looks_like_another_notation_is_left_to_it() -> None:
    page = "<html><body><pre>\n@misc{a,\n  title = {On one fern}\n}\n</pre></body></html>"
    recognized = formats.recognize(page)
    assert recognized.unwrapped is not None
    assert recognized.reader.name == "bibtex"
    assert message("From: a@example.org\nSubject: one\nthis is no header\n\nOne\n") is None
    assert formats.recognize('[{"id": "a", "type": "book", "title": "One"}]').reader.name == "csl_json"


@pytest.mark.parametrize(
    ("notation", "record"),
    [
        ("csl_json", Record(doubts=("no title",))),
        ("csl_json", Record(venue="Fern Days", extra={"beginning": "We see…"}, doubts=("no title",))),
        ("notes", Record(title="One", extra={f"how many ferns {'of many ' * 20}were seen": "12"})),
        ("html", Record(title="One", authors=(Name("Fern Society", "Report", "of the"),))),
    ],
)
def test_what_is_odd_reads_back(notation: str, record: Record) -> None:
    writer = formats.writer(notation)
    papers = [Paper(record=record), Paper(record=Record(title="Two", citekey="b"))]
    assert writer.verify is not None
    writer.verify("".join(writer.write(papers, formats.WriteOptions())), papers, formats.WriteOptions())


@pytest.mark.parametrize("ask", [formats.reader, formats.writer])
def test_a_notation_that_there_is_not_is_named_with_those_that_are(ask: Callable[[str], object]) -> None:
    with pytest.raises(NotFound, match="'bibtox'") as told:
        ask("bibtox")
    assert "bibtex" in told.value.hint


def test_a_suffix_stands_before_the_given_name_too() -> None:
    shown = [
        (name.family, name.given, name.suffix)
        for name in authors("King, Jr., M. L., de la Cruz, Sr., A., Bee, C.").names
    ]
    assert shown == [("King", "M. L.", "Jr."), ("Cruz", "A.", "Sr."), ("Bee", "C.", "")]


def test_a_page_is_pasted_as_it_is_shown() -> None:
    page = (
        '<html><head><script src="x"/></head><body><p>One<br/>two</p><svg/><pre>a  b\nc</pre>'
        '<table><tr><td>1</td><td>2</td></tr></table><a href="javascript:x">J</a> <a href="http://[x">K</a></body></html>'
    )
    pasted = as_pasted(page)
    assert pasted is not None
    assert (pasted.text, pasted.lines) == ("One\ntwo\na  b\nc\n1\t2\nJ K", [1, 1, 1, 2, 2, 2])


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<ul><li><a href="/~ada">Ada Bee</a> | <a href="/~bo">Bo Li</a></li></ul>', "- Ada Bee, Bo Li"),
        ('<ul><li><a href="https://example.org/a">On<p>ferns</p></a></li></ul>', "- [On ferns ](https://example.org/a)"),
        ('<div class="paper">On <div>one</div> fern</div><div class="paper">Two</div>', "- On\n  one\n  fern\n- Two"),
    ],
)  # fmt: skip
def test_lists_in_html_become_markdown(page: str, shown: str) -> None:
    made = as_markdown(page)
    assert made is not None
    assert made.text == shown


def test_a_list_in_html_that_is_not_closed_is_text() -> None:
    text = f"# Papers\n\n<ul>\n<li>x<ul><li>y</li></ul>\n\n- **On one fern** {ITEM}\n<ul>\n- **On two ferns** {ITEM}\n"
    assert [one.title for one in found_in("markdown", text) if isinstance(one, Record)] == [
        "On one fern",
        "On two ferns",
    ]


def test_a_row_in_json_with_an_escape_that_is_none_is_read_as_it_stands() -> None:
    rows = rows_in_json('{"2301.00001": "|On one fern|\\x|\\n"}')
    assert rows is not None
    assert "On one fern" in rows.text
