"""How people and programs write BibTeX where the notation leaves it open, or where they do not keep to it."""

from __future__ import annotations

from typing import Any

import pytest

from readlist.formats import NO_EVIDENCE
from readlist.formats._bibtex.names import people
from readlist.formats.bibtex import READER
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record


def record_in(fields: str, kind: str = "article") -> Record:
    (found,) = READER.read(f"@{kind}{{a, {fields}}}", NO_EVIDENCE)
    assert isinstance(found, Record | Paper)
    return found.record if isinstance(found, Paper) else found


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("family=Ek, given=Bo, given-i={{B}}, useprefix=true", [Name("Ek", "Bo")]),
        ("given-i=B, prefix=van, family-i={v E}, family=Ek, given=Bo", [Name("Ek", "Bo", "van")]),
        (
            '{given={Bo, A.}, family={Ek}} and {family=Dorn, prefix=van, "given={Carl}", suffix=Jr.}',
            [Name("Ek", "Bo, A."), Name("Dorn", "Carl", "van", "Jr.")],
        ),
        ("Ek Jr, Bo A and Dorn, Carl", [Name("Ek", "Bo A", suffix="Jr"), Name("Dorn", "Carl")]),
        ("{and and Ek}, Bo and and Dorn, Al", [Name("and and Ek", "Bo"), Name("Dorn", "Al")]),
        ("Ek III, Robert J and Dorn, Bo", [Name("Ek", "Robert J", suffix="III"), Name("Dorn", "Bo")]),
        ("Ek, Bo C.\\ and Dorn, Bo", [Name("Ek", "Bo C."), Name("Dorn", "Bo")]),
        ("Ek, B. A. Jr. and Dorn, Carl", [Name("Ek", "B. A.", suffix="Jr."), Name("Dorn", "Carl")]),
        ("Ek{,} Jr., Bo and Bo {Dorn III}", [Name("Ek", "Bo", suffix="Jr."), Name("Dorn", "Bo", suffix="III")]),
        ("Ek, II and Dorn, C", [Name("Ek", "II"), Name("Dorn", "C")]),
        ("Anna B. Berg, Carl Dorn", [Name("Berg", "Anna B."), Name("Dorn", "Carl")]),
        ("Anna Berg, Carl D. Dorn", [Name("Berg", "Anna"), Name("Dorn", "Carl D.")]),
        ("Berg Dorn, Carl D.", [Name("Berg Dorn", "Carl D.")]),
        ("Berg Dorn, C. Dan", [Name("Berg Dorn", "C. Dan")]),
        ("А.Б.Ежова and C.Dorn", [Name("Ежова", "А.Б."), Name("Dorn", "C.")]),
        ("lamps.example.org", [Name(literal="lamps.example.org")]),
        ("Team, Lamp Core and Dorn, Carl", [Name(literal="Lamp Core Team"), Name("Dorn", "Carl")]),
        ("Consortium, the LAMP", [Name(literal="the LAMP Consortium")]),
        ("Collaboration, LAMP", [Name(literal="LAMP Collaboration")]),
        ("Society, Lamp", [Name(literal="Lamp Society")]),
        ("Ek B.", [Name("Ek", "B.")]),
        ("Anna Berg; Carl Dorn;", [Name("Berg", "Anna"), Name("Dorn", "Carl")]),
        ("王灯油 李海星", [Name(literal="王灯油"), Name(literal="李海星")]),
        ("艾灯 李海星 周明", [Name(literal="艾灯"), Name(literal="李海星"), Name(literal="周明")]),
        ("王灯油, 李海星", [Name(literal="王灯油"), Name(literal="李海星")]),
        ("田中 康夫 and 藤田 恵", [Name("田中", "康夫"), Name("藤田", "恵")]),
        ("长谷川, 美香", [Name("长谷川", "美香")]),
    ],
)
def test_names(written: str, names: list[Name]) -> None:
    assert people(written) == (tuple(names), True)


@pytest.mark.parametrize(
    "written",
    [
        "Berg, Anna and al.",
        "Anna Berg, u.a.",
        "Berg, Anna u. a.",
        "Berg, Anna и др.",
        "Berg, Anna and m.fl.",
        "Berg, Anna and 等",
        "Anna Berg y otros",
        "Anna Berg ve ark.",
    ],
)
def test_a_list_of_names_goes_on_in_any_language(written: str) -> None:
    assert people(written) == ((Name("Berg", "Anna"),), False)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("title = {T}, pages = {pp.281--288}", {"pages": "281–288"}),
        ("title = {T}, pages = {S. 12-15}", {"pages": "12-15"}),
        ("title = {T}, pages = {S12-S15}", {"pages": "S12-S15"}),
        ("title = {T}, pages = {p. e12}", {"pages": "e12"}),
        ("title = {T}, pages = {432 - 445}", {"pages": "432-445"}),
        ("title = {T}, pages = {8p.}", {"pages": None, "extra": {"pagetotal": "8p."}}),
        ("title = {T}, pages = {8p.}, pagetotal = 9", {"pages": "8p.", "extra": {"pagetotal": "9"}}),
        ("title = {T}, volume = {62(4)}", {"volume": "62", "number": "4"}),
        ("title = {T}, volume = {62(4)}, number = 5", {"volume": "62(4)", "number": "5"}),
        ("title = {T}, volume = {3 (Suppl)}", {"volume": "3 (Suppl)", "number": None}),
        ("title = {T}, keywords = {lamps}, keywords = {oil, wax}, keywords = {}, keywords = {wicks}",
         {"keywords": ("lamps", "oil, wax", "wicks"), "extra": {}}),
        ("title = {T}, interhash = {a1}, keywords = {lamp oil wick}", {"keywords": ("lamp", "oil", "wick")}),
        ("title = {T}, pages = {110 -}", {"pages": "110"}),
        ("title = {T}, key words = {oil, wax}", {"keywords": ("oil", "wax"), "extra": {}}),
        (r"title = {T}, year = {{\noopsort{1973a}}{\switchargs{--90}{1968}}}", {"date": PartialDate(1968)}),
        ("title = {T}, ee = {http://dx.doi.org/10.1000/1}, url = {https://e.org/l}",
         {"doi": "10.1000/1", "url": "https://e.org/l", "extra": {}}),
        ("title = {T}, eprint = {2001.01234}, archiveprefix = {arXiv}, number = {arXiv:2001.01234}",
         {"arxiv": "2001.01234", "number": None}),
        ("title = {T}, url_paper = {https://e.org/l.pdf}", {"url": "https://e.org/l.pdf", "extra": {}}),
        ("title = {T}, keywords = {lamps, oil}, keywords = {wicks}", {"keywords": ("lamps", "oil", "wicks")}),
        ("title = {T}, affiliations = {Lantern Lab, Ulm; Lamp Institute}",
         {"affiliations": ("Lantern Lab, Ulm", "Lamp Institute"), "extra": {}}),
        ("title = {T}, affiliation = {Ek, B (Corresponding Author), Univ Ulm.\n   Ek, Bo; Dorn, C, Lab.}, affiliations = {U}",
         {"affiliations": ("Ek, B (Corresponding Author), Univ Ulm.", "Ek, Bo; Dorn, C, Lab."),
          "extra": {"affiliations": "U"}}),
        ("title = {Of< i> Lampyris noctiluca</i> in ditches}", {"title": "Of Lampyris noctiluca in ditches"}),
        ("title = {<<Лампа>> и <<масло>>}", {"title": "«Лампа» и «масло»"}),
        ("title = {Where a << b and c >> d}", {"title": "Where a << b and c >> d"}),
        (r"title = {\href{https://e.org/l#a}{On Lamps} seen 2020}",
         {"title": "On Lamps seen 2020", "url": "https://e.org/l#a"}),
        (r"title = {\href{https://e.org/l}{On Lamps}}, url = {https://e.org/2}",
         {"title": "On Lamps", "url": "https://e.org/2"}),
    ],
)  # fmt: skip
def test_fields(fields: str, told: dict[str, Any]) -> None:
    record = record_in(fields)
    assert {name: getattr(record, name) for name in told} == told


@pytest.mark.parametrize(
    ("fields", "url", "extra"),
    [
        (r"howpublished = {\\\url{https://e.org/l}}", "https://e.org/l", {}),
        (r"howpublished = {{\texttt{https://e.org/l/}}}", "https://e.org/l/", {}),
        (r"howpublished = {\url{www.e.org/l}}", "www.e.org/l", {}),
        (r"note = {In \url{https://e.org/~l/}}", "https://e.org/~l/", {"note": "In https://e.org/~l/"}),
        (r"note = {In \url{https://e.org/l}}, doi = {10.1000/1}", None, {"note": "In https://e.org/l"}),
        ("note = {[\\url{https://e.org/\n    a--b\\_c}, 1.1.2000]}", "https://e.org/a--b_c",
         {"note": "[https://e.org/a--b_c, 1.1.2000]"}),
    ],
)  # fmt: skip
def test_addresses(fields: str, url: str | None, extra: dict[str, str]) -> None:
    record = record_in(f"title = {{T}}, {fields}", "misc")
    assert (record.url, record.extra, record.venue) == (url, extra, None)


def test_what_is_left_around_an_identifier_keeps_its_blanks() -> None:
    record = record_in("title = {T}, howpublished = {Preprint, {arXiv}:2001.01234 [math.{DG}] (2020)}", "misc")
    assert (record.arxiv, record.extra) == ("2001.01234", {"note": "Preprint, (2020)"})


def test_a_type_says_that_something_is_a_preprint() -> None:
    record = record_in("title = {T}, type = {preprint}", "misc")
    assert (record.entry_type, record.extra) == (EntryType.PREPRINT, {})


@pytest.mark.parametrize(
    ("joined", "venue"),
    [
        ('PROC # "4th " # LAMPS # " (L\'00)"', "PROC 4th LAMPS (L'00)"),
        ('PROC # "1993" # LAMPS', "PROC 1993 LAMPS"),
        (r"PROC # {\emph{Lamps}}", "PROC Lamps"),
        ('"On " # "Lam" # "ps"', "On Lamps"),
        ('known # "yard"', "lampyard"),
    ],
)
def test_a_macro_that_no_file_tells_is_a_word(joined: str, venue: str) -> None:
    text = f'@string{{known = "lamp"}}\n@misc{{a, title = {{T}}, journal = {joined}}}'
    (found,) = READER.read(text, NO_EVIDENCE)
    assert isinstance(found, Record)
    assert found.venue == venue


def test_months_joined_are_no_words() -> None:
    assert record_in('title = {T}, year = 2009, month = mar # "-" # apr').extra == {"month": "mar-apr"}


@pytest.mark.parametrize("kind", ["movie", "video"])
def test_the_authors_of_a_film_are_its_directors(kind: str) -> None:
    record = record_in("title = {Lamps}, director = {Anna Berg and Carl Dorn}", kind)
    assert (record.authors, record.extra) == ((Name("Berg", "Anna"), Name("Dorn", "Carl")), {"entry_type": kind})


def test_beside_an_author_a_director_stays() -> None:
    record = record_in("title = {Lamps}, author = {Anna Berg}, director = {Carl Dorn}", "video")
    assert (record.authors, record.extra["director"]) == ((Name("Berg", "Anna"),), "Carl Dorn")


@pytest.mark.parametrize("kind", ["book", "manual"])
def test_a_volume_has_the_author_of_the_whole(kind: str) -> None:
    text = f"@{kind}{{a, crossref = {{b}}, title = {{Wicks}}}}\n@{kind}{{b, title = {{Lamps}}, author = {{Anna Berg}}}}"
    first, _ = READER.read(text, NO_EVIDENCE)
    assert isinstance(first, Record)
    assert first.authors == (Name("Berg", "Anna"),)


def test_an_entry_may_have_further_keys() -> None:
    text = "@xdata{a, ids = {b, C}, publisher = {Wick Press}}\n@book{d, xdata = {c}, title = {Lamps}}"
    (found,) = READER.read(text, NO_EVIDENCE)
    assert isinstance(found, Record)
    assert found.publisher == "Wick Press"


def test_a_university_is_the_venue_of_a_thesis() -> None:
    assert record_in("title = {T}, university = {Univ Ulm}", "phdthesis").venue == "Univ Ulm"


def test_a_path_that_lost_its_first_slash_has_it_again() -> None:
    (file,) = record_in("title = {T}, file = {:Users/ek/lamps.pdf:pdf}").attachments
    assert (file.path, file.type) == ("/Users/ek/lamps.pdf", "pdf")
