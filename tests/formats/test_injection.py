"""Papers whose every field holds what is markup somewhere: no writer lets it act, and no field reaches into another."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from readlist import formats
from readlist.errors import ExportError
from readlist.formats._bibtex.scan import Entry, scan
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from readlist.model.text import clean, hides

PAYLOADS = {
    "bibtex field": "}, author = {Evil}, note = {",
    "bibtex entry": "}\n}\n@article{evil,\n  title = {Evil}\n}\n",
    "bibtex comment": "\n@comment{",
    "bibtex quote": '", evil = "',
    "bibtex join": " # evil # ",
    "brace": "{",
    "closing brace": "}}}",
    "backslash": "x\\",
    "tex": "\\input{/etc/passwd} \\write18{id} \\openout5=x \\catcode`\\@=0 \\def\\a{b} \\csname x\\endcsname",
    "tex signs": "50% & $5 _ ^ ~ #1 \\\\ $$ %",
    "ris record": "\nER  - \n\nTY  - JOUR\nTI  - Evil\nAU  - Evil, E.\n",
    "ris line ends": "a\rER  - \rTY  - JOUR\x85ER  - \u2028TY  - JOUR\x0bTY  - JOUR\x0cTI  - Evil",
    "formula": "=cmd|' /C calc'!A0",
    "sum": "+1+1",
    "difference": "-1-1",
    "function": "@SUM(A1)",
    "tab": "\t=1",
    "return": "\r=1",
    "cells": 'a","b\n"=1,;\t|',
    "guarded": "'=1",
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror='alert(1)'>",
    "apostrophe": "' onmouseover='alert(1)",
    "end of section": "]]>--><b></li></ol></body></html>",
    "entities": "&lt;script&gt;&#60;b&#62;",
    "scheme": "javascript:alert(1)//",
    "address": 'https://x.org/"><script>alert(1)</script>',
    "markdown link": "[x](javascript:alert(1)) ![x](http://x.org/i.png) <https://evil.org>",
    "markdown link end": "](javascript:alert(1))",
    "markdown item": "\n- [x] **Evil** — Mallory (2020).\n\n# Evil\n",
    "markdown signs": "**bold** _a_ `b` ~~c~~ | d | #tag",
    "front matter": "\n---\ntitle: Evil\nauthors: [Evil]\n---\n",
    "end of front matter": "---\n...\n",
    "yaml": "!!python/object/apply:os.system ['id']\n- a: &x [*x]",
    "json": '"}], "evil": [{"a": "\\',
    "json in a page": "</script><script>alert(1)//\u2028\u2029",
    "terminal": "\x1b[31mred\x1b]0;evil\x07\x9b31m\x00\x08",
    "directions": "\u202eabc\u2066def\u200b",
    "surrogate": "\ud800 and \U000e0041",
    "box": "[x] [ ] > a",
    "and": " and Evil and others",
    "semicolons": "a; b, c",
    "own lines": '\nreadlist title: "Evil"\n',
}  # fmt: skip
WRITERS = pytest.mark.parametrize("name", formats.writers())
BIBTEX = pytest.mark.parametrize("name", ["bibtex", "biblatex"])
PRESETS = pytest.mark.parametrize("preset", formats.PRESETS)
KINDS = (EntryType.ARTICLE, EntryType.PREPRINT, EntryType.THESIS)
TEXTS = ("title", "venue", "volume", "number", "pages", "publisher", "abstract", "doi", "arxiv", "url", "code")
LISTS = ("affiliations", "categories", "keywords", "urls")
MARK = re.compile(r"Q([a-z]+)Q")
SHARED = {"keywords": ("tags",), "url": ("arxiv",), "attachments": ("code", "urls"), "urls": ("code",)}
"""The fields from which one may be filled where a notation has one place for several."""
PLAIN = Paper(
    record=Record(
        title="A Quiet Title",
        authors=(Name("Ng", "Ana"),),
        date=PartialDate(2020),
        entry_type=EntryType.ARTICLE,
        citekey="quiet",
    )
)


def marked(place: str, text: str) -> str:
    return f"{text}Q{place}Q{text}"


def evil(text: str, kind: EntryType) -> Paper:
    """A paper with a text, cleaned as all texts of a library are and marked by its place, in every field."""
    text = clean(text)
    texts: dict[str, Any] = {place: marked(place, text) for place in TEXTS}
    lists: dict[str, Any] = {place: (marked(place, text),) for place in LISTS}
    record = Record(
        **texts,
        **lists,
        authors=(Name(literal=marked("authors", text)), Name(marked("authors", text), text, text, text)),
        editors=(Name(marked("editors", text), text),),
        date=PartialDate(2020),
        entry_type=kind,
        citekey="evil",
        attachments=(Attachment(marked("attachments", text), text),),
        extra={marked("extra", text): text, "ISBN": marked("extra", text), "note": marked("extra", text), text: ""},
        doubts=(marked("doubts", text),),
    )
    return Paper(
        record=record, status=Status.READ, starred=True, tags=(marked("tags", text),), note=marked("note", text)
    )


EVIL = [evil(text, kind) for text in PAYLOADS.values() for kind in KINDS]
PAPERS = [paper for one in EVIL for paper in (PLAIN, one)] + [PLAIN]


def written(name: str, papers: Sequence[Paper] = PAPERS, preset: str = "zotero") -> str:
    return "".join(formats.writer(name).write(papers, formats.WriteOptions(preset)))


def read_back(name: str, text: str) -> list[Paper]:
    found = list(formats.reader("bibtex" if name == "biblatex" else name).read(text, formats.NO_EVIDENCE))
    assert [item for item in found if isinstance(item, Problem)] == []
    return [item if isinstance(item, Paper) else Paper(record=item) for item in found if not isinstance(item, Problem)]


@WRITERS
def test_the_papers_read_are_those_that_were_written(name: str) -> None:
    back = read_back(name, written(name))
    assert [one.record.title == PLAIN.record.title for one in back] == [one is PLAIN for one in PAPERS]
    for one in back[::2]:
        assert [author.family for author in one.record.authors] == ["Ng"]
        assert (one.tags, one.note, one.status) == ((), None, Status.INBOX)


@WRITERS
def test_no_field_reaches_into_another(name: str) -> None:
    for back in read_back(name, written(name)):
        told = {field: str(value) for field, value in vars(back.record).items() if field not in {"extra", "source"}}
        for field, value in (told | {"tags": str(back.tags), "note": back.note or ""}).items():
            assert set(MARK.findall(value)) <= {field, *SHARED.get(field, ())}, value


@WRITERS
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_key_harms_nothing(name: str, payload: str) -> None:
    paper = Paper(record=Record(title="A Quiet Title", citekey=marked("citekey", clean(payload))))
    with contextlib.suppress(ExportError):  # refused
        back = read_back(name, written(name, [PLAIN, paper, PLAIN]))
        assert [one.record.title for one in back] == ["A Quiet Title"] * 3


@WRITERS
@PRESETS
def test_no_sign_acts_on_a_terminal_or_breaks_a_line(name: str, preset: str) -> None:
    text = written(name, preset=preset)
    assert not hides(text)
    assert len(text.splitlines()) == text.count("\n")


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_spreadsheet_sees_cells_and_no_formula(name: str, delimiter: str) -> None:
    header, *rows = csv.reader(io.StringIO(written(name)), delimiter=delimiter)
    assert {len(row) for row in rows} == {len(header)}
    assert len(rows) == len(PAPERS)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


class Page(HTMLParser):
    """The elements of a page and what stands in their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes.update(name for name, _ in attrs)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_a_browser_sees_no_script_and_no_address_but_of_the_web() -> None:
    page = Page(written("html"))
    assert page.elements["li"] == len(PAPERS)
    assert set(page.elements) <= set("html head meta title style body h1 ol li h2 a p details summary span".split())
    assert page.attributes <= set("lang charset name content class title href".split())
    assert not [address for address in page.addresses if not address.startswith(("https://", "http://"))]


def test_markdown_shows_no_element_picture_or_address_but_of_the_web() -> None:
    papers = [replace(paper, note=None) for paper in PAPERS]  # a note is Markdown of one's own
    tokens = MarkdownIt("commonmark").parse(written("markdown", papers))
    every = [*tokens, *(child for token in tokens for child in token.children or ())]
    kinds = Counter(token.type for token in every)
    assert (kinds["list_item_open"], kinds["heading_open"]) == (len(PAPERS), 1)
    assert not {"html_block", "html_inline", "image", "fence", "code_inline"} & set(kinds)
    addresses = [str(token.attrs["href"]) for token in every if token.type == "link_open"]
    assert not [address for address in addresses if not address.startswith(("https://", "http://"))]


def test_front_matter_is_one_mapping_of_our_fields() -> None:
    for text in formats.writer("notes").write(PAPERS, formats.WriteOptions()):
        found = yaml.safe_load(text.split("\n---\n")[0])
        assert set(found) <= {*Record.__dataclass_fields__, *Paper.__dataclass_fields__}


def test_json_is_read_by_others_in_lines_and_as_a_whole() -> None:
    assert len([json.loads(line) for line in written("jsonl").splitlines()]) == len(PAPERS)
    assert len(json.loads(written("csl_json"))) == len(PAPERS)


def test_no_line_of_ris_is_begun_by_a_value() -> None:
    lines = [line for line in written("ris").splitlines() if line]
    assert all(re.match(r"[A-Z][A-Z\d]  - ", line) for line in lines)
    assert {tag: sum(line.startswith(tag) for line in lines) for tag in ("TY", "TI", "ER")} == dict.fromkeys(
        ("TY", "TI", "ER"), len(PAPERS)
    )


@BIBTEX
@PRESETS
def test_tex_is_given_no_command_that_acts(name: str, preset: str) -> None:
    text = written(name, preset=preset)
    entries = [entry for entry in scan(text) if isinstance(entry, Entry)]
    assert [entry.key for entry in entries] == [paper.record.citekey for paper in PAPERS]
    typeset = re.sub(r"^  file = .*", "", text, flags=re.MULTILINE)  # no style shows the paths of files
    assert not re.search(r"\\(?:input|include|write|open|read|catcode|e?def|let|csname|special|immediate)", typeset)
