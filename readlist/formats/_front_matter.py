"""What stands before a note on a paper, as programs for notes and web sites write it, and people by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._references.entries import Entry
from readlist.formats._references.fields import record
from readlist.formats._tables.column_names import field_of
from readlist.formats._tables.columns import paper_of
from readlist.formats._tables.objects import cells
from readlist.formats._yaml import documents
from readlist.model.paper import Paper, Problem, Record
from readlist.model.regex import regex
from readlist.model.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MEMBER = regex(r"(?P<name>[^\W\d][\w .-]{0,40}?)[ \t]{0,9}:(?:[ \t]+(?P<text>.*))?")
_ITEM = regex(r"[ \t]{0,9}-[ \t]+(?P<text>.+)")
_LIST = regex(r"\[(?P<items>(?:[^\[\]]|\[\[[^\[\]]{0,200}\]\])*)\]")
_QUOTED = regex(r"\"(?P<double>.*)\"|'(?P<single>.*)'")
_NOT_TOLD = ("&", "!", "[", "{", "|", ">")  # what only YAML tells, and a line alone does not
_LINK = regex(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_EMPHASIS = regex(r"(?<![\\\w])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,400})(?<=\S)\1(?!\w)")
_IN = regex(r"\A[Ii]n:?\s+(?=[*_\"“])")
# Who stands for the owner of a site among its authors.
_OWNERS = frozenset(("admin", "me"))
_NUMBERED = dict(
    zip(
        "012345678",
        "document conferencepaper article preprint report book booksection thesis patent".split(),
        strict=True,
    )
)
_TYPES = "publication_types"
_BARE: dict[str | None, Callable[[str], str]] = {
    "venue": lambda text: _EMPHASIS.sub(r"\2", _IN.sub("", text)),
    "doi": lambda text: text.replace("\xa0", "_"),  # what YAML makes of an underscore behind a backslash
    "citekey": lambda text: text.removeprefix("@"),
}
_AUTHORS = ("authors", "author")
_MARKUP = regex(r"</?[a-z]{1,6}/?>")
_LONGEST = 2000  # letters of a citation


def members(front: str) -> dict[str, Any] | Problem:
    """The members of a front matter below a line of hyphens; those of lines like ``name: text`` where it is no YAML."""
    found = documents("\n" + front)[0]
    if not isinstance(found, Problem):
        return found.found.value
    return _by_lines(front) or found


def _by_lines(front: str) -> dict[str, Any]:
    """The members as their lines tell them; nothing where a line belongs to none of them, or holds members itself."""
    texts: dict[str, list[str]] = {}
    items: dict[str, list[str]] = {}
    name = ""
    for line in front.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        member, item = _MEMBER.fullmatch(line.rstrip()), _ITEM.fullmatch(line.rstrip())
        if member and member["name"] not in texts:
            name, text = member["name"], (member["text"] or "").strip()
            texts[name] = [text] if text else []
        elif item and name and not texts[name] and not _MEMBER.fullmatch(item["text"]):
            items.setdefault(name, []).append(_bare(item["text"]))
        elif name and texts[name] and member is None:
            texts[name].append(line.strip())
        else:
            return {}
    told = {name: _value(" ".join(text)) for name, text in texts.items()} | items
    return {} if None in told.values() else told


def _value(text: str) -> str | list[str] | None:
    """What stands behind a name; None where only YAML tells."""
    listed = _LIST.fullmatch(text)
    if listed:
        return [_bare(part) for part in listed["items"].split(",")]
    return None if text.startswith(_NOT_TOLD) and _LINK.match(text) is None else _bare(text)


def _bare(text: str) -> str:
    """A text without the quotes around it."""
    text = text.strip().replace("\\_", "_")
    quoted = _QUOTED.fullmatch(text)
    return (quoted["double"] or quoted["single"] or "").replace('\\"', '"') if quoted else text.strip("\"'")


def paper_in(found: Mapping[str, Any], notation: str, lines: tuple[int, int], shown: str) -> Record | Paper | Problem:
    """The paper that the members tell of, whatever they are called; a Problem where they tell of none."""
    told = {name: _told(name, value) for name, value in found.items()}
    paper = paper_of(cells(told), notation, lines, shown)
    known = paper.record if isinstance(paper, Paper) else paper
    if isinstance(known, Record) and not known.authors and isinstance(citation := found.get("citation"), str):
        cited = record(Entry((1, 1), _MARKUP.sub("", citation)[:_LONGEST], ""), None)
        if not cited.doubts and fingerprint(cited.title or "") == fingerprint(known.title or ""):
            told["authors"] = [name.display for name in cited.authors]
            paper = paper_of(cells(told), notation, lines, shown)
    return paper


def _told(name: str, value: Any) -> Any:
    """A value without what links and shows it; owners of a site among the authors are others."""
    if isinstance(value, list):
        if name == _TYPES:
            return [_NUMBERED.get(kind, kind) for kind in value if isinstance(kind, str)]
        plain = [_told(name, item) for item in value]
        named = [item for item in plain if not isinstance(item, str) or item not in _OWNERS]
        return [*named, "others"] if name.casefold() in _AUTHORS and len(named) < len(plain) else plain
    if not isinstance(value, str):
        return value
    text = _LINK.sub(r"\1", value)
    return _BARE.get(field_of(name), str)(text)
