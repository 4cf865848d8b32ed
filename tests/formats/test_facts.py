"""What a record has no field for is written under the name that each notation has for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readlist import formats
from readlist.formats._facts import fact_of
from readlist.model.paper import EntryType, Paper, Problem, Record, Source

OPTIONS = formats.WriteOptions()


def written(notation: str, **values: Any) -> str:
    paper = Paper(record=Record(title="Lamps", citekey="ohm2001", **values))
    writer = formats.writer(notation)
    text = "".join(writer.write([paper], OPTIONS))
    assert writer.verify is not None
    writer.verify(text, [paper], OPTIONS)
    return text


def item(**values: Any) -> dict[str, Any]:
    (found,) = json.loads(written("csl_json", **values))
    assert isinstance(found, dict)
    return found


def read_again(notation: str, text: str) -> Record:
    (found,) = formats.reader(notation).read(text, formats.NO_EVIDENCE)
    assert not isinstance(found, Problem)
    return found.record if isinstance(found, Paper) else found


@pytest.mark.parametrize(
    ("name", "text", "bibtex", "biblatex", "ris", "csl"),
    [
        ("CY", "Wick", "address = {Wick}", "location = {Wick}", "CY  - Wick", ("publisher-place", "Wick")),
        ("place", "Wick", "address = {Wick}", "location = {Wick}", "CY  - Wick", ("publisher-place", "Wick")),
        ("%@", "1234-567X", "issn = {1234-567X}", "issn = {1234-567X}", "SN  - 1234-567X", ("ISSN", "1234-567X")),
        ("SN", "978-3-16", "isbn = {978-3-16}", "isbn = {978-3-16}", "SN  - 978-3-16", ("ISBN", "978-3-16")),
        ("series", "Light", "series = {Light}", "series = {Light}", "T3  - Light", ("collection-title", "Light")),
        ("ET", "2", "edition = {2}", "edition = {2}", "ET  - 2", ("edition", "2")),
        ("ET", "2012/11/20", "et = {2012/11/20}", "et = {2012/11/20}", "ET  - 2012/11/20", None),
        (
            "Y2",
            "2001/2/3",
            "urldate = {2001-02-03}",
            "urldate = {2001-02-03}",
            "Y2  - 2001/2/3",
            ("accessed", {"date-parts": [[2001, 2, 3]]}),
        ),
        ("urldate", "long ago", "urldate = {long ago}", "urldate = {long ago}", "Y2  - long ago", None),
        ("notes", "Read it", "note = {Read it}", "note = {Read it}", "N1  - Read it", None),
        ("%9", "Essay", "type = {Essay}", "type = {Essay}", "M3  - Essay", ("genre", "Essay")),
        ("ED", "2nd", "edition = {2nd}", "edition = {2nd}", "ER  -", ("edition", "2nd")),
        ("M2", "435/5", "m2 = {435/5}", "m2 = {435/5}", "M2  - 435/5", None),
        ("volumes", "4", "volumes = {4}", "volumes = {4}", "NV  - 4", ("number-of-volumes", "4")),
        ("chapter", "3", "chapter = {3}", "chapter = {3}", "SE  - 3", ("chapter-number", "3")),
        (
            "eventtitle",
            "Night 9",
            "eventtitle = {Night 9}",
            "eventtitle = {Night 9}",
            "ER  -",
            ("event-title", "Night 9"),
        ),
        ("%8", "May", "endnote-8 = {May}", "endnote-8 = {May}", "ER  -", None),
    ],
)
def test_names(name: str, text: str, bibtex: str, biblatex: str, ris: str, csl: tuple[str, Any] | None) -> None:
    values = {"extra": {name: text}}
    assert bibtex in written("bibtex", **values)
    assert biblatex in written("biblatex", **values)
    assert ris in written("ris", **values)
    if csl is not None:
        assert csl in item(**values).items()


def test_a_date_and_names_are_such_in_csl() -> None:
    found = item(extra={"urldate": "2001-02-03", "translator": "Day, Ines and Lee, Ann"})
    assert found["accessed"] == {"date-parts": [[2001, 2, 3]]}
    assert found["translator"] == [{"family": "Day", "given": "Ines"}, {"family": "Lee", "given": "Ann"}]


def test_two_facts_of_one_name_are_both_written() -> None:
    text = written("bibtex", extra={"address": "Wick", "location": "Wijk", "M1": "a", "M2": "b"})
    assert [line in text for line in ("address = {Wick}", "location = {Wijk}", "m1 = {a}", "m2 = {b}")] == [True] * 4


def test_tags_of_other_notations_are_none_of_ris() -> None:
    extra = {"TA": "J Light", "LA": "eng", "PT": "Review", "IS": "1234-5678 (Print)"}
    text = written("ris", entry_type=EntryType.ARTICLE, extra=extra, source=Source("", "nbib", (1, 9)))
    assert [line for line in text.splitlines() if line[:2] in {"TA", "J2", "LA", "PT", "IS", "SN"}] == [
        "J2  - J Light",
        "LA  - eng",
        "SN  - 1234-5678 (Print)",
    ]


@pytest.mark.parametrize(
    ("kind", "extra", "bibtex", "biblatex", "ris", "csl"),
    [
        (EntryType.MISC, {"entry_type": "patent"}, "@misc{", "@patent{", "TY  - PAT", "patent"),
        (EntryType.MISC, {"TY": "PAT"}, "@misc{", "@patent{", "TY  - PAT", "patent"),
        (EntryType.MISC, {"%0": "Manuscript"}, "@unpublished{", "@unpublished{", "TY  - UNPB", "manuscript"),
        (EntryType.MISC, {"type": "legal_case"}, "@misc{", "@jurisdiction{", "TY  - CASE", "legal_case"),
        (EntryType.ARTICLE, {"ref-type": "Newspaper Article"}, "@article{", "@article{", "TY  - NEWS", "article-newspaper"),
        (EntryType.CHAPTER, {"entry_type": "inbook"}, "@inbook{", "@inbook{", "TY  - CHAP", "chapter"),
        (EntryType.REPORT, {"entry_type": "manual"}, "@manual{", "@manual{", "TY  - RPRT", "report"),
        (EntryType.ARTICLE, {"entry_type": "patent"}, "@article{", "@article{", "TY  - JOUR", "article-journal"),
    ],
)  # fmt: skip
def test_finer_kinds(kind: EntryType, extra: dict[str, str], bibtex: str, biblatex: str, ris: str, csl: str) -> None:
    assert written("bibtex", entry_type=kind, extra=extra).startswith(bibtex)
    assert written("biblatex", entry_type=kind, extra=extra).startswith(biblatex)
    assert written("ris", entry_type=kind, extra=extra).startswith(ris)
    assert item(entry_type=kind, extra=extra)["type"] == csl


def test_the_type_of_a_source_comes_back() -> None:
    extra = {"entry_type": "inbook", "chapter": "3"}
    text = written("bibtex", entry_type=EntryType.CHAPTER, venue="Light", extra=extra)
    assert "entry_type" not in text
    assert read_again("bibtex", text).extra == {"entry_type": "inbook", "chapter": "3"}


@pytest.mark.parametrize("told", ["Habilitationsschrift", "Diplomarbeit", "Examensarbeit"])
def test_a_thesis_keeps_its_kind_and_the_words_for_it(told: str) -> None:
    text = written("biblatex", entry_type=EntryType.MASTERS_THESIS, venue="Wick", extra={"type": told})
    assert ("type = {Diplomarbeit}" in text) == (told == "Diplomarbeit")
    assert read_again("bibtex", text).entry_type is EntryType.MASTERS_THESIS


def test_a_manual_is_by_an_organization() -> None:
    text = written("biblatex", entry_type=EntryType.REPORT, venue="Lamp Works", extra={"entry_type": "manual"})
    assert "organization = {Lamp Works}" in text
    assert "type" not in text
    assert read_again("bibtex", text).venue == "Lamp Works"


def test_words_for_a_thesis_that_would_make_it_another_one_stand_elsewhere() -> None:
    extra = {"type": "Examensarbeit"}
    text = written("biblatex", entry_type=EntryType.MASTERS_THESIS, venue="Wick", extra=extra)
    assert "entrysubtype = {Examensarbeit}" in text


@pytest.mark.parametrize(
    ("kind", "extra", "variable"),
    [
        (EntryType.BOOK, {}, "collection-number"),
        (EntryType.CHAPTER, {"series": "Light"}, "collection-number"),
        (EntryType.CHAPTER, {}, "issue"),
        (EntryType.THESIS, {}, "number"),
        (EntryType.ARTICLE, {"series": "Light"}, "issue"),
    ],
)
def test_numbers_in_csl(kind: EntryType, extra: dict[str, str], variable: str) -> None:
    values = {"entry_type": kind, "venue": "Night", "number": "4", "extra": extra}
    assert item(**values)[variable] == "4"
    assert read_again("csl_json", written("csl_json", **values)).number == "4"


def test_a_type_of_csl_is_no_genre() -> None:
    found = item(entry_type=EntryType.WEB, extra={"type": "post-weblog"})
    assert (found["type"], found.get("genre")) == ("post-weblog", None)


def test_categories_of_csl_are_keywords() -> None:
    text = '[{"id": "a", "type": "post-weblog", "title": "Lamps", "categories": ["oil", "wicks"]}]'
    assert read_again("csl_json", text).keywords == ("oil", "wicks")


def test_ris_keeps_advisors_holders_and_short_names() -> None:
    thesis = written(
        "ris", entry_type=EntryType.THESIS, venue="Wick University", extra={"A3": "Day, Ines", "T2": "Light"}
    )
    assert "A3  - Day, Ines\n" in thesis
    assert "T2  - Light\n" in thesis
    assert read_again("ris", thesis).venue == "Wick University"
    assert "A2  - Lamp Works\n" in written("ris", extra={"TY": "PAT", "A2": "Lamp Works"})
    assert "JO  - J Light\n" in written(
        "ris", entry_type=EntryType.ARTICLE, venue="Journal of Light", extra={"JO": "J Light"}
    )


def test_a_fact_is_known_by_its_value_where_its_name_says_too_little() -> None:
    assert fact_of("IS", "12") is None
    assert fact_of("is", "1234-5678").bibtex == "issn"  # type: ignore[union-attr]
