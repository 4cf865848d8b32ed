"""XML that is broken, hostile or of another kind: each reader takes it in linear time, and loses only what is broken."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist import formats
from readlist.formats._xml import Element, begins, elements
from readlist.model.names import Name
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean
from tests.pace import grows_evenly

# A record of each notation, with a place for its title.
RECORDS = {
    "arxiv_atom": "<feed><id>http://arxiv.org/api/x</id><entry><id>http://arxiv.org/abs/2101.54321v1</id><title>{}</title></entry></feed>",
    "arxiv_rss": "<rss><channel><title>cs updates on arXiv.org</title><item><title>{}</title><guid>oai:arXiv.org:2101.54321v1</guid></item></channel></rss>",
    "pubmed_xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "endnote_xml": "<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>{}</title></titles></record></records></xml>",
    "mods": "<modsCollection><mods><titleInfo><title>{}</title></titleInfo></mods></modsCollection>",
    "crossref_xml": "<doi_records><doi_record><crossref><journal><journal_article><titles><title>{}</title></titles></journal_article></journal></crossref></doi_record></doi_records>",
    "zotero_rdf": "<rdf:RDF xmlns:z='http://www.zotero.org/namespaces/export#'><bib:Article><z:itemType>journalArticle</z:itemType><dc:title>{}</dc:title></bib:Article></rdf:RDF>",
    "dblp_xml": '<dblp><article key="journals/x/Y20"><title>{}</title></article></dblp>',
    "word": "<b:Sources xmlns:b='http://schemas.openxmlformats.org/officeDocument/2006/bibliography'><b:Source><b:Title>{}</b:Title></b:Source></b:Sources>",
    "marcxml": "<collection><record><leader>00000nam a2200000</leader><datafield tag='245'><subfield code='a'>{}</subfield></datafield></record></collection>",
    "oai_pmh": "<OAI-PMH><record><header/><metadata><dc><title>{}</title></dc></metadata></record></OAI-PMH>",
}
READERS = pytest.mark.parametrize("name", RECORDS)


def found_in(name: str, text: str) -> list[formats.Found]:
    return list(formats.reader(name).read(clean(text), formats.NO_EVIDENCE))


def titles(found: list[formats.Found]) -> list[str | None]:
    records = (item.record if isinstance(item, Paper) else item for item in found if not isinstance(item, Problem))
    return [record.title for record in records]


def problems(found: list[formats.Found]) -> list[Problem]:
    return [item for item in found if isinstance(item, Problem)]


@READERS
def test_each_record_is_known_by_its_own_reader_alone(name: str) -> None:
    text = RECORDS[name].format("Wheels")
    scores = {other: formats.reader(other).recognize(text) for other in RECORDS}
    assert [other for other, score in scores.items() if score >= formats.SURE] == [name]
    assert titles(found_in(name, text)) == ["Wheels"]


@READERS
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("R&amp;D &lt; &#169;", "R&D < ©"),
        ("Caf&eacute;&nbsp;Wheels", "Café Wheels"),
        ("R & D, p < 3", "R & D, p < 3"),
        ("Bell&#7; and&#x1B; book&#0;", "Bell and book"),
        ("Bell&#7; & &#169;&#xe9;&#xD800;&#x110000;", "Bell & ©é"),
        ("<![CDATA[A <x> & B]]>", "A <x> & B"),
        ("One <!-- </title> --> Two", "One Two"),
        ("One <!-- </title> --> or <!-- two", "One or <!-- two"),
        ("One <![CDATA[ two", "One <![CDATA[ two"),
        ("Hard\n    wrapped", "Hard wrapped"),
        ("&unknown; stays", "&unknown; stays"),
        ("H<sub>2</sub>O and 10<sup>-3</sup>", "H₂O and 10⁻³"),
    ],
)
def test_titles_as_they_are_found_in_the_wild(name: str, written: str, read: str) -> None:
    found = found_in(name, RECORDS[name].replace("{}", written))
    assert not problems(found)
    assert titles(found) == [read]


@READERS
def test_a_wrong_declaration_and_text_before_it_do_no_harm(name: str) -> None:
    text = f'Saved yesterday\n<?xml version="1.0" encoding="UTF-16"?>\n{RECORDS[name].format("Räder")}'
    assert titles(found_in(name, text)) == ["Räder"]


@READERS
def test_records_before_and_after_a_fault_are_kept(name: str) -> None:
    good, cut = RECORDS[name], RECORDS[name].split("{}")[0]
    found = found_in(name, f"{good.format('One')}\n{cut}\n{good.format('Two')}\n{cut}")
    assert titles(found) == ["One", "Two"]
    assert all("broken XML" in problem.reason for problem in problems(found))
    assert [problem.lines for problem in problems(found)][-1][1] == 4


@READERS
def test_no_records_at_all_is_a_problem(name: str) -> None:
    (problem,) = found_in(name, "<?xml version='1.0'?>\n<nothing/>")
    assert isinstance(problem, Problem)
    assert (problem.lines, problem.reason) == ((1, 2), "no records in it")


LAUGHS = "<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(12))


@READERS
@pytest.mark.parametrize(
    "entities", [LAUGHS, "<!ENTITY l12 SYSTEM 'file:///etc/passwd'>", "<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;"]
)
def test_no_entity_of_the_document_is_opened(name: str, entities: str) -> None:
    text = f"<!DOCTYPE x [{entities}]>\n{RECORDS[name].replace('{}', 'a &l12; b')}"
    assert titles(found_in(name, text)) == ["a &l12; b"]


HOSTILE: dict[str, Callable[[str, int], str]] = {
    "depth": lambda record, size: record.replace("{}", "<a>" * size),
    "depth, closed": lambda record, size: record.replace("{}", "<a>" * size + "</a>" * size),
    "no end": lambda record, size: record.split("{}")[0] + "word " * size,
    "only beginnings": lambda record, size: record.split("{}")[0] * (size // 20),
    "attributes": lambda record, size: record.replace("{}", "<a " + " ".join(f"a{n}='x'" for n in range(size)) + "/>"),
    "a long attribute": lambda record, size: record.replace("{}", f"<a b='{'>x' * size}'/>"),
    "an open attribute": lambda record, size: record.replace("{}", "<a b='" + ">x" * size),
    "open comments": lambda record, size: record.replace("{}", "<!--" * size),
    "open sections": lambda record, size: record.replace("{}", "<![CDATA[" * size),
    "ampersands": lambda record, size: record.replace("{}", "&" * size),
    "entities": lambda record, size: record.replace("{}", "&nbsp;x" * size),
    "children": lambda record, size: record.replace("{}", "<i>x</i>" * size),
    "lines": lambda record, size: record.replace("{}", "\n" * size) * 2,
    "blanks before a tag's end": lambda record, size: record.replace("{}", "<a" + " " * size + "</a" + " " * size),
}


@READERS
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length_only(name: str, kind: str) -> None:
    def act(size: int) -> None:
        text = HOSTILE[kind](RECORDS[name], size)
        assert formats.reader(name).recognize(text) > formats.SURE or kind == "attributes"
        assert found_in(name, text)

    assert grows_evenly(act, 2_000, 16_000, times=24, least=0.1 / 24)


@pytest.mark.parametrize("text", ["<a>" * 200_000, "<a>" + "word " * 1_000_000, "<a b='" + ">" * 5_000_000])
def test_much_that_never_ends_is_one_problem_each(text: str) -> None:
    start = time.process_time()
    assert all(isinstance(found, Problem) for found in elements(text, "a"))
    assert list(elements(f"<r>{text}", "r", salvage=True))
    assert time.process_time() - start < 20


@given(st.text(alphabet="<>/&;!-[]='\" \nabt", max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    found = list(elements(text, "a", "b"))
    assert found
    for item in found:
        first, last = item.lines
        assert 1 <= first <= last <= text.count("\n") + 1


@given(st.lists(st.sampled_from(("<a>", "</a>", "<a/>", "<c>", "</c>", "x", "<!-- <a> -->", "\n")), max_size=30))
def test_every_beginning_and_every_end_alone_is_an_element_or_a_problem(tags: list[str]) -> None:
    begun = sum(tag in {"<a>", "<a/>"} for tag in tags)
    kinds = [tag for tag in tags if tag in {"<a>", "</a>", "<a/>"}]
    alone = sum(tag == "</a>" and before != "<a>" for before, tag in pairwise(["", *kinds]))
    found = [item for item in elements("".join(tags), "a") if isinstance(item, Element) or "outside" not in item.reason]
    assert len(found) == max(begun + alone, 1)


def test_a_record_without_its_beginning_is_a_problem() -> None:
    first, problem, third = elements("<r>\n<a>1</a>\n\n<aa>2\n</a>\n<a>3</a></r>", "a")
    assert isinstance(problem, Problem)
    assert (first.lines, problem.lines, third.lines) == ((2, 2), (4, 5), (6, 6))


def test_what_is_whole_in_a_broken_element_is_salvaged() -> None:
    whole, problem = elements("<r>\n<a>1</a>\n<a>2</a>\n<a>3</b>\n</r>", "r", salvage=True)
    assert isinstance(whole, Element)
    assert [child.content for child in whole.children] == ["1", "2"]
    assert problem.lines == (4, 5)


def test_formulas_are_read_as_tex() -> None:
    (formula,) = elements(
        "<math><mrow><mfrac><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></mfrac><mo>=</mo><msqrt><mi>c</mi></msqrt>"
        "<mroot><mi>d</mi><mn>3</mn></mroot><mfenced open='['><mi>e</mi><mi>f</mi></mfenced></mrow></math>",
        "math",
    )
    assert isinstance(formula, Element)
    assert formula._shown == r"$\frac{a}{b^{2}}=\sqrt{c}\sqrt[3]{d}[e,f)$"
    (told,) = elements(
        "<a><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x_1</annotation></semantics></math></a>",
        "a",
    )
    assert isinstance(told, Element)
    assert told.content == "$x_1$"


def test_markup_in_other_texts_is_less_sure() -> None:
    assert begins("<a>", "<a>") > begins("see <a>", "<a>") > formats.SURE > begins("a", "<a>")


@pytest.mark.parametrize("name", ["pubmed_xml", "endnote_xml", "mods", "crossref_xml", "zotero_rdf"])
def test_samples_are_known_by_their_reader_alone(name: str, shared: object) -> None:
    from pathlib import Path

    from readlist.files import decode

    folder = {
        "pubmed_xml": "pubmed",
        "endnote_xml": "endnote",
        "crossref_xml": "crossref",
        "zotero_rdf": "zotero_rdf_csv",
    }
    paths = sorted((Path(str(shared)) / "data" / folder.get(name, name)).glob("*.[xr][md][lf]"))
    assert paths
    for path in paths:
        text = clean(decode(path.read_bytes(), path.name))
        sure = [other for other in RECORDS if formats.reader(other).recognize(text) >= formats.SURE]
        assert sure == [name], path.name


def test_a_record_without_a_title_has_a_doubt() -> None:
    (record,) = found_in("mods", "<mods><name><namePart>Cole, Bo</namePart></name></mods>")
    assert isinstance(record, Record)
    assert record.doubts == ("no title",)


@pytest.mark.parametrize(
    ("days", "date"),
    [
        ("<pub-date pub-type='epub'><year>2019</year></pub-date><pub-date pub-type='ppub'><month>3</month><year>2020</year></pub-date>", "2020-03"),
        ("<pub-date pub-type='pmc-release'><year>2021</year></pub-date><pub-date pub-type='epub'><year>2020</year></pub-date>", "2020"),
        ("<pub-date pub-type='pmc-release'><year>2021</year></pub-date>", "2021"),
        ("<pub-date><month>March</month><year>2020</year></pub-date>", "2020-03"),
    ],
)  # fmt: skip
def test_an_article_in_jats_has_the_date_of_its_issue(days: str, date: str) -> None:
    title = "<title-group><article-title>Hives</article-title></title-group>"
    text = f"<article><front><article-meta>{title}{days}</article-meta></front></article>"
    (record,) = formats.recognize(text).read(text, formats.NO_EVIDENCE)
    assert isinstance(record, Record)
    assert str(record.date) == date


def test_authors_that_jats_leaves_out_are_told() -> None:
    people = "<contrib><name><surname>Moon</surname><given-names>Ada</given-names></name></contrib><contrib><etal/></contrib>"
    text = f"<article><front><article-meta><contrib-group>{people}</contrib-group></article-meta></front></article>"
    (record,) = formats.recognize(text).read(text, formats.NO_EVIDENCE)
    assert isinstance(record, Record)
    assert (record.authors, record.authors_complete) == ((Name("Moon", "Ada"),), False)


def test_a_section_that_does_not_end_costs_nothing_of_what_follows_it_in_a_cut_text() -> None:
    one, two = (f"<bib:Article><dc:title>{title}</dc:title></bib:Article>\n" for title in ("One", "Two"))
    *found, problem = found_in("zotero_rdf", f"<rdf:RDF>\n{one}<![CDATA[{two}<bib:Article><dc:title>Thr")
    assert titles(found) == ["One", "Two"]
    assert isinstance(problem, Problem)
    assert problem.lines == (4, 4)
