"""The tables of version 1, as migrations have found them ever since: this text is never edited."""

from __future__ import annotations

FIRST_SCHEMA = """
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    title TEXT,
    authors TEXT NOT NULL,
    authors_complete INTEGER NOT NULL,
    affiliations TEXT NOT NULL,
    date TEXT,
    entry_type TEXT NOT NULL,
    venue TEXT,
    volume TEXT,
    number TEXT,
    pages TEXT,
    publisher TEXT,
    doi TEXT,
    arxiv TEXT,
    arxiv_version INTEGER,
    categories TEXT NOT NULL,
    keywords TEXT NOT NULL,
    url TEXT,
    urls TEXT NOT NULL,
    code TEXT,
    editors TEXT NOT NULL,
    extra TEXT NOT NULL,
    doubts TEXT NOT NULL,
    year INTEGER,
    title_folded TEXT NOT NULL DEFAULT '',
    authors_folded TEXT NOT NULL DEFAULT '',
    title_print INTEGER,
    abstract_print INTEGER,
    abstract TEXT
);
CREATE INDEX paper_doi ON paper (doi) WHERE doi IS NOT NULL;
CREATE INDEX paper_arxiv ON paper (arxiv) WHERE arxiv IS NOT NULL;
CREATE INDEX paper_title ON paper (title_print) WHERE title_print IS NOT NULL;
CREATE INDEX paper_abstract ON paper (abstract_print) WHERE abstract_print IS NOT NULL;
CREATE TABLE reading (
    paper INTEGER PRIMARY KEY REFERENCES paper,
    present INTEGER NOT NULL,
    status TEXT NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL DEFAULT 0,
    citekey TEXT COLLATE NOCASE,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    note TEXT
);
CREATE INDEX reading_status ON reading (status, paper) WHERE present;
CREATE UNIQUE INDEX reading_citekey ON reading (citekey) WHERE present AND citekey IS NOT NULL;
CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
CREATE TABLE tagging (
    paper INTEGER NOT NULL REFERENCES paper,
    tag INTEGER NOT NULL REFERENCES tag,
    PRIMARY KEY (paper, tag)
) WITHOUT ROWID;
CREATE INDEX tagging_tag ON tagging (tag, paper);
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    papers INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    field TEXT NOT NULL,
    old,
    new
);
CREATE INDEX change_step ON change (step);
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    step INTEGER REFERENCES step,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    raw BLOB NOT NULL
);
CREATE TABLE source (
    paper INTEGER NOT NULL REFERENCES paper,
    import INTEGER NOT NULL REFERENCES import,
    format TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    print INTEGER NOT NULL,
    PRIMARY KEY (paper, import, first)
) WITHOUT ROWID;
CREATE INDEX source_print ON source (print);
CREATE TABLE author (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
