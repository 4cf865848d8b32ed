"""Tables of papers: which column tells what, by the names that exporters and people of several tongues give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.formats._json_record import states_of
from readlist.formats._members import without_markup
from readlist.formats._own_table import is_own, read_row
from readlist.formats._people import people
from readlist.formats._record import make_record, tells_of_a_paper
from readlist.formats._table import Row, rows, split, unguarded
from readlist.model.dates import PartialDate
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADER_WITHIN = 20  # lines from the beginning
_SHOWN = 500  # letters of a bad row in its problem
_NAMES = {
    "title": "title|titles|articletitle|papertitle|documenttitle|itemtitle|primarytitle|ti|t1|titel|titre|"
    "título|titulo|titolo|tytuł|tytul|название|заглавие|标题|題名|题名|篇名|タイトル|論文名|제목",
    "authors": "authors|author|authorfullnames|authornames|authorlist|creators|creator|au|authorsrawaffiliation|autor|"
    "autoren|auteur|auteurs|autores|autori|autorzy|авторы|автор|作者|著者|저자|firstauthor|authorsname",
    "date": "date|publicationdate|published|publisheddate|publishdate|publishedat|pubdate|coverdate|dateonline|da|"
    "datum|fecha|data|дата|日期|発行日",
    "year": "year|publicationyear|pubyear|yearpublished|py|jahr|année|annee|año|ano|anno|rok|"
    "год|年|年份|出版年|発行年|연도",
    "entry_type": "entrytype|itemtype|documenttype|type|publicationtype|referencetype|contenttype|dt|typ|typdokumentu",
    "venue": "venue|journal|publicationtitle|sourcetitle|journalbook|conference|booktitle|journaltitle|container|"
    "containertitle|publication|conferencename|proceedingstitle|source|so|jo|t2|zeitschrift|revue|revista|rivista|"
    "czasopismo|publicationname|журнал|期刊|刊名|掲載誌|저널|journalconference|publishedin|quelle|buchtitel",
    "volume": "volume|vol|journalvolume|vl|band|tome|volumen|том|卷|巻",
    "number": "number|issue|no|num|journalissue|is|heft|numéro|numero|número|номер|期|号|issuenumber",
    "pages": "pages|page|pagerange|pagination|pp|seiten|páginas|paginas|pagine|страницы|页码|ページ",
    "first_page": "startpage|pagestart|firstpage|beginningpage|spage|bp|sp",
    "last_page": "endpage|pageend|lastpage|endingpage|epage|ep",
    "publisher": "publisher|pu|verlag|éditeur|editeur|editorial|editore|издательство|出版社|出版者",
    "abstract": "abstract|abstractnote|abstracttext|summary|summaries|ab|n2|zusammenfassung|kurzfassung|résumé|resume|"
    "resumen|resumo|riassunto|streszczenie|аннотация|摘要|抄録|初록|초록|tldr",
    "doi": "doi|itemdoi|di|digitalobjectidentifier|doilink|doiurl|do",
    "arxiv": "arxiv|arxivid|arxividentifier|arxivlink|arxivurl|eprint",
    "affiliations": "affiliations|affiliation|authoraffiliations|institutions|institution|institutes",
    "categories": "categories|category|arxivcategories|primarycategory",
    "keywords": "keywords|authorkeywords|keyword|de|automatictags|schlagwörter|schlagworte|motsclés|motscles|"
    "palabrasclave|palavraschave|parolechiave|ключевыеслова|关键词|キーワード|키워드",
    "url": "url|link|articleurl|paperurl|pageurl|weblink|webpage|website|ur|urls|链接|ссылка",
    "urls": "linkattachments",
    "code": "code|github|codeurl|githuburl|repository|repo|codelink",
    "editors": "editors|editor|bookeditor|herausgeber",
    "attachments": "attachments|fileattachments|files|file|pdf|pdfurl|pdflink|fulltexturl",
    "citekey": "citekey|citationkey|bibtexkey|bibkey|citation_key|refkey",
    "status": "status|readstatus|readingstatus|readingstate",
    "starred": "starred|star|favorite|favourite",
    "priority": "priority",
    "tags": "tags|tag|manualtags|labels|label|mytags",
    "note": "note|notes|mynotes|comment|comments|anmerkungen|notizen|remarques|notas|备注|メモ",
    "extra": "extra",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_FOLDED = re.compile(r"[\W_]+")
_TELLING = frozenset(("title", "authors", "doi", "arxiv", "abstract", "url", "venue", "year", "date"))
_LISTS = frozenset(("affiliations", "categories", "keywords", "urls", "tags", "attachments"))
_PEOPLE = frozenset(("authors", "editors"))
_SEPARATOR = re.compile(r"\s*;\s*|\s*\|\s*")
_COMMA = re.compile(r"\s*[,;|]\s*")
_YES = frozenset("true yes y 1 x ja oui sí si *".split())
_NO = frozenset("false no n 0 nein non".split())
# The kinds of publication, in the words of exporters folded as the columns are.
_KINDS = {
    EntryType.ARTICLE: "journalarticle article journalpaper review magazinearticle newspaperarticle",
    EntryType.CONFERENCE: "conferencepaper inproceedings conference proceedingspaper conferencearticle ieeeconferences",
    EntryType.PREPRINT: "preprint postedcontent",
    EntryType.THESIS: "thesis phdthesis dissertation",
    EntryType.MASTERS_THESIS: "mastersthesis masterthesis",
    EntryType.REPORT: "report techreport technicalreport standard",
    EntryType.BOOK: "book monograph proceedings conferencereview",
    EntryType.CHAPTER: "booksection bookchapter chapter incollection encyclopediaarticle dictionaryentry",
    EntryType.DATASET: "dataset",
    EntryType.SOFTWARE: "computerprogram software",
    EntryType.WEB: "webpage blogpost forumpost online website",
    EntryType.MISC: "misc document manuscript presentation",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_NOTE_LINE = re.compile(r"(?P<name>citation key|arxiv)\s{0,9}:\s*(?P<value>\S+)[^\n]*", re.IGNORECASE)


class Header(NamedTuple):
    """The first row of a table: its line (from 1), its columns, and for each the field that it tells or None."""

    line: int
    columns: list[str]
    fields: list[str | None]

    @property
    def known(self) -> int:
        """How many columns tell a field."""
        return sum(field is not None for field in self.fields)


def find_header(text: str, delimiter: str) -> Header | None:
    """The header of a table of papers in the beginning of a text; None where there is none."""
    for number, line in enumerate(text[:200_000].split("\n")[:_HEADER_WITHIN], start=1):
        if delimiter in line and len(line) < 20_000 and not line.startswith("|"):
            columns = [squeeze(cell) for cell in split(line, delimiter)]
            header = Header(number, columns, _fields(columns))
            fields = set(header.fields)
            if "title" in fields and len(fields & _TELLING) > 1 and all(len(column) <= 60 for column in columns):
                return header
    return None


def _fields(columns: Sequence[str]) -> list[str | None]:
    """The field of each column; of several for the same one the first counts."""
    fields: list[str | None] = []
    for column in columns:
        field = _FIELDS.get(_FOLDED.sub("", column.casefold()))
        fields.append(field if field not in fields else None)
    if "title" not in fields and "Name" in columns:
        fields[columns.index("Name")] = "title"
    return fields


def read_table(text: str, notation: str, delimiter: str) -> Iterator[Record | Paper | Problem]:
    """The papers of a table, and a problem for each row that tells of none."""
    header = find_header(text, delimiter)
    if header is None:
        yield Problem((1, 1), "no row names the columns, one of them the title", text[:_SHOWN].partition("\n")[0])
        return
    for row in rows(text, delimiter, header.line + 1):
        if isinstance(row, Problem):
            yield row
        elif is_own(header.columns):
            yield read_row(row, header.columns, notation)
        else:
            yield _paper(row, header, notation, delimiter)


def _paper(row: Row, header: Header, notation: str, delimiter: str) -> Record | Paper | Problem:
    shown = delimiter.join(row.cells)[:_SHOWN]
    if len(row.cells) > len(header.columns) and any(row.cells[len(header.columns) :]):
        return Problem(row.lines, f"{len(row.cells)} cells under {len(header.columns)} columns", shown)
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for column, field, cell in zip(header.columns, header.fields, row.cells, strict=False):
        text = unguarded(cell).strip()
        if text:
            known = _value(field, text) if field else None
            if known is None:
                extra[column or "column"] = text
            else:
                values[field or ""] = known
    record = _record(values, extra, notation, row.lines)
    if not tells_of_a_paper(record):
        return Problem(row.lines, "no title, author or identifier", shown)
    state = states_of(values | {"tags": list(values["tags"])} if "tags" in values else values)
    return Paper(record=record, **state) if state else record


def _value(field: str, text: str) -> Any:
    """What a cell tells of a field; None where it is something else."""
    if field in _PEOPLE:
        return people(text)
    if field in _LISTS:
        return tuple(filter(None, map(squeeze, _parts(text))))
    if field in _READ:
        return _READ[field](text)
    return text


def _parts(text: str) -> list[str]:
    return (_SEPARATOR if ";" in text or "|" in text else _COMMA).split(text)


def _flag(text: str) -> bool | None:
    return True if text.casefold() in _YES else False if text.casefold() in _NO else None


_READ: Mapping[str, Any] = {
    "entry_type": lambda text: _KIND_OF.get(_FOLDED.sub("", text.casefold())),
    "date": PartialDate.find,
    "year": PartialDate.find,
    "status": lambda text: next((known for known in Status if known == text.casefold()), None),
    "starred": _flag,
    "priority": lambda text: int(text) if text in {"0", "1", "2", "3"} else None,
    "code": lambda text: flag if (flag := _flag(text)) is not None else text,
    "note": without_markup,
}


def _record(values: dict[str, Any], extra: dict[str, str], notation: str, lines: tuple[int, int]) -> Record:
    extra |= _told_in_note(values.get("extra", ""), values)
    names, complete = values.get("authors") or ((), True)
    first, last = values.get("first_page"), values.get("last_page")
    date, year = values.get("date"), values.get("year")
    return make_record(
        notation,
        lines,
        title=without_markup(values.get("title")),
        authors=names,
        authors_complete=complete,
        affiliations=values.get("affiliations", ()),
        date=date or year,
        entry_type=values.get("entry_type"),
        venue=values.get("venue"),
        volume=values.get("volume"),
        number=values.get("number"),
        pages=values.get("pages") or "-".join(dict.fromkeys(filter(None, (first, last)))),
        publisher=values.get("publisher"),
        abstract=without_markup(values.get("abstract")),
        doi=values.get("doi"),
        arxiv=values.get("arxiv"),
        categories=values.get("categories", ()),
        keywords=values.get("keywords", ()),
        url=values.get("url"),
        urls=values.get("urls", ()),
        code=values.get("code"),
        editors=(values.get("editors") or ((), True))[0],
        attachments=tuple(map(_attachment, values.get("attachments", ()))),
        citekey=values.get("citekey"),
        extra=extra,
    )


def _told_in_note(text: str, values: dict[str, Any]) -> dict[str, str]:
    """The rest of Zotero's field for whatever has no field, of which some lines tell of one."""
    rest = []
    for line in text.split("\n"):
        found = _NOTE_LINE.match(line)
        if found:
            values.setdefault(found["name"].casefold().replace("citation key", "citekey"), found["value"])
        else:
            rest.append(line)
    kept = "\n".join(rest).strip()
    return {"Extra": kept} if kept else {}


def _attachment(path: str) -> Attachment:
    return Attachment(path, "pdf" if path.casefold().endswith(".pdf") else "")
