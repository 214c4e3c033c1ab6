-- The store, first version. Dates are text yyyy-mm-dd, booleans 0/1, NULL is "not known". Geometry is
-- EPSG:4326. What leaves goes through the views layer_* of
-- 0003_views.sql, whose columns are those of the field tables (layers/fields_*.c); a test compares.

-- What the store knows of itself: 'generation' grows with each change of the data.
CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------- provenance

CREATE TABLE source (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;

-- One import of one file is one submission of its source.
CREATE TABLE import (
    id          INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL REFERENCES source (id),
    submission  INTEGER NOT NULL,
    file        TEXT NOT NULL,
    sheet       TEXT,
    header_row  INTEGER,
    hxl_row     INTEGER,
    sha256      TEXT NOT NULL,
    reported    TEXT,
    mode        TEXT NOT NULL CHECK (mode IN ('default', 'snapshot', 'update')),
    options     TEXT,
    edition_id  INTEGER REFERENCES edition (id),
    imported_at TEXT NOT NULL,
    person      TEXT,
    program     TEXT NOT NULL,
    n_read      INTEGER NOT NULL DEFAULT 0,
    n_accepted  INTEGER NOT NULL DEFAULT 0,
    n_duplicate INTEGER NOT NULL DEFAULT 0,
    n_rejected  INTEGER NOT NULL DEFAULT 0,
    undone_at   TEXT,
    undone_by   TEXT,
    UNIQUE (source_id, submission),
    CHECK (n_read = n_accepted + n_duplicate + n_rejected)
) STRICT;

CREATE TABLE import_column (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    header    TEXT,
    hxl       TEXT,
    field     TEXT,
    by        TEXT CHECK (by IN ('hxl', 'label', 'content', 'user')),
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- Every row as it stood, cells of personal-data columns masked.
CREATE TABLE raw_row (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    row       INTEGER NOT NULL,
    cells     TEXT NOT NULL,
    fate      TEXT NOT NULL CHECK (fate IN ('accepted', 'duplicate', 'rejected')),
    reason    TEXT,
    CHECK (fate = 'accepted' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX raw_row_import ON raw_row (import_id, row);

CREATE TABLE finding (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    row       INTEGER NOT NULL,
    code      TEXT NOT NULL,
    column    TEXT,
    value     TEXT,
    detail    TEXT
) STRICT;
CREATE INDEX finding_import ON finding (import_id, row);

------------------------------------------------------------------------------ administrative units

CREATE TABLE edition (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    country       TEXT NOT NULL DEFAULT '',
    source        TEXT,
    licence       TEXT,
    valid_on      TEXT,
    deepest_level INTEGER NOT NULL DEFAULT 0,
    active        INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
    import_id     INTEGER NOT NULL REFERENCES import (id)
) STRICT;

CREATE TABLE unit (
    id           INTEGER PRIMARY KEY,
    edition_id   INTEGER NOT NULL REFERENCES edition (id),
    import_id    INTEGER NOT NULL REFERENCES import (id),
    level        INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
    pcode        TEXT NOT NULL,
    name         TEXT NOT NULL,
    parent_id    INTEGER REFERENCES unit (id),
    area_km2     REAL NOT NULL,
    interior_lon REAL NOT NULL,
    interior_lat REAL NOT NULL,
    geom         BLOB,
    point        BLOB, -- the interior point, for the views that show records at their unit
    UNIQUE (edition_id, pcode)
) STRICT;
CREATE INDEX unit_parent ON unit (parent_id);
CREATE INDEX unit_import ON unit (import_id);
SELECT RecoverGeometryColumn('unit', 'geom', 4326, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex('unit', 'geom');
-- No spatial index on purpose: a view over an indexed column is filtered by the row number of the
-- unit, and the views on this one have several rows a unit.
SELECT RecoverGeometryColumn('unit', 'point', 4326, 'POINT', 'XY');

CREATE TABLE unit_name (
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    name    TEXT NOT NULL,
    PRIMARY KEY (unit_id, name)
) STRICT, WITHOUT ROWID;

-- What a person decided about words in a place cell. pcode NULL: these words are no place.
CREATE TABLE place_alias (
    id            INTEGER PRIMARY KEY,
    edition_id    INTEGER NOT NULL REFERENCES edition (id),
    level         INTEGER NOT NULL,
    folded        TEXT NOT NULL,
    parent_pcode  TEXT NOT NULL DEFAULT '*',
    pcode         TEXT,
    person        TEXT,
    decided_at    TEXT NOT NULL,
    note          TEXT,
    import_id     INTEGER REFERENCES import (id),
    UNIQUE (edition_id, level, folded, parent_pcode)
) STRICT;

-- Settlements: villages, quarters, sites.
CREATE TABLE place (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    unit_id   INTEGER REFERENCES unit (id),
    code      TEXT,
    name      TEXT NOT NULL,
    kind      TEXT,
    population INTEGER,
    geom      BLOB
) STRICT;
CREATE INDEX place_unit ON place (unit_id);
CREATE INDEX place_import ON place (import_id);
SELECT RecoverGeometryColumn('place', 'geom', 4326, 'POINT', 'XY');
SELECT CreateSpatialIndex('place', 'geom');

-------------------------------------------------------------------------------------- organisations

-- hidden = 1: asked not to be named; counted, shown as "acteur non divulgué".
CREATE TABLE organisation (
    id        INTEGER PRIMARY KEY,
    acronym   TEXT,
    name      TEXT NOT NULL,
    type      TEXT,
    hidden    INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    import_id INTEGER REFERENCES import (id)
) STRICT;

CREATE TABLE organisation_alias (
    folded          TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('acronym', 'name')),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    alias           TEXT NOT NULL,
    import_id       INTEGER REFERENCES import (id),
    PRIMARY KEY (folded, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_alias_org ON organisation_alias (organisation_id);

---------------------------------------------------------------------------------- lines (activities)

-- A row is one version of a line: born by import_id, ended by closed_by ('changed': another version
-- took over; 'gone': absent from a newer snapshot, ends on gone_on). Current lines have closed_by NULL;
-- gone ones still count up to gone_on.
CREATE TABLE line (
    id               INTEGER PRIMARY KEY,
    import_id        INTEGER NOT NULL REFERENCES import (id),
    seen_by          INTEGER NOT NULL REFERENCES import (id), -- newest submission that holds it
    raw_row_id       INTEGER NOT NULL REFERENCES raw_row (id),
    edition_id       INTEGER NOT NULL REFERENCES edition (id),
    fingerprint      TEXT NOT NULL,
    ordinal          INTEGER NOT NULL,
    content          TEXT NOT NULL,  -- hash of the cells as understood: same or changed
    closed_by        INTEGER REFERENCES import (id),
    close_reason     TEXT CHECK (close_reason IN ('changed', 'gone')),
    gone_on          TEXT,
    organisation_id  INTEGER NOT NULL REFERENCES organisation (id), -- implementing, else programme, else reporting
    project_code     TEXT,
    project_title    TEXT,
    activity         TEXT,
    activity_code    TEXT,
    indicator        TEXT,
    sector_text      TEXT,
    sector           TEXT,
    subsector_text   TEXT,
    theme_text       TEXT,
    ltp              INTEGER NOT NULL DEFAULT 0 CHECK (ltp IN (0, 1)),
    ltp_basis        TEXT CHECK (ltp_basis IN ('declared', 'text', 'confirmed')),
    ltp_proposed     INTEGER NOT NULL DEFAULT 0 CHECK (ltp_proposed IN (0, 1)),
    cohesion         INTEGER NOT NULL DEFAULT 0 CHECK (cohesion IN (0, 1)),
    theme_knowable   INTEGER NOT NULL DEFAULT 1 CHECK (theme_knowable IN (0, 1)),
    start_date       TEXT,
    end_date         TEXT,
    reported         TEXT,
    status_text      TEXT,
    status           TEXT CHECK (status IN ('planned', 'ongoing', 'completed', 'suspended', 'cancelled')),
    population_text  TEXT,
    population_type  TEXT,
    targeted         INTEGER CHECK (targeted >= 0),
    targeted_basis   TEXT CHECK (targeted_basis IN ('stated', 'cells', 'partial')),
    targeted_approximate INTEGER NOT NULL DEFAULT 0,
    reached          INTEGER CHECK (reached >= 0),
    reached_basis    TEXT CHECK (reached_basis IN ('stated', 'cells', 'partial')),
    reached_approximate INTEGER NOT NULL DEFAULT 0,
    households_targeted INTEGER,
    households_reached  INTEGER,
    modality         TEXT,
    amount           TEXT,
    currency         TEXT,
    settlement       TEXT,
    remarks          TEXT,
    lon              REAL,
    lat              REAL,
    repeated         INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1)),
    CHECK ((closed_by IS NULL) = (close_reason IS NULL))
) STRICT;
CREATE INDEX line_fingerprint ON line (fingerprint, ordinal);
CREATE INDEX line_import ON line (import_id);
CREATE INDEX line_raw ON line (raw_row_id);
CREATE INDEX line_organisation_counted ON line (organisation_id);
CREATE INDEX line_closed ON line (closed_by) WHERE closed_by IS NOT NULL;

CREATE TABLE line_organisation (
    line_id         INTEGER NOT NULL REFERENCES line (id) ON DELETE CASCADE,
    role            TEXT NOT NULL CHECK (role IN ('implementing', 'programme', 'reporting', 'donor')),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (line_id, role, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_organisation_org ON line_organisation (organisation_id);

CREATE TABLE line_location (
    id      INTEGER PRIMARY KEY,
    line_id INTEGER NOT NULL REFERENCES line (id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    rule    TEXT NOT NULL,
    share   REAL,
    UNIQUE (line_id, unit_id)
) STRICT;
CREATE INDEX line_location_unit ON line_location (unit_id);

-- Every figure of people as the table stated it; age bands are data (years, inclusive; NULL = open).
CREATE TABLE line_people (
    id              INTEGER PRIMARY KEY,
    line_id         INTEGER NOT NULL REFERENCES line (id) ON DELETE CASCADE,
    measure         TEXT NOT NULL CHECK (measure IN ('targeted', 'reached')),
    sex             TEXT CHECK (sex IN ('f', 'm')),
    age_min         INTEGER,
    age_max         INTEGER,
    disability      INTEGER NOT NULL DEFAULT 0 CHECK (disability IN (0, 1)),
    population_type TEXT,
    counts          TEXT NOT NULL CHECK (counts IN ('persons', 'households')),
    value           INTEGER NOT NULL CHECK (value >= 0),
    approximate     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX line_people_line ON line_people (line_id);

---------------------------------------------------------------------------------------------- needs

CREATE TABLE need (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL REFERENCES import (id),
    raw_row_id  INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by   INTEGER REFERENCES import (id),
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    date        TEXT,
    sector      TEXT,
    pin         INTEGER CHECK (pin >= 0),
    severity    INTEGER CHECK (severity BETWEEN 1 AND 5),
    population  INTEGER CHECK (population >= 0),
    idps        INTEGER CHECK (idps >= 0),
    returnees   INTEGER CHECK (returnees >= 0),
    repatriated INTEGER CHECK (repatriated >= 0),
    approximate INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX need_unit ON need (unit_id, date);
CREATE INDEX need_import ON need (import_id);
CREATE INDEX need_raw ON need (raw_row_id);

------------------------------------------------------------------------------- repertory of studies

CREATE TABLE study (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL REFERENCES import (id),
    raw_row_id  INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by   INTEGER REFERENCES import (id),
    edition_id  INTEGER NOT NULL REFERENCES edition (id),
    key         TEXT NOT NULL,
    title       TEXT NOT NULL,
    title_other TEXT,
    authors     TEXT,
    publisher   TEXT,
    year        INTEGER,
    type        TEXT,
    language    TEXT,
    doi         TEXT,
    url         TEXT,
    themes      TEXT,
    places_text TEXT,
    confidence  TEXT,
    notes       TEXT
) STRICT;
CREATE INDEX study_key ON study (key);
CREATE INDEX study_import ON study (import_id);
CREATE INDEX study_raw ON study (raw_row_id);

CREATE TABLE study_location (
    id       INTEGER PRIMARY KEY,
    study_id INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,
    unit_id  INTEGER NOT NULL REFERENCES unit (id),
    rule     TEXT NOT NULL,
    UNIQUE (study_id, unit_id)
) STRICT;
CREATE INDEX study_location_unit ON study_location (unit_id);

--------------------------------------------------------------------------------------- institutions

-- Land commissions (COFO), reconciliation teams (ERAR), communal committees (CCR), thematic groups.
CREATE TABLE institution (
    id            INTEGER PRIMARY KEY,
    import_id     INTEGER NOT NULL REFERENCES import (id),
    raw_row_id    INTEGER REFERENCES raw_row (id),
    closed_by     INTEGER REFERENCES import (id),
    unit_id       INTEGER NOT NULL REFERENCES unit (id),
    kind          TEXT NOT NULL,
    name          TEXT,
    decision_no   TEXT,
    decision_date TEXT,
    status        TEXT,
    supported_by  INTEGER REFERENCES organisation (id),
    notes         TEXT
) STRICT;
CREATE INDEX institution_unit ON institution (unit_id);
CREATE INDEX institution_import ON institution (import_id);
CREATE INDEX institution_raw ON institution (raw_row_id);

----------------------------------------------------------------------------- vocabularies and classes

CREATE TABLE vocabulary (
    kind     TEXT NOT NULL,
    code     TEXT NOT NULL,
    label_fr TEXT NOT NULL,
    label_en TEXT NOT NULL,
    parent   TEXT,  -- sector of an area of responsibility: PRO-HLP -> PRO
    PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE vocabulary_term (
    kind   TEXT NOT NULL,
    folded TEXT NOT NULL,
    code   TEXT NOT NULL,
    term   TEXT NOT NULL,
    person TEXT,   -- who added it; NULL = shipped with ltp
    PRIMARY KEY (kind, folded),
    FOREIGN KEY (kind, code) REFERENCES vocabulary (kind, code)
) STRICT, WITHOUT ROWID;

-- Class breaks and priority rules are named and versioned data, printed in every legend.
CREATE TABLE scheme (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    version  INTEGER NOT NULL,
    label_fr TEXT NOT NULL,
    label_en TEXT NOT NULL,
    active   INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
    UNIQUE (name, version)
) STRICT;

-- A value belongs to the first class of its field with lower <= value <= upper (NULL = open;
-- lower_open = 1: lower < value).
CREATE TABLE scheme_class (
    scheme_id  INTEGER NOT NULL REFERENCES scheme (id) ON DELETE CASCADE,
    field      TEXT NOT NULL,
    ord        INTEGER NOT NULL,
    code       TEXT NOT NULL,
    lower      REAL,
    lower_open INTEGER NOT NULL DEFAULT 0,
    upper      REAL,
    label_fr   TEXT NOT NULL,
    label_en   TEXT NOT NULL,
    colour     TEXT NOT NULL,
    hatch      TEXT,
    PRIMARY KEY (scheme_id, field, ord)
) STRICT, WITHOUT ROWID;
