-- The names of settlements, folded: every spelling its source gives.
CREATE TABLE place_name (
    place_id INTEGER NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    folded   TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (place_id, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_name_folded ON place_name (folded);
