-- More of what people decide. Each decision stands until a later one on the same thing; undo takes those
-- of its import away, and what was said before holds again.

-- Whether lines with this title and activity (folded) are of the theme LTP where no cell declares it.
CREATE TABLE ltp_decision (
    title         TEXT NOT NULL,
    activity      TEXT NOT NULL,
    import_id     INTEGER NOT NULL REFERENCES import (id),
    ltp           INTEGER NOT NULL CHECK (ltp IN (0, 1)),
    title_text    TEXT, -- as written
    activity_text TEXT,
    person        TEXT,
    decided_at    TEXT NOT NULL,
    note          TEXT,
    PRIMARY KEY (title, activity, import_id)
) STRICT, WITHOUT ROWID;

-- Organisations that asked not to be named, or to be named again; organisation.hidden follows.
CREATE TABLE organisation_wish (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    import_id       INTEGER NOT NULL REFERENCES import (id),
    hidden          INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    person          TEXT,
    decided_at      TEXT NOT NULL,
    note            TEXT,
    PRIMARY KEY (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

-- Settlements that a newer submission of their source replaced, as they were: brought back by undo.
-- `names` is a JSON array of [folded, name].
CREATE TABLE place_closed (
    id         INTEGER PRIMARY KEY,
    closed_by  INTEGER NOT NULL REFERENCES import (id),
    import_id  INTEGER NOT NULL REFERENCES import (id),
    unit_id    INTEGER REFERENCES unit (id),
    code       TEXT,
    name       TEXT NOT NULL,
    kind       TEXT,
    population INTEGER,
    geom       BLOB,
    names      TEXT NOT NULL
) STRICT;
CREATE INDEX place_closed_by ON place_closed (closed_by);
CREATE INDEX place_closed_import ON place_closed (import_id);

DROP VIEW unit_use;
CREATE VIEW unit_use AS
SELECT ll.unit_id, l.import_id FROM line_location ll JOIN line l ON l.id = ll.line_id
UNION ALL SELECT unit_id, import_id FROM need
UNION ALL SELECT sl.unit_id, s.import_id FROM study_location sl JOIN study s ON s.id = sl.study_id
UNION ALL SELECT unit_id, import_id FROM institution
UNION ALL SELECT unit_id, import_id FROM place WHERE unit_id IS NOT NULL
UNION ALL SELECT unit_id, import_id FROM place_closed WHERE unit_id IS NOT NULL;

-- An organisation with a wish is known by it, also where no line names it.
DROP VIEW organisation_used;
CREATE VIEW organisation_used AS
SELECT organisation_id AS id FROM line_organisation
UNION SELECT organisation_id FROM line
UNION SELECT supported_by FROM institution WHERE supported_by IS NOT NULL
UNION SELECT organisation_id FROM organisation_wish;
