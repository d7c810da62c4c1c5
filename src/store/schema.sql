-- A knowledge base of kith, version 3: a SQLite database that any SQLite tool
-- opens. To read it, begin with the views at the end; to change it, use
-- `kith add` and `kith remove`.
--
-- Every record stands in one row, and comes back from it byte for byte: what
-- columns have no place for is in "more", and "shape" says how it was written.

PRAGMA application_id = 1802073192; -- "kith"
PRAGMA user_version = 4; -- src/store/migrate.c says what each brought

-- The members beside entities, relations and documents in the files, such as
-- "title": JSON, in the order in which they came.
CREATE TABLE members (
    number INTEGER PRIMARY KEY,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL
) STRICT;

-- How records were written: the text of a record with $column in place of a
-- value that is in a column, and $* in place of the next value of "more". A '
-- after the $ says that the text in the column is to be escaped as JSON asks
-- for, a ^ that everything beyond ASCII was escaped as well.
CREATE TABLE shapes (
    number INTEGER PRIMARY KEY,
    text   TEXT NOT NULL
) STRICT;

-- The types in use, in order of first use. One that nothing is of any more may
-- be here until the next packing.
CREATE TABLE entity_types (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE relation_types (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

-- What the evidence cites. A document that is only cited has neither "shape"
-- nor "written".
CREATE TABLE documents (
    number    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL,
    title     TEXT,
    publisher TEXT,
    url       TEXT,
    date      TEXT,
    more      TEXT,    -- the members that have no column: a JSON object
    shape     INTEGER REFERENCES shapes,
    written   TEXT     -- the whole record, where no shape can say it
) STRICT;

-- An entity that only relations name has neither "shape" nor "written".
CREATE TABLE entities (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    type       INTEGER REFERENCES entity_types, -- the main one
    name       TEXT,
    properties TEXT,   -- a JSON object
    evidence   TEXT,   -- a JSON array
    more       TEXT,
    shape      INTEGER REFERENCES shapes,
    written    TEXT
) STRICT;

-- The types of an entity beside the main one.
CREATE TABLE more_types (
    entity   INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    position INTEGER NOT NULL,
    type     INTEGER NOT NULL REFERENCES entity_types,
    PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
    entity   INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

-- A weight that is not given counts as 1, a relation that is not said to be
-- undirected leads from source to target. Dates are YYYY, YYYY-MM or
-- YYYY-MM-DD. There is no index on the ends: see "pack".
CREATE TABLE relations (
    number     INTEGER PRIMARY KEY,
    source     INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    type       INTEGER NOT NULL REFERENCES relation_types,
    target     INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    directed   INTEGER NOT NULL,
    weight     REAL,
    confidence REAL,
    since      TEXT,
    until      TEXT,
    id         TEXT,
    properties TEXT,
    evidence   TEXT,
    more       TEXT,
    shape      INTEGER REFERENCES shapes,
    written    TEXT
) STRICT;

-- Who cites what: element "position" of the evidence of an entity or of a
-- relation is about a document.
CREATE TABLE evidence (
    document INTEGER NOT NULL REFERENCES documents,
    entity   INTEGER REFERENCES entities ON DELETE CASCADE,
    relation INTEGER REFERENCES relations ON DELETE CASCADE,
    position INTEGER NOT NULL,
    CHECK ((entity IS NULL) <> (relation IS NULL))
) STRICT;

-- Computed columns: measures, groups and positions of entities, as they were
-- when no record had changed since ("stale" = 0). "how" says with what options.
CREATE TABLE columns (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    how    TEXT NOT NULL,
    stale  INTEGER NOT NULL,
    UNIQUE (name, how)
) STRICT;

CREATE TABLE column_values (
    col    INTEGER NOT NULL REFERENCES columns ON DELETE CASCADE,
    entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
    value  REAL, -- NULL where the measure says nothing
    PRIMARY KEY (col, entity)
) STRICT, WITHOUT ROWID;

-- How often records have been added or removed.
CREATE TABLE state (
    changes INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (0);

-- What an analysis needs, as arrays of little-endian numbers of "width" bytes
-- cut into chunks; "checksum" is of "data", under the seed "chunk". packing says how far the
-- rows are in it; rows with larger numbers are newer. src/store/pack.c lists
-- the parts. Without these two tables the base is slower, and whole.
CREATE TABLE pack (
    part     TEXT NOT NULL,
    chunk    INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data     BLOB NOT NULL,
    PRIMARY KEY (part, chunk)
) STRICT;

CREATE TABLE packing (
    entities  INTEGER NOT NULL, -- the largest number of each
    relations INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    byte_size INTEGER NOT NULL  -- of all parts
) STRICT;

-- How many entities have how many relations (one with itself counts once).
CREATE TABLE degrees (
    relations INTEGER PRIMARY KEY,
    entities  INTEGER NOT NULL
) STRICT;

-- Rows that are in the pack and have changed or gone since.
CREATE TABLE outdated (
    kind   TEXT NOT NULL CHECK (kind IN ('entity', 'relation', 'document')),
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

-- What `kith find` searches: names, aliases and ids as words that are folded and
-- have a sound, and which words have which three letters in a row. Chunks as in
-- "pack"; src/store/names.h documents the parts. Entities beyond "entities", and
-- those in "outdated", are searched row by row. "folding" counts up when kith
-- folds or writes them otherwise; "icu" is the version of the ICU that romanized
-- words, '' if there was none, NULL if none was needed.
CREATE TABLE name_index (
    number   INTEGER PRIMARY KEY, -- in a row within a part
    part     TEXT NOT NULL,
    chunk    INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data     BLOB NOT NULL
) STRICT;

-- Others are found by their number.
CREATE UNIQUE INDEX name_parts ON name_index (part, chunk)
    WHERE chunk = 0 OR part = 'gram';

CREATE TABLE name_indexing (
    entities INTEGER NOT NULL, -- the largest number in it
    words    INTEGER NOT NULL,
    texts    INTEGER NOT NULL,
    folding  INTEGER NOT NULL,
    icu      TEXT
) STRICT;

-- A sum over the rows of each table above, without those of chunks, which have
-- checksums: `kith check` sees by it what has changed by itself, or by another
-- program. src/store/digest.h says how it is taken.
CREATE TABLE digests (
    name TEXT PRIMARY KEY,
    sum  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Names to search among by SQL, each with the entity that bears it.
CREATE VIEW names AS
    SELECT number AS entity, 'name' AS kind, name AS text
    FROM entities WHERE name IS NOT NULL
    UNION ALL
    SELECT entity, 'alias', text FROM aliases;

CREATE VIEW entities_named AS
    SELECT e.id, coalesce(e.name, e.id) AS name, t.name AS type, e.properties
    FROM entities AS e LEFT JOIN entity_types AS t ON t.number = e.type;

CREATE VIEW entities_measured AS
    SELECT coalesce(e.name, e.id) AS entity, c.name AS measure, v.value, c.how,
           c.stale, e.id
    FROM column_values AS v
    JOIN columns AS c ON c.number = v.col
    JOIN entities AS e ON e.number = v.entity;

CREATE VIEW relations_named AS
    SELECT coalesce(s.name, s.id) AS source, t.name AS type,
           coalesce(o.name, o.id) AS target, r.since, r.until,
           coalesce(r.weight, 1.0) AS weight, r.confidence, r.directed,
           r.properties, s.id AS source_id, o.id AS target_id,
           r.number AS relation
    FROM relations AS r
    JOIN relation_types AS t ON t.number = r.type
    JOIN entities AS s ON s.number = r.source
    JOIN entities AS o ON o.number = r.target;

CREATE VIEW evidence_quoted AS
    SELECT coalesce(d.title, d.id) AS document,
           CASE WHEN v.relation IS NULL THEN coalesce(e.name, e.id)
                ELSE n.source || ' – ' || n.type || ' → ' || n.target
           END AS about,
           json_extract(v.item, '$.paragraph') AS paragraph,
           json_extract(v.item, '$.note') AS note,
           json_extract(v.item, '$.quote') AS quote,
           d.url, d.id AS document_id, v.entity, v.relation
    FROM (SELECT c.*, coalesce(x.evidence, y.evidence) -> c.position AS item
          FROM evidence AS c
          LEFT JOIN entities AS x ON x.number = c.entity
          LEFT JOIN relations AS y ON y.number = c.relation) AS v
    JOIN documents AS d ON d.number = v.document
    LEFT JOIN entities AS e ON e.number = v.entity
    LEFT JOIN relations_named AS n ON n.relation = v.relation;

CREATE VIEW documents_cited AS
    SELECT d.id, d.title, d.publisher, d.date, d.url,
           count(c.position) AS citations
    FROM documents AS d LEFT JOIN evidence AS c ON c.document = d.number
    GROUP BY d.number;

-- Indexes, made once the rows are there.
CREATE UNIQUE INDEX entity_ids ON entities (id);
CREATE UNIQUE INDEX document_ids ON documents (id);
-- Entities whose properties may hide the id or the name of the record from a
-- query: there are few.
CREATE INDEX entity_shadows ON entities (number)
    WHERE instr(properties, '"id"') OR instr(properties, '"name"')
       OR instr(properties, '\u006') OR written IS NOT NULL;
CREATE INDEX relation_ids ON relations (id) WHERE id IS NOT NULL;
CREATE INDEX citing_documents ON evidence (document);
CREATE INDEX citing_entities ON evidence (entity)
    WHERE entity IS NOT NULL;
CREATE INDEX citing_relations ON evidence (relation)
    WHERE relation IS NOT NULL;
