"""Tables of papers: whatever the columns are called, and whole again after writing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from readlist import formats
from readlist.errors import ExportError, UnknownFormat
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Problem, Record, Status
from tests.formats.test_jsonl import records, states

PLAIN = formats.WriteOptions()


def read(text: str, name: str | None = None) -> list[formats.Found]:
    return list(formats.recognize(text, name).read(text, formats.NO_EVIDENCE))


def one(text: str) -> Record:
    (found,) = read(text)
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("name", ["csv", "tsv"])
@given(record=records, state=states)
def test_what_is_written_reads_back(name: str, record: Record, state: dict[str, Any]) -> None:
    writer = formats.writer(name)
    papers = [Paper(record=record, **state), Paper(record=Record(title="=HYPERLINK(1)", citekey="'@b", venue="'-x"))]
    text = "".join(writer.write(papers, PLAIN))
    assert writer.verify is not None
    writer.verify(text, papers, PLAIN)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_our_own_tables_are_recognized(name: str) -> None:
    text = "".join(formats.writer(name).write([Paper(record=Record(title="One"))], PLAIN))
    assert formats.recognize(text).reader.name == name
    assert len(read(text)) == 1


def test_names_in_our_own_tables_stay_as_they_are() -> None:
    two, one = (Name("Bee", "Ada"), Name("Li", "Bo")), (Name(literal="Bees, Ltd"),)
    papers = [Paper(record=Record(title="One", authors=two)), Paper(record=Record(title="Two", authors=one))]
    text = "".join(formats.writer("csv").write(papers, PLAIN))
    assert [paper.record.authors for paper in read(text) if isinstance(paper, Paper)] == [two, one]


def test_what_does_not_read_back_is_told() -> None:
    writer = formats.writer("csv")
    paper = Paper(record=Record(title="One"))
    text = "".join(writer.write([paper], PLAIN))
    assert writer.verify is not None
    with pytest.raises(ExportError, match="does not read back"):
        writer.verify(text.replace("One", "Two"), [paper], PLAIN)
    with pytest.raises(ExportError, match="more papers"):
        writer.verify(text, [], PLAIN)


def test_no_cell_begins_like_a_formula() -> None:
    papers = [Paper(record=Record(title=f"{sign}1+1", abstract=f"{sign}x"), note=f"{sign}y") for sign in "=+-@"]
    for line in "".join(formats.writer("csv").write(papers, PLAIN)).split("\n")[1:-1]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.split(","))


def test_tags_and_state_stand_in_their_columns() -> None:
    paper = Paper(record=Record(title="One"), status=Status.READ, starred=True, tags=("nlp", "ssl/video"))
    header, row, _ = "".join(formats.writer("csv").write([paper], PLAIN)).split("\n")
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["status"], cells["starred"], cells["tags"]) == ("read", "yes", "nlp; ssl/video")


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Titel;Autoren;Jahr\nEins;Bee;Ada;2020\n", None),
        ('Titel;Autoren;Jahr\nEins;"Bee, Ada; Li, Bo";2020\n', ("Ada Bee", "Bo Li")),
        ("年,标题,作者\n2020,一,Bo Li\n", ("Bo Li",)),
        ('Cites,Authors,Title,Year,Source\n3,"A Bee, B Li",Eins,2020,Journal of Bees\n', ("A Bee", "B Li")),
        ('PMID,Title,Authors,Citation,Journal/Book,Publication Year\n1,Eins,"Bee AD, Li B.",x,J,2020\n', ("AD Bee", "B Li")),
        ('"Authors","Title","Year","Source title","Page start","Page end"\n"Bee A.; Li B.","Eins",2020,"J",1,9\n', ("A. Bee", "B. Li")),
        ("sep=;\nTitle;Author;Year\nEins;Ada Bee and Bo Li;2020\n", ("Ada Bee", "Bo Li")),
        ("exported by a program\n\ntitle,authors,year\nEins,Ada Bee et al.,2020\n", ("Ada Bee",)),
        ('title\tauthors\tyear\nEins 5" disk\tAda Bee\t2020\n', ("Ada Bee",)),
    ],
)  # fmt: skip
def test_columns_by_any_name(text: str, authors: tuple[str, ...] | None) -> None:
    if authors is None:
        (problem,) = read(text)
        assert isinstance(problem, Problem)
        assert "4 cells under 3 columns" in problem.reason
        return
    record = one(text)
    assert tuple(name.display for name in record.authors) == authors
    assert record.year == 2020


@pytest.mark.parametrize("column", ["Authors", "Author full names", "Editors"])
def test_where_semicolons_part_people_one_with_a_comma_is_one(column: str) -> None:
    text = f'Title,Year,{column}\nOne,2020,"Bee, Ada; Li, Bo"\nTwo,2021,"Moon Lark, Cy Dee"\n'
    _, record = read(text)
    assert isinstance(record, Record)
    assert record.authors + record.editors == (Name("Moon Lark", "Cy Dee"),)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("de la Moor, Ada Bee", [Name("Moor", "Ada Bee", "de la")]),
        ("Prof. Dr. Ada BeeDr. Bo LiPh.D. Cy Moon", [Name("Bee", "Ada"), Name("Li", "Bo"), Name("Moon", "Cy")]),
        ("J. -P. Bee; A. Li", [Name("Bee", "J.-P."), Name("Li", "A.")]),
        ("Bee AB, Li C; Bee Study Group", [Name("Bee", "AB"), Name("Li", "C"), Name(literal="Bee Study Group")]),
        ("Пчела И.И., Гнездо А.", [Name("Пчела", "И.И."), Name("Гнездо", "А.")]),
    ],
)
def test_people_as_programs_name_them(cell: str, names: list[Name]) -> None:
    assert list(one(f'Title,Authors,Year\nOne,"{cell}",2020\n').authors) == names


def test_tables_of_programs() -> None:
    record = one(
        "Title,Authors,Journal,Full journal,Keywords,MeSH Terms,Volume,Affiliations,Document Identifier\n"
        "One,Ada Bee,J. Bees,Journal of Bees,,Bees; Nests,Vol. 12,NA; NA,OUP Journals\n"
    )
    assert (record.venue, record.volume, record.keywords) == ("Journal of Bees", "12", ("Bees", "Nests"))
    assert (record.affiliations, record.entry_type) == ((), EntryType.ARTICLE)
    assert record.extra["Journal"] == "J. Bees"


def test_where_commas_part_people_elsewhere_one_with_a_comma_is_not_sure_to_be_one() -> None:
    _, _, record = read(
        'Title,Authors\nOne,"Bee, Ada; Li, Bo"\nTwo,"Ada Bee, Bo Li, Cy Oak"\nThree,"Ada Bee, Bo Li"\n', "csv"
    )
    assert isinstance(record, Record)
    assert record.authors == (Name("Bee", "Ada"), Name("Li", "Bo"))


@pytest.mark.parametrize(
    "header",
    [
        "Auteurs,Titre de l'article,Année de publication,Revue,Lien,Commentaires",
        "Autor(en),Titel,Erscheinungsjahr,Zeitschrift/Quelle,Link,Bemerkungen",
        "Авторы,Название статьи,Год публикации,Журнал,Ссылка,Примечание",
        "Autores,Título do artigo,Ano de publicação,Periódico,Link,Observações",
        "作者姓名,论文题目,发表年份,期刊名称,链接,备注",
        "Yazarlar,Başlık,Yıl,Dergi,Link,Note",
    ],
)
def test_sheets_in_several_tongues(header: str) -> None:
    (paper,) = read(f"{header}\nAda Bee,One,2020,Bees,https://e.org/1,Good.\n")
    assert isinstance(paper, Paper)
    found = paper.record
    assert (found.title, found.year, found.venue, found.url, paper.note) == (
        "One",
        2020,
        "Bees",
        "https://e.org/1",
        "Good.",
    )
    assert (found.authors, found.extra) == ((Name("Bee", "Ada"),), {})


@pytest.mark.parametrize(
    "header",
    [
        "Autores,Título,Año,Título de la fuente,Volumen,Número,Página de inicio,Página final,Enlace,Palabras clave de autor",
        "作者,文献标题,年份,来源出版物名称,卷,期,起始页码,结束页码,链接,作者关键字",
        "著者名,文献タイトル,出版年,出版物名,巻,号,開始ページ,終了ページ,リンク,著者キーワード",
        "Авторы,Название документа,Год,Журнал,Том,Выпуск,Страница начала,Страница окончания,Ссылка,Ключевые слова автора",
        "저자명,논문명,발행연도,학술지명,권,호,시작페이지,끝페이지,url,주제어",
        "Author-作者,Title-题名,Year-年,Source-文献来源,Volume-卷,Period-期,StartPage-起始页码,EndPage-结束页码,URL-网址,Keyword-关键词",
    ],
)
def test_services_in_several_tongues(header: str) -> None:
    record = one(f"{header}\nAda Bee,One,2020,Bees,3,4,5,9,https://e.org/1,nests\n")
    assert (record.title, record.year, record.venue, record.keywords) == ("One", 2020, "Bees", ("nests",))
    assert (record.volume, record.number, record.pages, record.url) == ("3", "4", "5-9", "https://e.org/1")
    assert record.extra == {}


def test_what_pubmed_once_exported() -> None:
    record = one(
        "Title,URL,Description,Details,ShortDetails,Resource,Type\n"
        '"Bees.",/pubmed/1,"Bee A, de Moor B.",J Bees. 2019 Sep 3;9(1):216. doi: 10.1000/b.1. Epub 2018.,J Bees.  2019,PubMed,citation\n'
    )
    assert (record.venue, record.volume, record.number, record.pages, record.doi) == (
        "J Bees",
        "9",
        "1",
        "216",
        "10.1000/b.1",
    )
    assert record.authors == (Name("Bee", "A"), Name("Moor", "B", "de"))


def test_columns_of_an_index() -> None:
    record = one(
        "docid,label_s,title_s,authFullName_s,producedDate_s,journalTitle_s,volume_s,doiId_s,docType_s\n"
        '7,"Ada Bee. One. Bees, 2018",One,"Ada Bee,Cy Le Moor",2018-05-01,Bees,3,10.1000/b.3,ART\n'
    )
    assert [name.display for name in record.authors] == ["Ada Bee", "Cy Le Moor"]
    assert (str(record.date), record.venue, record.volume, record.doi) == ("2018-05-01", "Bees", "3", "10.1000/b.3")
    assert record.extra == {"docid": "7", "label_s": "Ada Bee. One. Bees, 2018"}


def test_objects_of_python_in_cells() -> None:
    record = one(
        "title,authors,externalIds,openAccessPdf\n"
        "One,\"[{'name': 'Ada Bee'}]\",\"{'ArXiv': '2101.00001', 'DOI': '10.1000/b.1'}\",{'url': 'https://e.org/a.pdf'}\n"
    )
    assert (record.doi, record.arxiv, record.attachments[0].path) == (
        "10.1000/b.1",
        "2101.00001",
        "https://e.org/a.pdf",
    )


@pytest.mark.parametrize(
    ("column", "cell", "kind", "venue", "volume", "pages"),
    [
        ("Conference/Journal", "Journal of Bees", EntryType.ARTICLE, "Journal of Bees", None, None),
        ("Conference/Journal", "NeurIPS", EntryType.CONFERENCE, "NeurIPS", None, None),
        ("Journal", "Bee.Rev.Lett. 19 (1967) 1264-1266", EntryType.ARTICLE, "Bee.Rev.Lett.", "19", "1264-1266"),
    ],
)
def test_where_a_paper_came_out(
    column: str, cell: str, kind: EntryType, venue: str, volume: str | None, pages: str | None
) -> None:
    record = one(f'Title,Authors,{column}\nOne,"Bee, Ada//Moon Lark, Cy Dee",{cell}\n')
    assert (record.entry_type, record.venue, record.volume, record.pages) == (kind, venue, volume, pages)
    assert record.authors == (Name("Bee", "Ada"), Name("Moon Lark", "Cy Dee"))


def test_tables_made_for_tex_and_dashes_for_nothing() -> None:
    record = one("title,authors,journal,issue,number,publisher\nThe \\emph{A} of bees,Ada Bee,Bees \\& Nests,4,,-\n")
    assert (record.title, record.venue, record.number, record.publisher) == ("The A of bees", "Bees & Nests", "4", None)


def test_an_article_in_proceedings_is_a_paper_of_a_conference() -> None:
    record, other = read(
        "type,author,title,journal,booktitle,issue_no,article_no\n"
        "article,Ada Bee,One,,Proceedings of Bees,,7\narticle,Ada Bee,Two,Journal of Bees,,3,\n"
    )
    assert isinstance(record, Record)
    assert isinstance(other, Record)
    assert (record.entry_type, record.pages, other.entry_type, other.number) == (
        EntryType.CONFERENCE,
        "7",
        EntryType.ARTICLE,
        "3",
    )


def test_what_has_no_field_is_kept() -> None:
    record = one("Title,Year,Cited by,Type\nOne,2020,17,Fancy\n")
    assert record.extra == {"Cited by": "17", "Type": "Fancy"}


def test_a_reading_state_makes_a_paper() -> None:
    (paper,) = read('title,authors,status,tags,starred,notes\nOne,Ada Bee,Reading,"nlp, ssl",x,Good.\n')
    assert isinstance(paper, Paper)
    assert (paper.status, paper.tags, paper.starred, paper.note) == (Status.READING, ("nlp", "ssl"), True, "Good.")


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    rows = "".join(f"Paper {number},Ada Bee,2020\n" for number in range(3000))
    found = read(f'title,authors,year\n"Broken,Ada Bee,2020\n{rows}')
    assert isinstance(found[0], Problem)
    assert found[0].lines == (2, 2)
    assert len(found) == 3001


@pytest.mark.parametrize(
    "before",
    [
        "Finch, Eve,Wrens,2019,1,2",
        '"Finch, Eve";Wrens;2019;1;2',
        "Finch, Eve\tWrens\t2019\t1\t2",
        "Finch;Wrens;Nests;2019;;",
    ],
)
def test_a_row_before_the_names_of_the_columns_is_told(before: str) -> None:
    names = "Title,Author,Year,Journal,Volume,Issue,Pages,DOI,ISSN,Publisher"
    text = f"Papers on wrens\n{before}\n{names}\nWrens,Eve Finch,2020,Nests\n"
    row, paper = read(text, "csv")
    assert isinstance(row, Problem)
    assert row.lines == (2, 2)
    assert isinstance(paper, Record)


def test_lines_are_those_of_the_row() -> None:
    first, second = read('title,abstract,doi\nOne,"a\nb\n\nc",\nTwo,,10.1000/x\n')
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.source is not None
    assert first.source.lines == (2, 5)
    assert second.source is not None
    assert second.source.lines == (6, 6)
    assert (first.abstract, second.doi) == ("a\nb\n\nc", "10.1000/x")


ZOTERO = (
    '\ufeff"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note","Date",'
    '"Pages","Extra","Notes","File Attachments","Manual Tags","Automatic Tags","Editor","Conference Name"\n'
    '"AB12CD34","conferencePaper","2021","Bee, Ada; van der Dor, Carl; The ""Q"" Team","On <i>Bees</i>",'
    '"Proc. of Bees","10.1000/x","https://e.org/1","One\n\nTwo","2021-05-04","1-9","arXiv: 2105.00001 [cs]\n'
    'Citation Key: bee2021\nRemark","<p>Read twice</p>","/home/a/x.pdf; /home/a/y.html","nlp; to read","Bees",'
    '"Li, Bo","BEES 21"\n'
)


def test_zotero_csv() -> None:
    text = ZOTERO.removeprefix("\ufeff")
    assert formats.recognize(text).reader.name == "zotero_csv"
    (paper,) = read(text)
    assert isinstance(paper, Paper)
    record = paper.record
    assert record.authors == (Name("Bee", "Ada"), Name("Dor", "Carl", "van der"), Name(literal='The "Q" Team'))
    assert (record.title, record.abstract, str(record.date)) == ("On Bees", "One\n\nTwo", "2021-05-04")
    assert (record.entry_type, record.citekey, record.arxiv) == (EntryType.CONFERENCE, "bee2021", "2105.00001")
    assert [attachment.path for attachment in record.attachments] == ["/home/a/x.pdf", "/home/a/y.html"]
    assert (paper.tags, record.keywords, paper.note) == (("nlp", "to read"), ("Bees",), "Read twice")
    assert record.extra == {
        "Key": "AB12CD34", "Conference Name": "BEES 21", "Extra": "Remark",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n", "name,price\nmilk,2\n", "Title, they said, is all\nthat, counts\n"])
def test_other_tables_are_no_papers(text: str) -> None:
    with pytest.raises(UnknownFormat):
        formats.recognize(text)


@pytest.mark.parametrize("cell", ["[1]", "[", "{}", '{"a": NaN}', '["a", 1]', "[" * 5000, '"', "'", "'=", "=1"])
@pytest.mark.parametrize(
    "column", ["authors", "tags", "extra", "editors", "keywords", "attachments", "status", "doubts"]
)
def test_any_cell_is_read(column: str, cell: str) -> None:
    written = cell.replace('"', '""')
    (found,) = read(f'title,doi,{column}\nOne,10.1000/x,"{written}"\n', "csv")
    assert not isinstance(found, Problem)


def test_what_stands_in_brackets_behind_names_is_a_place_or_stays() -> None:
    record = one('title,authors,editors,year\nHives,"Bee, Ana (Hive Lab); Cee, Bo (李博)","Dee, Cy (Wax Lab)",2020\n')
    assert record.affiliations == ("Hive Lab",)
    assert [name.family for name in record.authors] == ["Bee", "Cee"]
    assert "李博" in record.authors[1].display
    assert record.extra == {"editors": "Dee, Cy (Wax Lab)"}


def test_what_people_did_is_no_place() -> None:
    record = one('title,authors,editors,year\nHives,Ana Bee (ed.),"Bo Cee, Cy Dee (eds.)",2020\n')
    assert (record.affiliations, record.extra) == ((), {})
    assert [name.display for name in (*record.authors, *record.editors)] == ["Ana Bee", "Bo Cee", "Cy Dee"]


def test_no_place_of_authors_takes_the_place_of_a_column() -> None:
    record = one("title,affiliations,authors,year\nHives,Wax Lab,Ana Bee (Hive Lab),2020\n")
    assert (record.affiliations, record.extra) == (("Wax Lab",), {"authors": "Ana Bee (Hive Lab)"})


def test_an_address_in_place_of_a_venue_is_one_more() -> None:
    record = one("title,authors,venue,url\nHives,Ana Bee,https://v.example.org/x,https://u.example.org/y\n")
    assert (record.url, record.urls) == ("https://u.example.org/y", ("https://v.example.org/x",))


def test_no_number_in_a_list_of_names_is_nobody() -> None:
    assert [name.display for name in one('title,authors,year\nHives,"[NaN, ""Ana Bee""]",2020\n').authors] == [
        "Ana Bee"
    ]


@pytest.mark.parametrize(("category", "kept"), [("Software", ("Software",)), ("C", ("C",)), ("Conference", ())])
def test_a_category_is_a_kind_of_publication_where_it_can_be_nothing_else(category: str, kept: tuple[str, ...]) -> None:
    assert one(f"Title,Author,Category\nOn lamps,A. Bee,{category}\n").categories == kept


def test_more_cells_than_columns_are_a_problem_in_rows_of_one_author_too() -> None:
    found = read("Title,Author,Year\nHives,Ana Bee,2020,more\nHives,Bo Cee,2020,more\n")
    assert [item.lines for item in found if isinstance(item, Problem)] == [(2, 2), (3, 3)]


@pytest.mark.parametrize(
    ("cells", "date", "extra"),
    [
        (",2020,May,5", "2020-05-05", {}),
        (",2020,5,", "2020-05", {}),
        (",2020,0,0", "2020", {}),
        (",2020,,5", "2020", {"day": "5"}),
        (",2020,Spring,", "2020", {"month": "Spring"}),
        (",,May,5", "None", {"month": "May", "day": "5"}),
        ("2020-03-04,2020,,", "2020-03-04", {}),
        ("2019-03-04,2020,,", "2020", {"date": "2019-03-04"}),
    ],
)
def test_parts_of_a_date_are_read_or_kept(cells: str, date: str, extra: dict[str, str]) -> None:
    record = one(f"Title,Authors,Date,Year,Month,Day\nHives,Ana Bee,{cells}\n")
    assert (str(record.date), record.extra) == (date, extra)


def test_an_unknown_number_takes_no_place() -> None:
    (record,) = read('[{"title": "Hives", "authors": ["Ana Bee"], "volume": "0", "vol": "12"}]')
    assert isinstance(record, Record)
    assert record.volume == "12"


def test_the_number_of_an_article_is_kept_beside_pages() -> None:
    record = one("Title,Authors,Year,Art. No.,Page start,Page end\nHives,Ana Bee,2020,e17,1,9\n")
    assert (record.pages, record.extra) == ("1-9", {"article-number": "e17"})
    assert one("Title,Authors,Year,Art. No.\nHives,Ana Bee,2020,e17\n").pages == "e17"


@pytest.mark.parametrize("name", ["id", "entry_id", "url", "paper_id", "arxiv"])
@pytest.mark.parametrize("told", ["2604.99902", "arXiv:2604.99902v2", "http://arxiv.org/abs/2604.99902v2"])
def test_an_identifier_of_arxiv_is_one_whatever_it_is_called(name: str, told: str) -> None:
    record = one(f"title,authors,{name}\nHives,Ana Bee,{told}\n")
    assert (record.arxiv, record.extra) == ("2604.99902", {})
    assert (record.url or "").startswith(("https://arxiv.org/abs/2604.99902", "http://arxiv.org/abs/2604.99902"))


def test_two_identifiers_of_arxiv_are_both_kept() -> None:
    record = one("title,authors,id,arxiv\nHives,Ana Bee,2604.99902,2604.99903\n")
    assert (record.arxiv, record.extra) == ("2604.99903", {"id": "2604.99902"})


def test_addresses_between_semicolons_are_several() -> None:
    record = one("title,authors,url\nHives,Ana Bee,https://u.example.org/x;https://v.example.org/y\n")
    assert (record.url, record.urls) == ("https://u.example.org/x", ("https://v.example.org/y",))


def test_the_date_of_a_citation_is_not_believed_before_that_of_a_column() -> None:
    record = one('title,authors,journal,date\nHives,Ana Bee,"J Bees. 2019 Jun;12(3):101-117",2020-05-04\n')
    assert (str(record.date), record.volume) == ("2020-05-04", "12")


def test_rows_that_are_the_same_are_two_papers() -> None:
    assert len(read("Title,Author,Year\nHives,Ana Bee,2020\nHives,Ana Bee,2020\n")) == 2


def test_names_in_parts_have_all_of_them() -> None:
    people = '[{"first": "Ana", "middle": ["B."], "last": "Bee", "suffix": "Jr."}]'
    (record,) = read(f'[{{"title": "Hives", "year": 2020, "authors": {people}}}]', "json")
    assert isinstance(record, Record)
    assert record.authors == (Name("Bee", "Ana B.", suffix="Jr."),)


def test_identifiers_of_a_paper_are_told_apart() -> None:
    ids = '[{"type": "doi", "value": "10.1000/hum"}, "arXiv:2604.99902"]'
    (record,) = read(f'[{{"title": "Hives", "authors": ["Ana Bee"], "ids": {ids}}}]', "json")
    assert isinstance(record, Record)
    assert (record.doi, record.arxiv) == ("10.1000/hum", "2604.99902")
