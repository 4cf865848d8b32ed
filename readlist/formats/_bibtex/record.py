"""Records from the entries of BibTeX and biblatex."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.formats._bibtex.dates import take_date
from readlist.formats._bibtex.files import alias, attachments
from readlist.formats._bibtex.identifiers import WEB, address, find_doi_field, take_arxiv, take_link, take_urls
from readlist.formats._bibtex.inherit import complete
from readlist.formats._bibtex.journal_macros import JOURNALS
from readlist.formats._bibtex.names import names_people, people
from readlist.formats._bibtex.places import tidy_places
from readlist.formats._bibtex.scan import outside_braces
from readlist.formats._bibtex.types import WITHOUT_PAPER, take_type
from readlist.formats._reading import told_by
from readlist.formats._record import record_of_clean, tells_of_a_paper, with_subtitle
from readlist.model.latex import decode
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Status
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readlist.formats._bibtex.inherit import Fields, Surroundings
    from readlist.formats._bibtex.scan import Entry
    from readlist.formats._kinds import Found
    from readlist.model.names import Name
    from readlist.model.paper import Record

# Where the venue stands, the best first.
_VENUES = {
    EntryType.CONFERENCE: ("booktitle", "journaltitle", "journal", "eventtitle"),
    EntryType.CHAPTER: ("booktitle", "journaltitle", "journal"),
    EntryType.THESIS: ("school", "institution", "university"),
    EntryType.MASTERS_THESIS: ("school", "institution", "university"),
    EntryType.REPORT: ("institution", "organization", "school"),
    EntryType.BOOK: ("series",),
    EntryType.WEB: ("journaltitle", "journal", "booktitle", "howpublished", "organization"),
    EntryType.SOFTWARE: ("journaltitle", "journal", "booktitle", "howpublished", "organization"),
    EntryType.DATASET: ("journaltitle", "journal", "booktitle", "howpublished", "organization"),
}
_VENUE = ("journaltitle", "journal", "booktitle", "howpublished")
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
_CREATORS = frozenset("director producer composer performer creator artist speaker writer".split())
_NOTES = ("annote", "annotation", "comment", "comments")
_TAGS = ("mendeley-groups", "mendeley-tags", "tags")
_KEYWORDS = ("keywords", "keyword", "author_keywords", "author-keywords")
_FILES = ("file", "files", "pdf", "ps", "local-url", "localfile")
_STATUSES = {"read": Status.READ, "skimmed": Status.SKIMMED}
_TELLING = frozenset({*_KEYWORDS, *_NOTES, *_TAGS, "groups", "readstatus", "ranking", "relevance", "priority"})
# Fields that programs read as they stand.
_VERBATIM = regex(
    r"(?:.*url.*|uri|link|ee|doi|file.*|pdf|ps|.*path|eprint.*|archiveprefix|bdsk-.*|.*date.*|timestamp"
    r"|ids|key|owner|crossref|xref|xdata|entryset|.*key|.*hash|biburl|entry_type)\Z"
)
_ENTITY = regex(
    r"(?<!\\)&(?:amp|lt|gt|quot|apos|nbsp|[nm]dash|[lr][sd]quo|#\d{1,6}|#x[0-9A-Fa-f]{1,5}|szlig"
    r"|[A-Za-z]{1,2}(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron|lig));"
)
_TAG = regex(
    r"< (?:i|b|su[bp]|em)>"
    r"|</?(?:i|b|u|em|strong|sub|sup|scp|sc|inf|italic|bold|span|p|jats:[a-z-]{1,20})(?:\s[^<>]{0,200})?/?>"
)
_ESCAPED_TAG = regex(r"\{?\\textless\s?\}?/?(?:i|b|u|em|strong|sub|sup|scp|italic|bold|span)\{?\\textgreater\s?\}?")
# How Mendeley escapes the signs of LaTeX that it was given.
_MENDELEYS = regex(r"\$\\backslash\$|\{\\([${}_^&%#])(?:\{\})?\}")
# And the ends of lines, which are no names of LaTeX's.
_MENDELEYS_LINES = regex(r"\$\\backslash\$[nr](?!(?:u|abla|eq?|ot|ho|ight\w{0,9}|m|angle|ef)(?![a-z]))")
_HEADING = regex(r"\A(?:Abstract|ABSTRACT)(?:[.:]?[^\S\n]*\n|[.:])\s*")
_BLANKS = regex(r"(\A +| {2,}|[^\S ])")
_SENTENCE_END = regex(r"(?<=\.)\n\s*")
_GUILLEMETS = regex(r"(?<![^\s(\[])<<(?=[^\s<=])([^<>]{1,300})(?<=\S)>>")
_DASHES = regex(r"-{3,}")
_DEEP = 4  # blanks before every line are no list within a list
_SEPARATOR = {mark: regex(rf"(?<!\\)[{{}}]|{mark}") for mark in ",;"}


class _Reading(NamedTuple):
    """What an entry tells of its reader: what a record has no place for."""

    status: Status
    starred: bool
    priority: int
    tags: tuple[str, ...]
    note: str | None


def read_entry(entry: Entry, around: Surroundings) -> Found | None:
    """What an entry tells; None where it is an aside, or serves others that it is known to serve."""
    if entry.type in {"comment", "preamble"} or (entry.type == "xdata" and entry.key.casefold() in around.parents):
        return None
    fields, repeated = _distinct(entry.fields)
    if around.parents:
        complete(fields, entry.type, around.parents)
    if entry.type in WITHOUT_PAPER and not {"title", "author"} & fields.keys():
        return Problem(entry.lines, WITHOUT_PAPER[entry.type], f"@{entry.type}{{{entry.key}}}")
    find_doi_field(fields)
    reading, keywords, authors_complete = _reading(fields, entry.key, around)
    record = _record(entry, fields, repeated, keywords, authors_complete=authors_complete)
    if not tells_of_a_paper(record):
        known = ", ".join(name for name, value in entry.fields if value.strip()) or "nothing"
        return Problem(
            entry.lines, f"an entry that tells {known}, and no title, author, abstract or address", entry.key
        )
    return record if reading is None else Paper(record=record, **reading._asdict())


def _record(
    entry: Entry,
    fields: Fields,
    repeated: Iterable[tuple[str, str]],
    keywords: Iterable[str],
    *,
    authors_complete: bool,
) -> Record:
    """The record of an entry; what it has no place for is left of the fields."""
    kind = take_type(entry.type, fields)
    arxiv = take_arxiv(fields)
    authors, all_named = _people(fields)
    venue = _venue(fields, kind)
    tidy_places(fields)
    take_link(fields, "title")
    url, urls = take_urls(fields)
    values: dict[str, Any] = {
        "title": _take_title(fields, kind) or None,
        "authors": authors,
        "authors_complete": all_named and authors_complete,
        "date": take_date(fields),
        "entry_type": kind,
        "venue": venue or None,
        "arxiv": arxiv,
        "keywords": keywords,
        "url": url or None,
        "urls": urls,
        "citekey": squeeze(entry.key) or None,
    }
    for name, field, take in _SIMPLE:
        if field in fields and (value := take(fields[field])) and values.setdefault(name, value) == value:
            del fields[field]
    values["attachments"] = tuple(_take_files(fields))
    values["extra"] = _extra(fields, repeated)
    return record_of_clean("bibtex", entry.lines, values)


def _distinct(given: Sequence[tuple[str, str]]) -> tuple[Fields, list[tuple[str, str]]]:
    """The fields that say something, each with its first value, and the further values of any."""
    fields: Fields = {name: value for name, value in given if value and not value.isspace()}
    if len(fields) == len(given):
        return fields, []
    fields = {}
    repeated = []
    for name, value in given:
        if name not in fields:
            if value and not value.isspace():
                fields[name] = value
        elif value.strip() and value != fields[name]:
            repeated.append((name, value))
    _join_keywords(fields, repeated)
    return fields, repeated


def _join_keywords(fields: Fields, repeated: list[tuple[str, str]]) -> None:
    """Put the keywords of several fields into one, as the exporters of publishers have a field for each."""
    for name in _KEYWORDS:
        if further := [value for key, value in repeated if key == name]:
            fields[name] = (";" if len(further) > 1 else ",").join((fields[name], *further))
            repeated[:] = [field for field in repeated if field[0] != name]


def _text(value: str) -> str:
    """Running text in Unicode, its paragraphs parted by an empty line."""
    given = value
    if "$\\backslash$" in value:
        value = _MENDELEYS.sub(lambda found: found[1] or "\\", _MENDELEYS_LINES.sub("\n", value))
    value = _without_entities(value)
    if "<" in value:  # one letter is found much faster than two
        value = _TAG.sub("", value) if "</" in value else value
        value = _GUILLEMETS.sub(r"«\1»", value) if ">>" in value else value
    elif "\\textless" in value and "$" not in value:
        value = _ESCAPED_TAG.sub("", value)
    text = decode(value, formulas=True)
    return text if text is given else clean(text).strip()


def _without_entities(value: str) -> str:
    """A value with characters in place of those of HTML, as the exporters of publishers leave them."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), value) if "&" in value else value


def _line(value: str) -> str:
    """Running text in Unicode, on one line."""
    text = _text(value)
    return text if text is value else squeeze(text)


def _take(fields: Fields, *names: str) -> str:
    """The text of the first of these fields that is there, which is taken out."""
    for name in names:
        if name in fields:
            return _line(fields.pop(name))
    return ""


def _parted(value: str, separator: str = ",") -> list[str]:
    """The parts of a list, as texts; what is in braces is one part."""
    if "{" not in value:
        return [_line(part) for part in value.split(separator)] if value else []
    return [_line(part) for part, _ in outside_braces(value, _SEPARATOR[separator])]


def _words(value: str) -> list[str]:
    """The words of a list between semicolons, or else commas."""
    return _parted(value, ";" if ";" in value else ",")


def _unwrapped(value: str) -> str:
    """A value without the second braces that Web of Science puts around every one."""
    bare = value.strip()
    inner = bare[1:-1]
    return inner if bare[:1] == "{" and bare[-1:] == "}" and "{" not in inner and "}" not in inner else value


def _reading(fields: Fields, key: str, around: Surroundings) -> tuple[_Reading | None, tuple[str, ...], bool]:
    """The reading state, None where there is none; the keywords; whether these say that the authors are complete."""
    if _TELLING.isdisjoint(fields) and not around.members:
        return None, (), True
    words: list[str] = []
    for name in _KEYWORDS:
        if value := fields.pop(name, ""):
            words += value.split() if "interhash" in fields else _words(_unwrapped(value))  # BibSonomy's have blanks
    told = told_by(word.strip() for word in words if word.strip())
    status = told.status
    if (read := fields.get("readstatus", "").strip()) in _STATUSES:
        del fields["readstatus"]
        status = status if status is not Status.INBOX else _STATUSES[read]
    starred = told.starred | _take_mark(fields, "ranking", "rank5") | _take_mark(fields, "relevance", "relevant")
    priority = next((4 - n for n in (1, 2, 3) if _take_mark(fields, "priority", f"prio{n}")), told.priority)
    tags = list(told.tags)
    tags += [around.groups.get(group, group) for group in _parted(fields.pop("groups", ""))]
    tags += around.members.get(key.casefold(), ())
    tags += [tag for name in _TAGS for tag in _words(fields.pop(name, ""))]
    found = tuple(dict.fromkeys(filter(None, (" ".join(tag.split()) for tag in tags))))
    note = "\n\n".join(filter(None, (_note(fields.pop(name, "")) for name in _NOTES))) or None
    reading = _Reading(status, starred, priority, found, note)
    keywords = tuple(dict.fromkeys(told.keywords))
    is_told = status is not Status.INBOX or starred or priority or found or note
    return reading if is_told else None, keywords, told.authors_complete


def _take_mark(fields: Fields, name: str, mark: str) -> bool:
    """Whether a field of JabRef's has this value, which is then taken out."""
    if fields.get(name, "").strip().casefold() == mark:
        del fields[name]
        return True
    return False


def _note(value: str) -> str:
    """A note, its lines and their blanks kept, but for those that the layout of the entry puts before each."""
    lines = [line.rstrip().expandtabs(4) for line in value.rstrip().split("\n")]
    further = [len(line) - len(line.lstrip()) for line in lines[1:] if line]
    deep = min(further, default=0)
    if deep >= _DEEP:
        lines[1:] = [line[deep:] for line in lines[1:]]
    return "\n".join("".join(map(_unless_blank, _BLANKS.split(line))) for line in lines).strip(" \n")


def _unless_blank(text: str) -> str:
    return decode(text) if text.strip() else text


def _take_title(fields: Fields, kind: EntryType) -> str:
    if "title" not in fields:
        return _take(fields, *(("maintitle", "booktitle") if kind is EntryType.BOOK else ("shorttitle",)))
    return _with_subtitle(fields, "title")


def _with_subtitle(fields: Fields, name: str) -> str:
    title = _take(fields, name)
    subtitle = _take(fields, _SUBTITLES[name]) if name in _SUBTITLES else ""
    return with_subtitle(title, subtitle)


def _people(fields: Fields) -> tuple[tuple[Name, ...], bool]:
    """The authors, for films and the like those who made them, and whether they are all."""
    name = "author"
    if name not in fields:
        is_creator = "editor" in fields and fields.get("editortype", "").strip() in _CREATORS
        name = "editor" if is_creator else "director"
    return people(_without_entities(fields.pop(name, "")))


def _venue(fields: Fields, kind: EntryType) -> str:
    for name in _VENUES.get(kind, _VENUE):
        if name in fields and not (name == "howpublished" and WEB.search(fields[name])):
            fields[name] = JOURNALS.get(fields[name].strip(), fields[name])
            return _with_subtitle(fields, name)
    return ""


def _take_files(fields: Fields) -> Iterator[Attachment]:
    for name in [name for name in fields if name in _FILES or name.startswith(("file-", "bdsk-file-"))]:
        if name.startswith("bdsk-file-"):
            found = alias(fields[name])
            if found is None:
                continue
            yield found
        elif name.startswith("file"):
            yield from attachments(fields[name])
        else:
            path = address(fields[name])
            yield Attachment(path, name if name in {"pdf", "ps"} else "")
        del fields[name]


def _extra(fields: Fields, repeated: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is left of the fields, as text or as it stands."""
    extra: dict[str, str] = {}
    for name, value in (*fields.items(), *repeated):
        if text := _left(name, value):
            extra[name] = f"{extra[name]}; {text}" if name in extra else text
    return extra


def _categories(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(value).replace(",", " ").split()))


def _affiliations(value: str) -> tuple[str, ...]:
    """The affiliations between semicolons; where people stand between these, it is one text, or one a line."""
    if "\n" in value and len(lines := _SENTENCE_END.split(value)) > 1:
        parts = [_line(line) for line in lines]
    else:
        parts = [_line(value)] if names_people(value) else _parted(value, ";")
    return tuple(dict.fromkeys(filter(None, parts)))


def _left(name: str, value: str) -> str:
    return address(value) if _VERBATIM.match(name) else _text(value)


# What is in a field of a record, the field of an entry, and how it is read; of two the first that tells something.
_SIMPLE: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("affiliations", "affiliation", _affiliations),
    ("affiliations", "affiliations", _affiliations),
    ("volume", "volume", _line),
    ("number", "number", _line),
    ("number", "issue", _line),
    ("pages", "pages", lambda value: _line(_DASHES.sub("--", value) if "---" in value else value)),
    ("pages", "article-number", _line),
    ("pages", "articleno", _line),
    ("pages", "art_number", _line),
    ("pages", "elocation-id", _line),
    ("publisher", "publisher", _line),
    ("abstract", "abstract", lambda value: _text(_HEADING.sub("", value.lstrip()))),
    ("doi", "doi", lambda value: address(value).rstrip("/.,;")),
    ("categories", "primaryclass", _categories),
    ("categories", "eprintclass", _categories),
    ("code", "code", address),
    ("editors", "editor", lambda value: people(_without_entities(value))[0]),
)
