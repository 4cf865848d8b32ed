"""Damaged and hostile texts, to each reader: nothing is lost in silence, time and memory grow with the text only."""

from __future__ import annotations

import pytest

from readlist import formats
from readlist.formats import Found
from readlist.model.paper import Paper, Problem
from readlist.model.text import clean

PROSE = "We propose a novel method and show by experiments that our model improves on existing approaches to this task."


def lines_of(found: Found) -> tuple[int, int]:
    if isinstance(found, Problem):
        return found.lines
    source = (found.record if isinstance(found, Paper) else found).source
    return source.lines if source else (0, -1)


def found_in(name: str, text: str) -> list[Found]:
    return list(formats.reader(name).read(clean(text), formats.NO_EVIDENCE))


# What a fuzzer found to be passed over: the reader, the text, the lines that a record or a problem has to tell of.
PASSED_OVER = {
    "a mail's abstract with a bar in it": (
        "arxiv_mail",
        f"\\\\\narXiv:2411.90041\nDate: Thu, 7 Nov 2024 02:49:53 GMT\n\nTitle: A Title\nAuthors: A. Bee\n\\\\\n  A\n\\\\\n  {PROSE}\n",
        {10},
    ),
    "a mail's paper without its number": (
        "arxiv_mail",
        "Title: Another\nAuthors: C. Dee\n\\\\\narXiv:2411.90041\nDate: Thu, 7 Nov 2024 02:49:53 GMT\n\nTitle: A Title\nAuthors: A. Bee\n",
        {1, 2},
    ),
    "an abstract below the name of a volume": (
        "acl_anthology",
        f"pdf bib\nProceedings of the 5th Workshop on Lanterns\nA Title of It\nA. Bee | C. Dee\n{PROSE}\n",
        {5},
    ),
    "the second of two headings": (
        "hf_markdown",
        f"### [A Title](https://huggingface.co/papers/2606.90051)\n### [A Title](https://huggingface.co/papers/2606.90051)\n{PROSE}\n",
        {3},
    ),
    "a note with broken YAML": ("notes", "---\ntitle: a\nauthors: b\nvenue: [c\n---\n", {2, 3, 4}),
    "a reference file with broken YAML": ("cff", "cff-version: 1.2.0\ntitle: a\nauthors: [b\n", {1, 2, 3}),
    "a reference file with a beginning that ends it": (
        "cff",
        "  title: a\ncff-version: 1.2.0\nauthors: [b]\n",
        {1, 2, 3},
    ),
    "a field behind the end of its entry": ("bibtex", "@misc{a, title = {A Title}}\n  x-my.field+1 = {kept},\n", {2}),
    "an object without its beginning": (
        "zotero_json",
        '"title": "A",\n"date": "2021"}\n[{"itemType": "book", "title": "B"}]',
        {1, 2},
    ),
    "no object at all": ("csl_json", '"title": "A",\n"id": 1', {1, 2}),
    "a row before the header": ("csv", "A Title,A. Bee,2020\nTitle,Authors,Year\nAnother,C. Dee,2021\n", {1}),
    "a script with broken JSON-LD": (
        "html",
        '<html><script type="application/ld+json">\n{"@type": "ScholarlyArticle",\n"name": "A</script></html>',
        {2, 3},
    ),
    "an item with microdata without its end": (
        "html",
        "<ul>\n<li itemscope itemtype=http://schema.org/ScholarlyArticle>\n<b itemprop=name>A Title</b>\n",
        {2, 3},
    ),
    "an entry without its beginning": (
        "arxiv_atom",
        "<feed><id>http://arxiv.org/api/x</id>\n<entri>\n<title>One</title>\n</entry>\n</feed>",
        {3},
    ),
}


@pytest.mark.parametrize("kind", PASSED_OVER)
def test_what_no_record_is_made_of_is_a_problem(kind: str) -> None:
    name, text, told = PASSED_OVER[kind]
    found = [lines_of(item) for item in found_in(name, text)]
    assert told <= {line for first, last in found for line in range(first, last + 1)}
