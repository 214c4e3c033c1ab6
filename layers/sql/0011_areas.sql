-- Activities given as areas: the outline of a line's intervention area, and how it divides among the
-- units of each edition.
CREATE TABLE line_area (
    line_id  INTEGER PRIMARY KEY REFERENCES line (id) ON DELETE CASCADE,
    area_km2 REAL NOT NULL CHECK (area_km2 > 0),
    geom     BLOB NOT NULL
) STRICT;
SELECT RecoverGeometryColumn('line_area', 'geom', 4326, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex('line_area', 'geom');

-- The editions an area was divided among already: an edition that comes later divides it, too.
CREATE TABLE area_edition (
    line_id    INTEGER NOT NULL REFERENCES line_area (line_id) ON DELETE CASCADE,
    edition_id INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    PRIMARY KEY (line_id, edition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_edition_of ON area_edition (edition_id);

-- The part of an area in one unit of an edition's deepest full level, as shares of ground.
CREATE TABLE area_part (
    line_id INTEGER NOT NULL REFERENCES line_area (line_id) ON DELETE CASCADE,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    of_area REAL NOT NULL CHECK (of_area > 0 AND of_area <= 1),
    of_unit REAL NOT NULL CHECK (of_unit > 0 AND of_unit <= 1),
    PRIMARY KEY (line_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_part_unit ON area_part (unit_id);

-- One row an area; its place is the unit with the largest part of it.
CREATE VIEW layer_areas AS
SELECT a.line_id AS id, a.line_id, l.edition_id, l.edition, l.pcode, l.name, l.level,
       l.adm1_code, l.adm1_name, l.adm2_code, l.adm2_name, l.adm3_code, l.adm3_name,
       a.area_km2,
       (SELECT count(*) FROM line_location p WHERE p.line_id = a.line_id) AS n_units,
       (SELECT group_concat(t.pcode || ' ' || round(100 * t.share) || ' %', ' | ')
        FROM (SELECT u.pcode, p.share FROM line_location p JOIN unit u ON u.id = p.unit_id
              WHERE p.line_id = a.line_id AND p.share IS NOT NULL
              ORDER BY p.share DESC, u.pcode) t) AS shares,
       l.org_acronym, l.org_name, l.org_type, l.donor_name, l.project_code, l.project_title,
       l.activity, l.indicator, l.sector, l.sector_name, l.sector_name_en, l.sector_public,
       l.sector_public_name, l.sector_public_name_en, l.ltp, l.cohesion, l.start_date, l.end_date,
       l.reported, l.status, l.population_type, l.targeted, l.reached, l.source, l.delicate,
       l.organisation_id, l.unit_id
FROM line_area a
JOIN layer_lines l ON l.line_id = a.line_id
WHERE l.id = (SELECT p.id FROM line_location p
              WHERE p.line_id = a.line_id
              ORDER BY coalesce(p.share, 0) DESC, p.unit_id LIMIT 1);

-- For a person who opens the store in QGIS.
CREATE VIEW v_zones AS
SELECT a.line_id AS rowid, l.org_name AS acteur, l.project_code AS code_projet, l.project_title AS projet,
       l.activity AS activite, l.sector AS secteur, l.start_date AS debut, l.end_date AS fin, l.status AS statut,
       l.targeted AS ciblees, l.reached AS atteintes, l.area_km2 AS superficie_km2, l.shares AS communes,
       l.source, a.geom
FROM line_area a
JOIN layer_areas l ON l.id = a.line_id;
INSERT INTO views_geometry_columns
    (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only)
VALUES ('v_zones', 'geom', 'rowid', 'line_area', 'geom', 1);
