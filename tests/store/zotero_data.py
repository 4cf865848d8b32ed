"""A Zotero data folder of invented papers: the tables of its "userdata" schema that matter here."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """
CREATE TABLE version (schema TEXT PRIMARY KEY, version INT NOT NULL);
CREATE TABLE itemTypesCombined (itemTypeID INT, typeName TEXT, display INT, custom INT);
CREATE TABLE fieldsCombined (fieldID INT, fieldName TEXT, label TEXT, fieldFormatID INT, custom INT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, dateAdded TEXT, libraryID INT, key TEXT);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE itemTags (itemID INT, tagID INT, type INT);
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, path TEXT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted TEXT);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT, parentCollectionID INT);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT);
INSERT INTO version VALUES ('userdata', 129);
INSERT INTO itemTypesCombined (itemTypeID, typeName) VALUES (1, 'note'), (2, 'attachment'), (3, 'preprint'), (4, 'book');
INSERT INTO fieldsCombined (fieldID, fieldName)
    VALUES (1, 'title'), (2, 'date'), (3, 'DOI'), (4, 'archiveID'), (5, 'extra'), (6, 'publisher'), (7, 'abstractNote');
INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor');
"""
CONTENT = """
INSERT INTO items VALUES (1, 3, '2024-01-02 03:04:05', 1, 'MAPS0001'), (2, 4, '2024-01-03', 1, 'INNS0001'),
    (3, 4, '2024-01-04', 1, 'GONE0001'), (4, 1, '2024-01-04', 1, 'NOTE0001'), (5, 2, '2024-01-04', 1, 'FILE0001'),
    (6, 2, '2024-01-04', 1, 'FILE0002');
INSERT INTO deletedItems VALUES (3, '2024-02-01');
INSERT INTO itemDataValues VALUES (1, 'Maps of <i>Everything</i>'), (2, '2023-06-00 June 2023'),
    (3, 'arXiv:2306.01234'), (4, 'Citation Key: moon2023maps' || char(10) || 'Read_Status: In Progress'), (5, 'Inns'),
    (6, 'Example & Sons'), (7, 'We map.' || char(10) || 'Everything.'), (8, 'In the trash');
INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (1, 4, 3), (1, 5, 4), (1, 7, 7), (2, 1, 5), (2, 6, 6), (3, 1, 8);
INSERT INTO creators VALUES (1, 'Ada', 'Moon', 0), (2, '', 'The Atlas Group', 1), (3, 'Bo', 'Lind', 0);
INSERT INTO itemCreators VALUES (1, 1, 1, 0), (1, 2, 1, 1), (2, 3, 2, 0);
INSERT INTO tags VALUES (1, 'to discuss'), (2, 'Cartography'), (3, '⭐');
INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1), (1, 3, 0);
INSERT INTO itemNotes VALUES (4, 1, '<div class="zotero-note"><p>Compare with <b>Inns</b>.</p></div>', '');
INSERT INTO itemAttachments VALUES (5, 1, 0, 'application/pdf', 'storage:maps.pdf'), (6, 2, 2, 'text/html', '/home/x/inns.html');
INSERT INTO collections VALUES (1, 'Thesis', NULL), (2, 'Chapter 2', 1);
INSERT INTO collectionItems VALUES (2, 1, 0);
"""


def make(folder: Path) -> sqlite3.Connection:
    """A data folder as a running Zotero has it: write-ahead log, locked for itself, the latest not yet in the file."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "zotero.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.executescript(SCHEMA)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.executescript(CONTENT)
    return connection
