-- What people decide about words, and rows read again because of it. Decisions are imports like any
-- other (kinds 'review' and 'aliases'): listed, with who and when, and taken back by `ltp undo`.

-- Rows read again are a submission of their source: reread_of is the import they came with,
-- caused_by the decisions.
ALTER TABLE import ADD COLUMN caused_by INTEGER REFERENCES import (id);
ALTER TABLE import ADD COLUMN reread_of INTEGER REFERENCES import (id);
CREATE INDEX import_caused_by ON import (caused_by) WHERE caused_by IS NOT NULL;

-- The import that read this row again; its own copy of the row stands from then on.
ALTER TABLE raw_row ADD COLUMN reread_by INTEGER REFERENCES import (id);
CREATE INDEX raw_row_reread ON raw_row (reread_by) WHERE reread_by IS NOT NULL;

-- The words as a person wrote them, beside their folded form.
ALTER TABLE place_alias ADD COLUMN words TEXT;

-- What all place cells of a row together mean: `cells` is a JSON array of [code, name] by level, folded.
-- pcode NULL: no place of the edition.
CREATE TABLE place_decision (
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    cells      TEXT NOT NULL,
    pcode      TEXT,
    person     TEXT,
    decided_at TEXT NOT NULL,
    note       TEXT,
    import_id  INTEGER NOT NULL REFERENCES import (id),
    PRIMARY KEY (edition_id, cells)
) STRICT, WITHOUT ROWID;

ALTER TABLE vocabulary_term ADD COLUMN decided_at TEXT;
ALTER TABLE vocabulary_term ADD COLUMN import_id INTEGER REFERENCES import (id);

-- One organisation that was kept as two: the words of the other now mean this one.
ALTER TABLE organisation ADD COLUMN merged_into INTEGER REFERENCES organisation (id);
ALTER TABLE organisation_alias ADD COLUMN person TEXT;
ALTER TABLE organisation_alias ADD COLUMN decided_at TEXT;

-- Two that look alike and are not the same: not proposed again.
CREATE TABLE organisation_distinct (
    first_id   INTEGER NOT NULL REFERENCES organisation (id),
    second_id  INTEGER NOT NULL REFERENCES organisation (id),
    person     TEXT,
    decided_at TEXT NOT NULL,
    import_id  INTEGER NOT NULL REFERENCES import (id),
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;

-- What a decision took the place of, as it was: brought back by undo, newest first.
CREATE TABLE replaced (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    what      TEXT NOT NULL,
    old       TEXT NOT NULL
) STRICT;
CREATE INDEX replaced_import ON replaced (import_id);

DROP VIEW layer_organisations;
CREATE VIEW layer_organisations AS
SELECT o.id, NULL AS edition_id, o.acronym, o.name, o.type, v.label_fr AS type_name, v.label_en AS type_name_en,
       CASE WHEN NOT o.hidden THEN
           (SELECT group_concat(a.alias, ' | ') FROM organisation_alias a
            WHERE a.organisation_id = o.id AND a.alias IS NOT o.name AND a.alias IS NOT o.acronym)
       END AS other_names
FROM organisation_shown o
LEFT JOIN vocabulary v ON v.kind = 'org_type' AND v.code = o.type
WHERE o.id IN (SELECT id FROM organisation WHERE merged_into IS NULL);

-- What is said of a row, while that row stands: not read again, nor its import taken back.
CREATE VIEW finding_open AS
SELECT f.id, f.import_id, f.row, f.code, f.column, f.value, f.detail, r.id AS raw_row_id, r.fate, r.reason
FROM finding f
JOIN raw_row r ON r.import_id = f.import_id AND r.row = f.row AND r.reread_by IS NULL
JOIN import i ON i.id = f.import_id AND i.undone_at IS NULL
WHERE (r.fate = 'accepted' AND (EXISTS (SELECT 1 FROM line l WHERE l.raw_row_id = r.id AND l.closed_by IS NULL)
        OR EXISTS (SELECT 1 FROM study s WHERE s.raw_row_id = r.id AND s.closed_by IS NULL)
        OR EXISTS (SELECT 1 FROM need n WHERE n.raw_row_id = r.id AND n.closed_by IS NULL)
        OR EXISTS (SELECT 1 FROM institution t WHERE t.raw_row_id = r.id AND t.closed_by IS NULL)))
   OR (r.fate = 'rejected' AND NOT EXISTS (
        SELECT 1 FROM import newer
        WHERE newer.source_id = i.source_id AND newer.submission > i.submission AND newer.undone_at IS NULL
          AND newer.reread_of IS NULL
          AND (newer.mode = 'snapshot' OR (newer.mode = 'default' AND NOT EXISTS (
                SELECT 1 FROM import_column c WHERE c.import_id = newer.id AND c.field = 'reported')))));
