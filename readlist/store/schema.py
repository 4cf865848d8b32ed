"""The tables of a library, by who owns what stands in them."""

from __future__ import annotations

APPLICATION_ID = 0x524C5354  # "RLST"
VERSION = 9
WORDS_SINCE = 9
"""The version that brought the index of words as it is."""
MAIN_TABLES = ("paper", "reading", "tag", "tagging", "step", "change", "import", "source")
"""The tables that every version has, and that nothing can be done without."""

SCHEMA = """
-- Bibliographic data: what sources say; an import may improve it. Lists are JSON; a name is [family, given, particle,
-- suffix, literal] without its empty end, an attachment is [path, type]. The columns after "derived" follow from the
-- others.
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
    -- derived
    year INTEGER,
    title_folded TEXT NOT NULL DEFAULT '',
    authors_folded TEXT NOT NULL DEFAULT '',
    title_print INTEGER,
    abstract_print INTEGER,
    -- behind the others, since it is long and seldom needed
    abstract TEXT,
    attachments TEXT NOT NULL DEFAULT '[]'
);
-- is it the same paper?
CREATE INDEX paper_doi ON paper (doi) WHERE doi IS NOT NULL;
CREATE INDEX paper_arxiv ON paper (arxiv) WHERE arxiv IS NOT NULL;
CREATE INDEX paper_title ON paper (title_print) WHERE title_print IS NOT NULL;
CREATE INDEX paper_abstract ON paper (abstract_print) WHERE abstract_print IS NOT NULL;

-- Reading state: only the user changes it. A paper that was deleted, or whose import was undone, is not present; its
-- rows stay, so that everything can be taken back. "snoozed" is the day on which a paper wakes up.
CREATE TABLE reading (
    paper INTEGER PRIMARY KEY REFERENCES paper,
    present INTEGER NOT NULL,
    status TEXT NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL DEFAULT 0,
    citekey TEXT COLLATE NOCASE,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    note TEXT,
    snoozed TEXT
);
-- the views, in the order of their papers
CREATE INDEX reading_status ON reading (status, paper) WHERE present;
CREATE INDEX reading_starred ON reading (paper) WHERE present AND starred;
CREATE INDEX reading_snoozed ON reading (snoozed, status, paper) WHERE present AND snoozed IS NOT NULL;
CREATE UNIQUE INDEX reading_citekey ON reading (citekey) WHERE present AND citekey IS NOT NULL;

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, color TEXT);
CREATE TABLE tagging (
    paper INTEGER NOT NULL REFERENCES paper,
    tag INTEGER NOT NULL REFERENCES tag,
    PRIMARY KEY (paper, tag)
) WITHOUT ROWID;
CREATE INDEX tagging_tag ON tagging (tag, paper);

-- Papers that look like one and are two, as the user has told; the first has the smaller id.
CREATE TABLE distinct_pair (
    first INTEGER NOT NULL REFERENCES paper,
    second INTEGER NOT NULL REFERENCES paper,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;

-- Papers that turned out to be another one, which was kept: what told of them tells of that one.
CREATE TABLE merged (paper INTEGER PRIMARY KEY REFERENCES paper, kept INTEGER NOT NULL REFERENCES paper);
CREATE INDEX merged_kept ON merged (kept);

-- The folded words of each paper, as model.words tells them. The texts are not kept here again, so the words of a paper
-- are taken out before it changes and put in after: the same words, so a migration has to write the index anew when
-- model.words tells others.
CREATE VIRTUAL TABLE words USING fts5(
    title, author, abstract, note, year, key, tag, venue, affiliation, category, doi, arxiv, marks,
    content='', columnsize=0, tokenize='ascii', prefix='1 2 3'
);

-- The journal. A step is one action of the user; a change is one field of papers first..last, whose ids follow one
-- another without a gap. Values are as stored in their columns; tags are a JSON list of names.
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

-- Every text that was imported, compressed with zlib, and which lines of it told of which paper. The step is NULL where
-- a text told nothing new, the folder where the text is from no file.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    step INTEGER REFERENCES step,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    raw BLOB NOT NULL,
    folder TEXT
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
-- which paper did these words tell of before?
CREATE INDEX source_print ON source (print);

-- Names of authors as displayed, evidence for where a glued title ends. It only grows.
CREATE TABLE author (name TEXT PRIMARY KEY) WITHOUT ROWID;

-- Files that are kept current with a query; "entries" is JSON: the fingerprint of what was last written, by key.
CREATE TABLE target (
    path TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    format TEXT NOT NULL,
    preset TEXT NOT NULL,
    ascii INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    entries TEXT NOT NULL,
    written TEXT,
    trouble TEXT
) WITHOUT ROWID;

-- Which papers a reference manager was given, so that it is given each once.
CREATE TABLE pushed (
    paper INTEGER NOT NULL REFERENCES paper,
    program TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (program, paper)
) WITHOUT ROWID;

-- Queries that have a name, in the user's order; "folded" is the name as it is told from others.
CREATE TABLE view (
    folded TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    sort TEXT NOT NULL,
    reverse INTEGER NOT NULL,
    place INTEGER NOT NULL
) WITHOUT ROWID;

-- Which papers changed in what the search index knows of them, in the order of the changes: an index that was built
-- after one of them has to learn those that follow. The salt tells a copy of the library that went another way.
CREATE TABLE touched (
    id INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    salt INTEGER NOT NULL DEFAULT (random())
);
"""


EARLIER = {
    1: (
        "CREATE TEMP VIEW paper AS SELECT *, '[]' AS attachments FROM main.paper",
        "CREATE TEMP VIEW import AS SELECT *, NULL AS folder FROM main.import",
    ),
    2: (
        (
            "CREATE TEMP VIEW target AS SELECT '' AS path, '' AS query, '' AS format, '' AS preset, 0 AS ascii,"
            " 0 AS paused, '{}' AS entries, NULL AS written, NULL AS trouble WHERE 0"
        ),
        "CREATE TEMP VIEW pushed AS SELECT 0 AS paper, '' AS program, '' AS at WHERE 0",
    ),
    3: (),
    4: (
        (
            "CREATE TEMP VIEW view AS SELECT '' AS folded, '' AS name, '' AS query, '' AS sort, 0 AS reverse,"
            " 0 AS place WHERE 0"
        ),
    ),
    5: ("CREATE TEMP VIEW touched AS SELECT 0 AS id, 0 AS first, 0 AS last, 0 AS salt WHERE 0",),
    6: (
        "CREATE TEMP VIEW reading AS SELECT *, NULL AS snoozed FROM main.reading",
        "CREATE TEMP VIEW tag AS SELECT *, NULL AS color FROM main.tag",
        "CREATE TEMP VIEW distinct_pair AS SELECT 0 AS first, 0 AS second WHERE 0",
    ),
    7: ("CREATE TEMP VIEW merged AS SELECT 0 AS paper, 0 AS kept WHERE 0",),
    8: (
        (
            "CREATE VIRTUAL TABLE temp.words USING fts5(title, author, abstract, note, year, key, tag, venue,"
            " affiliation, category, doi, arxiv, marks, content='', columnsize=0, tokenize='ascii', prefix='1 2 3')"
        ),
    ),
}
"""What makes a library of a version, which cannot be changed, look like one of the next version."""


def statements(schema: str = SCHEMA) -> list[str]:
    """The statements of a schema, one by one: a script would commit the transaction that it runs in."""
    return [statement for statement in schema.split(";\n") if statement.strip()]
