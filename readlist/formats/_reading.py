"""What keywords tell of reading: the words that stand for a status, a star, a priority or a list that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Paper, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Record

INCOMPLETE = "authors-incomplete"
STARRED = "starred"
_STATUS = "status/"
_PRIORITY = "priority/"

_STATUSES = {f"{_STATUS}{status}": status for status in Status}
# What users of Zotero, and plugins for it, tag papers with.
_FOREIGN_STATUSES = {
    "/unread": Status.INBOX,
    "_unread": Status.INBOX,
    "to-read": Status.LATER,
    "_to-read": Status.LATER,
    "/to-read": Status.LATER,
    "_reading": Status.READING,
    "/reading": Status.READING,
    "_read": Status.READ,
    "/read": Status.READ,
}
_PRIORITIES = {f"{_PRIORITY}{number}": number for number in (1, 2, 3)}
_STARS = frozenset({"⭐", "★", STARRED})


class Told(NamedTuple):
    """What a list of keywords tells: a reading state, and which of the other words are tags and which keywords."""

    status: Status = Status.INBOX
    starred: bool = False
    priority: int = 0
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors_complete: bool = True


def paper_of(record: Record, told: Told, *, tags: Iterable[str] = (), note: str | None = None) -> Record | Paper:
    """The record, as a paper where something is told of its reading; ``tags`` come to those that keywords tell."""
    paper = Paper(
        record=record,
        status=told.status,
        starred=told.starred,
        priority=told.priority,
        tags=(*told.tags, *tags),
        note=note or None,
    )
    return record if paper == Paper(record=record) else paper


def parted_words(paper: Paper) -> Iterator[str]:
    """Tags, what concerns reading, the publisher's keywords: ``told_by`` knows by the status which are which."""
    state = [STARRED] * paper.starred + [f"{_PRIORITY}{paper.priority}"] * bool(paper.priority)
    if paper.tags or state or paper.status is not Status.INBOX:
        yield from paper.tags
        yield f"{_STATUS}{paper.status}"
        yield from state
    if not paper.record.authors_complete:
        yield INCOMPLETE
    yield from paper.record.keywords


def told_by(words: Iterable[str]) -> Told:
    """What some keywords tell; those before a status of ours are tags.

    >>> told_by(["vision", "status/read", "nets"])[3:5]
    (('vision',), ('nets',))
    """
    told = Told()
    tags: list[str] = []
    others: list[str] = []
    for word in words:
        if (status := _STATUSES.get(word)) is not None:
            told = told._replace(status=status)
            tags += others
            others = []
        elif (status := _FOREIGN_STATUSES.get(word.casefold())) is not None:
            told = told._replace(status=status)
        elif word in _STARS:
            told = told._replace(starred=True)
        elif word in _PRIORITIES:
            told = told._replace(priority=_PRIORITIES[word])
        elif word == INCOMPLETE:
            told = told._replace(authors_complete=False)
        else:
            others.append(word)
    return told._replace(tags=tuple(tags), keywords=tuple(others))
