"""Zotero's own database, read from a copy: its items in the shape of Zotero's JSON."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from readlist.errors import InputError
from readlist.store.driver import sqlite3

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "zotero.sqlite"
OLDEST = 100  # version of the "userdata" schema

_HINT = "Name Zotero's data folder: `readlist add --from-zotero DIR` (Zotero: Settings, Advanced, Files and Folders)."
_NOT_PAPERS = ("attachment", "note", "annotation")
_ITEMS = f"""
    SELECT i.itemID, t.typeName, i.key, i.libraryID, i.dateAdded FROM items i
    JOIN itemTypesCombined t ON t.itemTypeID = i.itemTypeID
    WHERE t.typeName NOT IN ({", ".join("?" * len(_NOT_PAPERS))})
      AND i.itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY i.itemID
"""
_FIELDS = """
    SELECT d.itemID, f.fieldName, v.value FROM itemData d JOIN fieldsCombined f ON f.fieldID = d.fieldID
    JOIN itemDataValues v ON v.valueID = d.valueID ORDER BY d.itemID, f.fieldName
"""
_CREATORS = """
    SELECT c.itemID, t.creatorType, n.firstName, n.lastName, n.fieldMode FROM itemCreators c
    JOIN creators n ON n.creatorID = c.creatorID JOIN creatorTypes t ON t.creatorTypeID = c.creatorTypeID
    ORDER BY c.itemID, c.orderIndex
"""
_TAGS = "SELECT i.itemID, t.name, i.type FROM itemTags i JOIN tags t ON t.tagID = i.tagID ORDER BY i.itemID, t.name"
_NOTES = """
    SELECT n.parentItemID, n.note FROM itemNotes n WHERE n.parentItemID IS NOT NULL
      AND n.itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY n.itemID
"""
_ATTACHMENTS = """
    SELECT coalesce(a.parentItemID, a.itemID), a.path, a.contentType, i.key FROM itemAttachments a
    JOIN items i ON i.itemID = a.itemID WHERE a.path IS NOT NULL
      AND a.itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY a.itemID
"""
_COLLECTIONS = """
    WITH RECURSIVE path (id, name) AS (
        SELECT collectionID, collectionName FROM collections WHERE parentCollectionID IS NULL
        UNION ALL
        SELECT c.collectionID, path.name || '/' || c.collectionName FROM collections c
        JOIN path ON c.parentCollectionID = path.id
    )
    SELECT i.itemID, path.name FROM collectionItems i JOIN path ON path.id = i.collectionID ORDER BY i.itemID, path.name
"""


def zotero_items(folder: Path) -> list[dict[str, Any]]:
    """The items of the Zotero whose data lie in a folder, without those in its trash; Zotero may be running.

    Each is an object of Zotero's JSON, with ``collections`` as paths of names, and the paths of its attachments.
    InputError where the folder holds no Zotero data that can be read.
    """
    database = folder.expanduser() / FILE
    if not database.is_file():
        raise InputError(f"no {FILE} in {folder}", _HINT)
    with TemporaryDirectory(prefix="readlist-zotero-") as copies:
        copy = _copied(database, Path(copies))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                _check(connection, database)
                return list(_items(connection, database.parent))
        except sqlite3.DatabaseError as error:
            raise InputError(f"{database} cannot be read: {error}", "Close Zotero and try again.") from error


def _copied(database: Path, folder: Path) -> Path:
    """A copy of the database with its write-ahead log: Zotero holds the file locked, and the log has the latest."""
    try:
        for name in (FILE, f"{FILE}-wal"):
            if (beside := database.with_name(name)).exists():
                shutil.copyfile(beside, folder / name)
    except OSError as error:
        raise InputError(f"cannot read {database}: {error.strerror}", _HINT) from error
    return folder / FILE


def _check(connection: sqlite3.Connection, database: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise InputError(f"{database} was being written", "Close Zotero and try again.")
    found = connection.execute("SELECT version FROM version WHERE schema = 'userdata'").fetchone()
    if found is None or found[0] < OLDEST:
        raise InputError(f"{database} was written by a Zotero that is too old", "Update Zotero.")


def _items(connection: sqlite3.Connection, folder: Path) -> Iterator[dict[str, Any]]:
    items = {}
    for number, kind, key, library, added in connection.execute(_ITEMS, _NOT_PAPERS):
        lists: dict[str, Any] = {"creators": [], "tags": [], "notes": [], "attachments": [], "collections": []}
        items[number] = {"key": key, "libraryID": library, "itemType": kind, "dateAdded": added, **lists}
    for number, name, value in connection.execute(_FIELDS):
        if number in items:
            items[number][name] = value
    for number, name, value in _listed(connection, folder):
        if number in items:
            items[number][name].append(value)
    yield from items.values()


def _listed(connection: sqlite3.Connection, folder: Path) -> Iterator[tuple[int, str, Any]]:
    """What an item may have several of: its number, the name of the list, the value."""
    for number, role, first, last, mode in connection.execute(_CREATORS):
        name = {"name": last} if mode == 1 else {"firstName": first or "", "lastName": last or ""}
        yield number, "creators", {"creatorType": role, **name}
    for number, tag, kind in connection.execute(_TAGS):
        yield number, "tags", {"tag": tag, "type": kind}
    for number, note in connection.execute(_NOTES):
        yield number, "notes", {"note": note}
    for number, path, kind, key in connection.execute(_ATTACHMENTS):
        yield number, "attachments", {"path": _place(path, folder, key), "mimeType": kind or ""}
    for number, path in connection.execute(_COLLECTIONS):
        yield number, "collections", path


def _place(path: str, folder: Path, key: str) -> str:
    """Where an attachment lies: Zotero names those in its own storage by ``storage:``."""
    stored = path.removeprefix("storage:")
    return path if stored == path else str(folder / "storage" / key / stored)
