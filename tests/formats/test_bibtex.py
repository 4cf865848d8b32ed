from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import ExportError
from readlist.formats import NO_EVIDENCE, WriteOptions, reader, writer
from readlist.formats._bibtex.names import read_names
from readlist.formats._bibtex.scan import Entry, scan
from readlist.formats._bibtex.write import verify, write
from readlist.formats.bibtex import WRITER
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from tests.examples import tried

PRESETS = ("zotero", "jabref", "latex")

FULL = Paper(
    record=Record(
        title="ImageNet at 50%: a Map of O'Neil's Nets",
        authors=(Name.parse("Łucja van der Berg"), Name.parse("Vaibhav"), Name.parse("Martin King, Jr.")),
        authors_complete=False,
        affiliations=("example-lab", "mit"),
        date=PartialDate(2023, 6, 12),
        entry_type=EntryType.PREPRINT,
        abstract="We map {\\em all} nets~\\cite{ng}.\n\nCosts $5 & more.",
        arxiv="2306.01234",
        arxiv_version=2,
        categories=("cs.CV", "cs.LG"),
        keywords=("image nets",),
        code="https://github.com/example/map_50%",
        citekey="vanderberg2023imagenet",
    ),
    status=Status.READ,
    starred=True,
    priority=3,
    tags=("vision/ssl", "a, b; {c}"),
    note="Read *again*:\n\n- 50% of C:\\maps\n- see #2",
)

ZOTERO = r"""@misc{vanderberg2023imagenet,
  title = {{ImageNet} at 50\%: a Map of {O'Neil}'s Nets},
  author = {van der Berg, Łucja and {Vaibhav} and King, Jr., Martin},
  affiliation = {example-lab; mit},
  year = {2023},
  month = jun,
  doi = {10.48550/arXiv.2306.01234},
  url = {https://arxiv.org/abs/2306.01234},
  eprint = {2306.01234},
  archiveprefix = {arXiv},
  primaryclass = {cs.CV},
  eprinttype = {arxiv},
  keywords = {vision/ssl, a b c, status/read, starred, priority/3, authors-incomplete, image nets},
  readstatus = {read},
  code = {https://github.com/example/map_50%},
  abstract = {We map all nets [ng].

Costs \$5 \& more.},
  annote = {Read *again*:

- 50\% of C:{\textbackslash}maps
- see \#2},
}
"""

LATEX_ASCII = r"""@misc{vanderberg2023imagenet,
  title = {{ImageNet} at 50\%: a Map of {O'Neil}'s Nets},
  author = {van der Berg, {\L}ucja and {Vaibhav} and King, Jr., Martin and others},
  year = {2023},
  month = jun,
  doi = {10.48550/arXiv.2306.01234},
  url = {https://arxiv.org/abs/2306.01234},
  eprint = {2306.01234},
  archiveprefix = {arXiv},
  primaryclass = {cs.CV},
  keywords = {vision/ssl, a b c, image nets},
  abstract = {We map all nets [ng].

Costs \$5 \& more.},
}
"""


def paper(title: str | None = "A map", **values: Any) -> Paper:
    return Paper(record=Record(**{"title": title, "citekey": "key", **values}))


def written(*papers: Paper, preset: str = "zotero", ascii: bool = False) -> str:  # noqa: A002
    """The text of some papers, verified."""
    options = WriteOptions(preset, ascii)
    text = "".join(write(papers, options))
    verify(text, papers, options)
    return text


def entries(text: str) -> list[Entry]:
    found = list(scan(text))
    assert not any(isinstance(entry, Problem) for entry in found)
    return [entry for entry in found if isinstance(entry, Entry)]


def fields(one: Paper, preset: str = "zotero", *, ascii: bool = False) -> dict[str, str]:  # noqa: A002
    (entry,) = entries(written(one, preset=preset, ascii=ascii))
    return dict(entry.fields)


@pytest.mark.parametrize("affiliations", [("[Bee, A.; Dee, B.] Lantern Lab",), ("[One", "lab]"), ("One; two", "three")])
def test_affiliations_stay_as_they_are_from_the_second_writing_on(affiliations: tuple[str, ...]) -> None:
    text = written(paper(affiliations=affiliations))
    (back,) = reader("bibtex").read(text, NO_EVIDENCE)
    assert isinstance(back, Record)
    assert written(Paper(record=back)) == text
    assert len(affiliations) > 1 or back.affiliations == affiliations


def test_the_writer_is_found_by_its_name() -> None:
    assert writer("bibtex") is WRITER


def test_an_entry_for_zotero() -> None:
    assert written(FULL) == ZOTERO


def test_an_entry_for_latex_in_ascii() -> None:
    assert written(FULL, preset="latex", ascii=True) == LATEX_ASCII


def test_jabref_gets_its_own_fields() -> None:
    jabref, zotero = fields(FULL, "jabref"), fields(FULL)
    assert {name: jabref[name] for name in jabref.keys() - zotero.keys()} == {"priority": "prio1", "ranking": "rank5"}
    assert "groups" not in jabref


def test_biblatex_knows_the_keys_that_an_entry_had_before() -> None:
    known = replace(FULL, record=replace(FULL.record, extra={"ids": "müller:2020/x, o'brien#1, two words; old2"}))
    assert "  ids = {müller:2020/x, old2},\n" in "".join(writer("biblatex").write([known], WriteOptions()))
    assert "ids" not in fields(known)


def test_entries_are_parted_by_one_blank_line_in_the_order_given() -> None:
    second = replace(FULL, record=replace(FULL.record, citekey="another"))
    assert written(FULL, second) == ZOTERO + "\n" + ZOTERO.replace("vanderberg2023imagenet", "another")
    assert [entry.key for entry in entries(written(second, FULL))] == ["another", "vanderberg2023imagenet"]


def test_no_papers_make_an_empty_file() -> None:
    assert written() == ""


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ({"entry_type": "inproceedings", "venue": "Proc. of NETS"}, "inproceedings", {"booktitle": "Proc. of {NETS}"}),
        (
            {"entry_type": "article", "venue": "J. of Nets", "volume": "3", "number": "4"},
            "article",
            {"journal": "J. of Nets"},
        ),
        ({"entry_type": "phdthesis", "venue": "Univ. X"}, "phdthesis", {"school": "Univ. X"}),
        ({"entry_type": "mastersthesis", "publisher": "Univ. X"}, "mastersthesis", {"school": "Univ. X"}),
        (
            {"entry_type": "techreport", "venue": "Lab", "publisher": "P", "number": "7"},
            "techreport",
            {"institution": "Lab"},
        ),
        ({"entry_type": "book", "publisher": "P"}, "book", {"publisher": "P"}),
        ({"entry_type": "incollection", "venue": "Book", "publisher": "P"}, "incollection", {"booktitle": "Book"}),
        ({"entry_type": "dataset"}, "misc", {}),
        ({"entry_type": "software"}, "misc", {}),
        ({"entry_type": "online", "venue": "A blog"}, "misc", {"howpublished": "A blog"}),
        ({"entry_type": "misc"}, "misc", {}),
        (
            {"entry_type": "article", "venue": "arXiv preprint arXiv:2306.01234", "arxiv": "2306.01234"},
            "misc",
            {"eprint": "2306.01234", "doi": "10.48550/arXiv.2306.01234"},
        ),
        ({"entry_type": "article", "venue": "arXiv preprint"}, "article", {"journal": "arXiv preprint"}),
    ],
)
def test_entry_types(values: dict[str, Any], kind: str, expected: dict[str, str]) -> None:
    one = paper(**{**values, "entry_type": EntryType(values["entry_type"])})
    (entry,) = entries(written(one))
    assert entry.type == kind
    assert expected.items() <= dict(entry.fields).items()
    assert kind == "article" or "journal" not in dict(entry.fields)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pages": "770–778"}, {"pages": "770--778"}),
        ({"pages": "770-778, S1 - S8"}, {"pages": "770--778, S1--S8"}),
        ({"pages": "12-3-12-9"}, {"pages": "12-3-12-9"}),
        ({"pages": "e1234"}, {"pages": "e1234"}),
        ({"date": PartialDate(2017)}, {"year": "2017"}),
        ({"date": PartialDate(2017, 6)}, {"year": "2017", "month": "jun"}),
        ({"doi": "https://doi.org/10.1000/AB_c%2"}, {"doi": "10.1000/AB_c%2"}),
        ({"doi": "doi: 10.1002/(SICI)1<1::AID>3.0.CO;2-#"}, {"doi": "10.1002/(SICI)1<1::AID>3.0.CO;2-#"}),
        ({"url": "https://x.org/a_b?c=50%25&d=~e#(f)"}, {"url": "https://x.org/a_b?c=50%25&d=~e#(f)"}),
        ({"url": "https://x.org/{a} b\\"}, {"url": "https://x.org/%7Ba%7D%20b%5C"}),
        (
            {"arxiv": "math/0309136", "doi": "10.1000/x", "categories": ("math.GT",)},
            {"doi": "10.1000/x", "eprint": "math/0309136", "archiveprefix": "arXiv", "primaryclass": "math.GT",
             "eprinttype": "arxiv", "url": "https://arxiv.org/abs/math/0309136"},
        ),
        ({"categories": ("CV?",)}, {}),
        ({"keywords": ("a", "#b & {c}", "a", " ;, ")}, {"keywords": r"a, \#b \& c"}),
        ({"extra": {"Series": "LNCS", "x-my.field+1": "50%", "title": "no", "crossref": "no", "month": "foo", "": "x", "9": "y"}},
         {"series": "LNCS", "x-my-field-1": r"50\%"}),
        ({"extra": {"file": ":a b\\:c{d}\\", "note": "Best paper"}}, {"file": ":a b\\:cd", "note": "Best paper"}),
        ({"attachments": (Attachment("C:\\Users\\a  b;c:d.pdf"),)}, {"file": r":C\:\\Users\\a  b\;c\:d.pdf:PDF"}),
        (
            {"attachments": (Attachment("a{1}.html", "html"), Attachment("{b", "pdf"), Attachment("https://x.org/c", "a:b"))},
            {"file": r":a{1}.html:html;:b:PDF;:https\://x.org/c:ab"},
        ),
        ({"attachments": (Attachment("a.pdf"),), "extra": {"file": "b.pdf"}}, {"file": ":a.pdf:PDF"}),
        ({"volume": "  ", "abstract": "", "venue": "\x00"}, {}),
    ],
)  # fmt: skip
def test_fields(values: dict[str, Any], expected: dict[str, str]) -> None:
    assert fields(paper(**values)) == {"title": "A map", **expected}


@pytest.mark.parametrize(
    ("status", "readstatus"),
    [
        (Status.READ, "read"),
        (Status.SKIMMED, "skimmed"),
        (Status.LATER, None),
        (Status.READING, None),
        (Status.DROPPED, None),
    ],
)
def test_jabref_knows_two_statuses_and_the_keyword_tells_all(status: Status, readstatus: str | None) -> None:
    values = fields(replace(paper(), status=status))
    assert values.get("readstatus") == readstatus
    assert values["keywords"] == f"status/{status}"
    assert "keywords" not in fields(replace(paper(), status=status), "latex")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (Name.parse("Xiaoqing Ellen Tan"), "Tan, Xiaoqing Ellen"),
        (Name.parse("Laurens van der Maaten"), "van der Maaten, Laurens"),
        (Name.parse("Charles de la Vallée Poussin"), "de la Vallée Poussin, Charles"),
        (Name.parse("King, Jr., Martin Luther"), "King, Jr., Martin Luther"),
        (Name(literal="The ATLAS Collaboration"), "{The ATLAS Collaboration}"),
        (Name(literal="Barnes and Noble"), "{Barnes and Noble}"),
        (Name(literal="Example, Inc."), "{Example, Inc.}"),
        (Name("Others", "And"), "Others, {And}"),
        (Name(literal="others"), "{others}"),
        (Name("Montes y Gómez", "Ana"), "{Montes y Gómez}, Ana"),
        (Name("Smith, PhD", "Ana"), "{Smith, PhD}, Ana"),
        (Name("Ng"), "{Ng}"),
        (Name("Gogh", "", "van"), "{van Gogh}"),
        (Name.parse("李 飞飞"), "李, 飞飞"),
        (Name.parse("Омар Гельфанд"), "Гельфанд, Омар"),
        (Name("Pe\u0301rez", "Ana\u200b"), "Pérez, Ana"),
        (Name("R\\'{e}nyi", "A{x"), "Rényi, A{\\textbraceleft}x"),
    ],
)
def test_names(name: Name, value: str) -> None:
    assert fields(paper(authors=(name, Name("Ng", "Ana"))))["author"] == f"{value} and Ng, Ana"
    assert fields(paper(editors=(name,)))["editor"] == value


def test_names_in_ascii() -> None:
    authors = tuple(map(Name.parse, ["Łukasz Erdős", "Åsa Øst", "Nguyễn Đứa", "李 飞飞"]))
    value = fields(paper(authors=authors), ascii=True)["author"]
    assert value == (
        r"Erd{\H o}s, {\L}ukasz and {\O}st, {\r A}sa and "
        r'{\DJ}{\char"1EE9}a, Nguy{\~{\^e}}n and {\char"674E}, {\char"98DE}{\char"98DE}'
    )
    assert read_names(value) == [("Erdős", "Łukasz"), ("Øst", "Åsa"), ("Đứa", "Nguyễn"), ("李", "飞飞")]


def test_a_truncated_list_of_authors() -> None:
    one = paper(authors=(Name("Ng", "Ana"),), authors_complete=False)
    assert fields(one, "latex")["author"] == "Ng, Ana and others"
    for preset in ("zotero", "jabref"):
        assert fields(one, preset)["author"] == "Ng, Ana"
        assert fields(one, preset)["keywords"] == "authors-incomplete"
    assert "author" not in fields(paper(authors_complete=False), "latex")


def test_without_authors_or_status_there_are_no_such_fields_and_latex_gets_a_key_to_sort_by() -> None:
    assert fields(paper()) == {"title": "A map"}
    assert fields(paper(), "latex") == {"title": "A map", "key": "key"}


def test_a_paper_without_a_title_says_so() -> None:
    assert fields(paper(None, abstract="We map\nall {nets}. " * 9))["title"] == (
        r"[untitled] We map all \{nets\}. We map all \{nets\}. We map all \{nets\}. We map all \{nets\}. We…"
    )
    assert fields(paper(None)) == {"title": "[untitled]"}


HOSTILE = [
    "50% of A&B, C#, a_b", "$5 and $6", "<EOS> and x < 5 & costs $3", "{x} and {", "}{", "ends with \\", "C:\\new", "~/data, 2^n",
    '"quoted" “curly”', "--flag and a -- b --- c", "`code` ``and'' ''more''", r"$O(n \log n)$ and $x broken", "ε α-ReLU × ² 😀",
    r"{\em x} \citet{y} 7.5\%", "a\u200bb\ufeffc\x00d\x1be\u202ef\ud800g", "x}, author = {EVIL}, note={",
    "x}\n}\n@article{evil,\n title={y}", "\n@comment{", "\n@article{fake, title={x}}", r"\write18{rm} \input{x} \end", "\\{", "\\}",
    "NFD e\u0301", "ALL CAPS IN THIS TITLE", "C# and A&B: A GPT-4 U-Net", "@string(a=b)", "%", "\\", "{", "}", "$", "''", "—–-", " \t\n ",
]  # fmt: skip


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("ascii", [False, True])
def test_one_hostile_paper_never_breaks_the_file(preset: str, ascii: bool) -> None:  # noqa: A002
    papers = [
        paper(
            text,
            citekey=f"k{number}",
            abstract=f"One.\n\n{text}\n\n{text}",
            authors=(Name(text, text, text, text), Name(literal=text)),
            venue=text,
            entry_type=EntryType.CONFERENCE,
            doi=text,
            url=text,
            pages=text,
            keywords=(text,),
            attachments=(Attachment(text, text),),
            extra={text: text, "file": text, "note": text},
        )
        for number, text in enumerate(HOSTILE)
    ]
    papers = [replace(one, note=one.record.title, tags=(str(one.record.title),)) for one in papers]
    text = written(*papers, preset=preset, ascii=ascii)
    assert [entry.key for entry in entries(text)] == [f"k{number}" for number in range(len(HOSTILE))]
    assert text.isascii() or not ascii


HOSTILE_TEXT = st.text() | st.text(alphabet="\\{}%&$#_~^<>-`'\"@,=() \n\u0301éΔ李a") | st.sampled_from(HOSTILE)
NAMES = st.builds(Name, *[HOSTILE_TEXT] * 5) | st.builds(
    Name, HOSTILE_TEXT, HOSTILE_TEXT, st.sampled_from(["", "van", "De la"])
)
PAPERS = st.builds(
    Paper,
    record=st.builds(
        Record,
        title=st.none() | HOSTILE_TEXT,
        authors=st.lists(NAMES, max_size=3).map(tuple),
        authors_complete=st.booleans(),
        editors=st.lists(NAMES, max_size=2).map(tuple),
        affiliations=st.lists(HOSTILE_TEXT, max_size=2).map(tuple),
        date=st.none() | st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12)),
        entry_type=st.sampled_from(EntryType),
        venue=st.none() | HOSTILE_TEXT,
        volume=st.none() | HOSTILE_TEXT,
        pages=st.none() | HOSTILE_TEXT,
        publisher=st.none() | HOSTILE_TEXT,
        abstract=st.none() | HOSTILE_TEXT,
        doi=st.none() | HOSTILE_TEXT,
        arxiv=st.none() | st.just("2306.01234") | HOSTILE_TEXT,
        categories=st.lists(HOSTILE_TEXT, max_size=1).map(tuple),
        keywords=st.lists(HOSTILE_TEXT, max_size=2).map(tuple),
        url=st.none() | HOSTILE_TEXT,
        attachments=st.lists(st.builds(Attachment, HOSTILE_TEXT, HOSTILE_TEXT), max_size=2).map(tuple),
        code=st.none() | st.booleans() | HOSTILE_TEXT,
        extra=st.dictionaries(HOSTILE_TEXT | st.sampled_from(["note", "file", "isbn"]), HOSTILE_TEXT, max_size=2),
        citekey=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9:_./+-]{0,9}", fullmatch=True),
    ),
    status=st.sampled_from(Status),
    starred=st.booleans(),
    priority=st.integers(0, 3),
    tags=st.lists(HOSTILE_TEXT, max_size=2).map(tuple),
    note=st.none() | HOSTILE_TEXT,
)


@tried(100)
@given(papers=st.lists(PAPERS, max_size=3, unique_by=lambda one: str(one.record.citekey).casefold()), preset=st.sampled_from(PRESETS),
       ascii=st.booleans())  # fmt: skip
def test_any_papers_read_back(papers: list[Paper], preset: str, ascii: bool) -> None:  # noqa: A002
    text = written(*papers, preset=preset, ascii=ascii)
    assert text == written(*papers, preset=preset, ascii=ascii)
    assert len(entries(text)) == len(papers)
    assert text.isascii() or not ascii
    text.encode()


def test_what_was_changed_on_its_way_is_found() -> None:
    options = WriteOptions()
    for good, bad, fault in [
        ("50\\%", "50\\&", "field title"),
        ("2023}", "2024}", "field year"),
        ("jun", "jul", "field month"),
        ("{Vaibhav}", "Vaibhav and", "field author"),
        ("@misc", "@book", "begins as @book"),
        ("imagenet,", "imagenes,", "begins as"),
        ("  year = {2023},\n", "", "has the fields"),
        ("{We map", "{We {map", "breaks off at line 1"),
        (ZOTERO, "", "is missing"),
        (ZOTERO, ZOTERO + ZOTERO, "more entries"),
    ]:
        assert good in ZOTERO
        with pytest.raises(ExportError, match=fault):
            verify(ZOTERO.replace(good, bad), [FULL], options)
    with pytest.raises(ExportError, match="not ASCII"):
        verify(ZOTERO, [FULL], WriteOptions(ascii=True))


@pytest.mark.parametrize("key", [None, "", "a b", "müller", "x" * 65, "-x", "a,b"])
def test_keys_that_bibtex_does_not_take_are_refused(key: str | None) -> None:
    with pytest.raises(ExportError, match="citation key"):
        written(paper(citekey=key))


def test_keys_that_differ_by_case_only_are_refused() -> None:
    with pytest.raises(ExportError, match="two papers"):
        written(paper(citekey="Ng2020"), paper(citekey="ng2020"))


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(ExportError) as caught:
        written(FULL, preset="endnote")
    assert caught.value.hint == "Known: zotero, jabref, latex."
