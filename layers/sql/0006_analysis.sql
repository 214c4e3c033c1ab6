-- What the analysis adds to the store: crosswalks between editions, priority rules of class schemes,
-- legal eras, the full-text index of studies.

-- A pair of editions that was compared. `places` is the newest import of settlements it took into
-- account: with another one it is out of date and computed anew.
CREATE TABLE crosswalk (
    from_edition INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    to_edition   INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    places       INTEGER NOT NULL,
    PRIMARY KEY (from_edition, to_edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX crosswalk_to ON crosswalk (to_edition);

-- How a unit divides among those of another edition. Shares of one source add up to 1, those under
-- 1 % are dropped; NULL = not by that measure.
CREATE TABLE crosswalk_share (
    from_unit    INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    to_unit      INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    share        REAL CHECK (share > 0 AND share <= 1),        -- of its area
    people_share REAL CHECK (people_share > 0 AND people_share <= 1), -- of its settlements' people
    covers       REAL NOT NULL,                                -- of the target's area
    PRIMARY KEY (from_unit, to_unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX crosswalk_share_to ON crosswalk_share (to_unit);

-- Priority of a gap, first rule that holds (NULL: whatever the value is). Not known, no need and
-- "to verify" are decided before; what no rule holds for is low.
CREATE TABLE priority_rule (
    scheme_id      INTEGER NOT NULL REFERENCES scheme (id) ON DELETE CASCADE,
    ord            INTEGER NOT NULL,
    priority       TEXT NOT NULL CHECK (priority IN ('none', 'high', 'medium')),
    severity_min   INTEGER CHECK (severity_min BETWEEN 1 AND 5),
    severity_max   INTEGER CHECK (severity_max BETWEEN 1 AND 5),
    coverage_below REAL CHECK (coverage_below > 0),
    no_actor       INTEGER NOT NULL DEFAULT 0 CHECK (no_actor IN (0, 1)),
    PRIMARY KEY (scheme_id, ord)
) STRICT, WITHOUT ROWID;
INSERT INTO priority_rule (scheme_id, ord, priority, severity_min, severity_max, coverage_below, no_actor)
VALUES
    (1, 1, 'none', NULL, 2, NULL, 0),
    (1, 2, 'high', 4, NULL, NULL, 1),
    (1, 3, 'high', 4, NULL, 0.25, 0),
    (1, 4, 'medium', 5, NULL, NULL, 0),
    (1, 5, 'medium', 4, 4, 0.75, 0),
    (1, 6, 'medium', 3, 3, 0.5, 0);

-- Under which law a study was written, by its year.
CREATE TABLE legal_era (
    country   TEXT NOT NULL,
    code      TEXT NOT NULL,
    from_year INTEGER,
    to_year   INTEGER,
    label_fr  TEXT NOT NULL,
    label_en  TEXT NOT NULL,
    PRIMARY KEY (country, code)
) STRICT, WITHOUT ROWID;
INSERT INTO legal_era VALUES
    ('ML', 'before_2017', NULL, 2016, 'avant la loi foncière agricole de 2017',
     'before the agricultural land law of 2017'),
    ('ML', '2017_2020', 2017, 2020, 'loi foncière agricole (n° 2017-001 du 11 avril 2017)',
     'agricultural land law (no. 2017-001 of 11 April 2017)'),
    ('ML', 'since_2021', 2021, NULL,
     'loi domaniale et foncière (ordonnance n° 2020-014 du 24 décembre 2020)',
     'state and private land law (ordinance no. 2020-014 of 24 December 2020)');

-- Words of the studies, accents folded. Kept by triggers, so an undone import leaves none behind.
CREATE VIRTUAL TABLE study_text USING fts5 (
    title, title_other, authors, publisher, themes, places_text, notes,
    content = 'study', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO study_text (study_text) VALUES ('rebuild');
CREATE TRIGGER study_text_insert AFTER INSERT ON study BEGIN
    INSERT INTO study_text (rowid, title, title_other, authors, publisher, themes, places_text, notes)
    VALUES (new.id, new.title, new.title_other, new.authors, new.publisher, new.themes, new.places_text, new.notes);
END;
CREATE TRIGGER study_text_delete AFTER DELETE ON study BEGIN
    INSERT INTO study_text (study_text, rowid, title, title_other, authors, publisher, themes, places_text, notes)
    VALUES ('delete', old.id, old.title, old.title_other, old.authors, old.publisher, old.themes, old.places_text, old.notes);
END;
