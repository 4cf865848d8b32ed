"""The records that a page in HTML carries for machines: COinS, citation meta tags, JSON-LD and microdata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._html.coins import CLASS, read_context
from readlist.formats._html.json_ld import LIKE_A_PAPER, PAPER, papers
from readlist.formats._html.parser import VOID, PageParser
from readlist.formats._kinds import SHOWN
from readlist.formats._record import NO_PAPER, make_record, page_range, tells_of_a_paper
from readlist.model.identifiers import find_arxiv
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Problem, Record
from readlist.model.regex import regex
from readlist.model.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NAME = "html"
MARKS = regex(
    r"class=[\"']?[^\"'>]{0,100}\bZ3988\b|name=[\"']?(?:citation_title|bepress_citation_title|eprints\.title)\b"
    rf"|{PAPER}"
    r"|itemtype=[\"']?https?://schema\.org/(?:Medical)?ScholarlyArticle",
    re.IGNORECASE,
)
_CONTEXT = "ctx_ver=Z39.88"
_DAMAGED = "a damaged tag"
_DEEPEST = 30  # levels of microdata that are looked at
_OF_PAGE = regex(rf"<meta\b|<[^<>]*\b(?:itemprop=|{CLASS})")
_OF_ARTICLES = frozenset(("headline", "author", "datePublished", "isPartOf", "pagination"))


def records(text: str) -> Sequence[Record | Problem]:
    """The records of the page: of COinS, JSON-LD and microdata the kind that has most, and that of the meta tags.

    Of a page with one paper the meta tags count. Beside them is told what a damaged tag or script has swallowed.
    """
    page = _Page()
    page.feed(text)
    page.close()
    best = max(page.contexts, page.items, page.scripts, key=lambda found: (_records_in(found), len(found)))
    if not _records_in(best):
        best = [*page.contexts, *page.items, *page.scripts]
    meta = _from_meta(page.meta)
    title = meta.title if isinstance(meta, Record) else None
    if meta is not None and title and _records_in(best) <= 1:
        best = [meta]
    elif meta is not None and not (title and fingerprint(title) in _titles(best)):
        page.beside.append(meta)
    return sorted([*best, *page.beside], key=_first_line)


def _first_line(found: Record | Problem) -> int:
    if isinstance(found, Problem):
        return found.lines[0]
    return found.source.lines[0] if found.source else 0


def _titles(found: Sequence[Record | Problem]) -> set[int]:
    """The fingerprints of the titles of some records."""
    return {fingerprint(item.title) for item in found if isinstance(item, Record) and item.title}


def _records_in(found: Sequence[Record | Problem]) -> int:
    return sum(isinstance(item, Record) for item in found)


class _Meta(NamedTuple):
    """A meta tag: its name in lower case, what it says, its first and last line."""

    name: str
    content: str
    lines: tuple[int, int]


class _Property(NamedTuple):
    """A property that is open: its name, its depth, its text so far; ``scope`` tells that it is a thing of its own."""

    name: str
    depth: int
    texts: list[str]
    scope: bool


class _Item(NamedTuple):
    """An element with microdata of a paper: its depth, its first line, its properties, those that are open."""

    depth: int
    line: int
    properties: dict[str, list[str]]
    open: list[_Property]

    def take(self, name: str, text: str) -> None:
        """Take a property's value; the name of a thing is the value of the property that the thing is."""
        thing = next((held.name for held in reversed(self.open) if held.scope), None)
        if thing is not None and name in {"name", "volumeNumber", "issueNumber"}:
            name = thing if name == "name" else name
        elif thing is not None:
            return
        self.properties.setdefault(name, []).append(" ".join(text.split()))


class _Page(PageParser):
    """Collects what carries records."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.contexts: list[Record | Problem] = []
        self.meta: list[_Meta] = []
        self.scripts: list[Record | Problem] = []
        self.items: list[Record | Problem] = []
        self.beside: list[Record | Problem] = []
        self._script: int | None = None
        self._open: list[str] = []
        self._item: _Item | None = None

    def parse_endtag(self, i: int) -> int:
        """Pass over an end tag, which holds nothing unless it is damaged."""
        end = super().parse_endtag(i)
        if end - i > len(_CONTEXT):
            self._tell_damaged(self.rawdata[i:end], self.lineno)
        return end

    def parse_bogus_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  the parser's own
        """Pass over a section or an instruction, which holds nothing unless it is damaged."""
        end = super().parse_bogus_comment(i, report)
        self._tell_damaged(self.rawdata[i:end], self.lineno)
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what an element carries."""
        line, text = self.lineno, self.get_starttag_text() or ""
        lines = (line, line + text.count("\n"))
        attributes = {name: value or "" for name, value in attrs}
        self._look_for_context(attributes, text, lines)
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property", "")
            self.meta.append(_Meta(name.casefold(), attributes.get("content", ""), lines))
        if tag == "script" and ("ld+json" in text.casefold() or '"@type"' in text):
            self._script = line
        if tag not in VOID:
            self._open.append(tag)
        self._begin_property(attributes, line)

    def _look_for_context(self, attributes: Mapping[str, str], tag: str, lines: tuple[int, int]) -> None:
        """Take the record of a context object; a Problem where another tag begins in its own."""
        title = attributes.get("title", "")
        if CLASS in attributes.get("class", "") or title.startswith(_CONTEXT):
            record = read_context(title, NAME, lines)
            if record is not None:
                told = tells_of_a_paper(record)
                self.contexts.append(record if told else Problem(lines, NO_PAPER, title[:SHOWN]))
                return
        self._tell_damaged(tag, lines[0])

    def _tell_damaged(self, tag: str, line: int) -> None:
        """A Problem where another tag that tells of a paper begins within one, or other signs of a paper stray."""
        if tag.count("<") > 1 and (CLASS in tag or _OF_PAGE.search(tag, 1)):
            self.beside.append(Problem((line, line + tag.count("\n")), _DAMAGED, tag[:SHOWN]))
        else:
            self._tell_stray(tag, line)

    def _tell_stray(self, text: str, line: int) -> None:
        """A Problem where a text that is none to read holds what tells a machine of a paper."""
        if len(text) < len(_CONTEXT):
            return
        folded = text.casefold()
        is_context = _CONTEXT.casefold() in folded and "rft" in folded
        stray = self.contexts if is_context else self.scripts if '"@type"' in text else None
        if stray is not None:
            first = line + text[: len(text) - len(text.lstrip())].count("\n")
            text = text.strip()
            stray.append(Problem((first, first + text.count("\n")), _DAMAGED, text[:SHOWN]))

    def _begin_property(self, attributes: Mapping[str, str], line: int) -> None:
        if self._item is None:
            if "ScholarlyArticle" in attributes.get("itemtype", ""):
                self._item = _Item(len(self._open), line, {}, [])
            elif not _OF_ARTICLES.isdisjoint(attributes.get("itemprop", "").split()):
                self._tell_property(line)
            return
        given = (
            attributes.get("content") or attributes.get("href") or attributes.get("src") or attributes.get("datetime")
        )
        for name in attributes.get("itemprop", "").split()[:3]:
            if given and "itemscope" not in attributes:
                self._item.take(name, given)
            elif len(self._item.open) < _DEEPEST:
                self._item.open.append(_Property(name, len(self._open), [], "itemscope" in attributes))

    def _tell_property(self, line: int) -> None:
        """A Problem for an article's property that stands in no article; one for those that follow one another."""
        before = self.items.pop() if self.items and isinstance(self.items[-1], Problem) else None
        tag = self.get_starttag_text() or ""
        first, shown = (before.lines[0], before.text) if isinstance(before, Problem) else (line, tag.strip()[:SHOWN])
        self.items.append(Problem((first, line + tag.count("\n")), "properties outside of an article", shown))

    def handle_data(self, data: str) -> None:
        """Keep the text of a script or of a property."""
        if self._script is not None:
            for found in papers(data, NAME, (self._script, self.lineno + data.count("\n"))):
                if isinstance(found, Problem) and _OF_PAGE.search(data):
                    self.beside.append(found)
                else:
                    self.scripts.append(found)
            self._script = None
            return
        if self.cdata_elem is None or '"@context"' in data or MARKS.search(data) or LIKE_A_PAPER.search(data):
            self._tell_stray(data, self.lineno)
        for held in self._item.open if self._item is not None else ():
            held.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a property or an item."""
        self._script = None
        if tag not in self._open[-60:]:
            return
        while self._open and self._open.pop() != tag:
            pass
        if self._item is None:
            return
        while self._item.open and len(self._open) < self._item.open[-1].depth:
            held = self._item.open.pop()
            if not held.scope:
                self._item.take(held.name, "".join(held.texts))
        if len(self._open) < self._item.depth:
            self._end_item(self._item)

    def _end_item(self, item: _Item) -> None:
        lines = (item.line, self.lineno)
        record = _of_properties(item.properties, lines)
        self.items.append(
            record if tells_of_a_paper(record) else Problem(lines, NO_PAPER, str(item.properties)[:SHOWN])
        )
        self._item = None

    def close(self) -> None:
        """End the page, and what is open: a script, a tag, an item."""
        first, rest = self.getpos()[0], self.rawdata.rstrip()
        if self._script is not None:
            self.handle_data(rest)
            self.rawdata = ""
        elif MARKS.search(rest) or _OF_PAGE.search(rest):
            self.beside.append(Problem((first, first + rest.count("\n")), "a tag without its end", rest[:SHOWN]))
            self.rawdata = ""
        super().close()
        if self._item is not None:
            self._end_item(self._item)


def _of_properties(properties: Mapping[str, list[str]], lines: tuple[int, int]) -> Record:
    """The record of an element with microdata."""
    first = {name: next(filter(None, values), "") for name, values in properties.items()}
    title = first.get("name") or first.get("headline")
    links = [link for name in ("sameAs", "url", "identifier") for link in properties.get(name, ())]
    return make_record(
        NAME,
        lines,
        title=title.rstrip(".") if title else None,
        authors=[Name.parse(name) for name in dict.fromkeys(properties.get("author", ())) if name],
        date=first.get("datePublished"),
        venue=first.get("isPartOf"),
        volume=first.get("volumeNumber"),
        number=first.get("issueNumber"),
        pages=page_range(first.get("pageStart"), first.get("pageEnd")) or first.get("pagination"),
        publisher=first.get("publisher"),
        abstract=first.get("description") or first.get("abstract"),
        doi=next((link for link in links if "doi.org/" in link), None),
        arxiv=next(filter(find_arxiv, links), None),
        url=next((link for link in links if link.startswith("http")), None),
    )


def _from_meta(tags: Sequence[_Meta]) -> Record | Problem | None:
    """The record in a page's citation tags, of whatever flavour; a damaged page may lack its title."""
    values: dict[str, list[str]] = {}
    lines: list[int] = []
    for name, content, within in tags:
        prefix, _, rest = name.replace("bepress_citation_", "citation_").partition("_")
        if prefix == "citation" and content.strip():
            values.setdefault(rest, []).append(content.strip())
            lines += within
    if not values:
        return None
    record = _tagged(values, tags, (min(lines), max(lines)))
    return record if tells_of_a_paper(record) else Problem((min(lines), max(lines)), NO_PAPER, str(values)[:SHOWN])


def _tagged(values: Mapping[str, list[str]], tags: Sequence[_Meta], lines: tuple[int, int]) -> Record:
    """The record of citation tags by their names, what they leave out from the page's other tags."""
    first = {name: found[0] for name, found in values.items()}
    kind, venue = next(((kind, first[name]) for name, kind in _VENUES.items() if name in first), (None, None))
    keywords = [word for text in values.get("keywords", values.get("keyword", ())) for word in re.split(r"[;,]", text)]
    url = next((first[name] for name in _ADDRESSES if name in first), None) or _plain(tags, "og:url")
    return make_record(
        NAME,
        lines,
        title=first.get("title"),
        authors=[Name.parse(name) for name in _people(values.get("author") or values.get("authors") or ())],
        date=next((first[name] for name in _DATES if name in first), None),
        entry_type=kind,
        venue=venue,
        volume=first.get("volume"),
        number=first.get("issue"),
        pages=page_range(first.get("firstpage"), first.get("lastpage")) or first.get("pages"),
        publisher=first.get("publisher"),
        abstract=first.get("abstract") or _plain(tags, "dc.description", "dcterms.abstract"),
        doi=first.get("doi"),
        arxiv=first.get("arxiv_id"),
        url=url,
        keywords=keywords,
        affiliations=values.get("author_institution", ()),
        attachments=[Attachment(address, "pdf") for address in dict.fromkeys(values.get("pdf_url", ()))],
        extra={name: "; ".join(found) for name, found in values.items() if name not in _TAKEN},
    )


_VENUES = {
    "dissertation_institution": EntryType.THESIS,
    "conference_title": EntryType.CONFERENCE,
    "conference": EntryType.CONFERENCE,
    "inbook_title": EntryType.CHAPTER,
    "book_title": EntryType.CHAPTER,
    "journal_title": EntryType.ARTICLE,
    "journal_abbrev": EntryType.ARTICLE,
    "technical_report_institution": EntryType.REPORT,
}
_ADDRESSES = ("abstract_html_url", "public_url", "fulltext_html_url")
_DATES = ("publication_date", "date", "cover_date", "online_date", "year")
_TAKEN = frozenset(
    """
    title author authors volume issue firstpage lastpage pages publisher abstract doi arxiv_id keywords keyword
    author_institution pdf_url
    """.split()
) | {*_DATES, *_VENUES, *_ADDRESSES}


def _people(names: Sequence[str]) -> Iterator[str]:
    """The names in tags, each its own or all in one."""
    for name in names:
        yield from filter(None, (part.strip() for part in name.split(";")))


def _plain(tags: Sequence[_Meta], *names: str) -> str | None:
    return next((content for name, content, _ in tags if name in names and content.strip()), None)
