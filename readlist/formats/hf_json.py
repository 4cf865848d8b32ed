"""Hugging Face's papers as JSON: what the site's interface answers, and what scrapers of its pages make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._arxiv import submitted
from readlist.formats._json.members import Members, people, text_of
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import Evidence, Found, Reader
from readlist.formats._people import people as people_in
from readlist.formats._record import make_record, papers_in
from readlist.model.dates import PartialDate
from readlist.model.identifiers import Arxiv, normalize_arxiv
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENVELOPES = frozenset(("papers", "daily_papers", "dailyPapers", "items", "results", "data", "searchResults"))
_PAGE = regex(r"huggingface\.co\\?/papers\\?/\d")
_OWN_MEMBER = regex(r'"(?:publishedAt|submittedOnDailyAt|discussionId|submittedBy|upvotes|ai_summary)"\s*:')
_TITLE = regex(r'"(?:title|name|paper_title)"\s*:')
_INSIDE = ("paper", "details")
_ADDRESSES = tuple("paper_url url link page_url hf_url huggingface_url href arxiv_page_url arxiv_url pdf_url".split())
_DATES = (
    "publishedAt",
    "published",
    "published_at",
    "published_date",
    "publication_date",
    "date",
    "submittedOnDailyAt",
)


def recognize(text: str) -> float:
    """How surely a text is papers of Hugging Face as JSON."""
    beginning = sample(text)
    if not _TITLE.search(beginning):
        return 0.0
    if len(set(_OWN_MEMBER.findall(beginning))) > 1 and '"summary"' in beginning:
        return 0.96
    return 0.96 if _PAGE.search(beginning) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each object that is none."""
    return papers_in(objects(text, _ENVELOPES), _record)


def _record(found: Located) -> Record:
    members = Members(_joined(found.value))
    names, complete = _authors(members)
    addresses = list(dict.fromkeys(text for name in _ADDRESSES if (text := members.text(name))))
    arxiv = _identifier(members, addresses)
    file = next((address for address in addresses if "/pdf/" in address or address.endswith(".pdf")), None)
    return make_record(
        "hf_json",
        found.lines,
        title=members.text("title", "paper_title", "name"),
        authors=names,
        authors_complete=complete,
        date=_date(members, arxiv),
        entry_type=EntryType.PREPRINT,
        abstract=members.prose("summary", "abstract", "description"),
        arxiv=arxiv,
        keywords=members.texts("ai_keywords") or members.texts("keywords") or members.texts("tags"),
        url=addresses[0] if addresses else f"https://huggingface.co/papers/{arxiv.id}" if arxiv else None,
        urls=[address for address in addresses[1:] if address != file] + _pages(members),
        code=_code(members),
        attachments=[Attachment(file, "pdf")] if file else (),
        extra=members.left(),
    )


def _joined(found: dict[str, Any]) -> dict[str, Any]:
    """The members of an object and of the paper inside it, whose own word counts."""
    for name in _INSIDE:
        inside = found.get(name)
        if isinstance(inside, dict):
            outer = {key: value for key, value in found.items() if key != name}
            told = {key: value for key, value in inside.items() if value not in (None, "", [], {})}
            others = {
                f"outer {key}": outer[key] for key in outer.keys() & told.keys() if _differ(outer[key], told[key])
            }
            return outer | told | others
    return found


def _differ(one: Any, another: Any) -> bool:
    return one != another and text_of(one).split() != text_of(another).split()


def _authors(members: Members) -> tuple[tuple[Name, ...], bool]:
    objects_of = members.objects("authors")
    if objects_of:
        whole = people(author for author in objects_of if author.get("hidden") is not True)
        return tuple(Name.parse(name.display) if name.literal else name for name in whole), True
    listed = members.texts("authors") or members.texts("author")
    if len(listed) == 1:
        return people_in(listed[0])
    return tuple(map(Name.parse, listed)), True


def _identifier(members: Members, addresses: list[str]) -> Arxiv | None:
    for name in ("id", "arxiv_id", "arxivId", "paper_id"):
        if arxiv := normalize_arxiv(text_of(members.peek(name))):
            members.drop(name)
            return arxiv
    found = (re.search(r"/papers/([\w.-]{9,16})", address) for address in addresses)
    told = next((arxiv for match in found if match and (arxiv := normalize_arxiv(match[1]))), None)
    return told or next((arxiv for address in addresses if (arxiv := normalize_arxiv(address))), None)


def _date(members: Members, arxiv: Arxiv | None) -> PartialDate | None:
    for name in _DATES:
        if date := PartialDate.find(text_of(members.peek(name))):
            return date
    return submitted(arxiv.id) if arxiv else None


def _code(members: Members) -> str | None:
    told = members.text("githubRepo", "github_url", "github", "code_url", "code")
    return told or members.first("github_links")


def _pages(members: Members) -> list[str]:
    return [text for name in ("projectPage", "project_page") if (text := members.text(name))]


READER = Reader("hf_json", "Hugging Face's papers as JSON", recognize, read)
