"""Names of columns in tables of papers and of kinds of publications in their cells, as exporters and people write."""

from __future__ import annotations

from functools import lru_cache

from readlist.model.paper import EntryType
from readlist.model.regex import regex

_FOLDED = regex(r"[\W_]+")
_BETWEEN_NAMES = regex(r"/|-(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])")  # of a column
_TYPED = regex(r"_(?:s|t|i|l|d|dt|ss|txt|html|display)\Z")  # what an index calls the kinds of its fields
_OF_INDEX = {"label": None}  # a citation
_NAMES = {
    "title": "title|titles|articletitle|papertitle|papername|articlename|titleofpaper|"
    "documenttitle|itemtitle|primarytitle|ti|t1|titel|titre|"
    "título|titulo|titolo|tytuł|tytul|название|заглавие|标题|題名|题名|篇名|タイトル|論文名|제목|titleprimary|"
    "titredelarticle|títulodelartículo|titulodelarticulo|títulodoartigo|titulodoartigo|titolodellarticolo|tittel|başlık|"
    "названиестатьи|заголовок|论文题目|论文标题|文献标题|論文タイトル|논문제목|"
    "文献标题|文献タイトル|названиедокумента|논문명|preprinttitle|dctitle",
    "authors": "authors|author|authornames|authorlist|creators|creator|au|authorsrawaffiliation|autor|"
    "autoren|auteur|auteurs|autores|autori|autorzy|авторы|автор|作者|著者|저자|firstauthor|authorsname|"
    "authorshipsauthordisplayname|"
    "authfullname|authorstring|leadauthors|leadauthor|allauthors|paperauthors|listofauthors|speakersauthors|authorshtml|"
    "firstauthors|authorsprimary|"
    "autore|авторыстатьи|作者姓名|著者名|yazarlar|yazar|forfatter|forfattere|"
    "저자명|preprintauthors|dccreator",
    "full_authors": "authorfullnames|authorsfullnames",
    "date": "date|publicationdate|published|publisheddate|publishdate|publishedat|pubdate|coverdate|dateonline|da|"
    "datepublished|datepublish|firstpublicationdate|preprintdate|issued|datum|fecha|data|дата|日期|発行日|dateofpublication|"
    "produceddate|datedepublication|fechadepublicación|发表时间|出版日期|"
    "dateposted|issuedate|dcdate",
    "year": "year|produceddatey|publicationyear|pubyear|yearpublished|py|jahr|année|annee|año|ano|anno|rok|"
    "год|年|年份|出版年|発行年|연도|publishedyear|"
    "annéedepublication|añodepublicación|anodepublicação|erscheinungsjahr|publikationsjahr|jaar|år|yıl|"
    "годпубликации|годиздания|发表年份|年度|출판연도|"
    "발행연도|publicationdateyear|dcyear",
    "month": "month|publishedmonth|publicationmonth|pubmonth|monat|mois|mes|mese",
    "day": "day|publicationday|pubday",
    "entry_type": "entrytype|itemtype|documenttype|type|publicationtype|referencetype|contenttype|dt|typ|typdokumentu|"
    "documentidentifier|doctype|pubtype|resourcetypegeneral|resourcetype|bibtype|venuetype|articletype|papertype|"
    "publicationtypes|typeofreference|typename|tipo|"
    "tipodedocumento|文献类型|文献タイプ|типдокумента",
    "venue": "venue|journal|publicationtitle|sourcetitle|journalbook|conference|booktitle|journaltitle|container|"
    "containertitle|publication|conferencename|proceedingstitle|source|so|jo|t2|zeitschrift|revue|revista|rivista|"
    "czasopismo|publicationname|журнал|期刊|刊名|掲載誌|저널|journalconference|publishedin|quelle|buchtitel|"
    "primarylocationsourcedisplayname|journalfull|fulljournal|pub|proceeding|journals|periodicalfull|titlesecondary|secondarytitle|fulljournalname|"
    "anthologytitle|"
    "fachzeitschrift|periódico|tijdschrift|tidsskrift|dergi|названиежурнала|источник|期刊名称|来源|雑誌名|학술지|parenttitle|"
    "títulodafonte|títulodelafuente|来源出版物名称|文献来源|出版物名|названиеисточника|학술지명|journalname|pubtitle|"
    "ispartof|dcsource",
    "journal_ref": "journalref|journalreference",
    "volume": "volume|vol|journalvolume|bibliovolume|vl|band|tome|volumen|том|卷|巻|volumenumber|권",
    "number": "number|issue|no|num|journalissue|is|heft|numéro|numero|número|номер|期|号|issuenumber|issueno|"
    "biblioissue|"
    "выпуск|호",
    "pages": "pages|page|pagerange|pagination|pageinfo|pp|seiten|páginas|paginas|pagine|страницы|页码|ページ",
    "first_page": "startpage|pagestart|firstpage|beginningpage|spage|bp|sp|bibliofirstpage|"
    "páginainicial|páginadeinicio|起始页码|開始ページ|страницаначала|시작페이지",
    "last_page": "endpage|pageend|lastpage|endingpage|epage|ep|bibliolastpage|otherpages|"
    "páginafinal|结束页码|終了ページ|страницаокончания|끝페이지",
    "article_number": "artno|articlenumber|articleno|artid|论文编号|論文番号",
    "citation": "citation",
    "publisher": "publisher|pu|verlag|éditeur|editeur|editorial|editore|издательство|出版社|出版者|"
    "bookpublisher|primarylocationsourcehostorganizationname|"
    "dcpublisher",
    "abstract": "abstract|abstracts|descriptions|abstractnote|abstracttext|summary|summaries|ab|n2|zusammenfassung|"
    "kurzfassung|résumé|resume|"
    "resumen|resumo|riassunto|streszczenie|аннотация|摘要|抄録|初록|초록|"
    "samenvatting|sammendrag|özet|реферат|要旨|"
    "краткоеописание|dcdescription",
    "doi": "doi|dois|doiid|itemdoi|di|digitalobjectidentifier|doilink|do|dcdoi|externaliddoi|preprintdoi",
    "arxiv": "arxiv|arxiveprints|arxivid|arxividentifier|arxivlink|arxivurl|eprint",
    "affiliations": "affiliations|affiliation|authoraffiliations|institutions|institution|institutes|aff|"
    "authorshipsrawaffiliationstrings|"
    "authoraffiliation|单位|作者单位",
    "categories": "categories|category|arxivcategories|primarycategory",
    "keywords": "keywords|subjects|authorkeywords|keyword|de|automatictags|schlagwörter|schlagworte|motsclés|motscles|"
    "palabrasclave|palavraschave|parolechiave|ключевыеслова|关键词|キーワード|키워드|keywordsdisplayname|meshterms|"
    "trefwoorden|nøkkelord|anahtarkelimeler|关键字|topics|topic|"
    "palavraschavedoautor|palabrasclavedeautor|ключевыесловаавтора|作者关键字|著者キーワード|주제어|"
    "identifierkeywords|subjectterms|dcsubject",
    "url": "url|ee|uri|urlabs|link|paperlink|sourceurl|"
    "articleurl|doiurl|externalurl|landingpageurl|paperurl|pageurl|weblink|webpage|"
    "website|ur|urls|"
    "链接|ссылка|site|absurl|abslink|entryid|primarylocationlandingpageurl|plink|permalink|fulltextlink|"
    "sourcelinkout|dimensionsurl|"
    "lien|enlace|"
    "リンク|documenturl|dclink|downloadfrom",
    "urls": "linkattachments|sourceurls|links|pdflinks|paperlinks",
    "code": "code|github|codeurl|urlcode|githuburl|repository|repo|codelink",
    "editors": "editors|editor|bookeditor|bookeditors|parentauthors|herausgeber|secondaryauthors|authorssecondary",
    "attachments": "attachments|fileattachments|files|file|pdf|pdfurl|urlpdf|localpath|pdfpath|filepath|"
    "downloadurl|openaccesspdf|pdflink|"
    "fulltexturl|primarylocationpdfurl|bestoalocationpdfurl|"
    "linktopdf",
    "bibtex": "bibtex|bibtexentry|bibentry",
    "citekey": "citekey|citationkey|bibtexkey|bibkey|refkey|texkeys|citkey",
    "status": "status|readstatus|readingstatus|readingstate",
    "starred": "starred|star|favorite|favourite",
    "priority": "priority",
    "tags": "tags|labelsnamed|labelsfiledin|tag|manualtags|labels|label|mytags",
    "note": "note|notes|mynotes|comment|comments|anmerkungen|notizen|remarques|notas|备注|メモ|"
    "bemerkungen|bemerkung|notiz|commentaires|observaciones|observações|примечание|примечания|备注说明",
    "extra": "extra",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
# The kinds of publication, in the words of exporters folded as the columns are.
_KINDS = {
    EntryType.ARTICLE: "art articleinaperiodical journalarticles journalarticle article journalpaper review "
    "articlejournal jour researcharticle originalarticle originalpaper reviewarticle "
    "magazinearticle newspaperarticle j journal letter editorial",
    EntryType.CONFERENCE: "comm conferenceproceedings conferenceandworkshoppapers conferencepaper inproceedings "
    "conference "
    "proceedingspaper conferencearticle conferenceproceedingsarticle "
    "chapterconferencepaper c paperconference proceedingsarticle conf cpaper conferencearticles workshop workshoppaper",
    EntryType.PREPRINT: "preprint preprints preprintmanuscript arxivpreprint postedcontent undefined "
    "informalandotherpublications",
    EntryType.THESIS: "these thesis phdthesis dissertation",
    EntryType.MASTERS_THESIS: "mastersthesis masterthesis",
    EntryType.REPORT: "report techreport technicalreport standard",
    EntryType.BOOK: "ouv booksandtheses book monograph proceedings conferencereview b referencework",
    EntryType.CHAPTER: "couv booksection bookchapter chapter incollection encyclopediaarticle dictionaryentry s "
    "referenceworkentry",
    EntryType.DATASET: "dataset",
    EntryType.SOFTWARE: "computerprogram software",
    EntryType.WEB: "webpage blogpost forumpost online website",
    EntryType.MISC: "misc document manuscript presentation",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_OF_PUBLISHERS = {  # behind the name of a publisher
    "journals": EntryType.ARTICLE,
    "magazines": EntryType.ARTICLE,
    "articles": EntryType.ARTICLE,
    "conferences": EntryType.CONFERENCE,
    "standards": EntryType.REPORT,
}

TELLING = frozenset(("title", "authors", "doi", "arxiv", "abstract", "url", "venue", "year", "date"))
"""Fields of which a table of papers has more than the title."""

PAPERS = frozenset(("authors", "doi", "arxiv", "abstract"))
"""Fields that other things than papers seldom have."""

_RANKS = {
    **dict.fromkeys(("fulljournal", "fulljournalname", "journalfull", "periodicalfull"), -1),
    **dict.fromkeys(("authorstring", "sourcetitle", "url"), 2),
    **dict.fromkeys(("so", "source", "titlesecondary", "secondarytitle"), 3),
}


def folded(text: str) -> str:
    """Letters and digits of a text in small letters."""
    return _FOLDED.sub("", text.casefold())


def field_of(column: str) -> str | None:
    """The field that a column of this name tells, or of names in two tongues; None where it is not known.

    >>> field_of("Journal"), field_of("Zeitschrift / Quelle"), field_of("Volume/Issue"), field_of("Organ-单位")
    ('venue', 'venue', None, 'affiliations')
    """
    known = _FIELDS.get(folded(column))
    if known or not _BETWEEN_NAMES.search(column):
        return known
    fields = {_FIELDS.get(folded(name)) for name in _BETWEEN_NAMES.split(column)}
    fields -= {None} if "/" not in column else set()
    return fields.pop() if len(fields) == 1 else None


@lru_cache(1024)
def member_field(name: str) -> str | None:
    """The field that a member or a column tells, whatever an index adds to its name."""
    bare = _TYPED.sub("", name)
    return field_of(name) if bare == name else _OF_INDEX.get(bare, field_of(bare))


@lru_cache(1024)
def rank(column: str) -> int:
    """How late a column is asked of its field: one told in full or of its name first, what may tell of others last."""
    name = folded(column)
    return _RANKS.get(name, int(name != folded(_FIELDS.get(name, ""))))


def kind_of(text: str) -> EntryType | None:
    """The kind of publication that a cell names.

    >>> str(kind_of("Journal Article")), str(kind_of("IET Conferences")), kind_of("Conferences of note")
    ('article', 'inproceedings', None)
    """
    return _KIND_OF.get(folded(text)) or _OF_PUBLISHERS.get(text.casefold().rpartition(" ")[2])
