"""Damaged and hostile texts, to each reader: nothing is lost in silence, time and memory grow with the text only."""

from __future__ import annotations

import contextlib
import re
import sys
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.files import decode
from readlist.formats import Found
from readlist.formats._html.markdown import as_markdown
from readlist.formats._html.text import as_pasted
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean, hides
from tests.pace import assert_linear, grows_evenly

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
    "what stands below the first of two headings, which is no abstract": (
        "hf_markdown",
        f"### [A Title][1]\n\n[1]: https://huggingface.co/papers/2606.90051\na model that sees shadows, and show that it matches models of textures on four of seven benchmarks.\n### [A Title][1]\n\n{PROSE}\n",
        {3, 4},
    ),
    "a note with broken YAML": ("notes", "---\ntitle: a\nauthors: b\nvenue: [c\n---\n", {2, 3, 4}),
    "a reference file with broken YAML": ("cff", "cff-version: 1.2.0\ntitle: a\nauthors: [b\n", {1, 2, 3}),
    "a reference file with a beginning that ends it": (
        "cff",
        "  title: a\ncff-version: 1.2.0\nauthors: [b]\n",
        {1, 2, 3},
    ),
    "a part of an abstract above the first record": (
        "cochrane",
        "AIM: to see.\n  TI: Lanterns\nRecord #1 of 1\nTI: Lamps\n",
        {1, 2},
    ),
    "a reference file in two documents": ("cff", "cff-version: 1.2.0\n---\ntitle: a\n", {1, 3}),
    "a document that is no mapping": ("cff", "cff-version: 1.2.0\ntitle: a\n---\n- title: b\n", {4}),
    "references before what they replace": (
        "cff",
        "references: [{title: a}]\npreferred-citation: {title: b}\n? {a: b}\n: c\n",
        {1, 2, 3, 4},
    ),
    "fields in the place of macros": (
        "bibtex",
        "@string{jm = {J. Maps}\n}\n@string{jo = {J. of\n}, langid = {english}\n}\n",
        {3, 4, 5},
    ),
    "a field before another, behind an entry": (
        "bibtex",
        "@misc{a, title = {One}\n}\n year = 2020 month = mar,\n",
        {3},
    ),
    "fields in the value of a macro": (
        "bibtex",
        '@string(pub = "Minding},\n  location = {San Jose},\n  pages = {1 " # {Press})\n',
        {1, 2, 3},
    ),
    "a field of JabRef behind an entry": ("bibtex", "@misc{a, title = {One}\n}\n  __markedentry = {[ann:]},\n", {3}),
    "a field behind the end of its entry": ("bibtex", "@misc{a, title = {A Title}}\n  x-my.field+1 = {kept},\n", {2}),
    "an object without its beginning": (
        "zotero_json",
        '"title": "A",\n"date": "2021"}\n[{"itemType": "book", "title": "B"}]',
        {1, 2},
    ),
    "a list without its beginning": (
        "hf_json",
        '    "Ann Ek"\n  ],\n{"paper_url": "https://huggingface.co/papers/2601.1"}',
        {1},
    ),
    "a paper whose heading links nowhere": (
        "hf_markdown",
        (
            "### [Paper Lanterns of Light](https://huggingface.co/papers/2606.90051)\n\n"
            "[-](https://huggingface.co/login?next=%2Fpapers%2F2501.90052)\n\n"
            "### [Choirs without Conductors](https://huggingface.co/pa\n\n"
            "[Singers who cannot see a conductor listen to one another. We study how sixteen choirs keep time in the dark,"
            " and model the coupling between singers. Our results show that a single delay explains most of the data.]"
            "(https://huggingface.co/papers/2501.90052)\n"
        ),
        {5, 7},
    ),
    "no object at all": ("csl_json", '"title": "A",\n"id": 1', {1, 2}),
    "parts of an entry between others": (
        "arxiv_atom",
        "<feed><entry><id>http://arxiv.org/abs/2101.54321v1</id><title>One</title></entry>\n<antry>\n<id>http://arxiv.org/abs/2101.54322v1</id>\n<title>A Title of Two</title>\n</antry>\n</feed>",
        {2, 3, 4},
    ),
    "an entry that is cut off, behind entries without their beginning": (
        "arxiv_atom",
        "<feed>\n<id>http://arxiv.org/abs/2101.54321v1</id><title>One</title></entry>\n<id>http://arxiv.org/abs/2101.54322v1</id>\n<title>A Title o",
        {3, 4},
    ),
    "an object behind an envelope without its end": (
        "json",
        '{"items": {"title": "One", "authors": ["A. Bee"], "year": 2021},\n{"title": "Two", "authors": ["C. Dee"], "year": 2020}',
        {1, 2},
    ),
    "an object whose beginning was lost, behind the end of its list": (
        "zotero_json",
        '{"items": [{"itemType": "book", "title": "One"}],\n"title": "Two",\n"date": "2021"},\n{"itemType": "book", "title": "Three"}]}',
        {1, 2, 3, 4},
    ),
    "members of an envelope within a list without its end": (
        "openalex",
        '{"meta": {}, "results": [\n{"meta": {}, "results": [\n], "group_by": []}\n',
        {3},
    ),
    "the same in an envelope within another": (
        "crossref",
        '{"message": {"items": [{"DOI": "10.1000/a", "title": ["One"]}],\n"title": "Two"},\n{"DOI": "10.1000/b", "title": ["Three"]}]}}',
        {1, 2, 3},
    ),
    "a record of which a member is called as a list of records": (
        "json",
        '[{"title": "One",\n"value": ["A. Bee"]},\n{"title": "Two", "authors": ["C. Dee"], "year": 2020}]',
        {1, 2, 3},
    ),
    "members behind an object of an envelope": (
        "json",
        '{"result": {"query": "nets"\n},\n"title": "One",\n"authors": ["A. Bee"],\n}',
        {1, 2, 3, 4},
    ),
    "members of a record before a list of others": (
        "json",
        '{"title": "One",\n"abstract": "We wait.",\n"papers": [{"title": "Two", "year": 2020},\n{"title',
        {1, 2, 3, 4},
    ),
    "a record with an envelope within, as the one that it stands in": (
        "crossref",
        '{"message": {"items": [\n{"DOI": "10.1000/a",\n"title": ["One"],\n"message": {"items": [\n{"DOI": "10.1000/b", "title": ["Two"]}]}}',
        {2, 3, 4, 5},
    ),
    "members behind a list in which something cannot be read": (
        "openalex",
        '{"meta": {}, "results": [\n{"id": "https://openalex.org/W1", "display_name": "One"},\n{"id": 1"title": 2}\n],\n"updated_date": "2024-02-22",\n"next": null}',
        {3, 5},
    ),
    "what cannot be read behind the objects of an envelope": (
        "csl_json",
        '{"items": [{"type": "book", "title": "One"}],\n"next: 2, "title": "Two"}',
        {2},
    ),
    "a line of names that goes on as one that is none": (
        "acl_anthology",
        f"pdf bib\nA Title of It\nA. Bee | C. Dee{' | Ek' * 500}!\n",
        {3},
    ),
    "an abstract below a long row of buttons": (
        "acl_anthology",
        f"pdf bib\nProceedings of the 5th Workshop on Lanterns\npdf bib {'a ' * 4000}\n{PROSE}\n",
        {4},
    ),
    "an abstract among notices to the reader": (
        "hf_markdown",
        f"Get your papers in your mail, once you install it\n#[A Title](https://huggingface.co/papers/2606.90052)\n\n{PROSE}\n\n\n\n### [A Title](https://huggingface.co/papers/2606.90051)\n",
        {4},
    ),
    "what a page shows of an abstract": (
        "pubmed_text",
        f"Three ways to sort.\nQuill A, Rook B.\nJ Sort. 2021 Mar 5;3(1):1-4. doi: 10.1000/sort.3.\nPMID: 99000004\n{PROSE}\n",
        {5},
    ),
    "an abstract on the line of its heading": (
        "pubmed_article",
        "Shadow Metab\n. 2022 Oct 3;10(1):14-9.\nLanterns.\nMira Ek\nPMID: 99192773\nAbstract It is dark.\nAnd cold.\n",
        {1, 2, 3, 4, 5, 6, 7},
    ),
    "an abstract whose heading stands on the line of an identifier": (
        "pubmed_article",
        "Shadow Metab\n. 2022 Oct 3;10(1):14-9.\nLanterns.\nMira Ek\nPMID: 99192773\nFree PMC article Abstract\nIt is dark.\n",
        {1, 2, 3, 4, 5, 6, 7},
    ),
    "an item of a bibliography whose label is cut": (
        "bibitem",
        "\\bibitem{oak}\n\\end{document}\n\\bibitem[Moon et~al.(2021)Moon, Quill,\n",
        {1, 3},
    ),
    "fields in a preamble in quotes": (
        "bibtex",
        '@preamble{"%%%,\n  language = "english",\n  pages = "1-9"\n}\n@misc{a, title = {One}}\n',
        {1, 2, 3, 5},
    ),
    "a description of which the type is damaged": (
        "zotero_rdf",
        "<rdf:RDF xmlns:rdf='r' xmlns:bibo='b' xmlns:bib='http://purl.org/net/biblio#'>\n<rdf:Description>\n<bibo:doi>10.9999/a</bibo:doi></rdf:Description></rdf:RDF>",
        {2, 3},
    ),
    "an element whose name is in capitals": (
        "endnote_xml",
        "<xml><records>\n<record><ref-type>17</ref-type></record>\n<RECORD>\n<TITLES>ONE\n</record></records></xml>",
        {2, 3, 4, 5},
    ),
    "a record in the legend above the records": (
        "refworks",
        "Refworks Export Tagged Format\nRT Dissertation\nBEGIN EXPORTED REFERENCES\nT1 The Wheel\n",
        {2, 4},
    ),
    "a text and the end of a record above the first": (
        "ris",
        "Found it\nER  - 2024\nTY  - JOUR\nTI  - One\nER  - \n",
        {1, 2, 3, 4, 5},
    ),
    "an element of Crossref in letters of another case": (
        "crossref_xml",
        "<doi_records>\n<Journal><journal_article><titles><title>One</title></titles></journal_article></Journal></doi_records>",
        {2},
    ),
    "a context object in capitals": (
        "html",
        '<p><span class="Z3988"\n title="CTX_VER=Z39.88-2004&RFT.ATITLE=ONE"></span></p>',
        {1, 2},
    ),
    "the end of a record above the first": (
        "ris",
        "ER  - End of Reference\nTY  - JOUR\nTI  - One\nER  - \n",
        {1, 2, 3, 4},
    ),
    "a line of a record above the first": (
        "ris",
        "Total Times Cited: 20\nTY  - JOUR\nTI  - One\nER  - \n",
        {1, 2, 3, 4},
    ),
    "the end of a cell and the beginning of another before the header": (
        "csv",
        'Lanterns.","bees"\n"Oil\n"Title","Authors","Year","DOI","Link"\n"One","A. Bee","2020","",""\n',
        {1, 4},
    ),
    "the beginning of a cell before the header": ("csv", '2,"{Lanterns\nTitle,Authors,Year\nOne,A. Bee,2020\n', {1, 3}),
    "a field with a macro behind an entry": ("bibtex", "@misc{a, title = {One}\n}\n  series = springer\n", {1, 2, 3}),
    "a part of an element in a tag that does not end": (
        "endnote_xml",
        "<xml><records>\n<record><ref-type>17</ref-type><titles><title>One</title></titles></record>\n<re'cord>\n<ref-type>32</ref-type>\n</records></xml>",
        {2, 3, 4},
    ),
    "a part of an element whose tags have other names": (
        "arxiv_atom",
        "<feed><entry><id>http://arxiv.org/abs/2101.54321v1</id><title>One</title></entry>\n<entri>\n<id>http://arxiv.org/abs/2101.54322v1</id>\n</entry>\n</feed>",
        {1, 2, 3, 4},
    ),
    "a part of an element that is not ended": (
        "arxiv_atom",
        "<feed><entry><id>http://arxiv.org/abs/2101.54321v1</id><title>One</title></entry>\n<entri>\n<id>http://arxiv.org/abs/2101.54322v1</id>\n</feed>",
        {2, 3},
    ),
    "an element whose beginning is damaged among others": (
        "arxiv_atom",
        "<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry><id>A</od></entry>\n4entry><id>http://arxiv.org/abs/2102.00003</id>\n<title>After it</title></feed>",
        {2, 3, 4},
    ),
    "a row of many cells before a header of more": (
        "csv",
        "A,B,C,D,E,F\nTitle,Authors,Year,DOI,Abstract,Volume,Issue,Pages,ISSN,Language,Publisher,URL,Keywords\n",
        {1},
    ),
    "a script that is never ended": (
        "html",
        '<html><script type="application/ld+json">\n{"@type": "ScholarlyArticle",\n"name": "A',
        {1, 2, 3},
    ),
    "a script that tells of no paper": (
        "html",
        '<html><script type="application/ld+json">\n{"@TYPE": "ScholarlyArticle",\n"NAME": "A"}</script></html>',
        {2, 3},
    ),
    "a context object that tells of no paper": (
        "html",
        '<html><span class="Z3988"\n title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.atile=A"></span></html>',
        {1, 2},
    ),
    "what stands behind a root that is closed at once": (
        "zotero_rdf",
        "<rdf:RDF xmlns:bib='http://purl.org/net/biblio#'/>\n<bib:Article><dc:title>A Title of Wheels</dc:title></bib:Article>",
        {2},
    ),
    "an element with the end of another one in it": (
        "crossref_xml",
        "<doi_records><journal>\n<journal_article></error></error>\n<titles><title>One</title></titles>\n<doi_data>",
        {1, 2, 3, 4},
    ),
    "parts of parts of an element that was ended too early": (
        "endnote_xml",
        "<xml><records>\n<record><titles><title>One</title></titles><ref-type>17</ref-type></record>\n<record><ref-type/></record>\n<titles><title>2</title></titles>\n<record><titles><title>Three</title></titles></record></records></xml>",
        {2, 3, 4, 5},
    ),
    "a context object in whose tag another begins": (
        "html",
        '<ul><li><span class="Z3988"\n tit<b>le="ctx_ver=Z39.88-2004&rft.atitle=One"></span></li></ul>',
        {1, 2},
    ),
    "an article that is told as none": (
        "html",
        "<ul><li itemscope itemtype=http://schema.org/ScholarlyArticle><b itemprop=name>A</b></li>\n<li itemscope itemtype=x>\n<b itemprop=author>B. Dee</b>\n<b itemprop=headline>B</b></li>\n</ul>",
        {1, 3, 4},
    ),
    "citation tags without a title": (
        "html",
        "<html>\n<meta name=citation_abstract content='We study silence.'>\n<meta nime=citation_title content=A></html>",
        {2},
    ),
    "citation tags on several lines": (
        "html",
        "<html><meta name=citation_title\n content=A\n<meta name=citation_doi\n content='10.1000/a'>\n</html>",
        {1, 2, 3, 4},
    ),
    "a citation tag in a script that is never ended, behind another": (
        "html",
        '<html><meta name=citation_title content=A>\n<script type="application/ld+json">\n<meta name=citation_doi content="10.1000/a">\n</html>',
        {1, 2, 3, 4},
    ),
    "properties of an article in a script that begins within": (
        "html",
        '<ul><li itemscope itemtype=http://schema.org/ScholarlyArticle><b itemprop=name>A</b></li>\n<li itemscope itemtype=http://schema.org/ScholarlyArticle><script type="application/ld+json"><b itemprop=name>B</b></li>\n<b itemprop=datePublished>2020</b></script></ul>',
        {1, 2, 3},
    ),
    "an article of which no property ends": (
        "html",
        "<ul><li itemscope itemtype=http://schema.org/ScholarlyArticle>\n<b itemprop=pagination>9\n</li></ul>",
        {1, 2, 3},
    ),
    "a citation tag that begins within another": (
        "html",
        '<html><meta name=citation_title content=A>\n<meta name="citatoin_doi" content="10.1000/a />\n<meta name="citation_issn" content="1">\n</html>',
        {1, 2, 3},
    ),
    "citation tags without a title beside a context object": (
        "html",
        '<html><meta name=citation_issn content=1>\n<span class="Z3988" title="ctx_ver=Z39.88-2004&rft.atitle=One"></span></html>',
        {1, 2},
    ),
    "a script whose type is damaged": (
        "html",
        '<html><script type="application/ld+json">\n{"@type": ["Scholarticle"],\n"headline": "A"}</script></html>',
        {1, 2, 3},
    ),
    "a script of which type and contents are damaged": (
        "html",
        '<html><span class="Z3988"></span><script type="appli/ld+jsn">\n{"@contdxt": "https://schema.org", "@type": ["Scholar"],\n"pageStart": "9"}</script></html>',
        {2, 3},
    ),
    "what is left of a paper beside a list of some": (
        "hf_json",
        '[{\n"title": "Nets", "paper_url": "https://huggingface.co/papers/2401.00001",\n"papers": [{"title": "Hives", "authors": ["Bo Li"]}]}]',
        {2, 3},
    ),
    "a note with what is left of an item": (
        "zotero_json",
        '[{"key": "AAAA2222", "itemType": "book", "title": "Hives"},\n{"itemType": "note", "parentItem": "AAAA2222", "note": "Read <b",\n"publicationTitle": "Journal of Moths"}]',
        {1, 2, 3},
    ),
    "talks without a title": (
        "researchr",
        "20m\nTalk\n20m\nTalk\nA Title of Wheels\nSOKL\n20m\nTalk\nTwo Wheels\n20m\nTalk\n10:30",
        {5, 6, 9},
    ),
    "an item without a title around a list of some": (
        "zotero_json",
        '[{"itemType": "preprint",\n"creators": [],\n"items": [{"itemType": "book", "title": "Hives"}]}]',
        {1, 2, 3},
    ),
    "a script of a thing of no known kind that has a first page": (
        "html",
        '<html><script type="application/ld+json">\n{"@type": "ScholarlyArti#le",\n"pageStart": "1"}</script></html>',
        {1, 2, 3},
    ),
    "an item of YAML without a title that is called otherwise, with notes": (
        "json",
        '- title:" "Lamps: a Survey"\n  authors: Ada Moon\n  notes: Read at night.\n- title: Wicks\n  doi: 10.1000/1',
        {1, 2, 3, 4, 5},
    ),
    "a script whose type is in capitals, and called otherwise": (
        "html",
        '<html><script tyte="application/LD+JSON">\n{"@TYPE": "ScholarlyArticle",\n"NAME": "A"}</script></html>',
        {1, 2, 3},
    ),
    "a script behind what is left of its tag": (
        "html",
        '<html><script t"{"@type": ["ScholarlyArticle"],\n"headline": "A</head>",\n"author": "B"}</script></html>',
        {1, 2, 3},
    ),
    "a script of which type and paper are damaged": (
        "html",
        '<html><span class="Z3988"></span><script type="application/ld+<b>json">\n{"@context": "https://schema.org", "@type": Thesis",\n"name": "A"}</script></html>',
        {2, 3},
    ),
    "a citation tag behind many that do not end": (
        "html",
        f"<html><meta name=citation_title content=A>{'</x' * 60}\n<meta name=citation_issn content=1></html>",
        {1, 2},
    ),
    "a script below the properties of no article": (
        "html",
        '<html><span class="Z3988"></span><b itemprop=pagination>9</b>\n<script type="application/ld+json">{"@type": "Thesis",\n"name": "A</script></html>',
        {1, 2, 3},
    ),
    "a context object in an end tag": (
        "html",
        '<html><span class="Z3988"></span>\n</span class="Z3988"\n title="ctx_ver=Z39.88-2004&amp;rft.atitle=A"></span>\n</html>',
        {2, 3},
    ),
    "a script below the lines of its tag": (
        "html",
        '<html><script\n\n\n type="application/ld+json">\n{"@type": "ScholarlyArticle",\n"name": "A"}</script></html>',
        {1, 2, 3, 4, 5, 6},
    ),
    "a context object in a tag without its class": (
        "html",
        '<html><span class="Z3988"></span>\n<span clss="Z3988"\n title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.atitle=A"></span>\n</html>',
        {2, 3},
    ),
    "a context object in a tag without its beginning": (
        "html",
        '<html><span class="Z3988"></span>\nspan class="Z3988"\n title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.atitle=A"></span>\n</html>',
        {2, 3},
    ),
    "a script within a damaged tag": (
        "html",
        '<html><span class="Z3988"></span>\n<script type="applic\n {"@type": "ScholarlyArticle",\n "name": "A"}</script>\n</html>',
        {2, 3, 4},
    ),
    "a script of another kind": (
        "html",
        '<html><span class="Z3988"></span><script type="application/x">\n {"@type": "ScholarlyArticle",\n "name": "A"}</script>\n</html>',
        {2, 3},
    ),
    "a tag that is cut off": (
        "html",
        '<html>\n<span class="Z3988"\n title="ctx_ver=Z39.88-2004&amp;rft.atitle=A',
        {2, 3},
    ),
    "a line of a cell before the header of Zotero": (
        "zotero_csv",
        'Citation Key: bee2021\n"Key","Item Type","Title","Author"\n"A","book","One","Bee, A."\n',
        {1, 3},
    ),
    "a row before the header": ("csv", "A Title,A. Bee,2020\nTitle,Authors,Year\nAnother,C. Dee,2021\n", {1}),
    "a script with broken JSON-LD": (
        "html",
        '<html><script type="application/ld+json">\n{"@type": "ScholarlyArticle",\n"name": "A</script></html>',
        {2, 3},
    ),
    "a context in a section of character data": (
        "html",
        '<html><span class="Z3988" title="rft.atitle=A&rft.au=B"></span>\n<![CDATA[<span class="Z3988"\n title="rft.atitle=C"></span>]]></html>',
        {1, 2, 3},
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
    assert [first for first, _ in found] == sorted(first for first, _ in found)


def texts() -> Iterator[tuple[str, str]]:
    """The golden files, each with the name of the reader that recognizes it."""
    for path in sorted(Path(__file__).parent.glob("*/*")):
        if path.parent.name in formats.names() and path.is_file() and not path.name.endswith(".expected.json"):
            text = clean(decode(path.read_bytes(), path.name))
            with contextlib.suppress(UnknownFormat):
                yield formats.recognize(text).reader.name, text


GOLDEN = dict(texts())
READERS = pytest.mark.parametrize("name", GOLDEN)
UNITS = (
    *"{}()[]<>\"'\\@#%&*_-=:;,.$~^`|!?/+ \t\nAa1é…",
    "[[", "{{", "((", "<a>", "<a ", "</a>", "<!--", "<![CDATA[", "&a;", '{"a":', '[{"', '"a",', "A. ", ", ", " ,", "; ", " and ",
    "et al. ", "\\a{", "$x", "@a{", "@a{x,", "a={", "https://", "10.1000/", "2301.00001 ", "1. ", "- ", "a\n", "\n\n", "# a\n", "| a ",
    "[a](", "![", "**", "AU  - ", "TY  - ", "%A ", "PMID- ", "---\n", "title: ", "A, B. ", "(1) ", "2020 ", "\\\\\n", "Title: ",
)  # fmt: skip
EVERY = 4  # each reader is timed with one unit in so many
# What one notation, or pages as sites show them, are put together from.
OWN_UNITS = {
    "markdown": ("[", "![", "**", "(", "((", "|", "<!--", "https://", "\\", ", ", "[[a](b)", "<a href=x>", "_a_ *b* ", "`", "- a\n", "  - a\n", "|a|b\n", "# a #", "> ", "“a", "A. Bee, ", "**Ada Bee** ", "In A, 2020. ", "a - ", "[a]: b\n",
                 "&amp;", "1. [a](http://x.org/a.pdf)\n", "#a ", " et al", ", 2020", " (2020"),
    "references": ("a", "1", "(", "A. ", "https://", "“", "‘a ", '"a ', "1(", "A, ", "Aa Bb, ", "—", "10.1234/a", "[a", "A.\n", "1\n"),
    "html": ("<!--", "<a ", "<![", "<![x>", "<div>", "<li>", "<a href='https://x.org'>", "<b>", "<p>x", "<td>", "<table>", "<span class=Z3988 title='rft.au=a&", "&amp;",
             "<script type='application/ld+json'>[", "<li itemscope itemtype=http://schema.org/ScholarlyArticle><b itemprop=name>",
             "</div>", "<nav>", "<h3><a href=/papers/2301.00001>A long title of a paper</a>"),
    "json": ('{"a" 1}, ', '{"title": "a", "authors": [}, ', '{"a":{"a":1},', "]\n"),
}  # fmt: skip
SITES = """
    acl_anthology acl_paper arxiv_abstract arxiv_listing arxiv_mail dblp_page hf_markdown identifiers openreview
    pubmed_article pubmed_text researchr scholar scholar_profile
""".split()
OF_SITES = (
    "[1] arXiv:2411.90001 [pdf]\n", "[1] arXiv:2411.90001 [pdf]\nTitle: x\n" + "A, " * 50 + "\n", "A Bee, " * 30 + "\n", "12 2019\n",
    "\\\\\narXiv:2411.90001\nDate: Thu, 7 Nov 2024\n", "A Bee - B, 2019 - c.org\n", "Save Cite " * 20 + "\n", "PMID: 1\n",
    "### [a](https://huggingface.co/papers/2411.90001)\n[", "1. A B. 2020;1(2):3. PMID: 1\n", "A, B:\nC. D 2020\n", "pdf bib\nA\nB | C\n",
    "Published: 16 Jan 2024, Last Modified: 15 Mar 2024 x Everyone\n", "https://arxiv.org/abs/2411.90001 ", "((((", "10.1000/a(",
    "Title:\nAuthors:\nAbstract:\n", "Anthology ID: a\nBibkey: a\n", "J Sort\n. 2020 Mar 5;\nA\nA 1 2 3 4\nPMID: 1\n", "Published: 16 Jan 2024, Last Modified: 15 Mar 2024\n",
    "pdf bib abs A B | C\n", "pdf bib\nA Bee" + " | Ek" * 40 + "!\n", "A Bee 1 2 ", "1 2 3 ", "· ", "### [a][1]\n[1]: https://huggingface.co/papers/2411.90001\n", "a. ", "A. ", "1 ", "A Bee, " * 40 + "[:\n", "Ada Moon,er]\n",
    "12m\nTalk\nA title\nA track\nA Bee Fjord University, B. Ek , ",
)  # fmt: skip


def test_every_reader_is_tried() -> None:
    # One more reads what nothing else tells of, and the last a notation that only its tabs tell from another.
    assert formats.readers().keys() - GOLDEN.keys() <= {"json", "tsv"}


def grown(text: str, size: int) -> str:
    """A text again and again, cut to a size."""
    return (text * (size // len(text) + 1))[:size]


@READERS
def test_p10_time_grows_with_the_text_only(name: str) -> None:
    reader, text = formats.reader(name), GOLDEN[name]

    def read(put: str, at: int) -> None:
        damaged = text[:at] + put + text[at:]
        reader.recognize(damaged)
        for _ in reader.read(damaged, formats.NO_EVIDENCE):
            pass

    units = (
        *UNITS[list(GOLDEN).index(name) % EVERY :: EVERY],
        *OWN_UNITS.get(name, ()),
        *(OF_SITES if name in SITES else ()),
    )
    for number, unit in enumerate(units):
        at = len(text) * number // len(units)  # each in another place

        def act(size: int, unit: str = unit, at: int = at) -> None:
            read(unit * (size // len(unit)), at)

        assert_linear(act, unit)
    assert_linear(lambda size: read(grown(text, 2 * size), 0), "itself")
    assert_linear(lambda size: read(grown(text.replace("\n", " "), 2 * size), 0), "itself on one line")


@pytest.mark.parametrize("unit", ["*Carl", "x J, Elmson W. Princ"])
def test_a_long_item_of_markdown_takes_time_by_its_length(unit: str) -> None:
    def act(size: int) -> None:
        found_in("markdown", f"- [2023] **Calm Decoding** {grown(unit, size)}")

    assert grows_evenly(act, 4_000, 32_000, times=16, least=0.05), unit


def test_works_that_are_part_of_one_another_take_time_by_their_number() -> None:
    def act(count: int) -> None:
        works = "".join(
            f'<bibo:Article rdf:about="#n{at}"><dcterms:isPartOf rdf:resource="#n{at + 1}"/></bibo:Article>\n'
            for at in range(count)
        )
        found_in("zotero_rdf", f"<rdf:RDF xmlns:bibo='http://purl.org/ontology/bibo/'>\n{works}</rdf:RDF>")

    assert grows_evenly(act, 100, 1_000, times=20, least=0.01)


def test_signs_behind_a_title_take_time_by_their_number() -> None:
    def act(count: int) -> None:
        signs = '></"' * count
        found_in("references", f'[1] Modeling Frames in Argumentation (2020) "{signs}- FRAMES: Argument Mining.\n')

    assert grows_evenly(act, 16, 64, times=8, least=0.1)  # many more are taken for no part of a reference


def test_items_of_a_page_in_items_take_room_by_their_number() -> None:
    page = as_markdown("<!doctype html><html><body><p>a</p>" + "<article><li>x</li>" * 2_000)
    assert page is not None
    assert len(page.text) < 200_000


def test_lines_of_a_bibliography_are_counted_once() -> None:
    assert_linear(lambda size: found_in("bibitem", "\\bibitem{a} x\n" * (2 * size)), "references")


def test_items_in_items_take_time_by_their_number() -> None:
    def act(size: int) -> None:
        found_in("markdown", "".join(f"{' ' * depth}- a\n" for depth in range(int((2 * size) ** 0.5))))

    assert_linear(act, "items")


@READERS
def test_p10_memory_is_bounded_by_the_text(name: str) -> None:
    reader = formats.reader(name)
    text = GOLDEN[name] * (20_000 // len(GOLDEN[name]) + 1)
    found_in(name, GOLDEN[name])  # what is imported on demand does not count
    tracemalloc.start()
    for _ in reader.read(text, formats.NO_EVIDENCE):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * len(text)


@pytest.mark.parametrize("unit", UNITS[1::4])
def test_recognition_looks_at_a_part_only(unit: str) -> None:
    def act(size: int) -> None:
        with contextlib.suppress(UnknownFormat):
            formats.recognize(unit * (5 * size // len(unit)))

    assert_linear(act, unit)


FETCHED: list[str] = []


def listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "urllib.")) or (event == "open" and "bait" in str(arguments[0])):
        FETCHED.append(f"{event} {arguments}")


@pytest.fixture(scope="module")
def fetched() -> list[str]:
    """What is fetched from the network, or opened of the file that texts name; a hook cannot be taken away again."""
    sys.addaudithook(listen)
    return FETCHED


@READERS
def test_nothing_that_a_text_names_is_fetched(name: str, fetched: list[str], tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    bait.write_text("title = {Secret}")
    names = (
        f"<xi:include href='file://{bait}' parse='text'/>\\input{{{bait}}} &b; !include {bait} https://127.0.0.1:9/bait"
    )
    types = f"<!DOCTYPE a [<!ENTITY b SYSTEM 'file://{bait}'><!ENTITY % c SYSTEM 'file://{bait}'>%c;]>\n"
    text = GOLDEN[name]
    for damaged in (types + text.replace("</", f"{names}</"), text.replace(" ", f" {names} ", 40)):
        fetched.clear()
        found = found_in(name, damaged)
        assert fetched == []
        assert "Secret" not in str(found)


def texts_of(value: object) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Paper | Record):
        yield from texts_of(vars(value))
    elif isinstance(value, Mapping):
        yield from texts_of([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for held in value:
            yield from texts_of(held)


JSON = [name for name, text in GOLDEN.items() if re.match(r"\s*[\[{]", text)]
VALUES = {
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "digits": "9" * 10_000,
    "no number": "NaN",
    "endless": "-Infinity",
    "large": "1e999",
    "surrogate": '"a \\ud800 b"',
    "controls": '"\\u001b[31m\\u0000\\u202e\\u2028"',
    "object": '{"a": {"b": [null, true, 1.5, {}]}}',
    "list": "[[], {}, null, 1]",
    "null": "null",
    "empty": '""',
}


@pytest.mark.parametrize("name", JSON)
@pytest.mark.parametrize("kind", VALUES)
def test_a_hostile_value_costs_one_record_at_most(name: str, kind: str) -> None:
    before = sum(isinstance(item, Paper | Record) for item in found_in(name, GOLDEN[name]))
    members = list(re.finditer(r'(?<=":)\s?(?:"(?:[^"\\]|\\.)*"|\d+)', GOLDEN[name]))
    for member in members[len(members) // 3 :: 1 + len(members) // 5]:  # behind those of an envelope
        found = found_in(name, GOLDEN[name][: member.start()] + VALUES[kind] + GOLDEN[name][member.end() :])
        assert sum(isinstance(item, Paper | Record) for item in found) >= before - 1, member[0]
        assert not any(map(hides, texts_of([item for item in found if not isinstance(item, Problem)])))


@pytest.mark.parametrize("file", sorted(Path(__file__).parent.glob("cff/*.cff")), ids=lambda file: file.stem)
@pytest.mark.parametrize("kind", ["surrogate", "controls"])
def test_no_escape_of_yaml_brings_in_what_acts_on_a_terminal(file: Path, kind: str) -> None:
    text = file.read_text(encoding="utf-8")
    for member in re.finditer(r"(?m)(?<=: )(?![|>&{\[])[^\n]+", text):
        found = found_in("cff", text[: member.start()] + VALUES[kind] + text[member.end() :])
        assert not any(map(hides, texts_of([item for item in found if not isinstance(item, Problem)]))), member[0]


@pytest.mark.parametrize(
    "unit", ["<a ", "<a b=c ", "<a/", "<a b='c", "<a b='>", "</a ", "<!-- >", "<![x ", "<![CDATA[", "<?a"]
)
def test_a_page_that_ends_in_a_tag_is_read_in_linear_time(unit: str) -> None:
    def act(size: int) -> None:
        text = "<p><span class=Z3988></span>" + unit * (size // len(unit))
        list(formats.reader("html").read(text, formats.NO_EVIDENCE))
        as_pasted(text)

    assert_linear(act, unit)


@pytest.mark.parametrize("section", ["<![x y>", "<![ >", "<![[a]]>", "<![if !IE]>b<![endif]>", "<!a", "<!", "</", "<?"])
def test_a_page_with_sections_of_sgml_is_read(section: str) -> None:
    context = '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=A"></span>'
    (found,) = found_in("html", f"<html>{context}{section}")
    assert isinstance(found, Record)
    assert as_pasted(f"<p>words</p>{section}") is not None


def test_a_long_word_beside_a_name_of_a_programme_is_read_once() -> None:
    def act(size: int) -> None:
        text = f"12m\nTalk\nA title\nA track\nAda Bee {'U' * size}…\n" * 2
        assert len(list(formats.reader("researchr").read(text, formats.NO_EVIDENCE))) == 2

    assert grows_evenly(act, 2_000, 16_000, times=24, least=0.1 / 24)
